package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.access.Audit;
import org.vigil.access.Keys;
import org.vigil.api.ApiServer;
import org.vigil.api.Backend;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.ClusterSearcher;
import org.vigil.api.ServerSettings;
import org.vigil.api.Writes;
import org.vigil.entity.Recogniser;
import org.vigil.extract.ExtractionPool;
import org.vigil.extract.Extractor;
import org.vigil.extract.Limits;
import org.vigil.extract.Ocr;
import org.vigil.index.IndexHome;
import org.vigil.index.IndexInUseException;
import org.vigil.index.WriterLock;
import org.vigil.ingest.HandedIn;
import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.LiveWriter;
import org.vigil.ingest.ReportWriter;
import org.vigil.ingest.SharedWriter;
import org.vigil.search.EntitiesFiles;
import org.vigil.search.GoldenQueries;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Serves the API and the page over the live generation, and follows what is written to it. */
final class Serving {

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** The most work of a run that a crash may cost. */
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(20);

  /** How long a server that begins gets ready for its readers at most. */
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final CommonOptions common;
  private final ServerOptions options;
  private final EntitiesOptions entities;
  private final OcrOptions ocr;
  private final RecogniserOptions names;
  private final EncoderOptions encoder;
  private final CommandLine command;

  Serving(
      CommonOptions common,
      ServerOptions options,
      EntitiesOptions entities,
      OcrOptions ocr,
      RecogniserOptions names,
      EncoderOptions encoder,
      CommandLine command) {
    this.common = common;
    this.options = options;
    this.entities = entities;
    this.ocr = ocr;
    this.names = names;
    this.encoder = encoder;
    this.command = command;
  }

