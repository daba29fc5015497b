package org.vigil.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.Indexing;
import picocli.CommandLine.Option;

/** How a generation is built anew. */
final class ReindexOptions {

  @Option(
      names = "--fresh",
      description =
          "Read every original again, also where what was read of it before is kept and the rules"
              + " are the same.")
  boolean fresh;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Generations to keep beside the live one, for 'reindex --rollback' (default:"
              + " ${DEFAULT-VALUE}).")
  int keep = 1;

  @Option(
      names = "--force",
      description =
          "Switch even if the new index lacks reports or answers golden queries otherwise than the"
              + " live one.")
  boolean force;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Bring together what workers made: use what the index in this folder keeps of each file, as"
              + " well as what the live one does. Once for each part ('vigil index --worker').")
  List<Path> from = new ArrayList<>();

  Indexing.Policy policy() {
    return new Indexing.Policy(fresh, keep, force);
  }
}
