package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.entity.EntityKind;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.TinyIndex.Some;

/**
 * A searcher that is limited to some collections answers as if there were no others: the same
 * archive is made with and without them, and all answers are compared.
 */
class LimitedSearchTest {

  private static final Set<String> PERMITTED = Set.of("open", "shared", ReportSearcher.IN_NONE);

  private static final List<String> PEOPLE =
      List.of(
          "Amina Yusuf", "Amina", "Yusuf", "Bakar Musa", "B. Musa", "Chen Wei", "Wei", "Dana Ito");
  private static final List<String> PLACES = List.of("Kisumu", "Lodwar", "Marsabit", "Nakuru");
  private static final List<String> WORDS =
      List.of(
          "police",
          "detained",
          "detention",
          "organised",
          "organisation",
          "crowd",
          "market",
          "women",
          "river",
          "Kaschgar",
          "Kashgar",
          "colour",
          "color",
          "élite",
          "elite",
          "camp",
          "camps",
          "guard",
          "guards",
          "informant",
          "letter",
          "court",
          "judge",
          "tear",
          "gas");

  /** What an archive is made of, one after the other. */
  private sealed interface Step {}

  private record Add(List<Some> reports) implements Step {}

  private record Remove(String id) implements Step {}

  private record Merge() implements Step {}

  /** Makes up reports, of which some collections are to be hidden. */
  private static final class Archive {
    final Random random;
    final List<String> words = new ArrayList<>(WORDS);
    final Map<String, Boolean> hidden = new LinkedHashMap<>();
    final List<String> texts = new ArrayList<>();

    Archive(long seed) {
      random = new Random(seed);
      for (int i = 0; i < 200; i++) {
        words.add("w" + Integer.toString(random.nextInt(9_000) + 1_000, 36) + "x");
      }
    }

    <T> T any(List<T> list) {
      return list.get((int) (list.size() * Math.pow(random.nextDouble(), 2)));
    }

    Some some(int number, boolean isHidden) {
      StringBuilder text = new StringBuilder();
      if (!texts.isEmpty() && random.nextInt(4) == 0) {
        text.append(texts.get(random.nextInt(texts.size())));
        if (random.nextBoolean()) {
          text.append(" Nobody answered ").append(any(words)).append('.');
        }
      } else {
        int sentences = 2 + random.nextInt(6);
        for (int i = 0; i < sentences; i++) {
          text.append("In ").append(any(PLACES)).append(' ').append(any(PEOPLE)).append(" saw ");
          for (int w = 0; w < 3 + random.nextInt(9); w++) {
            text.append(any(words)).append(' ');
          }
          text.append("there. ");
        }
      }
      texts.add(text.toString());
      String id = (isHidden ? "h" : "r") + Long.toString(random.nextInt(90_000) + 10_000, 36);
      hidden.put(id + "-" + number, isHidden);
      Some made =
          report(id + "-" + number, text.toString())
              .title(any(words) + " " + any(PEOPLE) + " " + any(words))
              .outlet("Outlet " + any(List.of("A", "B", "C")) + (isHidden ? " Secret" : ""))
              .by(any(PEOPLE))
              .in(any(List.of("en", "fr", "de")));
      if (random.nextInt(5) > 0) {
        made.on(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(40)).toString());
      }
      for (String name : PEOPLE) {
        if (text.indexOf(name) >= 0 && random.nextInt(6) > 0) {
          made.names("person/" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'), name);
        }
      }
      for (String name : PLACES) {
        if (text.indexOf(name) >= 0) {
          made.place("place/" + name.toLowerCase(java.util.Locale.ROOT), name, "place/ke", "Kenya");
        }
      }
      int quote = text.indexOf("saw ");
      if (quote >= 0 && random.nextBoolean()) {
        String words = text.substring(quote, text.indexOf(".", quote));
        made.quotes(any(List.of("person/amina", "person/chen-wei", "")), "denies", words);
      }
      if (isHidden) {
        made.collection(random.nextBoolean() ? "secret" : "sealed");
      } else if (random.nextInt(3) > 0) {
        made.collection(random.nextBoolean() ? "open" : "shared");
      }
      return made;
    }

    List<Step> steps(int count) {
      List<Step> steps = new ArrayList<>();
      int number = 0;
      while (number < count) {
        List<Some> added = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(12); i++) {
          added.add(some(number++, random.nextInt(3) == 0));
        }
        steps.add(new Add(added));
        while (random.nextInt(3) == 0) {
          steps.add(new Remove(any(List.copyOf(hidden.keySet()))));
        }
        if (random.nextInt(12) == 0) {
          steps.add(new Merge());
        }
      }
      return steps;
    }

    private boolean isHidden(Some report) {
      return hidden.getOrDefault(report.build().id(), true);
    }

