package org.vigil.search;

import java.util.Objects;
import java.util.HashMap;
import java.util.Arrays;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.vigil.entity.EntityKind;
import org.vigil.index.IndexHome;
import org.vigil.index.ReportCard;
import org.vigil.index.ReportDocuments;
import org.vigil.query.ParsedQuery;
import org.vigil.query.QueryParser;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Order;

/**
 * Searches a Lucene index of reports.
 *
 * <p>A search that takes too long is given up with a {@link SearchTimeoutException}.
 */
public final class LuceneReportSearcher implements ReportSearcher {

  /** How long a search may take unless told otherwise. */
  public static final Duration ALLOWED = Duration.ofMillis(1_500);

  /** Reports of one story that are compared. */
  private static final int MOST_COMPARED = 100;

  /** Finding fewer than this is finding little. */
  private static final int FEW = 3;

  static {
    // The parser limits what users may ask for; a word alone is a dozen clauses.
    IndexSearcher.setMaxClauseCount(1 << 20);
  }

  /** Sets of collections of which snapshots are kept, those asked for last. */
  private static final int MOST_LIMITED = 4;

  private final SnapshotSource snapshots;
  private final Optional<LiveSnapshots> live;
  private final Duration allowed;
  private final Optional<Closeness> closeness;

  /** Those that see some collections alone, the one asked for last at the end. */
  private final SequencedMap<Set<String>, LuceneReportSearcher> limited =
      new LinkedHashMap<>(MOST_LIMITED, 1, true);

  private LuceneReportSearcher(
      SnapshotSource snapshots,
      Optional<LiveSnapshots> live,
      Duration allowed,
      Optional<Closeness> closeness) {
    this.snapshots = snapshots;
    this.live = live;
    this.allowed = allowed;
    this.closeness = closeness;
  }

  private LuceneReportSearcher(LiveSnapshots live, Duration allowed) {
    this(live, allowed, Optional.empty());
  }

  private LuceneReportSearcher(
      LiveSnapshots live, Duration allowed, Optional<Closeness> closeness) {
    this(live, Optional.of(live), allowed, closeness);
  }

  /**
   * Opens the last commit of the live generation below a folder, with what people decided about
   * names in the folders that were indexed; {@link #refresh} follows when another generation goes
   * live or decisions change.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   */
  public static LuceneReportSearcher open(Path indexRoot) throws IOException {
    return open(indexRoot, ALLOWED);
  }

  /**
   * The same with another limit to the time that a search may take.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   */
  public static LuceneReportSearcher open(Path indexRoot, Duration allowed) throws IOException {
    return open(indexRoot, allowed, new EntitiesFiles(IndexHome.at(indexRoot), Optional.empty()));
  }

  /**
   * The same with what people decided about names from elsewhere.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   * @throws org.vigil.entity.MalformedCurationException if the decisions cannot be read
   */
  public static LuceneReportSearcher open(Path indexRoot, Duration allowed, CurationSource curation)
      throws IOException {
    return open(
        indexRoot, allowed, curation, new VariantsFiles(IndexHome.at(indexRoot), Optional.empty()));
  }

  /**
   * The same with spellings from elsewhere too.
   *
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   * @throws org.vigil.entity.MalformedCurationException if the decisions cannot be read
   * @throws IllegalArgumentException if the spellings cannot be read
   */
  public static LuceneReportSearcher open(
      Path indexRoot, Duration allowed, CurationSource curation, VariantsFiles variants)
      throws IOException {
    return open(indexRoot, allowed, curation, variants, Optional.empty());
  }

  /**
   * The same with questions ranked by meaning too.
   *
   * @param closeness of reports to questions; empty to rank by words alone
   * @throws java.nio.file.NoSuchFileException if nothing has been indexed there yet
   * @throws org.vigil.entity.MalformedCurationException if the decisions cannot be read
   * @throws IllegalArgumentException if the spellings cannot be read
   */
  public static LuceneReportSearcher open(
      Path indexRoot,
      Duration allowed,
      CurationSource curation,
      VariantsFiles variants,
      Optional<Closeness> closeness)
      throws IOException {
    StoryIds storyIds = StoryIds.in(IndexHome.at(indexRoot).root());
    return new LuceneReportSearcher(
        new LiveSnapshots(LiveDirectory.in(indexRoot), curation, variants::get, storyIds),
        allowed,
        closeness);
  }

