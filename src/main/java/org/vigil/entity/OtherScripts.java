package org.vigil.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Names in Cyrillic, Arabic and Chinese script, which the tagger has not learnt: places,
 * organisations and groups from the lists, persons by rules of each language. Precision first.
 */
final class OtherScripts {

  /** A town that names a lesser place is more likely another word. */
  private static final double LEAST_TOWN = 5.0;

  private final Gazetteer gazetteer;
  private final Groups groups;
  private final Organisations organisations;

  OtherScripts(Gazetteer gazetteer, Groups groups, Organisations organisations) {
    this.gazetteer = gazetteer;
    this.groups = groups;
    this.organisations = organisations;
  }

  static boolean isOther(String text, int offset) {
    int c = text.codePointAt(offset);
    return c >= 0x370 && Character.isLetter(c) && !isLatin(c);
  }

  private static boolean isLatin(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
  }

  /** The names in these scripts, by start, never overlapping. */
  List<Name> find(Tokens tokens) {
    int cyrillic = 0;
    int arabic = 0;
    int han = 0;
    for (int i = 0; i < tokens.size(); i++) {
      switch (Character.UnicodeScript.of(tokens.text().codePointAt(tokens.start(i)))) {
        case CYRILLIC -> cyrillic++;
        case ARABIC -> arabic++;
        case HAN -> han++;
        default -> {}
      }
    }
    List<Name> names = new ArrayList<>();
    if (cyrillic > 0) {
      names.addAll(new CyrillicNames(this, tokens).find());
    }
    if (arabic > 0) {
      names.addAll(new ArabicNames(this, tokens).find());
    }
    if (han > 0) {
      names.addAll(new HanNames(this, tokens.text()).find());
    }
    names.sort(Comparator.comparingInt(Name::start));
    return names;
  }

  /** What the lists say of this form. */
  java.util.Optional<EntityKind> listed(String form) {
    if (organisations.named(form).isPresent()) {
      return java.util.Optional.of(EntityKind.ORGANISATION);
    }
    if (groups.named(form).isPresent()) {
      return java.util.Optional.of(EntityKind.GROUP);
    }
    return isPlace(form) ? java.util.Optional.of(EntityKind.PLACE) : java.util.Optional.empty();
  }

  boolean isCountry(String form) {
    for (int place : gazetteer.find(form)) {
      if (gazetteer.type(place) == Gazetteer.Type.COUNTRY) {
        return true;
      }
    }
    return false;
  }

  boolean isPlace(String form) {
    for (int place : gazetteer.find(form)) {
      boolean small =
          switch (gazetteer.type(place)) {
            case TOWN, DISTRICT -> gazetteer.magnitude(place) < LEAST_TOWN;
            case AREA, COUNTRY, REGION -> false;
          };
      if (!small) {
        return true;
      }
    }
    return false;
  }

  static Set<String> words(String list) {
    return Words.words(list);
  }
}
