package org.vigil.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;
import org.vigil.corpus.ContentHash;

/**
 * The originals of reports that were handed in rather than found in a corpus, kept beside the
 * generations so that every later build has them: one folder for each id, with one file in it.
 *
 * <p>The folder is walked like a corpus, so that whatever is true of a corpus file, from hash to
 * removal, is true of these.
 */
public final class Uploads {

  /** What an id that somebody chooses may look like. */
  public static final Pattern CHOSEN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  /** Ids of this shape are derived from content and cannot be chosen. */
  private static final Pattern DERIVED_ID = Pattern.compile("[0-9a-f]{32}");

  private static final int PREFIX_DIGITS = 12;
  private static final Pattern OF_COLLECTION = Pattern.compile("in-[0-9a-f]{12}-.*");

  /**
   * The folder of originals that are not yet in their place; a walk over a corpus passes over names
   * that begin with a dot. Each begins with the process that wrote it.
   */
  private static final String STAGED = ".staged";

  private final Path home;
  private final Path folder;

  Uploads(Path home) {
    this.home = home;
    this.folder = home.resolve("uploads");
  }

  /** The folder of the index that they belong to. */
  public Path home() {
    return home;
  }

  /** Where they lie; absent until the first is stored. */
  public Path folder() {
    return folder;
  }

  /** Whether somebody may choose this id. */
  public static boolean mayBeChosen(String id) {
    return CHOSEN_ID.matcher(id).matches() && !DERIVED_ID.matcher(id).matches();
  }

  /**
   * How ids begin that are for reports of one collection alone. Who may write to that collection
   * and nowhere else chooses ids that begin so: then none of them can be that of another's report.
   *
   * @param collection empty for none
   */
  public static String prefixOf(Optional<String> collection) {
    byte[] name = collection.orElse("").getBytes(StandardCharsets.UTF_8);
    return "in-" + ContentHash.of(name).hex().substring(0, PREFIX_DIGITS) + "-";
  }

  /** Whether a report of this collection may have this id. */
  public static boolean isFor(String id, Optional<String> collection) {
    return !OF_COLLECTION.matcher(id).matches() || id.startsWith(prefixOf(collection));
  }

  /** Where the original of a report lies. */
  public Path folderOf(String id) {
    return folder.resolve(encoded(id));
  }

  /**
   * What stands for the place of an original in the ledger of an archive that keeps originals
   * itself: an absolute path at which nothing is looked for.
   *
   * @param name of the file as its sender calls it
   */
  public static Path placeOf(String id, String name) {
    return nowhere().resolve(encoded(id)).resolve(safe(name));
  }

  /** Whether a path is such a place. */
  public static boolean isPlace(Path path) {
    return path.startsWith(nowhere()) && path.getNameCount() == 3;
  }

  /** The id that was chosen for what is at such a place. */
  public static String chosenAt(Path place) {
    if (!isPlace(place)) {
      throw new IllegalArgumentException("nothing that was handed in: " + place);
    }
    return decoded(place.getName(1).toString());
  }

  private static Path nowhere() {
    return Path.of("").toAbsolutePath().getRoot().resolve("handed-in");
  }

  /** The id that was chosen for this file, if it lies here. */
  public Optional<String> idOf(Path file) {
    return file.startsWith(folder) && file.getNameCount() == folder.getNameCount() + 2
        ? Optional.of(decoded(file.getName(folder.getNameCount()).toString()))
        : Optional.empty();
  }

  /**
   * An original that is durable, but not yet in its place.
   *
   * @param file where it lies meanwhile
   * @param place where it will lie
   */
  public record Staged(Path file, Path place) {}

  /**
   * Stores an original beside the place where it shall lie.
   *
   * @param name of the file as its sender calls it
   */
  public Staged stage(String id, String name, byte[] bytes) throws IOException {
    if (!mayBeChosen(id)) {
      throw new IllegalArgumentException("not an id that can be chosen: " + id);
    }
    Path staged = Files.createDirectories(folder.resolve(STAGED));
    Path fresh = Files.createTempFile(staged, OWN, "");
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    return new Staged(fresh, folderOf(id).resolve(safe(name)));
  }

