package org.vigil.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The folder that holds numbered generations and one pointer to the live one.
 *
 * <p>The pointer is a small file that is replaced in one atomic step, so that a reader finds the
 * old generation or the new one and never a mixture. Looking creates nothing.
 */
public final class IndexHome {

  private static final String POINTER = "live";
  private static final String LEAD_VECTORS = "lead-vectors";
  private static final String PREFIX = "generation-";

  /** In the folder of a generation that was live once: it is whole, whatever its number. */
  private static final String WAS_LIVE = "was-live";

  private final Path root;
  private final Withdrawals withdrawals;

  /** Up to where withdrawals were seen to be done in every generation. */
  private volatile long finished;

  private IndexHome(Path root) {
    this.root = root;
    this.withdrawals = new Withdrawals(root);
  }

  public static IndexHome at(Path root) {
    return new IndexHome(root.toAbsolutePath().normalize());
  }

  public Path root() {
    return root;
  }

  /**
   * The generation that searches read; empty if nothing was ever indexed here.
   *
   * @throws DamagedIndexException if the pointer does not lead to a generation
   */
  public Optional<Generation> live() throws IOException {
    String name;
    try {
      name = Files.readString(root.resolve(POINTER)).strip();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (NotDirectoryException e) {
      throw new DamagedIndexException(root + " is not a folder", e);
    } catch (java.nio.charset.MalformedInputException e) {
      throw new DamagedIndexException("the pointer " + root.resolve(POINTER) + " is damaged", e);
    } catch (java.nio.file.FileSystemException e) {
      if (Files.isRegularFile(root)) {
        throw new DamagedIndexException(root + " is a file, not a folder", e);
      }
      throw e;
    }
    Optional<Generation> generation = generation(root.resolve(name));
    if (generation.isEmpty()) {
      throw new DamagedIndexException(
          "the pointer " + root.resolve(POINTER) + " names no generation: '" + name + "'");
    }
    if (!Files.isDirectory(generation.get().folder())) {
      throw new DamagedIndexException("the live generation " + root.resolve(name) + " is missing");
    }
    return generation;
  }

  /** A new, empty generation after all others; not live until {@link #switchTo}. */
  public Generation begin() throws IOException {
    int last = all().stream().mapToInt(Generation::number).max().orElse(0);
    Generation next = new Generation(last + 1, root.resolve(name(last + 1)));
    Files.createDirectories(next.folder());
    return next;
  }

  /**
   * A generation later than the live one that was begun, has a commit, and was never switched to.
   */
  public Optional<Generation> unfinished() throws IOException {
    int live = liveIfSound().map(Generation::number).orElse(0);
    for (Generation g : all().reversed()) {
      if (g.number() > live && g.committed() && !wasLive(g)) {
        return Optional.of(g);
      }
    }
    return Optional.empty();
  }

  /** The generations that were live before and can be live again, the latest first. */
  public List<Generation> earlier() throws IOException {
    Optional<Generation> live = liveIfSound();
    return all().reversed().stream()
        .filter(g -> wasLive(g) && !live.equals(Optional.of(g)))
        .toList();
  }

  private static boolean wasLive(Generation generation) {
    return Files.exists(generation.folder().resolve(WAS_LIVE));
  }

  /** Makes a generation the live one, durably and in one step. */
  public void switchTo(Generation generation) throws IOException {
    Optional<Generation> before = liveIfSound();
    if (before.isPresent() && !wasLive(before.get())) {
      Files.createFile(before.get().folder().resolve(WAS_LIVE));
      org.apache.lucene.util.IOUtils.fsync(before.get().folder(), true);
    }
    Path fresh = root.resolve(POINTER + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(
          StandardCharsets.UTF_8.encode(generation.folder().getFileName().toString() + "\n"));
      channel.force(true);
    }
    Files.move(
        fresh,
        root.resolve(POINTER),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    org.apache.lucene.util.IOUtils.fsync(root, true);
  }

  /** The live generation; empty also where the pointer is damaged or leads to nothing. */
  public Optional<Generation> liveIfSound() throws IOException {
    try {
      return live();
    } catch (DamagedIndexException e) {
      return Optional.empty();
    }
  }

  /**
   * Deletes all generations but the live one and so many of those that were live before it, the
   * latest of them. Readers that still hold one keep its open files; what the system does not let
   * go yet is deleted the next time.
   */
  public void keepEarlier(int most) throws IOException {
    List<Generation> kept = earlier().stream().limit(most).toList();
    Optional<Generation> live = live();
    for (Generation g : all()) {
      if (!live.equals(Optional.of(g)) && !kept.contains(g)) {
        delete(g);
      }
    }
  }

  /** Deletes a generation that is not live. */
  public void delete(Generation generation) throws IOException {
    if (liveIfSound().filter(generation::equals).isPresent()) {
      throw new IllegalArgumentException("generation " + generation.number() + " is live");
    }
    try (Stream<Path> files = Files.walk(generation.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What was withdrawn from this index for good. */
  public Withdrawals withdrawals() throws IOException {
    return withdrawals.refreshed();
  }

  /**
   * Takes a report out of every generation, searchable text and stored bytes alike, and keeps it
   * from coming back. The caller holds the lock. Durable when this returns.
   *
   * @return whether any generation held it
   */
  public boolean withdraw(String reportId, Instant when) throws IOException {
    return withdraw(reportId, when, Map.of());
  }

  /**
   * The same while generations are open for writing.
   *
   * @param open those generations, with their writers
   */
  public boolean withdraw(String reportId, Instant when, Map<Generation, GenerationWriter> open)
      throws IOException {
    withdrawals().add(reportId, when);
    boolean found = false;
    for (Generation generation : all()) {
      GenerationWriter writer = open.get(generation);
      if (writer != null) {
        found |= writer.withdraw(reportId);
      } else if (generation.committed()) {
        try {
          found |= GenerationWriter.withdraw(generation, reportId);
        } catch (LockObtainFailedException e) {
          // This process is building it, since no other may write: it reads the withdrawals again
          // before searches see it.
        }
      }
    }
    uploads().remove(reportId);
    Files.deleteIfExists(leadVectors());
    return found;
  }

  /**
   * Does what is left of withdrawals whose process died over them: takes the reports out of
   * generations that still hold them. The caller holds the lock.
   */
  public void finishWithdrawals() throws IOException {
    List<Generation> left = unfinishedWithdrawals();
    for (Generation generation : left) {
      for (String id : GenerationWriter.held(generation, withdrawals.ids())) {
        boolean unused = GenerationWriter.withdraw(generation, id);
      }
    }
    for (String id : withdrawals.ids()) {
      uploads().remove(id);
    }
    if (!left.isEmpty()) {
      Files.deleteIfExists(leadVectors());
    }
    finished = withdrawals.version();
  }

  /** The generations that still hold a report that was withdrawn. */
  public List<Generation> unfinishedWithdrawals() throws IOException {
    Withdrawals now = withdrawals();
    if (now.version() == finished) {
      return List.of();
    }
    List<Generation> left = new ArrayList<>();
    for (Generation generation : all()) {
      if (!GenerationWriter.held(generation, now.ids()).isEmpty()) {
        left.add(generation);
      }
    }
    return left;
  }

  /**
   * The file with vectors of what reports say, from which much of their text can be guessed: it
   * goes whole when a report is withdrawn.
   */
  public Path leadVectors() {
    return root.resolve(LEAD_VECTORS);
  }

  /** The originals of reports that were handed in. */
  public Uploads uploads() {
    return new Uploads(root);
  }

  /** Keeps other processes from writing here until the lock is closed. */
  public WriterLock lock() throws IOException {
    return WriterLock.acquire(root);
  }

  private List<Generation> all() throws IOException {
    List<Generation> generations = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, PREFIX + "*")) {
        for (Path folder : folders) {
          generation(folder).ifPresent(generations::add);
        }
      }
    }
    generations.sort(Comparator.comparingInt(Generation::number));
    return generations;
  }

  private static Optional<Generation> generation(Path folder) {
    String name = folder.getFileName().toString();
    if (!name.matches(PREFIX + "[0-9]{6}")) {
      return Optional.empty();
    }
    return Optional.of(new Generation(Integer.parseInt(name.substring(PREFIX.length())), folder));
  }

  private static String name(int number) {
    return PREFIX + String.format(java.util.Locale.ROOT, "%06d", number);
  }
}
