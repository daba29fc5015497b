package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.index.LedgerEntry;
import org.vigil.index.SharedArchive;
import org.vigil.index.Uploads;
import org.vigil.report.Report;
import org.vigil.schema.IndexField;

/**
 * Takes single reports into and out of an index of a cluster, without reading its ledger. Whatever
 * is withdrawn goes out of every index that has gone by its name, or is to.
 */
public final class ClusterWriter implements SharedArchive {

  private static final String ORIGINAL_KIND = "original";

  /** Bytes of an original in one document. */
  private static final int PIECE = 4 << 20;

  /** Somebody waits for the answer, who can try again himself. */
  private static final int TRIES = 4;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  private final ClusterIndex index;
  private final Optional<String> only;
  private final Set<String> prepared = ConcurrentHashMap.newKeySet();

  /**
   * @param only the index that is meant; empty for that which goes by the name at each moment
   */
  ClusterWriter(ClusterIndex index, Optional<String> only) {
    this.index = index;
    this.only = only;
  }

  private String concrete() throws IOException {
    return only.isPresent() ? only.get() : index.readable().concrete();
  }

  private Documents documents(String concrete) {
    return new Documents(
        index.cluster(), concrete, new Bulk(index.cluster(), concrete, FIRST_WAIT, TRIES));
  }

  @Override
  public void receive(LedgerEntry entry, List<Report> reports, byte[] original) throws IOException {
    String concrete = concrete();
    receive(concrete, entry, reports, original);
    // Another may have taken the name meanwhile, and what came too late for it is to be there too.
    for (String now = concrete(); !now.equals(concrete); now = concrete()) {
      concrete = now;
      receive(concrete, entry, reports, original);
    }
  }

  private void receive(String concrete, LedgerEntry entry, List<Report> reports, byte[] original)
      throws IOException {
    String id = entry.chosenId().orElseThrow();
    ContentHash identity = entry.identity().orElseThrow();
    Documents documents = documents(concrete);
    prepare(concrete);
    documents.refresh();
    List<LedgerEntry> former = documents.ledgerBelow(folderOf(PathText.path(entry.path())));
    Set<String> left = documents.idsOf(identity);
    List<Bulk.Item> items = new ArrayList<>();
    for (Report report : reports) {
      items.add(Documents.report(report, identity));
      left.remove(report.id());
    }
    left.forEach(each -> items.add(Bulk.Item.delete(each)));
    keep(documents, id, entry.hash().orElseThrow(), original);
    documents.send(items);
    List<Bulk.Item> ledger = new ArrayList<>();
    ledger.add(Documents.entry(entry));
    ledger.add(Bulk.Item.delete(Documents.withdrawalId(id)));
    for (LedgerEntry before : former) {
      if (!before.path().equals(entry.path())) {
        ledger.add(Bulk.Item.delete(Documents.entryId(before.path())));
      }
      if (!before.hash().equals(entry.hash())) {
        ledger.addAll(withoutOriginal(documents, before));
      }
    }
    documents.send(ledger);
    documents.refresh();
  }

  /** Lets an index hold originals that an earlier program made. */
  private void prepare(String concrete) throws IOException {
    if (!prepared.contains(concrete)) {
      ClusterIndex.expect(
          index.cluster().put("/" + concrete + "/_mapping", Mapping.later().toString()),
          "keep what is handed in");
      prepared.add(concrete);
    }
  }

  /** How the paths of files begin that were handed in under this id. */
  private static String folderOf(Path place) {
    return place.getParent() + place.getFileSystem().getSeparator();
  }

  private static String pieceId(String id, ContentHash hash, int number) {
    return "original." + id + "." + hash.hex().substring(0, 16) + "." + number;
  }

  private static void keep(Documents documents, String id, ContentHash hash, byte[] original)
      throws IOException {
    for (int number = 0; number * (long) PIECE < original.length; number++) {
      int from = number * PIECE;
      byte[] piece = Arrays.copyOfRange(original, from, Math.min(original.length, from + PIECE));
      ObjectNode source =
          Wire.object()
              .put(IndexField.KIND.fieldName(), ORIGINAL_KIND)
              .put(Mapping.ORIGINAL, Base64.getEncoder().encodeToString(piece));
      documents.send(List.of(Bulk.Item.index(pieceId(id, hash, number), source.toString())));
    }
  }

  private static List<Bulk.Item> withoutOriginal(Documents documents, LedgerEntry entry)
      throws IOException {
    List<Bulk.Item> items = new ArrayList<>();
    String id = entry.chosenId().orElseThrow();
    ContentHash hash = entry.hash().orElseThrow();
    for (int n = 0; documents.get(pieceId(id, hash, n)).isPresent(); n++) {
      items.add(Bulk.Item.delete(pieceId(id, hash, n)));
    }
    return items;
  }

  @Override
  public Optional<byte[]> original(Path place, ContentHash hash) throws IOException {
    Documents documents = documents(concrete());
    String id = Uploads.chosenAt(place);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Optional<JsonNode> piece = documents.get(pieceId(id, hash, 0));
    for (int next = 1; piece.isPresent(); next++) {
      bytes.writeBytes(Base64.getDecoder().decode(piece.get().path(Mapping.ORIGINAL).asText()));
      piece = documents.get(pieceId(id, hash, next));
    }
    return Optional.of(bytes.toByteArray()).filter(all -> ContentHash.of(all).equals(hash));
  }

  @Override
  public boolean withdraw(String reportId) throws IOException {
    boolean was = false;
    for (String concrete : only.isPresent() ? List.of(only.get()) : index.all()) {
      was |= withdraw(documents(concrete), reportId);
    }
    return was;
  }

  private static boolean withdraw(Documents documents, String reportId) throws IOException {
    documents.send(List.of(Documents.withdrawal(reportId)));
    Optional<JsonNode> document = documents.get(reportId);
    if (document.isEmpty()) {
      return false;
    }
    documents.refresh();
    JsonNode report = document.get().path(Mapping.REPORT);
    ContentHash identity =
        StoredReport.identity(report)
            .orElseGet(() -> new ContentHash(report.at("/source/sha256").asText()));
    Optional<String> part = Optional.ofNullable(report.at("/source/part").textValue());
    List<Bulk.Item> items = new ArrayList<>();
    items.add(Bulk.Item.delete(reportId));
    Optional<LedgerEntry> file = fileOf(documents, identity, reportId, part);
    if (file.isPresent() && file.get().chosenId().equals(Optional.of(reportId))) {
      for (String other : documents.idsOf(identity)) {
        if (!other.equals(reportId)) {
          items.add(Bulk.Item.delete(other));
        }
      }
      items.add(Bulk.Item.delete(Documents.entryId(file.get().path())));
      items.addAll(withoutOriginal(documents, file.get()));
    } else if (file.isPresent()) {
      items.add(Documents.entry(file.get().withoutReport(part, LedgerEntry.WITHDRAWAL)));
    }
    documents.send(items);
    documents.refresh();
    return true;
  }

  private static Optional<LedgerEntry> fileOf(
      Documents documents, ContentHash identity, String reportId, Optional<String> part)
      throws IOException {
    List<LedgerEntry> candidates = documents.ledgerOf(identity);
    if (candidates.isEmpty()) {
      // As an earlier program wrote it.
      candidates = documents.ledger();
    }
    return candidates.stream()
        .filter(e -> e.outcome() == LedgerEntry.Outcome.INDEXED)
        .filter(e -> e.isReport(reportId, part))
        .findFirst();
  }
}
