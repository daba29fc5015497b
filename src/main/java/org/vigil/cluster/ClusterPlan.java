package org.vigil.cluster;

/**
 * What a cluster needs to hold and to search so many reports, reckoned from what one report costs.
 * Everything grows in proportion; {@code docs/scaling.md} tells where the defaults were measured.
 */
public record ClusterPlan(Need need, Cost cost) {

  /** Index in place, another beside it while it is made anew. */
  private static final int INDICES = 2;

  /** Of a disk, what OpenSearch fills before it moves shards away (its low watermark). */
  private static final double FILLED = 0.85;

  private static final double SECONDS_A_DAY = 86_400;
  private static final double BILLION = 1e9;

  /**
   * What is asked of the cluster.
   *
   * @param reports in all
   * @param replicas further copies of each shard
   * @param days in which all reports are to be read for the first time
   * @param searches a second, at most
   * @param shardGigabytes what one shard shall hold; OpenSearch advises 10 to 50
   */
  public record Need(long reports, int replicas, double days, double searches, int shardGigabytes) {
    public Need {
      if (reports < 1 || replicas < 0 || shardGigabytes < 1) {
        throw new IllegalArgumentException(
            "a plan needs at least one report, no copies or more, and shards of 1 GB or more");
      }
      if (!(days > 0) || !(searches > 0)) {
        throw new IllegalArgumentException("days and searches a second must be above 0");
      }
    }
  }

  /**
   * What one machine was measured to take.
   *
   * @param extractMillis of a processor for a report, extraction and recognition
   * @param indexMillis of a processor of a node for a report and copy
   * @param bytes on disk for a report and copy
   * @param sentBytes over the network for a report and copy
   * @param outlineBytes of memory that each copy of a shard keeps for each report of the others
   * @param searchMillis of a processor for a search in one shard, whatever its size
   * @param searchMillisPerMillion of a processor for a search, for each million reports of a shard
   */
  public record Cost(
      double extractMillis,
      double indexMillis,
      double bytes,
      double sentBytes,
      double outlineBytes,
      double searchMillis,
      double searchMillisPerMillion) {
    public Cost {
      if (!(extractMillis > 0 && indexMillis > 0 && bytes > 0 && sentBytes > 0)
          || !(outlineBytes >= 0 && searchMillis >= 0 && searchMillisPerMillion >= 0)) {
        throw new IllegalArgumentException("what a report costs must be above 0");
      }
    }
  }

  private int copies() {
    return 1 + need.replicas();
  }

  /** Shards of the index. */
  public int shards() {
    return (int)
        Math.max(1, Math.ceil(need.reports() * cost.bytes() / BILLION / need.shardGigabytes()));
  }

  /** Gigabytes of all copies of the index in place. */
  public double gigabytes() {
    return need.reports() * cost.bytes() * copies() / BILLION;
  }

  /** Gigabytes of disk, with room for the next index and for moving shards. */
  public double diskGigabytes() {
    return gigabytes() * INDICES / FILLED;
  }

  /** Gigabytes of memory in each copy of a shard for what the other shards told it. */
  public double outlineGigabytes() {
    return need.reports() * (1 - 1.0 / shards()) * cost.outlineBytes() / BILLION;
  }

  /** Processors of workers that read and recognise. */
  public double extractionProcessors() {
    return need.reports() * cost.extractMillis() / 1_000 / (need.days() * SECONDS_A_DAY);
  }

  /** Processors of nodes that write meanwhile. */
  public double indexingProcessors() {
    return need.reports() * cost.indexMillis() * copies() / 1_000 / (need.days() * SECONDS_A_DAY);
  }

  /** Milliseconds of processors for one search, of all shards together. */
  public double searchMillis() {
    return shards() * cost.searchMillis() + need.reports() / 1e6 * cost.searchMillisPerMillion();
  }

  /** Milliseconds until the shards have answered that are all asked at once. */
  public double shardMillis() {
    return searchMillis() / shards();
  }

  /** Processors of nodes that search, half busy so that few wait. */
  public double searchingProcessors() {
    return 2 * need.searches() * searchMillis() / 1_000;
  }

  /** Megabits a second between workers and nodes, and between copies. */
  public double megabits() {
    return need.reports() * cost.sentBytes() * copies() * 8 / (need.days() * SECONDS_A_DAY) / 1e6;
  }
}
