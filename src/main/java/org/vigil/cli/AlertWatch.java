package org.vigil.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.access.Keys;
import org.vigil.alert.Alert;
import org.vigil.alert.Alerts;
import org.vigil.alert.AlertsInUseException;
import org.vigil.alert.WebhookHosts;
import org.vigil.alert.Webhooks;
import org.vigil.api.SearchParameters;
import org.vigil.api.WebhookBody;
import org.vigil.cluster.ClusterArrivals;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.ClusterLease;
import org.vigil.cluster.ClusterSearcher;
import org.vigil.index.IndexHome;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.StoreException;

/** Keeps the alerts of an index and has them look at new reports, on a thread of its own. */
final class AlertWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
  private static final long PAUSE_MILLIS = 500;

  private final Optional<Alerts> alerts;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(AlertWatch::daemon);

  private final ScheduledExecutorService telling =
      Executors.newSingleThreadScheduledExecutor(AlertWatch::daemon);
  private final Optional<Webhooks> webhooks;

  /** Whether this process, of those that keep these alerts, looks at what is new. */
  private final Optional<ClusterLease> lease;

  private AlertWatch(
      Optional<Alerts> alerts, Optional<Webhooks> webhooks, Optional<ClusterLease> lease) {
    this.alerts = alerts;
    this.webhooks = webhooks;
    this.lease = lease;
    alerts.ifPresent(kept -> repeat(thread, () -> follow(kept)));
    webhooks.ifPresent(kept -> repeat(telling, () -> tell(kept)));
  }

  private boolean isMine() throws IOException {
    return lease.isEmpty() || lease.get().isMine();
  }

  /**
   * Begins to look at what comes into a cluster, unless another server over it does, whose place
   * this one takes when it ends.
   */
  static AlertWatch over(
      ClusterIndex index, ClusterSearcher searcher, WebhookHosts hosts, Optional<Keys> keys)
      throws IOException {
    Clock clock = Clock.systemUTC();
    try {
      Alerts alerts =
          Alerts.open(
              index::alerts,
              new ClusterArrivals(index, searcher),
              SearchParameters::ofAlert,
              hosts,
              clock);
      Webhooks webhooks =
          new Webhooks(alerts, new WebhookBody(searcher), alert -> isLetIn(alert, keys), clock);
      return new AlertWatch(Optional.of(alerts), Optional.of(webhooks), Optional.of(index.lease()));
    } catch (StoreException e) {
      LOG.error("this server keeps no alerts: {}", e.getMessage());
      return new AlertWatch(Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private static void repeat(ScheduledExecutorService thread, Runnable work) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(work, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to look; keeps nothing where another process does or the alerts are damaged.
   *
   * @param hosts that webhooks may be on
   * @param keys whose bearers are let in; empty where whoever reaches the server is
   */
  static AlertWatch over(
      IndexHome home, LuceneReportSearcher searcher, WebhookHosts hosts, Optional<Keys> keys) {
    Alerts.Source source = Alerts.Source.over(searcher);
    try {
      Clock clock = Clock.systemUTC();
      Alerts alerts =
          Alerts.open(
              home.root().resolve("alerts"), source, SearchParameters::ofAlert, hosts, clock);
      Webhooks webhooks =
          new Webhooks(alerts, new WebhookBody(searcher), alert -> isLetIn(alert, keys), clock);
      return new AlertWatch(Optional.of(alerts), Optional.of(webhooks), Optional.empty());
    } catch (AlertsInUseException e) {
      LOG.warn("another process keeps the alerts of this index; this one does not");
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "the alerts in {} cannot be opened ({}) and are not told: see that the disk can be written,"
              + " or restore the folder from a copy, and start again",
          home.root().resolve("alerts"),
          e.getClass().getName());
    }
    return new AlertWatch(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether the key that made an alert is still accepted, or none is asked for. */
  private static boolean isLetIn(Alert alert, Optional<Keys> keys) {
    try {
      return keys.isEmpty() ? alert.owner().isEmpty() : keys.get().isValid(alert.owner());
    } catch (IOException e) {
      return false;
    }
  }

  private void tell(Webhooks webhooks) {
    try {
      if (isMine()) {
        int unused = webhooks.deliver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("webhooks could not be told: {}", e.getClass().getName());
    }
  }

  Optional<Alerts> alerts() {
    return alerts;
  }

  private void follow(Alerts kept) {
    try {
      if (isMine()) {
        int unused = kept.follow();
      } else {
        kept.forgetSeen();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Nothing is marked as seen then; the next look finds it.
      LOG.warn("alerts could not look at new reports: {}", e.getClass().getName());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "alerts");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    // Not interrupted, which would close the files it is writing to.
    thread.shutdown();
    webhooks.ifPresent(Webhooks::close);
    telling.shutdown();
    if (lease.isPresent()) {
      lease.get().close();
    }
    if (alerts.isPresent()) {
      alerts.get().close();
    }
  }
}
