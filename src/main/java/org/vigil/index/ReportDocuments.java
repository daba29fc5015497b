package org.vigil.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDate;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Location;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;
import org.vigil.schema.Words;
import org.vigil.story.Signature;
import org.vigil.story.Telling;
import org.vigil.topic.TopicMention;
import org.vigil.topic.Topics;

/** Turns reports into documents of the index and back. */
public final class ReportDocuments {

  static final FieldType WITH_OFFSETS = new FieldType(TextField.TYPE_NOT_STORED);

  static {
    WITH_OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    WITH_OFFSETS.freeze();
  }

  /** Years counted of one stretch of time. */
  private static final int MOST_YEARS = 50;

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private ReportDocuments() {}

  /**
   * The documents of a report: its quotes in their order, then the report, to be added as one
   * block. Their token streams can be read once: make them anew to index again.
   */
  public static List<Document> of(Report report) {
    return of(report, report.source().hash());
  }

  /**
   * The same for the report of a file that goes by another identity than its content.
   *
   * @param identity of the source file
   */
  public static List<Document> of(Report report, ContentHash identity) {
    List<Document> block = new ArrayList<>(QuoteDocuments.of(report));
    for (Document quote : block) {
      addTerm(quote, IndexField.SOURCE_HASH, identity.hex());
    }
    block.add(ofReport(report, identity));
    return block;
  }

  /** The terms by which the documents of a report are taken out. */
  public static Term[] withId(String reportId) {
    return new Term[] {
      new Term(IndexField.ID.fieldName(), reportId),
      new Term(IndexField.QUOTE_REPORT.fieldName(), reportId)
    };
  }

  /** The term of all documents of a file. */
  static Term fromFile(ContentHash identity) {
    return new Term(IndexField.SOURCE_HASH.fieldName(), identity.hex());
  }

  /** Finds the reports of a file. */
  static Query ofFile(ContentHash identity) {
    return new BooleanQuery.Builder()
        .add(new TermQuery(fromFile(identity)), BooleanClause.Occur.FILTER)
        .add(
            new TermQuery(new Term(IndexField.KIND.fieldName(), IndexField.REPORT_KIND)),
            BooleanClause.Occur.FILTER)
        .build();
  }

  private static Document ofReport(Report report, ContentHash identity) {
    Document document = new Document();
    document.add(
        new StringField(IndexField.KIND.fieldName(), IndexField.REPORT_KIND, Field.Store.NO));
    addTerm(document, IndexField.SOURCE_HASH, identity.hex());
    document.add(new StringField(IndexField.ID.fieldName(), report.id(), Field.Store.NO));
    document.add(new SortedDocValuesField(IndexField.ID.fieldName(), new BytesRef(report.id())));
    document.add(
        new NumericDocValuesField(IndexField.FINGERPRINT.fieldName(), fingerprint(report)));
    addText(document, report);
    addNames(document, IndexField.OUTLET, report.outlet().stream().toList());
    addNames(document, IndexField.AUTHOR, report.authors());
    addNames(document, IndexField.COLLECTION, report.collection().stream().toList());
    report.language().ifPresent(l -> addKeyword(document, IndexField.LANGUAGE, l));
    addKeyword(document, IndexField.TYPE, type(report.source().mediaType()));
    for (EntityKind kind : EntityKind.values()) {
      addEntities(document, report, kind);
    }
    addForms(document, report);
    addQuotes(document, report);
    addTopics(document, IndexField.TOPIC, report.topics(), Topics::standardLabel);
    addTopics(document, IndexField.INSTRUMENT, report.instruments(), Topics::instrumentLabel);
    report
        .date()
        .ifPresent(
            date -> {
              addDay(document, IndexField.FIRST_DAY, date.first().toEpochDay());
              addDay(document, IndexField.LAST_DAY, date.last().toEpochDay());
            });
    addEventDates(document, report);
    addBytes(document, IndexField.SIGNATURE, Signature.of(report.text()).encoded());
    addBytes(document, IndexField.TELLING, Telling.of(report).encoded());
    document.add(
        new BinaryDocValuesField(IndexField.CARD.fieldName(), ReportCard.of(report).encoded()));
    document.add(
        new StoredField(IndexField.REPORT.fieldName(), ReportJson.writeWithoutText(report)));
    return document;
  }

