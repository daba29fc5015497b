package org.vigil.search;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDate;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Curation;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Location;
import org.vigil.entity.Mention;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.index.ReportDocuments;
import org.vigil.quote.Quote;
import org.vigil.quote.Stance;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;
import org.vigil.topic.TopicMention;

/** An index in memory, beside a ledger document as the real one has them. */
final class TinyIndex implements AutoCloseable {

  private final Directory directory = new ByteBuffersDirectory();
  private final IndexWriter writer;
  private volatile Curation curation = Curation.NONE;
  private final LuceneReportSearcher searcher;

  TinyIndex(Some... reports) throws IOException {
    this(Duration.ofSeconds(60), reports);
  }

  TinyIndex(Duration allowed, Some... reports) throws IOException {
    this(allowed, Optional.empty(), reports);
  }

  /** One whose questions are ranked by closeness too. */
  TinyIndex(Optional<Closeness> closeness, Some... reports) throws IOException {
    this(Duration.ofSeconds(60), closeness, reports);
  }

  private TinyIndex(Duration allowed, Optional<Closeness> closeness, Some... reports)
      throws IOException {
    writer = new IndexWriter(directory, new IndexWriterConfig());
    Document ledger = new Document();
    ledger.add(new StringField(IndexField.KIND.fieldName(), "ledger", Field.Store.NO));
    writer.addDocument(ledger);
    for (Some report : reports) {
      writer.addDocuments(ReportDocuments.of(report.build()));
    }
    writer.commit();
    searcher =
        LuceneReportSearcher.open(
            () -> directory,
            allowed,
            () -> curation,
            org.vigil.schema.SpellingVariants::shipped,
            closeness);
  }

  /** What stands for a report with its bytes. */
  static long fingerprint(Some report) {
    long fingerprint = 0;
    for (Document document : ReportDocuments.of(report.build())) {
      IndexableField field = document.getField(IndexField.FINGERPRINT.fieldName());
      fingerprint = field == null ? fingerprint : field.numericValue().longValue();
    }
    return fingerprint;
  }

  LuceneReportSearcher searcher() {
    return searcher;
  }

  /** Decides about names and makes it seen. */
  void decide(Curation.Line... lines) throws IOException {
    curation = new Curation(List.of(lines));
    searcher.refresh();
  }

  /** Makes another segment of these reports. */
  void add(Some... reports) throws IOException {
    for (Some report : reports) {
      writer.addDocuments(ReportDocuments.of(report.build()));
    }
    writer.commit();
    searcher.refresh();
  }

  /** Makes one segment of all. */
  void merge() throws IOException {
    writer.forceMerge(1);
    writer.commit();
    searcher.refresh();
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(ReportDocuments.withId(id));
    writer.commit();
    searcher.refresh();
  }

  /** The ids of the hits, best first. */
  List<String> search(String q) throws IOException {
    return search(Ask.ask(q));
  }

  List<String> search(Ask ask) throws IOException {
    return answer(ask).hits().stream().map(SearchResult.Hit::id).toList();
  }

  SearchResult answer(Ask ask) throws IOException {
    return searcher.search(ask.request());
  }

  @Override
  public void close() throws IOException {
    searcher.close();
    writer.close();
    directory.close();
  }

  /** A request in the making: the defaults of the API but for what is set. */
  static final class Ask {

    private final String q;
    private final Map<SearchRequest.Facet, SearchRequest.Filter> filters = new LinkedHashMap<>();
    private Optional<PartialDate> from = Optional.empty();
    private Optional<PartialDate> to = Optional.empty();
    private Optional<SearchRequest.Order> order = Optional.empty();
    private int page = 1;
    private int pageSize = 20;
    private Optional<String> cursor = Optional.empty();
    private List<SearchRequest.Facet> facets = List.of();
    private int facetSize = 10;
    private Optional<String> facetPrefix = Optional.empty();
    private SearchRequest.Spelling spelling = SearchRequest.Spelling.VARIANTS;
    private SearchRequest.Options options = SearchRequest.Options.DEFAULT;

    private SearchRequest.Collapse collapse = SearchRequest.Collapse.NONE;

    private Ask(String q) {
      this.q = q;
    }

    static Ask ask(String q) {
      return new Ask(q);
    }

    Ask any(SearchRequest.Facet facet, String... values) {
      List<String> none = noneOf(facet);
      filters.put(facet, new SearchRequest.Filter(List.of(values), none));
      return this;
    }

    Ask none(SearchRequest.Facet facet, String... values) {
      SearchRequest.Filter known = filters.get(facet);
      filters.put(
          facet,
          new SearchRequest.Filter(known == null ? List.of() : known.anyOf(), List.of(values)));
      return this;
    }

    private List<String> noneOf(SearchRequest.Facet facet) {
      SearchRequest.Filter known = filters.get(facet);
      return known == null ? List.of() : known.noneOf();
    }

    Ask from(String iso) {
      from = PartialDate.parse(iso);
      return this;
    }

    Ask to(String iso) {
      to = PartialDate.parse(iso);
      return this;
    }

    Ask order(SearchRequest.Order value) {
      order = Optional.of(value);
      return this;
    }

    Ask page(int number, int size) {
      page = number;
      pageSize = size;
      return this;
    }

    Ask cursor(String value, int size) {
      cursor = Optional.of(value);
      pageSize = size;
      return this;
    }

    Ask facets(SearchRequest.Facet... values) {
      facets = List.of(values);
      return this;
    }

    Ask facetSize(int size) {
      facetSize = size;
      return this;
    }

    Ask facetPrefix(String prefix) {
      facetPrefix = Optional.of(prefix);
      return this;
    }

    Ask spelling(SearchRequest.Spelling value) {
      spelling = value;
      return this;
    }

