package org.vigil.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.index.HostTrouble;
import org.vigil.search.SearchTimeoutException;
import org.vigil.search.StoreException;

/**
 * Serves the API and the page until it is closed. Requests wait on threads of their own, searches
 * run on a bounded pool; what is too slow, too large or too much is refused with a reason.
 */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  static final int LARGEST_BODY = 1 << 20;
  private static final int LARGEST_HEADERS = 16 << 10;
  private static final int MOST_CONNECTIONS = 1000;
  private static final int MOST_QUEUED = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int SLOWEST_BODY_BYTES_PER_SECOND = 256;
  private static final Set<HostTrouble> MEMORY =
      Set.of(HostTrouble.MEMORY, HostTrouble.PROCESS_LIMIT);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Javalin javalin;
  private final WorkPool work;

  private final ScheduledExecutorService watch;

  private ApiServer(Javalin javalin, WorkPool work, ScheduledExecutorService watch) {
    this.javalin = javalin;
    this.work = work;
    this.watch = watch;
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if the address cannot be bound, saying which and what to do
   */
  public static ApiServer start(Backend backend, ServerSettings settings) throws IOException {
    WorkPool work = new WorkPool(Runtime.getRuntime().availableProcessors(), MOST_QUEUED, PATIENCE);
    return start(backend, settings, work);
  }

  static ApiServer start(Backend backend, ServerSettings settings, WorkPool work)
      throws IOException {
    return start(backend, settings, work, IDLE);
  }

  /**
   * The same with another patience.
   *
   * @param idle how long nothing may come from a client or go to it, and the head of a request take
   */
  static ApiServer start(Backend backend, ServerSettings settings, WorkPool work, Duration idle)
      throws IOException {
    if (settings.tls().isPresent()) {
      Https.check(settings.tls().get());
    }
    Gate gate = new Gate(settings, backend.keys());
    Metrics metrics = new Metrics();
    watch(metrics, work, backend);
    Journal journal = new Journal(metrics, backend.audit(), settings.logRequests());
    Conditional conditional = new Conditional(new Views(backend.searcher()));
    List<Route> routes =
        Routes.groups(backend, work, metrics).stream()
            .flatMap(group -> group.routes().stream())
            .toList();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, idle);
              settings.tls().ifPresent(tls -> Https.listen(config, settings, tls));
              config.requestLogger.http(journal::write);
              config.routes.before(gate::admit);
              config.routes.after(Requests::drain);
              routes.forEach(route -> add(config, route, gate, conditional));
              routes.stream()
                  .map(Route::path)
                  .distinct()
                  .forEach(path -> addOptions(config, path, routes));
              answerErrors(config);
            });
    try {
      javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      work.close();
      throw new IOException(
          "cannot listen on "
              + settings.host()
              + " port "
              + settings.port()
              + ": it is in use or not allowed; choose another with --port (0 = any free one)",
          e);
    } catch (RuntimeException e) {
      work.close();
      throw new IOException("cannot listen on host " + settings.host(), e);
    }
    return new ApiServer(javalin, work, watch(javalin.jettyServer().server(), idle));
  }

  /** The port that clients reach, also when any free one was asked for. */
  public int port() {
    return javalin.port();
  }

  /** Lets running requests end for up to five seconds, then stops. */
  @Override
  public void close() {
    watch.shutdownNow();
    javalin.stop();
    work.close();
  }

  /**
   * The routes that the running server answers, such as {@code GET /api/v1/search}; HEAD goes
   * without saying where GET is, OPTIONS everywhere.
   */
  Set<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .filter(endpoint -> !endpoint.method.equals(HandlerType.HEAD))
        .filter(endpoint -> !endpoint.method.equals(HandlerType.OPTIONS))
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .collect(Collectors.toSet());
  }

  private static void add(JavalinConfig config, Route route, Gate gate, Conditional conditional) {
    boolean gets = route.method().equals("GET");
    Handler handler =
        ctx -> {
          Journal.matched(ctx, route);
          gate.admit(ctx, route);
          if (!(gets && route.ofSnapshot() && conditional.isKnown(ctx))) {
            answer(route, ctx);
          }
        };
    HandlerType method = HandlerType.findOrCreate(route.method());
    config.routes.addEndpoint(new Endpoint(method, route.path(), handler));
    if (gets) {
      // Left to itself, Javalin says 200 to every HEAD, whatever GET would say.
      config.routes.addEndpoint(new Endpoint(HandlerType.HEAD, route.path(), handler));
    }
  }

  /** An answer that needed more memory than there is takes nothing with it but itself. */
  private static void answer(Route route, Context ctx) throws Exception {
    try {
      route.handler().handle(ctx);
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException("out of memory", e);
    }
  }

  /** Tells what is possible with a path, which also browsers ask before they let a page do it. */
  private static void addOptions(JavalinConfig config, String path, List<Route> routes) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    routes.stream()
        .filter(route -> route.path().equals(path))
        .forEach(r -> methods.add(r.method()));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    String allowed = String.join(", ", methods);
    config.routes.addEndpoint(
        new Endpoint(HandlerType.OPTIONS, path, ctx -> ctx.status(204).header("Allow", allowed)));
  }

  private static ScheduledExecutorService watch(Server server, Duration idle) {
    SlowHeaders heads = new SlowHeaders(idle);
    for (Connector connector : server.getConnectors()) {
      connector.addEventListener(heads);
      if (connector instanceof AbstractConnector any) {
        any.setIdleTimeout(idle.toMillis());
      }
    }
    ScheduledExecutorService watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("slow-headers").factory());
    long pause = heads.pause().toNanos();
    var unused = watch.scheduleWithFixedDelay(heads::look, pause, pause, TimeUnit.NANOSECONDS);
    return watch;
  }

  private static void watch(Metrics metrics, WorkPool work, Backend backend) {
    metrics.gauge("vigil_work_queue_length", "Tasks that wait for a processor.", work::queued);
    metrics.gauge(
        "vigil_reports",
        "Reports that can be found.",
        () -> {
          try {
            return backend.searcher().size();
          } catch (IOException e) {
            return Double.NaN;
          }
        });
    if (backend.status().damage().isPresent()) {
      metrics.gauge(
          "vigil_scrub_passes",
          "Looks for damage that were finished.",
          () -> damage(backend).passes());
      metrics.gauge(
          "vigil_damaged_files",
          "Files of the index that are not as they were written.",
          () -> damage(backend).damagedFiles());
      metrics.gauge(
          "vigil_damaged_originals",
          "Originals that are not as they were read.",
          () -> damage(backend).damagedOriginals());
    }
    Runtime runtime = Runtime.getRuntime();
    metrics.gauge(
        "jvm_memory_used_bytes",
        "Heap in use.",
        () -> runtime.totalMemory() - (double) runtime.freeMemory());
    metrics.gauge("jvm_memory_max_bytes", "Heap at most.", runtime::maxMemory);
    double start = ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0;
    metrics.gauge("process_start_time_seconds", "When the process began.", () -> start);
  }

  private static StatusSource.Damage damage(Backend backend) {
    return backend.status().damage().orElseThrow();
  }

  private static void configure(JavalinConfig config, Duration idle) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = LARGEST_BODY;
    config.jetty.multipartConfig.maxFileSize(IntakeRoutes.LARGEST_FILE, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(
        IntakeRoutes.LARGEST_FILE + LARGEST_BODY, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxInMemoryFileSize(LARGEST_BODY, SizeUnit.BYTES);
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.GZIP;
    config.jetty.modifyServer(
        (Server server) -> {
          server.setErrorHandler(new ProblemPages());
          server.setStopTimeout(GRACE.toMillis());
          server.setHandler(
              new GracefulHandler(new MinimumDataRateHandler(SLOWEST_BODY_BYTES_PER_SECOND, 0)));
          server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        });
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new ProblemPages()));
    config.jetty.modifyHttpConfiguration(
        (HttpConfiguration http) -> {
          http.setSendServerVersion(false);
          http.setSendXPoweredBy(false);
          http.setRequestHeaderSize(LARGEST_HEADERS);
          http.setIdleTimeout(idle.toMillis());
        });
  }

  private static void answerErrors(JavalinConfig config) {
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Responses.problem(ctx, translated(e, ctx)));
    config.routes.exception(
        Exception.class, (e, ctx) -> Responses.problem(ctx, problem(e, Visitor.of(ctx).request())));
  }

  /** Where the archive is kept is for the log of whoever runs the server, not for readers. */
  private static Problem unusable(StoreException store) {
    LOG.warn("{}", store.getMessage());
    return new Problem(503, "where the archive is kept cannot be asked now; try again later")
        .header("Retry-After", store.isPassing() ? "5" : "60");
  }

  /** What is answered where this was thrown; what nobody foresaw is logged under an id. */
  static Problem problem(Exception thrown, String request) {
    return switch (thrown) {
      case Problem problem -> problem;
      case SearchTimeoutException unused ->
          new Problem(503, "the search took too long; ask for less at once")
              .header("Retry-After", "1");
      case StoreException store -> unusable(store);
      default ->
          HostTrouble.behind(thrown)
              .filter(MEMORY::contains)
              .map(trouble -> tooLittle(trouble, request))
              .orElseGet(() -> failure(thrown, request));
    };
  }

  /** What the machine lacks is for the log of whoever runs the server, as {@link #unusable}. */
  private static Problem tooLittle(HostTrouble trouble, String id) {
    LOG.error("request {} failed: {}", id, trouble.sentence());
    return new Problem(
            503, "the server has too little memory for this now; ask for less, or try again later")
        .header("Retry-After", "5");
  }

  private static Problem failure(Exception e, String id) {
    // The message may quote the query or a document, so the log gets the place only.
    StackTraceElement[] trace = e.getStackTrace();
    LOG.error(
        "request {} failed: {} at {}",
        id,
        e.getClass().getName(),
        trace.length == 0 ? "an unknown place" : trace[0]);
    return new Problem(500, "the request could not be answered; the log says why under its id")
        .member("instance", "urn:uuid:" + id);
  }

  private static Problem translated(HttpResponseException e, Context ctx) {
    String what = ctx.method().name() + " " + ctx.path();
    return switch (e.getStatus()) {
      case 404 -> new Problem(404, "there is no " + what + "; /docs lists what there is");
      case 405 -> {
        String allowed = e.getDetails().getOrDefault("availableMethods", "GET");
        yield new Problem(405, what + " is not possible; expected " + allowed)
            .header("Allow", allowed);
      }
      case 413 -> new Problem(413, "the body is larger than " + LARGEST_BODY + " bytes; send less");
      default -> new Problem(e.getStatus(), "the request was refused");
    };
  }
}
