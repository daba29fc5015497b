package org.vigil.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.vigil.api.StatusSource;
import org.vigil.cluster.ClusterArchive;
import org.vigil.cluster.ClusterIndex;
import org.vigil.search.ReportSearcher;

/** Tells the API what is in an index of a cluster; reads its ledger once for each edition. */
final class ClusterStatus implements StatusSource {

  private final ClusterIndex index;
  private final ReportSearcher searcher;
  private @Nullable Counted last;

  ClusterStatus(ClusterIndex index, ReportSearcher searcher) {
    this.index = index;
    this.searcher = searcher;
  }

  private record Counted(String edition, String generation, IndexStatus.Counts counts) {}

  @Override
  public synchronized Status status() throws IOException {
    String edition = searcher.edition();
    if (last == null || !last.edition().equals(edition)) {
      ClusterArchive archive = index.existing();
      last = new Counted(edition, archive.name(), IndexStatus.Counts.of(archive.ledger().values()));
    }
    IndexStatus.Counts counts = last.counts();
    return new Status(
        Vigil.Version.number(),
        last.generation(),
        searcher.size(),
        counts.files(),
        counts.unreadable(),
        counts.latest());
  }
}
