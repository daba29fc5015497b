package org.vigil.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Curation;
import org.vigil.entity.MalformedCurationException;

/** What people decided about names, where they can change it. Safe for several threads. */
public interface Decisions {

  /**
   * A line that can be read.
   *
   * @param key stays that of the line however others move it about in its file
   */
  record Decision(String key, Path file, Curation.Line line) {

    private static final int KEY_DIGITS = 16;

    /** A line of a file. */
    public static Decision of(Path file, Curation.Line line) {
      byte[] said = (file + "\n" + line).getBytes(StandardCharsets.UTF_8);
      return new Decision(ContentHash.of(said).hex().substring(0, KEY_DIGITS), file, line);
    }

    /** Those lines of a file that say what was asked for, each once. */
    public static List<Decision> standing(
        Path file, List<Curation.Line> all, List<Curation.Line> asked) {
      Set<String> left = new HashSet<>();
      asked.forEach(line -> left.add(line.toString()));
      List<Decision> standing = new ArrayList<>();
      for (Curation.Line line : all) {
        if (left.remove(line.toString())) {
          standing.add(of(file, line));
        }
      }
      return standing;
    }
  }

  /** A line that cannot be read. */
  record Fault(Path file, Curation.Fault fault) {}

  /** Everything that stands there, right or wrong. */
  record Content(List<Decision> decisions, List<Fault> faults) {
    public Content {
      decisions = List.copyOf(decisions);
      faults = List.copyOf(faults);
    }
  }

  /** What stands there now. */
  Content content() throws IOException;

  /**
   * Adds lines, durably, those that stand there already apart; all or none.
   *
   * @return the lines where they stand now
   * @throws MalformedCurationException if what is there cannot be read
   * @throws IllegalArgumentException if the lines say the opposite of others
   */
  List<Decision> add(List<Curation.Line> lines) throws IOException;

  /**
   * Takes a line out, durably.
   *
   * @param key that of the line
   * @return whether there was such a line
   */
  boolean withdraw(String key) throws IOException;

  /**
   * What is to be added to a text so that it holds these lines.
   *
   * @throws MalformedCurationException if the text cannot be read
   * @throws IllegalArgumentException if the lines say the opposite of others
   */
  static String missing(Path file, String text, List<Curation.Line> lines)
      throws MalformedCurationException {
    Set<String> known = new HashSet<>();
    for (Curation.Line line : Curation.parse(text).orThrow(file.toString()).lines()) {
      known.add(line.toString());
    }
    StringBuilder more = new StringBuilder();
    for (Curation.Line line : lines) {
      if (known.add(line.toString())) {
        more.append(line).append('\n');
      }
    }
    if (more.isEmpty()) {
      return "";
    }
    String all = (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + more;
    Curation.Parsed after = Curation.parse(text + all);
    if (!after.faults().isEmpty()) {
      Curation.Fault first = after.faults().getFirst();
      throw new IllegalArgumentException(first.text() + ": " + first.detail());
    }
    return all;
  }

  /** A text less some of its lines, by number from 1. */
  static String without(String text, Set<Integer> numbers) {
    StringBuilder rest = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!numbers.contains(i + 1)) {
        rest.append(lines.get(i)).append('\n');
      }
    }
    return rest.toString();
  }
}
