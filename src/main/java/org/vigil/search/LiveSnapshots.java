package org.vigil.search;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.vigil.entity.Curation;
import org.vigil.schema.SpellingVariants;

/** The snapshots of everything in the live generation, the present one made by each refresh. */
final class LiveSnapshots implements SnapshotSource {

  /** What nobody waits for may take so long. */
  private static final Duration UNHURRIED = Duration.ofMinutes(10);

  private final ReaderSource readers;
  private final CurationSource curation;
  private final VariantsSource variants;
  private final StoryIds storyIds;
  private volatile Snapshot snapshot;
  private final CompletionTables tables;

  LiveSnapshots(
      ReaderSource readers, CurationSource curation, VariantsSource variants, StoryIds storyIds)
      throws IOException {
    this.storyIds = storyIds;
    this.readers = readers;
    this.curation = curation;
    this.variants = variants;
    this.snapshot =
        new Snapshot(readers.open(), curation.get(), variants.get(), storyIds, Optional.empty());
    this.tables = new CompletionTables(this::acquire);
  }

  /** The present one, for what is asked of it at once and needs no reader. */
  Snapshot present() {
    return snapshot;
  }

  @Override
  public Snapshot acquire() {
    while (true) {
      Snapshot current = snapshot;
      if (current.acquire()) {
        return current;
      }
      if (current == snapshot) {
        throw new IllegalStateException("the searcher is closed");
      }
    }
  }

  @Override
  public Completions completions() {
    return tables.current();
  }

  @Override
  public void prepareCompletions() {
    tables.begin();
  }

  @Override
  public synchronized void refresh() throws IOException {
    DirectoryReader old = snapshot.reader();
    Curation decided = curation.get();
    SpellingVariants known = variants.get();
    Optional<DirectoryReader> changed = readers.openIfChanged(old);
    if (changed.isEmpty()) {
      if (decided.equals(snapshot.curation()) && known.equals(snapshot.variants())) {
        return;
      }
      old.incRef();
    }
    DirectoryReader next = changed.orElse(old);
    Snapshot before = snapshot;
    Snapshot after = new Snapshot(next, decided, known, storyIds, Optional.of(before));
    // Not on the path of a request.
    Kinship unused = after.kinship(before.knownKinship());
    after.prepareLike(before, Deadline.in(UNHURRIED));
    snapshot = after;
    before.release();
    tables.follow();
  }

  @Override
  public synchronized void close() throws IOException {
    tables.close();
    snapshot.release();
  }
}
