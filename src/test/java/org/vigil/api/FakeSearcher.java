package org.vigil.api;

import static org.vigil.search.SearchRequest.Facet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.quote.Quote;
import org.vigil.report.Report;
import org.vigil.search.EntityProfile;
import org.vigil.search.QuoteResult;
import org.vigil.search.Related;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.StoryList;
import org.vigil.search.Suggestions;
import org.vigil.search.Wording;

/**
 * The dumbest searcher that answers truly: a report is a hit when its text holds the query, letter
 * case aside, and its entities and outlet pass the filters.
 */
final class FakeSearcher implements ReportSearcher {

  private final List<Report> reports = new CopyOnWriteArrayList<>();

  /** The request that was answered last. */
  volatile Optional<SearchRequest> asked = Optional.empty();

  /** Run before each search, to be slow or to fail. */
  volatile Runnable before = () -> {};

  /** Run when later calls shall see what is new. */
  volatile Runnable onRefresh = () -> {};

  FakeSearcher(Report... reports) {
    this.reports.addAll(List.of(reports));
  }

  @Override
  public ReportSearcher limitedTo(Set<String> collections) {
    return new FakeSearcher(
        reports.stream()
            .filter(report -> collections.contains(report.collection().orElse(IN_NONE)))
            .toArray(Report[]::new));
  }

  @Override
  public SearchResult search(SearchRequest request) {
    asked = Optional.of(request);
    before.run();
    String cursor = request.cursor().orElse("*");
    if (!cursor.matches("[*]|at[0-9]+")) {
      throw new IllegalArgumentException("not a cursor: " + cursor);
    }
    int skipped =
        cursor.equals("*")
            ? (request.page() - 1) * request.pageSize()
            : Integer.parseInt(cursor.substring(2));
    List<Report> hits =
        reports.stream()
            .filter(r -> !spans(r.text(), request.q()).isEmpty() || request.q().isBlank())
            .filter(
                r ->
                    request.filters().entrySet().stream()
                        .allMatch(f -> passes(values(r, f.getKey()).keySet(), f.getValue())))
            .toList();
    Map<Facet, SearchResult.TermCounts> facets = new EnumMap<>(Facet.class);
    for (Facet facet : request.facets()) {
      if (facet != Facet.DATE) {
        facets.put(facet, counts(hits, facet));
      }
    }
    return new SearchResult(
        hits.size(),
        request
            .cursor()
            .filter(c -> skipped + request.pageSize() < hits.size())
            .map(c -> "at" + (skipped + request.pageSize())),
        new SearchResult.Understood(
            request.q(), false, Map.of(), Map.of(), false, Optional.empty()),
        hits.stream()
            .skip(skipped)
            .limit(request.pageSize())
            .map(r -> hit(r, request.q()))
            .toList(),
        facets,
        request.facets().contains(Facet.DATE) ? Optional.of(years(hits)) : Optional.empty());
  }

  @Override
  public List<SearchResult.Hit> hits(List<String> ids, SearchRequest request) {
    return ids.stream().flatMap(id -> report(id).stream()).map(r -> hit(r, request.q())).toList();
  }

  private static boolean passes(Set<String> values, SearchRequest.Filter filter) {
    return (filter.anyOf().isEmpty() || filter.anyOf().stream().anyMatch(values::contains))
        && filter.noneOf().stream().noneMatch(values::contains);
  }

  /** Labels by id. */
  private static Map<String, String> values(Report report, Facet facet) {
    Map<String, String> values = new TreeMap<>();
    switch (facet) {
      case OUTLET -> report.outlet().ifPresent(o -> values.put(o, o));
      case LANGUAGE -> report.language().ifPresent(l -> values.put(l, l));
      case PERSON, PLACE, ORGANISATION, GROUP ->
          report.annotations().entities().stream()
              .filter(e -> e.kind().name().equals(facet.name()))
              .forEach(e -> values.put(e.id(), e.name()));
      case SPEAKER ->
          report
              .quotes()
              .forEach(q -> q.speakerId().ifPresent(id -> values.put(id, q.speaker().get())));
      case STANCE ->
          report.quotes().forEach(q -> q.stance().ifPresent(s -> values.put(s.word(), s.word())));
      case AUTHOR, TOPIC, INSTRUMENT, TYPE, COLLECTION, EVENT_DATE, DATE -> {}
    }
    return values;
  }

