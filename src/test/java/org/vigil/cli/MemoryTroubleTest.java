package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Too little memory is one sentence that says how to give more, wherever it was noticed. */
class MemoryTroubleTest {

  private static final String SENTENCE =
      "vigil: Java ran out of memory, so the work was not finished: what was committed is kept;"
          + " start again with more of it ('VIGIL_JAVA_OPTS=-Xmx2g')";

  private record Outcome(int status, String said) {}

  @Test
  void commandThatRunsOutOfMemorySaysSoInOneSentence() {
    Outcome outcome =
        run(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.said().lines()).containsExactly(SENTENCE);
  }

  @Test
  void itIsSeenBehindWhatAnotherThreadOrALaterCallThrows() {
    Outcome onAPool =
        run(
            () -> {
              try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
                return pool.submit(
                        (Callable<Integer>)
                            () -> {
                              throw new OutOfMemoryError("Java heap space");
                            })
                    .get();
              }
            });
    Outcome later =
        run(
            () -> {
              throw new IllegalStateException(
                  "this writer is closed", new OutOfMemoryError("Java heap space"));
            });
    assertThat(onAPool).isEqualTo(later).isEqualTo(new Outcome(3, SENTENCE + "\n"));
  }

  @Test
  void threadsAndAddressesThatTheSystemRefusesAreNoMatterOfTheHeap() {
    Outcome threads =
        run(
            () -> {
              throw new OutOfMemoryError("unable to create native thread: possibly out of memory");
            });
    Outcome addresses =
        run(
            () -> {
              throw new IOException("Map failed: _0.cfs", new OutOfMemoryError("Map failed"));
            });
    assertThat(threads).isEqualTo(addresses);
    assertThat(threads.status()).isEqualTo(3);
    assertThat(threads.said()).contains("ulimit -u").doesNotContain("-Xmx");
  }

  @Test
  void otherErrorsAreDefects() {
    Outcome outcome =
        run(
            () -> {
              throw new StackOverflowError();
            });
    assertThat(outcome.status()).isEqualTo(70);
    assertThat(outcome.said().lines()).singleElement().asString().contains("please report it");
  }

  /** Runs a command that does this. */
  private static Outcome run(Callable<Integer> work) {
    StringWriter said = new StringWriter();
    CommandLine commands = Vigil.commands();
    commands.addSubcommand(new Doing(work));
    PrintWriter err = new PrintWriter(said);
    return new Outcome(
        Vigil.run(commands, new PrintWriter(new StringWriter()), err, "do"), said.toString());
  }

  @Command(name = "do")
  private record Doing(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }
}
