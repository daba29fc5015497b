package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vigil.cluster.ClusterArchive;
import org.vigil.cluster.ClusterIndex;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.Inspection;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.SharedArchive;
import org.vigil.index.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil verify}: is the index whole, and are the originals what they were? */
@Command(
    name = "verify",
    description = {
      "Check the index: every byte against its checksum, every file's reports against the ledger, and"
          + " every original against the hash it had when it was read. In a cluster, every copy of"
          + " the index.",
      "",
      "Changes nothing. Exit status 3 if the index is damaged; originals that changed or went are"
          + " reported, since 'vigil index' follows them."
    })
final class VerifyCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--no-originals", description = "Do not read the original files again.")
  private boolean noOriginals;

  @Override
  public Integer call() throws IOException {
    if (store.isCluster(spec.commandLine())) {
      try (ClusterIndex index = store.index()) {
        ClusterArchive archive = index.existing();
        SharedArchive originals = index.writer(archive);
        return report(
            archive.name(),
            index.inspect(archive),
            archive.ledger(),
            new OriginalsCheck(
                archive::ledger,
                e -> e.chosenId().isPresent() ? changedThere(e, originals) : changed(e)),
            Complaints.OF_DAMAGE_THERE,
            List.of());
      }
    }
    Generation live = common.anyLive();
    List<String> damage = Inspection.of(live);
    return report(
        live.folder().getFileName().toString(),
        damage,
        damage.isEmpty() ? Ledger.read(live) : Map.of(),
        new OriginalsCheck(() -> Ledger.read(common.anyLive()), VerifyCommand::changed),
        Complaints.OF_DAMAGE,
        withdrawalsToFinish(common.home()));
  }

  /** What a process that died has left in the files of the index; unknown while one writes. */
  private static List<String> withdrawalsToFinish(IndexHome home) throws IOException {
    WriterLock lock;
    try {
      lock = home.lock();
    } catch (IndexInUseException | FileSystemException e) {
      return List.of();
    }
    try (lock) {
      return home.unfinishedWithdrawals().stream()
          .map(generation -> generation.folder().getFileName().toString())
          .toList();
    }
  }

  private int report(
      String name,
      List<String> damage,
      Map<String, LedgerEntry> ledger,
      OriginalsCheck originals,
      String remedy,
      List<String> unfinished)
      throws IOException {
    List<String> changed = damage.isEmpty() && !noOriginals ? originals.changed(ledger) : List.of();
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("generation", name);
      json.put("sound", damage.isEmpty());
      damage.forEach(json.putArray("damage")::add);
      changed.forEach(json.putArray("originals")::add);
      unfinished.forEach(json.putArray("unfinishedWithdrawals")::add);
      out.println(json);
    } else {
      damage.forEach(d -> out.println("damage: " + Printable.of(d)));
      changed.forEach(c -> out.println("original: " + Printable.of(c)));
      unfinished.forEach(
          g ->
              out.println(
                  "withdrawal: the files of "
                      + g
                      + " may hold what was withdrawn: 'vigil index' takes it out"));
      if (damage.isEmpty()) {
        out.println(
            "The index is sound"
                + (noOriginals
                    ? "."
                    : changed.isEmpty()
                        ? "; every original is what it was."
                        : "; " + changed.size() + " originals are not what they were."));
      } else {
        out.println("The index is damaged: " + remedy + ".");
      }
    }
    out.flush();
    return damage.isEmpty() ? Vigil.DONE : Vigil.CANNOT_USE;
  }

  private static Optional<String> changed(LedgerEntry entry) {
    Path path = PathText.path(entry.path());
    if (!Files.exists(path)) {
      return Optional.of(entry.path() + " is gone");
    }
    try {
      return ContentHash.of(path).equals(entry.hash().orElseThrow())
          ? Optional.empty()
          : Optional.of(entry.path() + " has changed since it was read");
    } catch (IOException e) {
      return Optional.of(entry.path() + " cannot be read any more");
    }
  }

  private static Optional<String> changedThere(LedgerEntry entry, SharedArchive originals)
      throws IOException {
    return originals.original(PathText.path(entry.path()), entry.hash().orElseThrow()).isPresent()
        ? Optional.empty()
        : Optional.of(entry.path() + " is gone, or is not what was handed in");
  }
}
