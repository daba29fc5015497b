package org.vigil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vigil.corpus.ContentHash;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.index.ArchiveWriter;
import org.vigil.index.Generation;
import org.vigil.index.GenerationWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Settings;
import org.vigil.report.Report;

/**
 * Reports made up by chance, the same for the same seed: words by Zipf's law, about 400 a report,
 * with people and places of which a few are named often.
 */
public final class GeneratedReports {

  private static final int VOCABULARY = 50_000;
  private static final int PEOPLE = 5_000;
  private static final int PLACES = 500;
  private static final int WORDS = 400;
  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);

  private final Random random;
  private final List<String> words = new ArrayList<>();
  private final List<String> people = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  public GeneratedReports(long seed) {
    random = new Random(seed);
    for (int i = 0; i < VOCABULARY; i++) {
      words.add(syllables(2 + random.nextInt(3)));
    }
    for (int i = 0; i < PEOPLE; i++) {
      people.add(capital(syllables(2)) + " " + capital(syllables(3)));
    }
    for (int i = 0; i < PLACES; i++) {
      places.add(capital(syllables(3)));
    }
  }

  private String syllables(int count) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < count; i++) {
      word.append("bdfghjklmnprstvz".charAt(random.nextInt(16)));
      word.append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** One of a list, the first ones far more often than the last. */
  private <T> T often(List<T> list) {
    return list.get((int) (list.size() * Math.pow(random.nextDouble(), 4)));
  }

  /** A word as reports use them. */
  public String word() {
    return often(words);
  }

  /** A rare word, which a few in a thousand reports have. */
  public String rareWord() {
    return words.get(random.nextInt(words.size()));
  }

  /** A person whom reports name. */
  public String person() {
    return often(people);
  }

  /** A place that reports name. */
  public String place() {
    return often(places);
  }

  /** A report with this number. */
  public Report report(int number) {
    StringBuilder text = new StringBuilder();
    Map<String, Entity> entities = new LinkedHashMap<>();
    List<Mention> mentions = new ArrayList<>();
    String title = capital(word()) + " " + word() + " " + word() + " " + rareWord();
    for (int i = 0; i < WORDS; i++) {
      switch (random.nextInt(60)) {
        case 0 -> mention(text, entities, mentions, EntityKind.PERSON, person());
        case 1 -> mention(text, entities, mentions, EntityKind.PLACE, place());
        case 2 -> text.append(word()).append(". ");
        default -> text.append(word()).append(' ');
      }
    }
    String id = "generated-" + number;
    ContentHash hash = ContentHash.of((id + text).getBytes(StandardCharsets.UTF_8));
    return new Report(
        id,
        new Report.Source(id + ".txt", hash, "text/plain", text.length(), Optional.empty()),
        new Facts(
            Optional.of(fact(title)),
            Optional.of(fact("Outlet " + (1 + random.nextInt(40)))),
            Optional.of(fact(List.of(person()))),
            PartialDate.parse(FIRST.plusDays(random.nextInt(4_000)).toString())
                .map(GeneratedReports::fact),
            Optional.empty(),
            Optional.empty(),
            Optional.of(fact("en"))),
        text.toString(),
        new Annotations(List.copyOf(entities.values()), mentions),
        Optional.empty(),
        List.of());
  }

  private static void mention(
      StringBuilder text,
      Map<String, Entity> entities,
      List<Mention> mentions,
      EntityKind kind,
      String name) {
    String id = kind.path() + "/" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    entities.putIfAbsent(id, new Entity(id, kind, name, List.of(), Optional.empty()));
    mentions.add(new Mention(kind, text.length(), text.length() + name.length(), id));
    text.append(name).append(' ');
  }

  private static <T> Fact<T> fact(T value) {
    return new Fact<>(value, "generated", 1, value.toString());
  }

  /** The same in a collection. */
  public Report report(int number, String collection) {
    Report made = report(number);
    return new Report(
        made.id(),
        made.source(),
        made.facts(),
        made.text(),
        made.annotations(),
        Optional.of(collection),
        List.of());
  }

  /** Makes an index of so many reports, which is live afterwards. */
  public void index(IndexHome home, int count) throws IOException {
    Generation generation = home.begin();
    try (GenerationWriter writer = GenerationWriter.open(generation)) {
      add(writer, 0, count);
      writer.commit();
    }
    home.switchTo(generation);
  }

  /** Writes reports with these numbers, the last one left out. */
  public void add(GenerationWriter writer, int from, int to) throws IOException {
    for (int number = from; number < to; number++) {
      put(writer, report(number));
    }
  }

  /** Writes a report as the only one of its file. */
  public static void put(ArchiveWriter writer, Report report) throws IOException {
    Settings settings = new Settings("generated", "generated");
    writer.put(
        new LedgerEntry(
            "/generated/" + report.source().path(),
            Optional.empty(),
            Optional.of(report.source().hash()),
            report.source().size(),
            Instant.EPOCH,
            settings,
            LedgerEntry.Outcome.INDEXED,
            1,
            Optional.empty(),
            List.of(),
            Instant.EPOCH,
            0),
        report.source().hash(),
        List.of(report));
  }
}
