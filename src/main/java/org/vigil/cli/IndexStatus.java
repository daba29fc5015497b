package org.vigil.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigil.api.StatusSource;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Scrub;
import org.vigil.search.ReportSearcher;

/** Tells the API what is in the live generation; counts its ledger once for each commit. */
final class IndexStatus implements StatusSource {

  private final IndexHome home;
  private final ReportSearcher searcher;
  private final Optional<Supplier<Scrub.Standing>> scrub;
  private @Nullable Counted last;

  /**
   * @param scrub tells what a look for damage has found, if there is one
   */
  IndexStatus(IndexHome home, ReportSearcher searcher, Optional<Supplier<Scrub.Standing>> scrub) {
    this.home = home;
    this.searcher = searcher;
    this.scrub = scrub;
  }

  @Override
  public Optional<StatusSource.Damage> damage() {
    return scrub
        .map(Supplier::get)
        .map(
            now ->
                new StatusSource.Damage(
                    now.passes(), now.finished(), now.damagedFiles(), now.damagedOriginals()));
  }

  @Override
  public synchronized Status status() throws IOException {
    Generation live = home.live().orElseThrow(() -> new IOException("there is no live generation"));
    long version = Ledger.version(live);
    if (last == null || !last.generation().equals(live) || last.version() != version) {
      last = new Counted(live, version, Counts.of(Ledger.read(live).values()));
    }
    Counts counts = last.counts();
    return new Status(
        Vigil.Version.number(),
        live.folder().getFileName().toString(),
        searcher.size(),
        counts.files(),
        counts.unreadable(),
        counts.latest());
  }

  private record Counted(Generation generation, long version, Counts counts) {}

  /**
   * A ledger in numbers.
   *
   * @param unreadable files by reason
   * @param recognisers how many files with reports each recogniser has read, by its name
   * @param latest when a file was last read
   */
  record Counts(
      long files,
      long reports,
      long duplicates,
      Map<String, Long> unreadable,
      long unreadableParts,
      Map<String, Long> recognisers,
      Optional<Instant> latest) {

    static Counts of(Collection<LedgerEntry> entries) {
      Map<String, Long> unreadable = new TreeMap<>();
      Map<String, Long> recognisers = new TreeMap<>();
      for (LedgerEntry entry : entries) {
        entry.failure().ifPresent(f -> unreadable.merge(f.reason(), 1L, Long::sum));
        if (entry.reports() > 0) {
          recognisers.merge(entry.settings().recogniser().orElse("unknown"), 1L, Long::sum);
        }
      }
      return new Counts(
          entries.size(),
          entries.stream().mapToLong(LedgerEntry::reports).sum(),
          entries.stream().filter(e -> e.outcome() == LedgerEntry.Outcome.DUPLICATE).count(),
          unreadable,
          entries.stream().mapToLong(e -> e.parts().size()).sum(),
          recognisers,
          entries.stream().map(LedgerEntry::at).max(Comparator.naturalOrder()));
    }
  }
}
