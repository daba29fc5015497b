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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds numbered generations and one pointer to the live one.
 *
 * <p>The pointer is a small file that is replaced in one atomic step, so that a reader finds the
 * old generation or the new one and never a mixture. Looking creates nothing.
 */
public final class IndexHome {

  private static final Logger LOG = LoggerFactory.getLogger(IndexHome.class);
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
      name = pointed();
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
          "the pointer "
              + root.resolve(POINTER)
              + " names no generation: '"
              + name.replaceAll("\\s+", " ")
              + "'");
    }
    if (!Files.isDirectory(generation.get().folder())) {
      if (!pointed().equals(name)) {
        // Another was switched to, and this one removed, since the pointer was read.
        return live();
      }
      throw new DamagedIndexException("the live generation " + root.resolve(name) + " is missing");
    }
    return generation;
  }

  private String pointed() throws IOException {
    return Files.readString(root.resolve(POINTER)).strip();
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
      IOUtils.fsync(before.get().folder(), true);
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
    IOUtils.fsync(root, true);
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
    return !withdraw(List.of(reportId), when, Map.of()).isEmpty();
  }

  /** The same for many, which costs about as much as for one. */
  public Set<String> withdraw(Collection<String> reportIds, Instant when) throws IOException {
    return withdraw(reportIds, when, Map.of());
  }

  /**
   * The same while generations are open for writing.
   *
   * @param open those generations, with their writers
   * @return those that any generation held
   */
  public Set<String> withdraw(
      Collection<String> reportIds, Instant when, Map<Generation, GenerationWriter> open)
      throws IOException {
    withdrawals().add(reportIds, when);
    removeOriginals(reportIds);
    return erase(Set.copyOf(reportIds), all(), open);
  }

  /**
   * The first half of a withdrawal: with the next commit of this writer no search finds the reports
   * any more, and nothing brings them back. The caller holds the lock, and is to {@link #erase}
   * them afterwards; if it dies before, whoever writes next does.
   *
   * @param writer of the live generation
   */
  public GenerationWriter.Hidden hide(
      Collection<String> reportIds, Instant when, GenerationWriter writer) throws IOException {
    withdrawals().add(reportIds, when);
    removeOriginals(reportIds);
    removeLeadVectors();
    return writer.hide(reportIds);
  }

  /**
   * The second half: takes them from the files of all generations.
   *
   * @param live the generation that is open, with its writer
   */
  public void erase(GenerationWriter.Hidden hidden, Generation live, GenerationWriter writer)
      throws IOException {
    inEach(
        all(),
        generation -> {
          if (generation.equals(live)) {
            writer.erase(hidden);
          } else {
            Set<String> unused = eraseFrom(generation, hidden.reports());
          }
        });
  }

  /** Something to do in a generation. */
  private interface Step {
    void in(Generation generation) throws IOException;
  }

  /** Goes through all of them, even if one fails. */
  private static void inEach(List<Generation> generations, Step step) throws IOException {
    IOException failed = null;
    for (Generation generation : generations) {
      try {
        step.in(generation);
      } catch (IOException e) {
        failed = IOUtils.useOrSuppress(failed, e);
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private void removeLeadVectors() throws IOException {
    Files.deleteIfExists(leadVectors());
    Files.deleteIfExists(root.resolve(LEAD_VECTORS + ".new"));
  }

  private void removeOriginals(Collection<String> reportIds) throws IOException {
    Uploads uploads = uploads();
    uploads.tidy();
    for (String id : reportIds) {
      uploads.remove(id);
    }
  }

  /**
   * Takes reports out of what is made of them. All generations are gone through, even if one of
   * them fails.
   */
  private Set<String> erase(
      Set<String> reportIds, List<Generation> generations, Map<Generation, GenerationWriter> open)
      throws IOException {
    // Before the generations, as one that is not done is what tells of work left.
    removeLeadVectors();
    Set<String> found = new TreeSet<>();
    inEach(
        generations,
        generation -> {
          GenerationWriter writer = open.get(generation);
          found.addAll(
              writer != null ? writer.withdraw(reportIds) : eraseFrom(generation, reportIds));
        });
    return found;
  }

  private Set<String> eraseFrom(Generation generation, Set<String> reportIds) throws IOException {
    try {
      if (isLive(generation)) {
        generation.checkWhole();
      }
      if (generation.isWhole()) {
        return GenerationWriter.withdraw(generation, reportIds);
      }
      if (isUsed(generation)) {
        // Nobody can search what is not whole or has no commit, and nobody can take anything out.
        try (Directory directory = generation.directory()) {
          directory.obtainLock(IndexWriter.WRITE_LOCK_NAME).close();
        }
        LOG.warn("deleting {}, which cannot be read", generation.folder().getFileName());
        delete(generation);
      }
    } catch (LockObtainFailedException e) {
      // This process is building it, since no other may write: it reads the withdrawals again
      // before searches see it.
      LOG.debug("{} is being built", generation.folder().getFileName());
    }
    return Set.of();
  }

  private boolean isLive(Generation generation) throws IOException {
    return liveIfSound().filter(generation::equals).isPresent();
  }

  /** Whether anything was written into a generation yet. */
  private static boolean isUsed(Generation generation) throws IOException {
    try (Stream<Path> files = Files.list(generation.folder())) {
      return files.anyMatch(f -> !f.endsWith(IndexWriter.WRITE_LOCK_NAME));
    }
  }

  /**
   * Does what is left of withdrawals whose process died over them: takes the reports out of
   * generations that still hold them, be it in files that no search reads. A live generation that
   * is damaged stays as it is until another takes its place. The caller holds the lock.
   */
  public void finishWithdrawals() throws IOException {
    Withdrawals now = withdrawals();
    List<Generation> left = unfinishedWithdrawals();
    Optional<Generation> damaged = liveIfSound().filter(live -> !live.isWhole());
    left.removeIf(generation -> damaged.equals(Optional.of(generation)));
    removeOriginals(now.ids());
    if (!left.isEmpty()) {
      Set<String> unused = erase(now.ids(), left, Map.of());
    }
    if (damaged.isEmpty()) {
      finished = now.version();
    }
  }

  /** The generations that may still hold a report that was withdrawn. */
  public List<Generation> unfinishedWithdrawals() throws IOException {
    Withdrawals now = withdrawals();
    List<Generation> left = new ArrayList<>();
    if (now.version() == finished || now.ids().isEmpty()) {
      return left;
    }
    for (Generation generation : all()) {
      if (isUsed(generation) && !Erasure.isDone(generation, now.ids())) {
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
