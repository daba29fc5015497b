package org.vigil.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Well-known organisations under their several names. */
final class Organisations {

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

  /** The chief name of the organisation with this name, letter case counting. */
  Optional<String> named(String form) {
    return Optional.ofNullable(byForm.get(form));
  }
}
