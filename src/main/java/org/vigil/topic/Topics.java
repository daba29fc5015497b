package org.vigil.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the rights issues that a text is about, and the words that show each.
 *
 * <p>A topic is assigned when its evidence suffices: one strong phrase, or a weak one with its
 * context near it. Time is linear in the length of the text. Immutable, for any number of threads.
 */
public final class Topics {

  private static final String TOPICS = "topics.txt";
  private static final String INSTRUMENTS = "instruments.txt";

  private static final class Standard {
    private static final Topics RULES = new Topics(resource(TOPICS));
  }

  private static final class Instruments {
    private static final Topics RULES = new Topics(resource(INSTRUMENTS));
  }

  /** What ships with Vigil, without its rules. */
  private static final class Listed {
    private static final List<Topic> OF_TOPICS = RuleFile.topicsIn(resource(TOPICS));
    private static final List<Topic> OF_INSTRUMENTS = RuleFile.topicsIn(resource(INSTRUMENTS));
    private static final Map<String, String> TOPIC_LABELS = labels(OF_TOPICS);
    private static final Map<String, String> INSTRUMENT_LABELS = labels(OF_INSTRUMENTS);

    private static Map<String, String> labels(List<Topic> topics) {
      return topics.stream().collect(Collectors.toUnmodifiableMap(Topic::id, Topic::label));
    }
  }

  private final List<Topic> topics;
  private final Set<String> languages;
  private final PhraseFinder finder;
  private final String version;

  Topics(String ruleFile) {
    RuleFile rules = new RuleFile(ruleFile);
    topics = rules.topics();
    languages = rules.languages();
    finder = rules.finder();
    version = fingerprint(ruleFile);
  }

  /** The topics that ship with Vigil; read on first use. */
  public static Topics standard() {
    return Standard.RULES;
  }

  /**
   * The treaties, declarations, courts and mandates that ship with Vigil, found in the same way;
   * read on first use.
   */
  public static Topics instruments() {
    return Instruments.RULES;
  }

  /** The {@link #version} of both together, without reading the rules. */
  public static String standardVersion() {
    return fingerprint(resource(TOPICS) + resource(INSTRUMENTS));
  }

  /** The rights issues that ship with Vigil, without compiling their rules. */
  public static List<Topic> standardTopics() {
    return Listed.OF_TOPICS;
  }

  /** The instruments that ship with Vigil, without compiling their rules. */
  public static List<Topic> standardInstruments() {
    return Listed.OF_INSTRUMENTS;
  }

  /** The label of one of those, without reading the rules; empty if there is no such topic. */
  public static Optional<String> standardLabel(String topicId) {
    return Optional.ofNullable(Listed.TOPIC_LABELS.get(topicId));
  }

  /** The label of an instrument, likewise. */
  public static Optional<String> instrumentLabel(String id) {
    return Optional.ofNullable(Listed.INSTRUMENT_LABELS.get(id));
  }

  /** All topics, in the order of the rule file. */
  public List<Topic> all() {
    return topics;
  }

  /** Changes whenever the rules do: the beginning of the SHA-256 of the rule file. */
  public String version() {
    return version;
  }

  /**
   * All mentions of the topics that the text is about, by start, then end, then topic. Those of one
   * topic do not overlap; those of different topics may. Of one topic no more than a few thousand
   * are told.
   *
   * @param language ISO 639-1 or BCP 47; rules of other languages are left out, unless it is
   *     unknown or has no rules
   */
  public List<TopicMention> find(String text, Optional<String> language) {
    Optional<String> only =
        language
            .map(l -> l.toLowerCase(Locale.ROOT).split("[-_]", 2)[0])
            .filter(languages::contains);
    Words words = new Words(text);
    List<Evidence> evidence = new ArrayList<>();
    topics.forEach(t -> evidence.add(new Evidence()));
    finder.walk(
        words,
        (rule, from, to) -> {
          if (only.isEmpty() || only.get().equals(rule.language())) {
            evidence.get(rule.topic()).add(rule.role(), from, to);
          }
        });
    List<TopicMention> mentions = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      String id = topics.get(i).id();
      for (Evidence.Span span : evidence.get(i).conclusion()) {
        int start = words.start(span.from());
        int end = words.end(span.to() - 1);
        mentions.add(new TopicMention(id, text.substring(start, end), start, end));
      }
    }
    mentions.sort(
        Comparator.comparingInt(TopicMention::start)
            .thenComparingInt(TopicMention::end)
            .thenComparing(TopicMention::topicId));
    return List.copyOf(mentions);
  }

  private static String resource(String name) {
    try (InputStream in = Topics.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the build: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java runtime", e);
    }
  }
}
