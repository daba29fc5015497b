package org.vigil.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDate;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Location;
import org.vigil.entity.Mention;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.quote.Quote;
import org.vigil.quote.Stance;
import org.vigil.topic.TopicMention;

class ReportJsonTest {

  private static final ContentHash HASH =
      ContentHash.of("Adan Otieno left Kisumu.".getBytes(StandardCharsets.UTF_8));

  @Test
  void whatIsWrittenIsReadBackEqual() {
    Report report =
        new Report(
            Report.idOf(HASH, Optional.of("inner/a.txt")),
            new Report.Source("a.zip", HASH, "text/plain", 24, Optional.of("inner/a.txt")),
            new Facts(
                Optional.of(new Fact<>("Leaving", "first-line", 0.5, "Leaving")),
                Optional.of(new Fact<>("Lake Courier", "copyright", 0.9, "(c) Lake Courier")),
                Optional.of(new Fact<>(List.of("A. Were"), "byline", 0.9, "By A. Were")),
                Optional.of(new Fact<>(PartialDate.of(2021, 3), "head", 0.8, "March 2021")),
                Optional.of(new Fact<>("KISUMU", "dateline", 0.8, "KISUMU -")),
                Optional.of(new Fact<>("https://lake.example/1", "canonical", 1, "href")),
                Optional.of(new Fact<>("en", "words", 0.9, "")),
                Optional.of(new Fact<>("A/HRC/99/7", "un-masthead", 0.95, "A/HRC/99/7")),
                Optional.of(new Fact<>(Instant.EPOCH, "warc-date", 1, "1970-01-01T00:00:00Z"))),
            "Adan Otieno left Kisumu.",
            List.of(0, 12),
            new Annotations(
                List.of(
                    new Entity(
                        "person/adan-otieno",
                        EntityKind.PERSON,
                        "Adan Otieno",
                        List.of("Otieno"),
                        Optional.empty()),
                    new Entity(
                        "place/kisumu",
                        EntityKind.PLACE,
                        "Kisumu",
                        List.of(),
                        Optional.of(
                            new Location(
                                Optional.of("KE"),
                                -0.1,
                                34.75,
                                List.of(new Location.Ancestor("place/kenya", "Kenya")))))),
                List.of(
                    new Mention(EntityKind.PERSON, 0, 11, "person/adan-otieno"),
                    new Mention(EntityKind.PLACE, 17, 23, "place/kisumu"))),
            List.of(
                new Quote(
                    Optional.of("Adan Otieno"),
                    Optional.of("person/adan-otieno"),
                    Optional.of("denied"),
                    Optional.of(Stance.DENIES),
                    "left Kisumu",
                    12,
                    23),
                new Quote(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "Kisumu",
                    17,
                    23)),
            List.of(new TopicMention("forced-displacement", "left", 12, 16)),
            List.of(new TopicMention("refugee-convention", "left", 12, 16)),
            List.of(
                new EventDate(
                    LocalDate.of(2021, 3, 1),
                    LocalDate.of(2021, 3, 31),
                    EventDate.Granularity.MONTH,
                    "left",
                    12,
                    16)),
            Optional.of("lake"),
            List.of("cut at 24 characters"));

    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void absentKnowledgeIsAnAbsentKeyOrAnEmptyList() {
    Report report =
        new Report(
            Report.idOf(HASH, Optional.empty()),
            new Report.Source("a.txt", HASH, "text/plain", 24, Optional.empty()),
            Facts.NONE,
            "Adan Otieno left Kisumu.",
            Annotations.NONE,
            Optional.empty(),
            List.of());

    String json = ReportJson.write(report);

    assertThat(json)
        .isEqualTo(
            "{\"id\":\"%s\",\"source\":{\"path\":\"a.txt\",\"sha256\":\"%s\",\"mediaType\":\"text/plain\",\"size\":24,\"part\":null},\"authors\":[],\"evidence\":{},\"text\":\"Adan Otieno left Kisumu.\",\"people\":[],\"places\":[],\"organisations\":[],\"groups\":[],\"quotes\":[],\"topics\":[],\"instruments\":[],\"eventDates\":[],\"failure\":null}"
                .formatted(HASH.hex().substring(0, 32), HASH.hex()));
    assertThat(ReportJson.read(json)).isEqualTo(report);
  }
}
