package org.vigil.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.IngestSummary;
import org.vigil.ingest.Pace;

/**
 * Writes a run as JSON, a line for each event: {@code scanning}, {@code reading}, {@code file},
 * {@code notice}, and one {@code end} whatever the end is.
 */
final class EventLines implements IngestProgress, AutoCloseable {

  private final PrintWriter out;
  private final boolean own;
  private Pace pace = new Pace(System::nanoTime, 0);
  private long total;
  private boolean ended;

  private EventLines(PrintWriter out, boolean own) {
    this.out = out;
    this.own = own;
  }

  /**
   * Writes to a file or to standard error.
   *
   * @param more whether the file keeps what it held
   */
  static EventLines to(String file, PrintWriter err, boolean more) throws IOException {
    return file.equals(RunOptions.STANDARD_ERROR)
        ? new EventLines(err, false)
        : new EventLines(
            new PrintWriter(
                Files.newBufferedWriter(
                    Path.of(file),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    more ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)),
            true);
  }

  @Override
  public synchronized void scanning(long found) {
    print(event("scanning").put("looked", found));
  }

  @Override
  public synchronized void reading(long files) {
    total = files;
    pace = new Pace(System::nanoTime, 0);
    print(event("reading").put("toRead", files));
  }

  @Override
  public synchronized void done(FileDone file) {
    pace.done(file.done());
    ObjectNode event = event("file").put("path", file.path());
    event.put("outcome", file.failure().isPresent() ? "UNREADABLE" : "INDEXED");
    event.put("reports", file.reports());
    file.failure()
        .ifPresent(
            f -> event.putObject("failure").put("reason", f.reason()).put("detail", f.detail()));
    event.put("millis", file.millis());
    event.put("done", file.done()).put("toRead", total).put("indexed", file.indexed());
    ObjectNode unreadable = event.putObject("unreadable");
    new TreeMap<>(file.unreadable()).forEach(unreadable::put);
    event.put("perSecond", Math.round(pace.perSecond() * 10) / 10.0);
    pace.left(total - file.done()).ifPresent(left -> event.put("leftMillis", left.toMillis()));
    print(event);
  }

  @Override
  public synchronized void notice(String sentence) {
    print(event("notice").put("text", sentence));
  }

  /** The run is over; nothing is written afterwards. */
  synchronized void end(String state, Optional<IngestSummary> summary, Optional<String> error) {
    if (!ended) {
      ObjectNode event = event("end").put("state", state);
      summary.ifPresent(s -> event.set("summary", Ingestion.json(s)));
      error.ifPresent(e -> event.put("error", e));
      print(event);
      ended = true;
    }
  }

  private static ObjectNode event(String name) {
    return JsonNodeFactory.instance.objectNode().put("event", name);
  }

  private void print(ObjectNode event) {
    if (!ended) {
      out.println(event);
      out.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (own) {
      out.close();
    }
  }
}
