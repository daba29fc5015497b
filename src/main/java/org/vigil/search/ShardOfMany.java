package org.vigil.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.vigil.entity.Curation;
import org.vigil.schema.SpellingVariants;

/**
 * One shard of an archive of several. Together the shards open {@linkplain #open what all of them
 * show}, under one name, and answer calls {@linkplain #over over it}, each by the program that
 * answers them over an archive of one shard: every shard gives the whole answer.
 */
public final class ShardOfMany implements AutoCloseable {

  /** What nobody waits for may take so long. */
  private static final Duration UNHURRIED = Duration.ofMinutes(10);

  /** Sets of collections of which snapshots are kept. */
  private static final int MOST_LIMITED = 4;

  private final ReaderSource readers;
  private final Duration allowed;
  private final Decisions decisions;
  private final StoryIds storyIds = StoryIds.inMemory();
  private final WholeReader.Outlines outlines = new WholeReader.Outlines();
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /** What people decided about names and spellings, as a text that shards tell each other. */
  public interface Decisions {

    /** What is decided by now. */
    String text();

    /** The decisions about names in such a text. */
    Curation names(String text) throws IOException;

    /** The known spellings, those in such a text among them. */
    SpellingVariants spellings(String text) throws IOException;
  }

  /**
   * @param allowed how long a search may take
   */
  public ShardOfMany(ReaderSource readers, Duration allowed, Decisions decisions) {
    this.readers = readers;
    this.allowed = allowed;
    this.decisions = decisions;
  }

  /** What all shards showed at one time. */
  private static final class Opened {
    final DirectoryReader own;
    final String decided;
    final Part whole;

    /** Those of some collections alone. */
    final Map<Set<String>, Part> limited = new LinkedHashMap<>(MOST_LIMITED, 1, true);

    Opened(DirectoryReader own, String decided, Part whole) {
      this.own = own;
      this.decided = decided;
      this.whole = whole;
    }

    synchronized Optional<Part> limited(Set<String> collections) {
      return Optional.ofNullable(limited.get(collections));
    }

    /** Keeps one unless another call was quicker. */
    synchronized void keep(Set<String> collections, Part made) throws IOException {
      if (limited.putIfAbsent(collections, made) != null) {
        made.snapshot.release();
      }
      if (limited.size() > MOST_LIMITED) {
        Set<String> oldest = limited.keySet().iterator().next();
        Part old = limited.remove(oldest);
        if (old != null) {
          old.snapshot.release();
        }
      }
    }

    synchronized void release() throws IOException {
      for (Part each : limited.values()) {
        each.snapshot.release();
      }
      limited.clear();
      whole.snapshot.release();
    }
  }

  /** A snapshot and what is completed over it. */
  private static final class Part {
    final Snapshot snapshot;
    volatile Optional<Completions> completions = Optional.empty();

    Part(Snapshot snapshot) {
      this.snapshot = snapshot;
    }
  }

  /**
   * Opens what the shards show now. All do so at once.
   *
   * @param name the same for all, and new
   * @param before what was opened before, from which is taken what has not changed
   */
  public void open(String name, Optional<String> before, Exchange exchange) throws IOException {
    Optional<Opened> earlier = before.map(opened::get);
    // Not all may know of the last decision: what the first knows holds.
    String decided = exchange.all(new Decided(decisions.text()), Decided.class).getFirst().text();
    DirectoryReader own = readers.open();
    Snapshot snapshot =
        snapshot(
            name,
            decided,
            own,
            storyIds,
            earlier.map(of -> of.whole.snapshot),
            exchange,
            /* isAll= */ true);
    Part whole = new Part(snapshot);
    try {
      boolean completed = earlier.isPresent() && earlier.get().whole.completions.isPresent();
      if (snapshot.any(completed)) {
        whole.completions = Optional.of(Completions.of(snapshot, () -> {}));
      }
    } catch (IOException | RuntimeException e) {
      snapshot.release();
      throw e;
    }
    Opened old = opened.put(name, new Opened(own, decided, whole));
    if (old != null) {
      old.release();
    }
  }

  /** What a shard knows to be decided. */
  record Decided(String text) {}

  /** Takes over a reader. */
  private Snapshot snapshot(
      String edition,
      String decided,
      DirectoryReader own,
      StoryIds given,
      Optional<Snapshot> before,
      Exchange exchange,
      boolean isAll)
      throws IOException {
    DirectoryReader taken = own;
    try {
      WholeReader whole =
          WholeReader.of(own, exchange, outlines, () -> UUID.randomUUID().toString(), isAll);
      taken = whole;
      Snapshot snapshot =
          new Snapshot(
              edition,
              whole,
              decisions.names(decided),
              decisions.spellings(decided),
              given,
              before,
              exchange);
      snapshot.prepare(before.flatMap(Snapshot::knownKinship), Deadline.in(UNHURRIED));
      return snapshot;
    } catch (IOException | RuntimeException e) {
      taken.decRef();
      throw e;
    }
  }

