package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * A running {@link ExtractionChild} as its pool sees it. Asked by one thread at a time; any thread
 * may end it.
 *
 * <p>It has a folder of its own for temporary files, removed with it: a parser that is killed
 * cannot clean up.
 */
final class ChildProcess {

  /** What all children of a pool have in common. */
  record Recipe(
      Limits limits, Optional<Ocr> ocr, Class<?> main, ScheduledExecutorService watchdog) {

    /** Bytes that text, facts and failures within the limits can take. */
    int mostAnswerBytes() {
      long most = (1L << 24) + 4L * limits.textCharacters() + 4096L * limits.parts();
      return (int) Math.min(most, Integer.MAX_VALUE - 8);
    }

    /** Where children have their folders. */
    static Path scratchFolders() {
      return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    private List<String> command(Path temporary) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx" + limits.heapMegabytes() + "m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+DisplayVMOutputToStderr",
          "-XX:ErrorFile=" + temporary.resolve("fatal"),
          "-XX:-CreateCoredumpOnCrash",
          "-Djava.awt.headless=true",
          "-Djava.io.tmpdir=" + temporary,
          // The same text whatever the user's settings are.
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Duser.timezone=UTC",
          // No name is looked up, and what connects by address meets a proxy that is not there.
          "-Djdk.net.hosts.file=" + temporary.resolve("no-hosts"),
          "-DsocksProxyHost=127.0.0.1",
          "-DsocksProxyPort=9",
          "-DsocksNonProxyHosts=",
          "-cp",
          System.getProperty("java.class.path"),
          main.getName(),
          limits.print(),
          ocr.map(Ocr::print).orElse(""));
    }
  }

  /** As HotSpot exits on OutOfMemoryError. */
  private static final int OUT_OF_MEMORY = 3;

  private static final Duration TIME_TO_START = Duration.ofSeconds(60);

  private final Recipe recipe;
  private final ScratchFolder scratch;
  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int served;
  private boolean spent;
  private boolean silent;
  private volatile boolean late;

  private ChildProcess(Recipe recipe, ScratchFolder scratch, Process process) {
    this.recipe = recipe;
    this.scratch = scratch;
    this.process = process;
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /**
   * Returns once the child is ready.
   *
   * @throws IOException if it does not come up; the message tells what it said
   */
  static ChildProcess start(Recipe recipe) throws IOException {
    ScratchFolder scratch = ScratchFolder.create(Recipe.scratchFolders());
    Path temporary = scratch.path();
    Path complaints = temporary.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(recipe.command(temporary));
    builder.redirectError(complaints.toFile());
    ChildProcess child;
    try {
      child = new ChildProcess(recipe, scratch, builder.start());
    } catch (IOException e) {
      scratch.close();
      throw new IOException("cannot start an extraction process: " + e.getMessage(), e);
    }
    ScheduledFuture<?> alarm = child.alarm(TIME_TO_START);
    try {
      if (Arrays.equals(ExtractionFrames.receive(child.in, 64), ExtractionChild.READY)) {
        return child;
      }
      throw new IOException("it did not say that it is ready");
    } catch (IOException e) {
      child.awaitEnd();
      String said = firstLine(complaints);
      child.end();
      throw new IOException(
          "cannot start an extraction process with "
              + recipe.command(temporary).getFirst()
              + (said.isEmpty() ? ": it ended without a word, as when it is killed" : ": " + said)
              + "; see that memory is not short and run the command again",
          e);
    } finally {
      alarm.cancel(false);
    }
  }

  /**
   * What the child makes of a file, or what became of the child over it.
   *
   * @param limit after which the child is ended
   * @throws IOException if the child cannot read the file from disk
   */
  Extraction ask(Path file, Duration limit) throws IOException {
    served++;
    ScheduledFuture<?> alarm = alarm(limit);
    try {
      ExtractionFrames.send(out, file.toUri().toString().getBytes(UTF_8));
      byte kind = in.readByte();
      byte[] answer = ExtractionFrames.receive(in, recipe.mostAnswerBytes());
      if (kind != ExtractionChild.DISK) {
        spent = kind == ExtractionChild.LAST_ANSWER;
        return ExtractionFrames.read(answer);
      }
      throw new FileUnreadableException(new String(answer, UTF_8));
    } catch (FileUnreadableException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      spent = true;
      silent = true;
      return obituary();
    } finally {
      if (!alarm.cancel(false)) {
        spent = true;
      }
    }
  }

  /** Whether it should not be asked again. */
  boolean isSpent() {
    return spent;
  }

  /** Whether it ended without an answer to the last file. */
  boolean isSilent() {
    return silent;
  }

  int served() {
    return served;
  }

  /** Ends it, with what it started. */
  private void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  void end() {
    destroy();
    awaitEnd();
    scratch.close();
  }

  private Unreadable obituary() {
    if (late) {
      return dead(
          Reason.TIMED_OUT,
          "not read within " + recipe.limits().timePerFile().toMillis() / 1000.0 + " seconds");
    }
    if (!awaitEnd()) {
      process.destroyForcibly();
      return dead(Reason.CRASHED, "the parser's process gave an answer that makes no sense");
    }
    int status = process.exitValue();
    return status == OUT_OF_MEMORY
        ? dead(
            Reason.CRASHED,
            "the parser needed more than " + recipe.limits().heapMegabytes() + " MB of memory")
        : dead(Reason.CRASHED, "the parser's process ended with status " + status);
  }

  private static Unreadable dead(Reason reason, String detail) {
    return new Unreadable(FileKind.UNKNOWN_TYPE, reason, detail);
  }

  private ScheduledFuture<?> alarm(Duration after) {
    return recipe
        .watchdog()
        .schedule(
            () -> {
              late = true;
              destroy();
            },
            after.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private boolean awaitEnd() {
    try {
      return process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException | java.io.UncheckedIOException e) {
      return "";
    }
  }

  private static final class FileUnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    FileUnreadableException(String message) {
      super(message);
    }
  }
}
