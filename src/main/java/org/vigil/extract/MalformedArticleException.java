package org.vigil.extract;

/** What was handed in is no article; says which key, what it holds, and what was expected. */
public final class MalformedArticleException extends Exception {
  private static final long serialVersionUID = 1;

  private final String key;
  private final String value;
  private final String expected;

  MalformedArticleException(String key, String value, String expected) {
    super(key + " is " + cut(value) + "; expected " + expected);
    this.key = key;
    this.value = cut(value);
    this.expected = expected;
  }

  public String key() {
    return key;
  }

  public String value() {
    return value;
  }

  public String expected() {
    return expected;
  }

  private static String cut(String value) {
    return value.length() <= 100 ? value : value.substring(0, 99) + "…";
  }
}
