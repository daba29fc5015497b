package org.vigil.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.corpus.ContentHash;

/**
 * The ids of stories. A story goes by the id of one of its reports: the earliest when it is first
 * seen, and that one from then on, whatever reports join it. What was given out is kept in {@value
 * #FILE} in the folder of the index, so that a restart and a re-index change nothing. Safe for
 * several threads and processes.
 */
final class StoryIds {

  /** The name of the file in the folder of the index: a hash a line, in the order of giving. */
  static final String FILE = "story-ids.txt";

  private static final Logger LOG = LoggerFactory.getLogger(StoryIds.class);

  private final Optional<Path> file;

  private static final int HASH = 16;

  /** When each was given, counted from 0, by its hash. */
  private final Map<String, Integer> given = new HashMap<>();

  private long read;

  private StoryIds(Optional<Path> file) {
    this.file = file;
  }

  /** Those kept in the folder of an index. */
  static StoryIds in(Path indexRoot) {
    return new StoryIds(Optional.of(indexRoot.resolve(FILE)));
  }

  /** Those of an index that has no folder; forgotten at the end. */
  static StoryIds inMemory() {
    return new StoryIds(Optional.empty());
  }

  /** A report that tells a story. */
  record Teller(String id, Optional<String> date) {}

  /**
   * The ids of these stories, in their order: of each the one given before to one of its reports,
   * the first given if several were; else that of its earliest report, which is thereby given.
   */
  synchronized List<String> of(List<List<Teller>> stories) {
    read();
    List<Optional<String>> known = new ArrayList<>();
    List<Teller> fresh = new ArrayList<>();
    for (List<Teller> story : stories) {
      Optional<String> before =
          story.stream()
              .map(Teller::id)
              .filter(id -> given.containsKey(hash(id)))
              .min(Comparator.comparing(id -> given.get(hash(id))));
      known.add(before);
      if (before.isEmpty()) {
        fresh.add(story.stream().min(EARLIEST).orElseThrow());
      }
    }
    // Of new ones the earliest first, so that the same archive has the same ids everywhere.
    write(fresh.stream().sorted(EARLIEST).map(teller -> hash(teller.id())).toList());
    List<String> ids = new ArrayList<>();
    int next = 0;
    for (Optional<String> each : known) {
      ids.add(each.isPresent() ? each.get() : fresh.get(next++).id());
    }
    return ids;
  }

  private static final Comparator<Teller> EARLIEST =
      Kinship.earliestFirst(Teller::date, Teller::id);

  private static String hash(String id) {
    return ContentHash.of(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH);
  }

  private void add(String hash) {
    given.putIfAbsent(hash, given.size());
  }

  /** Takes in what other processes have given since. */
  private void read() {
    try {
      if (file.isPresent() && Files.exists(file.get()) && Files.size(file.get()) != read) {
        byte[] bytes = Files.readAllBytes(file.get());
        given.clear();
        new String(bytes, 0, wholeLines(bytes), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .forEach(this::add);
        read = bytes.length;
      }
    } catch (IOException e) {
      LOG.warn("the ids of stories cannot be read: {}", e.getClass().getSimpleName());
    }
  }

  private void write(List<String> hashes) {
    hashes.forEach(this::add);
    if (file.isEmpty() || hashes.isEmpty()) {
      return;
    }
    byte[] bytes = (String.join("\n", hashes) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file.get(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      // Held until any channel to the file is closed: it is read through this one.
      FileLock unused = channel.lock();
      long end = wholeLines(Channels.newInputStream(channel).readAllBytes());
      channel.truncate(end);
      channel.position(end);
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      // Whoever else wrote meanwhile is read next time.
      read = end == read ? channel.size() : -1;
    } catch (IOException e) {
      // A folder that cannot be written to: the ids hold until the end of this process.
      LOG.warn("the ids of stories cannot be kept: {}", e.getClass().getSimpleName());
    }
  }

  /** The length of a file without a last line that was cut off while it was written. */
  private static int wholeLines(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
