package org.vigil.extract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;

/**
 * One file of {@link Manifests}: what it states, line by line, about files in its folder and below.
 *
 * <p>A line that makes no sense, or a value of it, is a complaint and states nothing; the others
 * hold.
 */
final class Manifest {

  private static final String RULE = "manifest";
  private static final String PATH = "path";
  private static final List<String> COLUMNS =
      List.of(PATH, "title", "outlet", "date", "authors", "url", "language", "collection");
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_COMPLAINTS = 20;

  /** A month in letters, or the day before the month with points, as nobody writes it else. */
  private static final Pattern CLEAR =
      Pattern.compile("\\p{L}{3}|^\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}$");

  private static final Pattern TIMED =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d\\S*(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))?");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final Path file;
  private final Path folder;

  /** By the path that a line names, and by pattern where it names many. */
  private final Map<String, Statement> paths = new HashMap<>();

  private final Map<String, Statement> patterns = new LinkedHashMap<>();

  /** What is stated about parts, by what may be the path of their file. */
  private final Map<String, List<Statements.Line>> parts = new HashMap<>();

  private final Map<String, Integer> lineOf = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int complained;

  private Manifest(Path file) {
    this.file = file;
    this.folder = file.resolveSibling("");
  }

  /** Reads a manifest; whatever is wrong with it is a complaint. */
  static Manifest read(Path file) {
    Manifest manifest = new Manifest(file);
    try {
      if (Files.size(file) > MOST_BYTES) {
        manifest.complain("it is larger than " + (MOST_BYTES >> 20) + " MB and was not read");
        return manifest;
      }
      Optional<String> text = TextBytes.decode(Files.readAllBytes(file));
      if (text.isEmpty()) {
        manifest.complain("it is no text and was not read");
        return manifest;
      }
      String words = text.get().startsWith("\uFEFF") ? text.get().substring(1) : text.get();
      if (String.valueOf(file.getFileName()).endsWith(".json")) {
        manifest.json(words);
      } else {
        manifest.csv(words);
      }
      Comparator<Statements.Line> longestFirst =
          Comparator.comparingInt(line -> -line.part().orElse("").length());
      manifest.parts.values().forEach(lines -> lines.sort(longestFirst));
    } catch (IOException e) {
      manifest.complain("it cannot be read");
    }
    return manifest;
  }

  /** What is wrong with it, each in a sentence that names file and line. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(complaints);
    if (complained > complaints.size()) {
      all.add(shown() + ": " + (complained - complaints.size()) + " more lines like these");
    }
    return all;
  }

  /** What it states about a file in its folder or below, the most specific first. */
  List<Statements.Line> about(Path about) {
    String key = key(folder.relativize(about).toString());
    List<Statements.Line> lines = new ArrayList<>(parts.getOrDefault(key, List.of()));
    add(lines, paths.get(key));
    if (!patterns.isEmpty()) {
      List<Statement> fitting = new ArrayList<>();
      patterns.forEach(
          (pattern, statement) -> {
            if (fits(pattern, key)) {
              fitting.add(statement);
            }
          });
      fitting.reversed().forEach(statement -> add(lines, statement));
    }
    for (int end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      add(lines, paths.get(key.substring(0, end)));
    }
    add(lines, paths.get(""));
    return lines;
  }

  private static void add(List<Statements.Line> lines, @Nullable Statement statement) {
    if (statement != null) {
      lines.add(new Statements.Line(Optional.empty(), statement));
    }
  }

  private void csv(String text) {
    Csv rows = new Csv(text);
    List<String> names =
        rows.row().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(PATH)) {
      complain(1, "there is no column path; it must name the columns: " + columns());
      return;
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!COLUMNS.contains(name)) {
        complain(1, unknown("column", name));
      } else if (!seen.add(name)) {
        complain(1, "there are two columns " + name + ": the first holds");
      }
    }
    for (List<String> row = rows.row(); !row.isEmpty(); row = rows.row()) {
      if (rows.isOpen()) {
        complain(rows.line(), "a quotation mark opens here and does not close");
        return;
      }
      if (row.size() > names.size()) {
        complain(
            rows.line(),
            row.size()
                + " values for "
                + names.size()
                + " columns: put a value with a separator in quotation marks");
        continue;
      }
      Map<String, List<String>> values = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        String value = row.get(i).strip();
        if (!value.isEmpty() && COLUMNS.contains(names.get(i))) {
          values.putIfAbsent(
              names.get(i),
              names.get(i).equals("authors") ? List.of(value.split(";", -1)) : List.of(value));
        }
      }
      line(rows.line(), values);
    }
  }

  private void json(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          object(parser);
        }
      } else {
        object(parser);
      }
    } catch (JsonProcessingException e) {
      complain(
          e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
          "it is no JSON from here on: expected a list of objects");
    } catch (IOException e) {
      complain("it cannot be read");
    }
  }

  private void object(JsonParser parser) throws IOException {
    int number = parser.currentTokenLocation().getLineNr();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      complain(number, "expected an object with a path");
      return;
    }
    JsonNode json = parser.readValueAsTree();
    Map<String, List<String>> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : json.properties()) {
      String key = property.getKey();
      JsonNode value = property.getValue();
      if (!COLUMNS.contains(key)) {
        complain(number, unknown("key", key));
      } else if (key.equals("authors") && value.isArray()) {
        List<String> names = new ArrayList<>();
        value.forEach(name -> names.add(name.asText()));
        values.put(key, names);
      } else if (value.isTextual() || value.isIntegralNumber()) {
        values.put(
            key,
            key.equals("authors")
                ? List.of(value.asText().split(";", -1))
                : List.of(value.asText().strip()));
      } else if (!value.isNull()) {
        complain(number, key + " is " + cut(value.toString()) + "; expected a string");
      }
    }
    line(number, values);
  }

  /** Takes one line in. */
  private void line(int number, Map<String, List<String>> values) {
    String words = first(values, PATH).orElse("");
    if (words.isEmpty()) {
      complain(number, "there is no path; '.' is the folder of the manifest");
      return;
    }
    Optional<String> inside = inside(words);
    if (inside.isEmpty()) {
      complain(
          number,
          "path " + cut(words) + " leaves the folder of the manifest; name a file in it or below");
      return;
    }
    String key = inside.get();
    Integer before = lineOf.putIfAbsent(key, number);
    if (before != null) {
      complain(number, "a second line for " + cut(words) + ": line " + before + " holds");
      return;
    }
    boolean pattern = key.indexOf('*') >= 0 || key.indexOf('?') >= 0;
    List<String> files = files(key);
    if (!pattern && files.stream().noneMatch(this::exists)) {
      complain(number, "there is no file or folder " + cut(words) + ": check the path");
    }
    Statement statement = statement(number, values);
    if (pattern) {
      patterns.put(key, statement);
      return;
    }
    paths.put(key, statement);
    for (String container : files) {
      if (container.length() < key.length()) {
        List<Statements.Line> lines = parts.computeIfAbsent(container, k -> new ArrayList<>());
        lines.add(
            new Statements.Line(Optional.of(key.substring(container.length() + 1)), statement));
      }
    }
  }

  /** The path, and what stands before each exclamation mark in it: one of them is a file. */
  private static List<String> files(String key) {
    List<String> files = new ArrayList<>(List.of(key));
    for (int mark = key.indexOf('!'); mark > 0; mark = key.indexOf('!', mark + 1)) {
      files.add(key.substring(0, mark));
    }
    return files;
  }

  private Statement statement(int number, Map<String, List<String>> values) {
    values.forEach(
        (name, all) -> {
          if (all.stream().mapToInt(String::length).sum() > StatedFacts.LONGEST) {
            complain(number, name + " is longer than " + StatedFacts.LONGEST + " characters");
          }
        });
    values.values().removeIf(v -> v.stream().mapToInt(String::length).sum() > StatedFacts.LONGEST);
    List<String> authors =
        values.getOrDefault("authors", List.of()).stream()
            .map(Characters::line)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Statement(
        new Facts(
            text(values, "title"),
            text(values, "outlet"),
            authors.isEmpty()
                ? Optional.empty()
                : Optional.of(StatedFacts.fact(authors, RULE, String.join("; ", authors))),
            checked(number, values, "date", StatedFacts.DATES, Manifest::date),
            Optional.empty(),
            checked(number, values, "url", StatedFacts.URLS, w -> StatedFacts.url(w, RULE)),
            checked(
                number,
                values,
                "language",
                StatedFacts.LANGUAGES,
                w -> StatedFacts.language(w, RULE))),
        first(values, "collection").map(Characters::line));
  }

  private <T> Optional<Fact<T>> checked(
      int number,
      Map<String, List<String>> values,
      String name,
      String expected,
      Function<String, Optional<Fact<T>>> reader) {
    Optional<String> words = first(values, name);
    Optional<Fact<T>> fact = words.flatMap(reader);
    if (words.isPresent() && fact.isEmpty()) {
      complain(number, name + " is " + cut(words.get()) + "; expected " + expected);
    }
    return fact;
  }

  /**
   * As everywhere, and as spreadsheets and people write them, where that can be read in one way
   * only: {@code 03/04/2021} is not.
   */
  private static Optional<Fact<PartialDate>> date(String words) {
    Optional<Fact<PartialDate>> stated = StatedFacts.date(words, RULE);
    if (stated.isPresent()) {
      return stated;
    }
    if (TIMED.matcher(words).matches()) {
      return StatedFacts.date(words.substring(0, 10), RULE)
          .map(day -> StatedFacts.fact(day.value(), RULE, words));
    }
    return CLEAR.matcher(words).find()
        ? DateFinder.dateFinder().find(words, Optional.empty()).stream()
            .filter(found -> found.start() == 0 && found.end() == words.length())
            .findFirst()
            .map(found -> StatedFacts.fact(found.date(), RULE, words))
        : Optional.empty();
  }

  private static Optional<Fact<String>> text(Map<String, List<String>> values, String name) {
    return first(values, name)
        .map(Characters::line)
        .filter(value -> !value.isEmpty())
        .map(value -> StatedFacts.fact(value, RULE, value));
  }

  private static Optional<String> first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of()).stream().filter(v -> !v.isEmpty()).findFirst();
  }

  /** The path in its shortest form, if it stays within the folder. */
  private static Optional<String> inside(String words) {
    String key = key(words);
    if (key.startsWith("/") || key.matches("[A-Za-z]:/.*") || key.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> steps = new ArrayDeque<>();
    for (String step : key.split("/", -1)) {
      if (step.equals("..")) {
        if (steps.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    return Optional.of(String.join("/", steps));
  }

  /** One form for what file systems and spreadsheets write in several. */
  private static String key(String path) {
    return Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC);
  }

  private boolean exists(String key) {
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      try {
        if (Files.exists(
            folder.resolve(Normalizer.normalize(key, form)), LinkOption.NOFOLLOW_LINKS)) {
          return true;
        }
      } catch (InvalidPathException e) {
        // The file system has no such names, so there is no such file.
      }
    }
    return false;
  }

  /** Whether a path fits a pattern, in which {@code *} is any characters and {@code ?} one. */
  private static boolean fits(String pattern, String path) {
    int p = 0;
    int star = -1;
    int retry = 0;
    for (int i = 0; i < path.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = i;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == path.charAt(i))) {
        p++;
        i++;
      } else if (star >= 0) {
        p = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private String shown() {
    return Characters.line(file.toString());
  }

  private static String unknown(String what, String name) {
    return "unknown " + what + " " + cut(name) + "; expected " + columns();
  }

  private static String columns() {
    return String.join(", ", COLUMNS);
  }

  private void complain(int number, String sentence) {
    complain("line " + number, sentence);
  }

  private void complain(String sentence) {
    complain("", sentence);
  }

  private void complain(String where, String sentence) {
    complained++;
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(shown() + (where.isEmpty() ? "" : " " + where) + ": " + sentence);
    }
  }

  private static String cut(String value) {
    String line = Characters.line(value);
    return "'" + (line.length() <= 100 ? line : line.substring(0, 99) + "…") + "'";
  }
}
