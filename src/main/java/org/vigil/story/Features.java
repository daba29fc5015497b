package org.vigil.story;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigil.date.DateFinder;
import org.vigil.entity.Entity;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;

/** Takes from a report what tells its event: the words it opens with, and whom, what and when. */
final class Features {

  /** News tells the event first: characters of the text whose words are taken. */
  private static final int OPENING = 2_500;

  /** Characters whose names, figures and days are taken. */
  private static final int BODY = 20_000;

  private static final int MOST_WORDS = 160;
  private static final int MOST_OTHERS = 96;
  private static final int MOST_TIMES = 15;

  /** Words of a quotation that are one feature. */
  private static final int QUOTED_RUN = 6;

  private final Map<String, Feature> words = new LinkedHashMap<>();
  private final Map<String, Feature> others = new LinkedHashMap<>();

  private Features() {}

  static List<Feature> of(Report report) {
    Features features = new Features();
    report.title().ifPresent(features::words);
    features.words(report.text().substring(0, Math.min(OPENING, report.text().length())));
    features.entities(report);
    String body = report.text().substring(0, Math.min(BODY, report.text().length()));
    features.figures(body);
    for (DateFinder.Found day : DateFinder.dateFinder().find(body, report.language())) {
      if (day.date().day().isPresent() && !report.date().equals(Optional.of(day.date()))) {
        features.other(Feature.Kind.DAY, day.date().toString());
      }
    }
    for (Quote quote : report.quotes()) {
      features.quotation(quote);
    }
    List<Feature> all = new ArrayList<>(features.words.values());
    all.addAll(features.others.values());
    return all;
  }

  private void entities(Report report) {
    Map<String, Integer> times = new LinkedHashMap<>();
    for (Mention mention : report.annotations().mentions()) {
      times.merge(mention.entityId(), 1, Integer::sum);
    }
    for (Entity entity : report.annotations().entities()) {
      Feature.Kind kind =
          switch (entity.kind()) {
            case PERSON -> Feature.Kind.PERSON;
            case PLACE -> Feature.Kind.PLACE;
            case ORGANISATION -> Feature.Kind.ORGANISATION;
            case GROUP -> Feature.Kind.GROUP;
          };
      add(others, MOST_OTHERS, kind, entity.id(), times.getOrDefault(entity.id(), 1));
    }
  }

  /** Numbers of two digits or more that are no years. */
  private void figures(String text) {
    int i = 0;
    while (i < text.length()) {
      int from = i;
      StringBuilder digits = new StringBuilder();
      while (i < text.length() && (Character.isDigit(text.charAt(i)) || joins(text, i, from))) {
        if (Character.isDigit(text.charAt(i))) {
          digits.append(Character.digit(text.charAt(i), 10));
        }
        i++;
      }
      boolean year = digits.length() == 4 && (digits.charAt(0) == '1' || digits.charAt(0) == '2');
      if (digits.length() >= 2 && digits.length() <= 12 && !year) {
        other(Feature.Kind.FIGURE, digits.toString());
      }
      i = Math.max(i, from + 1);
    }
  }

  private static boolean joins(String text, int i, int from) {
    char c = text.charAt(i);
    return i > from
        && (c == ',' || c == '.')
        && i + 1 < text.length()
        && Character.isDigit(text.charAt(i + 1));
  }

  /** The words of a quotation in overlapping runs, a few from its beginning. */
  private void quotation(Quote quote) {
    List<String> said = split(quote.text().substring(0, Math.min(400, quote.text().length())));
    for (int i = 0; i + QUOTED_RUN <= said.size() && i < 3 * QUOTED_RUN; i += 1) {
      other(Feature.Kind.QUOTATION, String.join(" ", said.subList(i, i + QUOTED_RUN)));
    }
  }

  private void words(String text) {
    for (String word : split(text)) {
      int letters = word.codePointCount(0, word.length());
      boolean unspaced = word.codePointAt(0) > 0xe00 && letters == 2;
      if (letters < 3 && !unspaced) {
        continue;
      }
      Feature.Kind kind =
          letters >= 8 || unspaced
              ? Feature.Kind.LONG_WORD
              : letters >= 5 ? Feature.Kind.WORD : Feature.Kind.SHORT_WORD;
      add(words, MOST_WORDS, kind, stem(word), 1);
    }
  }

  /** Inflection of many languages is in the last letters of long words. */
  private static String stem(String word) {
    return word.length() > 7 ? word.substring(0, 7) : plain(word);
  }

  private static String plain(String word) {
    return word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private void other(Feature.Kind kind, String label) {
    add(others, MOST_OTHERS, kind, label, 1);
  }

  private static void add(
      Map<String, Feature> features, int most, Feature.Kind kind, String label, int times) {
    String key = kind.isWord() ? label : kind.code + label;
    Feature known = features.get(key);
    if (known != null) {
      int all = Math.min(MOST_TIMES, known.times() + times);
      features.put(key, new Feature(known.kind(), label, all));
    } else if (features.size() < most) {
      features.put(key, new Feature(kind, label, Math.min(MOST_TIMES, times)));
    }
  }

  /** Words in lower case; of scripts without spaces, every two characters that stand together. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int before = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean han = c > 0xe00 && UnicodeScript.of(c) == UnicodeScript.HAN;
      if (Character.isLetter(c) && !han) {
        word.appendCodePoint(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
      if (han && before != 0) {
        words.add(new StringBuilder().appendCodePoint(before).appendCodePoint(c).toString());
      }
      before = han ? c : 0;
      i += Character.charCount(c);
    }
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
