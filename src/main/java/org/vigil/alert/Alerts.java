package org.vigil.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.NewReports;
import org.vigil.search.SearchRequest;
import org.vigil.search.SeenReports;

/**
 * Saved searches of one index, and what each matched since it was saved. A search finds here what
 * it would find if it were asked: it is compiled by the same code over the same snapshot.
 *
 * <p>Safe for use by several threads. One process at a time keeps the alerts of an index.
 */
public final class Alerts implements AutoCloseable {

  /** Of one index. */
  public static final int MOST = 10_000;

  /** Of one owner, where owners are told apart. */
  public static final int MOST_OF_ONE = 1_000;

  /** Of one alert; older ones make room. */
  public static final int MOST_MATCHES = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;

  /** Where reports come from. */
  public interface Source {

    /**
     * The reports found now that are not among those seen.
     *
     * @param collections of which they are; of any if empty
     */
    NewReports arrivals(SeenReports seen, Optional<Set<String>> collections) throws IOException;

    /** Names what is searched now. */
    String edition() throws IOException;

    /** Looks at every report again that is not among those seen. */
    default void beginAnew() {}

    /** What a searcher finds. */
    static Source over(LuceneReportSearcher searcher) {
      return new Source() {
        @Override
        public NewReports arrivals(SeenReports seen, Optional<Set<String>> collections)
            throws IOException {
          return collections.isPresent()
              ? searcher.limitedTo(collections.get()).arrivals(seen)
              : searcher.arrivals(seen);
        }

        @Override
        public String edition() throws IOException {
          return searcher.edition();
        }
      };
    }
  }

  /** Makes a request of a search as it was saved. */
  @FunctionalInterface
  public interface Reader {

    /**
     * The request.
     *
     * @throws RuntimeException if it is none
     */
    SearchRequest read(String search);
  }

  private record Saved(Alert alert, SearchRequest request) {}

  private final AlertStore.Opening opening;
  private final Source source;
  private final WebhookHosts hosts;
  private final Reader reader;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Saved> saved = new ConcurrentHashMap<>();

  /** Why the last attempt to tell a webhook failed, by id of the alert. */
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  /** Held while new reports are looked at. */
  private final ReentrantLock following = new ReentrantLock();

  private SeenReports seen = new SeenReports();

  /** Whether that is what stands in a store which others write to as well. */
  private boolean knowsSeen;

  private String edition = "";

  /** How many reports there were for alerts of these collections. */
  private final Map<Optional<Set<String>>, Long> reports = new HashMap<>();

  private final Object storing = new Object();
  private volatile AlertStore store;
  private volatile boolean closed;

  private Alerts(
      AlertStore.Opening opening, Source source, Reader reader, WebhookHosts hosts, Clock clock)
      throws IOException {
    this.opening = opening;
    this.hosts = hosts;
    this.source = source;
    this.reader = reader;
    this.clock = clock;
    this.store = opening.open();
    load();
    if (!store.isShared()) {
      store.seen(seen::add);
    }
  }

  private void load() throws IOException {
    Map<String, Saved> now = new HashMap<>();
    for (Alert alert : store().alerts()) {
      Saved before = saved.get(alert.id());
      if (before != null) {
        now.put(alert.id(), before);
        continue;
      }
      try {
        now.put(alert.id(), new Saved(alert, reader.read(alert.search())));
      } catch (RuntimeException e) {
        LOG.warn("alert {} holds a search that cannot be read; it is passed over", alert.id());
      }
    }
    saved.keySet().retainAll(now.keySet());
    saved.putAll(now);
  }

  /** Learns of what other processes saved and deleted. */
  private void reload() throws IOException {
    if (store().isShared()) {
      load();
    }
  }

  /**
   * Opens the alerts kept in a folder.
   *
   * @param hosts that webhooks may be on
   * @throws AlertsInUseException if another process keeps them
   */
  public static Alerts open(
      Path folder, Source source, Reader reader, WebhookHosts hosts, Clock clock)
      throws IOException {
    return open(() -> FolderAlertStore.open(folder), source, reader, hosts, clock);
  }

  /**
   * Opens those that are kept elsewhere. Where that is shared, all processes save and list alerts,
   * and one at a time calls {@link #follow}, which begins anew after {@link #forgetSeen}.
   */
  public static Alerts open(
      AlertStore.Opening store, Source source, Reader reader, WebhookHosts hosts, Clock clock)
      throws IOException {
    return new Alerts(store, source, reader, hosts, clock);
  }

