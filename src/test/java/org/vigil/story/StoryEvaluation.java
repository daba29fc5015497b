package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.ContentHash;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Recogniser;
import org.vigil.entity.Recognisers;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.quote.Quotes;
import org.vigil.report.Report;

/**
 * Stories where something tells which reports are of one event. Nothing here was labelled for the
 * purpose; each test says what stands in for labels.
 */
@Tag("eval")
class StoryEvaluation {

  private static final Recogniser RECOGNISER = Recognisers.standard();

  /** A report with what tells its event. */
  private record Told(Report report, Set<String> marks) {
    String inBrief() {
      String text = report.text();
      return report.date().map(Object::toString).orElse("?")
          + " "
          + marks
          + " "
          + report.title().orElse("")
          + ": "
          + text.substring(0, Math.min(300, text.length())).replace('\n', ' ');
    }
  }

  /** Errors are read on this half of the reports alone. */
  private static boolean isForTuning(Told told) {
    return told.report().id().hashCode() % 2 == 0;
  }

  /**
   * Articles on attacks against defenders: two are of one event if they were published within a
   * fortnight and name a victim in common.
   */
  @Test
  void articlesThatNameOneVictimWithinAFortnightAreOneStory() throws IOException {
    List<Told> told = new ArrayList<>();
    for (String file : List.of("train.json", "dev.json")) {
      for (JsonNode each : new ObjectMapper().readTree(data("hrdsattack").resolve(file).toFile())) {
        JsonNode sample = each.path("sample");
        Set<String> victims = new HashSet<>();
        for (JsonNode victim : each.path("merged_sample").path("victims")) {
          String name = victim.path("victim_name").asText().toLowerCase(Locale.ROOT).strip();
          if (name.contains(" ")) {
            victims.add(name);
          }
        }
        String text =
            sample
                .path("Input.article_interface")
                .asText()
                .replaceAll("</p>", "\n\n")
                .replaceAll("<[^>]*>", "")
                .strip();
        String day = sample.path("Input.publish_date").asText();
        if (!victims.isEmpty() && !text.isBlank()) {
          told.add(
              new Told(
                  report(
                      sample.path("Input.title").asText(),
                      text,
                      PartialDate.parse(day.substring(0, 10)),
                      "en"),
                  victims));
        }
      }
    }
    double f1 =
        score(
            "same victim within a fortnight",
            told,
            (a, b) ->
                apart(a.report(), b.report()) <= 14
                    && a.marks().stream().anyMatch(b.marks()::contains));
    assertThat(f1).isGreaterThan(0.5);
    // A digest that names a victim among many does not tell his story: such pairs are left out.
    score(
        "half of the victims in common within a fortnight",
        told,
        (a, b) -> apart(a.report(), b.report()) <= 14 && inCommon(a, b) >= 0.5,
        (a, b) -> inCommon(a, b) > 0 && inCommon(a, b) < 0.5);
  }

  /** The part of their victims that two reports share (Jaccard). */
  private static double inCommon(Told a, Told b) {
    Set<String> all = new HashSet<>(a.marks());
    all.addAll(b.marks());
    Set<String> both = new HashSet<>(a.marks());
    both.retainAll(b.marks());
    return (double) both.size() / all.size();
  }

  /** Agency reports cut in two, every other sentence to each half: the halves are one story. */
  @Test
  void halvesOfOneReportAreOneStory() throws IOException {
    List<Told> told = new ArrayList<>();
    Pattern article =
        Pattern.compile("(?s)<DATE>(.*?)</DATE>.*?<TITLE>(.*?)</TITLE>.*?<BODY>(.*?)</BODY>");
    for (String file : List.of("reut2-003.sgm", "reut2-007.sgm")) {
      String all =
          Files.readString(data("reuters21578").resolve(file), StandardCharsets.ISO_8859_1);
      for (String one : all.split("</REUTERS>", -1)) {
        Matcher m = article.matcher(one);
        if (m.find()) {
          String[] sentences = m.group(3).strip().split("(?<=[.!?])\\s+(?=[A-Z])", -1);
          if (sentences.length >= 8) {
            StringBuilder[] halves = {new StringBuilder(), new StringBuilder()};
            for (int i = 0; i < sentences.length; i++) {
              halves[i % 2].append(sentences[i]).append("\n\n");
            }
            Optional<PartialDate> day = day(m.group(1).strip());
            for (StringBuilder half : halves) {
              told.add(
                  new Told(
                      report("", half.toString().strip(), day, "en"),
                      Set.of(file + told.size() / 2)));
            }
          }
        }
      }
    }
    double f1 = score("halves of a report", told, (a, b) -> a.marks().equals(b.marks()));
    assertThat(f1).isGreaterThan(0.5);
  }

