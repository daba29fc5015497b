package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.LongValueFacetCounts;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.search.SearchRequest.Order;

/**
 * What Lucene alone does for the searches of {@link SearchBenchmark}, as somebody would write it
 * who knows the words: their forms in title and text, the same score, equals by id, every hit
 * counted while the best are collected. Nothing is parsed, looked up or shown; queries are made
 * anew each time. Facets by its own counters of doc values.
 */
final class PlainSearch {

  static final int TOP = 20;

  private static final Folding FOLDING = Folding.of(Optional.empty());

  private static final Sort SORT = Cursor.sort(Order.RELEVANCE);

  private static final List<IndexField> COUNTED =
      List.of(IndexField.PERSON, IndexField.PLACE, IndexField.OUTLET, IndexField.LANGUAGE);

  private final IndexSearcher searcher;
  private final int reports;
  private final Map<IndexField, StringDocValuesReaderState> states = new LinkedHashMap<>();

  PlainSearch(DirectoryReader reader) throws IOException {
    searcher = new IndexSearcher(reader);
    searcher.setSimilarity(Ranking.SIMILARITY);
    reports = reader.getDocCount(IndexField.TEXT.fieldName());
    for (IndexField field : COUNTED) {
      states.put(field, new StringDocValuesReaderState(reader, field.fieldName()));
    }
  }

  /** The reports with a word in some form. */
  Query word(String word) {
    return inBoth(synonyms(IndexField.TITLE, word), synonyms(IndexField.TEXT, word));
  }

  /**
   * The reports with both words; unless one is common, those higher that have them near each other.
   */
  Query all(String first, String second) throws IOException {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(word(first), BooleanClause.Occur.MUST);
    all.add(word(second), BooleanClause.Occur.MUST);
    double common = Ranking.COMMON * reports;
    if (reportsWith(first) <= common && reportsWith(second) <= common) {
      Query near = phrase(Ranking.NEAR_SLOP, first, second);
      all.add(new BoostQuery(near, Ranking.NEAR), BooleanClause.Occur.SHOULD);
    }
    return all.build();
  }

  private int reportsWith(String word) throws IOException {
    int most = 0;
    for (String form : forms(word).keySet()) {
      Term term = new Term(IndexField.TEXT.fieldName(), form);
      most = Math.max(most, searcher.getIndexReader().docFreq(term));
    }
    return most;
  }

  /** The reports with any of these words. */
  Query any(String... words) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : words) {
      any.add(word(word), BooleanClause.Occur.SHOULD);
    }
    return any.build();
  }

  /** The reports with these words in a row. */
  Query phrase(String... words) {
    return phrase(0, words);
  }

  private static Query phrase(int slop, String... words) {
    return inBoth(phrase(IndexField.TITLE, slop, words), phrase(IndexField.TEXT, slop, words));
  }

  private static Query phrase(IndexField field, int slop, String... words) {
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder().setSlop(slop);
    for (String word : words) {
      phrase.add(
          forms(word).keySet().stream()
              .map(form -> new Term(field.fieldName(), form))
              .toArray(Term[]::new));
    }
    return phrase.build();
  }

  private static Query inBoth(Query inTitle, Query inText) {
    return new BooleanQuery.Builder()
        .add(new BoostQuery(inTitle, Ranking.TITLE), BooleanClause.Occur.SHOULD)
        .add(inText, BooleanClause.Occur.SHOULD)
        .build();
  }

  private static Query synonyms(IndexField field, String word) {
    SynonymQuery.Builder synonyms = new SynonymQuery.Builder(field.fieldName());
    forms(word)
        .forEach(
            (form, weight) ->
                synonyms.addTerm(new Term(field.fieldName(), form), QueryCompiler.inSteps(weight)));
    return synonyms.build();
  }

  private static Map<String, Float> forms(String word) {
    String folded = FOLDING.fold(word);
    Map<String, Float> forms = new LinkedHashMap<>();
    forms.put(word, folded.equals(word) ? 1f : 1f - Ranking.FOLDED);
    forms.putIfAbsent(folded, Ranking.FOLDED);
    forms.put(Folding.MARK + folded, Ranking.FOLDED);
    return forms;
  }

  /** Finds the best reports and counts all. */
  long found(Query query) throws IOException {
    return best(query).totalHits.value();
  }

  /** The ids of the best reports. */
  List<String> ids(Query query) throws IOException {
    List<String> ids = new ArrayList<>();
    for (ScoreDoc hit : best(query).scoreDocs) {
      List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      SortedDocValues values = DocValues.getSorted(leaf.reader(), IndexField.ID.fieldName());
      values.advanceExact(hit.doc - leaf.docBase);
      ids.add(values.lookupOrd(values.ordValue()).utf8ToString());
    }
    return ids;
  }

  private TopFieldDocs best(Query query) throws IOException {
    return searcher.search(query, new TopFieldCollectorManager(SORT, TOP, null, Integer.MAX_VALUE));
  }

  /**
   * Finds the best reports, counts all, and the ten most frequent values of four fields and all
   * days.
   */
  long faceted(Query query) throws IOException {
    FacetsCollectorManager.FacetsResult found =
        FacetsCollectorManager.search(searcher, query, TOP, SORT, new FacetsCollectorManager());
    long values = 0;
    for (Map.Entry<IndexField, StringDocValuesReaderState> state : states.entrySet()) {
      values +=
          new StringValueFacetCounts(state.getValue(), found.facetsCollector())
              .getTopChildren(10, state.getKey().fieldName())
              .childCount;
    }
    values +=
        new LongValueFacetCounts(IndexField.FIRST_DAY.fieldName(), found.facetsCollector())
            .getAllChildrenSortByValue()
            .childCount;
    return found.topDocs().totalHits.value() + values;
  }
}
