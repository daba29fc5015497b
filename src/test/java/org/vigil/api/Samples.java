package org.vigil.api;

import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;
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
import org.vigil.report.Report;

/** Reports to serve: one of which everything is known, one of which nothing is. */
final class Samples {

  private Samples() {}

  static final String TEXT = "Ada Morrow told the council that the camps near Kisumu stay open.";

  static Report full() {
    return full("no/such/folder/full.html", ContentHash.of(new byte[] {1}), 1);
  }

  /** The report of a source file. */
  static Report full(String path, ContentHash hash, long size) {
    Annotations annotations =
        new Annotations(
            List.of(
                new Entity(
                    "person/ada-morrow",
                    EntityKind.PERSON,
                    "Ada Morrow",
                    List.of("Morrow"),
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
                new Mention(EntityKind.PERSON, 0, 10, "person/ada-morrow"),
                new Mention(EntityKind.PLACE, 48, 54, "place/kisumu")));
    Quote quote =
        new Quote(
            Optional.of("Ada Morrow"),
            Optional.of("person/ada-morrow"),
            Optional.of("told"),
            Optional.of(Stance.CLAIMS),
            TEXT.substring(28, 64),
            28,
            64);
    return new Report(
        "full",
        new Report.Source(path, hash, "text/html", size, Optional.empty()),
        new Facts(
            Optional.of(new Fact<>("Camps \"stay\" <b>open</b>", "h1", 0.9, "Camps")),
            Optional.of(new Fact<>("The Tideline", "og-site-name", 0.9, "The Tideline")),
            Optional.of(new Fact<>(List.of("Jo Byline"), "byline", 0.8, "By Jo Byline")),
            Optional.of(new Fact<>(PartialDate.of(2020, 7), "text-date", 0.7, "July 2020")),
            Optional.of(new Fact<>("KISUMU", "dateline", 0.7, "KISUMU —")),
            Optional.of(new Fact<>("https://tideline.example/a", "canonical", 1, "canonical")),
            Optional.of(new Fact<>("en", "html-lang", 1, "en"))),
        TEXT,
        List.of(),
        annotations,
        List.of(quote),
        List.of(),
        List.of(),
        List.of(),
        Optional.of("demo"),
        List.of("the text was cut"));
  }

  static Report bare() {
    return bare("bare");
  }

  static Report bare(String id) {
    return bare(id, "no/such/folder/box.zip", ContentHash.of(new byte[] {2}));
  }

  /** The report of a member of an archive. */
  static Report bare(String id, String path, ContentHash hash) {
    return new Report(
        id,
        new Report.Source(path, hash, "text/plain", 1, Optional.of("inner/a.txt")),
        Facts.NONE,
        "Nobody said when the camps opened.",
        Annotations.NONE,
        Optional.empty(),
        List.of());
  }
}
