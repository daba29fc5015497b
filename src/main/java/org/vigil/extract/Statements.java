package org.vigil.extract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;

/**
 * What people state about one file and about the reports in it.
 *
 * @param lines what applies, the most specific first
 */
public record Statements(List<Line> lines) {

  /** Nothing stated. */
  public static final Statements NONE = new Statements(List.of());

  /**
   * One of the statements.
   *
   * @param part of the file that it is about, with all below it; empty for the whole file
   */
  record Line(Optional<String> part, Statement statement) {

    boolean isAbout(Optional<String> reported) {
      return part.isEmpty()
          || reported
              .filter(
                  p ->
                      p.equals(part.get())
                          || p.startsWith(part.get() + "/")
                          || p.startsWith(part.get() + "!"))
              .isPresent();
    }
  }

  public Statements {
    lines = List.copyOf(lines);
  }

  /** What is stated about the file's own text, or about the report of a part of it. */
  public Statement about(Optional<String> part) {
    return lines.stream()
        .filter(line -> line.isAbout(part))
        .map(Line::statement)
        .reduce(Statement.NONE, Statement::or);
  }

  /** Changes when what is stated changes; empty for nothing stated. */
  public Optional<String> fingerprint() {
    return lines.isEmpty() ? Optional.empty() : Optional.of(fingerprint(lines));
  }

  /** The words of statements, as one short word. */
  private static String fingerprint(List<Line> lines) {
    StringBuilder words = new StringBuilder();
    for (Line line : lines) {
      Facts facts = line.statement().facts();
      words.append(line.part().orElse(""));
      facts.title().ifPresent(f -> words.append("\ntitle ").append(f.text()));
      facts.outlet().ifPresent(f -> words.append("\noutlet ").append(f.text()));
      facts.date().ifPresent(f -> words.append("\ndate ").append(f.text()));
      facts.authors().ifPresent(f -> words.append("\nauthors ").append(f.text()));
      facts.url().ifPresent(f -> words.append("\nurl ").append(f.text()));
      facts.language().ifPresent(f -> words.append("\nlanguage ").append(f.text()));
      line.statement().collection().ifPresent(c -> words.append("\ncollection ").append(c));
      words.append("\n\n");
    }
    return ContentHash.of(words.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }
}
