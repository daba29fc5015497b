package org.vigil.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the files of a corpus, each once and always in the same order: roots as given, below each
 * of them by name.
 *
 * <p>Only regular files are found. A symbolic link is never followed, so a walk neither leaves its
 * root nor runs in a loop; links, pipes, sockets, devices and folders that cannot be read are
 * answered as {@link Skipped}, since a corpus should not shrink without a word. Two kinds of names
 * are no part of a corpus and are passed over in silence: those that begin with a dot ({@code
 * .git}, {@code .DS_Store}) and the lock files of word processors, which begin with {@code ~$}. Nor
 * is {@value #ENTITIES_FILE} right below a root, where people decide about names, nor a manifest
 * ({@link #MANIFESTS}) anywhere, in which people state facts about files. Any other root is taken
 * whatever its name is, and may be a symbolic link: who names it means it.
 *
 * <p>Names are kept as the file system holds them, in any encoding and with any character.
 */
public final class Corpus {

  /** A file below a root that is no report but what people decided about names. */
  public static final String ENTITIES_FILE = "entities.csv";

  /** Names of files that are no reports but state facts about files beside and below them. */
  public static final List<String> MANIFESTS = List.of("vigil.csv", "vigil.json");

  /** What a walk comes upon. */
  public sealed interface Found {
    Path path();
  }

  /**
   * A file to read, not yet opened.
   *
   * @param path absolute and normalised
   * @param size in bytes
   */
  public record Regular(Path path, long size, Instant modified) implements Found {

    /** Reads the file once for its hash; size and time stay those seen by the walk. */
    public SourceFile hashed() throws IOException {
      return new SourceFile(path, ContentHash.of(path), size, modified);
    }
  }

  /**
   * Something that is not read. Where it is a folder or a missing root, nothing is known of what
   * lies below it: that is not to be taken for gone.
   *
   * @param path absolute and normalised
   * @param reason in words for the user, without the path
   */
  public record Skipped(Path path, String reason) implements Found {}

  private Corpus() {}

  /**
   * Walks folders and single files. Folders are listed as the stream is read; overlapping roots
   * give each file once.
   */
  public static Stream<Found> walk(Collection<Path> roots) {
    return walk(roots, Set.of());
  }

  /**
   * The same without some folders below the roots, such as the index itself where it lies among
   * what it indexes. A root is walked even so.
   */
  public static Stream<Found> walk(Collection<Path> roots, Set<Path> without) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Walk(roots, without),
            Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT),
        false);
  }

  /** Whether a file of this name is no source, wherever it lies. */
  public static boolean isManifest(Path path) {
    return MANIFESTS.contains(String.valueOf(path.getFileName()));
  }

  /** Whether a walk passes over this name in silence, unless it is a root. */
  public static boolean isHidden(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(".") || name.startsWith("~$");
  }

  /** Depth first; the stack holds what is left of each open folder. */
  private static final class Walk implements Iterator<Found> {

    private final Deque<Iterator<Path>> folders = new ArrayDeque<>();
    private final Deque<Found> ready = new ArrayDeque<>(1);
    private final Set<Path> seen = new HashSet<>();
    private final Set<Path> without = new HashSet<>();
    private final boolean overlapping;

    Walk(Collection<Path> roots, Set<Path> without) {
      without.forEach(folder -> this.without.add(folder.toAbsolutePath().normalize()));
      List<Path> absolute = roots.stream().map(r -> r.toAbsolutePath().normalize()).toList();
      overlapping = absolute.size() > 1;
      folders.push(absolute.iterator());
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !folders.isEmpty()) {
        if (!folders.element().hasNext()) {
          folders.pop();
          continue;
        }
        boolean root = folders.size() == 1;
        Path path = folders.element().next();
        if ((!root && without.contains(path)) || (overlapping && !seen.add(path))) {
          continue;
        }
        visit(path, root);
      }
      return !ready.isEmpty();
    }

    @Override
    public Found next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void visit(Path path, boolean root) {
      try {
        BasicFileAttributes seenAs =
            root
                ? Files.readAttributes(path, BasicFileAttributes.class)
                : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (seenAs.isRegularFile() && isManifest(path)) {
          if (root) {
            ready.add(new Skipped(path, "a manifest, which states facts about files beside it"));
          }
        } else if (seenAs.isRegularFile()) {
          ready.add(new Regular(path, seenAs.size(), seenAs.lastModifiedTime().toInstant()));
        } else if (seenAs.isDirectory()) {
          List<Path> below = list(path);
          if (root) {
            below.remove(path.resolve(ENTITIES_FILE));
          }
          folders.push(below.iterator());
        } else if (seenAs.isSymbolicLink()) {
          ready.add(new Skipped(path, "a symbolic link, and links are not followed"));
        } else {
          ready.add(new Skipped(path, "no regular file but a pipe, socket or device"));
        }
      } catch (AccessDeniedException e) {
        ready.add(new Skipped(path, "permission denied"));
      } catch (NoSuchFileException e) {
        ready.add(new Skipped(path, "does not exist"));
      } catch (IOException e) {
        ready.add(new Skipped(path, "cannot be looked at: " + e.getClass().getSimpleName()));
      }
    }

    private static List<Path> list(Path folder) throws IOException {
      List<Path> names = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          if (!isHidden(entry)) {
            names.add(entry);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      names.sort(null);
      return names;
    }
  }
}
