package org.vigil.dense;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vigil.search.Arrivals;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SeenReports;

/** Makes the vectors of reports that have none yet, and drops those of reports that are gone. */
public final class LeadEncoding {

  /**
   * What was done.
   *
   * @param encoded reports that had no vector
   * @param dropped vectors of reports that are there no more, or that another encoder made
   * @param kept reports that have a vector now
   * @param left reports that have none yet
   */
  public record Done(long encoded, long dropped, long kept, long left) {}

  private LeadEncoding() {}

  /**
   * Brings a file of vectors closer to what an index is now. The caller keeps others from writing
   * to the index meanwhile, so that nothing comes into the file that is being withdrawn.
   *
   * @param most so many vectors are made
   * @throws IOException if the file is damaged; the message says what to do
   */
  public static Done encode(
      LuceneReportSearcher searcher, SentenceEncoder encoder, Path file, int most)
      throws IOException {
    Optional<LeadVectors> before = LeadVectors.read(file);
    LeadVectors known =
        before.filter(v -> v.encoder().equals(encoder.id())).orElse(LeadVectors.none(encoder.id()));
    SortedMap<Long, byte[]> made = new TreeMap<>();
    SeenReports present = new SeenReports();
    try (Arrivals all = searcher.arrivals(new SeenReports())) {
      for (long fingerprint : all.fingerprints()) {
        present.add(fingerprint);
      }
      all.beginnings(
          fingerprint -> made.size() >= most || known.contains(fingerprint),
          (fingerprint, beginning) ->
              made.put(fingerprint, LeadVectors.rounded(encoder.encode(beginning))));
    }
    known.write(file, made, present::contains);
    int kept = LeadVectors.read(file).map(LeadVectors::size).orElse(0);
    int had = before.map(LeadVectors::size).orElse(0);
    return new Done(made.size(), had + made.size() - kept, kept, present.size() - kept);
  }
}
