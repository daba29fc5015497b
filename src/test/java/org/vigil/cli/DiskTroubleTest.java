package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.index.HostTrouble;
import org.vigil.index.IndexHome;
import org.vigil.index.Inspection;

/** Disks that are full or read-only, and limits: one sentence, searches go on, nothing to mend. */
class DiskTroubleTest {

  private static final int FIRST = 20;
  private static final int MORE = 60;

  @TempDir Path folder;
  private Path corpus;
  private Path index;

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    index = folder.resolve("index");
    write(0, FIRST);
  }

  private void write(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      StringBuilder text = new StringBuilder("Akinyi Odera said in Kisumu:");
      for (int word = 0; word < 400; word++) {
        text.append(" w").append(Integer.toString(i * 7919 + word * 104729, 36));
      }
      Files.writeString(corpus.resolve("report-" + i + ".txt"), text);
    }
  }

  @Test
  void troubleIsSeenBehindWhatALaterCallThrows() {
    assertThat(
            HostTrouble.behind(
                new IllegalStateException(
                    "this writer is closed", new IOException("No space left on device"))))
        .contains(HostTrouble.FULL);
    assertThat(HostTrouble.behind(new FileSystemException("a", null, "Too many open files")))
        .contains(HostTrouble.TOO_MANY_FILES);
    assertThat(HostTrouble.behind(new ReadOnlyFileSystemException()))
        .contains(HostTrouble.READ_ONLY);
    assertThat(HostTrouble.behind(new IOException("no such thing"))).isEmpty();
    assertThat(HostTrouble.FULL.sentence()).contains("disk is full", "run the command again");
  }

  @Test
  void deniedReadingIsToldFromDeniedWriting() throws IOException {
    Path unreadable = Files.createDirectory(folder.resolve("generation-1"));
    assertThat(HostTrouble.behind(new AccessDeniedException(unreadable.resolve("new").toString())))
        .contains(HostTrouble.NO_PERMISSION);
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(unreadable);
    Files.setPosixFilePermissions(unreadable, Set.of());
    try {
      assumeTrue(!Files.isReadable(unreadable), "root reads everything");
      assertThat(
              HostTrouble.behind(
                  new IOException("damaged", new AccessDeniedException(unreadable.toString()))))
          .contains(HostTrouble.NO_READING);
    } finally {
      Files.setPosixFilePermissions(unreadable, before);
    }
  }

  /** A limit to the size of files makes writes fail as a full disk does, for any user. */
  @Test
  void writesThatFailLoseNothingAndNeedNoHands() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "limits are set by a shell");
    assertThat(run("").status()).isZero();
    write(FIRST, MORE);

    Outcome failed = run("ulimit -f 60; ");

    assertThat(failed.status()).isEqualTo(3);
    assertThat(failed.said()).contains("the disk is full", "what was committed is kept");
    assertSearchable(FIRST);
    assertCompleteNow();
  }

  @Test
  @Tag("trial")
  void tooFewFilesToOpenAreSaidSo() throws Exception {
    assertThat(run("").status()).isZero();
    write(FIRST, MORE);
    int failures = 0;
    for (int limit = 60; limit <= 220; limit += 8) {
      Outcome outcome = run("ulimit -n " + limit + "; ");
      if (outcome.said().contains("may not open more files")) {
        assertThat(outcome.status()).isEqualTo(3);
        failures++;
      }
      assertSearchable(FIRST);
    }
    System.out.println("too many open files: said so " + failures + " times");
    assertCompleteNow();
  }

  @Test
  @Tag("trial")
  void fullDiskIsSaidSoAndTheNextRunGoesOnWhenThereIsRoom() throws Exception {
    Files.createDirectory(index);
    assumeTrue(mount("-t", "tmpfs", "-o", "size=700k", "tmpfs", index.toString()), "needs root");
    try {
      assertThat(run("").status()).isZero();
      write(FIRST, 20 * MORE);
      Outcome failed = run("");
      assertThat(failed.status()).isEqualTo(3);
      assertThat(failed.said()).contains("the disk is full");
      assertSearchable(FIRST);

      assertThat(mount("-o", "remount,size=60m", index.toString())).isTrue();
      assertThat(run("").status()).isZero();
      assertSearchable(20 * MORE);
    } finally {
      assertThat(command("umount", index.toString())).isTrue();
    }
  }

  @Test
  @Tag("trial")
  void readOnlyIndexIsSearchedAndSaysThatItCannotBeWritten() throws Exception {
    Files.createDirectory(index);
    assumeTrue(mount("-t", "tmpfs", "-o", "size=20m", "tmpfs", index.toString()), "needs root");
    try {
      assertThat(run("").status()).isZero();
      write(FIRST, MORE);
      assertThat(mount("-o", "remount,ro", index.toString())).isTrue();
      Outcome failed = run("");
      assertThat(failed.status()).isEqualTo(3);
      assertThat(failed.said()).contains("can only be read");
      assertSearchable(FIRST);

      assertThat(mount("-o", "remount,rw", index.toString())).isTrue();
      assertCompleteNow();
    } finally {
      assertThat(command("umount", index.toString())).isTrue();
    }
  }

  @Test
  @Tag("trial")
  void lostRightsAreSaidSoAndTheNextRunNeedsNoHands() throws Exception {
    // Root may do everything, unless it gives that up.
    String limited =
        System.getProperty("user.name").equals("root")
            ? "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$@\"; "
            : "";
    assumeTrue(limited.isEmpty() || command("setpriv", "--version"), "root needs setpriv");
    assertThat(run(limited).status()).isZero();
    write(FIRST, MORE);
    Path generation = IndexHome.at(index).live().orElseThrow().folder();
    for (String rights : List.of("r-xr-xr-x", "---------")) {
      Set<PosixFilePermission> before = Files.getPosixFilePermissions(generation);
      Files.setPosixFilePermissions(generation, PosixFilePermissions.fromString(rights));
      Outcome failed;
      try {
        failed = run(limited);
      } finally {
        Files.setPosixFilePermissions(generation, before);
      }
      assertThat(failed.status()).as(failed.said()).isEqualTo(3);
      assertThat(failed.said())
          .contains(
              rights.startsWith("r")
                  ? "no permission for"
                  : "this user may not read all of the index, so the index was not opened");
      assertSearchable(FIRST);
    }
    Path one = corpus.resolve("report-0.txt");
    Files.setPosixFilePermissions(one, Set.of());
    Outcome partial = run(limited);
    assertThat(partial.status()).as(partial.said()).isZero();
    assertSearchable(MORE);
    Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rw-r--r--"));
    assertCompleteNow();
  }

  private void assertCompleteNow() throws Exception {
    assertThat(run("").status()).isZero();
    assertSearchable(MORE);
    assertThat(Inspection.of(IndexHome.at(index).live().orElseThrow())).isEmpty();
  }

  /** At least so many: work that was committed before the failure counts. */
  private void assertSearchable(int reports) throws IOException {
    StringWriter out = new StringWriter();
    int status =
        Vigil.run(
            new PrintWriter(out),
            new PrintWriter(out),
            "search",
            "Kisumu",
            "--json",
            "--index",
            index.toString());
    assertThat(status).as(out.toString()).isZero();
    String total = out.toString().replaceFirst("(?s).*?\"total\":([0-9]+).*", "$1");
    assertThat(Integer.parseInt(total)).isGreaterThanOrEqualTo(reports);
  }

  private record Outcome(int status, String said) {}

  /** {@code vigil index} in a process of its own, after a word to the shell. */
  private Outcome run(String before) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", before + "exec \"$@\"", "sh"));
    words.addAll(
        VigilProcess.words(
            List.of("-Xmx300m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"),
            "index",
            corpus.toString(),
            "--threads",
            "1",
            "--index",
            index.toString()));
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("it ends").isTrue();
    // A limit to the size of files may cut the log of it, too.
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  private static boolean mount(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "mount";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return command(all);
  }

  private static boolean command(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
