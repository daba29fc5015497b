package org.vigil.date;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures event dates on articles of which people noted the day of the attack they tell of. Needs
 * {@code -Dvigil.data=DIR} with {@code hrdsattack}; run with {@code mvn -Peval verify
 * -Dtest=EventDateEvaluation}.
 */
@Tag("eval")
class EventDateEvaluation {

  private static final Path DATA = Path.of(System.getProperty("vigil.data", "target/data"));

  @Test
  void daysOfAttacksOnDefenders() throws Exception {
    for (String half : List.of("tune", "check")) {
      int all = 0;
      int among = 0;
      int first = 0;
      int written = 0;
      int told = 0;
      long nanos = 0;
      long characters = 0;
      for (String part : List.of("train", "dev")) {
        for (JsonNode node :
            new ObjectMapper().readTree(DATA.resolve("hrdsattack/" + part + ".json").toFile())) {
          JsonNode sample = node.get("sample");
          JsonNode gold = node.get("merged_sample");
          String text =
              sample
                  .get("Input.article_interface")
                  .asText()
                  .replaceAll("<[^<>]{1,100}>", "\n")
                  .strip();
          boolean tune = Math.floorMod(text.hashCode(), 2) == 0;
          Optional<LocalDate> day = day(gold);
          if (tune != half.equals("tune") || day.isEmpty()) {
            continue;
          }
          Optional<PartialDate> published =
              PartialDate.parse(sample.get("Input.publish_date").asText().substring(0, 10));
          long start = System.nanoTime();
          List<EventDate> dates = EventDates.find(text, published, Optional.of("en"));
          nanos += System.nanoTime() - start;
          characters += text.length();
          List<LocalDate> days =
              dates.stream()
                  .filter(d -> d.granularity() == EventDate.Granularity.DAY)
                  .map(EventDate::from)
                  .toList();
          all++;
          told += days.stream().distinct().toList().size();
          among += days.contains(day.get()) ? 1 : 0;
          first += !days.isEmpty() && days.getFirst().equals(day.get()) ? 1 : 0;
          written +=
              DateFinder.dateFinder().find(text, Optional.of("en")).stream()
                      .anyMatch(d -> d.date().equals(PartialDate.of(day.get())))
                  ? 1
                  : 0;
          if (tune && Boolean.getBoolean("vigil.misses") && !days.contains(day.get())) {
            System.out.println(
                day.get() + " published " + published.get() + ": " + dates + "\n" + text + "\n");
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %d articles, day of the attack among those found %.3f, the first of them %.3f,"
              + " written out %.3f; %.1f days an article; %.1f MB/s%n",
          half,
          all,
          (double) among / all,
          (double) first / all,
          (double) written / all,
          (double) told / all,
          characters * 1e3 / nanos);
      assertThat((double) among / all).isGreaterThan((double) written / all);
    }
  }

  private static Optional<LocalDate> day(JsonNode gold) {
    try {
      return Optional.of(
          LocalDate.of(
              (int) Double.parseDouble(gold.path("year").asText()),
              (int) Double.parseDouble(gold.path("month").asText()),
              (int) Double.parseDouble(gold.path("date").asText())));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
