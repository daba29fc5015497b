package org.vigil.extract;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads articles that a newsroom or an archive exported as JSON, JSON Lines, ninjs (IPTC, 1.x to
 * 3.x), CSV or TSV: each item or row is a part, named by its id or else by its number.
 *
 * <p>What an export is shows in its first item: it has a text and, beside it, a headline, date,
 * byline or address; or it has headline, date and address and no text, which makes a report of the
 * headline. Any other data file is none, and read as the text it is.
 */
final class Exports {

  private static final ObjectReader JSON = new ObjectMapper().readerFor(JsonNode.class);

  /** An array is read item by item, but what wraps one is held whole. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int LONGEST_ID = 100;

  private static final List<String> ITEMS =
      List.of("items", "articles", "results", "documents", "docs", "data", "posts", "entries");

  /** What services put around such a list. */
  private static final List<String> WRAPPERS = List.of("response", "articles", "data", "result");

  private static final List<String> TEXT =
      List.of(
          "bodyhtml",
          "bodyxhtml",
          "contenthtml",
          "bodies",
          "bodytext",
          "articlebody",
          "fulltext",
          "body",
          "maintext",
          "text",
          "content",
          "story");
  private static final List<String> TITLE =
      List.of("headline", "headlines", "title", "titles", "webtitle");
  private static final List<String> AUTHORS = List.of("authors", "author", "byline", "by");
  private static final List<String> DATE =
      List.of(
          "datepublished",
          "publishedat",
          "published",
          "publicationdate",
          "pubdate",
          "firstpublished",
          "contentcreated",
          "firstcreated",
          "versioncreated",
          "webpublicationdate",
          "publishdate",
          "date",
          "datetime");
  private static final List<String> OUTLET =
      List.of(
          "outlet",
          "publication",
          "newspaper",
          "publisher",
          "provider",
          "infosource",
          "infosources",
          "sitename",
          "source",
          "sourcetitle",
          "sourcename",
          "medianame",
          "feedtitle",
          "websitetitle");
  private static final List<String> URL =
      List.of("url", "canonicalurl", "weburl", "permalink", "link", "uri");

  /** Where an object keeps the string that it stands for. */
  private static final List<String> INNER =
      List.of("value", "rendered", "name", "content", "url", "title");

