package org.vigil.topic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures topics on texts whose issues people have noted. Needs {@code -Dvigil.data=DIR}; run with
 * {@code mvn test -Peval -Dtest=TopicEvaluation}.
 *
 * <p>The schemes of others cut the field in other ways. So each topic has the labels under which it
 * is right (precision), and those of these that mean the topic and nothing else (recall). Topics
 * without counterpart are not measured. Rules were written looking at the half of the texts called
 * "tune"; the half called "check" was only counted.
 */
@Tag("eval")
class TopicEvaluation {

  private static final Path DATA = Path.of(System.getProperty("vigil.data", "target/data"));

  /** Labels under which a topic is right; those that mean just this topic, for recall. */
  private record Labels(Set<String> right, Set<String> meant) {
    static Labels meaning(String... meant) {
      return new Labels(Set.of(meant), Set.of(meant));
    }

    Labels alsoRight(String... labels) {
      Set<String> all = new HashSet<>(right);
      all.addAll(List.of(labels));
      return new Labels(Set.copyOf(all), meant);
    }
  }

  private record Labelled(String text, Set<String> labels) {}

  private static final Map<String, Labels> UPR =
      Map.ofEntries(
          entry("torture-ill-treatment", Labels.meaning("Torture and other CID treatment")),
          entry("death-penalty", Labels.meaning("Death penalty")),
          entry("slavery-trafficking", Labels.meaning("Trafficking").alsoRight("Labour")),
          entry("forced-labour", Labels.meaning().alsoRight("Labour", "Trafficking")),
          entry("enforced-disappearance", Labels.meaning("Enforced disappearances")),
          entry(
              "extrajudicial-killing",
              Labels.meaning("Extrajudicial executions")
                  .alsoRight("Human rights violations by state agents")),
          entry("detention-conditions", Labels.meaning().alsoRight("Detention")),
          entry("arbitrary-detention", Labels.meaning().alsoRight("Detention")),
          entry(
              "minority-persecution",
              Labels.meaning("Racial discrimination", "Minorities", "Indigenous peoples")
                  .alsoRight("Sexual Orientation and Gender Identity")),
          entry("sexual-violence", Labels.meaning().alsoRight("Women's rights")),
          entry("children-family", Labels.meaning("Rights of the Child")),
          entry(
              "expression-press",
              Labels.meaning("Freedom of opinion and expression", "Freedom of the press")),
          entry("religion-belief", Labels.meaning("Freedom of religion and belief")),
          entry(
              "assembly-association",
              Labels.meaning("Freedom of association and peaceful assembly")
                  .alsoRight("Civil society", "Labour")),
          entry(
              "defenders-journalists",
              Labels.meaning("Human rights defenders").alsoRight("Freedom of the press")),
          entry(
              "forced-displacement",
              Labels.meaning("Internally displaced persons")
                  .alsoRight("Asylum-seekers - refugees", "Right to housing", "Right to land")),
          entry(
              "deportation-refoulement",
              Labels.meaning("Asylum-seekers - refugees").alsoRight("Migrants")),
          entry("movement-restriction", Labels.meaning("Freedom of movement")),
          entry("fair-trial", Labels.meaning("Justice")),
          entry(
              "accountability-impunity",
              Labels.meaning("Impunity")
                  .alsoRight("Justice", "Human rights violations by state agents")),
          entry("political-rights", Labels.meaning("Elections").alsoRight("CP rights - general")),
          entry("civilians-in-conflict", Labels.meaning("International humanitarian law")),
          entry(
              "property-heritage",
              Labels.meaning()
                  .alsoRight("Right to housing", "Right to land", "Indigenous peoples")),
          entry(
              "socioeconomic",
              Labels.meaning(
                      "Right to education",
                      "Right to health",
                      "Right to food",
                      "Right to water",
                      "ESC rights - general",
                      "Poverty")
                  .alsoRight(
                      "Right to housing", "Labour", "HIV - Aids", "Development", "Disabilities")));

  private static final Map<String, Labels> ATTACKS =
      Map.of(
          "arbitrary-detention", Labels.meaning("arbitrary detention"),
          "extrajudicial-killing", Labels.meaning("killing"),
          "abduction-hostage", Labels.meaning("kidnapping"),
          "torture-ill-treatment", Labels.meaning("torture"),
          "enforced-disappearance", Labels.meaning("enforced disappearance"));