  /** Searches an index that others keep, as people decided by what these give. */
  public static LuceneReportSearcher open(
      ReaderSource readers, Duration allowed, CurationSource curation, VariantsSource variants)
      throws IOException {
    return new LuceneReportSearcher(
        new LiveSnapshots(readers, curation, variants, StoryIds.inMemory()), allowed);
  }

  /** Searches snapshots that others keep, and no part of them alone. */
  static LuceneReportSearcher over(SnapshotSource snapshots, Duration allowed) {
    return new LuceneReportSearcher(snapshots, Optional.empty(), allowed, Optional.empty());
  }

  static LuceneReportSearcher open(
      LiveDirectory live, Duration allowed, CurationSource curation, VariantsSource variants)
      throws IOException {
    return open(live, allowed, curation, variants, Optional.empty());
  }

  static LuceneReportSearcher open(
      LiveDirectory live,
      Duration allowed,
      CurationSource curation,
      VariantsSource variants,
      Optional<Closeness> closeness)
      throws IOException {
    return new LuceneReportSearcher(
        new LiveSnapshots(live, curation, variants, StoryIds.inMemory()), allowed, closeness);
  }

  /**
   * Asks what readers ask, in no hurry: whoever asks first afterwards waits no longer than the
   * next, on a busy machine too.
   *
   * @param most how long this may take
   */
  public void warmUp(Duration most) throws IOException {
    WarmUp.with(new LuceneReportSearcher(snapshots, live, most, closeness), allowed, most);
  }

  /** Begins to make in the background what {@link #suggest} waits for when it is first asked. */
  public void prepareSuggestions() {
    snapshots.prepareCompletions();
  }

  @Override
  public LuceneReportSearcher limitedTo(Set<String> collections) throws IOException {
    if (live.isEmpty()) {
      throw new IllegalStateException("what is limited is not limited further");
    }
    List<LuceneReportSearcher> old = new ArrayList<>();
    LuceneReportSearcher of;
    synchronized (limited) {
      of = limited.get(collections);
      if (of == null) {
        of =
            new LuceneReportSearcher(
                new LimitedSnapshots(live.get(), collections),
                Optional.empty(),
                allowed,
                closeness);
        limited.put(Set.copyOf(collections), of);
        if (limited.size() > MOST_LIMITED) {
          old.add(limited.pollFirstEntry().getValue());
        }
      }
    }
    for (LuceneReportSearcher each : old) {
      each.close();
    }
    return of;
  }

  @Override
  public SearchResult search(SearchRequest request) throws IOException {
    Deadline deadline = Deadline.in(allowed);
    return ask(over -> new Search(over, request, deadline).run(closeness));
  }

  @Override
  public QuoteResult quotes(SearchRequest request) throws IOException {
    Deadline deadline = Deadline.in(allowed);
    return ask(over -> new QuoteSearch(over, request, deadline).run());
  }

  @Override
  public List<SearchResult.Hit> hits(List<String> ids, SearchRequest request) throws IOException {
    return ask(
        over -> {
          Map<String, Integer> docs = find(over, ids);
          List<ScoreDoc> found = new ArrayList<>();
          for (String id : ids) {
            Integer doc = docs.get(id);
            if (doc != null) {
              found.add(new ScoreDoc(doc, 0));
            }
          }
          return new Search(over, request, Deadline.in(allowed)).hits(Order.NEWEST, found);
        });
  }

