package org.vigil.extract;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The data that the scripts of a page carry: JSON that is all of a script, is assigned to a
 * variable, or stands in a string that the script parses; and rows of JSON and text that a server
 * pushes in strings piece by piece, and that name each other by number.
 */
final class ScriptData {

  private static final int SHORTEST = 400;
  private static final int LONGEST = 4_000_000;
  private static final int MOST_SCRIPTS = 40;
  private static final int MOST_PIECES = 2_000;

  /** Where data stand in a script they stand near its beginning. */
  private static final int LONGEST_BEFORE = 20_000;

  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?:window\\.|globalThis\\.|var |let |const )?[\\w.$\\[\\]\"']{2,80}\\s*=\\s*(?=[{\\[])");

  private static final Pattern PARSED = Pattern.compile("JSON\\.parse\\(\\s*(?=[\"'`])");

  private static final Pattern PUSHED = Pattern.compile("\\.push\\(\\[\\d{1,2},\\s?(?=\")");

  /** The number of a row, and of its bytes where it is text. */
  private static final Pattern ROW = Pattern.compile("([0-9a-f]{1,6}):(?:T([0-9a-f]{1,6}),)?");

  private static final Pattern REFERENCE = Pattern.compile("\"\\$([0-9a-f]{1,6})\"");

  private ScriptData() {}

  /** What can be read of it, in the order of the page. */
  static List<JsonNode> of(Document page) {
    List<JsonNode> data = new ArrayList<>();
    StringBuilder pushed = new StringBuilder();
    int read = 0;
    int pieces = 0;
    for (Element script : page.getElementsByTag("script")) {
      String words = script.data();
      if (words.length() > LONGEST || isJsonLd(script)) {
        continue;
      }
      Matcher piece = PUSHED.matcher(words);
      if (pieces < MOST_PIECES
          && piece.region(0, Math.min(words.length(), LONGEST_BEFORE)).find()) {
        pieces++;
        if (pushed.length() + words.length() <= LONGEST) {
          pushed.append(literal(words, piece.end()));
        }
      } else if (words.length() >= SHORTEST && read++ < MOST_SCRIPTS) {
        json(words).forEach(data::add);
      }
    }
    data.addAll(rows(pushed.toString()));
    return data;
  }

  private static boolean isJsonLd(Element script) {
    return script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json");
  }

  private static Stream<JsonNode> json(String data) {
    String script = data.strip();
    if (script.startsWith("{") || script.startsWith("[")) {
      return JsonLd.lenient(script).stream();
    }
    int end = Math.min(script.length(), LONGEST_BEFORE);
    Matcher parsed = PARSED.matcher(script).region(0, end);
    if (parsed.find()) {
      return JsonLd.lenient(literal(script, parsed.end())).stream();
    }
    Matcher assigned = ASSIGNED.matcher(script).region(0, end);
    return assigned.find()
        ? JsonLd.lenient(script.substring(assigned.end())).stream()
        : Stream.empty();
  }

  /** The string that a literal of the script stands for, which begins with its quotation mark. */
  private static String literal(String script, int start) {
    char quote = script.charAt(start);
    StringBuilder string = new StringBuilder();
    int i = start + 1;
    while (i < script.length() && script.charAt(i) != quote) {
      char c = script.charAt(i++);
      if (c != '\\' || i >= script.length()) {
        string.append(c);
        continue;
      }
      char escaped = script.charAt(i++);
      switch (escaped) {
        case 'n' -> string.append('\n');
        case 't' -> string.append('\t');
        case 'r' -> string.append('\r');
        case 'b', 'f', 'v', '\n' -> {}
        case 'u' -> i += code(script, i, 4, string);
        case 'x' -> i += code(script, i, 2, string);
        default -> string.append(escaped);
      }
    }
    return string.toString();
  }

  /** Appends the character of a code of so many digits; returns how many there were. */
  private static int code(String script, int at, int digits, StringBuilder string) {
    int code = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = i < script.length() ? Character.digit(script.charAt(i), 16) : -1;
      if (digit < 0) {
        return 0;
      }
      code = 16 * code + digit;
    }
    string.append((char) code);
    return digits;
  }

  /** Rows parted by line feeds; a row of text has its length in bytes of UTF-8 instead. */
  private static List<JsonNode> rows(String stream) {
    Map<String, String> texts = new HashMap<>();
    List<String> rows = new ArrayList<>();
    int at = 0;
    while (at < stream.length()) {
      Matcher row = ROW.matcher(stream).region(at, Math.min(stream.length(), at + 20));
      int start = row.lookingAt() ? row.end() : at;
      int end;
      if (start > at && row.group(2) != null) {
        end = afterBytes(stream, start, Integer.parseInt(row.group(2), 16));
        texts.put(row.group(1), stream.substring(start, end));
      } else {
        int feed = stream.indexOf('\n', start);
        end = feed < 0 ? stream.length() : feed + 1;
        rows.add(stream.substring(start, end));
      }
      at = Math.max(end, at + 1);
    }
    return rows.stream()
        .map(row -> filled(row, texts))
        .filter(row -> row.length() >= SHORTEST && (row.startsWith("[") || row.startsWith("{")))
        .flatMap(row -> JsonLd.lenient(row).stream())
        .toList();
  }

  private static int afterBytes(String text, int start, int bytes) {
    int left = bytes;
    int at = start;
    while (at < text.length() && left > 0) {
      char c = text.charAt(at++);
      left -= c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return at;
  }

  /** A row with the texts in the places where it names them. */
  private static String filled(String row, Map<String, String> texts) {
    return texts.isEmpty()
        ? row
        : REFERENCE
            .matcher(row)
            .replaceAll(
                name ->
                    Matcher.quoteReplacement(
                        texts.containsKey(name.group(1))
                            ? "\"" + escaped(texts.get(name.group(1))) + "\""
                            : name.group()));
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