  /**
   * The report that a document of the index was made from.
   *
   * @throws IllegalArgumentException if the document is not that of a report
   */
  public static Report read(StoredFields stored, int doc) throws IOException {
    Document document =
        stored.document(doc, Set.of(IndexField.REPORT.fieldName(), IndexField.TEXT.fieldName()));
    String json = document.get(IndexField.REPORT.fieldName());
    String text = document.get(IndexField.TEXT.fieldName());
    if (json == null || text == null) {
      throw new IllegalArgumentException("document " + doc + " is not that of a report");
    }
    return ReportJson.readWithText(json, text);
  }

  /** The main text of a report, without the cost of reading it whole. */
  public static String readText(StoredFields stored, int doc) throws IOException {
    String text =
        stored.document(doc, Set.of(IndexField.TEXT.fieldName())).get(IndexField.TEXT.fieldName());
    if (text == null) {
      throw new IllegalArgumentException("document " + doc + " is not that of a report");
    }
    return text;
  }

  private static long fingerprint(Report report) {
    return fingerprint(report.id(), report.source().hash());
  }

  /**
   * What tells a report from others: the same however often, and by whatever rules, it is made from
   * the same bytes.
   */
  public static long fingerprint(String reportId, ContentHash source) {
    String both = reportId + " " + source.hex();
    String hex = ContentHash.of(both.getBytes(StandardCharsets.UTF_8)).hex();
    return Long.parseUnsignedLong(hex.substring(0, 16), 16);
  }

  private static void addText(Document document, Report report) {
    Folding folding = Folding.of(report.language());
    report
        .title()
        .ifPresent(
            title ->
                document.add(
                    new Field(
                        IndexField.TITLE.fieldName(),
                        Words.stream(title, folding, List.of()),
                        WITH_OFFSETS)));
    List<Words.Mark> marks = new ArrayList<>();
    for (Mention mention : report.annotations().mentions()) {
      marks.add(
          new Words.Mark(
              mention.start(), mention.end(), mention.kind().path(), mention.entityId()));
    }
    String field = IndexField.TEXT.fieldName();
    document.add(new Field(field, Words.stream(report.text(), folding, marks), WITH_OFFSETS));
    document.add(new StoredField(field, report.text()));
  }

  /** Adds values that are their own names. */
  private static void addNames(Document document, IndexField field, List<String> names) {
    for (String name : new LinkedHashSet<>(names)) {
      addKeyword(document, field, name);
      addTerm(document, IndexField.NAME_TO_VALUE, Names.nameToValue(field, name) + Names.cut(name));
    }
    field.words().ifPresent(words -> addWords(document, words, names));
  }

  private static void addEntities(Document document, Report report, EntityKind kind) {
    IndexField field = fieldOf(kind);
    Map<String, Set<String>> named = new LinkedHashMap<>();
    for (Entity entity : report.annotations().entities()) {
      if (entity.kind() == kind) {
        Set<String> names = named.computeIfAbsent(entity.id(), id -> new LinkedHashSet<>());
        names.add(entity.name());
        names.addAll(entity.aliases());
        addTerm(
            document,
            IndexField.ID_TO_NAME,
            Names.idToName(entity.id()) + Names.cut(entity.name()));
        for (Location.Ancestor around : entity.location().map(Location::within).orElse(List.of())) {
          if (named.computeIfAbsent(around.id(), id -> new LinkedHashSet<>()).add(around.name())) {
            addTerm(
                document,
                IndexField.ID_TO_NAME,
                Names.idToName(around.id()) + Names.cut(around.name()));
          }
        }
      }
    }
    addNamed(document, field, named);
  }

  private static void addForms(Document document, Report report) {
    Set<String> forms = new LinkedHashSet<>();
    for (Mention mention : report.annotations().mentions()) {
      String form =
          SPACES.matcher(report.text().substring(mention.start(), mention.end())).replaceAll(" ");
      forms.add(Names.idToName(mention.entityId()) + Names.cut(form));
    }
    forms.forEach(form -> addTerm(document, IndexField.ID_TO_FORM, form));
  }

  /** Adds ids with the names that they go by. */
  private static void addNamed(
      Document document, IndexField field, Map<String, Set<String>> namesById) {
    List<String> all = new ArrayList<>();
    namesById.forEach(
        (id, names) -> {
          addKeyword(document, field, id);
          for (String name : names) {
            addTerm(document, IndexField.NAME_TO_VALUE, Names.nameToValue(field, name) + id);
          }
          all.addAll(names);
        });
    field.words().ifPresent(words -> addWords(document, words, all));
  }

