package org.vigil.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.mapper.DocumentMapper;
import org.opensearch.index.shard.IndexEventListener;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.common.settings.Settings;
import org.vigil.cluster.Decided;
import org.vigil.cluster.ShardCalls;
import org.vigil.cluster.ShardTalks;
import org.vigil.cluster.StoredReport;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReaderSource;
import org.vigil.search.ShardOfMany;

/**
 * The searchers over the shards of this node that were asked of late. What one computes once for
 * all searches over a snapshot is computed in the background when the shard was refreshed.
 */
final class ShardSearchers implements IndexEventListener, AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(ShardSearchers.class);

  /** A shard that nobody asks gives back its memory. */
  private static final Duration IDLE = Duration.ofMinutes(30);

  private final Duration allowed;
  private final Map<ShardId, Asked> searchers = new ConcurrentHashMap<>();

  /**
   * @param allowed how long a search over one shard may take
   */
  ShardSearchers(Duration allowed) {
    this.allowed = allowed;
  }

  private static final class Asked {
    final IndexShard shard;
    final Optional<LuceneReportSearcher> alone;
    final Optional<ShardTalks> together;
    volatile long last = System.nanoTime();

    Asked(IndexShard shard, Optional<LuceneReportSearcher> alone, Optional<ShardTalks> together) {
      this.shard = shard;
      this.alone = alone;
      this.together = together;
    }

    /** Whether it is of this very copy, and not of one that was here before. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(IndexShard other) {
      return shard == other;
    }
  }

  /** What a shard answers to a call. */
  String answer(IndexShard shard, String text) throws IOException {
    Asked asked = of(shard);
    if (asked.together.isPresent()) {
      return asked.together.get().answer(text);
    }
    Optional<String> refused = ShardTalks.refused(text);
    return refused.isPresent() ? refused.get() : ShardCalls.answer(asked.alone.orElseThrow(), text);
  }

  private Asked of(IndexShard shard) throws IOException {
    try {
      Asked asked =
          searchers.compute(
              shard.shardId(),
              (id, known) -> {
                if (known != null && known.isOf(shard)) {
                  return known;
                }
                if (known != null) {
                  close(known);
                }
                return open(shard);
              });
      asked.last = System.nanoTime();
      return asked;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Asked open(IndexShard shard) {
    DocumentMapper mapper = shard.mapperService().documentMapper();
    if (mapper != null && !StoredReport.areCurrent(mapper.meta())) {
      throw new IllegalStateException("the index is of another schema than the plugin");
    }
    try {
      ShardReaders readers = new ShardReaders(shard);
      Supplier<String> setting = () -> VigilPlugin.DECIDED.get(shard.indexSettings().getSettings());
      int shards = shard.indexSettings().getNumberOfShards();
      if (shards > 1) {
        ShardOfMany of = new ShardOfMany(readers, allowed, Decided.together(setting));
        return new Asked(shard, Optional.empty(), Optional.of(new ShardTalks(of, shards)));
      }
      Decided.InNode decided = new Decided.InNode(setting);
      return new Asked(
          shard,
          Optional.of(
              LuceneReportSearcher.open(readers, allowed, decided.names(), decided.spellings())),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets searches see what the shards show by now. */
  void refresh() {
    for (Map.Entry<ShardId, Asked> each : searchers.entrySet()) {
      Asked asked = each.getValue();
      if (System.nanoTime() - asked.last > IDLE.toNanos()) {
        forget(each.getKey(), asked.shard);
        continue;
      }
      try {
        if (asked.alone.isPresent()) {
          asked.alone.get().refresh();
        }
      } catch (IOException | RuntimeException e) {
        // The snapshot of before goes on to be served; the next second tries again.
        LOG.debug("{} could not be reopened: {}", each.getKey(), e.getClass().getSimpleName());
      }
    }
  }

  @Override
  public void beforeIndexShardClosed(ShardId id, @Nullable IndexShard shard, Settings settings) {
    if (shard != null) {
      forget(id, shard);
    }
  }

  private void forget(ShardId id, IndexShard shard) {
    searchers.computeIfPresent(
        id,
        (same, asked) -> {
          if (!asked.isOf(shard)) {
            return asked;
          }
          close(asked);
          return null;
        });
  }

  private static void close(Asked asked) {
    try {
      if (asked.alone.isPresent()) {
        asked.alone.get().close();
      }
      if (asked.together.isPresent()) {
        asked.together.get().close();
      }
    } catch (IOException e) {
      LOG.warn("a searcher could not be closed: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    searchers.forEach((id, asked) -> forget(id, asked.shard));
  }

  /** What a shard shows. */
  private record ShardReaders(IndexShard shard) implements ReaderSource {

    @Override
    public DirectoryReader open() {
      try (Engine.Searcher searcher = shard.acquireSearcher("vigil")) {
        DirectoryReader reader = searcher.getDirectoryReader();
        reader.incRef();
        return reader;
      }
    }

    @Override
    public Optional<DirectoryReader> openIfChanged(DirectoryReader old) throws IOException {
      DirectoryReader now = open();
      if (key(now).equals(key(old))) {
        now.decRef();
        return Optional.empty();
      }
      return Optional.of(now);
    }

    private static Object key(DirectoryReader reader) {
      return reader.getReaderCacheHelper().getKey();
    }
  }
}
