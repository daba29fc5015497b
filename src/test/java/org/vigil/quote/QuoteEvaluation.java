package org.vigil.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.entity.Annotations;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.entity.Recogniser;
import org.vigil.entity.Recognisers;

/**
 * Scores quotes against a folder {@code quotes} with {@code text} and {@code attributions} as in
 * PolNeAR (Newell et al., LREC 2018): {@code mvn -Peval verify -Dtest=QuoteEvaluation
 * -Dvigil.data=DIR}.
 *
 * <p>Half of the articles, by a hash of their name, are for tuning; figures count on the other
 * half. A direct quotation of the gold is a stretch of content from one quotation mark to the next
 * of at least four words. It is found if a quote covers half of it; the other way round for
 * precision, where every quotation of ours is held against all content. The speaker is right if the
 * place named as the source overlaps the gold's; where the gold names him, and does not write "he",
 * the entity must be the one named there too. {@code -Dvigil.quotes=FILE} writes the errors of the
 * tuning half.
 */
@Tag("eval")
class QuoteEvaluation {

  private record Span(int start, int end) {
    boolean overlaps(int from, int to) {
      return start < to && from < end;
    }

    int common(int from, int to) {
      return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
  }

  private record Gold(List<Span> source, List<Span> content) {
    int common(int from, int to) {
      return content.stream().mapToInt(c -> c.common(from, to)).sum();
    }
  }

