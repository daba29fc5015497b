package org.vigil.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** An answer that says what went wrong and what would be right, after RFC 9457. */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  static final String MEDIA_TYPE = "application/problem+json";

  /** Longer values are cut when they are quoted. */
  private static final int LONGEST_QUOTE = 100;

  private final int status;
  private final transient Map<String, String> members = new TreeMap<>();
  private final transient Map<String, String> headers = new TreeMap<>();

  Problem(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  /** A parameter whose value is not what was expected. */
  static Problem parameter(String name, String value, String expected) {
    return new Problem(400, "parameter " + name + " is " + quote(value) + "; expected " + expected)
        .member("parameter", name)
        .member("value", cut(value))
        .member("expected", expected);
  }

  /** Adds an extension member. */
  Problem member(String name, String value) {
    members.put(name, value);
    return this;
  }

  Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "about:blank");
    json.put("title", title(status));
    json.put("status", status);
    json.put("detail", getMessage());
    members.forEach(json::put);
    return json;
  }

  static String quote(String value) {
    return '"' + cut(value) + '"';
  }

  private static String cut(String value) {
    if (value.length() <= LONGEST_QUOTE) {
      return value;
    }
    int end = LONGEST_QUOTE - (Character.isHighSurrogate(value.charAt(LONGEST_QUOTE - 1)) ? 1 : 0);
    return value.substring(0, end) + "…";
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Key needed";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Request timed out";
      case 410 -> "Gone";
      case 413 -> "Body too large";
      case 414 -> "Address too long";
      case 415 -> "Unsupported media type";
      case 409 -> "Conflict";
      case 422 -> "Not readable";
      case 507 -> "Disk full";
      case 421 -> "Misdirected request";
      case 429 -> "Too many requests";
      case 431 -> "Headers too large";
      case 503 -> "Busy";
      default -> status < 500 ? "Request refused" : "Server error";
    };
  }
}
