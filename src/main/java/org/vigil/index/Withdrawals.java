package org.vigil.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.util.IOUtils;

/**
 * The ids of reports that were withdrawn from an index, kept beside its generations so that no
 * later build brings one back. Holds ids and times, nothing of the reports. Lines are only added: a
 * report that is handed in again under an id that it had chosen itself is {@value #LIFTED}.
 *
 * <p>Read again only when the file has grown, by this process or another. Safe for use by several
 * threads.
 */
public final class Withdrawals {

  private static final String LIFTED = "lifted";

  private final Path file;
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private long bytes;

  /** Whether the last line was cut off when a process died. */
  private boolean cutOff;

  Withdrawals(Path root) {
    this.file = root.resolve("withdrawn");
  }

  /** Reads what was added since, if anything was. */
  synchronized Withdrawals refreshed() throws IOException {
    long now;
    try {
      now = Files.size(file);
    } catch (NoSuchFileException e) {
      now = 0;
    }
    if (now == bytes) {
      return this;
    }
    String text = now == 0 ? "" : Files.readString(file, StandardCharsets.UTF_8);
    ids.clear();
    text.lines().forEach(this::take);
    cutOff = !text.isEmpty() && !text.endsWith("\n");
    bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return this;
  }

  /** Takes in a line. One that was cut off within an id names another report or none. */
  private void take(String line) {
    int end = line.indexOf(' ');
    if (end < 0) {
      return;
    }
    String id = line.substring(0, end);
    if (line.endsWith(" " + LIFTED)) {
      ids.remove(id);
    } else {
      ids.add(id);
    }
  }

  public boolean contains(String reportId) {
    return ids.contains(reportId);
  }

  /** All of them. */
  public Set<String> ids() {
    return Set.copyOf(ids);
  }

  /** Changes with what is withdrawn and lifted. */
  synchronized long version() {
    return bytes;
  }

  /** Durable when this returns. */
  synchronized void add(Collection<String> reportIds, Instant when) throws IOException {
    List<String> lines =
        reportIds.stream().filter(id -> !ids.contains(id)).map(id -> id + " " + when).toList();
    if (!lines.isEmpty()) {
      append(lines);
    }
  }

  /** Lets a report back that is handed in again under an id of its own. Durable. */
  public synchronized void lift(String reportId, Instant when) throws IOException {
    if (ids.contains(reportId)) {
      append(List.of(reportId + " " + when + " " + LIFTED));
    }
  }

  private void append(List<String> lines) throws IOException {
    byte[] added =
        ((cutOff ? "\n" : "") + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    boolean first = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      long before = channel.size();
      try {
        ByteBuffer rest = ByteBuffer.wrap(added);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      } catch (IOException e) {
        // Half of it would be taken for what it is not.
        channel.truncate(before);
        throw e;
      }
    }
    if (first) {
      IOUtils.fsync(file.getParent(), true);
    }
    bytes += added.length;
    cutOff = false;
    lines.forEach(this::take);
  }
}
