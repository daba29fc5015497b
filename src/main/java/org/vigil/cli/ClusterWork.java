package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.cluster.ClusterArchive;
import org.vigil.cluster.ClusterDecisions;
import org.vigil.cluster.ClusterIndex;
import org.vigil.corpus.Corpus;
import org.vigil.entity.Curation;
import org.vigil.entity.MalformedCurationException;
import org.vigil.index.DamagedIndexException;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;
import org.vigil.index.KeptFiles;
import org.vigil.ingest.HandedIn;
import org.vigil.ingest.IndexRun;
import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.Indexing;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Ingestor;
import org.vigil.ingest.ReportWriter;
import org.vigil.search.GoldenQueries;

/**
 * Brings an archive in a cluster up to date, and builds it anew beside the present one.
 *
 * @param home folder of golden queries
 * @param shape of an index that is made
 * @param refresh makes searches here see what a run did
 */
record ClusterWork(
    ClusterIndex index, IndexHome home, ClusterIndex.Shape shape, ReportWriter.Refresh refresh)
    implements IndexRuns.Target, IndexRuns.Opened {

  @Override
  public IndexRuns.Opened open() {
    return this;
  }

  @Override
  public void close() {
    // The connection goes on to be used.
  }

  @Override
  public IngestSummary run(IndexRun.Mode mode, Ingestor ingestor, IngestProgress progress)
      throws IOException {
    IngestSummary summary =
        switch (mode) {
          case UPDATE -> update(List.of(), ingestor, progress);
          case REBUILD -> rebuild(List.of(), Indexing.Policy.STANDARD, ingestor, progress);
        };
    refresh.run();
    return summary;
  }

  /** For a command that searches nothing itself. */
  ClusterWork(ClusterIndex index, IndexHome home, ClusterIndex.Shape shape) {
    this(index, home, shape, () -> {});
  }

  /**
   * Brings the archive up to date, or makes the first one.
   *
   * @param given what to read; empty for all that was indexed so far
   */
  IngestSummary update(List<Path> given, Ingestor ingestor, IngestProgress progress)
      throws IOException {
    ClusterArchive archive = index.archive(shape);
    List<Path> roots = given.isEmpty() ? IndexedRoots.of(archive.notes()) : given;
    IngestSummary summary = ingestor.run(there(archive, archive), false, roots, progress);
    followFiles(index.decisions(), archive, progress);
    return summary;
  }

  /** Lets what people decided about names in the folders of the corpus hold in the cluster. */
  private static void followFiles(
      ClusterDecisions decisions, ClusterArchive archive, IngestProgress progress)
      throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try {
      for (Path root : IndexedRoots.of(archive.notes())) {
        Path file = root.resolve(Corpus.ENTITIES_FILE);
        // A folder that is not there now has not taken back what it said.
        if (Files.isDirectory(root)) {
          texts.put(file.toString(), Files.isRegularFile(file) ? Curation.text(file) : "");
        }
      }
      decisions.follow(texts);
    } catch (MalformedCurationException e) {
      progress.notice(e.getMessage() + "; what was decided before holds");
    }
  }

  /** Builds the archive anew, and puts it in the place of the present one. */
  IngestSummary rebuild(
      List<Path> given, Indexing.Policy policy, Ingestor ingestor, IngestProgress progress)
      throws IOException {
    ClusterIndex.Rebuild rebuild = index.rebuild(shape);
    HandedIn handedIn = ingestor.handedIn();
    carry(rebuild, handedIn);
    List<Path> roots = given.isEmpty() ? IndexedRoots.of(rebuild.earlier().notes()) : given;
    IngestSummary summary =
        ingestor.run(there(rebuild.next(), rebuild.earlier()), policy.fresh(), roots, progress);
    ClusterDecisions decisions = index.decisions(rebuild.next());
    index.carryDecisions(rebuild);
    followFiles(decisions, rebuild.next(), progress);
    ClusterIndex.Rebuild built = index.reopened(rebuild);
    check(built, policy);
    index.hold(built.earlier());
    try {
      ClusterIndex.Rebuild last = index.reopened(rebuild);
      carry(last, handedIn);
      index.carryDecisions(last);
      followFiles(decisions, rebuild.next(), progress);
      index.withdrawLike(last.next(), last.earlier());
      index.switchTo(last.next());
    } finally {
      index.release(built.earlier());
    }
    index.keepEarlier(policy.keep());
    return summary;
  }

  private void carry(ClusterIndex.Rebuild rebuild, HandedIn handedIn) throws IOException {
    handedIn.carry(
        rebuild.earlier(),
        index.writer(rebuild.earlier()),
        rebuild.next(),
        index.writer(rebuild.next()));
  }

  private void check(ClusterIndex.Rebuild built, Indexing.Policy policy) throws IOException {
    List<String> damage = index.inspect(built.next());
    if (!damage.isEmpty()) {
      index.delete(built.next());
      throw new DamagedIndexException(
          "the index that was built is damaged, so it was deleted: " + damage.getFirst());
    }
    if (!policy.force()
        && index.isOfThisSchema(built.earlier())
        && !built.earlier().ledger().isEmpty()) {
      GoldenQueries.of(home.root())
          .check(
              built.earlier().ledger(),
              built.next().ledger(),
              index.searcher(built.earlier()),
              index.searcher(built.next()));
    }
  }

  private Ingestor.Archive there(ClusterArchive archive, ClusterArchive earlier) {
    KeptFiles begun = archive.ofCorpora();
    return new Ingestor.Archive(
        archive,
        begun,
        archive.equals(earlier) ? begun : earlier.ofCorpora(),
        home.uploads(),
        archive::isWithdrawn,
        archive.notes());
  }
}