  /**
   * Saves a search, durably. It is told of what can be found from now on.
   *
   * @param webhook address that is told of what is found
   * @param collections see {@link Alert}
   * @throws TooManyAlertsException if there are as many as may be
   * @throws WebhookNotAllowedException if the webhook is on another host than those named for it
   */
  public synchronized Alert create(
      String owner,
      String name,
      String search,
      Optional<String> webhook,
      Optional<Set<String>> collections)
      throws IOException {
    SearchRequest request = reader.read(search);
    if (webhook.isPresent() && hosts.allowed(webhook.get()).isEmpty()) {
      throw new WebhookNotAllowedException();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Alert alert =
        new Alert(
            random(ID_BYTES),
            owner,
            name,
            search,
            now,
            webhook.map(address -> new Alert.Webhook(address, random(SECRET_BYTES))),
            collections);
    reload();
    checkRoom(owner);
    if (saved.isEmpty()) {
      seeEverything();
    }
    store().add(alert);
    saved.put(alert.id(), new Saved(alert, request));
    return alert;
  }

  private String random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void checkRoom(String owner) {
    if (saved.size() >= MOST) {
      throw new TooManyAlertsException(MOST);
    }
    if (!owner.isEmpty() && ofOwner(owner).size() >= MOST_OF_ONE) {
      throw new TooManyAlertsException(MOST_OF_ONE);
    }
  }

  private void seeEverything() throws IOException {
    following.lock();
    try {
      seen = new SeenReports();
      source.beginAnew();
      store().forgetSeen();
      reports.clear();
      try (NewReports all = source.arrivals(seen, Optional.empty())) {
        store().add(Map.of(), all.fingerprints(), clock.instant());
        all.markSeen();
        reports.put(Optional.empty(), all.reports());
      }
    } finally {
      following.unlock();
    }
  }

  /** The alerts of an owner, the latest first. */
  public List<Alert> of(String owner) throws IOException {
    reload();
    return ofOwner(owner);
  }

  private List<Alert> ofOwner(String owner) {
    return saved.values().stream()
        .map(Saved::alert)
        .filter(alert -> alert.owner().equals(owner))
        .sorted(Comparator.comparing(Alert::created).reversed().thenComparing(Alert::id))
        .toList();
  }

  /** The alert of an owner with this id. */
  public Optional<Alert> find(String owner, String id) throws IOException {
    reload();
    return Optional.ofNullable(saved.get(id))
        .map(Saved::alert)
        .filter(alert -> alert.owner().equals(owner));
  }

  /**
   * Deletes an alert and what it matched, durably.
   *
   * @return whether there was one
   */
  public boolean delete(String owner, String id) throws IOException {
    if (find(owner, id).isEmpty()) {
      return false;
    }
    store().remove(id);
    failures.remove(id);
    return saved.remove(id) != null;
  }

  /**
   * What an alert matched.
   *
   * @param behind the position that the matches lie behind, in the order asked for
   * @param since the earliest time of a match
   */
  public List<Match> matches(
      String id, boolean newestFirst, Optional<Long> behind, Instant since, int most)
      throws IOException {
    return store().matches(id, newestFirst, behind, since, most);
  }

  /** How many matches of an alert are kept. */
  public int count(String id) throws IOException {
    return store().count(id);
  }

  /** How far the webhook of an alert has been told. */
  public Delivery delivery(String id) throws IOException {
    int waiting = store().count(id, store().told(id));
    return new Delivery(waiting, Optional.ofNullable(failures.get(id)));
  }

  /** The hosts that webhooks may be on. */
  WebhookHosts hosts() {
    return hosts;
  }

  List<Alert> withWebhook() throws IOException {
    reload();
    return saved.values().stream()
        .map(Saved::alert)
        .filter(alert -> alert.webhook().isPresent())
        .toList();
  }

  /**
   * The matches of an alert that its webhook is to be told of next.
   *
   * @param told the position up to which it was told; what is kept of that if null
   */
  List<Match> waiting(String id, @Nullable Long told, int most) throws IOException {
    long behind = told == null ? store().told(id) : told;
    return store().matches(id, false, Optional.of(behind), Instant.EPOCH, most);
  }

  /** Keeps up to which positions webhooks were told, durably. */
  void told(Map<String, Long> positions) throws IOException {
    Map<String, Long> kept = new LinkedHashMap<>(positions);
    kept.keySet().retainAll(saved.keySet());
    if (!kept.isEmpty()) {
      store().tell(kept);
    }
  }

  void failed(String id, Optional<String> failure) {
    failure.ifPresentOrElse(text -> failures.put(id, text), () -> failures.remove(id));
  }

  /**
   * Looks at the reports that can be found since the last time. What matched is durable when this
   * returns; cut off in between, the next call finds it.
   *
   * @return how many reports were looked at
   */
  public int follow() throws IOException {
    following.lock();
    try {
      reload();
      String now = source.edition();
      learnSeen();
      if (closed || saved.isEmpty() || now.equals(edition)) {
        return 0;
      }
      int looked;
      try (NewReports arrivals = source.arrivals(seen, Optional.empty())) {
        looked = arrivals.size();
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Map.Entry<Optional<Set<String>>, List<Saved>> each : byCollections().entrySet()) {
          if (each.getKey().isEmpty()) {
            found.putAll(matching(arrivals, each.getValue()));
          } else {
            try (NewReports limited = source.arrivals(seen, each.getKey())) {
              found.putAll(matching(limited, each.getValue()));
              if (hasLost(limited, each.getKey())) {
                List<String> ids = each.getValue().stream().map(s -> s.alert().id()).toList();
                purge(isThere -> store().purge(ids, isThere), limited);
              }
            }
          }
        }
        if (looked > 0) {
          store().add(found, arrivals.fingerprints(), clock.instant());
          for (String id : found.keySet()) {
            if (!saved.containsKey(id)) {
              store().remove(id); // Deleted meanwhile.
            }
          }
        }
        arrivals.markSeen();
        if (hasLost(arrivals, Optional.empty())) {
          purge(isThere -> store().purge(isThere), arrivals);
        }
      }
      edition = now;
      return looked;
    } finally {
      following.unlock();
    }
  }

