package org.vigil.search;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.SchemaVersion;

/** Gives the Lucene directory that searches read now; the same one while nothing is switched. */
@FunctionalInterface
interface LiveDirectory extends ReaderSource {

  Directory get() throws IOException;

  @Override
  default DirectoryReader open() throws IOException {
    return DirectoryReader.open(get());
  }

  @Override
  default Optional<DirectoryReader> openIfChanged(DirectoryReader old) throws IOException {
    Directory directory = get();
    return old.directory().equals(directory)
        ? Optional.ofNullable(DirectoryReader.openIfChanged(old))
        : Optional.of(DirectoryReader.open(directory));
  }

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
          SchemaVersion.check(live.get());
          // Readers of the former directory keep the files that they have open.
          directory = Optional.of(live.get().directory());
          generation = live;
        }
        return directory.get();
      }
    };
  }
}
