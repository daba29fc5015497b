package org.vigil.api;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values after RFC 4180, in which a line feed alone ends a row too. */
final class Csv {

  private Csv() {}

  /**
   * The rows of a text, blank lines apart.
   *
   * @throws Problem if a quotation mark is not closed
   */
  static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (text.startsWith("\"\"", i)) {
          cell.append(c);
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.isEmpty()) {
        quoted = true;
      } else if (c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        end(rows, row, cell);
        row = new ArrayList<>();
      } else if (!text.startsWith("\r\n", i)) {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new Problem(400, "body is not valid CSV: a quotation mark is not closed");
    }
    end(rows, row, cell);
    return rows;
  }

  private static void end(List<List<String>> rows, List<String> row, StringBuilder cell) {
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    cell.setLength(0);
  }
}
