package org.vigil.schema;

import java.util.StringJoiner;

/** How names are turned into terms that lead from a name to a value and from an id to a name. */
public final class Names {

  /** Stands between the parts of a term, and in no folded name. */
  public static final char SEPARATOR = '\u001F';

  /** Longer names are cut: a term of the index may not exceed 32 kB. */
  private static final int LONGEST = 500;

  private Names() {}

  /** What names that differ in case, accents and punctuation only have in common. */
  public static String folded(String name) {
    StringJoiner folded = new StringJoiner(" ");
    for (Words.Word word : Words.of(cut(name))) {
      folded.add(Folding.OF_NAMES.fold(word.exact()));
    }
    return folded.toString();
  }

  /** The beginning of the terms of {@link IndexField#NAME_TO_VALUE} for this name. */
  public static String nameToValue(IndexField field, String name) {
    return valuesOf(field) + folded(name) + SEPARATOR;
  }

  /** The beginning of all terms of {@link IndexField#NAME_TO_VALUE} for the values of a field. */
  public static String valuesOf(IndexField field) {
    return field.fieldName() + SEPARATOR;
  }

  /** The value in a term of {@link IndexField#NAME_TO_VALUE}. */
  public static String valueOf(String nameToValue) {
    int name = nameToValue.indexOf(SEPARATOR);
    return nameToValue.substring(nameToValue.indexOf(SEPARATOR, name + 1) + 1);
  }

  /**
   * The beginning of the terms of {@link IndexField#ID_TO_NAME} and {@link IndexField#ID_TO_FORM}
   * for this id.
   */
  public static String idToName(String id) {
    return id + SEPARATOR;
  }

  /** An id with one of its names. */
  public record Named(String id, String name) {}

  /** What a term of {@link IndexField#ID_TO_NAME} holds. */
  public static Named ofIdToName(String term) {
    int end = term.indexOf(SEPARATOR);
    if (end < 0) {
      throw new IllegalArgumentException("not a term of ids and names: " + term);
    }
    return new Named(term.substring(0, end), term.substring(end + 1));
  }

  /** A value cut to a length that the index takes. */
  public static String cut(String value) {
    if (value.length() <= LONGEST) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return value.substring(0, end);
  }
}
