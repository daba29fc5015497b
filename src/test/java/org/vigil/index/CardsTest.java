package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

/** What lists show is read as it was written, under this schema and the one before. */
class CardsTest {

  private static final ReportCard CARD =
      new ReportCard(
          "0123456789abcdef0123456789abcdef",
          Optional.of("Inquiry demanded"),
          Optional.of("The Kisumu Courier"),
          Optional.of("2020-07"),
          List.of("Ann O’Neill"),
          Optional.of("en"),
          Optional.empty(),
          "a/b.html",
          Optional.of("1"),
          List.of(
              new ReportCard.Named("person/liu-xiaoming", "Liu Xiaoming"),
              new ReportCard.Named("person/evrard-a", "Évrard"),
              new ReportCard.Named("person/lech-walesa", "Lech Wałęsa"),
              new ReportCard.Named("something else", "Nobody"),
              new ReportCard.Named("person/odera", "Odera Two")),
          List.of(
              new ReportCard.Named("place/quito-ec", "Quito"),
              new ReportCard.Named("place/geneva", "Geneva")));

  @Test
  void cardOfAReportIsReadAsItWasWritten() throws IOException {
    assertThat(ReportCard.decode(CARD.id(), CARD.encoded())).isEqualTo(CARD);
  }

  @Test
  void idThatFollowsFromItsNameTakesAByte() {
    ReportCard usual = with(new ReportCard.Named("person/liu-xiaoming", "Liu Xiaoming"));
    ReportCard other = with(new ReportCard.Named("person/liu-xiaoming-2", "Liu Xiaoming"));
    assertThat(other.encoded().length - usual.encoded().length).isEqualTo(3);
  }

  private static ReportCard with(ReportCard.Named person) {
    return new ReportCard(
        CARD.id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        "a",
        Optional.empty(),
        List.of(person),
        List.of());
  }

  @Test
  void cardOfTheSchemaBeforeIsRead() throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeString(CARD.id());
    for (String some : List.of("Inquiry demanded", "The Kisumu Courier", "2020-07")) {
      out.writeByte((byte) 1);
      out.writeString(some);
    }
    out.writeVInt(1);
    out.writeString("Ann O’Neill");
    out.writeByte((byte) 1);
    out.writeString("en");
    out.writeByte((byte) 0);
    out.writeString("a/b.html");
    out.writeByte((byte) 1);
    out.writeString("1");
    for (List<ReportCard.Named> named : List.of(CARD.people(), CARD.places())) {
      out.writeVInt(named.size());
      for (ReportCard.Named one : named) {
        out.writeString(one.id());
        out.writeString(one.name());
      }
    }
    assertThat(ReportCard.decode(CARD.id(), new BytesRef(out.toArrayCopy()))).isEqualTo(CARD);
  }

  @Test
  void cardOfAQuoteIsReadUnderBothSchemas() throws IOException {
    QuoteCard card = new QuoteCard(3, Optional.of("Liu Xiaoming"), Optional.empty(), 70, 90);
    assertThat(QuoteCard.decode(card.encoded())).isEqualTo(card);

    ByteBuffersDataOutput before = new ByteBuffersDataOutput();
    before.writeString(CARD.id() + ".00001");
    before.writeVInt(3);
    before.writeString("Liu Xiaoming");
    before.writeString("person/liu-xiaoming");
    before.writeString("");
    before.writeString("denies");
    before.writeVInt(70);
    before.writeVInt(20);
    assertThat(QuoteCard.decode(new BytesRef(before.toArrayCopy()))).isEqualTo(card);
  }
}
