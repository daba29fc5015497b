package org.vigil.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** The words of bylines, credits and mastheads, in the languages of the reports; small letters. */
final class PressWords {

  /** A pattern for what stands before the outlet that a Chinese report is taken from. */
  static final String CHINESE_SOURCE = "(?:来源|來源|稿源|出处)\\s?[:：]\\s?";

  /** What introduces an author. */
  static final Set<String> BYLINE;

  /** What begins a credit for something else than writing. */
  static final Set<String> CREDIT;

  /** Words for the people who make newspapers: no part of a name. */
  static final Set<String> ROLE;

  /** Regions and subjects that stand before an office: a South Asia correspondent. */
  static final Set<String> BEAT;

  /** Of the words for outlets and offices, those that are names of persons too. */
  static final Set<String> ALSO_SURNAME;

  /** The Chinese family names that nearly all bear. */
  static final Set<String> SURNAME;

  /** Given names of those who write in German, to tell them from its nouns. */
  static final Set<String> GIVEN;

  /** Words that names of newspapers and stations are made of. */
  static final Set<String> OUTLET;

  /** Words that names of organisations are made of. */
  static final Set<String> ORGANISATION;

  /** Wire services, as they sign. */
  static final Set<String> AGENCY;

  /** Outlets that all others quote. */
  static final Set<String> QUOTED;

  /** What stands around dates and names in the head of a report. */
  static final Set<String> NOISE;

  /** What makes a date the day of a change. */
  static final Set<String> MODIFIED;

  /** How the lines begin that outlets print under a report. */
  static final Set<String> APPEAL;

  /** Countries, regions and large cities, to tell them from persons. */
  static final Set<String> PLACE;

  private PressWords() {}

  static {
    Map<String, Set<String>> sections = read();
    BYLINE = section(sections, "byline");
    CREDIT = section(sections, "credit");
    ROLE = section(sections, "role");
    BEAT = section(sections, "beat");
    ALSO_SURNAME = section(sections, "also-surname");
    SURNAME = section(sections, "surname");
    GIVEN = section(sections, "given");
    OUTLET = section(sections, "outlet");
    ORGANISATION = section(sections, "organisation");
    AGENCY = section(sections, "agency");
    QUOTED = section(sections, "quoted");
    NOISE = section(sections, "noise");
    MODIFIED = section(sections, "modified");
    APPEAL = section(sections, "appeal");
    Set<String> places = new HashSet<>(section(sections, "place"));
    for (String zone : TimeZone.getAvailableIDs()) {
      places.add(lower(zone.substring(zone.lastIndexOf('/') + 1).replace('_', ' ')));
    }
    for (String country : Locale.getISOCountries()) {
      for (String language : List.of("en", "es", "fr", "pt", "de", "ru", "ar", "zh", "hi", "it")) {
        places.add(
            lower(Locale.of("", country).getDisplayCountry(Locale.forLanguageTag(language))));
      }
    }
    PLACE = Set.copyOf(places);
  }

  private static Set<String> section(Map<String, Set<String>> sections, String name) {
    Set<String> entries = sections.get(name);
    if (entries == null) {
      throw new IllegalStateException("press-words.txt lacks the section " + name);
    }
    return Set.copyOf(entries);
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> sections = new HashMap<>();
    try (InputStream in = PressWords.class.getResourceAsStream("press-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("press-words.txt is missing beside " + PressWords.class);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Set<String> entries = new HashSet<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[")) {
          entries = new HashSet<>();
          sections.put(line.substring(1, line.length() - 1), entries);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          for (String entry : line.split(",", -1)) {
            entries.add(lower(entry.strip()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sections;
  }

  static String lower(String words) {
    return words.toLowerCase(Locale.ROOT);
  }
}
