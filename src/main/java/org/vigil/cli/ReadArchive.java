package org.vigil.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.vigil.cluster.ClusterArchive;
import org.vigil.cluster.ClusterIndex;
import org.vigil.index.Generation;
import org.vigil.index.IndexedRoots;
import org.vigil.index.KeptFiles;
import org.vigil.index.KeptReports;
import picocli.CommandLine;

/**
 * What a command reads of an archive, wherever that is kept.
 *
 * @param name of the generation, or of the index in the cluster
 * @param place where it is, for people
 * @param files what is kept of each file
 * @param roots the folders and files that were indexed
 * @param open is closed with this
 */
record ReadArchive(String name, String place, KeptFiles files, List<Path> roots, Closeable open)
    implements AutoCloseable {

  /** The one that the options say; a complaint where there is none. */
  static ReadArchive of(CommonOptions common, StoreOptions store, CommandLine command)
      throws IOException {
    return store.isCluster(command) ? there(store.index()) : here(common.live());
  }

  private static ReadArchive here(Generation live) throws IOException {
    KeptReports kept = KeptReports.of(live);
    return new ReadArchive(
        live.folder().getFileName().toString(),
        live.folder().toString(),
        kept,
        IndexedRoots.of(live),
        kept::close);
  }

  private static ReadArchive there(ClusterIndex index) throws IOException {
    try {
      ClusterArchive archive = index.existing();
      return new ReadArchive(
          archive.name(),
          archive.name() + " at " + index.url() + ", " + index.health().sentence(),
          archive,
          IndexedRoots.of(archive.notes()),
          index::close);
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