  private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]{0,500}>");
  private static final Pattern BY = Pattern.compile("(?i)^\\s*+(?:by\\s++)?");
  private static final Pattern SCHEME = Pattern.compile("^https?://");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n");

  private final String mediaType;
  private final FactContext context;
  private final Members members;
  private int number;
  private boolean headlines;

  private Exports(String mediaType, FactContext context, Members members) {
    this.mediaType = mediaType;
    this.context = context;
    this.members = members;
  }

  /** What the export holds; empty if the file is none. */
  static Optional<Extraction> read(Input input, FactContext context, Members members)
      throws IOException {
    return switch (FileKind.extension(input.name())) {
      case "csv" -> new Exports("text/csv", context, members).table(input);
      case "tsv" -> new Exports("text/tab-separated-values", context, members).table(input);
      case "jsonl", "ndjson" -> new Exports("application/x-ndjson", context, members).lines(input);
      case "json" ->
          input.size() > MOST_BYTES
              ? Optional.empty()
              : new Exports("application/json", context, members).json(input);
      default -> Optional.empty();
    };
  }

  /** Line by line, so that one which is no JSON costs no other. */
  private Optional<Extraction> lines(Input input) throws IOException {
    int broken = 0;
    try (InputStream in = new BufferedInputStream(input.open(), 1 << 16)) {
      for (byte[] line = line(in); line.length > 0 && hasRoom(); line = line(in)) {
        try {
          if (isBlank(line)) {
            continue;
          }
          JsonNode node = JSON.readValue(line);
          for (JsonNode item : unwrapped(node)) {
            if (!add(fields(item, common(node)))) {
              return Optional.empty();
            }
          }
        } catch (JacksonException e) {
          if (number == 0) {
            // Values over several lines, perhaps.
            return json(input);
          }
          broken++;
        }
      }
    }
    if (broken > 0) {
      members.note(broken + (broken == 1 ? " line is" : " lines are") + " no JSON and left out");
    }
    return outcome();
  }

  /** The next line with its end; empty at the end of the file. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (line.size() < MOST_BYTES) {
        line.write(b);
      }
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private boolean hasRoom() {
    return number == 0 || members.hasRoom();
  }

  private Optional<Extraction> json(Input input) throws IOException {
    try (InputStream in = input.open();
        MappingIterator<JsonNode> nodes = JSON.readValues(in)) {
      while (nodes.hasNextValue() && hasRoom()) {
        JsonNode node = nodes.nextValue();
        Map<String, List<String>> common = common(node);
        for (JsonNode item : unwrapped(node)) {
          if (!add(fields(item, common))) {
            return Optional.empty();
          }
        }
      }
    } catch (JacksonException e) {
      return number == 0
          ? Optional.empty()
          : Optional.of(new Unreadable(mediaType, Reason.CORRUPT, "is no JSON from some item on"));
    }
    return outcome();
  }

  private Optional<Extraction> table(Input input) throws IOException {
    Optional<String> text = TextBytes.decode(input.first(MOST_BYTES));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Csv rows = new Csv(text.get());
    List<String> names = rows.row().stream().map(Exports::key).toList();
    for (List<String> row = rows.row(); !row.isEmpty() && hasRoom(); row = rows.row()) {
      Map<String, List<String>> fields = new HashMap<>();
      for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
        if (!row.get(i).isBlank()) {
          fields.putIfAbsent(names.get(i), List.of(row.get(i)));
        }
      }
      if (!add(fields)) {
        return Optional.empty();
      }
    }
    return input.size() > MOST_BYTES && number > 0
        ? Optional.of(
            new Unreadable(
                mediaType, Reason.TOO_LARGE, "only its first " + MOST_BYTES + " bytes were read"))
        : outcome();
  }

  private Optional<Extraction> outcome() {
    return number == 0
        ? Optional.empty()
        : Optional.of(new Unreadable(mediaType, Reason.EMPTY, "an export without text"));
  }

  /** The items of a document that wraps them, or the item itself. */
  private static Iterable<JsonNode> unwrapped(JsonNode node) {
    return wrapped(node)
        .or(
            () ->
                WRAPPERS.stream()
                    .map(node::path)
                    .flatMap(inner -> wrapped(inner).stream())
                    .findFirst())
        .orElse(List.of(node));
  }

  private static Optional<Iterable<JsonNode>> wrapped(JsonNode node) {
    for (String key : ITEMS) {
      if (node.path(key).isArray() && node.path(key).path(0).isObject()) {
        return Optional.of(node.path(key));
      }
    }
    return Optional.empty();
  }

  /** What a document that wraps its items says about all of them, as JSON Feed does. */
  private static Map<String, List<String>> common(JsonNode document) {
    Map<String, List<String>> common = new HashMap<>();
    if (wrapped(document).isPresent() && document.path("version").asText().contains("jsonfeed")) {
      Map<String, List<String>> feed = fields(document);
      Optional.ofNullable(feed.get("title")).ifPresent(title -> common.put("outlet", title));
      for (String name : List.of("language", "authors", "author")) {
        Optional.ofNullable(feed.get(name)).ifPresent(values -> common.put(name, values));
      }
    }
    return common;
  }

  /** Whether the item belongs to an export, which the first one decides. */
  private boolean add(Map<String, List<String>> fields) {
    if (number == 0) {
      headlines = !isArticle(fields) && isHeadline(fields);
      if (!headlines && !isArticle(fields)) {
        return false;
      }
    }
    number++;
    String name =
        first(fields, List.of("id", "guid", "itemid"), id -> id.length() <= LONGEST_ID)
            .map(id -> SCHEME.matcher(id).replaceFirst(""))
            .orElseGet(() -> Integer.toString(number));
    Function<Members, Extraction> reader = inner -> item(fields);
    members.add(name, reader);
    return true;
  }

  /** As services that find articles list them: with headline, day and address, and no more. */
  private static boolean isHeadline(Map<String, List<String>> fields) {
    return first(fields, TITLE, t -> true).isPresent()
        && first(fields, DATE, d -> date(d).isPresent()).isPresent()
        && first(fields, URL, u -> u.startsWith("http")).isPresent();
  }

  private static boolean isArticle(Map<String, List<String>> fields) {
    return first(fields, TEXT, t -> true).isPresent()
        && List.of(TITLE, AUTHORS, DATE, URL).stream()
            .anyMatch(names -> first(fields, names, value -> true).isPresent());
  }

  private Extraction item(Map<String, List<String>> fields) {
    String text =
        first(fields, headlines ? TITLE : TEXT, t -> true).map(Exports::paragraphs).orElse("");
    if (text.isBlank()) {
      return new Unreadable(mediaType, Reason.EMPTY, "an item without text");
    }
    Facts own = TextFacts.of(text, context).facts();
    Optional<String> title = first(fields, TITLE, t -> true);
    List<String> bylines =
        AUTHORS.stream()
            .map(name -> fields.getOrDefault(name, List.of()))
            .filter(values -> !values.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<String> authors =
        bylines.stream()
            .flatMap(line -> Arrays.stream(line.split(";", -1)))
            .map(line -> BY.matcher(line).replaceFirst(""))
            .flatMap(line -> Bylines.authors("By " + line).stream())
            .distinct()
            .toList();
    Facts facts =
        new Facts(
            title.map(t -> new Fact<>(Feeds.plain(t), "item-title", 0.95, t)),
            first(fields, OUTLET, o -> !o.contains("://"))
                .map(o -> new Fact<>(Characters.line(o), "item-outlet", 0.9, o)),
            authors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fact<>(authors, "item-authors", 0.9, String.join("; ", bylines))),
            first(fields, DATE, d -> date(d).isPresent())
                .map(d -> new Fact<>(date(d).orElseThrow(), "item-date", 0.95, d)),
            own.dateline(),
            first(fields, URL, u -> u.startsWith("http"))
                .map(u -> new Fact<>(u.strip(), "item-url", 0.95, u)),
            first(fields, List.of("language", "lang"), l -> Feeds.language(l).isPresent())
                .map(l -> new Fact<>(Feeds.language(l).orElseThrow(), "item-language", 0.9, l))
                .or(own::language));
    return new Extracted(mediaType, text, facts, List.of(), List.of());
  }

  private static Optional<PartialDate> date(String words) {
    return Feeds.date(words.strip()).or(() -> PartialDate.parse(words.strip()));
  }

  private static String paragraphs(String text) {
    if (MARKUP.matcher(text).find()) {
      return Feeds.paragraphs(text);
    }
    String lines = text.replace("\r\n", "\n").strip();
    List<String> kept = new ArrayList<>();
    for (String paragraph :
        BLANK_LINE.matcher(lines).find() ? BLANK_LINE.split(lines) : lines.split("\n", -1)) {
      String line = Characters.line(paragraph);
      if (!line.isEmpty()) {
        kept.add(line);
      }
    }
    return String.join("\n\n", kept);
  }

  private static Optional<String> first(
      Map<String, List<String>> fields, List<String> names, Predicate<String> fit) {
    return names.stream()
        .flatMap(name -> fields.getOrDefault(name, List.of()).stream())
        .filter(fit)
        .findFirst();
  }

  private static Map<String, List<String>> fields(JsonNode item, Map<String, List<String>> common) {
    Map<String, List<String>> fields = fields(item);
    // What a service was asked for it keeps apart from what it always says.
    fields(item.path("fields")).forEach(fields::putIfAbsent);
    common.forEach(fields::putIfAbsent);
    return fields;
  }

  private static Map<String, List<String>> fields(JsonNode item) {
    Map<String, List<String>> fields = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      List<String> values = new ArrayList<>();
      for (JsonNode value :
          field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
        string(value).filter(s -> !s.isBlank()).ifPresent(values::add);
      }
      if (!values.isEmpty()) {
        fields.putIfAbsent(key(field.getKey()), values);
      }
    }
    return fields;
  }

  private static Optional<String> string(JsonNode value) {
    if (value.isTextual() || value.isIntegralNumber()) {
      return Optional.of(value.asText());
    }
    return INNER.stream()
        .map(value::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  /** {@code body_html}, {@code bodyHtml} and {@code Body HTML} are one name. */
  private static String key(String name) {
    return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