  @Test
  void recommendationsOfTheUniversalPeriodicReview() throws IOException {
    List<Labelled> texts = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(DATA.resolve("upr/recommendations.jsonl"))) {
      JsonNode node = json.readTree(line);
      texts.add(new Labelled(node.get("text").asText(), strings(node.get("issues"))));
    }
    double[] check = print("UPR", texts, UPR);
    assertThat(check[0]).isGreaterThan(0.80);
    assertThat(check[1]).isGreaterThan(0.60);
  }

  /** Labels under which naming any instrument is right, and the one that means it. */
  @Test
  void instrumentsInRecommendations() throws IOException {
    Set<String> right =
        Set.of(
            "International instruments",
            "Treaty bodies",
            "Special procedures",
            "UPR process",
            "International humanitarian law",
            "NHRI");
    for (String half : List.of("tune", "check")) {
      Counts any = new Counts();
      Counts special = new Counts();
      for (String line : Files.readAllLines(DATA.resolve("upr/recommendations.jsonl"))) {
        JsonNode node = new ObjectMapper().readTree(line);
        String text = node.get("text").asText();
        if ((Math.floorMod(text.hashCode(), 2) == 0) != half.equals("tune")) {
          continue;
        }
        Set<String> labels = strings(node.get("issues"));
        Set<String> found =
            Topics.instruments().find(text, Optional.of("en")).stream()
                .map(TopicMention::topicId)
                .collect(Collectors.toSet());
        any.add(
            !found.isEmpty(),
            labels.stream().anyMatch(right::contains),
            labels.contains("International instruments"));
        boolean meant = labels.contains("Special procedures");
        special.add(found.contains("special-procedures"), meant, meant);
      }
      System.out.printf("instruments %s: any %s%n", half, any);
      System.out.printf("instruments %s: special procedures %s%n", half, special);
      assertThat((double) any.right / any.found).isGreaterThan(0.7);
    }
  }

  @Test
  void articlesOnAttacksAgainstDefenders() throws IOException {
    List<Labelled> texts = new ArrayList<>();
    for (String part : List.of("dev", "train")) {
      for (JsonNode node :
          new ObjectMapper().readTree(DATA.resolve("hrdsattack/" + part + ".json").toFile())) {
        JsonNode sample = node.get("sample");
        String text =
            sample.get("Input.title").asText()
                + "\n\n"
                + sample.get("Input.article_interface").asText().replaceAll("<[^<>]{1,100}>", "\n");
        texts.add(new Labelled(text, strings(node.get("merged_sample").get("violation_types"))));
      }
    }
    double[] check = print("HRDsAttack", texts, ATTACKS);
    assertThat(check[1]).isGreaterThan(0.60);
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> strings = new HashSet<>();
    array.forEach(n -> strings.add(n.asText()));
    return strings;
  }

  /** Prints both halves; precision and recall of the half that was not looked at. */
  private static double[] print(String name, List<Labelled> texts, Map<String, Labels> scheme) {
    Map<Boolean, List<Labelled>> halves =
        texts.stream()
            .collect(Collectors.partitioningBy(t -> Math.floorMod(t.text().hashCode(), 2) == 0));
    count(name + " tune", halves.getOrDefault(true, List.of()), scheme);
    return count(name + " check", halves.getOrDefault(false, List.of()), scheme);
  }

  private static final class Counts {
    private int found;
    private int right;
    private int meant;
    private int recalled;

    void add(boolean hit, boolean isRight, boolean isMeant) {
      found += hit ? 1 : 0;
      right += hit && isRight ? 1 : 0;
      meant += isMeant ? 1 : 0;
      recalled += isMeant && hit ? 1 : 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "found %5d  precision %.3f   meant %5d  recall %.3f",
          found,
          (double) right / Math.max(1, found),
          meant,
          (double) recalled / Math.max(1, meant));
    }
  }

  private static double[] count(String name, List<Labelled> texts, Map<String, Labels> scheme) {
    Map<String, Counts> counts = new TreeMap<>();
    for (Labelled text : texts) {
      Set<String> found =
          Topics.standard().find(text.text(), Optional.of("en")).stream()
              .map(TopicMention::topicId)
              .collect(Collectors.toSet());
      scheme.forEach(
          (topic, labels) -> {
            Counts c = counts.computeIfAbsent(topic, t -> new Counts());
            boolean hit = found.contains(topic);
            boolean meant = text.labels().stream().anyMatch(labels.meant()::contains);
            c.add(hit, text.labels().stream().anyMatch(labels.right()::contains), meant);
          });
    }
    System.out.printf("%s, %d texts%n", name, texts.size());
    counts.forEach((topic, c) -> System.out.printf("  %-24s %s%n", topic, c));
    double precision = share(counts, c -> c.right, c -> c.found);
    double recall = share(counts, c -> c.recalled, c -> c.meant);
    System.out.printf(Locale.ROOT, "  overall precision %.3f, recall %.3f%n", precision, recall);
    return new double[] {precision, recall};
  }

  private static double share(
      Map<String, Counts> counts, ToIntFunction<Counts> part, ToIntFunction<Counts> whole) {
    return (double) counts.values().stream().mapToInt(part).sum()
        / counts.values().stream().mapToInt(whole).sum();
  }
}
