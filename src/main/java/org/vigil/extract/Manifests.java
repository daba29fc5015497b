package org.vigil.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.Corpus;

/**
 * What people state about files of a corpus, in manifests beside them or in a folder above.
 *
 * <p>Which manifests apply follows from where a file lies, not from what else is read with it. The
 * nearest folder goes first, fact by fact. The search upwards ends at a folder in which everybody
 * may leave files, such as {@code /tmp}. A manifest is read when it is first needed and then holds
 * for the life of this object. Safe for use by several threads.
 */
public final class Manifests {

  private static final int STICKY = 01000;

  private final Map<Path, List<Manifest>> byFolder = new HashMap<>();
  private final List<Manifest> read = new ArrayList<>();

  /**
   * What is stated about a file.
   *
   * @param file absolute and normalised
   */
  public synchronized Statements about(Path file) {
    List<Statements.Line> lines = new ArrayList<>();
    for (Manifest manifest : from(file.getParent())) {
      lines.addAll(manifest.about(file));
    }
    return lines.isEmpty() ? Statements.NONE : new Statements(lines);
  }

  /** What is wrong with the manifests that were needed so far, each naming file and line. */
  public synchronized List<String> complaints() {
    return read.stream().flatMap(manifest -> manifest.complaints().stream()).toList();
  }

  /** The manifests of a folder and of those above it, the nearest first. */
  private List<Manifest> from(@Nullable Path folder) {
    if (folder == null) {
      return List.of();
    }
    List<Manifest> known = byFolder.get(folder);
    if (known != null) {
      return known;
    }
    List<Manifest> found = new ArrayList<>();
    if (!isShared(folder)) {
      for (String name : Corpus.MANIFESTS) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Manifest manifest = Manifest.read(file);
          found.add(manifest);
          read.add(manifest);
        }
      }
      found.addAll(from(folder.getParent()));
    }
    List<Manifest> all = List.copyOf(found);
    byFolder.put(folder, all);
    return all;
  }

  private static boolean isShared(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:mode") instanceof Integer mode
          && (mode & STICKY) != 0;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // A file system that knows no such folders.
      return false;
    }
  }
}
