package org.vigil.alert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;

/**
 * Alerts, what they matched and which reports were looked at, in a small index of its own. What was
 * looked at becomes durable in the same commit as what matched, so that nothing is lost and nothing
 * told twice.
 */
final class FolderAlertStore implements AlertStore {

  private static final String KIND = "kind";
  private static final Term ALERTS = new Term(KIND, "alert");
  private static final Term SEEN = new Term(KIND, "seen");

  private static final String ID = "id";
  private static final String OWNER = "owner";
  private static final String NAME = "name";
  private static final String SEARCH = "search";
  private static final String CREATED = "created";

  /** Once for each collection that an alert is limited to. */
  private static final String COLLECTION = "collection";

  private static final String WEBHOOK = "webhook";
  private static final String SECRET = "secret";

  /** Of the position up to which a webhook was told: the id of its alert. */
  private static final String TOLD = "told";

  private static final String UP_TO = "up-to";

  /** Of a match: the id of its alert. */
  private static final String ALERT = "alert";

  private static final String REPORT = "report";

  /** Alert and report together. */
  private static final String PAIR = "pair";

  private static final String POSITION = "position";
  private static final String AT = "at";
  private static final String FINGERPRINTS = "fingerprints";

  /** More small pieces than this are joined when the store is opened. */
  private static final int MOST_PIECES = 500;

  private static final int PIECE = 1 << 16;

  /** More than the matches that are kept of an alert. */
  private static final int MOST_LOOKED_AT = 2 * Alerts.MOST_MATCHES;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager reading;

  /** The highest position of all. */
  private long position;

  private FolderAlertStore(Directory directory, IndexWriter writer) throws IOException {
    this.directory = directory;
    this.writer = writer;
    Iterable<Map.Entry<String, String>> notes = writer.getLiveCommitData();
    if (notes != null) {
      for (Map.Entry<String, String> note : notes) {
        if (note.getKey().equals(POSITION)) {
          position = Long.parseLong(note.getValue());
        }
      }
    }
    this.reading = new SearcherManager(writer, null);
  }

