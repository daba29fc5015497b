package org.vigil.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * The schema.org statements of a page, read as leniently as crawlers do: graphs, arrays, several
 * scripts, comments, raw line breaks. Of broken JSON single {@code "key": "value"} pairs are saved.
 */
final class JsonLd {

  private static final int LONGEST = 2_000_000;
  private static final int MOST_NODES = 20_000;

  private static final JsonMapper LENIENT =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(LONGEST)
                          .build())
                  .build())
          .enable(
              JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_MISSING_VALUES,
              JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  private static final Pattern PAIR =
      Pattern.compile(
          "\"(datePublished|headline|dateCreated|dateModified)\"\\s*:\\s*\"([^\"\\\\]{1,300})\"");

  private static final Pattern CDATA = Pattern.compile("<!\\[CDATA\\[|\\]\\]>");

  private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");

  private static final int LONGEST_AUTHORS = 5_000;

  private static final Pattern AUTHOR =
      Pattern.compile(
          "\"author\"\\s*:\\s*(?:\\[\\s*)?(?:\\{[^{}]{0,300}?\"name\"\\s*:\\s*)?"
              + "\"([^\"\\\\]{1,200})\"");

  private final List<JsonNode> objects = new ArrayList<>();
  private final Map<String, JsonNode> byId = new HashMap<>();
  private final Map<String, String> saved = new HashMap<>();
  private final List<String> savedAuthors = new ArrayList<>();

  /** Reads the data of a script, if its type is that of JSON-LD. */
  void read(Element script) {
    if (script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json")) {
      read(script.data());
    }
  }

  private void read(String data) {
    String json = (data.contains("CDATA") ? CDATA.matcher(data).replaceAll("") : data).strip();
    if (json.isEmpty() || json.length() > LONGEST) {
      return;
    }
    int start = json.indexOf('{');
    int list = json.indexOf('[');
    start = list >= 0 && (list < start || start < 0) ? list : start;
    if (start < 0) {
      return;
    }
    try {
      gather(LENIENT.readTree(json.substring(start)));
    } catch (JsonProcessingException e) {
      Matcher pairs = PAIR.matcher(json);
      while (pairs.find()) {
        saved.putIfAbsent(pairs.group(1), pairs.group(2));
      }
      Matcher author = AUTHOR.matcher(json);
      if (author.find()) {
        savedAuthors(json, author);
      }
    }
  }

  /** The first of the authors, and the others of his array. */
  private void savedAuthors(String json, Matcher first) {
    List<String> names = new ArrayList<>(List.of(first.group(1)));
    int end = first.group().indexOf('[') < 0 ? -1 : json.indexOf(']', first.end());
    if (end > 0 && end - first.end() < LONGEST_AUTHORS) {
      Matcher other = NAME.matcher(json).region(first.end(), end);
      while (other.find()) {
        names.add(other.group(1));
      }
    }
    if (savedAuthors.isEmpty()) {
      savedAuthors.addAll(names);
    }
  }

  /** The first value in a text, read as leniently. */
  static Optional<JsonNode> lenient(String json) {
    try {
      return Optional.of(LENIENT.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void gather(JsonNode root) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(root);
    for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
      JsonNode node = open.poll();
      if (node.isObject()) {
        if (node.has("@type")) {
          objects.add(node);
        }
        if (node.hasNonNull("@id") && node.size() > 1) {
          byId.putIfAbsent(node.get("@id").asText(), node);
        }
      }
      node.forEach(
          child -> {
            if (child.isContainerNode()) {
              open.add(child);
            }
          });
    }
  }

  /** The article that the page is about: by its type, outermost first. */
  Optional<JsonNode> article() {
    return objects.stream()
        .filter(node -> isA(node, "article", "blogposting", "report", "newsarticle"))
        .filter(node -> node.has("headline") || node.has("datePublished") || node.has("author"))
        .findFirst()
        .or(
            () ->
                objects.stream()
                    .filter(node -> isA(node, "webpage"))
                    .filter(node -> node.has("datePublished"))
                    .findFirst());
  }

  List<JsonNode> objects() {
    return objects;
  }

  /** Does a type of the node end in one of the words, as NewsArticle does in article? */
  static boolean isA(JsonNode node, String... endings) {
    for (JsonNode type : each(node.path("@type"))) {
      String name = type.asText().toLowerCase(Locale.ROOT);
      for (String ending : endings) {
        if (name.endsWith(ending)) {
          return true;
        }
      }
    }
    return false;
  }

  Optional<String> text(JsonNode node, String key) {
    return each(node.path(key)).stream()
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .filter(s -> !s.isBlank())
        .findFirst();
  }

  /** A value of the article, or what could be saved of it from broken JSON. */
  Optional<String> ofArticle(String key) {
    return article().flatMap(node -> text(node, key)).or(() -> Optional.ofNullable(saved.get(key)));
  }

  /**
   * The names of who wrote the article: of the article that the page is about, or of the first
   * other one that names somebody.
   */
  List<String> authors() {
    List<String> authors = article().map(node -> names(node, "author")).orElse(List.of());
    if (authors.isEmpty()) {
      authors = article().map(node -> names(node, "creator")).orElse(List.of());
    }
    if (authors.isEmpty()) {
      authors =
          objects.stream()
              .filter(node -> isA(node, "article", "blogposting", "report", "webpage"))
              .map(node -> names(node, "author"))
              .filter(names -> !names.isEmpty())
              .findFirst()
              .orElse(List.of());
    }
    return authors.isEmpty() ? savedAuthors : authors;
  }

  /** The names under a key, whether written as text, as objects or as references to objects. */
  List<String> names(JsonNode node, String key) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : each(node.path(key))) {
      JsonNode meant = resolved(value);
      if (meant.isTextual()) {
        names.add(meant.asText());
      } else {
        int before = names.size();
        each(meant.path("name")).stream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .filter(n -> !n.isBlank())
            .forEach(names::add);
        if (names.size() == before) {
          partedName(meant).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  private Optional<String> partedName(JsonNode person) {
    return text(person, "givenName")
        .flatMap(given -> text(person, "familyName").map(family -> given + " " + family));
  }

  /** The addresses of those under a key: of a person, the page about him. */
  List<String> addresses(JsonNode node, String key) {
    List<String> addresses = new ArrayList<>();
    for (JsonNode value : each(node.path(key))) {
      if (value.isTextual()) {
        addresses.add(value.asText());
      } else {
        text(resolved(value), "url").or(() -> text(value, "@id")).ifPresent(addresses::add);
      }
    }
    return addresses;
  }

  /** The names of persons under a key that are said to be persons. */
  List<String> persons(JsonNode node, String key) {
    List<String> names = new ArrayList<>();
    for (JsonNode value : each(node.path(key))) {
      JsonNode meant = resolved(value);
      if (isA(meant, "person")) {
        each(meant.path("name")).stream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .forEach(names::add);
      }
    }
    return names;
  }

  private JsonNode resolved(JsonNode value) {
    return value.isObject() && !value.has("name") && value.hasNonNull("@id")
        ? byId.getOrDefault(value.get("@id").asText(), value)
        : value;
  }

  static List<JsonNode> each(JsonNode node) {
    if (node.isArray()) {
      List<JsonNode> values = new ArrayList<>();
      node.forEach(values::add);
      return values;
    }
    return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
  }
}
