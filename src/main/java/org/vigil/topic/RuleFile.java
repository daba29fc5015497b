package org.vigil.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads topics and their rules from the text that its own head explains; refuses what it does not
 * understand with the line in question.
 */
final class RuleFile {

  private static final Pattern LINE = Pattern.compile("([^:=]{1,40})([:=])(.*)");
  private static final Pattern NAME = Pattern.compile("\\$([a-z]+)");

  private final boolean topicsOnly;
  private final List<Topic> topics = new ArrayList<>();
  private final PhraseFinder finder = new PhraseFinder();
  private final Set<String> languages = new TreeSet<>();
  private final Map<String, String> names = new HashMap<>();
  private String id = "";
  private String label = "";
  private List<String> codes = List.of();

  RuleFile(String content) {
    this(content, false);
  }

  private RuleFile(String content, boolean topicsOnly) {
    this.topicsOnly = topicsOnly;
    String line = "";
    for (String raw : content.lines().toList()) {
      if (raw.startsWith(" ")) {
        line = line + " " + raw.strip();
        continue;
      }
      read(line);
      line = raw.startsWith("#") ? "" : raw.strip();
    }
    read(line);
    long distinct = topics.stream().map(Topic::id).distinct().count();
    if (distinct < topics.size()) {
      throw new IllegalArgumentException("a topic is defined twice");
    }
  }

  /** The topics of a file, without compiling their rules. */
  static List<Topic> topicsIn(String content) {
    return new RuleFile(content, true).topics();
  }

  List<Topic> topics() {
    return List.copyOf(topics);
  }

  PhraseFinder finder() {
    return finder;
  }

  /** Languages with rules of their own, as ISO 639-1 codes. */
  Set<String> languages() {
    return Set.copyOf(languages);
  }

  private void read(String line) {
    if (line.isEmpty()) {
      return;
    }
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a rule: " + line);
    }
    String key = matcher.group(1).strip();
    String value = matcher.group(3).strip();
    if (key.startsWith("$")) {
      names.put(key.substring(1), "(" + spelledOut(value) + ")");
      return;
    }
    switch (key) {
      case "topic" -> id = value;
      case "label" -> label = value;
      case "codes" -> codes = List.of(value.split(", *", -1));
      case "means" -> {
        topics.add(new Topic(id, label, value, codes));
        codes = List.of();
      }
      default -> {
        if (!topicsOnly) {
          rules(key.split(" "), value, line);
        }
      }
    }
  }

  private void rules(String[] key, String value, String line) {
    if (key.length != 2 || !key[0].matches("[a-z]{2}") || topics.isEmpty()) {
      throw new IllegalArgumentException("not a rule: " + line);
    }
    Rule.Role role = Rule.Role.valueOf(key[1].toUpperCase(Locale.ROOT));
    languages.add(key[0]);
    Rule rule = new Rule(topics.size() - 1, role, key[0]);
    for (String pattern : value.split("[,،]", -1)) {
      finder.add(Phrase.read(spelledOut(pattern.strip())), rule);
    }
  }

  private String spelledOut(String pattern) {
    return NAME.matcher(pattern)
        .replaceAll(
            m -> {
              String meaning = names.get(m.group(1));
              if (meaning == null) {
                throw new IllegalArgumentException("nothing is called $" + m.group(1));
              }
              return Matcher.quoteReplacement(meaning);
            });
  }
}
