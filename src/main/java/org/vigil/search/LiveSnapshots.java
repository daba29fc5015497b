package org.vigil.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.vigil.entity.Curation;
import org.vigil.schema.SpellingVariants;

/** The snapshots of everything in the live generation, the present one made by each refresh. */
final class LiveSnapshots implements SnapshotSource {

  private final LiveDirectory live;
  private final CurationSource curation;
  private final VariantsSource variants;
  private volatile Snapshot snapshot;
  private final CompletionTables tables;

  LiveSnapshots(LiveDirectory live, CurationSource curation, VariantsSource variants)
      throws IOException {
    this.live = live;
    this.curation = curation;
    this.variants = variants;
    this.snapshot = new Snapshot(DirectoryReader.open(live.get()), curation.get(), variants.get());
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
    Directory directory = live.get();
    DirectoryReader old = snapshot.reader();
    Curation decided = curation.get();
    SpellingVariants known = variants.get();
    DirectoryReader next;
    if (old.directory().equals(directory)) {
      DirectoryReader changed = DirectoryReader.openIfChanged(old);
      if (changed == null
          && decided.equals(snapshot.curation())
          && known.equals(snapshot.variants())) {
        return;
      }
      if (changed == null) {
        old.incRef();
        changed = old;
      }
      next = changed;
    } else {
      next = DirectoryReader.open(directory);
    }
    Snapshot before = snapshot;
    Snapshot after = new Snapshot(next, decided, known);
    // Not on the path of a request.
    Kinship unused = after.kinship();
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
