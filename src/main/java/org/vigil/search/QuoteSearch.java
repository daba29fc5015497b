package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.vigil.index.QuoteCard;
import org.vigil.index.ReportCard;
import org.vigil.index.ReportDocuments;
import org.vigil.query.ParsedQuery;
import org.vigil.query.QueryParser;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Order;

/**
 * One search for quotes over one snapshot. Words are looked for in what was said; whatever else is
 * asked for is asked of the report, but for who says it and how.
 */
final class QuoteSearch {

  /** What is asked of a quote rather than of its report. */
  static final Set<Facet> FACETS = Set.of(Facet.SPEAKER, Facet.STANCE);

  private final Snapshot over;
  private final SearchRequest request;
  private final Deadline deadline;
  private final ParsedQuery parsed;
  private final QueryCompiler.Compiled compiled;
  private final boolean isBrowse;

  /**
   * @throws IllegalArgumentException if a facet is asked for that quotes have not
   */
  QuoteSearch(Snapshot over, SearchRequest request, Deadline deadline) throws IOException {
    for (Facet facet : request.facets()) {
      if (!FACETS.contains(facet)) {
        throw new IllegalArgumentException("not counted for quotes: " + facet);
      }
    }
    this.over = over;
    this.request = request;
    this.deadline = deadline;
    this.parsed = QueryParser.parse(request.q());
    this.compiled =
        QueryCompiler.compile(over, parsed.query(), request.wording(), deadline, Target.QUOTES);
    this.isBrowse =
        parsed.query() instanceof org.vigil.query.Query.All
            && request.filters().isEmpty()
            && request.from().isEmpty()
            && request.to().isEmpty();
    deadline.check();
  }

  QuoteResult run() throws IOException {
    boolean everything = parsed.query() instanceof org.vigil.query.Query.All;
    Order order = request.order().orElse(everything ? Order.NEWEST : Order.RELEVANCE);
    boolean walks = request.cursor().isPresent();
    Optional<FieldDoc> after =
        request.cursor().filter(c -> !c.equals(Cursor.START)).map(c -> Cursor.read(order, c));
    int skipped = walks ? 0 : request.skippedByPage();
    int wanted = skipped + request.pageSize();
    Query query = narrowed(Optional.empty());
    IndexSearcher searcher = over.searcher(deadline);
    TopFieldDocs found =
        searcher.search(
            query,
            new TopFieldCollectorManager(
                Cursor.sort(order, IndexField.QUOTE_DAY, IndexField.QUOTE_ID),
                wanted,
                after.orElse(null),
                isBrowse ? wanted : Integer.MAX_VALUE));
    check(searcher);
    long total =
        isBrowse
            ? over.searcher(deadline).count(new TermQuery(QueryCompiler.IS_QUOTE))
            : found.totalHits.value();
    List<ScoreDoc> page = new ArrayList<>();
    for (int i = skipped; i < found.scoreDocs.length; i++) {
      page.add(found.scoreDocs[i]);
    }
    Optional<String> cursor =
        walks && page.size() == request.pageSize()
            ? Optional.of(Cursor.behind(order, page.getLast()))
            : Optional.empty();
    SearchResult.Understood understood =
        new SearchResult.Understood(
            parsed.query().toString(),
            parsed.escaped(),
            compiled.variants(),
            compiled.contested(),
            false,
            Optional.empty());
    return new QuoteResult(total, cursor, understood, quotes(page), facets());
  }

  private void check(IndexSearcher searcher) {
    if (searcher.timedOut()) {
      throw deadline.timedOut();
    }
    deadline.check();
  }