  /** Where others may have looked at reports before this one does. */
  private void learnSeen() throws IOException {
    if (!store().isShared()) {
      return;
    }
    if (saved.isEmpty()) {
      knowsSeen = false;
    } else if (!knowsSeen) {
      seen = new SeenReports();
      store().seen(seen::add);
      source.beginAnew();
      reports.clear();
      edition = "";
      knowsSeen = true;
    }
  }

  /** Another process may look at reports from now on. */
  public void forgetSeen() {
    following.lock();
    try {
      knowsSeen = false;
    } finally {
      following.unlock();
    }
  }

  private Map<Optional<Set<String>>, List<Saved>> byCollections() {
    return saved.values().stream()
        .collect(Collectors.groupingBy(each -> each.alert().collections()));
  }

  /** Whether reports may have gone since the last look; so at the first. */
  private boolean hasLost(NewReports now, Optional<Set<String>> collections) throws IOException {
    Long before = reports.put(collections, now.reports());
    return before == null || now.reports() < before + now.size();
  }

  private Map<String, List<String>> matching(NewReports arrivals, List<Saved> all)
      throws IOException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (arrivals.size() == 0) {
      return found;
    }
    for (Saved each : all) {
      if (closed) {
        throw new IOException("closed while new reports were looked at");
      }
      try {
        List<String> ids = arrivals.matching(each.request());
        if (!ids.isEmpty()) {
          found.put(
              each.alert().id(), ids.subList(Math.max(0, ids.size() - MOST_MATCHES), ids.size()));
        }
      } catch (RuntimeException e) {
        // One search that fails must not keep the others from being told.
        LOG.warn("alert {} could not be matched: {}", each.alert().id(), e.getClass().getName());
      }
    }
    return found;
  }

  /** Drops what was matched and is not there. */
  private interface Purge {
    void of(Predicate<String> isThere) throws IOException;
  }

  private static void purge(Purge purge, NewReports arrivals) throws IOException {
    try {
      purge.of(
          id -> {
            try {
              return arrivals.holds(id);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The store, opened anew if a full disk had closed it. */
  private AlertStore store() throws IOException {
    // Not on this, which whoever saves a search holds while it waits for new reports.
    synchronized (storing) {
      if (!store.isOpen()) {
        try {
          store.close();
        } catch (IOException | RuntimeException e) {
          LOG.warn("alerts are opened again after {}", e.getClass().getName());
        }
        store = opening.open();
      }
      return store;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    following.lock();
    try {
      store.close();
    } finally {
      following.unlock();
    }
  }
}