  /** Whether something was opened under this name and not closed. */
  public boolean has(String name) {
    return opened.containsKey(name);
  }

  /** Whether this shard still shows what it showed when this was opened. */
  public boolean isCurrent(String name) throws IOException {
    Opened of = opened.get(name);
    if (of == null || !of.own.tryIncRef()) {
      return false;
    }
    try {
      Optional<DirectoryReader> changed = readers.openIfChanged(of.own);
      if (changed.isPresent()) {
        changed.get().decRef();
      }
      return changed.isEmpty() && of.decided.equals(decisions.text());
    } finally {
      of.own.decRef();
    }
  }

  /** Closes what was opened under a name, when the calls over it are answered. */
  public void close(String name) throws IOException {
    Opened of = opened.remove(name);
    if (of != null) {
      of.release();
    }
  }

  @Override
  public void close() throws IOException {
    for (String name : Set.copyOf(opened.keySet())) {
      close(name);
    }
  }

  /**
   * A searcher for one call, which all shards answer at once.
   *
   * @param collections that it is limited to, as {@link ReportSearcher#limitedTo} says
   * @throws IllegalStateException if nothing is open under this name
   */
  public ReportSearcher over(String name, Optional<Set<String>> collections, Exchange exchange)
      throws IOException {
    Opened of = opened.get(name);
    if (of == null) {
      throw new IllegalStateException("nothing is open under the name " + name);
    }
    Part part =
        collections.isEmpty()
            ? of.whole
            : limited(name, of, new TreeSet<>(collections.get()), exchange);
    return LuceneReportSearcher.over(new Fixed(part, exchange), allowed);
  }

  private Part limited(String name, Opened of, Set<String> collections, Exchange exchange)
      throws IOException {
    Optional<Part> known = of.limited(collections);
    // A shard that has it already goes the way of those that have not.
    if (of.whole.snapshot.during(exchange).sum(known.isPresent() ? 1 : 0) == exchange.shards()) {
      return known.orElseThrow();
    }
    Map<IndexReader.CacheKey, PermittedSegment> segments = new HashMap<>();
    long content = 0;
    long reports = 0;
    if (!of.own.tryIncRef()) {
      throw new IllegalStateException("what was open under the name " + name + " is closed");
    }
    DirectoryReader permitted;
    String edition;
    try {
      for (LeafReaderContext leaf : of.own.leaves()) {
        PermittedSegment segment =
            PermittedSegment.of(leaf.reader(), collections, Optional.empty());
        segments.put(leaf.reader().getCoreCacheHelper().getKey(), segment);
        content += segment.content();
        reports += segment.size();
      }
      Snapshot whole = of.whole.snapshot.during(exchange);
      edition = edition(collections, of.decided, whole.sum(content), whole.sum(reports));
      permitted = new PermittedReader(of.own, segments);
    } catch (IOException | RuntimeException e) {
      of.own.decRef();
      throw e;
    }
    Part made =
        new Part(
            snapshot(
                edition,
                of.decided,
                permitted,
                StoryIds.inMemory(),
                Optional.empty(),
                exchange,
                /* isAll= */ false));
    of.keep(collections, made);
    return made;
  }

  /** The same while only other reports change, so that nothing about it tells of them. */
  private static String edition(
      Set<String> collections, String decided, long content, long reports) {
    String all = collections + " " + content + " " + reports + " " + decided;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** One snapshot during one call. */
  private static final class Fixed implements SnapshotSource {

    private final Part part;
    private final Exchange exchange;

    Fixed(Part part, Exchange exchange) {
      this.part = part;
      this.exchange = exchange;
    }

    @Override
    public Snapshot acquire() {
      if (!part.snapshot.acquire()) {
        throw new IllegalStateException("what is asked is closed");
      }
      return part.snapshot.during(exchange);
    }

    @Override
    public Completions completions() throws IOException {
      Snapshot over = acquire();
      try {
        Optional<Completions> known = part.completions;
        if (over.sum(known.isPresent() ? 1 : 0) == exchange.shards()) {
          return known.orElseThrow();
        }
        Completions made = Completions.of(over, () -> {});
        part.completions = Optional.of(made);
        return made;
      } finally {
        over.release();
      }
    }

    @Override
    public void prepareCompletions() {
      // They are made when they are first asked for.
    }

    @Override
    public void refresh() {
      // It stays what it is.
    }

    @Override
    public void close() {
      // Whoever opened it closes it.
    }
  }
}