  /** Counts of one half. */
  private static final class Counts {
    int gold;
    int recalled;
    int quotations;
    int right;
    int sources;
    int sourcesRight;
    int sourcesGiven;
    int named;
    int namedRight;
    int namedGiven;
    int statements;
    int statementsRight;
    int statementSources;
    int statementSourcesRight;
    int goldAll;
    int goldAllFound;
    long characters;
    long nanos;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "direct quotations: %d in the gold, recall %.1f; %d found, precision %.1f%n"
              + "  speaker (place): %d with a source, given %.1f, right %.1f; right of given %.1f%n"
              + "  speaker (entity, where the gold names one): %d, right %.1f; right of given %.1f%n"
              + "statements: %d, precision %.1f, speaker right of given %.1f%n"
              + "all attributions of the gold: %d, covered %.1f%n%.0f thousand characters a second",
          gold,
          percent(recalled, gold),
          quotations,
          percent(right, quotations),
          sources,
          percent(sourcesGiven, sources),
          percent(sourcesRight, sources),
          percent(sourcesRight, sourcesGiven),
          named,
          percent(namedRight, named),
          percent(namedRight, namedGiven),
          statements,
          percent(statementsRight, statements),
          percent(statementSourcesRight, statementSources),
          goldAll,
          percent(goldAllFound, goldAll),
          characters * 1e6 / nanos);
    }
  }

  private static double percent(int part, int all) {
    return all == 0 ? 0 : 100.0 * part / all;
  }

  private final StringBuilder errors = new StringBuilder();

  @Test
  void quotationsAndTheirSpeakersAreFound() throws IOException {
    Path folder = Path.of(System.getProperty("vigil.data", "data")).resolve("quotes");
    Counts tuned = new Counts();
    Counts held = new Counts();
    Recogniser recogniser = Recognisers.standard();
    for (Path file : articles(folder.resolve("attributions"))) {
      String name = file.getFileName().toString().replaceFirst("_[0-9a-f]{4}\\.ann$", "");
      String text = Files.readString(folder.resolve("text").resolve(name + ".txt"));
      boolean tuning = ((name.hashCode() * 0x9E3779B9) >>> 16) % 2 == 0;
      Annotations annotations = recogniser.recognise(Optional.empty(), text, Optional.of("en"));
      Counts counts = tuning ? tuned : held;
      long begin = System.nanoTime();
      List<Quotes.Located> quotes = Quotes.located(text, annotations, Optional.of("en"));
      counts.nanos += System.nanoTime() - begin;
      counts.characters += text.length();
      score(name, text, annotations, quotes, gold(Files.readString(file), text), counts, tuning);
    }
    System.out.println("tuning half\n" + tuned);
    System.out.println("held-back half\n" + held);
    String details = System.getProperty("vigil.quotes");
    if (details != null) {
      Files.writeString(Path.of(details), errors);
    }
    assertThat(percent(held.recalled, held.gold)).as("quotations found").isGreaterThan(85);
    assertThat(percent(held.sourcesRight, held.sources)).as("speakers").isGreaterThan(75);
  }

  /** One set of annotations an article: the first, where two people made one each. */
  private static List<Path> articles(Path folder) throws IOException {
    Map<String, Path> byArticle = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted()
          .forEach(
              f ->
                  byArticle.putIfAbsent(f.getFileName().toString().replaceFirst("_[^_]*$", ""), f));
    }
    return byArticle.values().stream().sorted().toList();
  }

  private static List<Gold> gold(String annotations, String text) {
    Map<String, List<Span>> spans = new HashMap<>();
    List<Gold> gold = new ArrayList<>();
    for (String line : annotations.split("\n", -1)) {
      String[] columns = line.split("\t", -1);
      if (line.matches("T\\d+\t.*")) {
        String places = columns[1].substring(columns[1].indexOf(' ') + 1);
        List<Span> list = new ArrayList<>();
        for (String place : places.split(";", -1)) {
          String[] ends = place.split(" ", -1);
          list.add(
              new Span(
                  text.offsetByCodePoints(0, Integer.parseInt(ends[0])),
                  text.offsetByCodePoints(0, Integer.parseInt(ends[1]))));
        }
        spans.put(columns[0], list);
      } else if (line.matches("E\\d+\t.*")) {
        List<Span> source = new ArrayList<>();
        List<Span> content = new ArrayList<>();
        for (String argument : columns[1].split(" ", -1)) {
          String[] part = argument.split(":", -1);
          if (part.length < 2) {
            continue;
          }
          List<Span> place = spans.getOrDefault(part[1], List.of());
          if (part[0].startsWith("Source")) {
            source.addAll(place);
          } else if (part[0].startsWith("Content")) {
            content.addAll(place);
          }
        }
        gold.add(new Gold(source, content));
      }
    }
    return gold;
  }

  private void score(
      String name,
      String text,
      Annotations annotations,
      List<Quotes.Located> quotes,
      List<Gold> gold,
      Counts counts,
      boolean tuning) {
    for (Gold attribution : gold) {
      counts.goldAll += attribution.content().isEmpty() ? 0 : 1;
      int length = attribution.content().stream().mapToInt(c -> c.end() - c.start()).sum();
      int covered =
          quotes.stream()
              .mapToInt(q -> attribution.common(q.quote().start(), q.quote().end()))
              .sum();
      counts.goldAllFound += length > 0 && covered * 2 >= length ? 1 : 0;
      for (Span direct : quotations(text, attribution.content())) {
        counts.gold++;
        Optional<Quotes.Located> found =
            quotes.stream()
                .filter(q -> enough(direct, q))
                .max(
                    Comparator.comparingInt(
                        q ->
                            direct.common(q.quote().start(), q.quote().end())
                                - (q.reported() ? 1 : 0)));
        counts.recalled += found.isPresent() ? 1 : 0;
        String verdict = found.isEmpty() ? "MISSED" : "";
        if (!attribution.source().isEmpty()) {
          counts.sources++;
          boolean given = found.filter(q -> q.quote().speaker().isPresent()).isPresent();
          boolean placed = found.isPresent() && placed(found.get(), attribution, annotations);
          counts.sourcesGiven += given || placed ? 1 : 0;
          counts.sourcesRight += placed ? 1 : 0;
          verdict = verdict.isEmpty() && !placed ? given ? "WRONG" : "NONE" : verdict;
          Optional<Mention> named = named(attribution, annotations);
          if (named.isPresent()) {
            counts.named++;
            Optional<String> id = found.flatMap(q -> q.quote().speakerId());
            counts.namedGiven += id.isPresent() ? 1 : 0;
            boolean same = id.filter(named.get().entityId()::equals).isPresent();
            counts.namedRight += same ? 1 : 0;
          }
        }
        if (tuning && !verdict.isEmpty()) {
          complain(name, verdict, text, direct, found, attribution.source());
        }
      }
    }
    for (Quotes.Located q : quotes) {
      Quote quote = q.quote();
      Optional<Gold> best =
          gold.stream()
              .max(Comparator.comparingInt(g -> g.common(quote.start(), quote.end())))
              .filter(g -> g.common(quote.start(), quote.end()) * 2 >= quote.end() - quote.start());
      if (q.reported()) {
        counts.statements++;
        counts.statementsRight += best.isPresent() ? 1 : 0;
        if (best.isPresent() && !best.get().source().isEmpty() && q.source().isPresent()) {
          counts.statementSources++;
          counts.statementSourcesRight += placed(q, best.get(), annotations) ? 1 : 0;
        }
      } else {
        counts.quotations++;
        counts.right += best.isPresent() ? 1 : 0;
      }
      if (tuning && best.isEmpty()) {
        Span span = new Span(quote.start(), quote.end());
        complain(
            name,
            q.reported() ? "EXTRA STATEMENT" : "EXTRA",
            text,
            span,
            Optional.of(q),
            List.of());
      }
    }
  }

  private static boolean enough(Span direct, Quotes.Located quote) {
    int common = direct.common(quote.quote().start(), quote.quote().end());
    return common * 2 >= direct.end() - direct.start();
  }

  /** The stretches in double quotation marks within the content, of four words or more. */
  private static List<Span> quotations(String text, List<Span> content) {
    List<Span> found = new ArrayList<>();
    for (Span span : content) {
      for (Marked mark : QuotationMarks.find(text)) {
        char open = text.charAt(mark.open());
        int common = span.common(mark.start(), mark.end());
        boolean enoughWords =
            text.substring(mark.start(), mark.end()).split("\\s+", -1).length >= 4;
        if ((open == '“' || open == '"')
            && enoughWords
            && common * 2 >= mark.end() - mark.start()) {
          found.add(new Span(mark.start(), mark.end()));
        }
      }
    }
    return found;
  }

  /** The source is where the gold has it, or the quote names the same entity as the gold does. */
  private static boolean placed(Quotes.Located quote, Gold gold, Annotations annotations) {
    boolean overlaps =
        quote
            .source()
            .filter(s -> gold.source().stream().anyMatch(g -> g.overlaps(s[0], s[1])))
            .isPresent();
    boolean same =
        named(gold, annotations)
            .filter(m -> quote.quote().speakerId().filter(m.entityId()::equals).isPresent())
            .isPresent();
    return overlaps || same;
  }

  private static Optional<Mention> named(Gold gold, Annotations annotations) {
    List<Mention> within =
        annotations.mentions().stream()
            .filter(m -> gold.source().stream().anyMatch(g -> g.overlaps(m.start(), m.end())))
            .toList();
    return within.stream().filter(m -> m.kind() == EntityKind.PERSON).findFirst();
  }

  private void complain(
      String name,
      String verdict,
      String text,
      Span span,
      Optional<Quotes.Located> ours,
      List<Span> source) {
    String around =
        text.substring(Math.max(0, span.start() - 160), span.start())
            + "[["
            + text.substring(span.start(), span.end())
            + "]]"
            + text.substring(span.end(), Math.min(text.length(), span.end() + 120));
    errors
        .append(verdict)
        .append(' ')
        .append(name)
        .append('\n')
        .append(around.replace('\n', '|'))
        .append('\n')
        .append("  ours: ")
        .append(
            ours.map(q -> q.quote().speaker().orElse("?") + " / " + q.quote().cue().orElse("-"))
                .orElse("-"))
        .append("; gold: ")
        .append(source.stream().map(s -> text.substring(s.start(), s.end())).toList())
        .append("\n\n");
  }
}
