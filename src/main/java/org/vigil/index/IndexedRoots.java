package org.vigil.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The folders and files that a generation was built from, kept with its commits. */
public final class IndexedRoots {

  private static final String NOTE = "roots";

  private IndexedRoots() {}

  /** The roots of every run so far, sorted; none lies in another. */
  public static List<Path> of(Generation generation) throws IOException {
    return of(Ledger.notes(generation));
  }

  /** The same by the notes of the commits so far. */
  public static List<Path> of(Map<String, String> notes) {
    String note = notes.getOrDefault(NOTE, "");
    return note.isEmpty() ? List.of() : note.lines().map(Path::of).toList();
  }

  /** The note to keep with the next commit of a run over these roots. */
  public static Map<String, String> with(Map<String, String> notes, List<Path> roots) {
    TreeSet<Path> all = new TreeSet<>(of(notes));
    all.addAll(roots);
    List<String> outer = new ArrayList<>();
    for (Path root : all) {
      if (all.stream().noneMatch(other -> !other.equals(root) && root.startsWith(other))) {
        outer.add(root.toString());
      }
    }
    return Map.of(NOTE, String.join("\n", outer));
  }
}
