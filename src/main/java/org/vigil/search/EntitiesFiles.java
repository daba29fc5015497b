package org.vigil.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.corpus.Corpus;
import org.vigil.entity.Curation;
import org.vigil.entity.MalformedCurationException;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexedRoots;

/**
 * The files in which people decide about names: the one given, or the {@value Corpus#ENTITIES_FILE}
 * of each folder that was indexed. They are read again when they change. Safe for several threads.
 */
public final class EntitiesFiles implements CurationSource, Decisions {

  private static final Logger LOG = LoggerFactory.getLogger(EntitiesFiles.class);

  /** What a file said when it had this size and time. */
  private record Read(long size, FileTime time, Curation curation) {}

  private final IndexHome home;
  private final Optional<Path> given;
  private final Map<Path, Read> read = new HashMap<>();

  /**
   * @param given instead of those in the folders that were indexed
   */
  public EntitiesFiles(IndexHome home, Optional<Path> given) {
    this.home = home;
    this.given = given;
  }

  /** The files there may be, first the one to write to. */
  public List<Path> paths() throws IOException {
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
        Read before = read.get(path);
        if (before == null) {
          throw new NoSuchFileException(path.toString());
        }
        all = all.and(before.curation());
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
    } catch (MalformedCurationException e) {
      if (before.isEmpty()) {
        throw e;
      }
      LOG.warn("{} cannot be read and what it said before holds; see 'vigil entities'", path);
      curation = before.get().curation();
    }
    read.put(path, new Read(size, time, curation));
    return curation;
  }

  @Override
  public synchronized Content content() throws IOException {
    List<Decision> decisions = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Path path : paths()) {
      Curation.Parsed parsed = Curation.parse(textOf(path));
      parsed.lines().forEach(line -> decisions.add(Decision.of(path, line)));
      parsed.faults().forEach(fault -> faults.add(new Fault(path, fault)));
    }
    return new Content(decisions, faults);
  }

  /**
   * Adds lines to the first file, durably, those that stand there already apart; all or none.
   *
   * @throws NoSuchFileException if there is no folder that could hold the file
   */
  @Override
  public synchronized List<Decision> add(List<Curation.Line> lines) throws IOException {
    List<Path> paths = paths();
    if (paths.isEmpty()) {
      throw new NoSuchFileException(
          Corpus.ENTITIES_FILE, null, "no folder was indexed that could hold it");
    }
    Path path = paths.getFirst();
    String before = textOf(path);
    String more = Decisions.missing(path, before, lines);
    Curation.Parsed after = Curation.parse(before + more);
    if (!more.isEmpty()) {
      try (FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        write(file, more);
      }
      forgetTime(path);
    }
    return Decision.standing(path, after.lines(), lines);
  }

  @Override
  public synchronized boolean withdraw(String key) throws IOException {
    for (Path path : paths()) {
      String text = textOf(path);
      Set<Integer> numbers = new HashSet<>();
      for (Curation.Line line : Curation.parse(text).lines()) {
        if (Decision.of(path, line).key().equals(key)) {
          numbers.add(line.number());
        }
      }
      if (!numbers.isEmpty()) {
        replace(path, Decisions.without(text, numbers));
        forgetTime(path);
        return true;
      }
    }
    return false;
  }

  /** Lets the file be read again even if it has the size and, by the clock, the time of before. */
  private void forgetTime(Path path) {
    Read before = read.get(path);
    if (before != null) {
      read.put(path, new Read(-1, before.time(), before.curation()));
    }
  }

  private static String textOf(Path path) throws IOException {
    return Files.exists(path) ? Curation.text(path) : "";
  }

  private static void replace(Path path, String text) throws IOException {
    // Where a link leads, so that it stays one; a name with a dot in front is no part of a corpus.
    Path real = path.toRealPath();
    Path fresh = real.resolveSibling("." + real.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try {
      Files.copy(real, fresh, StandardCopyOption.COPY_ATTRIBUTES);
      try (FileChannel file =
          FileChannel.open(fresh, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        write(file, text);
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void write(FileChannel file, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }
}
