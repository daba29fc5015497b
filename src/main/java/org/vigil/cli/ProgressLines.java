package org.vigil.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.vigil.ingest.IngestProgress;
import org.vigil.ingest.Pace;

/**
 * Shows a run on standard error: a bar on a terminal, else a plain line every ten seconds, so that
 * a log stays readable.
 */
final class ProgressLines implements IngestProgress, AutoCloseable {

  private static final Duration LINE_EVERY = Duration.ofSeconds(10);
  private static final int WIDEST_NAME = 30;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal;
  private @Nullable ProgressBar bar;
  private long total;
  private Pace pace = new Pace(System::nanoTime, 0);
  private long lastLine = System.nanoTime();

  ProgressLines(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
    this.terminal = Boolean.getBoolean("vigil.terminal");
  }

  @Override
  public synchronized void scanning(long found) {
    if (!quiet && !terminal && due()) {
      line("looked at " + found + " files");
    }
  }

  @Override
  public synchronized void reading(long files) {
    total = files;
    pace = new Pace(System::nanoTime, 0);
    if (quiet || files == 0) {
      return;
    }
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("reading")
              .setInitialMax(files)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
              .setUnit(" files", 1)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    } else {
      line("reading " + files + " files");
    }
  }

  @Override
  public synchronized void done(FileDone file) {
    pace.done(file.done());
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(" " + outcomes(file) + " " + shortened(file.path()));
    } else if (!quiet && due()) {
      line(progress(file, total, pace));
    }
  }

  /** How far the run is, on one line without the name of a file, since logs are kept. */
  static String progress(FileDone file, long total, Pace pace) {
    return "read %d of %d files: %s; %.0f a second%s"
        .formatted(
            file.done(),
            total,
            outcomes(file),
            pace.perSecond(),
            pace.left(total - file.done())
                .map(left -> ", about " + shown(left) + " left")
                .orElse(""));
  }

  private static String outcomes(FileDone file) {
    StringBuilder text = new StringBuilder().append(file.indexed()).append(" indexed");
    new TreeMap<>(file.unreadable())
        .forEach((reason, files) -> text.append(", ").append(files).append(' ').append(reason));
    return text.toString();
  }

  private static String shown(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d h".formatted(time.toHours(), time.toMinutesPart())
        : time.toMinutes() > 0
            ? "%d:%02d min".formatted(time.toMinutes(), time.toSecondsPart())
            : time.toSeconds() + " s";
  }

  @Override
  public synchronized void notice(String sentence) {
    err.println("vigil: " + sentence);
    err.flush();
  }

  private boolean due() {
    return System.nanoTime() - lastLine > LINE_EVERY.toNanos();
  }

  private void line(String text) {
    lastLine = System.nanoTime();
    err.println("vigil: " + text);
    err.flush();
  }

  private static String shortened(String path) {
    String clean = Printable.of(path);
    return clean.length() <= WIDEST_NAME
        ? clean
        : "…" + clean.substring(clean.length() - WIDEST_NAME);
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