  /** Puts an original in its place, in one step, instead of the one before. Durable. */
  public void settle(Staged staged) throws IOException {
    Path own = staged.place().getParent();
    boolean first = !Files.exists(own);
    Files.createDirectories(own);
    Files.move(
        staged.file(),
        staged.place(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    keepOnly(staged.place());
    if (first) {
      IOUtils.fsync(folder, true);
    }
  }

  /** Forgets an original that is not put in its place. */
  public void discard(Staged staged) throws IOException {
    Files.deleteIfExists(staged.file());
  }

  /**
   * Deletes the original before, where a process ended between putting one in its place under
   * another name and that. Nobody else writes meanwhile.
   */
  public void keepLatest() throws IOException {
    try (DirectoryStream<Path> ids = Files.newDirectoryStream(folder)) {
      for (Path own : ids) {
        if (!own.endsWith(STAGED)) {
          keepLatest(own);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever handed in.
    }
  }

  private static void keepLatest(Path own) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(own)) {
      all.forEach(files::add);
    } catch (NotDirectoryException e) {
      // Nothing of ours.
    }
    if (files.size() > 1) {
      Map<Path, FileTime> written = new HashMap<>();
      for (Path file : files) {
        written.put(file, Files.getLastModifiedTime(file));
      }
      keepOnly(Collections.max(files, Comparator.comparing(written::get)));
    }
  }

  /** Deletes all originals beside this one. Durable. */
  private static void keepOnly(Path original) throws IOException {
    Path own = original.getParent();
    try (Stream<Path> files = Files.list(own)) {
      for (Path other : files.filter(p -> !p.equals(original)).toList()) {
        Files.deleteIfExists(other);
      }
    }
    IOUtils.fsync(own, true);
  }

  /** Deletes what processes that ended before they put it in its place left behind. */
  public void tidy() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.resolve(STAGED))) {
      for (Path file : left) {
        if (!isInWork(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever handed in.
    }
  }

  /** What the names of originals begin with that a process stages: its number and its start. */
  private static final String OWN = mark(ProcessHandle.current());

  private static String mark(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start + "-";
  }

  private static boolean isInWork(String name) {
    if (name.startsWith(OWN)) {
      return true;
    }
    try {
      return ProcessHandle.of(Long.parseLong(name.substring(0, Math.max(0, name.indexOf('-')))))
          .filter(process -> name.startsWith(mark(process)))
          .isPresent();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Removes the original of a report, if there is one. Durable when this returns. */
  void remove(String id) throws IOException {
    Path own = folderOf(id);
    if (!Files.isDirectory(own)) {
      return;
    }
    try (Stream<Path> files = Files.walk(own)) {
      List<Path> inwards = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inwards) {
        Files.deleteIfExists(file);
      }
    }
    IOUtils.fsync(folder, true);
  }

  /** Ids that differ in case alone stay two on a file system that ignores case. */
  private static String encoded(String id) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('=').append((char) (c + 'a' - 'A'));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  private static String decoded(String name) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '=' && i + 1 < name.length()) {
        id.append(Character.toUpperCase(name.charAt(++i)));
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }

  /** The last name of a path, of characters that every file system takes. */
  private static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder safe = new StringBuilder();
    last.codePoints()
        .map(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' ? c : '_')
        .forEach(safe::appendCodePoint);
    while (safe.toString().getBytes(StandardCharsets.UTF_8).length > MOST_NAME_BYTES) {
      safe.deleteCharAt(0);
    }
    String bare = safe.toString().replaceFirst("^[.~-]+", "");
    return bare.isEmpty() ? "upload" : bare;
  }

  private static final int MOST_NAME_BYTES = 120;
}
