package org.vigil.date;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The names of the months in the languages of the reports. A name means the same month in all of
 * them; case and accents do not matter.
 */
final class Months {

  private static final int LONGEST_NAME = 24;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> english = new HashSet<>();

  private static final Months INSTANCE = new Months();

  static Months months() {
    return INSTANCE;
  }

  private Months() {
    try (InputStream in = Months.class.getResourceAsStream("months.tsv")) {
      if (in == null) {
        throw new IllegalStateException("months.tsv is missing beside " + Months.class);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          read(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String[] columns) {
    if (columns.length != 13) {
      throw new IllegalStateException("a language needs twelve months: " + columns[0]);
    }
    for (int month = 1; month <= 12; month++) {
      for (String name : columns[month].split(",", -1)) {
        String folded = fold(name);
        Integer before = numbers.put(folded, month);
        if (before != null && before != month) {
          throw new IllegalStateException(name + " is month " + before + " and month " + month);
        }
        if (columns[0].equals("en")) {
          english.add(folded);
        }
      }
    }
  }

  /** The month of this name, from 1. */
  OptionalInt number(String name) {
    if (name.length() > LONGEST_NAME) {
      return OptionalInt.empty();
    }
    Integer number = numbers.get(fold(name));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether English, too, has this name: then a small initial tells that it is another word. */
  boolean isEnglish(String name) {
    return english.contains(fold(name));
  }

  private static String fold(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('ı', 'i');
    String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFKD);
    StringBuilder bare = new StringBuilder(decomposed.length());
    decomposed.codePoints().filter(c -> !isAccent(c)).forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /** Vowel signs of Indian scripts are letters of a name, not accents on one. */
  private static boolean isAccent(int c) {
    boolean nukta = c == 0x93C;
    return nukta || (c < 0x900 && Character.getType(c) == Character.NON_SPACING_MARK);
  }
}