  @Override
  public List<String> matching(SearchRequest request, List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return List.of();
    }
    return ask(
        over -> {
          Query found =
              new BooleanQuery.Builder()
                  .add(QueryCompiler.matching(over, request), BooleanClause.Occur.FILTER)
                  .add(
                      new TermInSetQuery(
                          IndexField.ID.fieldName(), ids.stream().map(BytesRef::new).toList()),
                      BooleanClause.Occur.FILTER)
                  .build();
          List<String> own = ids(over.searcher(Deadline.in(allowed)), found);
          Set<String> all = new TreeSet<>();
          over.tell(new Matched(own), Matched.class).forEach(told -> all.addAll(told.ids()));
          return List.copyOf(all);
        });
  }

  /**
   * The reports found now that somebody has not seen yet. To be closed; until then they stay what
   * they are.
   */
  public Arrivals arrivals(SeenReports seen) throws IOException {
    return new Arrivals(snapshots.acquire(), seen);
  }

  @Override
  public Optional<Report> report(String id) throws IOException {
    return ask(
        over -> {
          Optional<Integer> doc = find(over, id);
          return doc.isEmpty()
              ? Optional.empty()
              : Optional.of(reports(over, List.of(doc.get())).getFirst());
        });
  }

  /** Reports that a shard has, by their documents. */
  record Reports(Map<Integer, Report> byDocument) {}

  /** The reports in some documents, in whatever shards these are. */
  static List<Report> reports(Snapshot over, List<Integer> docs) throws IOException {
    StoredFields stored = over.reader().storedFields();
    Map<Integer, Report> own = new LinkedHashMap<>();
    for (int doc : docs) {
      if (over.isHere(doc)) {
        own.put(doc, ReportDocuments.read(stored, doc));
      }
    }
    Map<Integer, Report> all = new HashMap<>();
    over.tell(new Reports(own), Reports.class).forEach(told -> all.putAll(told.byDocument()));
    return docs.stream().map(doc -> Objects.requireNonNull(all.get(doc))).toList();
  }

  /** Hits that a shard has, by their documents. */
  record Hits(Map<Integer, SearchResult.Hit> byDocument) {}

  /** The hits of some documents, of which each shard gives its own. */
  private static List<SearchResult.Hit> hits(
      Snapshot over, List<Integer> docs, Map<Integer, SearchResult.Hit> own) throws IOException {
    Map<Integer, SearchResult.Hit> all = new HashMap<>();
    over.tell(new Hits(own), Hits.class).forEach(told -> all.putAll(told.byDocument()));
    return docs.stream().map(doc -> Objects.requireNonNull(all.get(doc))).toList();
  }

  @Override
  public List<SearchResult.Hit> duplicates(String id) throws IOException {
    return ask(
        over -> {
          Optional<Integer> doc = find(over, id);
          List<Integer> copies = new ArrayList<>();
          Map<Integer, SearchResult.Hit> own = new LinkedHashMap<>();
          if (doc.isPresent()) {
            for (int copy : over.kinship().copies().members(doc.get())) {
              if (copy != doc.get()) {
                copies.add(copy);
                if (over.isHere(copy)) {
                  own.put(copy, hit(over, copy, 0, List.of()));
                }
              }
            }
          }
          List<SearchResult.Hit> others = new ArrayList<>(hits(over, copies, own));
          others.sort(Comparator.comparing(SearchResult.Hit::id));
          return others;
        });
  }

  @Override
  public List<Related> related(String id) throws IOException {
    return ask(
        over -> {
          Optional<Integer> doc = find(over, id);
          if (doc.isEmpty()) {
            return List.of();
          }
          List<MoreLike.Found> found = new MoreLike(over, Deadline.in(allowed)).of(doc.get());
          Map<Integer, SearchResult.Hit> own = new LinkedHashMap<>();
          for (MoreLike.Found each : found) {
            if (over.isHere(each.doc())) {
              own.put(each.doc(), hit(over, each.doc(), each.score(), List.of()));
            }
          }
          List<SearchResult.Hit> hits =
              hits(over, found.stream().map(MoreLike.Found::doc).toList(), own);
          List<Related> related = new ArrayList<>();
          for (int i = 0; i < found.size(); i++) {
            MoreLike.Found each = found.get(i);
            related.add(new Related(hits.get(i), each.entities(), each.topics(), each.terms()));
          }
          return related;
        });
  }

  @Override
  public List<Report> story(String id) throws IOException {
    return ask(
        over -> {
          Optional<Integer> doc = find(over, id);
          List<Report> reports = new ArrayList<>();
          if (doc.isPresent() && over.kinship().stories().size(doc.get()) > 1) {
            GlobalNames names = new GlobalNames(over);
            for (Report report : reports(over, earliest(over, doc.get()))) {
              reports.add(names.in(report));
            }
          }
          return reports;
        });
  }

  /** The first reports of the story that this one tells. */
  private static List<Integer> earliest(Snapshot over, int doc) throws IOException {
    record Dated(int doc, ReportCard card) {}
    List<Dated> members = new ArrayList<>();
    List<Integer> all = Arrays.stream(over.kinship().stories().members(doc)).boxed().toList();
    over.cards(all).forEach((member, card) -> members.add(new Dated(member, card)));
    members.sort(Kinship.earliestFirst(m -> m.card().date(), m -> m.card().id()));
    return members.stream().limit(MOST_COMPARED).map(Dated::doc).toList();
  }

  @Override
  public StoryList stories(SearchRequest narrowing, StoryList.Order order) throws IOException {
    Deadline deadline = Deadline.in(allowed);
    return ask(
        over -> {
          Query narrowed = new Search(over, narrowing, deadline).narrowed(Optional.empty());
          return new StoryLists(over, deadline)
              .of(
                  HitSet.of(over, narrowed, deadline),
                  order,
                  narrowing.skippedByPage(),
                  narrowing.pageSize());
        });
  }

  @Override
  public List<Span> highlights(String id, String q, Wording wording) throws IOException {
    return ask(
        over -> {
          Optional<Integer> doc = find(over, id);
          if (doc.isEmpty()) {
            return List.of();
          }
          return marks(over, doc.get(), q, wording);
        });
  }

  /** Stretches of the text of a report, from the shard that has it. */
  record Marked(List<Span> spans) {}

  private List<Span> marks(Snapshot over, int doc, String q, Wording wording) throws IOException {
    org.vigil.query.Query asked = QueryParser.parse(q).query();
    List<Span> spans = spans(over, asked, wording, doc);
    List<Words.Word> question = QueryCompiler.question(asked);
    // The report may have been found by some of the words.
    if (spans.isEmpty() && !question.isEmpty()) {
      spans = spans(over, QueryCompiler.anyOf(question), wording, doc);
    }
    return spans;
  }

  @Override
  public List<EntityProfile.Named> entities(
      Optional<String> beginning, Set<EntityKind> kinds, int most) throws IOException {
    return ask(
        over -> new EntityProfiles(over, Deadline.in(allowed)).beginning(beginning, kinds, most));
  }

  @Override
  public Optional<EntityProfile> entity(String idOrName) throws IOException {
    return ask(over -> new EntityProfiles(over, Deadline.in(allowed)).of(idOrName));
  }

  @Override
  public Suggestions suggest(String typed) throws IOException {
    if (typed.length() > Completer.LONGEST) {
      return Suggestions.NONE;
    }
    Completions completions = snapshots.completions();
    Deadline deadline = Deadline.in(allowed);
    return ask(over -> new Completer(over, completions, deadline, typed).suggest());
  }

  private List<Span> spans(Snapshot over, org.vigil.query.Query asked, Wording wording, int doc)
      throws IOException {
    Deadline deadline = Deadline.in(allowed);
    Query marks = QueryCompiler.marks(over, asked, wording, deadline);
    List<Span> own =
        over.isHere(doc)
            ? new Marks(over.searcher(deadline), marks).in(IndexField.TEXT, doc)
            : List.of();
    return over.tell(new Marked(own), Marked.class).stream()
        .flatMap(told -> told.spans().stream())
        .toList();
  }

  private Optional<Integer> find(Snapshot over, String id) throws IOException {
    return Optional.ofNullable(find(over, List.of(id)).get(id));
  }

  /** Ids of the reports of a shard that a search finds. */
  record Matched(List<String> ids) {}

  private static List<String> ids(IndexSearcher searcher, Query query) throws IOException {
    List<String> ids = new ArrayList<>();
    Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer found = weight.scorer(leaf);
      if (found == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      SortedDocValues each = DocValues.getSorted(leaf.reader(), IndexField.ID.fieldName());
      DocIdSetIterator docs = found.iterator();
      for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
        if ((live == null || live.get(doc)) && each.advanceExact(doc)) {
          ids.add(each.lookupOrd(each.ordValue()).utf8ToString());
        }
      }
    }
    return ids;
  }

  /** Documents of reports that a shard has, by their ids. */
  record Found(Map<String, Integer> byId) {}

  /** The documents of those of some reports that can be found. */
  private Map<String, Integer> find(Snapshot over, List<String> ids) throws IOException {
    IndexSearcher searcher = over.searcher(Deadline.in(allowed));
    Map<String, Integer> own = new LinkedHashMap<>();
    for (String id : ids) {
      TopDocs found = searcher.search(new TermQuery(new Term(IndexField.ID.fieldName(), id)), 1);
      if (found.scoreDocs.length > 0) {
        own.put(id, found.scoreDocs[0].doc);
      }
    }
    Map<String, Integer> all = new HashMap<>();
    over.tell(new Found(own), Found.class).forEach(told -> all.putAll(told.byId()));
    return all;
  }

  @Override
  public long size() throws IOException {
    return live.isPresent() ? live.get().present().size() : ask(Snapshot::size);
  }

  @Override
  public String edition() throws IOException {
    return live.isPresent() ? live.get().present().edition() : ask(Snapshot::edition);
  }

  @Override
  public void refresh() throws IOException {
    snapshots.refresh();
  }

  @Override
  public void close() throws IOException {
    List<LuceneReportSearcher> all;
    synchronized (limited) {
      all = List.copyOf(limited.values());
      limited.clear();
    }
    for (LuceneReportSearcher each : all) {
      each.close();
    }
    snapshots.close();
  }

  /** What is asked of one snapshot. */
  interface Question<T> {
    T of(Snapshot over) throws IOException;
  }

  /** Asks the present snapshot, which stays open meanwhile. */
  <T> T ask(Question<T> question) throws IOException {
    Snapshot over = snapshots.acquire();
    try {
      return question.of(over);
    } finally {
      over.release();
    }
  }

  private static SearchResult.Hit hit(
      Snapshot over, int doc, float score, List<SearchResult.Snippet> snippets) throws IOException {
    return hit(over, doc, score, snippets, true);
  }

  private static SearchResult.Hit hit(
      Snapshot over, int doc, float score, List<SearchResult.Snippet> snippets, boolean withKin)
      throws IOException {
    ReportCard card = over.card(doc);
    return new SearchResult.Hit(
        card.id(),
        score,
        card.title(),
        card.outlet(),
        card.date(),
        card.authors(),
        card.language(),
        card.url(),
        card.path(),
        card.part(),
        over.named(card.people()),
        over.named(card.places()),
        snippets,
        withKin ? over.kinship().copies().size(doc) - 1 : 0,
        withKin ? over.storyId(doc) : Optional.empty());
  }

  /** One search over one snapshot. */
  private static final class Search {

    private final Snapshot over;
    private final SearchRequest request;
    private final Deadline deadline;
    private final ParsedQuery parsed;
    private final List<Words.Word> question;
    private final boolean isBrowse;

    /** What hits are collapsed to. */
    private final Optional<Groups> groups;

    private QueryCompiler.Compiled compiled;
    private Optional<HitSet> hits = Optional.empty();

    /** What was parsed, or any of its words where that is answered instead. */
    private org.vigil.query.Query asked;

    Search(Snapshot over, SearchRequest request, Deadline deadline) throws IOException {
      this.over = over;
      this.request = request;
      this.deadline = deadline;
      this.parsed = QueryParser.parse(request.q());
      this.asked = parsed.query();
      this.question = QueryCompiler.question(asked);
      this.compiled = QueryCompiler.compile(over, parsed.query(), request.wording(), deadline);
      this.groups =
          switch (request.collapse()) {
            case NONE -> Optional.empty();
            case DUPLICATES -> Optional.of(over.kinship().copies());
            case STORY -> Optional.of(over.kinship().stories());
          };
      this.isBrowse =
          groups.isEmpty()
              && parsed.query() instanceof org.vigil.query.Query.All
              && request.isUnfiltered();
      deadline.check();
    }

    SearchResult run(Optional<Closeness> closeness) throws IOException {
      Paging paging = Paging.of(request, parsed.query());
      Order order = paging.order();

      long strictly = Long.MAX_VALUE;
      if (mayRelax(paging)) {
        strictly = over.sum(hits().size());
        if (strictly == 0 || (strictly < Ranking.FEW && question.size() >= Ranking.LONG_QUESTION)) {
          compile(QueryCompiler.anyOf(question));
        }
      }
      Optional<CloseFirst> close = Optional.empty();
      if (order == Order.RELEVANCE && !paging.walks() && !question.isEmpty()) {
        learn();
        close = closeness.flatMap(of -> of.to(request.q())).map(to -> new CloseFirst(over, to));
        deadline.check();
      }
      Query query = narrowed(Optional.empty());
      Paging ranked = close.isPresent() ? paging.among(Ranking.CLOSE_REPORTS) : paging;
      Best best = groups.isPresent() ? bestGroups(query, ranked) : best(query, ranked);
      TopFieldDocs found = best.top();
      if (close.isPresent()) {
        close.get().rank(found.scoreDocs);
      }
      long total = best.total();
      if (order != Order.RELEVANCE && !request.q().isBlank()) {
        ScoreDoc[] here =
            Arrays.stream(found.scoreDocs)
                .filter(hit -> over.isHere(hit.doc))
                .toArray(ScoreDoc[]::new);
        TopFieldCollector.populateScores(here, over.searcher(deadline), query);
      }

      List<ScoreDoc> page = paging.page(found.scoreDocs);
      SearchResult.Understood understood =
          new SearchResult.Understood(
              parsed.query().toString(),
              parsed.escaped(),
              compiled.variants(),
              compiled.contested(),
              !asked.equals(parsed.query()),
              Math.min(strictly, total) < FEW
                  ? suggestion(Math.min(strictly, total))
                  : Optional.empty());
      return new SearchResult(
          total,
          paging.cursor(page),
          understood,
          hits(order, page),
          facets(),
          dates(),
          explanations(order, query, page, close));
    }

    /** Whether this is a question in plain words that may be answered with some of them. */
    private boolean mayRelax(Paging paging) {
      return parsed.query() instanceof org.vigil.query.Query.And
          && !question.isEmpty()
          && !parsed.escaped()
          && !paging.walks()
          && request.options().relax()
          && paging.order() == Order.RELEVANCE;
    }

    /** The best hits of a page and those before it, and how many hits there are. */
    private record Best(TopFieldDocs top, long total) {}

    private Best best(Query query, Paging paging) throws IOException {
      IndexSearcher searcher = over.searcher(deadline);
      if (isBrowse) {
        return new Best(
            ofAll(searcher.search(query, top(paging, paging.wanted())), paging), over.size());
      }
      if (hits.isEmpty() && !Matching.isCheap(query)) {
        return bestOfAll(query, paging);
      }
      // Counted apart, hits that cannot be among the best need no score.
      long total = needsHits() || hits.isPresent() ? over.sum(hits().size()) : count(query);
      TopFieldDocs found =
          searcher.search(
              paging.order() == Order.RELEVANCE ? scored(query) : Matching.of(query),
              top(paging, paging.wanted()));
      deadline.check();
      return new Best(ofAll(found, paging), total);
    }

    /** The best hits of all shards. */
    private TopFieldDocs ofAll(TopFieldDocs found, Paging paging) throws IOException {
      return over.merged(found, Cursor.sort(paging.order()), paging.wanted());
    }

    /** Finds the best and counts at once, by the score of each hit. */
    private Best bestOfAll(Query query, Paging paging) throws IOException {
      IndexSearcher searcher = over.searcher(deadline);
      TopFieldCollectorManager all = top(paging, Integer.MAX_VALUE);
      TopFieldDocs found;
      if (needsHits()) {
        Object[] both =
            searcher.search(query, new MultiCollectorManager(all, HitSet.collector(over)));
        found = (TopFieldDocs) both[0];
        hits = Optional.of((HitSet) both[1]);
      } else {
        found = searcher.search(query, all);
      }
      deadline.check();
      return new Best(ofAll(found, paging), over.sum(found.totalHits.value()));
    }

    /** The same hits with the same scores in a form that is quick to find the best of. */
    private Query scored(Query query) throws IOException {
      return request.isUnfiltered() && ScoreParts.isPlain(compiled.query())
          ? compiled.query()
          : ScoreParts.among(hits(), query);
    }

    private Best bestGroups(Query query, Paging paging) throws IOException {
      IndexSearcher searcher = over.searcher(deadline);
      TopFieldDocs found =
          searcher.search(
              query,
              FirstOfEach.collector(
                  over, groups.orElseThrow(), paging, top(paging, Integer.MAX_VALUE)));
      deadline.check();
      return new Best(ofAll(found, paging), over.sum(found.totalHits.value()));
    }

    /** Collects the best hits, and counts hits up to so many. */
    private static TopFieldCollectorManager top(Paging paging, int counted) {
      return new TopFieldCollectorManager(
          Cursor.sort(paging.order()), paging.wanted(), paging.after().orElse(null), counted);
    }

    /** All hits, found when first needed. */
    private HitSet hits() throws IOException {
      if (hits.isEmpty()) {
        hits = Optional.of(HitSet.of(over, narrowed(Optional.empty()), deadline));
      }
      return hits.orElseThrow();
    }

    /** Asks something else from now on. */
    private void compile(org.vigil.query.Query other) throws IOException {
      asked = other;
      compiled = QueryCompiler.compile(over, other, request.wording(), deadline);
      hits = Optional.empty();
    }

    private long count(Query query) throws IOException {
      int count = over.searcher(deadline).count(Matching.of(query));
      deadline.check();
      return over.sum(count);
    }

    /** Lifts the reports that have words in common with the best ones. */
    private void learn() throws IOException {
      ScoreDoc[] best =
          over.best(scored(narrowed(Optional.empty())), Ranking.FEEDBACK_REPORTS, deadline);
      Map<String, Float> words = new LinkedHashMap<>();
      new Feedback(over, deadline)
          .words(best)
          .forEach((word, share) -> words.put(word, share * Ranking.FEEDBACK * question.size()));
      compiled =
          new QueryCompiler.Compiled(
              QueryCompiler.lifted(compiled.query(), words),
              compiled.variants(),
              compiled.contested());
    }

    private boolean needsHits() {
      return !isBrowse
          && request.facets().stream()
              .anyMatch(f -> f == Facet.DATE || !request.filters().containsKey(f));
    }

    private Query narrowed(Optional<Facet> apartFrom) throws IOException {
      return QueryCompiler.narrowed(over, compiled.query(), request, apartFrom);
    }

    private Map<Facet, SearchResult.TermCounts> facets() throws IOException {
      Map<Facet, SearchResult.TermCounts> facets = new EnumMap<>(Facet.class);
      FacetTerms terms = new FacetTerms(over, deadline);
      Map<Facet, HitSet> counted = new EnumMap<>(Facet.class);
      if (!isBrowse) {
        for (Facet facet : request.facets()) {
          if (facet != Facet.DATE) {
            counted.put(facet, siblings(facet));
          }
        }
      }
      Map<Facet, FacetColumn.Counts> all = over.count(counted, groups, deadline);
      for (Facet facet : request.facets()) {
        if (facet == Facet.DATE) {
          continue;
        }
        Optional<SearchRequest.Filter> filter = Optional.ofNullable(request.filters().get(facet));
        FacetColumn.Counts counts =
            isBrowse ? over.browse(facet, deadline) : Objects.requireNonNull(all.get(facet));
        Optional<Significance> unusual = Optional.empty();
        if (request.options().facetOrder() == SearchRequest.FacetOrder.SIGNIFICANCE) {
          HitSet of = counted.get(facet);
          long found = of == null ? over.size() : over.sum(of.size());
          unusual = Optional.of(new Significance(over.browse(facet, deadline), found, over.size()));
        }
        facets.put(
            facet,
            terms.of(
                facet,
                over.column(facet),
                counts,
                request.facetSize(),
                request.facetPrefix(),
                terms.selected(facet, filter),
                unusual));
      }
      return facets;
    }

    /** The hits, or where they are narrowed by a facet those that would be without that. */
    private HitSet siblings(Facet facet) throws IOException {
      return request.filters().containsKey(facet)
          ? HitSet.of(over, narrowed(Optional.of(facet)), deadline)
          : hits();
    }

    private Optional<SearchResult.Histogram> dates() throws IOException {
      if (!request.facets().contains(Facet.DATE)) {
        return Optional.empty();
      }
      Optional<SearchResult.Interval> interval = request.options().interval();
      if (isBrowse) {
        return Optional.of(over.browseHistogram(interval, deadline));
      }
      return Optional.of(
          groups.isPresent()
              ? Histograms.of(DayCounts.of(over, hits(), groups, deadline), interval)
              : over.histogram(hits(), interval, deadline));
    }

    private List<SearchResult.Hit> hits(Order order, List<ScoreDoc> page) throws IOException {
      if (page.isEmpty()) {
        return List.of();
      }
      StoredFields stored = over.reader().storedFields();
      Optional<Marks> marks = Optional.empty();
      if (request.highlight()) {
        Query words = QueryCompiler.marks(over, asked, request.wording(), deadline);
        marks = Optional.of(new Marks(over.searcher(deadline), words));
      }
      Map<Integer, SearchResult.Hit> own = new LinkedHashMap<>();
      for (ScoreDoc found : page) {
        deadline.check();
        if (!over.isHere(found.doc)) {
          continue;
        }
        ReportCard card = over.card(found.doc);
        List<SearchResult.Snippet> snippets = new ArrayList<>();
        if (marks.isPresent()) {
          if (card.title().isPresent()) {
            Snippets.title(card.title().get(), marks.get().in(IndexField.TITLE, found.doc))
                .ifPresent(snippets::add);
          }
          snippets.addAll(
              Snippets.text(
                  ReportDocuments.readText(stored, found.doc),
                  marks.get().in(IndexField.TEXT, found.doc)));
        }
        own.put(
            found.doc,
            hit(over, found.doc, score(order, found), snippets, request.options().kin()));
      }
      return LuceneReportSearcher.hits(over, page.stream().map(hit -> hit.doc).toList(), own);
    }

    /** What the score of each hit is made of, where it is by score that they are ordered. */
    private Map<String, List<SearchResult.Reason>> explanations(
        Order order, Query query, List<ScoreDoc> page, Optional<CloseFirst> close)
        throws IOException {
      Map<String, List<SearchResult.Reason>> explanations = new LinkedHashMap<>();
      if (!request.options().explain() || order != Order.RELEVANCE) {
        return explanations;
      }
      IndexSearcher searcher = over.searcher(deadline);
      Map<Integer, Explained> own = new LinkedHashMap<>();
      for (ScoreDoc hit : page) {
        deadline.check();
        if (over.isHere(hit.doc)) {
          own.put(
              hit.doc,
              new Explained(
                  over.card(hit.doc).id(),
                  Explanations.of(
                      searcher.explain(query, hit.doc),
                      close.map(of -> of.added(hit.doc)).orElse(0f))));
        }
      }
      Map<Integer, Explained> all = new HashMap<>();
      over.tell(new Explanation(own), Explanation.class)
          .forEach(told -> all.putAll(told.byDocument()));
      for (ScoreDoc hit : page) {
        Explained each = Objects.requireNonNull(all.get(hit.doc));
        explanations.put(each.id(), each.reasons());
      }
      return explanations;
    }

    /** What the score of one hit is made of. */
    record Explained(String id, List<SearchResult.Reason> reasons) {}

    /** What the scores of the hits of a shard are made of, by their documents. */
    record Explanation(Map<Integer, Explained> byDocument) {}

    private static float score(Order order, ScoreDoc found) {
      float score = order == Order.RELEVANCE ? (Float) ((FieldDoc) found).fields[0] : found.score;
      return Float.isNaN(score) ? 0 : score;
    }

    /** The query with misspelt words put right, if that finds more. */
    private Optional<String> suggestion(long found) throws IOException {
      Forms forms = new Forms(over, request.wording(), deadline);
      Optional<org.vigil.query.Query> better = new DidYouMean(over, forms).suggest(parsed.query());
      if (better.isEmpty()) {
        return Optional.empty();
      }
      Query query = QueryCompiler.compile(over, better.get(), request.wording(), deadline).query();
      return count(query) > found ? better.map(Object::toString) : Optional.empty();
    }
  }
}
