package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads values separated by commas, semicolons, tabs or bars (RFC 4180): a quoted value may hold
 * the separator, line ends and doubled quotes. Behind the closing mark nothing may follow:
 * otherwise the value is one that begins with a quotation, as it stands.
 */
final class Csv {

  private static final String SEPARATORS = ",;\t|";

  /** The line in which spreadsheets name the separator to each other. */
  private static final Pattern NAMED_SEPARATOR =
      Pattern.compile("\\A\\uFEFF?\"?sep=([,;|\\t])\"?\\r?\\n", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final char separator;
  private int at;
  private int lines = 1;
  private int line = 1;
  private boolean open;

  /**
   * @param text whose first row, the names of the columns, tells the separator
   */
  Csv(String text) {
    this.text = text;
    Matcher named = NAMED_SEPARATOR.matcher(text);
    if (named.find()) {
      this.separator = named.group(1).charAt(0);
      this.at = named.end();
      this.lines = 2;
    } else {
      this.separator = separator(text);
    }
  }

  /** The next row that is not blank; an empty list at the end. */
  List<String> row() {
    while (at < text.length()) {
      List<String> row = anyRow();
      if (row.size() > 1 || !row.getFirst().isBlank()) {
        return row;
      }
    }
    return List.of();
  }

  /** The number of the line, from 1, at which the last row began. */
  int line() {
    return line;
  }

  /** Whether the text ended within quotation marks. */
  boolean isOpen() {
    return open;
  }

  private List<String> anyRow() {
    line = lines;
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      lines += c == '\n' ? 1 : 0;
      if (quoted) {
        boolean doubled = c == '"' && at < text.length() && text.charAt(at) == '"';
        if (c != '"' || doubled) {
          value.append(c);
          at += doubled ? 1 : 0;
        } else {
          quoted = false;
          if (!endsValue()) {
            // A value that merely begins with a quotation.
            value.insert(0, '"').append('"');
          }
        }
      } else if (c == '"' && value.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        row.add(value.toString());
        value.setLength(0);
      } else if (c == '\n') {
        break;
      } else if (c != '\r') {
        value.append(c);
      }
    }
    row.add(value.toString());
    open = quoted;
    return row;
  }

  /** Whether nothing but blanks is left of a value. */
  private boolean endsValue() {
    int next = at;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next == text.length()
        || text.charAt(next) == separator
        || text.charAt(next) == '\n'
        || text.charAt(next) == '\r';
  }

  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    char best = ',';
    long most = 0;
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char candidate = SEPARATORS.charAt(i);
      long count = first.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }
}
