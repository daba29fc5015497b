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
import org.vigil.alert.Alerts;
import org.vigil.alert.AlertsInUseException;
import org.vigil.api.SearchParameters;
import org.vigil.index.IndexHome;
import org.vigil.search.Arrivals;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SeenReports;

/** Keeps the alerts of an index and has them look at new reports, on a thread of its own. */
final class AlertWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);
  private static final long PAUSE_MILLIS = 500;

  private final Optional<Alerts> alerts;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(AlertWatch::daemon);

  private AlertWatch(Optional<Alerts> alerts) {
    this.alerts = alerts;
    alerts.ifPresent(
        kept -> {
          Future<?> unused =
              thread.scheduleWithFixedDelay(
                  () -> follow(kept), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        });
  }

  /** Begins to look; keeps nothing where another process does or the alerts are damaged. */
  static AlertWatch over(IndexHome home, LuceneReportSearcher searcher) {
    Alerts.Source source =
        new Alerts.Source() {
          @Override
          public Arrivals arrivals(SeenReports seen) throws IOException {
            return searcher.arrivals(seen);
          }

          @Override
          public String edition() {
            return searcher.edition();
          }
        };
    try {
      return new AlertWatch(
          Optional.of(
              Alerts.open(
                  home.root().resolve("alerts"),
                  source,
                  SearchParameters::ofAlert,
                  Clock.systemUTC())));
    } catch (AlertsInUseException e) {
      LOG.warn("another process keeps the alerts of this index; this one does not");
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "the alerts in {} cannot be read ({}): restore the folder, or delete it to begin anew",
          home.root().resolve("alerts"),
          e.getClass().getName());
    }
    return new AlertWatch(Optional.empty());
  }

  Optional<Alerts> alerts() {
    return alerts;
  }

  private static void follow(Alerts kept) {
    try {
      int unused = kept.follow();
    } catch (IOException | RuntimeException e) {
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
    if (alerts.isPresent()) {
      alerts.get().close();
    }
  }
}