  /**
   * Opens what lies in a folder, which is made where there is none.
   *
   * @throws AlertsInUseException if another process has it open
   */
  static FolderAlertStore open(Path folder) throws IOException {
    Files.createDirectories(folder, ownerOnly());
    Directory directory = FSDirectory.open(folder);
    try {
      return new FolderAlertStore(
          directory, new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false)));
    } catch (LockObtainFailedException e) {
      directory.close();
      throw new AlertsInUseException(folder, e);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Whether it can still be written: a full disk makes an end of that. */
  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return writer.isOpen();
  }

  @Override
  public List<Alert> alerts() throws IOException {
    return read(
        searcher -> {
          List<Alert> alerts = new ArrayList<>();
          StoredFields stored = searcher.storedFields();
          for (ScoreDoc found : all(searcher, ALERTS)) {
            Document document = stored.document(found.doc);
            alerts.add(
                new Alert(
                    document.get(ID),
                    document.get(OWNER),
                    document.get(NAME),
                    document.get(SEARCH),
                    Instant.parse(document.get(CREATED)),
                    Optional.ofNullable(document.get(WEBHOOK))
                        .map(address -> new Alert.Webhook(address, document.get(SECRET))),
                    document.getValues(COLLECTION).length == 0
                        ? Optional.empty()
                        : Optional.of(Set.of(document.getValues(COLLECTION)))));
          }
          return alerts;
        });
  }

  /** Keeps an alert, durably. */
  @Override
  public synchronized void add(Alert alert) throws IOException {
    Document document = new Document();
    document.add(new StringField(KIND, ALERTS.text(), Field.Store.NO));
    document.add(new StringField(ID, alert.id(), Field.Store.YES));
    document.add(new StoredField(OWNER, alert.owner()));
    document.add(new StoredField(NAME, alert.name()));
    document.add(new StoredField(SEARCH, alert.search()));
    document.add(new StoredField(CREATED, alert.created().toString()));
    alert
        .webhook()
        .ifPresent(
            webhook -> {
              document.add(new StoredField(WEBHOOK, webhook.address()));
              document.add(new StoredField(SECRET, webhook.secret()));
            });
    alert
        .collections()
        .ifPresent(names -> names.forEach(n -> document.add(new StoredField(COLLECTION, n))));
    writer.addDocument(document);
    commit();
  }

  /** Drops an alert and what it matched, durably. */
  @Override
  public synchronized void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(ID, id), new Term(ALERT, id), new Term(TOLD, id));
    commit();
  }

  /** Keeps up to which positions webhooks were told, by id of the alert, durably. */
  @Override
  public synchronized void tell(Map<String, Long> told) throws IOException {
    for (Map.Entry<String, Long> each : told.entrySet()) {
      Document document = new Document();
      document.add(new StringField(TOLD, each.getKey(), Field.Store.NO));
      document.add(new StoredField(UP_TO, each.getValue()));
      writer.updateDocument(new Term(TOLD, each.getKey()), document);
    }
    commit();
  }

  /** The position up to which the webhook of an alert was told. */
  @Override
  public long told(String alert) throws IOException {
    return read(
        searcher -> {
          ScoreDoc[] found = searcher.search(new TermQuery(new Term(TOLD, alert)), 1).scoreDocs;
          return found.length == 0
              ? 0L
              : searcher
                  .storedFields()
                  .document(found[0].doc)
                  .getField(UP_TO)
                  .numericValue()
                  .longValue();
        });
  }

  /** Forgets which reports were looked at, durably. */
  @Override
  public synchronized void forgetSeen() throws IOException {
    writer.deleteDocuments(SEEN);
    commit();
  }

  /**
   * Adds what was found, each report once for an alert, and that so many reports were looked at.
   *
   * @param found ids of reports by id of the alert
   */
  @Override
  public synchronized void add(Map<String, List<String>> found, long[] looked, Instant now)
      throws IOException {
    try {
      IndexSearcher searcher = reading.acquire();
      long first = Math.max(position + 1, now.toEpochMilli() * ROOM);
      try {
        for (Map.Entry<String, List<String>> each : found.entrySet()) {
          long next = first;
          for (String report : each.getValue()) {
            String pair = each.getKey() + "/" + report;
            if (searcher.count(new TermQuery(new Term(PAIR, pair))) == 0) {
              writer.addDocument(match(each.getKey(), report, pair, next, now));
              position = Math.max(position, next);
              next++;
            }
          }
        }
      } finally {
        reading.release(searcher);
      }
      addPieces(looked);
      commit();
    } catch (IOException | RuntimeException e) {
      // Half of it must not become durable with whatever is written next.
      writer.rollback();
      throw e;
    }
    for (String alert : found.keySet()) {
      trim(alert);
    }
  }

  private static Document match(
      String alert, String report, String pair, long position, Instant now) {
    Document document = new Document();
    document.add(new StringField(ALERT, alert, Field.Store.NO));
    document.add(new StringField(REPORT, report, Field.Store.YES));
    document.add(new StringField(PAIR, pair, Field.Store.NO));
    document.add(new LongField(POSITION, position, Field.Store.YES));
    document.add(new LongField(AT, now.toEpochMilli(), Field.Store.YES));
    return document;
  }

  private void addPieces(long[] looked) throws IOException {
    for (int from = 0; from < looked.length; from += PIECE) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.min(PIECE, looked.length - from) * Long.BYTES);
      bytes.asLongBuffer().put(looked, from, bytes.capacity() / Long.BYTES);
      Document document = new Document();
      document.add(new StringField(KIND, SEEN.text(), Field.Store.NO));
      document.add(new StoredField(FINGERPRINTS, bytes.array()));
      writer.addDocument(document);
    }
  }

  /** Gives every report that was looked at, by fingerprint. */
  @Override
  public void seen(LongConsumer each) throws IOException {
    if (pieces(each) > MOST_PIECES) {
      join();
    }
  }

  /** The same; answers in how many pieces they are kept. */
  private int pieces(LongConsumer each) throws IOException {
    return read(
        searcher -> {
          StoredFields stored = searcher.storedFields();
          ScoreDoc[] found = all(searcher, SEEN);
          for (ScoreDoc piece : found) {
            BytesRef bytes = stored.document(piece.doc).getBinaryValue(FINGERPRINTS);
            ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
            while (buffer.hasRemaining()) {
              each.accept(buffer.getLong());
            }
          }
          return found.length;
        });
  }

  private synchronized void join() throws IOException {
    LongStream.Builder all = LongStream.builder();
    int unused = pieces(all);
    writer.deleteDocuments(SEEN);
    addPieces(all.build().toArray());
    commit();
  }

  /** Drops the oldest matches of an alert that has too many. */
  private void trim(String alert) throws IOException {
    Optional<Long> oldest =
        read(
            searcher -> {
              Query matches = new TermQuery(new Term(ALERT, alert));
              if (searcher.count(matches) <= Alerts.MOST_MATCHES * 1.1) {
                return Optional.empty();
              }
              ScoreDoc[] kept =
                  searcher.search(matches, Alerts.MOST_MATCHES, byPosition(true)).scoreDocs;
              return Optional.of(match(searcher, kept[kept.length - 1].doc).position());
            });
    if (oldest.isPresent()) {
      writer.deleteDocuments(
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term(ALERT, alert)), BooleanClause.Occur.FILTER)
              .add(
                  LongField.newRangeQuery(POSITION, Long.MIN_VALUE, oldest.get() - 1),
                  BooleanClause.Occur.FILTER)
              .build());
      commit();
    }
  }

  /** Drops matches with reports that are not there any more. */
  @Override
  public synchronized void purge(Predicate<String> isThere) throws IOException {
    List<Term> gone =
        read(
            searcher -> {
              List<Term> found = new ArrayList<>();
              Terms reports = MultiTerms.getTerms(searcher.getIndexReader(), REPORT);
              if (reports != null) {
                TermsEnum each = reports.iterator();
                for (BytesRef term = each.next(); term != null; term = each.next()) {
                  if (!isThere.test(term.utf8ToString())) {
                    found.add(new Term(REPORT, BytesRef.deepCopyOf(term)));
                  }
                }
              }
              return found;
            });
    if (!gone.isEmpty()) {
      writer.deleteDocuments(gone.toArray(Term[]::new));
      commit();
    }
  }

  /** The same for matches of some alerts. */
  @Override
  public synchronized void purge(List<String> alerts, Predicate<String> isThere)
      throws IOException {
    List<Term> gone = new ArrayList<>();
    for (String alert : alerts) {
      for (Match match : matches(alert, true, Optional.empty(), Instant.EPOCH, MOST_LOOKED_AT)) {
        if (!isThere.test(match.report())) {
          gone.add(new Term(PAIR, alert + "/" + match.report()));
        }
      }
    }
    if (!gone.isEmpty()) {
      writer.deleteDocuments(gone.toArray(Term[]::new));
      commit();
    }
  }

  /**
   * What an alert matched.
   *
   * @param behind the position that the matches lie behind, in the order asked for
   * @param since the earliest time of a match
   */
  @Override
  public List<Match> matches(
      String alert, boolean newestFirst, Optional<Long> behind, Instant since, int most)
      throws IOException {
    long lowest = newestFirst ? Long.MIN_VALUE : behind.map(p -> p + 1).orElse(Long.MIN_VALUE);
    long highest = newestFirst ? behind.map(p -> p - 1).orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
    Query query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(ALERT, alert)), BooleanClause.Occur.FILTER)
            .add(LongField.newRangeQuery(POSITION, lowest, highest), BooleanClause.Occur.FILTER)
            .add(
                LongField.newRangeQuery(AT, since.toEpochMilli(), Long.MAX_VALUE),
                BooleanClause.Occur.FILTER)
            .build();
    return read(
        searcher -> {
          List<Match> matches = new ArrayList<>();
          for (ScoreDoc found : searcher.search(query, most, byPosition(newestFirst)).scoreDocs) {
            matches.add(match(searcher, found.doc));
          }
          return matches;
        });
  }

  /** How many matches of an alert are kept. */
  @Override
  public int count(String alert) throws IOException {
    return read(searcher -> searcher.count(new TermQuery(new Term(ALERT, alert))));
  }

  /** How many of them lie behind a position. */
  @Override
  public int count(String alert, long behind) throws IOException {
    Query query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(ALERT, alert)), BooleanClause.Occur.FILTER)
            .add(
                LongField.newRangeQuery(POSITION, behind + 1, Long.MAX_VALUE),
                BooleanClause.Occur.FILTER)
            .build();
    return read(searcher -> searcher.count(query));
  }

  private static Match match(IndexSearcher searcher, int doc) throws IOException {
    Document document = searcher.storedFields().document(doc);
    return new Match(
        document.getField(POSITION).numericValue().longValue(),
        document.get(REPORT),
        Instant.ofEpochMilli(document.getField(AT).numericValue().longValue()));
  }

  private static Sort byPosition(boolean newestFirst) {
    SortField field = LongField.newSortField(POSITION, newestFirst, SortedNumericSelector.Type.MIN);
    return new Sort(field);
  }

  private static ScoreDoc[] all(IndexSearcher searcher, Term kind) throws IOException {
    IndexReader reader = searcher.getIndexReader();
    return searcher.search(new TermQuery(kind), Math.max(1, reader.maxDoc()), Sort.INDEXORDER)
        .scoreDocs;
  }

  /** Something that is asked of what was committed last. */
  private interface Question<T> {
    T of(IndexSearcher searcher) throws IOException;
  }

  private <T> T read(Question<T> question) throws IOException {
    IndexSearcher searcher = reading.acquire();
    try {
      return question.of(searcher);
    } finally {
      reading.release(searcher);
    }
  }

  private void commit() throws IOException {
    writer.setLiveCommitData(Map.of(POSITION, Long.toString(position)).entrySet());
    writer.commit();
    reading.maybeRefreshBlocking();
  }

  /** Drops what was not committed. */
  @Override
  public void close() throws IOException {
    IOUtils.close(reading, writer::rollback, directory);
  }
}
