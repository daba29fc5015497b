package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
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

  private final String edition;
  private final DirectoryReader reader;
  private final Exchange exchange;
  private final long size;
  private final Curation curation;
  private final SpellingVariants variants;
  private final Identities identities;
  private final Map<Facet, FacetColumn> columns;
  private final Map<Facet, FacetColumn> quoteColumns;
  private final List<Optional<String>> languages;
  private final StemFamilies families;
  private final StoryIds given;
  private final Kept kept;

  /** What is found out when first asked for and kept for the life of the snapshot. */
  private static final class Kept {
    final Map<FacetColumn, FacetLabels> labels = new ConcurrentHashMap<>();
    final Map<String, String> names = new ConcurrentHashMap<>();
    final Map<Facet, FacetColumn.Counts> browseCounts = new ConcurrentHashMap<>();
    final Map<Facet, FacetColumn.Counts> quoteCounts = new ConcurrentHashMap<>();
    volatile @Nullable DayCounts browseDays;
    volatile @Nullable HitSet all;

    /** By the document that heads the story. */
    @Nullable Map<Integer, String> storyIds;

    @Nullable Kinship kinship;
  }

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
    this(UUID.randomUUID().toString(), reader, curation, variants, given, before, Exchange.ALONE);
  }

  /**
   * The same of one shard among several, all of which do this at once.
   *
   * @param edition the same for all shards
   * @param reader sees all shards
   */
  Snapshot(
      String edition,
      DirectoryReader reader,
      Curation curation,
      SpellingVariants variants,
      StoryIds given,
      Optional<Snapshot> before,
      Exchange exchange)
      throws IOException {
    this.edition = edition;
    this.exchange = exchange;
    this.given = given;
    this.columns = new EnumMap<>(Facet.class);
    this.quoteColumns = new EnumMap<>(Facet.class);
    this.languages = new ArrayList<>();
    this.kept = new Kept();
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
    size = sum(new IndexSearcher(reader).count(new TermQuery(QueryCompiler.IS_REPORT)));
  }

  private Snapshot(Snapshot same, Exchange exchange) {
    this.edition = same.edition;
    this.reader = same.reader;
    this.exchange = exchange;
    this.size = same.size;
    this.curation = same.curation;
    this.variants = same.variants;
    this.identities = same.identities;
    this.columns = same.columns;
    this.quoteColumns = same.quoteColumns;
    this.languages = same.languages;
    this.families = same.families;
    this.given = same.given;
    this.kept = same.kept;
  }

  /** The same for one call, which all shards answer at once. */
  Snapshot during(Exchange call) {
    return new Snapshot(this, call);
  }

  /** Finds out now what is kept, so that no shard has to tell of it while it answers. */
  void prepare(Optional<Kinship> before, Deadline deadline) throws IOException {
    for (Facet facet : columns.keySet()) {
      FacetColumn.Counts unused = browse(facet, deadline);
    }
    for (Facet facet : quoteColumns.keySet()) {
      FacetColumn.Counts unused = browseQuotes(facet, deadline);
    }
    DayCounts unusedDays = browseDays(deadline);
    Kinship unusedKin = kinship(before);
  }

  /** Tells the other shards, and gives what each of them told. */
  <T> List<T> tell(T own, Class<T> type) throws IOException {
    return exchange.all(own, type);
  }

  Exchange exchange() {
    return exchange;
  }

  /** Whether there are no other shards. */
  boolean isAlone() {
    return exchange.isAlone();
  }

  /** How many a shard has. */
  record Count(long count) {}

  /** The sum of what each shard has. */
  long sum(long own) throws IOException {
    return isAlone()
        ? own
        : tell(new Count(own), Count.class).stream().mapToLong(Count::count).sum();
  }

  /** Whether any shard has it. */
  boolean any(boolean own) throws IOException {
    return sum(own ? 1 : 0) > 0;
  }

  /** Whether a document lies in this shard. */
  boolean isHere(int doc) {
    return isAlone() || !(leaf(doc).reader() instanceof ElsewhereSegment);
  }

  /** What is shown of some reports of a shard, by their documents. */
  record Cards(Map<Integer, ReportCard> byDocument) {}

  /** What a list shows of reports, by their documents, in whatever shards these are. */
  Map<Integer, ReportCard> cards(Collection<Integer> docs) throws IOException {
    Map<Integer, ReportCard> own = new LinkedHashMap<>();
    for (int doc : docs) {
      if (isHere(doc)) {
        own.put(doc, card(doc));
      }
    }
    Map<Integer, ReportCard> cards = new HashMap<>();
    tell(new Cards(own), Cards.class).forEach(told -> cards.putAll(told.byDocument()));
    return cards;
  }

  /** A hit of some shard, with the values that it was sorted by. */
  record Ranked(int doc, float score, Optional<Long> day, Optional<Float> relevance, String id) {}

  /** The first hits of a shard. */
  record Best(List<Ranked> hits) {}

  /** The first hits of all shards together, sorted as those of this one are. */
  TopFieldDocs merged(TopFieldDocs own, Sort order, int most) throws IOException {
    if (isAlone()) {
      return own;
    }
    List<Ranked> hits = new ArrayList<>();
    for (ScoreDoc each : own.scoreDocs) {
      Object[] values = ((FieldDoc) each).fields;
      hits.add(
          new Ranked(
              each.doc,
              each.score,
              values[0] instanceof Long day ? Optional.of(day) : Optional.empty(),
              values[0] instanceof Float relevance ? Optional.of(relevance) : Optional.empty(),
              ((BytesRef) values[1]).utf8ToString()));
    }
    List<TopFieldDocs> all = new ArrayList<>();
    for (Best told : tell(new Best(hits), Best.class)) {
      FieldDoc[] docs = new FieldDoc[told.hits().size()];
      for (int i = 0; i < docs.length; i++) {
        Ranked hit = told.hits().get(i);
        Object first =
            hit.day().isPresent() ? (Object) hit.day().get() : hit.relevance().orElseThrow();
        docs[i] =
            new FieldDoc(hit.doc(), hit.score(), new Object[] {first, new BytesRef(hit.id())});
      }
      all.add(
          new TopFieldDocs(
              new TotalHits(docs.length, TotalHits.Relation.EQUAL_TO), docs, order.getSort()));
    }
    return TopDocs.merge(order, most, all.toArray(TopFieldDocs[]::new));
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
    FacetColumn.Counts counts = kept.quoteCounts.get(facet);
    if (counts == null) {
      HitSet all = HitSet.of(this, new TermQuery(QueryCompiler.IS_QUOTE), deadline);
      counts = count(quoteColumn(facet), all, deadline);
      kept.quoteCounts.put(facet, counts);
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
  Kinship kinship() throws IOException {
    return kinship(Optional.empty());
  }

  /** The same; what is known of the snapshot before makes it faster. */
  Kinship kinship(Optional<Kinship> before) throws IOException {
    synchronized (kept) {
      if (kept.kinship == null) {
        boolean byContent = !isAlone() || reader instanceof PermittedReader;
        kept.kinship = Kinship.of(leaves(), ReportNumbers.of(this, byContent), before);
        Map<Integer, String> unused = named();
      }
      return kept.kinship;
    }
  }

  /** Which reports belong together, if anybody has asked. */
  Optional<Kinship> knownKinship() {
    synchronized (kept) {
      return Optional.ofNullable(kept.kinship);
    }
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
  private Map<Integer, String> named() throws IOException {
    synchronized (kept) {
      if (kept.storyIds == null) {
        Groups stories = kinship().stories();
        int[] heads = stories.heads();
        Map<Integer, StoryIds.Teller> tellers = tellers(stories, heads);
        List<List<StoryIds.Teller>> told = new ArrayList<>();
        for (int head : heads) {
          List<StoryIds.Teller> story = new ArrayList<>();
          for (int member : stories.members(head)) {
            story.add(Objects.requireNonNull(tellers.get(member)));
          }
          told.add(story);
        }
        // What was given before may be known to some shards alone: the first decides.
        List<String> ids = tell(new Given(given.of(told)), Given.class).getFirst().ids();
        Map<Integer, String> byHead = new HashMap<>();
        for (int i = 0; i < heads.length; i++) {
          byHead.put(heads[i], ids.get(i));
        }
        kept.storyIds = byHead;
      }
      return kept.storyIds;
    }
  }

  /** The ids of stories, in the order of their heads. */
  record Given(List<String> ids) {}

  /** Reports that tell stories, by their documents. */
  record Tellers(Map<Integer, StoryIds.Teller> byDocument) {}

  private Map<Integer, StoryIds.Teller> tellers(Groups stories, int[] heads) throws IOException {
    Map<Integer, StoryIds.Teller> own = new LinkedHashMap<>();
    for (int head : heads) {
      for (int member : stories.members(head)) {
        if (isHere(member)) {
          ReportCard card = card(member);
          own.put(member, new StoryIds.Teller(card.id(), card.date()));
        }
      }
    }
    Map<Integer, StoryIds.Teller> all = new HashMap<>();
    tell(new Tellers(own), Tellers.class).forEach(told -> all.putAll(told.byDocument()));
    return all;
  }

  StemFamilies families() {
    return families;
  }

  /** Searches over this snapshot until a deadline. */
  IndexSearcher searcher(Deadline deadline) {
    IndexSearcher searcher = isAlone() ? new IndexSearcher(reader) : new Here(reader);
    searcher.setSimilarity(Ranking.SIMILARITY);
    searcher.setTimeout(deadline);
    return searcher;
  }

  /** Finds what lies in this shard, with the scores that it has among all. */
  private static final class Here extends IndexSearcher {

    Here(DirectoryReader reader) {
      super(reader);
    }

    @Override
    protected void searchLeaf(
        LeafReaderContext leaf, int from, int to, Weight weight, Collector collector)
        throws IOException {
      if (!(leaf.reader() instanceof ElsewhereSegment)) {
        super.searchLeaf(leaf, from, to, weight, collector);
      }
    }
  }

  /** The reports that answer a query best, with their scores; those of equal score by id. */
  ScoreDoc[] best(Query query, int most, Deadline deadline) throws IOException {
    Sort order = Cursor.sort(SearchRequest.Order.RELEVANCE);
    TopFieldDocs own = searcher(deadline).search(query, most, order);
    deadline.check();
    ScoreDoc[] best = merged(own, order, most).scoreDocs;
    for (ScoreDoc found : best) {
      found.score = (Float) ((FieldDoc) found).fields[0];
    }
    return best;
  }

  /** The counts over all reports, kept for the life of the snapshot. */
  FacetColumn.Counts browse(Facet facet, Deadline deadline) throws IOException {
    FacetColumn.Counts counts = kept.browseCounts.get(facet);
    if (counts == null) {
      counts = count(column(facet), all(deadline), deadline);
      kept.browseCounts.put(facet, counts);
    }
    return counts;
  }

  /** The counts over some reports. */
  FacetColumn.Counts count(Facet facet, HitSet hits, Deadline deadline) throws IOException {
    if (!isMost(hits)) {
      return count(column(facet), hits, deadline);
    }
    HitSet others = all(deadline).without(hits);
    return browse(facet, deadline).without(count(column(facet), others, deadline));
  }

  /** The counts of some values over some documents of all shards. */
  FacetColumn.Counts count(FacetColumn column, HitSet hits, Deadline deadline) throws IOException {
    return column.count(hits, Optional.empty(), deadline, exchange);
  }

  /** The counts over reports, or over groups in their place, see {@link FacetColumn#count}. */
  Map<Facet, FacetColumn.Counts> count(
      Map<Facet, HitSet> hits, Optional<Groups> groups, Deadline deadline) throws IOException {
    Map<Facet, FacetColumn.Counts> counts = new EnumMap<>(Facet.class);
    if (isAlone() && groups.isEmpty()) {
      for (Map.Entry<Facet, HitSet> each : hits.entrySet()) {
        counts.put(each.getKey(), count(each.getKey(), each.getValue(), deadline));
      }
      return counts;
    }
    List<FacetColumn.Asked> asked = new ArrayList<>();
    hits.forEach((facet, of) -> asked.add(new FacetColumn.Asked(column(facet), of, groups)));
    Iterator<FacetColumn.Counts> each = FacetColumn.count(asked, deadline, exchange).iterator();
    hits.keySet().forEach(facet -> counts.put(facet, each.next()));
    return counts;
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
    // Shards take one way together, whatever part of the hits each has.
    return isAlone() && hits.size() * 2 > size;
  }

  /** Every report. */
  private HitSet all(Deadline deadline) throws IOException {
    HitSet known = kept.all;
    if (known == null) {
      known = HitSet.of(this, new TermQuery(QueryCompiler.IS_REPORT), deadline);
      kept.all = known;
    }
    return known;
  }

  private DayCounts browseDays(Deadline deadline) throws IOException {
    DayCounts known = kept.browseDays;
    if (known == null) {
      known = DayCounts.of(this, all(deadline), deadline);
      kept.browseDays = known;
    }
    return known;
  }

  /** Counts what was kept of an earlier snapshot, so that no request waits for it. */
  void prepareLike(Snapshot before, Deadline deadline) throws IOException {
    for (Facet facet : before.kept.browseCounts.keySet()) {
      browse(facet, deadline);
    }
    for (Facet facet : before.kept.quoteCounts.keySet()) {
      browseQuotes(facet, deadline);
    }
    if (before.kept.browseDays != null) {
      browseDays(deadline);
    }
    for (Facet facet : before.columns.keySet()) {
      if (before.kept.labels.containsKey(before.column(facet))) {
        labels(facet, column(facet)).complete(deadline);
      }
    }
    for (Facet facet : before.quoteColumns.keySet()) {
      if (before.kept.labels.containsKey(before.quoteColumn(facet))) {
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
    return kept.labels.computeIfAbsent(column, of -> new FacetLabels(this, facet, of));
  }

  /** The most frequent name of an entity, or the id where there is none. */
  String name(String id) throws IOException {
    String known = kept.names.get(id);
    if (known != null) {
      return known;
    }
    String name = new NamesInOrder(this).of(id);
    kept.names.put(id, name);
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
    if (!isAlone()) {
      // The terms of all shards are known here.
      int reports = reportsWith(field, term);
      if (reports == 0 || !reader.hasDeletions()) {
        return reports > 0;
      }
    }
    return hasLive(new TermQuery(new Term(field.fieldName(), term)));
  }

  /** Whether a report that is not deleted answers a query; looks no further than the first. */
  boolean hasLive(Query query) throws IOException {
    return any(hasLiveHere(query));
  }

  private boolean hasLiveHere(Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : leaves()) {
      Scorer scorer = leaf.reader() instanceof ElsewhereSegment ? null : weight.scorer(leaf);
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
