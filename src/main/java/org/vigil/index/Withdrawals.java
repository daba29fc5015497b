package org.vigil.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The ids of reports that were withdrawn from an index, kept beside its generations so that no
 * later build brings one back. Holds ids and times, nothing of the reports. Lines are only added: a
 * report that is handed in again under an id that it had chosen itself is {@value #LIFTED}.
 */
public final class Withdrawals {

  private static final String LIFTED = "lifted";

  private final Path file;
  private final Set<String> ids;

  private Withdrawals(Path file, Set<String> ids) {
    this.file = file;
    this.ids = ids;
  }

  static Withdrawals read(Path root) throws IOException {
    Path file = root.resolve("withdrawn");
    Set<String> ids = new HashSet<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int end = line.indexOf(' ');
        String id = end < 0 ? line : line.substring(0, end);
        if (line.endsWith(" " + LIFTED)) {
          ids.remove(id);
        } else {
          ids.add(id);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was withdrawn yet.
    }
    return new Withdrawals(file, ids);
  }

  public boolean contains(String reportId) {
    return ids.contains(reportId);
  }

  /** All of them. */
  public Set<String> ids() {
    return Set.copyOf(ids);
  }

  /** Durable when this returns. */
  void add(String reportId, Instant when) throws IOException {
    if (ids.add(reportId)) {
      append(reportId + " " + when);
    }
  }

  /** Lets a report back that is handed in again under an id of its own. Durable. */
  public void lift(String reportId, Instant when) throws IOException {
    if (ids.remove(reportId)) {
      append(reportId + " " + when + " " + LIFTED);
    }
  }

  private void append(String line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
      channel.force(true);
    }
  }
}