  private static SearchResult.TermCounts counts(List<Report> hits, Facet facet) {
    Map<String, SearchResult.Term> terms = new TreeMap<>();
    long missing = 0;
    for (Report hit : hits) {
      Map<String, String> values = values(hit, facet);
      missing += values.isEmpty() ? 1 : 0;
      values.forEach(
          (id, label) ->
              terms.merge(
                  id,
                  new SearchResult.Term(id, label, 1, false),
                  (a, b) -> new SearchResult.Term(id, label, a.count() + 1, false)));
    }
    return new SearchResult.TermCounts(terms.size(), missing, List.copyOf(terms.values()));
  }

  private static SearchResult.Histogram years(List<Report> hits) {
    Map<Integer, Long> years = new TreeMap<>();
    hits.forEach(r -> r.date().ifPresent(d -> years.merge(d.year(), 1L, Long::sum)));
    List<SearchResult.Bucket> buckets = new ArrayList<>();
    years.forEach(
        (year, count) ->
            buckets.add(
                new SearchResult.Bucket(
                    LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), count)));
    long missing = hits.stream().filter(r -> r.date().isEmpty()).count();
    return new SearchResult.Histogram(SearchResult.Interval.YEAR, missing, buckets);
  }

  private static SearchResult.Hit hit(Report report, String q) {
    Function<EntityKind, List<SearchResult.Named>> named =
        kind ->
            report.annotations().entities().stream()
                .filter(e -> e.kind() == kind)
                .map((Entity e) -> new SearchResult.Named(e.id(), e.name()))
                .toList();
    List<SearchResult.Snippet> snippets =
        spans(report.text(), q).stream()
            .limit(1)
            .map(
                span ->
                    new SearchResult.Snippet(
                        "text",
                        "<em>" + report.text().substring(span.start(), span.end()) + "</em>",
                        span.start(),
                        span.end()))
            .toList();
    return new SearchResult.Hit(
        report.id(),
        1,
        report.title(),
        report.outlet(),
        report.date().map(Object::toString),
        report.authors(),
        report.language(),
        report.url(),
        report.source().path(),
        report.source().part(),
        named.apply(EntityKind.PERSON),
        named.apply(EntityKind.PLACE),
        snippets,
        0,
        Optional.empty());
  }

  private static List<Span> spans(String text, String q) {
    List<Span> spans = new ArrayList<>();
    if (!q.isBlank()) {
      Matcher found =
          Pattern.compile(Pattern.quote(q.toLowerCase(Locale.ROOT)))
              .matcher(text.toLowerCase(Locale.ROOT));
      while (found.find()) {
        spans.add(new Span(found.start(), found.end()));
      }
    }
    return spans;
  }

  @Override
  public QuoteResult quotes(SearchRequest request) {
    asked = Optional.of(request);
    List<QuoteResult.Said> said = new ArrayList<>();
    for (Report report : reports) {
      for (Quote quote : report.quotes()) {
        List<Span> marks = spans(quote.text(), request.q());
        if (request.q().isBlank() || !marks.isEmpty()) {
          said.add(said(report, quote));
        }
      }
    }
    return new QuoteResult(
        said.size(),
        Optional.empty(),
        new SearchResult.Understood(
            request.q(), false, Map.of(), Map.of(), false, Optional.empty()),
        said.stream().limit(request.pageSize()).toList(),
        Map.of());
  }

  private static QuoteResult.Said said(Report report, Quote quote) {
    return new QuoteResult.Said(
        report.id() + "." + report.quotes().indexOf(quote),
        quote.speaker(),
        quote.speakerId(),
        quote.cue(),
        quote.stance(),
        quote.text(),
        quote.text(),
        quote.start(),
        quote.end(),
        new QuoteResult.In(
            report.id(),
            report.title(),
            report.outlet(),
            report.date().map(Object::toString),
            report.language(),
            report.url()));
  }

  boolean withdraw(String id) {
    return reports.removeIf(r -> r.id().equals(id));
  }

  @Override
  public Optional<Report> report(String id) {
    return reports.stream().filter(r -> r.id().equals(id)).findFirst();
  }

  @Override
  public List<SearchResult.Hit> duplicates(String id) {
    return List.of();
  }

  @Override
  public List<Related> related(String id) {
    return search(SearchRequest.of("")).hits().stream()
        .filter(hit -> !hit.id().equals(id) && report(id).isPresent())
        .map(hit -> new Related(hit, hit.people(), List.of(), List.of("camps")))
        .toList();
  }

  @Override
  public List<Report> story(String id) {
    return id.equals("told") ? List.copyOf(reports) : List.of();
  }

  @Override
  public StoryList stories(SearchRequest narrowing, StoryList.Order order) {
    asked = Optional.of(narrowing);
    Report first = reports.getFirst();
    return new StoryList(
        1,
        List.of(
            new StoryList.Told(
                first.id(),
                first.title(),
                reports.size(),
                1,
                first.date().map(Object::toString),
                first.date().map(Object::toString),
                first.outlet().stream().map(o -> new SearchResult.Term(o, o, 1, false)).toList(),
                List.of("en"),
                List.of(),
                List.of())));
  }

  @Override
  public List<Span> highlights(String id, String q, Wording wording) {
    return report(id).map(r -> spans(r.text(), q)).orElse(List.of());
  }

  @Override
  public List<EntityProfile.Named> entities(
      Optional<String> beginning, Set<EntityKind> kinds, int most) {
    Map<String, EntityProfile.Named> named = new TreeMap<>();
    for (Report report : reports) {
      for (Entity entity : report.annotations().entities()) {
        boolean begins =
            (" " + entity.name().toLowerCase(Locale.ROOT))
                .contains(" " + beginning.orElse("").toLowerCase(Locale.ROOT));
        if (begins && kinds.contains(entity.kind())) {
          named.merge(
              entity.id(),
              new EntityProfile.Named(entity.id(), entity.kind(), entity.name(), 1),
              (a, b) -> new EntityProfile.Named(a.id(), a.kind(), a.name(), a.reports() + 1));
        }
      }
    }
    return named.values().stream()
        .sorted(Comparator.comparingLong((EntityProfile.Named n) -> -n.reports()))
        .limit(most)
        .toList();
  }

  @Override
  public Optional<EntityProfile> entity(String idOrName) {
    return entities(Optional.empty(), Set.of(EntityKind.values()), Integer.MAX_VALUE).stream()
        .filter(named -> named.id().equals(idOrName) || named.name().equals(idOrName))
        .findFirst()
        .map(
            named ->
                new EntityProfile(
                    named,
                    List.of(named.id()),
                    List.of(new EntityProfile.Alias(named.name(), named.reports())),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    years(reports),
                    List.of(),
                    Map.of(
                        EntityKind.PERSON, List.of(),
                        EntityKind.PLACE, List.of(),
                        EntityKind.ORGANISATION, List.of(),
                        EntityKind.GROUP, List.of())));
  }

  @Override
  public Suggestions suggest(String typed) {
    List<Suggestions.Name> names =
        typed.isBlank()
            ? List.of()
            : entities(Optional.of(typed), Set.of(EntityKind.values()), 8).stream()
                .map(n -> new Suggestions.Name(n.id(), n.kind(), n.name(), n.reports(), 0))
                .toList();
    List<Suggestions.Title> titles =
        reports.stream()
            .filter(r -> !typed.isBlank() && !spans(r.title().orElse(""), typed).isEmpty())
            .map(r -> new Suggestions.Title(r.id(), r.title().orElseThrow()))
            .toList();
    return new Suggestions(names, titles, List.of(), Map.of(), Optional.empty());
  }

  @Override
  public List<String> matching(SearchRequest request, List<String> ids) {
    return ids;
  }

  @Override
  public long size() {
    return reports.size();
  }

  @Override
  public String edition() {
    return String.valueOf(reports.hashCode());
  }

  @Override
  public void refresh() {
    onRefresh.run();
  }

  @Override
  public void close() {}
}
