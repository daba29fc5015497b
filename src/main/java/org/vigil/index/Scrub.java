package org.vigil.index;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;

/**
 * Looks for damage while the index is in use: reads the files of the live generation against their
 * checksums, then the originals against the hashes they had when they were read, one file after the
 * other and no faster than it is let. Changes nothing. {@link Inspection} does more, at once.
 *
 * <p>An original whose size or time is another than in the ledger was changed, which the next run
 * follows; one with the same size and time and other bytes is damaged.
 */
public final class Scrub {

  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
  private static final int CHUNK = 1 << 16;

  /** Bytes of the footer that hold the checksum of all before them, as Lucene writes it. */
  private static final int CHECKSUM = Long.BYTES;

  /** Told of bytes that are about to be read; waits until they may be. */
  @FunctionalInterface
  public interface Pace {
    void read(int bytes) throws InterruptedException;
  }

  /**
   * What was found.
   *
   * @param passes how often everything was looked at
   * @param finished when that was last done
   * @param damagedFiles files of the live generation, as of the last look at each
   * @param damagedOriginals originals, as of the last look at each
   */
  public record Standing(
      long passes, Optional<Instant> finished, long damagedFiles, long damagedOriginals) {}

  private final IndexHome home;
  private final Clock clock;
  private final Pace pace;
  private final Set<Path> damagedFiles = new TreeSet<>();
  private final Set<Path> damagedOriginals = new TreeSet<>();
  private long passes;
  private Optional<Instant> finished = Optional.empty();

  public Scrub(IndexHome home, Clock clock, Pace pace) {
    this.home = home;
    this.clock = clock;
    this.pace = pace;
  }

  public synchronized Standing standing() {
    return new Standing(passes, finished, damagedFiles.size(), damagedOriginals.size());
  }

  /**
   * Looks at everything once. What goes while it is looked at, as a merge or a switch to another
   * generation removes it, is no damage.
   */
  public void pass() throws IOException, InterruptedException {
    files();
    originals();
    synchronized (this) {
      passes++;
      finished = Optional.of(clock.instant());
    }
  }

  private void files() throws IOException, InterruptedException {
    Set<Path> seen = new HashSet<>();
    for (Optional<Path> next = unseen(seen); next.isPresent(); next = unseen(seen)) {
      Path file = next.get();
      seen.add(file);
      boolean damaged = isDamaged(file) && current().contains(file);
      if (found(damagedFiles, file, damaged)) {
        LOG.error(
            "the file {} of the index is damaged: ./vigil verify says more; 'reindex --rollback'"
                + " and 'reindex' are ways out",
            file.getFileName());
      }
    }
    synchronized (this) {
      damagedFiles.retainAll(seen);
    }
  }

  private Optional<Path> unseen(Set<Path> seen) throws IOException {
    return current().stream().filter(file -> !seen.contains(file)).findFirst();
  }

  /**
   * The files of the last commit of the live generation; each is written once. Where their list
   * itself is damaged, the folder, which no checksum fits.
   */
  private Collection<Path> current() throws IOException {
    for (Optional<Generation> live = home.live(); live.isPresent(); ) {
      List<Path> files = new ArrayList<>();
      try (Directory directory = live.get().directory()) {
        for (String name : SegmentInfos.readLatestCommit(directory).files(true)) {
          files.add(live.get().folder().resolve(name));
        }
        return files;
      } catch (IOException e) {
        Optional<Generation> now = home.live();
        if (now.equals(live)) {
          return List.of(live.get().folder());
        }
        live = now;
      }
    }
    return List.of();
  }

  private boolean isDamaged(Path file) throws InterruptedException {
    try (InputStream in = Files.newInputStream(file)) {
      long summed = Files.size(file) - CHECKSUM;
      if (summed < CodecUtil.footerLength() - CHECKSUM) {
        return true;
      }
      CRC32 checksum = new CRC32();
      read(in, summed, checksum::update);
      byte[] written = in.readNBytes(CHECKSUM);
      return written.length < CHECKSUM || ByteBuffer.wrap(written).getLong() != checksum.getValue();
    } catch (IOException e) {
      // Gone, or the disk cannot read it: whether that matters, the list of files tells.
      return true;
    }
  }

  /** Takes in some bytes of a chunk. */
  private interface Sum {
    void update(byte[] chunk, int from, int length);
  }

  /** Reads so many bytes at the pace that is let. */
  private void read(InputStream in, long bytes, Sum sum) throws IOException, InterruptedException {
    byte[] chunk = new byte[CHUNK];
    for (long left = bytes; left > 0; ) {
      int most = (int) Math.min(left, CHUNK);
      pace.read(most);
      int n = in.read(chunk, 0, most);
      if (n < 0) {
        throw new EOFException();
      }
      sum.update(chunk, 0, n);
      left -= n;
    }
  }

  private void originals() throws IOException, InterruptedException {
    Optional<Generation> live = home.live();
    if (live.isEmpty()) {
      return;
    }
    Map<String, LedgerEntry> ledger;
    try {
      ledger = Ledger.read(live.get());
    } catch (IOException e) {
      // Damaged, as the look at the files has told: nobody knows what the originals were.
      return;
    }
    Set<Path> seen = new HashSet<>();
    for (LedgerEntry entry : ledger.values()) {
      Path original = PathText.path(entry.path());
      seen.add(original);
      if (entry.hash().isPresent()
          && found(damagedOriginals, original, isDamaged(original, entry))) {
        LOG.error(
            "an original has other bytes than when it was read, though its size and time are the"
                + " same; its SHA-256 was {}: ./vigil verify names it",
            entry.hash().get());
      }
    }
    synchronized (this) {
      damagedOriginals.retainAll(seen);
    }
  }

  private boolean isDamaged(Path original, LedgerEntry entry) throws InterruptedException {
    try {
      if (!isAsItWas(original, entry)) {
        return false;
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = Files.newInputStream(original)) {
        read(in, entry.size(), digest::update);
      }
      ContentHash now = new ContentHash(HexFormat.of().formatHex(digest.digest()));
      return !entry.hash().equals(Optional.of(now)) && isAsItWas(original, entry);
    } catch (IOException e) {
      // Gone or shorter meanwhile. It may be that this disk is not there at present: an update says
      // so, file by file.
      return false;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isAsItWas(Path original, LedgerEntry entry) throws IOException {
    BasicFileAttributes now = Files.readAttributes(original, BasicFileAttributes.class);
    return now.isRegularFile()
        && now.size() == entry.size()
        && now.lastModifiedTime().toInstant().equals(entry.modified());
  }

  /** Notes what a look told, and says whether it is news that something is damaged. */
  private synchronized boolean found(Set<Path> damaged, Path file, boolean isDamaged) {
    if (!isDamaged) {
      damaged.remove(file);
      return false;
    }
    return damaged.add(file);
  }
}
