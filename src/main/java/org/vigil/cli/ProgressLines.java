package org.vigil.cli;

import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.vigil.ingest.IngestProgress;

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
  private long started = System.nanoTime();
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
    started = System.nanoTime();
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
  public synchronized void done(String path, long done, long unreadable) {
    if (bar != null) {
      bar.step();
      bar.setExtraMessage(
          (unreadable > 0 ? " " + unreadable + " unreadable " : " ") + shortened(path));
    } else if (!quiet && due()) {
      double seconds = (System.nanoTime() - started) / 1e9;
      long left = Math.round(seconds / done * (total - done));
      line(
          "read %d of %d files, %d unreadable, %.0f a second, about %d s left"
              .formatted(done, total, unreadable, done / seconds, left));
    }
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
