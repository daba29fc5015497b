package org.vigil.alert;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Where alerts are kept, with what they matched and which reports were looked at. Whatever it takes
 * is durable when it returns; nothing that matched is lost and nothing told twice.
 */
public interface AlertStore extends AutoCloseable {

  /** Opens it. */
  @FunctionalInterface
  interface Opening {
    AlertStore open() throws IOException;
  }

  /** Whether it can still be written. */
  boolean isOpen();

  /** Whether other processes write to it too, so that what is known of it may be out of date. */
  boolean isShared();

  List<Alert> alerts() throws IOException;

  /** Keeps an alert. */
  void add(Alert alert) throws IOException;

  /** Drops an alert and what it matched. */
  void remove(String id) throws IOException;

  /** Keeps up to which positions webhooks were told, by id of the alert. */
  void tell(Map<String, Long> told) throws IOException;

  /** The position up to which the webhook of an alert was told. */
  long told(String alert) throws IOException;

  /** Forgets which reports were looked at. */
  void forgetSeen() throws IOException;

  /**
   * Adds what was found, each report once for an alert, and that so many reports were looked at.
   *
   * @param found ids of reports by id of the alert
   * @param looked fingerprints of the reports that were looked at
   */
  void add(Map<String, List<String>> found, long[] looked, Instant now) throws IOException;

  /** Gives every report that was looked at, by fingerprint. */
  void seen(LongConsumer each) throws IOException;

  /** Drops matches with reports that are not there any more. */
  void purge(Predicate<String> isThere) throws IOException;

  /** The same for matches of some alerts. */
  void purge(List<String> alerts, Predicate<String> isThere) throws IOException;

  /**
   * What an alert matched.
   *
   * @param behind the position that the matches lie behind, in the order asked for
   * @param since the earliest time of a match
   */
  List<Match> matches(
      String alert, boolean newestFirst, Optional<Long> behind, Instant since, int most)
      throws IOException;

  /** How many matches of an alert are kept. */
  int count(String alert) throws IOException;

  /** How many of them lie behind a position. */
  int count(String alert, long behind) throws IOException;

  @Override
  void close() throws IOException;

  /** Positions are times in milliseconds, each with room for so many matches of one alert. */
  long ROOM = 100_000;
}
