package org.vigil.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.store.Directory;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Curation;
import org.vigil.index.Acceptance;
import org.vigil.index.Generation;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.RefusedSwitchException;
import org.vigil.index.SchemaVersion;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Facet;

/**
 * Accepts a generation if it holds the reports that the live one has of the same files, and answers
 * queries as the live one does.
 *
 * <p>The bounds: at most {@value #MOST_LOST_PERCENT} % of those reports may be missing. A query
 * answers otherwise when more than half of its first {@value #FIRST} hits in the live generation,
 * as far as the other holds them at all, are not among the first {@value #AMONG} there. No query
 * that people have given may do so, and at most {@value #MOST_OTHER_PERCENT} % of those that are
 * made up here: from the names that stand in most reports, and from titles.
 */
public final class GoldenQueries implements Acceptance {

  /** The file in the folder of an index that holds the queries that people give, one a line. */
  public static final String FILE = "golden-queries.txt";

  static final int MOST_LOST_PERCENT = 5;
  static final int MOST_OTHER_PERCENT = 10;
  static final int FIRST = 10;
  static final int AMONG = 100;

  private static final int NAMES_A_KIND = 10;
  private static final int TITLES = 20;
  private static final Duration ALLOWED = Duration.ofSeconds(30);

  private final List<String> given;

  private GoldenQueries(List<String> given) {
    this.given = given;
  }

  /**
   * With the queries in the file of an index, if there is one: blank lines and those that begin
   * with {@code #} are passed over.
   */
  public static GoldenQueries of(Path indexRoot) throws IOException {
    try {
      return new GoldenQueries(
          Files.readAllLines(indexRoot.resolve(FILE)).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList());
    } catch (NoSuchFileException e) {
      return new GoldenQueries(List.of());
    }
  }

  /** Where the live one is of another schema, only what both hold is compared. */
  @Override
  public void check(Generation live, Generation built) throws IOException {
    if (!SchemaVersion.of(live).equals(SchemaVersion.of(built))) {
      checkCounts(Ledger.read(live), Ledger.read(built));
      return;
    }
    try (Directory before = live.directory();
        Directory after = built.directory();
        LuceneReportSearcher old = open(before);
        LuceneReportSearcher fresh = open(after)) {
      check(Ledger.read(live), Ledger.read(built), old, fresh);
    }
  }

  /**
   * The same for archives wherever they are kept.
   *
   * @param live the ledger of the one that is searched, {@code old}
   * @param built the ledger of the one that is to take its place, {@code fresh}
   */
  public void check(
      Map<String, LedgerEntry> live,
      Map<String, LedgerEntry> built,
      ReportSearcher old,
      ReportSearcher fresh)
      throws IOException {
    checkCounts(live, built);
    List<String> otherGiven = otherwise(given, old, fresh);
    if (!otherGiven.isEmpty()) {
      throw new RefusedSwitchException(
          otherGiven.size()
              + " of "
              + given.size()
              + " queries of "
              + FILE
              + " are answered otherwise, first '"
              + otherGiven.getFirst()
              + "'");
    }
    List<String> derived = derived(old);
    List<String> other = otherwise(derived, old, fresh);
    if (other.size() * 100L > derived.size() * (long) MOST_OTHER_PERCENT) {
      throw new RefusedSwitchException(
          other.size()
              + " of "
              + derived.size()
              + " queries for its most frequent names and for titles are answered otherwise, first '"
              + other.getFirst()
              + "'");
    }
  }

  private static LuceneReportSearcher open(Directory directory) throws IOException {
    LiveDirectory live = () -> directory;
    return LuceneReportSearcher.open(live, ALLOWED, () -> Curation.NONE, SpellingVariants::shipped);
  }

  /** Compares what both have of the files that both know. */
  private static void checkCounts(Map<String, LedgerEntry> live, Map<String, LedgerEntry> built)
      throws RefusedSwitchException {
    Map<ContentHash, LedgerEntry> now =
        built.values().stream()
            .filter(e -> e.outcome() != LedgerEntry.Outcome.DUPLICATE && e.identity().isPresent())
            .collect(Collectors.toMap(e -> e.identity().orElseThrow(), e -> e, (a, b) -> a));
    long expected = 0;
    long lost = 0;
    for (LedgerEntry before : live.values()) {
      LedgerEntry after = before.identity().map(now::get).orElse(null);
      if (before.reports() > 0 && after != null && !isWithdrawn(after.failure())) {
        long withdrawnSince =
            after.parts().stream().filter(p -> isWithdrawn(Optional.of(p.failure()))).count()
                - before.parts().stream()
                    .filter(p -> isWithdrawn(Optional.of(p.failure())))
                    .count();
        expected += before.reports();
        lost += Math.max(0, before.reports() - withdrawnSince - after.reports());
      }
    }
    if (lost * 100 > expected * MOST_LOST_PERCENT) {
      throw new RefusedSwitchException(
          "it has " + lost + " reports less of the same files, of " + expected);
    }
  }

  private static boolean isWithdrawn(Optional<LedgerEntry.Failure> failure) {
    return failure.filter(LedgerEntry.WITHDRAWAL::equals).isPresent();
  }

  private static List<String> otherwise(
      List<String> queries, ReportSearcher old, ReportSearcher fresh) throws IOException {
    List<String> other = new ArrayList<>();
    for (String query : queries) {
      List<String> first = new ArrayList<>();
      for (String id : ids(old, query, FIRST)) {
        if (fresh.report(id).isPresent()) {
          first.add(id);
        }
      }
      Set<String> found = first.isEmpty() ? Set.of() : Set.copyOf(ids(fresh, query, AMONG));
      if (first.stream().filter(id -> !found.contains(id)).count() * 2 > first.size()) {
        other.add(query);
      }
    }
    return other;
  }

  private static List<String> ids(ReportSearcher in, String query, int most) throws IOException {
    return in.search(request(query, List.of(), most)).hits().stream()
        .map(SearchResult.Hit::id)
        .toList();
  }

  /** Queries that the live generation should go on to answer as it does. */
  private static List<String> derived(ReportSearcher live) throws IOException {
    Map<Facet, String> fields =
        Map.of(Facet.PERSON, "person", Facet.PLACE, "place", Facet.ORGANISATION, "organisation");
    SearchResult browse =
        live.search(request("", List.of(Facet.PERSON, Facet.PLACE, Facet.ORGANISATION), TITLES));
    Set<String> queries = new LinkedHashSet<>();
    browse
        .facets()
        .forEach(
            (facet, counts) ->
                counts.terms().stream()
                    .map(term -> fields.get(facet) + ":" + quoted(term.label()))
                    .forEach(queries::add));
    browse.hits().stream()
        .flatMap(hit -> hit.title().stream())
        .map(title -> "title:" + quoted(title))
        .forEach(queries::add);
    return List.copyOf(queries);
  }

  private static String quoted(String words) {
    return '"' + words.replace('"', ' ').strip() + '"';
  }

  private static SearchRequest request(String q, List<Facet> facets, int hits) {
    return new SearchRequest(
            q,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            hits,
            Optional.empty(),
            facets,
            NAMES_A_KIND,
            Optional.empty(),
            SearchRequest.Spelling.VARIANTS,
            SearchRequest.Collapse.NONE,
            false,
            new SearchRequest.Options(false, Optional.empty()))
        .withoutKin();
  }
}
