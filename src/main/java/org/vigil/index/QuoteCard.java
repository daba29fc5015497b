package org.vigil.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.vigil.quote.Quote;
import org.vigil.quote.Stance;

/**
 * What a list shows of a quote but for its words, which stand in its report.
 *
 * @param id that of the report and the number of the quote in it
 * @param ahead how many documents further on its report stands
 * @param start of the words in the report, in UTF-16 code units
 * @param end exclusive
 */
public record QuoteCard(
    String id,
    int ahead,
    Optional<String> speaker,
    Optional<String> speakerId,
    Optional<String> cue,
    Optional<Stance> stance,
    int start,
    int end) {

  public QuoteCard {
    if (ahead < 1) {
      throw new IllegalArgumentException("the report of a quote stands behind it: " + ahead);
    }
  }

  static QuoteCard of(String id, Quote quote, int ahead) {
    return new QuoteCard(
        id,
        ahead,
        quote.speaker(),
        quote.speakerId(),
        quote.cue(),
        quote.stance(),
        quote.start(),
        quote.end());
  }

  BytesRef encoded() {
    try {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      out.writeString(id);
      out.writeVInt(ahead);
      out.writeString(speaker.orElse(""));
      out.writeString(speakerId.orElse(""));
      out.writeString(cue.orElse(""));
      out.writeString(stance.map(Stance::word).orElse(""));
      out.writeVInt(start);
      out.writeVInt(end - start);
      return new BytesRef(out.toArrayCopy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the doc value of {@code QUOTE}. */
  public static QuoteCard decode(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    String id = in.readString();
    int ahead = in.readVInt();
    Optional<String> speaker = text(in);
    Optional<String> speakerId = text(in);
    Optional<String> cue = text(in);
    Optional<Stance> stance = text(in).flatMap(Stance::ofWord);
    int start = in.readVInt();
    return new QuoteCard(id, ahead, speaker, speakerId, cue, stance, start, start + in.readVInt());
  }

  private static Optional<String> text(ByteArrayDataInput in) throws IOException {
    return Optional.of(in.readString()).filter(text -> !text.isEmpty());
  }
}