    Ask collapse(SearchRequest.Collapse value) {
      collapse = value;
      return this;
    }

    Ask options(SearchRequest.Options value) {
      options = value;
      return this;
    }

    SearchRequest request() {
      return new SearchRequest(
          q,
          filters,
          from,
          to,
          order,
          page,
          pageSize,
          cursor,
          facets,
          facetSize,
          facetPrefix,
          spelling,
          collapse,
          true,
          options);
    }
  }

  /** A report in the making. */
  static final class Some {

    private final String id;
    private Optional<String> title = Optional.empty();
    private String text = "Nothing of note.";
    private Optional<String> outlet = Optional.empty();
    private List<String> authors = List.of();
    private Optional<PartialDate> date = Optional.empty();
    private Optional<String> language = Optional.of("en");
    private Optional<String> collection = Optional.empty();
    private String mediaType = "text/plain";
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Entity> byName = new LinkedHashMap<>();
    private final List<Quote> quotes = new ArrayList<>();
    private final List<TopicMention> instruments = new ArrayList<>();
    private final List<EventDate> eventDates = new ArrayList<>();

    private Some(String id) {
      this.id = id;
    }

    static Some report(String id) {
      return new Some(id);
    }

    static Some report(String id, String text) {
      return new Some(id).text(text);
    }

    /**
     * Quotes words of the text, which is to be set before.
     *
     * @param speaker an id of somebody named, or the report's words for one who is not; empty for
     *     nobody
     * @param stance empty for none
     */
    Some quotes(String speaker, String stance, String words) {
      Optional<Entity> entity = Optional.ofNullable(entities.get(speaker));
      int start = text.indexOf(words);
      quotes.add(
          new Quote(
              entity
                  .map(Entity::name)
                  .or(() -> Optional.of(speaker).filter(name -> !name.isEmpty())),
              entity.map(Entity::id),
              Optional.of("said"),
              Stance.ofWord(stance),
              words,
              start,
              start + words.length()));
      return this;
    }

    /** Names an instrument by the first word of the text. */
    Some instrument(String instrumentId) {
      int end = text.indexOf(' ');
      instruments.add(new TopicMention(instrumentId, text.substring(0, end), 0, end));
      return this;
    }

    /** Speaks of a time, by the first word of the text. */
    Some during(String from, String to) {
      int end = text.indexOf(' ');
      eventDates.add(
          new EventDate(
              LocalDate.parse(from),
              LocalDate.parse(to),
              EventDate.Granularity.RANGE,
              text.substring(0, end),
              0,
              end));
      return this;
    }

    Some title(String value) {
      title = Optional.of(value);
      return this;
    }

    Some text(String value) {
      text = value;
      return this;
    }

    Some outlet(String value) {
      outlet = Optional.of(value);
      return this;
    }

    Some by(String... values) {
      authors = List.of(values);
      return this;
    }

    Some on(String iso) {
      date = PartialDate.parse(iso);
      return this;
    }

    Some in(String code) {
      language = Optional.of(code);
      return this;
    }

    Some collection(String value) {
      collection = Optional.of(value);
      return this;
    }

    Some type(String value) {
      mediaType = value;
      return this;
    }

    /** Names an entity; every occurrence of its name and aliases in the text is a mention. */
    Some names(String id, String name, String... aliases) {
      return names(new Entity(id, kind(id), name, List.of(aliases), Optional.empty()));
    }

    /** Names a place within others, given as id and name in turn. */
    Some place(String id, String name, String... within) {
      List<Location.Ancestor> ancestors = new ArrayList<>();
      for (int i = 0; i < within.length; i += 2) {
        ancestors.add(new Location.Ancestor(within[i], within[i + 1]));
      }
      return names(
          new Entity(
              id,
              EntityKind.PLACE,
              name,
              List.of(),
              Optional.of(new Location(Optional.empty(), 0, 0, ancestors))));
    }

    private Some names(Entity entity) {
      entities.put(entity.id(), entity);
      byName.put(entity.name(), entity);
      entity.aliases().forEach(alias -> byName.putIfAbsent(alias, entity));
      return this;
    }

    private static EntityKind kind(String id) {
      return EntityKind.ofPath(id.substring(0, id.indexOf('/'))).orElseThrow();
    }

    Report build() {
      List<Mention> mentions = new ArrayList<>();
      List<Map.Entry<String, Entity>> longestFirst = new ArrayList<>(byName.entrySet());
      longestFirst.sort(Comparator.comparingInt(e -> -e.getKey().length()));
      int i = 0;
      while (i < text.length()) {
        int end = i + 1;
        for (Map.Entry<String, Entity> named : longestFirst) {
          if (text.startsWith(named.getKey(), i)) {
            end = i + named.getKey().length();
            Entity entity = named.getValue();
            mentions.add(new Mention(entity.kind(), i, end, entity.id()));
            break;
          }
        }
        i = end;
      }
      ContentHash hash =
          ContentHash.of((id + "\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new Report(
          id,
          new Report.Source(id + ".txt", hash, mediaType, text.length(), Optional.empty()),
          new Facts(
              title.map(TinyIndex::fact),
              outlet.map(TinyIndex::fact),
              authors.isEmpty() ? Optional.empty() : Optional.of(fact(authors)),
              date.map(TinyIndex::fact),
              Optional.empty(),
              Optional.empty(),
              language.map(TinyIndex::fact)),
          text,
          List.of(),
          new Annotations(List.copyOf(entities.values()), mentions),
          quotes,
          List.of(),
          instruments,
          eventDates,
          collection,
          List.of());
    }
  }

  private static <T> Fact<T> fact(T value) {
    return new Fact<>(value, "test", 1, value.toString());
  }
}