  /** The query narrowed by every filter, but for the one of a facet whose siblings are counted. */
  private Query narrowed(Optional<Facet> apartFrom) throws IOException {
    BooleanQuery.Builder narrowed = new BooleanQuery.Builder();
    narrowed.add(compiled.query(), BooleanClause.Occur.MUST);
    for (Map.Entry<Facet, SearchRequest.Filter> each : request.filters().entrySet()) {
      if (apartFrom.isPresent() && apartFrom.get() == each.getKey()) {
        continue;
      }
      SearchRequest.Filter filter = each.getValue();
      if (!filter.anyOf().isEmpty()) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String value : filter.anyOf()) {
          any.add(passes(each.getKey(), value), BooleanClause.Occur.SHOULD);
        }
        narrowed.add(any.build(), BooleanClause.Occur.FILTER);
      }
      for (String value : filter.noneOf()) {
        narrowed.add(passes(each.getKey(), value), BooleanClause.Occur.MUST_NOT);
      }
    }
    if (request.from().isPresent() || request.to().isPresent()) {
      narrowed.add(
          new QuotesOf(QueryCompiler.published(request.from(), request.to())),
          BooleanClause.Occur.FILTER);
    }
    return narrowed.build();
  }

  private Query passes(Facet facet, String value) throws IOException {
    return FACETS.contains(facet)
        ? QueryCompiler.filter(over, facet, value, Target.QUOTES)
        : new QuotesOf(QueryCompiler.filter(over, facet, value));
  }

  private Map<Facet, SearchResult.TermCounts> facets() throws IOException {
    Map<Facet, SearchResult.TermCounts> facets = new EnumMap<>(Facet.class);
    FacetTerms terms = new FacetTerms(over, deadline);
    Optional<HitSet> hits = Optional.empty();
    for (Facet facet : request.facets()) {
      FacetColumn column = over.quoteColumn(facet);
      Optional<SearchRequest.Filter> filter = Optional.ofNullable(request.filters().get(facet));
      FacetColumn.Counts counts;
      if (isBrowse) {
        counts = over.browseQuotes(facet, deadline);
      } else if (filter.isPresent()) {
        HitSet siblings = HitSet.of(over, narrowed(Optional.of(facet)), deadline);
        counts = column.count(siblings, deadline);
      } else {
        if (hits.isEmpty()) {
          hits = Optional.of(HitSet.of(over, narrowed(Optional.empty()), deadline));
        }
        counts = column.count(hits.get(), deadline);
      }
      Set<String> selected = new LinkedHashSet<>();
      for (String value : filter.map(SearchRequest.Filter::anyOf).orElse(List.of())) {
        selected.addAll(QueryCompiler.values(over, facet, value));
      }
      facets.put(
          facet,
          terms.of(
              facet,
              column,
              counts,
              request.facetSize(),
              request.facetPrefix(),
              selected,
              Optional.empty()));
    }
    return facets;
  }

  private List<QuoteResult.Said> quotes(List<ScoreDoc> page) throws IOException {
    List<QuoteResult.Said> quotes = new ArrayList<>();
    if (page.isEmpty()) {
      return quotes;
    }
    StoredFields stored = over.reader().storedFields();
    Map<Integer, String> texts = new HashMap<>();
    Marks marks =
        new Marks(
            over.searcher(deadline),
            QueryCompiler.marks(over, parsed.query(), request.wording(), deadline, Target.QUOTES));
    for (ScoreDoc found : page) {
      deadline.check();
      QuoteCard card = over.quote(found.doc);
      int report = found.doc + card.ahead();
      String whole = texts.get(report);
      if (whole == null) {
        whole = ReportDocuments.readText(stored, report);
        texts.put(report, whole);
      }
      String text = whole.substring(card.start(), card.end());
      String marked =
          Snippets.whole(
              text, request.highlight() ? marks.in(IndexField.QUOTE_TEXT, found.doc) : List.of());
      quotes.add(said(card, text, marked, over.card(report)));
    }
    return quotes;
  }

  private QuoteResult.Said said(QuoteCard card, String text, String marked, ReportCard report)
      throws IOException {
    Optional<String> id =
        card.speakerId()
            .filter(own -> !over.identities().isHidden(own))
            .map(over.identities()::idOf);
    Optional<String> name = id.isPresent() ? Optional.of(over.name(id.get())) : card.speaker();
    return new QuoteResult.Said(
        card.id(),
        name,
        id,
        card.cue(),
        card.stance(),
        text,
        marked,
        card.start(),
        card.end(),
        new QuoteResult.In(
            report.id(),
            report.title(),
            report.outlet(),
            report.date(),
            report.language(),
            report.url()));
  }
}
