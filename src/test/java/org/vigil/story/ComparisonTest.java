package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.extract.Facts;
import org.vigil.quote.Quote;
import org.vigil.quote.Stance;
import org.vigil.report.Report;

class ComparisonTest {

  private static final Report WIRE =
      report("wire", "In Kyiv 11 people died, Ines Okoro said.", "Kyiv", "Ines Okoro");
  private static final Report POST =
      report("post", "In Kiev 11 people died, says Oz.", "Kiev", "Oz");

  private final Comparison compared = Comparison.of(List.of(WIRE, POST));

  @Test
  void whatAllNameAndWhatOneAloneNamesAreToldApart() {
    assertThat(compared.inAll())
        .extracting(Comparison.Subject::kind, Comparison.Subject::id)
        .containsExactly(tuple("figure", "11"), tuple("place", "place/kyiv"));
    assertThat(compared.onlyIn(WIRE))
        .extracting(Comparison.Subject::id)
        .containsExactly("person/ines-okoro");
    assertThat(compared.onlyIn(POST))
        .extracting(Comparison.Subject::id)
        .containsExactly("person/oz");
    assertThat(compared.shared(POST)).isEqualTo(compared.inAll());
  }

  @Test
  void aNameIsToldWithTheSpellingOfEachReport() {
    assertThat(compared.spelledDifferently()).hasSize(1);
    assertThat(compared.spelledDifferently().getFirst().spellings())
        .isEqualTo(Map.of("wire", Set.of("Kyiv"), "post", Set.of("Kiev")));
  }

  @Test
  void wordsThatOutletsChooseDifferentlyAreTold() {
    Comparison camps =
        Comparison.of(
            List.of(
                report("wire", "Concentration camps near Kyiv, Oz said.", "Kyiv", "Oz"),
                report("post", "A vocational training centre in Kyiv, Oz said.", "Kyiv", "Oz"),
                report("late", "Militants and camps in Kyiv, Oz said.", "Kyiv", "Oz")));
    assertThat(camps.contested()).extracting(Comparison.Subject::id).containsExactly("camps");
    assertThat(camps.contested().getFirst().spellings())
        .isEqualTo(
            Map.of(
                "wire", Set.of("concentration camp"),
                "post", Set.of("vocational training centre")));
  }

  @Test
  void whoIsQuotedIsToldWithWhatHeSaysInEachReport() {
    String text = "In Kyiv all is calm, Oz said.";
    Quote calm =
        new Quote(
            Optional.of("Oz"),
            Optional.of("person/oz"),
            Optional.of("said"),
            Optional.of(Stance.CLAIMS),
            "In Kyiv all is calm",
            0,
            19);
    Report plain = report("wire", text, "Kyiv", "Oz");
    Report quoting =
        plain.recognisedAs(plain.annotations(), List.of(calm), List.of(), List.of(), List.of());
    assertThat(Comparison.of(List.of(quoting, POST)).speakers())
        .containsExactly(
            new Comparison.Speaker("Oz", Optional.of("person/oz"), Map.of("wire", List.of(calm))));
  }

  @Test
  void wordsThatOneReportAloneUsesAreThoseItRepeats() {
    Report long1 =
        report(
            "wire",
            "In Kyiv a verdict was read, Oz said. The verdict was long, and Kyiv waited.",
            "Kyiv",
            "Oz");
    assertThat(Comparison.of(List.of(long1, POST)).wordsOnlyIn(long1)).containsExactly("verdict");
    assertThat(Comparison.of(List.of(long1)).wordsOnlyIn(long1)).isEmpty();
  }

  private static Report report(String id, String text, String place, String person) {
    Map<String, Entity> entities = new LinkedHashMap<>();
    entities.put(place, entity("place/kyiv", EntityKind.PLACE, "Kyiv"));
    String slug = person.toLowerCase(Locale.ROOT).replace(' ', '-');
    entities.put(person, entity("person/" + slug, EntityKind.PERSON, person));
    List<Mention> mentions = new ArrayList<>();
    entities.forEach(
        (name, e) -> {
          int at = text.indexOf(name);
          mentions.add(new Mention(e.kind(), at, at + name.length(), e.id()));
        });
    ContentHash hash = ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
    return new Report(
        id,
        new Report.Source(id, hash, "text/plain", text.length(), Optional.empty()),
        Facts.NONE,
        text,
        new Annotations(List.copyOf(entities.values()), mentions),
        Optional.empty(),
        List.of());
  }

  private static Entity entity(String id, EntityKind kind, String name) {
    return new Entity(id, kind, name, List.of(), Optional.empty());
  }
}
