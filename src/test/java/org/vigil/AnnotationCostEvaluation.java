package org.vigil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDates;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Recogniser;
import org.vigil.entity.Recognisers;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.quote.Quotes;
import org.vigil.report.Report;
import org.vigil.story.Signature;
import org.vigil.story.Telling;
import org.vigil.topic.Topics;

/** What the annotation of a report costs, in processor time, beside the recognition of names. */
@Tag("eval")
class AnnotationCostEvaluation {

  private static final int ROUNDS = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A step that is timed. */
  private interface Step {
    void run() throws IOException;
  }

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  @Test
  void quotesTopicsDatesAndSignaturesCostNoMoreThanRecognition() throws IOException {
    Path folder = Path.of(System.getProperty("vigil.data", "none"), "hrdsattack");
    assumeTrue(Files.isDirectory(folder), "no data folder");
    List<String> texts = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(folder.resolve("dev.json").toFile())) {
      texts.add(
          each.path("sample")
              .path("Input.article_interface")
              .asText()
              .replaceAll("</p>", "\n\n")
              .replaceAll("<[^>]*>", "")
              .strip());
    }
    Recogniser recogniser = Recognisers.standard();
    Topics topics = Topics.standard();
    Topics instruments = Topics.instruments();
    Optional<String> english = Optional.of("en");
    Optional<PartialDate> day = PartialDate.parse("2020-03-05");
    long characters = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // The first rounds warm up.
      nanos.clear();
      characters = 0;
      for (String text : texts) {
        characters += text.length();
        List<Annotations> names = new ArrayList<>();
        timed(
            "recognition", () -> names.add(recogniser.recognise(Optional.empty(), text, english)));
        timed("quotes", () -> Quotes.find(text, names.getFirst(), english));
        timed("topics", () -> topics.find(text, english));
        timed("instruments", () -> instruments.find(text, english));
        timed("event dates", () -> EventDates.find(text, day, english));
        timed("signature", () -> Signature.of(text));
        if (!text.isBlank()) {
          Report report = report(text, names.getFirst(), day, english);
          timed("telling", () -> Telling.of(report));
        }
      }
    }
    long recognition = nanos.getOrDefault("recognition", 0L);
    long others = nanos.values().stream().mapToLong(Long::longValue).sum() - recognition;
    double each = characters / 1e9;
    nanos.forEach(
        (step, time) ->
            System.out.printf(Locale.ROOT, "%s: %.0f ns a character%n", step, time / (each * 1e9)));
    System.out.printf(
        Locale.ROOT,
        "all but recognition: %.2f of recognition, %d texts%n",
        (double) others / recognition,
        texts.size());
    assertThat(others).isLessThan(recognition);
  }

  private static Report report(
      String text, Annotations names, Optional<PartialDate> day, Optional<String> language) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ContentHash hash = ContentHash.of(bytes);
    Facts facts =
        new Facts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            day.map(d -> new Fact<>(d, "given", 1, d.toString())),
            Optional.empty(),
            Optional.empty(),
            language.map(l -> new Fact<>(l, "given", 1, l)));
    return new Report(
        Report.idOf(hash, Optional.empty()),
        new Report.Source("cost", hash, "text/plain", bytes.length, Optional.empty()),
        facts,
        text,
        List.of(),
        names,
        Quotes.find(text, names, language),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  private void timed(String step, Step run) throws IOException {
    long start = THREADS.getCurrentThreadCpuTime();
    run.run();
    nanos.merge(step, THREADS.getCurrentThreadCpuTime() - start, Long::sum);
  }
}
