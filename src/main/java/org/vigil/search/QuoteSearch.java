package org.vigil.search;

import java.util.Objects;
import java.util.LinkedHashMap;
import org.apache.lucene.search.Sort;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.StoredFields;
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
import org.vigil.quote.Stance;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Facet;

/**
 * One search for quotes over one snapshot. Words are looked for in what was said; whatever else is
 * asked for is asked of the report, but for who says it and how.
 */
final class QuoteSearch {

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
      if (!Facet.OF_QUOTES.contains(facet)) {
        throw new IllegalArgumentException("not counted for quotes: " + facet);
      }
    }
    this.over = over;
    this.request = request;
    this.deadline = deadline;
    this.parsed = QueryParser.parse(request.q());
    this.compiled =
        QueryCompiler.compile(over, parsed.query(), request.wording(), deadline, Target.QUOTES);
    this.isBrowse = parsed.query() instanceof org.vigil.query.Query.All && request.isUnfiltered();
    deadline.check();
  }

  QuoteResult run() throws IOException {
    Paging paging = Paging.of(request, parsed.query());
    Query query = narrowed(Optional.empty());
    Sort sort = Cursor.sort(paging.order(), IndexField.QUOTE_DAY, IndexField.QUOTE_ID);
    TopFieldDocs own =
        over.searcher(deadline)
            .search(
                query,
                new TopFieldCollectorManager(
                    sort,
                    paging.wanted(),
                    paging.after().orElse(null),
                    isBrowse ? paging.wanted() : Integer.MAX_VALUE));
    deadline.check();
    TopFieldDocs found = over.merged(own, sort, paging.wanted());
    long total =
        over.sum(
            isBrowse
                ? over.searcher(deadline).count(new TermQuery(QueryCompiler.IS_QUOTE))
                : own.totalHits.value());
    List<ScoreDoc> page = paging.page(found.scoreDocs);
    SearchResult.Understood understood =
        new SearchResult.Understood(
            parsed.query().toString(),
            parsed.escaped(),
            compiled.variants(),
            compiled.contested(),
            false,
            Optional.empty());
    return new QuoteResult(total, paging.cursor(page), understood, quotes(page), facets());
  }

  private Query narrowed(Optional<Facet> apartFrom) throws IOException {
    return QueryCompiler.narrowed(over, compiled.query(), request, apartFrom, Target.QUOTES);
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
        counts = over.count(column, siblings, deadline);
      } else {
        if (hits.isEmpty()) {
          hits = Optional.of(HitSet.of(over, narrowed(Optional.empty()), deadline));
        }
        counts = over.count(column, hits.get(), deadline);
      }
      facets.put(
          facet,
          terms.of(
              facet,
              column,
              counts,
              request.facetSize(),
              request.facetPrefix(),
              terms.selected(facet, filter),
              Optional.empty()));
    }
    return facets;
  }

  private List<QuoteResult.Said> quotes(List<ScoreDoc> page) throws IOException {
    if (page.isEmpty()) {
      return List.of();
    }
    Map<Integer, QuoteResult.Said> own = new LinkedHashMap<>();
    StoredFields stored = over.reader().storedFields();
    Map<Integer, String> texts = new HashMap<>();
    Marks marks =
        new Marks(
            over.searcher(deadline),
            QueryCompiler.marks(over, parsed.query(), request.wording(), deadline, Target.QUOTES));
    for (ScoreDoc found : page) {
      deadline.check();
      if (!over.isHere(found.doc)) {
        continue;
      }
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
      own.put(found.doc, said(found.doc, card, text, marked, over.card(report)));
    }
    Map<Integer, QuoteResult.Said> all = new HashMap<>();
    over.tell(new Quotes(own), Quotes.class).forEach(told -> all.putAll(told.byDocument()));
    return page.stream().map(found -> Objects.requireNonNull(all.get(found.doc))).toList();
  }

  /** Quotes that a shard has, by their documents. */
  record Quotes(Map<Integer, QuoteResult.Said> byDocument) {}

  private QuoteResult.Said said(
      int doc, QuoteCard card, String text, String marked, ReportCard report) throws IOException {
    Optional<String> id = over.value(doc, IndexField.QUOTE_SPEAKER).flatMap(over::shown);
    Optional<String> name = id.isPresent() ? Optional.of(over.name(id.get())) : card.speaker();
    return new QuoteResult.Said(
        over.quoteId(doc),
        name,
        id,
        card.cue(),
        over.value(doc, IndexField.QUOTE_STANCE).flatMap(Stance::ofWord),
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
