package org.vigil.search;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.store.Directory;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;

/** Gives the Lucene directory that searches read now; the same one while nothing is switched. */
@FunctionalInterface
interface LiveDirectory {

  Directory get() throws IOException;

  /** That of the live generation below a folder. */
  static LiveDirectory in(Path indexRoot) {
    IndexHome home = IndexHome.at(indexRoot);
    return new LiveDirectory() {
      private Optional<Generation> generation = Optional.empty();
      private Optional<Directory> directory = Optional.empty();

      @Override
      public synchronized Directory get() throws IOException {
        Optional<Generation> live = home.live();
        if (live.isEmpty()) {
          throw new NoSuchFileException(
              home.root().toString(), null, "nothing has been indexed here yet");
        }
        if (directory.isEmpty() || !live.equals(generation)) {
          // Readers of the former directory keep the files that they have open.
          directory = Optional.of(live.get().directory());
          generation = live;
        }
        return directory.get();
      }
    };
  }
}
