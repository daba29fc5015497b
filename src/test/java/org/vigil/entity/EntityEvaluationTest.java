package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the recognisers, rules included, on published texts: the standard one, and the deep one
 * where its model is. Needs {@code -Dvigil.data=DIR}; run with {@code mvn test -Peval
 * -Dtest=EntityEvaluationTest}.
 */
@Tag("eval")
class EntityEvaluationTest {

  private static final Path DATA = Path.of(System.getProperty("vigil.data", "target/data"));

  static List<Recogniser> recognisers() {
    return DeepRecogniserTest.recognisers();
  }

  private static Scores score(Recogniser recogniser, List<TaggedText> texts) {
    Scores scores = new Scores();
    for (TaggedText text : texts) {
      Set<String> found = new HashSet<>();
      Set<String> gold = new HashSet<>();
      for (Mention m :
          recogniser.recognise(Optional.empty(), text.text(), Optional.of("en")).mentions()) {
        found.add(m.kind() + " " + m.start() + " " + m.end());
      }
      for (TaggedText.Gold g : text.gold()) {
        gold.add(g.label() + " " + g.start() + " " + g.end());
      }
      gold.forEach(g -> scores.gold(kind(g), found.contains(g)));
      found.forEach(f -> scores.found(kind(f), gold.contains(f)));
    }
    return scores;
  }

  private static String kind(String key) {
    return key.substring(0, key.indexOf(' '));
  }

  @ParameterizedTest
  @MethodSource("recognisers")
  void newswireHeldBack(Recogniser recogniser) throws Exception {
    List<TaggedText> texts = TaggedText.worldwide(DATA, true);
    long tokens = 0;
    for (TaggedText text : texts) {
      tokens += Tokens.of(text.text()).size();
    }
    // What is loaded and compiled first is no part of the speed.
    Scores unused = score(recogniser, texts.subList(0, 20));
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Scores scores = score(recogniser, texts);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.out.printf(
        Locale.ROOT,
        "EWN held back, %s: %s; %.0f tokens a second of processor time%n",
        recogniser.name(),
        scores,
        tokens / (nanos / 1e9));
    assertThat(scores.f1()).isGreaterThan(0.84);
    assertThat(scores.f1("PERSON")).isGreaterThan(0.90);
  }

  @Test
  void placesOfLocalNews() throws Exception {
    List<Toponyms> articles = Toponyms.read(DATA.resolve("geoparsing/lgl.xml"));
    Gazetteer gazetteer = Recognisers.gazetteer();
    Groups groups = Recognisers.groups();
    for (boolean tune : List.of(true, false)) {
      List<Toponyms> half = articles.stream().filter(a -> a.isTune() == tune).toList();
      System.out.printf(
          Locale.ROOT,
          "LGL within 161 km, %s: %.3f%n",
          tune ? "looked at" : "not looked at",
          Toponyms.accuracy(half, gazetteer, groups, false));
    }
    double accuracy = Toponyms.accuracy(articles, gazetteer, groups, false);
    System.out.printf(Locale.ROOT, "LGL within 161 km: %.3f%n", accuracy);
    assertThat(accuracy).isGreaterThan(0.80);
  }

  @ParameterizedTest
  @MethodSource("recognisers")
  void victimsOfAttacksOnDefenders(Recogniser recogniser) throws Exception {
    int all = 0;
    int exact = 0;
    int inside = 0;
    JsonNode articles = new ObjectMapper().readTree(DATA.resolve("hrdsattack/dev.json").toFile());
    for (JsonNode article : articles) {
      JsonNode sample = article.get("sample");
      String text =
          sample.get("Input.article_interface").asText().replaceAll("<[^<>]{1,100}>", "\n");
      Set<String> names = new HashSet<>();
      Annotations annotations =
          recogniser.recognise(
              Optional.of(sample.get("Input.title").asText()), text, Optional.of("en"));
      for (Entity entity : annotations.entities()) {
        if (entity.kind() == EntityKind.PERSON) {
          names.add(entity.name());
          names.addAll(entity.aliases());
        }
      }
      for (String victim : victims(article)) {
        if (text.contains(victim)) {
          all++;
          exact += names.contains(victim) ? 1 : 0;
          inside += names.stream().anyMatch(n -> n.contains(victim) || victim.contains(n)) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "victims, %s: %d, exact %.3f, overlapping %.3f%n",
        recogniser.name(),
        all,
        (double) exact / all,
        (double) inside / all);
    assertThat((double) exact / all).isGreaterThan(0.85);
  }

  /** Counts of what annotators noted of where an attack was, and what of it is found. */
  private static final class Found {
    int noted;
    int found;
    int located;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d, found %.3f, in that country %.3f",
          noted,
          (double) found / noted,
          (double) located / noted);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "dev"})
  void placesOfAttacksOnDefenders(String set) throws Exception {
    Gazetteer gazetteer = Recognisers.gazetteer();
    Recogniser recogniser = Recognisers.standard();
    Found countries = new Found();
    Found cities = new Found();
    Found regions = new Found();
    JsonNode articles =
        new ObjectMapper().readTree(DATA.resolve("hrdsattack/" + set + ".json").toFile());
    for (JsonNode article : articles) {
      JsonNode sample = article.get("sample");
      String text =
          sample.get("Input.article_interface").asText().replaceAll("<[^<>]{1,100}>", "\n");
      Annotations annotations =
          recogniser.recognise(
              Optional.of(sample.get("Input.title").asText()), text, Optional.of("en"));
      JsonNode where = article.get("merged_sample");
      String country = country(gazetteer, where.get("country").asText("None"));
      if (country.isEmpty()) {
        continue;
      }
      countries.noted++;
      boolean named = annotations.entities().stream().anyMatch(e -> isIn(e, country));
      countries.found += named ? 1 : 0;
      countries.located += named ? 1 : 0;
      count(where.get("city").asText("None"), text, annotations, country, cities);
      count(where.get("region").asText("None"), text, annotations, country, regions);
    }
    System.out.printf(
        "places of attacks, %s: countries %s; cities named in the text %s; regions %s%n",
        set, countries, cities, regions);
    assertThat((double) countries.found / countries.noted).isGreaterThan(0.95);
  }

  private static String country(Gazetteer gazetteer, String name) {
    for (int place : gazetteer.find(name)) {
      if (gazetteer.type(place) == Gazetteer.Type.COUNTRY) {
        return gazetteer.country(place);
      }
    }
    return "";
  }

  private static boolean isIn(Entity entity, String country) {
    return entity.location().flatMap(Location::country).filter(country::equals).isPresent();
  }

  private static void count(
      String name, String text, Annotations annotations, String country, Found counts) {
    if (name.equals("None") || !text.contains(name)) {
      return;
    }
    Set<String> ids = new HashSet<>();
    for (Mention mention : annotations.mentions()) {
      if (mention.kind() == EntityKind.PLACE
          && text.substring(mention.start(), mention.end()).contains(name)) {
        ids.add(mention.entityId());
      }
    }
    counts.noted++;
    counts.found += ids.isEmpty() ? 0 : 1;
    counts.located +=
        annotations.entities().stream().anyMatch(e -> ids.contains(e.id()) && isIn(e, country))
            ? 1
            : 0;
  }

  private static Set<String> victims(JsonNode article) {
    Set<String> victims = new HashSet<>();
    for (JsonNode victim : article.get("merged_sample").get("victims")) {
      if (victim.hasNonNull("victim_name")) {
        victims.add(victim.get("victim_name").asText().strip());
      }
    }
    return victims;
  }
}
