package org.vigil.search;

import java.io.IOException;
import java.util.List;

/**
 * How the shards of one archive tell each other what each of them has.
 *
 * <p>All shards answer the same call by the same program. Wherever that depends on what others
 * have, each tells its own and waits for that of all. What is decided follows from what all were
 * told alone, so that all take the same way and tell of the same things in the same order.
 */
public interface Exchange {

  /** That of an archive of one shard. */
  Exchange ALONE =
      new Exchange() {
        @Override
        public int shards() {
          return 1;
        }

        @Override
        public int own() {
          return 0;
        }

        @Override
        public <T> List<T> all(T own, Class<T> type) {
          return List.of(own);
        }
      };

  /** How many shards there are. */
  int shards();

  /** The number of this one, from 0. */
  int own();

  /**
   * Tells the others and waits until all have told.
   *
   * @param type a record
   * @return what each told, by the numbers of shards; the same everywhere
   * @throws IOException if one of them is lost, or has given up
   */
  <T> List<T> all(T own, Class<T> type) throws IOException;

  /** Whether there are no others. */
  default boolean isAlone() {
    return shards() == 1;
  }
}
