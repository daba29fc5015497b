package org.vigil.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps an index from being written or read that is no fault of it: recognised in whatever was
 * thrown, since a writer that failed throws other things afterwards, with the first failure as
 * their cause.
 */
public enum HostTrouble {
  FULL(
      "the disk is full",
      "free some space and run the command again",
      "no space left",
      "disk quota exceeded",
      "file too large",
      "not enough space"),
  READ_ONLY("the disk can only be read", "mount it for writing", "read-only file system"),
  TOO_MANY_FILES(
      "the process may not open more files",
      "raise the limit ('ulimit -n 4096') and run the command again",
      "too many open files"),
  NO_PERMISSION(
      "this user may not write there", "let it write to the index folder", "permission denied"),
  NO_READING(
      "this user may not read all of the index", "let it read the index folder and what is in it") {
    @Override
    String consequence() {
      return "the index was not opened";
    }
  },
  MEMORY("Java ran out of memory", "start again with more of it ('VIGIL_JAVA_OPTS=-Xmx2g')") {
    @Override
    String consequence() {
      return UNFINISHED;
    }
  },
  PROCESS_LIMIT(
      "the system gives the process no more threads or addresses",
      "raise its limits ('ulimit -u', 'ulimit -v') and start again") {
    @Override
    String consequence() {
      return UNFINISHED;
    }
  };

  private static final String UNFINISHED = "the work was not finished: what was committed is kept";

  private static final int DEEPEST = 20;

  private final String what;
  private final String remedy;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> signs;

  HostTrouble(String what, String remedy, String... signs) {
    this.what = what;
    this.remedy = remedy;
    this.signs = List.of(signs);
  }

  /** The trouble behind a failure, if it is one of these. */
  public static Optional<HostTrouble> behind(Throwable failure) {
    int depth = 0;
    for (@Nullable Throwable t = failure; t != null && depth < DEEPEST; t = t.getCause(), depth++) {
      if (t instanceof OutOfMemoryError) {
        String said = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
        return Optional.of(
            said.contains("native thread") || said.contains("map failed") ? PROCESS_LIMIT : MEMORY);
      }
      if (t instanceof ReadOnlyFileSystemException) {
        return Optional.of(READ_ONLY);
      }
      if (t instanceof AccessDeniedException denied) {
        return Optional.of(isUnreadable(denied.getFile()) ? NO_READING : NO_PERMISSION);
      }
      String said = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
      if (t instanceof IOException) {
        for (HostTrouble trouble : values()) {
          for (String sign : trouble.signs) {
            if (said.contains(sign)) {
              return Optional.of(trouble);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a file is there, or cannot be seen, and cannot be read. */
  private static boolean isUnreadable(@Nullable String file) {
    try {
      return file != null && !Files.notExists(Path.of(file)) && !Files.isReadable(Path.of(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  String consequence() {
    return "the index was not written further: what was committed is kept";
  }

  /** What is wrong, what was kept and what can be done, in one sentence. */
  public String sentence() {
    return what + ", so " + consequence() + "; " + remedy;
  }
}
