package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.vigil.entity.Curation;
import org.vigil.entity.Identities;
import org.vigil.index.QuoteCard;
import org.vigil.index.ReportCard;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Facet;

/**
 * The index as it was at one commit, with what is computed once for all searches over it. Counted:
 * whoever acquires it releases it.
 */
final class Snapshot {

  private final String edition = UUID.randomUUID().toString();
  private final DirectoryReader reader;
  private final long size;
  private final Curation curation;
  private final SpellingVariants variants;
  private final Identities identities;
  private final Map<Facet, FacetColumn> columns = new EnumMap<>(Facet.class);
  private final Map<Facet, FacetColumn> quoteColumns = new EnumMap<>(Facet.class);
  private final List<Optional<String>> languages = new ArrayList<>();
  private final StemFamilies families;
  private final Map<FacetColumn, FacetLabels> labels = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<Facet, FacetColumn.Counts> browseCounts = new ConcurrentHashMap<>();
  private final Map<Facet, FacetColumn.Counts> quoteCounts = new ConcurrentHashMap<>();
  private volatile @Nullable DayCounts browseDays;
  private volatile @Nullable HitSet all;

  /** By the document that heads the story. */
  private @Nullable Map<Integer, String> storyIds;

  private final StoryIds given;

  private @Nullable Kinship kinship;