    TinyIndex build(List<Step> steps, boolean withHidden) throws IOException {
      TinyIndex index = new TinyIndex();
      for (Step step : steps) {
        switch (step) {
          case Add add ->
              index.add(
                  add.reports().stream()
                      .filter(r -> withHidden || !isHidden(r))
                      .toArray(Some[]::new));
          case Remove remove -> index.remove(remove.id());
          case Merge unused -> index.merge();
        }
      }
      return index;
    }
  }

  private static List<SearchRequest> requests(Archive archive) {
    List<SearchRequest> requests = new ArrayList<>();
    List<String> queries =
        new ArrayList<>(
            List.of(
                "",
                "police",
                "detention camp",
                "police crowd market women",
                "\"tear gas\"",
                "Kashgar",
                "polise",
                "guard~",
                "inform*",
                "w*",
                "NOT police",
                "person:amina",
                "place:kisumu",
                "speaker:amina",
                "@person saw",
                "collection:secret",
                "secret",
                "outlet:\"Outlet A Secret\"",
                "colour OR élite",
                "collection:open",
                "language:fr"));
    for (int i = 0; i < 8; i++) {
      queries.add(archive.any(archive.words) + " " + archive.any(archive.words));
      queries.add(archive.words.get(archive.random.nextInt(archive.words.size())));
    }
    SearchRequest.Options explained =
        new SearchRequest.Options(
            true, Optional.empty(), true, true, SearchRequest.FacetOrder.SIGNIFICANCE, true);
    for (String q : queries) {
      Facet[] all = Facet.values();
      requests.add(ask(q).facets(all).request());
      requests.add(ask(q).facets(Facet.PERSON, Facet.OUTLET).options(explained).request());
      if (archive.random.nextInt(3) > 0) {
        continue;
      }
      requests.add(ask(q).order(SearchRequest.Order.OLDEST).page(2, 5).request());
      requests.add(ask(q).cursor("*", 7).request());
      requests.add(ask(q).collapse(SearchRequest.Collapse.STORY).facets(all).request());
      requests.add(ask(q).collapse(SearchRequest.Collapse.DUPLICATES).request());
      requests.add(ask(q).any(Facet.PLACE, "Kisumu").facets(all).request());
      requests.add(ask(q).none(Facet.COLLECTION, "secret").from("2020-01-05").request());
    }
    return requests;
  }

  /** Everything that can be asked, each with its answer in words. */
  private static Map<String, String> answers(
      ReportSearcher searcher, Archive archive, List<SearchRequest> requests) throws IOException {
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("size", Long.toString(searcher.size()));
    for (SearchRequest request : requests) {
      answers.put("search " + request, searcher.search(request).toString());
      if (answers.containsKey("quotes " + request.q())) {
        continue;
      }
      SearchRequest ofQuotes = ask(request.q()).facets(Facet.SPEAKER, Facet.STANCE).request();
      answers.put("quotes " + request.q(), searcher.quotes(ofQuotes).toString());
      answers.put(
          "stories " + request,
          searcher.stories(request, StoryList.Order.LARGEST)
              + "\n"
              + searcher.stories(request, StoryList.Order.NEWEST));
    }
    for (String id : archive.hidden.keySet()) {
      answers.put("report " + id, searcher.report(id).toString());
      answers.put("copies " + id, searcher.duplicates(id).toString());
      answers.put("related " + id, searcher.related(id).toString());
      answers.put("story " + id, searcher.story(id).toString());
      answers.put(
          "marks " + id,
          searcher
              .highlights(id, "police crowd", Wording.of(SearchRequest.Spelling.VARIANTS))
              .toString());
    }
    for (String beginning : List.of("", "a", "amina", "we", "wei", "mussa", "kis", "kisimu")) {
      answers.put(
          "entities " + beginning,
          searcher
              .entities(
                  Optional.of(beginning).filter(b -> !b.isEmpty()),
                  EnumSet.allOf(EntityKind.class),
                  20)
              .toString());
      answers.put("suggest " + beginning, searcher.suggest(beginning).toString());
      answers.put("entity " + beginning, searcher.entity(beginning).toString());
    }
    for (String typed : List.of("pol", "police cr", "det", "kasch", "w1", "secret", "outlet")) {
      answers.put("suggest " + typed, searcher.suggest(typed).toString());
    }
    answers.put("entity person/amina-yusuf", searcher.entity("person/amina-yusuf").toString());
    return answers;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 6})
  void everyAnswerIsThatOfAnArchiveWithoutTheOtherCollections(long seed) throws IOException {
    Archive archive = new Archive(seed);
    List<Step> steps = archive.steps(90);
    List<SearchRequest> requests = requests(archive);
    try (TinyIndex with = archive.build(steps, true);
        TinyIndex without = archive.build(steps, false)) {
      assertThat(with.searcher().size()).isGreaterThan(without.searcher().size());
      Map<String, String> seen = answers(with.searcher().limitedTo(PERMITTED), archive, requests);
      Map<String, String> expected =
          answers(without.searcher().limitedTo(PERMITTED), archive, requests);
      assertThat(seen.keySet()).isEqualTo(expected.keySet());
      seen.forEach(
          (question, answer) ->
              assertThat(answer)
                  .as("seed %d: %s", seed, question)
                  .isEqualTo(expected.get(question)));
    }
  }

  @Test
  void anEditionLastsWhileOnlyHiddenReportsChange() throws IOException {
    try (TinyIndex index = new TinyIndex(report("a", "One camp.").collection("open"))) {
      ReportSearcher limited = index.searcher().limitedTo(PERMITTED);
      String edition = limited.edition();
      index.add(report("h", "Two camps.").collection("secret"));
      index.remove("h");
      index.merge();
      assertThat(limited.edition()).isEqualTo(edition);
      index.add(report("b", "Two camps.").collection("open"));
      assertThat(limited.edition()).isNotEqualTo(edition);
      assertThat(limited.size()).isEqualTo(2);
    }
  }

  @Test
  void ofManySetsSomeAreMadeAnewAndAllAreAnswered() throws IOException {
    try (TinyIndex index = new TinyIndex(report("a", "One camp.").collection("c0"))) {
      List<ReportSearcher> limited = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        limited.add(index.searcher().limitedTo(Set.of("c" + i)));
        assertThat(limited.get(i).size()).isEqualTo(i == 0 ? 1 : 0);
      }
      assertThat(limited.getFirst().report("a")).isPresent();
      assertThat(limited.getLast().report("a")).isEmpty();
    }
  }
}
