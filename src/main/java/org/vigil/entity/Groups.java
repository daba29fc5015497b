package org.vigil.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Peoples, faiths and nationalities by the forms under which texts name them. */
final class Groups {

  private final Map<String, String> sure = new HashMap<>();
  private final Map<String, String> possible = new HashMap<>();
  private final Map<String, String> beginnings = new HashMap<>();
  private final Map<String, String> countries = new HashMap<>();

  Groups(List<String> lines) {
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      String name = columns[0].replace("?", "");
      add(columns[0], name);
      if (columns.length > 2 && !columns[2].isEmpty()) {
        countries.put(name, columns[2]);
      }
      if (columns.length > 1) {
        for (String form : columns[1].split("\\|", -1)) {
          add(form, name);
        }
      }
    }
  }

  private void add(String form, String name) {
    if (form.isBlank()) {
      return;
    }
    if (form.endsWith("?")) {
      possible.putIfAbsent(form.substring(0, form.length() - 1), name);
    } else if (form.endsWith("*")) {
      beginnings.putIfAbsent(form.substring(0, form.length() - 1), name);
    } else {
      sure.putIfAbsent(form, name);
      possible.putIfAbsent(form, name);
    }
  }

  /** The country of a nationality, ISO 3166-1 alpha-2. */
  Optional<String> country(String name) {
    return Optional.ofNullable(countries.get(name));
  }

  /** The group that this form names wherever it stands, letter case counting. */
  Optional<String> named(String form) {
    String name = sure.get(form);
    return name != null ? Optional.of(name) : ofBeginning(form);
  }

  /** The group that this form names once it is known to name one. */
  Optional<String> possiblyNamed(String form) {
    return Optional.ofNullable(possible.get(form));
  }

  private Optional<String> ofBeginning(String form) {
    if (form.charAt(0) < 0x400 || form.indexOf(' ') >= 0) {
      return Optional.empty();
    }
    String lower = form.toLowerCase(java.util.Locale.ROOT);
    for (int n = Math.min(lower.length(), 9); n >= 4; n--) {
      String name = beginnings.get(lower.substring(0, n));
      if (name != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