  /**
   * Reads what facets need; takes time, so not on the path of a request.
   *
   * @param given the ids of stories so far
   * @param before another one, from which is taken what would be decided the same about names
   */
  Snapshot(
      DirectoryReader reader,
      Curation curation,
      SpellingVariants variants,
      StoryIds given,
      Optional<Snapshot> before)
      throws IOException {
    this.given = given;
    this.reader = reader;
    this.curation = curation;
    this.variants = variants;
    AttestedNames attested = new AttestedNames(reader);
    this.identities =
        before
            .filter(b -> b.curation.equals(curation) && b.variants.equals(variants))
            .map(b -> b.identities.after(attested))
            .orElseGet(() -> Identities.of(attested, variants::usual, curation));
    families = new StemFamilies(reader);
    for (Facet facet : Facet.values()) {
      Optional<IndexField> field = FacetColumn.fieldOf(facet);
      if (field.isPresent()) {
        columns.put(facet, FacetColumn.open(reader, field.get(), identities));
      }
    }
    for (Facet facet : Facet.OF_QUOTES) {
      quoteColumns.put(
          facet, FacetColumn.open(reader, QueryCompiler.fieldOf(facet, Target.QUOTES), identities));
    }
    languages.add(Optional.empty());
    Terms terms = MultiTerms.getTerms(reader, IndexField.LANGUAGE.fieldName());
    if (terms != null) {
      TermsEnum each = terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        languages.add(Optional.of(term.utf8ToString()));
      }
    }
    size = new IndexSearcher(reader).count(new TermQuery(QueryCompiler.IS_REPORT));
  }

  /** Keeps the snapshot open until it is released; false if it is closed already. */
  boolean acquire() {
    return reader.tryIncRef();
  }

  void release() throws IOException {
    reader.decRef();
  }

  /** A name that no other snapshot has. */
  String edition() {
    return edition;
  }

  DirectoryReader reader() {
    return reader;
  }

  /** What people had decided about names when it was opened. */
  Curation curation() {
    return curation;
  }

  /** The spellings that were known when it was opened. */
  SpellingVariants variants() {
    return variants;
  }

  /** Which names are one entity's in this snapshot. */
  Identities identities() {
    return identities;
  }

  List<LeafReaderContext> leaves() {
    return reader.leaves();
  }

  /** How many reports there are. */
  long size() {
    return size;
  }

  /** The languages of the reports, the unknown one among them. */
  List<Optional<String>> languages() {
    return languages;
  }

  FacetColumn column(Facet facet) {
    FacetColumn column = columns.get(facet);
    if (column == null) {
      throw new IllegalArgumentException("not counted by value: " + facet);
    }
    return column;
  }

  /** The values of one facet that quotes have. */
  FacetColumn quoteColumn(Facet facet) {
    FacetColumn column = quoteColumns.get(facet);
    if (column == null) {
      throw new IllegalArgumentException("not counted for quotes: " + facet);
    }
    return column;
  }

  /** The counts over all quotes, kept for the life of the snapshot. */
  FacetColumn.Counts browseQuotes(Facet facet, Deadline deadline) throws IOException {
    FacetColumn.Counts counts = quoteCounts.get(facet);
    if (counts == null) {
      HitSet all = HitSet.of(this, new TermQuery(QueryCompiler.IS_QUOTE), deadline);
      counts = quoteColumn(facet).count(all, deadline);
      quoteCounts.put(facet, counts);
    }
    return counts;
  }

  /** What a list shows of the quote in a document. */
  QuoteCard quote(int doc) throws IOException {
    return QuoteCard.decode(docValue(doc, IndexField.QUOTE));
  }

  /** The id of the quote in a document: that of its report, and its number there. */
  String quoteId(int doc) throws IOException {
    return id(doc, IndexField.QUOTE_ID);
  }

  /** The one value of a field that a document has, if it has any. */
  Optional<String> value(int doc, IndexField field) throws IOException {
    LeafReaderContext leaf = leaf(doc);
    SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.fieldName());
    return values.advanceExact(doc - leaf.docBase)
        ? Optional.of(values.lookupOrd(values.nextOrd()).utf8ToString())
        : Optional.empty();
  }

  /** Which reports belong together; found out when first asked for. */
  synchronized Kinship kinship() throws IOException {
    return kinship(Optional.empty());
  }

  /** The same; what is known of the snapshot before makes it faster. */
  synchronized Kinship kinship(Optional<Kinship> before) throws IOException {
    if (kinship == null) {
      boolean byContent = reader instanceof PermittedReader;
      kinship = Kinship.of(leaves(), ReportNumbers.of(this, byContent), before);
      Map<Integer, String> unused = named();
    }
    return kinship;
  }

  /** Which reports belong together, if anybody has asked. */
  synchronized Optional<Kinship> knownKinship() {
    return Optional.ofNullable(kinship);
  }

  /** What a list shows of the report in a document. */
  ReportCard card(int doc) throws IOException {
    return ReportCard.decode(id(doc, IndexField.ID), docValue(doc, IndexField.CARD));
  }

  /** The entities that the names of a report stand for, each once. */
  List<SearchResult.Named> named(List<ReportCard.Named> entities) {
    Map<String, SearchResult.Named> named = new LinkedHashMap<>();
    for (ReportCard.Named entity : entities) {
      String id = identities.idOf(entity.id());
      if (!identities.isHidden(entity.id())) {
        String name = identities.nameOf(id).orElse(entity.name());
        named.putIfAbsent(id, new SearchResult.Named(id, name));
      }
    }
    return List.copyOf(named.values());
  }

  /** The id under which the entity that a report knows by this one is shown, unless hidden. */
  Optional<String> shown(String id) {
    return identities.isHidden(id) ? Optional.empty() : Optional.of(identities.idOf(id));
  }

  /** The segment of a document. */
  LeafReaderContext leaf(int doc) {
    return leaves().get(ReaderUtil.subIndex(doc, leaves()));
  }

  private String id(int doc, IndexField field) throws IOException {
    LeafReaderContext leaf = leaf(doc);
    SortedDocValues ids = DocValues.getSorted(leaf.reader(), field.fieldName());
    if (!ids.advanceExact(doc - leaf.docBase)) {
      throw new IllegalStateException("document " + doc + " has no " + field.fieldName());
    }
    return ids.lookupOrd(ids.ordValue()).utf8ToString();
  }

  private BytesRef docValue(int doc, IndexField field) throws IOException {
    LeafReaderContext leaf = leaf(doc);
    BinaryDocValues values = DocValues.getBinary(leaf.reader(), field.fieldName());
    if (!values.advanceExact(doc - leaf.docBase)) {
      throw new IllegalStateException("document " + doc + " has no " + field.fieldName());
    }
    return values.binaryValue();
  }

  /** The id of the story that the report in a document tells, if others tell it too. */
  Optional<String> storyId(int doc) throws IOException {
    return Optional.ofNullable(named().get(kinship().stories().head(doc)));
  }

  /** The ids of all stories, by the documents that head them. */
  private synchronized Map<Integer, String> named() throws IOException {
    if (storyIds == null) {
      Groups stories = kinship().stories();
      int[] heads = stories.heads();
      List<List<StoryIds.Teller>> tellers = new ArrayList<>();
      for (int head : heads) {
        List<StoryIds.Teller> story = new ArrayList<>();
        for (int member : stories.members(head)) {
          ReportCard card = card(member);
          story.add(new StoryIds.Teller(card.id(), card.date()));
        }
        tellers.add(story);
      }
      List<String> ids = given.of(tellers);
      storyIds = new HashMap<>();
      for (int i = 0; i < heads.length; i++) {
        storyIds.put(heads[i], ids.get(i));
      }
    }
    return storyIds;
  }

  StemFamilies families() {
    return families;
  }

  /** Searches over this snapshot until a deadline. */
  IndexSearcher searcher(Deadline deadline) {
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setSimilarity(Ranking.SIMILARITY);
    searcher.setTimeout(deadline);
    return searcher;
  }

  /** The reports that answer a query best, with their scores; those of equal score by id. */
  ScoreDoc[] best(Query query, int most, Deadline deadline) throws IOException {
    ScoreDoc[] best =
        searcher(deadline)
            .search(query, most, Cursor.sort(SearchRequest.Order.RELEVANCE))
            .scoreDocs;
    deadline.check();
    for (ScoreDoc found : best) {
      found.score = (Float) ((FieldDoc) found).fields[0];
    }
    return best;
  }

  /** The counts over all reports, kept for the life of the snapshot. */
  FacetColumn.Counts browse(Facet facet, Deadline deadline) throws IOException {
    FacetColumn.Counts counts = browseCounts.get(facet);
    if (counts == null) {
      counts = column(facet).count(all(deadline), deadline);
      browseCounts.put(facet, counts);
    }
    return counts;
  }

  /** The counts over some reports. */
  FacetColumn.Counts count(Facet facet, HitSet hits, Deadline deadline) throws IOException {
    if (!isMost(hits)) {
      return column(facet).count(hits, deadline);
    }
    HitSet others = all(deadline).without(hits);
    return browse(facet, deadline).without(column(facet).count(others, deadline));
  }

  /** The histogram over some reports. */
  SearchResult.Histogram histogram(
      HitSet hits, Optional<SearchResult.Interval> interval, Deadline deadline) throws IOException {
    DayCounts days =
        isMost(hits)
            ? browseDays(deadline)
                .without(DayCounts.of(this, all(deadline).without(hits), deadline))
            : DayCounts.of(this, hits, deadline);
    return Histograms.of(days, interval);
  }

  /** Whether the reports that these are not are counted faster than these. */
  private boolean isMost(HitSet hits) {
    return hits.size() * 2 > size;
  }

  /** Every report. */
  private HitSet all(Deadline deadline) throws IOException {
    HitSet known = all;
    if (known == null) {
      known = HitSet.of(this, new TermQuery(QueryCompiler.IS_REPORT), deadline);
      all = known;
    }
    return known;
  }

  private DayCounts browseDays(Deadline deadline) throws IOException {
    DayCounts known = browseDays;
    if (known == null) {
      known = DayCounts.of(this, all(deadline), deadline);
      browseDays = known;
    }
    return known;
  }

  /** Counts what was kept of an earlier snapshot, so that no request waits for it. */
  void prepareLike(Snapshot before, Deadline deadline) throws IOException {
    for (Facet facet : before.browseCounts.keySet()) {
      browse(facet, deadline);
    }
    for (Facet facet : before.quoteCounts.keySet()) {
      browseQuotes(facet, deadline);
    }
    if (before.browseDays != null) {
      browseDays(deadline);
    }
    for (Facet facet : before.columns.keySet()) {
      if (before.labels.containsKey(before.column(facet))) {
        labels(facet, column(facet)).complete(deadline);
      }
    }
    for (Facet facet : before.quoteColumns.keySet()) {
      if (before.labels.containsKey(before.quoteColumn(facet))) {
        labels(facet, quoteColumn(facet)).complete(deadline);
      }
    }
  }

  /** The histogram over all reports, of which the days are kept likewise. */
  SearchResult.Histogram browseHistogram(
      Optional<SearchResult.Interval> interval, Deadline deadline) throws IOException {
    return Histograms.of(browseDays(deadline), interval);
  }

  /**
   * The labels of the values of a facet, kept for the life of the snapshot.
   *
   * @param column with the values
   */
  FacetLabels labels(Facet facet, FacetColumn column) {
    return labels.computeIfAbsent(column, of -> new FacetLabels(this, facet, of));
  }

  /** The most frequent name of an entity, or the id where there is none. */
  String name(String id) throws IOException {
    String known = names.get(id);
    if (known != null) {
      return known;
    }
    String name = new NamesInOrder(this).of(id);
    names.put(id, name);
    return name;
  }

  /**
   * What the texts of reports call this id, with the number of reports; names if that is unknown.
   */
  Map<String, Integer> forms(String id) throws IOException {
    Map<String, Integer> forms = new LinkedHashMap<>();
    for (IndexField field : List.of(IndexField.ID_TO_FORM, IndexField.ID_TO_NAME)) {
      if (forms.isEmpty()) {
        for (Frequent form : withPrefix(field, Names.idToName(id))) {
          forms.put(form.rest(), form.reports());
        }
      }
    }
    return forms;
  }

  /** The values of a field that bear this name, accents, case and punctuation aside. */
  List<String> valuesNamed(IndexField field, String name) throws IOException {
    List<String> values = new ArrayList<>();
    for (Frequent value : withPrefix(IndexField.NAME_TO_VALUE, Names.nameToValue(field, name))) {
      values.add(value.rest());
    }
    values.addAll(identities.called(name));
    return values;
  }

  /** More values of one name or names of one value than anybody looks at. */
  private static final int MOST_NAMES = 1_000;

  private record Frequent(String rest, int reports) {}

  private List<Frequent> withPrefix(IndexField field, String prefix) throws IOException {
    List<Frequent> found = new ArrayList<>();
    Terms terms = MultiTerms.getTerms(reader, field.fieldName());
    if (terms == null) {
      return found;
    }
    TermsEnum each = terms.iterator();
    if (each.seekCeil(new BytesRef(prefix)) == TermsEnum.SeekStatus.END) {
      return found;
    }
    for (BytesRef term = each.term();
        term != null && found.size() < MOST_NAMES;
        term = each.next()) {
      String text = term.utf8ToString();
      if (!text.startsWith(prefix)) {
        break;
      }
      int reports = liveReports(each);
      if (reports > 0) {
        found.add(new Frequent(text.substring(prefix.length()), reports));
      }
    }
    return found;
  }

  /** In how many reports a term stands, deleted ones left out. */
  int liveReports(TermsEnum term) throws IOException {
    Bits live = MultiBits.getLiveDocs(reader);
    if (live == null) {
      return term.docFreq();
    }
    PostingsEnum each = term.postings(null, PostingsEnum.NONE);
    int reports = 0;
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      reports += live.get(doc) ? 1 : 0;
    }
    return reports;
  }

  /** Whether a report that is not deleted has this term. */
  boolean hasLive(IndexField field, String term) throws IOException {
    return hasLive(new TermQuery(new Term(field.fieldName(), term)));
  }

  /** Whether a report that is not deleted answers a query; looks no further than the first. */
  boolean hasLive(Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      DocIdSetIterator each = scorer.iterator();
      for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
        if (live == null || live.get(doc)) {
          return true;
        }
      }
    }
    return false;
  }

  /** In how many reports this term stands, withdrawn ones that are not merged away included. */
  int reportsWith(IndexField field, String term) throws IOException {
    return reader.docFreq(new Term(field.fieldName(), term));
  }
}
