package org.vigil.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.corpus.ContentHash;
import org.vigil.index.ArchiveWriter;
import org.vigil.index.KeptFiles;
import org.vigil.index.LedgerEntry;
import org.vigil.index.LedgerTable;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

/**
 * One index of a cluster for writing: reports, and the ledger of their files beside them.
 *
 * <p>Reports go first and the ledger entry of their file when they are durable, so that a process
 * that dies in between has that file read again and the same documents written again under the same
 * ids. A report that the cluster refuses is noted in the ledger. Several processes may write at the
 * same time as long as no two write of one file.
 */
public final class ClusterArchive implements ArchiveWriter, KeptFiles {

  /** Why a report is not searchable that the cluster did not take. */
  private static final String REFUSED = "REFUSED";

  private static final int BATCH_CHARACTERS = 4 << 20;
  private static final int BATCH_FILES = 500;
  private static final int COUNTED_AT_ONCE = 500;

  private final Cluster cluster;
  private final String concrete;
  private final Documents documents;
  private final Optional<String> alias;
  private LedgerTable ledger = LedgerTable.of(List.of());
  private final Map<String, String> notes = new TreeMap<>();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

  private final List<Work> waiting = new ArrayList<>();
  private int characters;

  /** What is to be done for one file, and what is then to be said of it. */
  private record Work(List<Bulk.Item> items, Optional<LedgerEntry> entry) {}

  private ClusterArchive(
      Cluster cluster, String concrete, Documents documents, Optional<String> alias) {
    this.alias = alias;
    this.cluster = cluster;
    this.concrete = concrete;
    this.documents = documents;
  }

  /**
   * Opens an index as it is now.
   *
   * @param concrete its own name, not the one it goes by
   */
  static ClusterArchive open(Cluster cluster, String concrete) throws IOException {
    return open(cluster, concrete, new Documents(cluster, concrete), Optional.empty());
  }

  static ClusterArchive open(Cluster cluster, String concrete, Bulk bulk) throws IOException {
    return open(cluster, concrete, new Documents(cluster, concrete, bulk), Optional.empty());
  }

  /**
   * Opens the index that goes by a name, for as long as it does.
   *
   * @param alias the name
   */
  static ClusterArchive live(Cluster cluster, String concrete, String alias) throws IOException {
    return open(cluster, concrete, new Documents(cluster, concrete), Optional.of(alias));
  }

  private static ClusterArchive open(
      Cluster cluster, String concrete, Documents documents, Optional<String> alias)
      throws IOException {
    ClusterArchive archive = new ClusterArchive(cluster, concrete, documents, alias);
    archive.read();
    return archive;
  }

  private void read() throws IOException {
    documents.refresh();
    Mapping.notesOf(cluster.get("/" + concrete).json().path(concrete))
        .properties()
        .forEach(note -> notes.put(note.getKey(), note.getValue().asText()));
    ledger = LedgerTable.of(documents.ledger());
    withdrawn.addAll(documents.withdrawn());
  }

  @Override
  public LedgerTable ledger() {
    return ledger;
  }

  @Override
  public Optional<LedgerEntry> entry(ContentHash identity) {
    return ledger.entryOf(identity);
  }

  /** Its own name in the cluster. */
  public String name() {
    return concrete;
  }

  /** The notes of the commits until this was opened. */
  public Map<String, String> notes() {
    return notes;
  }

  /** Whether a report was withdrawn for good. */
  public boolean isWithdrawn(String reportId) {
    return withdrawn.contains(reportId);
  }

  /** The ids of all reports that were withdrawn. */
  Set<String> withdrawn() {
    return withdrawn;
  }

  /** Whether a report is here. */
  boolean holds(String reportId) throws IOException {
    return documents.get(reportId).isPresent();
  }

  /** What is kept of the files of corpora, as if nothing had been handed in. */
  public KeptFiles ofCorpora() {
    LedgerTable.Builder files = new LedgerTable.Builder();
    ledger.values().stream().filter(entry -> entry.chosenId().isEmpty()).forEach(files::add);
    return new OfCorpora(this, files.build());
  }

  private record OfCorpora(KeptFiles all, LedgerTable ledger) implements KeptFiles {
    @Override
    public Optional<LedgerEntry> entry(ContentHash identity) {
      return all.entry(identity);
    }

    @Override
    public List<Report> reports(ContentHash identity) throws IOException {
      return all.reports(identity);
    }
  }

  @Override
  public List<Report> reports(ContentHash identity) throws IOException {
    return documents.reports(identity);
  }

