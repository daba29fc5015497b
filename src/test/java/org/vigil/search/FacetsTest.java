package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.util.Optional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.vigil.schema.Names;
import org.vigil.search.SearchRequest.Facet;

/** Whether counts are those that counting by hand gives. */
class FacetsTest {

  private record Known(String id, String word, String outlet, List<String> places, String date) {}

  @Test
  void countsEqualThoseByHandUnderAnyFilters() throws IOException {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      List<Known> known = new ArrayList<>();
      try (TinyIndex index = new TinyIndex()) {
        int segments = 1 + random.nextInt(3);
        for (int s = 0; s < segments; s++) {
          addSegment(random, index, known);
        }
        if (known.size() > 3) {
          index.remove(known.removeFirst().id());
        }
        for (int i = 0; i < 10; i++) {
          String as = "seed " + seed + " round " + round + " search " + i;
          check(as, random, index, known);
        }
      }
    }
  }

  private static void addSegment(RandomGenerator random, TinyIndex index, List<Known> known)
      throws IOException {
    List<TinyIndex.Some> reports = new ArrayList<>();
    int size = random.nextInt(15);
    for (int i = 0; i < size; i++) {
      List<String> places = new ArrayList<>();
      for (String place : List.of("kashgar", "hotan", "kyiv")) {
        if (random.nextInt(3) == 0) {
          places.add(place);
        }
      }
      Known each =
          new Known(
              "r" + known.size(),
              random.nextBoolean() ? "camps" : "prisons",
              random.nextInt(4) == 0 ? "" : "Outlet " + random.nextInt(4),
              places,
              random.nextInt(4) == 0 ? "" : "20" + (10 + random.nextInt(5)));
      known.add(each);
      TinyIndex.Some report = report(each.id(), "The " + each.word() + ".");
      if (!each.outlet().isEmpty()) {
        report.outlet(each.outlet());
      }
      if (!each.date().isEmpty()) {
        report.on(each.date());
      }
      each.places().forEach(p -> report.place("place/" + p, p));
      reports.add(report);
    }
    index.add(reports.toArray(new TinyIndex.Some[0]));
  }

  private static void check(String as, RandomGenerator random, TinyIndex index, List<Known> known)
      throws IOException {
    String word = random.nextInt(3) == 0 ? "" : "camps";
    List<String> outlets = random.nextBoolean() ? List.of() : List.of("Outlet 0", "Outlet 2");
    List<String> notPlaces = random.nextBoolean() ? List.of() : List.of("place/hotan");
    TinyIndex.Ask ask = ask(word).facets(Facet.OUTLET, Facet.PLACE, Facet.DATE).page(1, 100);
    if (!outlets.isEmpty()) {
      ask.any(Facet.OUTLET, outlets.toArray(new String[0]));
    }
    if (!notPlaces.isEmpty()) {
      ask.none(Facet.PLACE, notPlaces.toArray(new String[0]));
    }

    SearchResult answer = index.answer(ask);

    List<Known> worded =
        known.stream().filter(k -> word.isEmpty() || k.word().equals(word)).toList();
    List<Known> ofOutlet =
        worded.stream().filter(k -> outlets.isEmpty() || outlets.contains(k.outlet())).toList();
    List<Known> ofPlace = worded.stream().filter(k -> !isIn(k, notPlaces)).toList();
    List<Known> hits = ofOutlet.stream().filter(k -> !isIn(k, notPlaces)).toList();
    assertThat(answer.total()).as(as).isEqualTo(hits.size());
    assertThat(answer.hits()).as(as).hasSize(hits.size());
    assertCounts(
        as,
        answer,
        Facet.OUTLET,
        ofPlace,
        k -> k.outlet().isEmpty() ? List.of() : List.of(k.outlet()));
    assertCounts(
        as,
        answer,
        Facet.PLACE,
        ofOutlet,
        k -> k.places().stream().map(p -> "place/" + p).toList());
    SearchResult.Histogram dates = answer.dates().orElseThrow();
    assertThat(dates.missing())
        .as(as)
        .isEqualTo(hits.stream().filter(k -> k.date().isEmpty()).count());
    for (SearchResult.Bucket bucket : dates.buckets()) {
      long expected =
          hits.stream()
              .filter(k -> !k.date().isEmpty())
              .map(k -> LocalDate.of(Integer.parseInt(k.date()), 1, 1))
              .filter(d -> !d.isBefore(bucket.from()) && !d.isAfter(bucket.to()))
              .count();
      assertThat(bucket.count()).as(as).isEqualTo(expected);
    }
    assertThat(
            dates.buckets().stream().mapToLong(SearchResult.Bucket::count).sum() + dates.missing())
        .as(as)
        .isEqualTo(hits.size());
  }

  private static boolean isIn(Known known, List<String> placeIds) {
    return known.places().stream().anyMatch(p -> placeIds.contains("place/" + p));
  }

  private static void assertCounts(
      String as,
      SearchResult answer,
      Facet facet,
      List<Known> among,
      java.util.function.Function<Known, List<String>> values) {
    Map<String, Long> counts = new TreeMap<>();
    long missing = 0;
    for (Known each : among) {
      List<String> of = values.apply(each);
      missing += of.isEmpty() ? 1 : 0;
      of.forEach(value -> counts.merge(value, 1L, Long::sum));
    }
    SearchResult.TermCounts counted = counts(answer, facet);
    Map<String, Long> found = new TreeMap<>();
    counted.terms().forEach(term -> found.put(term.id(), term.count()));
    assertThat(found).as(as + " " + facet).isEqualTo(counts);
    assertThat(counted.missing()).as(as + " " + facet).isEqualTo(missing);
    assertThat(counted.total()).as(as + " " + facet).isEqualTo(counts.size());
  }

  private static SearchResult.TermCounts counts(SearchResult answer, Facet facet) {
    SearchResult.TermCounts counts = answer.facets().get(facet);
    assertThat(counts).isNotNull();
    return counts == null ? new SearchResult.TermCounts(0, 0, List.of()) : counts;
  }

  @Test
  void aPlaceCountsTheReportsOfThePlacesInItAndTellsItsName() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "Kashgar").place("place/kashgar", "Kashgar", "place/xinjiang", "Xinjiang"),
            report("r2", "Hotan").place("place/hotan", "Hotan", "place/xinjiang", "Xinjiang"))) {
      SearchResult answer = index.answer(ask("").facets(Facet.PLACE));

      assertThat(counts(answer, Facet.PLACE).terms())
          .containsExactly(
              new SearchResult.Term("place/xinjiang", "Xinjiang", 2, false),
              new SearchResult.Term("place/hotan", "Hotan", 1, false),
              new SearchResult.Term("place/kashgar", "Kashgar", 1, false));
      assertThat(index.answer(ask("").any(Facet.PLACE, "xinjiang")).total()).isEqualTo(2);
    }
  }

  @Test
  void selectingAValueKeepsTheCountsOfItsSiblings() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1", "camps").outlet("A"),
            report("r2", "camps").outlet("B"),
            report("r3", "other").outlet("B"))) {
      SearchResult answer = index.answer(ask("camps").any(Facet.OUTLET, "a").facets(Facet.OUTLET));

      assertThat(answer.total()).isEqualTo(1);
      assertThat(counts(answer, Facet.OUTLET).terms())
          .containsExactly(
              new SearchResult.Term("A", "A", 1, true), new SearchResult.Term("B", "B", 1, false));
    }
  }

  @Test
  void aPrefixPicksTheValuesWithAWordThatBeginsSo() throws IOException {
    try (TinyIndex index =
        new TinyIndex(
            report("r1").by("Élodie Martin"),
            report("r2").by("Jean Élan"),
            report("r3").by("Odile"))) {
      SearchResult answer = index.answer(ask("").facets(Facet.AUTHOR).facetPrefix("el"));

      assertThat(counts(answer, Facet.AUTHOR).terms())
          .extracting(SearchResult.Term::id)
          .containsExactly("Jean Élan", "Élodie Martin");
    }
  }

  @Test
  void aPrefixPicksFromAllValuesThoseWhoseLabelHasAWordThatBeginsSo() throws IOException {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    List<String> words = List.of("Ana", "Anand", "Ana-Maria", "Ánek", "de", "Bo", "O'Ana", "王");
    try (TinyIndex index = new TinyIndex()) {
      for (int i = 0; i < 60; i++) {
        String id = "person/" + (char) ('a' + random.nextInt(12)) + (i % 5 == 0 ? "-b" : "");
        String name = words.get(random.nextInt(8)) + " " + words.get(random.nextInt(8)) + i % 3;
        index.add(report("r" + i, name + " spoke.").names(id, name));
        if (random.nextInt(4) == 0) {
          index.remove("r" + i);
        }
      }
      List<SearchResult.Term> all = persons(index, "").terms();
      for (String prefix : List.of("an", "ana", "Á", "b", "o", "de bo", "王", "maria", "x")) {
        String beginning = " " + Names.folded(prefix);
        List<SearchResult.Term> expected =
            all.stream()
                .filter(term -> (" " + Names.folded(term.label())).contains(beginning))
                .toList();
        SearchResult.TermCounts found = persons(index, prefix);
        assertThat(found.terms()).as("%s, seed %d", prefix, seed).isEqualTo(expected);
        assertThat(found.total()).as("%s, seed %d", prefix, seed).isEqualTo(expected.size());
      }
    }
  }

  private static SearchResult.TermCounts persons(TinyIndex index, String prefix)
      throws IOException {
    return counts(
        index.answer(ask("").facets(Facet.PERSON).facetSize(100).facetPrefix(prefix)),
        Facet.PERSON);
  }

  @Test
  void theIntervalOfTheHistogramCanBeChosen() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("r1").on("1999-12-31"), report("r2").on("2001-03"), report("r3"))) {
      for (String q : List.of("", "nothing")) {
        SearchResult.Histogram years =
            index
                .answer(
                    ask(q)
                        .facets(Facet.DATE)
                        .options(
                            new SearchRequest.Options(
                                true, Optional.of(SearchResult.Interval.YEAR))))
                .dates()
                .orElseThrow();
        assertThat(years.interval()).isEqualTo(SearchResult.Interval.YEAR);
        assertThat(years.missing()).isEqualTo(1);
        assertThat(years.buckets())
            .extracting(SearchResult.Bucket::count)
            .containsExactly(1L, 0L, 1L);
      }
    }
  }

  @Test
  void theHistogramHasNoGapsAndAnIntervalThatFits() throws IOException {
    try (TinyIndex index =
        new TinyIndex(report("r1").on("2020-01-31"), report("r2").on("2020-04-01"), report("r3"))) {
      SearchResult.Histogram dates = index.answer(ask("").facets(Facet.DATE)).dates().orElseThrow();

      assertThat(dates.interval()).isEqualTo(SearchResult.Interval.DAY);
      assertThat(dates.buckets()).hasSize(62);
      assertThat(dates.missing()).isEqualTo(1);

      index.add(report("r4").on("2021"));
      SearchResult.Histogram longer =
          index.answer(ask("").facets(Facet.DATE)).dates().orElseThrow();
      assertThat(longer.interval()).isEqualTo(SearchResult.Interval.MONTH);
      assertThat(longer.buckets()).hasSize(13);
      assertThat(longer.buckets().getFirst())
          .isEqualTo(
              new SearchResult.Bucket(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 1, 31), 1));
    }
  }
}
