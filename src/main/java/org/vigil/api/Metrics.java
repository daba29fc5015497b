package org.vigil.api;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * What a monitor watches, in the text format of Prometheus 0.0.4 and named by its conventions.
 * Counts by route, never by what was filled in, so that nobody's question shows and there are few
 * series.
 */
final class Metrics {

  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** Upper bounds in seconds. */
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private record Gauge(String help, DoubleSupplier value) {}

  /** Durations of one route. */
  private static final class Histogram {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    void add(double seconds) {
      int i = 0;
      while (i < BOUNDS.length && seconds > BOUNDS[i]) {
        i++;
      }
      buckets[i].increment();
      nanos.add((long) (seconds * 1e9));
    }
  }

  private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
  private final Map<String, Histogram> durations = new ConcurrentHashMap<>();
  private final Map<String, Gauge> gauges = new TreeMap<>();

  /** Has a value read whenever somebody looks. */
  void gauge(String name, String help, DoubleSupplier value) {
    gauges.put(name, new Gauge(help, value));
  }

  /** Counts one request. */
  void add(String method, String route, int status, double seconds) {
    String labels = "method=\"" + method + "\",route=\"" + route + "\"";
    requests
        .computeIfAbsent(labels + ",status=\"" + status + '"', l -> new LongAdder())
        .increment();
    durations.computeIfAbsent(labels, l -> new Histogram()).add(seconds);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    head(out, "vigil_http_requests_total", "counter", "Requests answered, by route and status.");
    requests.forEach(
        (labels, count) ->
            out.append("vigil_http_requests_total{" + labels + "} " + count.sum() + "\n"));
    String durationName = "vigil_http_request_duration_seconds";
    head(out, durationName, "histogram", "From the first byte of a request to its answer.");
    new TreeMap<>(durations).forEach((labels, all) -> histogram(out, durationName, labels, all));
    gauges.forEach(
        (name, gauge) -> {
          head(out, name, "gauge", gauge.help());
          out.append(name + " " + number(gauge.value().getAsDouble()) + "\n");
        });
    return out.toString();
  }

  private static void histogram(StringBuilder out, String name, String labels, Histogram all) {
    long count = 0;
    for (int i = 0; i < all.buckets.length; i++) {
      count += all.buckets[i].sum();
      String bound = i < BOUNDS.length ? number(BOUNDS[i]) : "+Inf";
      out.append(name + "_bucket{" + labels + ",le=\"" + bound + "\"} " + count + "\n");
    }
    out.append(name + "_sum{" + labels + "} " + number(all.nanos.sum() / 1e9) + "\n");
    out.append(name + "_count{" + labels + "} " + count + "\n");
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n");
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6f", value).replaceFirst("0+$", "");
  }
}
