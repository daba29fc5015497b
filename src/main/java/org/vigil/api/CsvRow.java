package org.vigil.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints rows for spreadsheets, after RFC 4180. */
public final class CsvRow {

  private CsvRow() {}

  /** A row with its end of line. */
  public static String of(Stream<String> cells) {
    return cells.map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A cell that a spreadsheet shows and never computes, whatever a report is called. */
  static String cell(String text) {
    String safe = text.matches("(?s)\\s*[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
