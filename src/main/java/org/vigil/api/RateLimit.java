package org.vigil.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shares the service out: everybody has a bucket of permits that is refilled steadily. The buckets
 * of those who have been away longest are forgotten first, so that memory stays bounded.
 */
final class RateLimit {

  private static final int MOST_REMEMBERED = 10_000;
  private static final double NANOS = 1e9;

  private record Bucket(double permits, long nanos) {}

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoClock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * @param perSecond permits a second
   * @param burst permits that somebody who was away has
   */
  RateLimit(double perSecond, double burst, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanoClock = nanoClock;
  }

  /** Takes a permit, or says how many whole seconds to wait for one; 0 if it was taken. */
  synchronized long take(String who) {
    Bucket now = refilled(who);
    if (now.permits() < 1) {
      buckets.put(who, now);
      return Math.max(1, (long) Math.ceil((1 - now.permits()) / perSecond));
    }
    buckets.put(who, new Bucket(now.permits() - 1, now.nanos()));
    return 0;
  }

  /** How many whole seconds somebody has to wait for a permit; 0 if there is one. */
  synchronized long wait(String who) {
    double permits = refilled(who).permits();
    return permits >= 1 ? 0 : Math.max(1, (long) Math.ceil((1 - permits) / perSecond));
  }

  private Bucket refilled(String who) {
    long now = nanoClock.getAsLong();
    Bucket before = buckets.getOrDefault(who, new Bucket(burst, now));
    double gained = (now - before.nanos()) / NANOS * perSecond;
    return new Bucket(Math.min(burst, before.permits() + gained), now);
  }
}
