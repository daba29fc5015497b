package org.vigil.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Well-known organisations under their several names, and the rules by which names of others are
 * written in several ways.
 */
final class Organisations {

  /** What opens names of bodies, and how it is shortened. */
  private static final Map<String, String> SHORT =
      Map.of(
          "United Nations", "UN",
          "U.N.", "UN",
          "European Union", "EU",
          "E.U.", "EU",
          "United States", "US",
          "U.S.", "US",
          "United Kingdom", "UK",
          "U.K.", "UK");

  /** "US Department of the Treasury", of one word, which is the US Treasury Department too. */
  private static final Pattern OFFICE_OF =
      Pattern.compile("(.+ )?(Department|Ministry) of (?:the )?(\\p{Lu}[\\p{L}'’-]+)");

  private static final Pattern FOREIGN_MINISTRY =
      Pattern.compile("(.+ )?(?:Ministry (?:of|for) Foreign Affairs|Foreign Affairs Ministry)");

  private static final Pattern DEFENSE = Pattern.compile("\\bDefense (?=Ministry\\b)");

  private final Map<String, String> byForm = new HashMap<>();

  Organisations(List<String> lines) {
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      byForm.putIfAbsent(columns[0], columns[0]);
      for (String form : columns[1].split("\\|", -1)) {
        if (!form.isBlank()) {
          byForm.putIfAbsent(form, columns[0]);
        }
      }
    }
  }

  /**
   * The name under which this one is brought together with others of the same body: that of the
   * list, or the form in which most write it.
   */
  String chief(String form) {
    return named(form).or(() -> named(regular(form))).orElseGet(() -> regular(form));
  }

  private static String regular(String form) {
    String regular = form;
    for (Map.Entry<String, String> full : SHORT.entrySet()) {
      if (form.startsWith(full.getKey() + " ")) {
        regular = full.getValue() + form.substring(full.getKey().length());
      }
    }
    regular = FOREIGN_MINISTRY.matcher(regular).replaceFirst("$1Foreign Ministry");
    Matcher office = OFFICE_OF.matcher(regular);
    if (office.matches()) {
      String before = office.group(1) == null ? "" : office.group(1);
      regular = before + office.group(3) + " " + office.group(2);
    }
    return DEFENSE.matcher(regular).replaceAll("Defence ");
  }

  /** The chief name of the organisation with this name, letter case counting. */
  Optional<String> named(String form) {
    return Optional.ofNullable(byForm.get(form));
  }
}