  private static void addTopics(
      Document document,
      IndexField field,
      List<TopicMention> mentions,
      Function<String, Optional<String>> labels) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    for (TopicMention mention : mentions) {
      String id = mention.topicId();
      String label = labels.apply(id).orElse(id);
      if (named.put(id, new LinkedHashSet<>(List.of(label, id))) == null) {
        addTerm(document, IndexField.ID_TO_NAME, Names.idToName(id) + Names.cut(label));
      }
    }
    addNamed(document, field, named);
  }

  private static void addEventDates(Document document, Report report) {
    Set<Integer> years = new TreeSet<>();
    Set<LongRange> ranges = new LinkedHashSet<>();
    for (EventDate date : report.eventDates()) {
      ranges.add(
          new LongRange(
              IndexField.EVENT_DATE.fieldName(),
              new long[] {date.from().toEpochDay()},
              new long[] {date.to().toEpochDay()}));
      int last = Math.min(date.to().getYear(), date.from().getYear() + MOST_YEARS);
      for (int year = date.from().getYear(); year <= last; year++) {
        years.add(year);
      }
    }
    ranges.forEach(document::add);
    years.forEach(year -> addKeyword(document, IndexField.EVENT_YEAR, Integer.toString(year)));
  }

  private static void addQuotes(Document document, Report report) {
    document.add(new NumericDocValuesField(IndexField.QUOTES.fieldName(), report.quotes().size()));
    Set<String> ids = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    Set<String> stances = new LinkedHashSet<>();
    for (Quote quote : report.quotes()) {
      quote.speakerId().ifPresent(ids::add);
      names.addAll(namesOfSpeaker(quote, report));
      quote.stance().ifPresent(stance -> stances.add(stance.word()));
    }
    ids.forEach(id -> addKeyword(document, IndexField.SPEAKER, id));
    addWords(document, IndexField.SPEAKER_WORDS, List.copyOf(names));
    stances.forEach(stance -> addKeyword(document, IndexField.STANCE, stance));
  }

  /** What the report calls the speaker of a quote. */
  static Set<String> namesOfSpeaker(Quote quote, Report report) {
    Set<String> names = new LinkedHashSet<>();
    quote.speaker().ifPresent(names::add);
    String speaker = quote.speakerId().orElse("");
    if (!speaker.isEmpty()) {
      for (Entity entity : report.annotations().entities()) {
        if (entity.id().equals(speaker)) {
          names.add(entity.name());
          names.addAll(entity.aliases());
          break;
        }
      }
    }
    return names;
  }

  private static void addBytes(Document document, IndexField field, byte[] bytes) {
    document.add(new BinaryDocValuesField(field.fieldName(), new BytesRef(bytes)));
  }

  static void addKeyword(Document document, IndexField field, String value) {
    document.add(new KeywordField(field.fieldName(), Names.cut(value), Field.Store.NO));
  }

  static void addTerm(Document document, IndexField field, String term) {
    document.add(new StringField(field.fieldName(), term, Field.Store.NO));
  }

  static void addWords(Document document, IndexField field, List<String> names) {
    if (!names.isEmpty()) {
      document.add(new TextField(field.fieldName(), Words.stream(names)));
    }
  }

  static void addDay(Document document, IndexField field, long epochDay) {
    document.add(new LongField(field.fieldName(), epochDay, Field.Store.NO));
  }

  private static IndexField fieldOf(EntityKind kind) {
    return switch (kind) {
      case PERSON -> IndexField.PERSON;
      case PLACE -> IndexField.PLACE;
      case ORGANISATION -> IndexField.ORGANISATION;
      case GROUP -> IndexField.GROUP;
    };
  }

  /** What a reader calls files of this media type. */
  private static String type(String mediaType) {
    String bare = mediaType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
    if (bare.contains("html")) {
      return "html";
    }
    if (bare.equals("application/pdf")) {
      return "pdf";
    }
    if (bare.equals("message/rfc822") || bare.contains("ms-outlook")) {
      return "mail";
    }
    if (bare.contains("word") || bare.contains("opendocument.text") || bare.endsWith("rtf")) {
      return "document";
    }
    if (bare.contains("excel") || bare.contains("spreadsheet") || bare.equals("text/csv")) {
      return "spreadsheet";
    }
    if (bare.contains("powerpoint") || bare.contains("presentation")) {
      return "slides";
    }
    if (bare.equals("text/plain")) {
      return "text";
    }
    return bare.substring(bare.indexOf('/') + 1);
  }
}
