package org.vigil.index;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.vigil.corpus.ContentHash;
import org.vigil.schema.IndexField;

/**
 * Looks for damage in a generation: in its bytes, and between its ledger and its reports. It is the
 * last commit that is looked at, as it was when the look began, whatever is written meanwhile.
 */
public final class Inspection {

  private Inspection() {}

  /**
   * Reads every byte of the generation against its checksum, takes every list in it apart, then
   * counts the reports of every file against the ledger. Changes nothing.
   *
   * @return what is wrong, a sentence each; empty if all is well
   */
  public static List<String> of(Generation generation) throws IOException {
    return of(generation, CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS);
  }

  /**
   * The same without taking lists apart: enough for what this program has just written, where only
   * the disk can have done damage.
   */
  public static List<String> ofChecksums(Generation generation) throws IOException {
    return of(generation, CheckIndex.Level.MIN_LEVEL_FOR_CHECKSUM_CHECKS);
  }

  private static List<String> of(Generation generation, int level) throws IOException {
    try (CommitFiles files = CommitFiles.of(generation)) {
      return of(files, level);
    } catch (IndexNotFoundException e) {
      return List.of(generation.folder() + " holds no index");
    } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
      return List.of("the index cannot be opened: " + e.getMessage());
    } catch (NoSuchFileException | EOFException e) {
      return List.of("the list of segments is missing or damaged");
    }
  }

  static List<String> of(CommitFiles files, int level) throws IOException {
    List<String> findings = new ArrayList<>();
    checkBytes(files, level, findings);
    if (findings.isEmpty()) {
      checkLedger(files, findings);
    }
    return findings;
  }

  private static void checkBytes(Directory directory, int level, List<String> findings)
      throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setLevel(level);
      check.setInfoStream(new PrintStream(log, false, StandardCharsets.UTF_8));
      CheckIndex.Status status = check.checkIndex();
      if (status.clean) {
        return;
      }
      if (status.missingSegments) {
        findings.add("the list of segments is missing or damaged");
      }
      for (CheckIndex.Status.SegmentInfoStatus segment : status.segmentInfos) {
        if (segment.error != null) {
          findings.add("segment " + segment.name + " is damaged: " + segment.error.getMessage());
        }
      }
    }
  }

  private static void checkLedger(Directory directory, List<String> findings) throws IOException {
    Map<String, LedgerEntry> ledger = Ledger.read(directory);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      long expected = 0;
      for (LedgerEntry entry : ledger.values()) {
        if (entry.outcome() == LedgerEntry.Outcome.INDEXED && entry.identity().isPresent()) {
          expected += entry.reports();
          int found = reportsOf(searcher, entry.identity().get());
          if (found != entry.reports()) {
            findings.add(
                entry.path()
                    + " should have "
                    + entry.reports()
                    + " reports in the index and has "
                    + found);
          }
        }
      }
      int all =
          searcher.count(
              new TermQuery(new Term(IndexField.KIND.fieldName(), IndexField.REPORT_KIND)));
      if (all != expected) {
        findings.add("the ledger tells of " + expected + " reports and the index holds " + all);
      }
    }
  }

  private static int reportsOf(IndexSearcher searcher, ContentHash identity) throws IOException {
    return searcher.count(ReportDocuments.ofFile(identity));
  }
}
