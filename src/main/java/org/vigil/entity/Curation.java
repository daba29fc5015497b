package org.vigil.entity;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** How it is written in a line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
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
    /** Longer names are a slip of the hand. */
    private static final int LONGEST = 300;

    public Line {
      other = other.strip();
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
      } else if (action.cells() == 3) {
        requireName(action, id, other);
      } else if (!other.isEmpty()) {
        throw new IllegalArgumentException(action.word() + " takes one id alone, not " + other);
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

    private static void requireName(Action action, String id, String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(action.word() + " needs a name for " + id);
      }
      if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            action.word()
                + " needs a name of one line and at most "
                + LONGEST
                + " characters for "
                + id);
      }
    }

    private static void requireId(String id) {
      int slash = id.indexOf('/');
      if (slash < 0
          || id.length() > LONGEST
          || !id.substring(slash + 1).matches("[^\\s\\p{Cntrl},\"]+")
          || EntityKind.ofPath(id.substring(0, slash)).isEmpty()) {
        throw new IllegalArgumentException(
            "no id of an entity, such as person/liu-xiaoming: \"" + id + "\"");
      }
    }
  }

  /**
   * A line that cannot be read.
   *
   * @param number of the line in its file, from 1
   * @param detail what is wrong with it
   */
  public record Fault(int number, String text, String detail) {}

  /** All that a file says, right or wrong. */
  public record Parsed(List<Line> lines, List<Fault> faults) {
    public Parsed {
      lines = List.copyOf(lines);
      faults = List.copyOf(faults);
    }

    /**
     * The decisions.
     *
     * @param source what the lines are from
     * @throws MalformedCurationException if a line cannot be read, naming source and line
     */
    public Curation orThrow(String source) throws MalformedCurationException {
      if (!faults.isEmpty()) {
        Fault first = faults.getFirst();
        throw new MalformedCurationException(
            source + " line " + first.number() + ": " + first.detail());
      }
      return new Curation(lines);
    }
  }

  /**
   * Reads a file of decisions.
   *
   * @throws MalformedCurationException if a line cannot be read, naming file and line
   */
  public static Curation read(Path file) throws IOException {
    return parse(text(file)).orThrow(file.toString());
  }

  /**
   * The text of a file of decisions.
   *
   * @throws MalformedCurationException if it is not in UTF-8
   */
  public static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new MalformedCurationException(file + " is not in UTF-8: save it so");
    }
  }

  /** Reads lines of decisions. Those that say the opposite of others are faults, too. */
  public static Parsed parse(String text) {
    List<Line> lines = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    List<String> each = text.lines().toList();
    for (int i = 0; i < each.size(); i++) {
      String line = each.get(i).replace("\uFEFF", "").strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          lines.add(line(cells(line), i + 1));
        } catch (IllegalArgumentException e) {
          faults.add(new Fault(i + 1, line, String.valueOf(e.getMessage())));
        }
      }
    }
    faults.addAll(contradictions(lines));
    faults.sort(Comparator.comparingInt(Fault::number));
    return new Parsed(lines, faults);
  }

  /** The splits of what merges make one. */
  private static List<Fault> contradictions(List<Line> lines) {
    Map<String, String> into = new HashMap<>();
    for (Line line : lines) {
      if (line.action() == Action.MERGE) {
        String first = first(into, line.id());
        String other = first(into, line.other());
        if (!first.equals(other)) {
          into.put(other, first);
        }
      }
    }
    List<Fault> faults = new ArrayList<>();
    for (Line line : lines) {
      if (line.action() == Action.SPLIT
          && first(into, line.id()).equals(first(into, line.other()))) {
        faults.add(
            new Fault(line.number(), line.toString(), "it splits what merge lines make one"));
      }
    }
    return faults;
  }

  private static String first(Map<String, String> into, String id) {
    String first = id;
    for (String next = into.get(first); next != null; next = into.get(first)) {
      first = next;
    }
    return first;
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
