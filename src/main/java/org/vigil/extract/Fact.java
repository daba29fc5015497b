package org.vigil.extract;

/**
 * A publication fact with the evidence for it.
 *
 * @param rule the name of the rule that found it, such as {@code json-ld} or {@code text-dateline}
 * @param confidence from 0 (exclusive) to 1
 * @param text the words of the file that it rests on, as they stand there
 */
public record Fact<T>(T value, String rule, double confidence, String text) {

  public Fact {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence outside (0, 1]: " + confidence);
    }
    if (rule.isBlank()) {
      throw new IllegalArgumentException("a fact needs the name of its rule: " + value);
    }
  }
}
