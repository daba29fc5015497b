package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.IndexField;
import org.vigil.search.ReportSearcher.Span;

/** Where the words of a query stand in a report, from the offsets in the index. */
final class Marks {

  /** More than anybody reads. */
  private static final int MOST = 10_000;

  private final IndexSearcher searcher;
  private final Weight weight;

  Marks(IndexSearcher searcher, Query query) throws IOException {
    this.searcher = searcher;
    this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  /** The spans of one field of a document, by start, never overlapping. */
  List<Span> in(IndexField field, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    Matches matches = weight.matches(leaf, doc - leaf.docBase);
    if (matches == null) {
      return List.of();
    }
    List<Span> spans = new ArrayList<>();
    collect(matches.getMatches(field.fieldName()), spans);
    return merged(spans);
  }

  private static void collect(@Nullable MatchesIterator matches, List<Span> spans)
      throws IOException {
    while (matches != null && spans.size() < MOST && matches.next()) {
      MatchesIterator words = matches.getSubMatches();
      if (words != null) {
        collect(words, spans);
      } else if (matches.startOffset() >= 0 && matches.endOffset() > matches.startOffset()) {
        spans.add(new Span(matches.startOffset(), matches.endOffset()));
      }
    }
  }

  private static List<Span> merged(List<Span> spans) {
    spans.sort(Comparator.comparingInt(Span::start));
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (!merged.isEmpty() && span.start() <= merged.getLast().end()) {
        Span last = merged.removeLast();
        merged.add(new Span(last.start(), Math.max(last.end(), span.end())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }
}
