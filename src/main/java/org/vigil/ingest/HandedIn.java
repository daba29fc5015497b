package org.vigil.ingest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Article;
import org.vigil.extract.Extractor;
import org.vigil.extract.Statements;
import org.vigil.index.KeptFiles;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Settings;
import org.vigil.index.SharedArchive;
import org.vigil.report.Report;

/** Reads what is handed in, as many at a time as there are processors. */
public final class HandedIn {

  private final Originals originals;
  private final Settings settings;
  private final Assembler assembler;
  private final Clock clock;
  private final Semaphore reading = new Semaphore(Runtime.getRuntime().availableProcessors());

  /**
   * @param workingFolder absolute; paths below it are shown relative to it
   */
  public HandedIn(Extractor extractor, Recogniser recogniser, Clock clock, Path workingFolder) {
    this(
        new Originals(extractor),
        Ingestor.settings(extractor, recogniser),
        new Assembler(recogniser, workingFolder),
        clock);
  }

  HandedIn(Originals originals, Settings settings, Assembler assembler, Clock clock) {
    this.originals = originals;
    this.settings = settings;
    this.assembler = assembler;
    this.clock = clock;
  }

  /** What a file came to, and what the ledger is to say of it. */
  record Reading(LedgerEntry entry, List<Report> reports) {}

  /** The name of a file that was handed in; that of an article is for articles alone. */
  static String fileName(String name) {
    return name.equals(Article.FILE_NAME) ? "file-" + name : name;
  }

  /**
   * Reads a file.
   *
   * @param id that was chosen
   * @param place where it will lie
   * @param file where it lies now
   */
  Reading read(String id, Path place, Path file, ContentHash hash) throws IOException {
    long start = System.nanoTime();
    BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
    SourceFile source =
        new SourceFile(place, hash, seen.size(), seen.lastModifiedTime().toInstant());
    Assembler.Assembly assembly = assemble(id, source, file);
    LedgerEntry entry =
        assembly.entry(
            source, Optional.of(id), settings, clock.instant(), Ingestor.millisSince(start));
    return new Reading(entry, assembly.reports());
  }

  /** The same for bytes that lie nowhere. */
  Reading read(String id, Path place, byte[] bytes) throws IOException {
    Path file = Files.createTempFile("vigil-handed-in-", "");
    try {
      Files.write(file, bytes);
      return read(id, place, file, ContentHash.of(bytes));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Assembler.Assembly assemble(String id, SourceFile file, Path now) throws IOException {
    try {
      reading.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while other reports were read");
    }
    try {
      Originals.Read read =
          file.path().endsWith(Article.FILE_NAME) ? originals.article(now) : originals.file(now);
      return assembler.assemble(file, Optional.of(id), read, Statements.NONE);
    } finally {
      reading.release();
    }
  }

  /**
   * Brings what was handed in from one archive into the one that is to take its place, as the
   * present rules read it; what was withdrawn meanwhile is taken out there.
   *
   * @param kept of the one
   * @param already of the other
   */
  public void carry(KeptFiles kept, SharedArchive from, KeptFiles already, SharedArchive to)
      throws IOException {
    for (LedgerEntry entry : kept.ledger().values()) {
      if (entry.chosenId().isPresent() && !isThere(entry, already.ledger().get(entry.path()))) {
        carry(entry, kept, from, to);
      }
    }
    for (LedgerEntry entry : already.ledger().values()) {
      if (entry.chosenId().isPresent() && !kept.ledger().containsKey(entry.path())) {
        boolean unused = to.withdraw(entry.chosenId().get());
      }
    }
  }

  private static boolean isThere(LedgerEntry entry, @Nullable LedgerEntry there) {
    return there != null
        && there.hash().equals(entry.hash())
        && there.parts().equals(entry.parts());
  }

  private void carry(LedgerEntry entry, KeptFiles kept, SharedArchive from, SharedArchive to)
      throws IOException {
    Path place = PathText.path(entry.path());
    Optional<byte[]> original = from.original(place, entry.hash().orElseThrow());
    if (original.isPresent() && !entry.settings().equals(settings)) {
      Reading reading = read(entry.chosenId().orElseThrow(), place, original.get());
      to.receive(reading.entry(), reading.reports(), original.get());
    } else {
      List<Report> reports = kept.reports(entry.identity().orElseThrow());
      to.receive(entry, reports, original.orElse(new byte[0]));
    }
  }
}
