package org.vigil.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.vigil.date.PartialDate;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;

/**
 * Writes records as JSON and reads them back, exactly: what a search asks and answers, on its way
 * between two programs of one version.
 *
 * <p>A record is an object of its components, a map a list of pairs in its order. Known are text,
 * bytes, numbers, truth values, constants, days, options, lists, sets, maps and records of these,
 * and reports, which have a JSON of their own.
 */
final class Wire {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JSON.getNodeFactory();

  private Wire() {}

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is not JSON
   */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode write(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Optional<?> option -> write(option.orElse(null));
      case OptionalInt option ->
          option.isPresent() ? NODES.numberNode(option.getAsInt()) : NODES.nullNode();
      case String text -> NODES.textNode(text);
      case ByteBuffer bytes ->
          NODES.binaryNode(
              bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      // As text, because that is read back to the same number.
      case Float number -> NODES.textNode(number.toString());
      case Double number -> NODES.textNode(number.toString());
      case Enum<?> constant -> NODES.textNode(constant.name());
      case LocalDate day -> NODES.textNode(day.toString());
      case PartialDate date -> NODES.textNode(date.toString());
      case Report report -> NODES.textNode(ReportJson.write(report));
      case Map<?, ?> map -> {
        ArrayNode pairs = NODES.arrayNode();
        map.forEach((key, of) -> pairs.addArray().add(write(key)).add(write(of)));
        yield pairs;
      }
      case Iterable<?> values -> {
        ArrayNode array = NODES.arrayNode();
        values.forEach(each -> array.add(write(each)));
        yield array;
      }
      case Record fields -> {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
          object.set(component.getName(), write(of(fields, component)));
        }
        yield object;
      }
      default -> throw new IllegalArgumentException("not for the wire: " + value.getClass());
    };
  }

  private static @Nullable Object of(Record fields, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(fields);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("not for the wire: " + fields.getClass(), e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("an accessor failed: " + component, e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is not of this type
   */
  static @Nullable Object read(JsonNode node, Type type) {
    return type instanceof ParameterizedType of
        ? readContainer(node, of)
        : readPlain(node, (Class<?>) type);
  }

  private static Object readContainer(JsonNode node, ParameterizedType of) {
    Class<?> raw = (Class<?>) of.getRawType();
    Type first = of.getActualTypeArguments()[0];
    if (raw == Optional.class) {
      return node.isNull() ? Optional.empty() : Optional.ofNullable(read(node, first));
    }
    List<@Nullable Object> values = new ArrayList<>();
    if (raw == Map.class) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      Type second = of.getActualTypeArguments()[1];
      node.forEach(pair -> map.put(read(pair.path(0), first), read(pair.path(1), second)));
      return map;
    }
    node.forEach(each -> values.add(read(each, first)));
    return raw == List.class ? values : new LinkedHashSet<>(values);
  }

  private static @Nullable Object readPlain(JsonNode node, Class<?> type) {
    if (type == void.class) {
      return null;
    }
    if (type == String.class) {
      return node.textValue();
    }
    if (type == ByteBuffer.class) {
      return bytes(node);
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.booleanValue();
    }
    if (type == int.class || type == Integer.class) {
      return node.intValue();
    }
    if (type == long.class || type == Long.class) {
      return node.longValue();
    }
    if (type == float.class || type == Float.class) {
      return Float.valueOf(node.textValue());
    }
    if (type == double.class || type == Double.class) {
      return Double.valueOf(node.textValue());
    }
    if (type == OptionalInt.class) {
      return node.isNull() ? OptionalInt.empty() : OptionalInt.of(node.intValue());
    }
    if (type == LocalDate.class) {
      return LocalDate.parse(node.textValue());
    }
    if (type == PartialDate.class) {
      return PartialDate.parse(node.textValue()).orElseThrow();
    }
    if (type == Report.class) {
      return ReportJson.read(node.textValue());
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(node.textValue())) {
          return constant;
        }
      }
      throw new IllegalArgumentException("no such " + type.getSimpleName() + ": " + node);
    }
    if (type.isRecord()) {
      return readRecord(node, type);
    }
    throw new IllegalArgumentException("not for the wire: " + type);
  }

  private static ByteBuffer bytes(JsonNode node) {
    try {
      return ByteBuffer.wrap(node.binaryValue());
    } catch (IOException e) {
      throw new IllegalArgumentException("not bytes", e);
    }
  }

  private static Object readRecord(JsonNode node, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = read(node.path(components[i].getName()), components[i].getGenericType());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + node, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not for the wire: " + type, e);
    }
  }
}
