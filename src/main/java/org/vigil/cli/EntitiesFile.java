package org.vigil.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.corpus.Corpus;
import org.vigil.entity.Curation;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.ingest.IndexedRoots;
import org.vigil.search.CurationSource;

/**
 * The files in which people decide about names: the one given, or the {@value Corpus#ENTITIES_FILE}
 * of each folder that was indexed. They are read again when they change.
 */
final class EntitiesFile implements CurationSource {

  private static final Logger LOG = LoggerFactory.getLogger(EntitiesFile.class);

  /** What a file said when it had this size and time. */
  private record Read(long size, FileTime time, Curation curation) {}

  private final IndexHome home;
  private final Optional<Path> given;
  private final Map<Path, Read> read = new HashMap<>();

  EntitiesFile(IndexHome home, Optional<Path> given) {
    this.home = home;
    this.given = given;
  }

  /** The files there may be, first the one to write to. */
  List<Path> paths() throws IOException {
    if (given.isPresent()) {
      return List.of(given.get());
    }
    List<Path> paths = new ArrayList<>();
    Optional<Generation> live = home.live();
    if (live.isPresent()) {
      for (Path root : IndexedRoots.of(live.get())) {
        if (Files.isDirectory(root)) {
          paths.add(root.resolve(Corpus.ENTITIES_FILE));
        }
      }
    }
    return paths;
  }

  /** Once a file was read, what it said then holds until it can be read again. */
  @Override
  public synchronized Curation get() throws IOException {
    Curation all = Curation.NONE;
    for (Path path : paths()) {
      if (Files.exists(path)) {
        all = all.and(read(path));
      } else if (given.isPresent()) {
        throw new UnusableException("there is no file " + path + ": check --entities-file");
      }
    }
    return all;
  }

  private Curation read(Path path) throws IOException {
    Optional<Read> before = Optional.ofNullable(read.get(path));
    long size = Files.size(path);
    FileTime time = Files.getLastModifiedTime(path);
    if (before.isPresent() && before.get().size() == size && before.get().time().equals(time)) {
      return before.get().curation();
    }
    Curation curation;
    try {
      curation = Curation.read(path);
    } catch (IllegalArgumentException e) {
      if (before.isEmpty()) {
        throw new UnusableException(String.valueOf(e.getMessage()));
      }
      LOG.warn("{} cannot be read and what it said before holds; see 'vigil entities'", path);
      curation = before.get().curation();
    }
    read.put(path, new Read(size, time, curation));
    return curation;
  }

  /** Adds a line at the end, once the file with it can be read. */
  static void append(Path path, Curation.Line line) throws IOException {
    String before = Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
    String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
    Files.writeString(
        path,
        gap + line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