  /** Complains about a wrong port or host, or one that is taken. */
  void checkAddress() throws IOException {
    if (options.port < 0 || options.port > 65535) {
      throw new ParameterException(command, "--port must be from 0 to 65535: " + options.port);
    }
    checkAccess();
    ServerSettings unused = options.settings(command);
    options.checkScrub(command);
    try (ServerSocket probe = new ServerSocket()) {
      InetAddress address = InetAddress.getByName(options.host);
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(address, options.port));
    } catch (IOException e) {
      throw new UnusableException(
          "cannot listen at "
              + options.host
              + ":"
              + options.port
              + " ("
              + e.getMessage()
              + "): choose another port with --port N, or 0 for any free one");
    }
  }

  /** Refuses to let other machines read without a key, or over a line that others can read. */
  private void checkAccess() throws IOException {
    if (!options.isLoopback(command) && options.keystore.isEmpty() && options.proxied.isEmpty()) {
      throw new UnusableException(
          "--host "
              + options.host
              + " would send reports and keys over the network in the clear: give --tls-keystore"
              + " FILE, or serve on 127.0.0.1 with a proxy in front and --behind-proxy NAME");
    }
    Optional<Keys> keys = keys();
    if (keys.isPresent() && !keys.get().anyValid()) {
      throw new UnusableException(
          "there is no key to ask for yet: make one with 'vigil keys create --index "
              + common.index
              + " NAME'");
    }
  }

  /** The keys that are asked for; empty where whoever reaches the server is let in. */
  private Optional<Keys> keys() {
    return options.asksForKeys(command)
        ? Optional.of(Keys.of(common.home().root(), Clock.systemUTC()))
        : Optional.empty();
  }

  /** What is written down where keys are asked for. */
  private Optional<Audit> audit() throws IOException {
    return options.asksForKeys(command)
        ? Optional.of(Audit.of(common.home().root(), Clock.systemUTC()))
        : Optional.empty();
  }

  /**
   * Serves until the process is asked to end.
   *
   * @param following of the corpus meanwhile
   */
  void untilStopped(Optional<CorpusRuns> following) throws IOException {
    checkAddress();
    finishWithdrawals();
    Optional<Keys> keys = keys();
    Optional<Ocr> recognition = ocr.ocr();
    Recogniser recogniser = names.recogniser();
    CountDownLatch stopped = new CountDownLatch(1);
    EntitiesFiles decisions = entities.in(common.home());
    try (LuceneReportSearcher searcher =
            LuceneReportSearcher.open(
                common.liveHome().root(),
                LuceneReportSearcher.ALLOWED,
                decisions,
                entities.variantsIn(common.home()),
                encoder.in(common.home(), command));
        ScheduledExecutorService refresh =
            Executors.newSingleThreadScheduledExecutor(Serving::daemon);
        Extractor extractor = extractor(recognition);
        LiveWriter writer =
            new LiveWriter(
                common.home(),
                extractor,
                recogniser,
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                searcher::refresh);
        IndexRuns runs =
            new IndexRuns(
                common.home(),
                writer,
                () -> Ingestion.ingestor(common, extractor, recogniser, COMMIT_EVERY),
                Clock.systemUTC(),
                (live, built) -> GoldenQueries.of(common.home().root()).check(live, built));
        Scrubbing scrubbing = Scrubbing.over(common.home(), options.scrubEvery());
        AlertWatch alerts =
            AlertWatch.over(common.home(), searcher, options.webhookHosts(command), keys);
        ApiServer server =
            ApiServer.start(
                new Backend(
                    searcher,
                    new IndexStatus(common.home(), searcher, scrubbing.standing()),
                    writer::withdraw,
                    keys,
                    audit(),
                    Optional.of(new Writes(writer, runs)),
                    Optional.of(decisions),
                    alerts.alerts()),
                options.settings(command))) {
      searcher.prepareSuggestions();
      warmUp(searcher);
      Future<?> unused =
          refresh.scheduleWithFixedDelay(() -> refresh(searcher), 1, 1, TimeUnit.SECONDS);
      announce(server.port());
      following.ifPresent(corpus -> corpus.start(runs));
      awaitEnd(stopped);
      following.ifPresent(CorpusRuns::stop);
      refresh.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  /** The same over an archive in a cluster, which others write to as well. */
  void overCluster(StoreOptions store, Optional<CorpusRuns> following) throws IOException {
    encoder.checkFor(store, command);
    checkAddress();
    Optional<Ocr> recognition = ocr.ocr();
    Recogniser recogniser = names.recogniser();
    CountDownLatch stopped = new CountDownLatch(1);
    ClusterIndex index = store.index();
    entities.putInto(index.checked());
    try (ClusterSearcher searcher = ClusterSearcher.open(index);
        Extractor extractor = extractor(recognition);
        IndexRuns runs =
            new IndexRuns(
                new ClusterWork(
                    index, common.home(), ClusterIndex.Shape.PLAIN, searcher::refreshNow),
                () -> Ingestion.ingestor(common, extractor, recogniser, COMMIT_EVERY),
                Clock.systemUTC());
        AlertWatch alerts =
            AlertWatch.over(index, searcher, options.webhookHosts(command), keys());
        ApiServer server =
            ApiServer.start(
                overCluster(index, searcher, extractor, recogniser, runs, alerts),
                options.settings(command))) {
      announce(server.port());
      following.ifPresent(corpus -> corpus.start(runs));
      awaitEnd(stopped);
      following.ifPresent(CorpusRuns::stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private Backend overCluster(
      ClusterIndex index,
      ClusterSearcher searcher,
      Extractor extractor,
      Recogniser recogniser,
      IndexRuns runs,
      AlertWatch alerts)
      throws IOException {
    ReportWriter writer =
        new SharedWriter(
            index.writer(),
            new HandedIn(extractor, recogniser, Clock.systemUTC(), Path.of("").toAbsolutePath()),
            searcher::refreshNow);
    return new Backend(
        searcher,
        new ClusterStatus(index, searcher),
        writer::withdraw,
        keys(),
        audit(),
        Optional.of(new Writes(writer, runs)),
        Optional.of(index.decisions(searcher::refreshNow)),
        alerts.alerts());
  }

  private Extractor extractor(Optional<Ocr> recognition) throws IOException {
    return ExtractionPool.start(
        common.threads,
        OcrOptions.within(Limits.standard().timePerFile(), recognition),
        recognition);
  }

  /** What a process that died has left undone must not be searched. */
  private void finishWithdrawals() throws IOException {
    IndexHome home = common.liveHome();
    if (!home.unfinishedWithdrawals().isEmpty()) {
      WriterLock lock;
      try {
        lock = home.lock();
      } catch (IndexInUseException e) {
        LOG.info("another process writes to the index");
        return;
      }
      try (lock) {
        LOG.info("withdrawals that were cut off are done now");
        home.finishWithdrawals();
      }
    }
  }

  /** Loads what searches need, so that the first reader does not run into the time limit. */
  private static void warmUp(LuceneReportSearcher searcher) throws IOException {
    try {
      searcher.warmUp(WARM_UP);
    } catch (SearchTimeoutException e) {
      LOG.info("the first search took long; this machine is busy");
    }
  }

  private void announce(int port) {
    String shown = options.host.contains(":") ? "[" + options.host + "]" : options.host;
    String address = (options.keystore.isPresent() ? "https://" : "http://") + shown + ":" + port;
    if (common.json) {
      PrintWriter out = command.getOut();
      out.println(new ObjectMapper().createObjectNode().put("url", address).put("port", port));
      out.flush();
    } else {
      PrintWriter out = command.getOut();
      out.println("Vigil is at " + address + "   (API " + address + "/docs; stop with Ctrl-C)");
      out.flush();
    }
  }

  private static void refresh(ReportSearcher searcher) {
    try {
      searcher.refresh();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // The snapshot of before goes on to be served; the next second tries again.
      LOG.warn("the index could not be reopened: {}", e.getClass().getSimpleName());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "refresh");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits until the process is asked to end, which it then does when what was served is closed, or
   * ten seconds later.
   *
   * @param stopped to be counted down then
   */
  private static void awaitEnd(CountDownLatch stopped) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  awaitQuietly(stopped);
                }));
    stop.await();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
