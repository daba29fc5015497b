package org.vigil.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigil.date.PartialDate;

/**
 * The parameters of one request, whether they came in its address or as a JSON object. Whatever is
 * wrong with them is a {@link Problem} that names parameter, value and expectation.
 */
final class Parameters {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads what follows the question mark of an address.
   *
   * @param known names that may occur
   * @param repeatable those of them that may occur more than once
   */
  static Parameters of(
      Map<String, List<String>> query, Collection<String> known, Set<String> repeatable) {
    query.forEach(
        (name, given) -> {
          if (name.isEmpty() && given.stream().allMatch(String::isEmpty)) {
            return; // What a doubled or trailing ampersand looks like.
          }
          checkKnown(name, known);
          if (given.size() > 1 && !repeatable.contains(name)) {
            throw new Problem(
                    400,
                    "parameter " + name + " is given " + given.size() + " times; expected once")
                .member("parameter", name)
                .member("expected", "once");
          }
        });
    return new Parameters(query);
  }

  /** Reads a JSON object with the same names; lists where a parameter may repeat. */
  static Parameters ofJson(byte[] body, Collection<String> known, Set<String> repeatable) {
    return ofJson("body", parse(body), known, repeatable);
  }

  /** The same from a part of a body. */
  static Parameters ofJson(
      String what, JsonNode json, Collection<String> known, Set<String> repeatable) {
    if (!json.isObject()) {
      throw new Problem(400, what + " is " + kind(json) + "; expected a JSON object of parameters");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    json.properties()
        .forEach(
            member -> {
              String name = member.getKey();
              checkKnown(name, known);
              List<String> texts = new ArrayList<>();
              if (member.getValue().isArray() && repeatable.contains(name)) {
                member.getValue().forEach(item -> texts.add(scalar(name, item, repeatable)));
              } else {
                texts.add(scalar(name, member.getValue(), repeatable));
              }
              values.put(name, texts);
            });
    return new Parameters(values);
  }

  /** The members of the JSON object in a body, none of which may have another name. */
  static JsonNode object(byte[] body, Collection<String> known) {
    JsonNode json = parse(body);
    if (!json.isObject()) {
      throw new Problem(
          400,
          "body is " + kind(json) + "; expected a JSON object with " + String.join(", ", known));
    }
    json.fieldNames().forEachRemaining(given -> checkKnown(given, known));
    return json;
  }

  /** A member that must be there, and text. */
  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual()) {
      throw new Problem(400, name + " is " + kind(value) + "; expected text")
          .member("parameter", name)
          .member("expected", "text");
    }
    return value.asText();
  }

  /** The list that is the only member of the JSON object in a body. */
  static JsonNode list(byte[] body, String name) {
    JsonNode list = object(body, List.of(name)).path(name);
    if (!list.isArray()) {
      throw new Problem(400, name + " is " + kind(list) + "; expected a list")
          .member("parameter", name)
          .member("expected", "a list");
    }
    return list;
  }

  private static JsonNode parse(byte[] body) {
    try {
      // Decoded here because Jackson would also take UTF-16 and UTF-32, and mends bad UTF-8.
      JsonNode json = JSON.readTree(decoded(body, "JSON"));
      if (json.isMissingNode()) {
        throw new Problem(400, "body is empty; expected a JSON object of parameters");
      }
      return json;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new Problem(400, "body is not valid JSON" + place + ": " + reason(e));
    }
  }

  /** The text of a body that must be UTF-8. */
  static String decoded(byte[] body, String format) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new Problem(400, "body is not UTF-8; expected " + format + " in UTF-8");
    }
  }

  private static String reason(JsonProcessingException e) {
    // The parser adds where an unclosed object began and where its source would be shown.
    String message = e.getOriginalMessage().lines().findFirst().orElse("malformed");
    return message.replaceFirst(" \\(start marker at .*", "");
  }

  private static String scalar(String name, JsonNode value, Set<String> repeatable) {
    if (value.isTextual() || value.isBoolean() || value.isIntegralNumber()) {
      return value.asText();
    }
    String expected =
        repeatable.contains(name) ? "text or a list of texts" : "text, a whole number or a boolean";
    throw new Problem(400, "parameter " + name + " is " + kind(value) + "; expected " + expected)
        .member("parameter", name)
        .member("expected", expected);
  }

  private static String kind(JsonNode json) {
    return switch (json.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case NULL, MISSING -> "null";
      case BOOLEAN -> "a boolean";
      case NUMBER -> json.isIntegralNumber() ? "a whole number" : "a fraction";
      case STRING, BINARY -> "text";
    };
  }

  private static void checkKnown(String name, Collection<String> known) {
    if (known.contains(name)) {
      return;
    }
    String help =
        NearestName.to(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse(
                known.isEmpty()
                    ? "none is expected here"
                    : "expected one of " + String.join(", ", known));
    throw new Problem(400, "unknown parameter " + Problem.quote(name) + "; " + help)
        .member("parameter", name.length() > 100 ? name.substring(0, 100) : name);
  }

  /** The same but for one. */
  Parameters without(String name) {
    Map<String, List<String>> others = new LinkedHashMap<>(values);
    others.remove(name);
    return new Parameters(others);
  }

  /** Every value given, in order. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  Optional<String> one(String name) {
    return all(name).stream().findFirst();
  }

  /** A value that says something when it is given. */
  Optional<String> text(String name) {
    return one(name).map(value -> notBlank(name, value, "some text"));
  }

  static String notBlank(String name, String value, String expected) {
    if (value.isBlank()) {
      throw Problem.parameter(name, value, expected);
    }
    return value;
  }

  int number(String name, int smallest, int largest, int otherwise) {
    Optional<String> given = one(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    String expected =
        largest == Integer.MAX_VALUE
            ? "a whole number from " + smallest
            : "a whole number from " + smallest + " to " + largest;
    try {
      int number = Integer.parseInt(given.get());
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below like a number out of range.
    }
    throw Problem.parameter(name, given.get(), expected);
  }

  boolean flag(String name, boolean otherwise) {
    return one(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw Problem.parameter(name, value, "true or false");
                })
        .orElse(otherwise);
  }

  Optional<PartialDate> date(String name) {
    return one(name)
        .map(
            value ->
                PartialDate.parse(value)
                    .orElseThrow(
                        () ->
                            Problem.parameter(
                                name, value, "a date such as 2020-07-20, 2020-07 or 2020")));
  }

  /** The constant whose name in lower case is given. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return one(name).map(value -> constant(name, value, type));
  }

  static <E extends Enum<E>> E constant(String parameter, String value, Class<E> type) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(value)) {
        return constant;
      }
    }
    String expected =
        Stream.of(constants).map(Parameters::word).collect(Collectors.joining(", ", "one of ", ""));
    throw Problem.parameter(parameter, value, expected);
  }

  /** How a constant is written in requests and answers. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
