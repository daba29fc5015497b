package org.vigil.entity;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What people decided about names. A line of the file reads:
 *
 * <pre>
 * merge,person/muammar-gaddafi,person/brother-leader   the second is the first
 * split,person/john-smith,person/jon-smith             these are never one
 * rename,person/muammar-gaddafi,Muammar Gaddafi        shown under this name
 * hide,person/daily-mail                               listed nowhere
 * lock,person/liu                                      joined with nothing unless a line says so
 * alias,person/muammar-gaddafi,the Colonel             found under this name too
 * </pre>
 *
 * Names with commas stand in double quotes; {@code #} begins a comment line.
 */
public record Curation(List<Line> lines) {

  public static final Curation NONE = new Curation(List.of());

  public Curation {
    lines = List.copyOf(lines);
  }

  /** What a line does. */
  public enum Action {
    MERGE,
    SPLIT,
    RENAME,
    HIDE,
    LOCK,
    ALIAS;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    int cells() {
      return this == HIDE || this == LOCK ? 2 : 3;
    }
  }

  /**
   * One decision.
   *
   * @param other an id for merge and split, a name for rename and alias, else empty
   * @param number of the line in its file, from 1
   */
  public record Line(Action action, String id, String other, int number) {
    public Line {
      requireId(id);
      if (action == Action.MERGE || action == Action.SPLIT) {
        requireId(other);
        if (!kind(id).equals(kind(other))) {
          throw new IllegalArgumentException(
              action.word() + " needs two ids of one kind, not " + id + " and " + other);
        }
        if (id.equals(other)) {
          throw new IllegalArgumentException(
              action.word() + " needs two ids, not " + id + " twice");
        }
      } else if (action.cells() == 3 && other.isBlank()) {
        throw new IllegalArgumentException(action.word() + " needs a name for " + id);
      }
    }

    /** As it stands in the file. */
    @Override
    public String toString() {
      String cells = action.word() + "," + id;
      if (action.cells() == 2) {
        return cells;
      }
      boolean quoted = other.contains(",") || other.contains("\"");
      return cells + "," + (quoted ? "\"" + other.replace("\"", "\"\"") + "\"" : other);
    }

    private static String kind(String id) {
      return id.substring(0, id.indexOf('/'));
    }

    private static void requireId(String id) {
      int slash = id.indexOf('/');
      if (slash < 0
          || slash == id.length() - 1
          || EntityKind.ofPath(id.substring(0, slash)).isEmpty()) {
        throw new IllegalArgumentException(
            "no id of an entity, such as person/liu-xiaoming: \"" + id + "\"");
      }
    }
  }

  /**
   * Reads a file of decisions.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming file and line
   */
  public static Curation read(Path file) throws IOException {
    try {
      return of(Files.readAllLines(file, StandardCharsets.UTF_8), file.toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not in UTF-8: save it so", e);
    }
  }

  /** The decisions of these lines. */
  static Curation of(List<String> text, String source) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i).replace("\uFEFF", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          lines.add(line(cells(line), i + 1));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              source + " line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return new Curation(lines);
  }

  /** These decisions, then those. */
  public Curation and(Curation more) {
    List<Line> all = new ArrayList<>(lines);
    all.addAll(more.lines);
    return new Curation(all);
  }

  private static Line line(List<String> cells, int number) {
    for (Action action : Action.values()) {
      if (action.word().equalsIgnoreCase(cells.getFirst())) {
        if (cells.size() != action.cells()) {
          throw new IllegalArgumentException(
              action.word()
                  + " takes "
                  + (action.cells() - 1)
                  + " values, not "
                  + (cells.size() - 1));
        }
        return new Line(action, cells.get(1), cells.size() > 2 ? cells.get(2) : "", number);
      }
    }
    throw new IllegalArgumentException(
        "expected merge, split, rename, hide, lock or alias, found \"" + cells.getFirst() + "\"");
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a double quote is not closed");
    }
    cells.add(cell.toString().strip());
    // A spreadsheet fills short lines up with empty cells.
    while (cells.size() > 2 && cells.getLast().isEmpty()) {
      cells.removeLast();
    }
    return cells;
  }
}
