package org.vigil.extract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An article as a newsroom's own tool hands it in: text with what is known about it, as a JSON
 * object. What is stated is taken as it is, so every fact has confidence 1.
 *
 * @param extracted its text and facts; a language that is not stated is told from the text
 * @param collection the name of the collection it belongs to
 */
public record Article(Extraction.Extracted extracted, Optional<String> collection) {

  /** The name of such a file among those that were handed in. */
  public static final String FILE_NAME = "article.json";

  /** The media type of such a file. */
  public static final String MEDIA_TYPE = "application/json";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final List<String> KEYS =
      List.of("title", "text", "outlet", "date", "authors", "url", "language", "collection");
  private static final String RULE = "stated";
  private static final int MOST_AUTHORS = 100;

  /**
   * Reads the object.
   *
   * @throws MalformedArticleException naming the key, its value and what was expected
   */
  public static Article parse(byte[] bytes) throws MalformedArticleException {
    JsonNode json = tree(bytes);
    if (!json.isObject()) {
      throw new MalformedArticleException("body", "something else", "a JSON object");
    }
    for (String key : iterable(json)) {
      if (!KEYS.contains(key)) {
        throw new MalformedArticleException("body", "unknown key " + key, String.join(", ", KEYS));
      }
    }
    String text = text(json, "text", Integer.MAX_VALUE).orElse("");
    text = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    if (text.isEmpty()) {
      throw new MalformedArticleException("text", "missing or empty", "the text of the article");
    }
    Optional<Fact<String>> address =
        stated(json, "url", StatedFacts.URLS, words -> StatedFacts.url(words, RULE));
    Optional<Fact<String>> stated =
        stated(json, "language", StatedFacts.LANGUAGES, words -> StatedFacts.language(words, RULE));
    Optional<Fact<String>> told =
        Languages.detect(text).map(found -> new Fact<>(found, "text-language", 0.8, ""));
    Facts all =
        new Facts(
            fact(json, "title"),
            fact(json, "outlet"),
            authors(json),
            stated(json, "date", StatedFacts.DATES, words -> StatedFacts.date(words, RULE)),
            Optional.empty(),
            address,
            stated.or(() -> told));
    return new Article(
        new Extraction.Extracted(MEDIA_TYPE, text, all, List.of(), List.of()),
        text(json, "collection", StatedFacts.LONGEST));
  }

  private static JsonNode tree(byte[] bytes) throws MalformedArticleException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException e) {
      throw new MalformedArticleException("body", "not UTF-8", "JSON in UTF-8");
    } catch (JsonProcessingException e) {
      throw new MalformedArticleException(
          "body",
          "no JSON at line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "a JSON object");
    }
  }

  private static List<String> iterable(JsonNode json) {
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Optional<String> text(JsonNode json, String key, int longest)
      throws MalformedArticleException {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new MalformedArticleException(key, value.toString(), "a string");
    }
    String given = value.asText().strip();
    if (given.length() > longest) {
      throw new MalformedArticleException(
          key, given.length() + " characters", "at most " + longest);
    }
    return Optional.of(given).filter(text -> !text.isEmpty());
  }

  private static Optional<Fact<String>> fact(JsonNode json, String key)
      throws MalformedArticleException {
    return text(json, key, StatedFacts.LONGEST).map(words -> StatedFacts.fact(words, RULE, words));
  }

  private static Optional<Fact<List<String>>> authors(JsonNode json)
      throws MalformedArticleException {
    JsonNode list = json.path("authors");
    if (list.isMissingNode() || list.isNull()) {
      return Optional.empty();
    }
    List<String> authors = new ArrayList<>();
    for (JsonNode author : list) {
      if (author.isTextual() && !author.asText().isBlank()) {
        authors.add(author.asText().strip());
      }
    }
    if (!list.isArray() || authors.size() != list.size() || authors.size() > MOST_AUTHORS) {
      throw new MalformedArticleException("authors", list.toString(), "a list of names");
    }
    return authors.isEmpty()
        ? Optional.empty()
        : Optional.of(StatedFacts.fact(authors, RULE, String.join(", ", authors)));
  }

  private static <T> Optional<Fact<T>> stated(
      JsonNode json, String key, String expected, Function<String, Optional<Fact<T>>> reader)
      throws MalformedArticleException {
    Optional<String> given = text(json, key, StatedFacts.LONGEST);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<Fact<T>> fact = reader.apply(given.get());
    if (fact.isEmpty()) {
      throw new MalformedArticleException(key, given.get(), expected);
    }
    return fact;
  }
}