  @Override
  public void put(LedgerEntry entry, ContentHash identity, List<Report> reports)
      throws IOException {
    Set<String> former =
        ledger.entryOf(identity).isPresent() ? documents.idsOf(identity) : new HashSet<>();
    List<Bulk.Item> items = new ArrayList<>();
    for (Report report : reports) {
      items.add(Documents.report(report, identity));
      former.remove(report.id());
    }
    former.forEach(id -> items.add(Bulk.Item.delete(id)));
    add(new Work(items, Optional.of(entry)));
  }

  @Override
  public void note(LedgerEntry entry) throws IOException {
    add(new Work(List.of(), Optional.of(entry)));
  }

  @Override
  public void forget(String path) throws IOException {
    add(new Work(List.of(Bulk.Item.delete(Documents.entryId(path))), Optional.empty()));
  }

  @Override
  public void removeReports(ContentHash identity) throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    documents.idsOf(identity).forEach(id -> items.add(Bulk.Item.delete(id)));
    add(new Work(items, Optional.empty()));
  }

  /**
   * Whoever adds what fills a batch waits until it is written: nobody runs ahead of the cluster.
   */
  private synchronized void add(Work work) throws IOException {
    waiting.add(work);
    for (Bulk.Item item : work.items()) {
      characters += item.length();
    }
    if (characters >= BATCH_CHARACTERS || waiting.size() >= BATCH_FILES) {
      flush();
    }
  }

  private synchronized void flush() throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    waiting.forEach(work -> items.addAll(work.items()));
    Map<String, String> refused = documents.bulk().send(items);
    List<Bulk.Item> entries = new ArrayList<>();
    for (Work work : waiting) {
      if (work.entry().isPresent()) {
        entries.add(Documents.entry(accounted(work, work.entry().get(), refused)));
      }
    }
    Map<String, String> lost = documents.bulk().send(entries);
    if (!lost.isEmpty()) {
      throw new ClusterException(
          "the cluster refuses entries of the ledger: " + lost.values().iterator().next(), false);
    }
    waiting.clear();
    characters = 0;
  }

  /** What is to be said of a file, some of whose reports may have been refused. */
  private static LedgerEntry accounted(Work work, LedgerEntry entry, Map<String, String> refused) {
    LedgerEntry accounted = entry;
    for (Bulk.Item item : work.items()) {
      String why = refused.get(item.id());
      if (why != null && item.source().isPresent()) {
        accounted =
            accounted.withoutReport(
                entry.reports() == 1 ? Optional.empty() : Optional.of("report " + item.id()),
                new LedgerEntry.Failure(REFUSED, "the cluster does not take it: " + why));
      }
    }
    return accounted;
  }

  @Override
  public long reports() throws IOException {
    flush();
    documents.refresh();
    return documents
        .counts(List.of(Documents.all(Documents.term(IndexField.KIND, IndexField.REPORT_KIND))))
        .getFirst();
  }

  @Override
  public void commit(Map<String, String> more) throws IOException {
    flush();
    checkLive();
    if (!notes.entrySet().containsAll(more.entrySet())) {
      notes.putAll(more);
      ClusterIndex.expect(
          cluster.put("/" + concrete + "/_mapping", Mapping.notes(notes).toString()), "keep notes");
    }
  }

  /** Adds what is wrong between the ledger and the reports, a sentence each. */
  void checkLedger(List<String> findings) throws IOException {
    List<LedgerEntry> indexed =
        ledger.values().stream()
            .filter(e -> e.outcome() == LedgerEntry.Outcome.INDEXED && e.identity().isPresent())
            .toList();
    long expected = 0;
    for (int from = 0; from < indexed.size(); from += COUNTED_AT_ONCE) {
      List<LedgerEntry> some =
          indexed.subList(from, Math.min(indexed.size(), from + COUNTED_AT_ONCE));
      List<Long> found =
          documents.counts(
              some.stream().map(e -> Documents.ofFile(e.identity().orElseThrow())).toList());
      for (int i = 0; i < some.size(); i++) {
        LedgerEntry entry = some.get(i);
        expected += entry.reports();
        if (found.get(i) != entry.reports()) {
          findings.add(
              entry.path()
                  + " should have "
                  + entry.reports()
                  + " reports in the index and has "
                  + found.get(i));
        }
      }
    }
    long all = reports();
    if (all != expected) {
      findings.add("the ledger tells of " + expected + " reports and the index holds " + all);
    }
  }

  /** What is written to an index that lost its name would be for nothing. */
  private void checkLive() throws IOException {
    if (alias.isPresent() && !cluster.get("/_alias/" + alias.get()).json().has(concrete)) {
      throw new ClusterException(
          "another index took the name " + alias.get() + " meanwhile: run it again", true);
    }
  }

  /** Lets none of the reports come back that were withdrawn from another index. */
  void withdrawLike(ClusterArchive other) throws IOException {
    documents.send(other.withdrawn.stream().map(Documents::withdrawal).toList());
    withdrawn.addAll(other.withdrawn);
  }
}