  private static Optional<PartialDate> day(String reuters) {
    Matcher m = Pattern.compile("(\\d+)-([A-Z]{3})-(\\d{4}).*").matcher(reuters);
    int month =
        m.matches() ? "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".indexOf(m.group(2)) / 3 + 1 : 0;
    return month == 0
        ? Optional.empty()
        : Optional.of(
            PartialDate.of(Integer.parseInt(m.group(3)), month, Integer.parseInt(m.group(1))));
  }

  private static long apart(Report a, Report b) {
    LocalDate first = a.date().orElseThrow().first();
    return Math.abs(ChronoUnit.DAYS.between(first, b.date().orElseThrow().first()));
  }

  private static double score(String what, List<Told> told, BiPredicate<Told, Told> one)
      throws IOException {
    return score(what, told, one, (a, b) -> false);
  }

  private static double score(
      String what,
      List<Told> told,
      BiPredicate<Told, Told> one,
      BiPredicate<Told, Told> nobodyKnows)
      throws IOException {
    long start = System.nanoTime();
    List<Telling> tellings = told.stream().map(t -> Telling.of(t.report())).toList();
    long made = System.nanoTime();
    Stories stories =
        Stories.of(
            new Stories.Tellings() {
              @Override
              public int size() {
                return tellings.size();
              }

              @Override
              public Optional<Telling> telling(int number) {
                return Optional.of(tellings.get(number));
              }
            });
    long grouped = System.nanoTime();
    StringBuilder errors = new StringBuilder();
    int both = 0;
    int found = 0;
    int truth = 0;
    for (int a = 0; a < told.size(); a++) {
      for (int b = a + 1; b < told.size(); b++) {
        if (nobodyKnows.test(told.get(a), told.get(b))) {
          continue;
        }
        boolean is = one.test(told.get(a), told.get(b));
        boolean said = stories.head(a) == stories.head(b);
        truth += is ? 1 : 0;
        found += said ? 1 : 0;
        both += is && said ? 1 : 0;
        if (is != said && isForTuning(told.get(a)) && isForTuning(told.get(b))) {
          errors
              .append(is ? "MISSED " : "FALSE ")
              .append(told.get(a).inBrief())
              .append("\n  ")
              .append(told.get(b).inBrief())
              .append('\n');
        }
      }
    }
    String details = System.getProperty("vigil.stories");
    if (details != null) {
      Files.writeString(Path.of(details + "-" + what.replace(' ', '-')), errors);
    }
    double precision = (double) both / found;
    double recall = (double) both / truth;
    double f1 = 2 * precision * recall / (precision + recall);
    System.out.printf(
        Locale.ROOT,
        "stories, %s: %d reports, %d pairs, precision %.3f, recall %.3f, F1 %.3f; telling %.0f us"
            + " a report, grouping %.0f ms%n",
        what,
        told.size(),
        truth,
        precision,
        recall,
        f1,
        (made - start) / 1e3 / told.size(),
        (grouped - made) / 1e6);
    return f1;
  }

  private static Report report(
      String title, String text, Optional<PartialDate> date, String language) {
    Optional<String> head = Optional.of(title).filter(t -> !t.isBlank());
    Annotations annotations = RECOGNISER.recognise(head, text, Optional.of(language));
    Facts facts =
        new Facts(
            head.map(t -> new Fact<>(t, "given", 1, t)),
            Optional.empty(),
            Optional.empty(),
            date.map(d -> new Fact<>(d, "given", 1, d.toString())),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Fact<>(language, "given", 1, language)));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ContentHash hash = ContentHash.of(bytes);
    return new Report(
        Report.idOf(hash, Optional.empty()),
        new Report.Source("told", hash, "text/plain", bytes.length, Optional.empty()),
        facts,
        text,
        List.of(),
        annotations,
        Quotes.find(text, annotations, Optional.of(language)),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private static Path data(String set) {
    Path folder = Path.of(System.getProperty("vigil.data", "none"), set);
    assumeTrue(Files.isDirectory(folder), "no data folder");
    return folder;
  }
}
