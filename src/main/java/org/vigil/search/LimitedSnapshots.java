package org.vigil.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * The snapshots of the reports of some collections, as if there were no others. Another one is made
 * when somebody asks after these reports have changed; whoever asks meanwhile waits for it. While
 * only other reports change it stays the same, so that nothing about it tells of them.
 */
final class LimitedSnapshots implements SnapshotSource {

  private final LiveSnapshots all;
  private final Set<String> collections;
  private final CompletionTables tables = new CompletionTables(this::acquire);

  private Map<IndexReader.CacheKey, PermittedSegment> segments = new HashMap<>();
  private Optional<Made> made = Optional.empty();

  /** That of everything from which {@link #made} was found to be the present one. */
  private String looked = "";

  private boolean closed;

  /** A snapshot and what stands for the reports in it. */
  private record Made(Snapshot snapshot, Object directory, int reports, long content) {}

  /**
   * @param collections see {@link ReportSearcher#limitedTo}
   */
  LimitedSnapshots(LiveSnapshots all, Set<String> collections) {
    this.all = all;
    this.collections = Set.copyOf(collections);
  }

  @Override
  public Snapshot acquire() throws IOException {
    Snapshot whole = all.acquire();
    try {
      return of(whole);
    } finally {
      whole.release();
    }
  }

  private synchronized Snapshot of(Snapshot whole) throws IOException {
    if (!whole.edition().equals(looked) || made.isEmpty()) {
      look(whole);
    }
    Snapshot present = made.orElseThrow().snapshot();
    if (!present.acquire()) {
      throw new IllegalStateException("a snapshot that is kept is open");
    }
    if (closed) {
      // Nobody keeps it any more: who asked is the last to have it.
      forget();
    }
    return present;
  }

  private void look(Snapshot whole) throws IOException {
    DirectoryReader reader = whole.reader();
    Map<IndexReader.CacheKey, PermittedSegment> now = new HashMap<>();
    long content = 0;
    int documents = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = leaf.reader();
      IndexReader.CacheKey key = segment.getCoreCacheHelper().getKey();
      PermittedSegment permitted =
          PermittedSegment.of(segment, collections, Optional.ofNullable(segments.get(key)));
      now.put(key, permitted);
      content += permitted.content();
      documents += permitted.size();
    }
    segments = now;
    looked = whole.edition();
    if (made.isPresent() && isSame(made.get(), whole, documents, content)) {
      return;
    }
    reader.incRef();
    DirectoryReader limited;
    try {
      limited = new PermittedReader(reader, now);
    } catch (IOException | RuntimeException e) {
      reader.decRef();
      throw e;
    }
    // Ids that follow from these reports alone: what was given before may tell of others. Of names
    // what was decided here before, nothing of what this one may not see.
    Snapshot fresh =
        new Snapshot(
            limited,
            whole.curation(),
            whole.variants(),
            StoryIds.inMemory(),
            made.map(Made::snapshot));
    forget();
    made = Optional.of(new Made(fresh, reader.directory(), documents, content));
    if (!closed) {
      tables.follow();
    }
  }

  private static boolean isSame(Made made, Snapshot whole, int documents, long content) {
    return made.content() == content
        && made.reports() == documents
        && made.directory().equals(whole.reader().directory())
        && made.snapshot().curation().equals(whole.curation())
        && made.snapshot().variants().equals(whole.variants());
  }

  private void forget() throws IOException {
    if (made.isPresent()) {
      Snapshot before = made.get().snapshot();
      made = Optional.empty();
      before.release();
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
  public void refresh() throws IOException {
    all.refresh();
  }

  /** Keeps nothing any more. Whoever still asks is given what is made for him alone. */
  @Override
  public void close() throws IOException {
    tables.close();
    synchronized (this) {
      closed = true;
      forget();
      segments = new HashMap<>();
    }
  }
}
