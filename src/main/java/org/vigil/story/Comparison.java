package org.vigil.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;
import org.vigil.topic.TopicMention;
import org.vigil.topic.Topics;

/**
 * One event as several reports tell it, side by side.
 *
 * @param reports in the order given
 * @param subjects what the reports name, first what most of them name, then by id
 * @param contested what the reports call the same thing where outlets choose their words, those
 *     that differ
 * @param speakers who is quoted, in the order of the reports and their quotes
 * @param ownWords by the ids of the reports, what {@link #wordsOnlyIn} tells
 */
public record Comparison(
    List<Report> reports,
    List<Subject> subjects,
    List<Subject> contested,
    List<Speaker> speakers,
    Map<String, List<String>> ownWords) {

  /** Words of one report alone that are worth a look. */
  private static final int MOST_WORDS = 8;

  /** Shorter words seldom say anything. */
  private static final int SHORTEST = 5;

  /** So long are the beginnings by which two forms of a word are taken for one. */
  private static final int STEM = 6;

  /**
   * An entity, rights issue, instrument, figure or day that reports of a story have.
   *
   * @param id of an entity, topic or instrument, else the figure or day
   * @param spellings the words for it, by the ids of the reports that have it
   */
  public record Subject(String kind, String id, String name, Map<String, Set<String>> spellings) {

    /** Whether every report has it. */
    public boolean isIn(List<Report> all) {
      return spellings.size() == all.size();
    }
  }

  /**
   * Somebody who is quoted.
   *
   * @param name of the entity, or the report's words for one that is none
   * @param id of the entity
   * @param quotes by the ids of the reports
   */
  public record Speaker(String name, Optional<String> id, Map<String, List<Quote>> quotes) {}

  public Comparison {
    reports = List.copyOf(reports);
    subjects = List.copyOf(subjects);
    contested = List.copyOf(contested);
    speakers = List.copyOf(speakers);
    ownWords = Map.copyOf(ownWords);
  }

  /** Compares the reports of one story. */
  public static Comparison of(List<Report> reports) {
    Map<String, Subject> subjects = new LinkedHashMap<>();
    Map<String, Subject> contested = new LinkedHashMap<>();
    for (Report report : reports) {
      for (Entity entity : report.annotations().entities()) {
        Set<String> spellings =
            spellings(subjects, entity.kind().path(), entity.id(), entity.name(), report);
        for (Mention mention : report.annotations().mentions()) {
          if (mention.entityId().equals(entity.id())) {
            spellings.add(report.text().substring(mention.start(), mention.end()));
          }
        }
      }
      for (TopicMention topic : report.topics()) {
        String label = Topics.standardLabel(topic.topicId()).orElse(topic.topicId());
        spellings(subjects, "topic", topic.topicId(), label, report).add(topic.trigger());
      }
      for (TopicMention named : report.instruments()) {
        String label = Topics.instrumentLabel(named.topicId()).orElse(named.topicId());
        spellings(subjects, "instrument", named.topicId(), label, report).add(named.trigger());
      }
      for (Feature feature : Features.of(report)) {
        if (feature.kind() == Feature.Kind.FIGURE || feature.kind() == Feature.Kind.DAY) {
          String kind = feature.kind() == Feature.Kind.DAY ? "day" : "figure";
          spellings(subjects, kind, feature.label(), feature.label(), report);
        }
      }
      WordChoices.shipped()
          .in(report.title().map(title -> title + "\n").orElse("") + report.text())
          .forEach((set, terms) -> spellings(contested, "term", set, set, report).addAll(terms));
    }
    List<Subject> sorted = new ArrayList<>(subjects.values());
    sorted.sort(
        Comparator.comparingInt((Subject s) -> -s.spellings().size())
            .thenComparing(Subject::kind)
            .thenComparing(Subject::id));
    List<Subject> chosen =
        contested.values().stream()
            .filter(term -> isSpelledDifferently(term))
            .sorted(Comparator.comparing(Subject::id))
            .toList();
    Map<String, List<String>> ownWords = new HashMap<>();
    reports.stream()
        .collect(Collectors.groupingBy(Report::language))
        .values()
        .forEach(ofLanguage -> ownWords.putAll(ownWords(ofLanguage)));
    return new Comparison(reports, sorted, chosen, speakers(reports), ownWords);
  }

  private static Set<String> spellings(
      Map<String, Subject> subjects, String kind, String id, String name, Report report) {
    return subjects
        .computeIfAbsent(kind + " " + id, k -> new Subject(kind, id, name, new LinkedHashMap<>()))
        .spellings()
        .computeIfAbsent(report.id(), r -> new TreeSet<>());
  }

  private static List<Speaker> speakers(List<Report> reports) {
    Map<String, Speaker> speakers = new LinkedHashMap<>();
    for (Report report : reports) {
      for (Quote quote : report.quotes()) {
        quote
            .speaker()
            .ifPresent(
                name ->
                    speakers
                        .computeIfAbsent(
                            quote.speakerId().orElse(name),
                            k -> new Speaker(name, quote.speakerId(), new LinkedHashMap<>()))
                        .quotes()
                        .computeIfAbsent(report.id(), id -> new ArrayList<>())
                        .add(quote));
      }
    }
    return List.copyOf(speakers.values());
  }

  /** What every report has. */
  public List<Subject> inAll() {
    return subjects.stream().filter(s -> s.isIn(reports)).toList();
  }

  /** What this report alone has. */
  public List<Subject> onlyIn(Report report) {
    return subjects.stream()
        .filter(s -> s.spellings().size() == 1 && s.spellings().containsKey(report.id()))
        .toList();
  }

  /** Why a report is of the story: what it shares with at least one other. */
  public List<Subject> shared(Report report) {
    return subjects.stream()
        .filter(s -> s.spellings().size() > 1 && s.spellings().containsKey(report.id()))
        .toList();
  }

  /** Entities that the reports spell in different ways. */
  public List<Subject> spelledDifferently() {
    return subjects.stream()
        .filter(s -> EntityKind.ofPath(s.kind()).isPresent())
        .filter(Comparison::isSpelledDifferently)
        .toList();
  }

  private static boolean isSpelledDifferently(Subject subject) {
    return subject.spellings().size() > 1
        && new LinkedHashSet<>(subject.spellings().values()).size() > 1;
  }

  /**
   * Words that this report uses several times and no other of its language at all, most used first;
   * none where no other is in its language. Names are not among them.
   */
  public List<String> wordsOnlyIn(Report report) {
    return ownWords.getOrDefault(report.id(), List.of());
  }

  private static Map<String, List<String>> ownWords(List<Report> ofOneLanguage) {
    if (ofOneLanguage.size() < 2) {
      return Map.of();
    }
    Map<String, Map<String, Counted>> words = new HashMap<>();
    Map<String, Integer> users = new HashMap<>();
    for (Report report : ofOneLanguage) {
      Map<String, Counted> used = words(report.text());
      words.put(report.id(), used);
      used.keySet().forEach(stem -> users.merge(stem, 1, Integer::sum));
    }
    Map<String, List<String>> own = new HashMap<>();
    for (Report report : ofOneLanguage) {
      Map<String, Counted> only = words.getOrDefault(report.id(), Map.of());
      only.keySet().removeIf(stem -> users.getOrDefault(stem, 0) > 1);
      for (Mention m : report.annotations().mentions()) {
        only.keySet().removeAll(words(report.text().substring(m.start(), m.end())).keySet());
      }
      own.put(
          report.id(),
          only.values().stream()
              .filter(counted -> counted.times() > 1)
              .sorted(
                  Comparator.comparingInt(Counted::times).reversed().thenComparing(Counted::word))
              .limit(MOST_WORDS)
              .map(Counted::word)
              .toList());
    }
    return own;
  }

  private record Counted(String word, int times) {}

  /** The longer words of a text by their beginnings, each in the form met first. */
  private static Map<String, Counted> words(String text) {
    Map<String, Counted> words = new HashMap<>();
    for (String word : Features.split(text)) {
      if (word.length() >= SHORTEST) {
        words.merge(
            word.substring(0, Math.min(STEM, word.length())),
            new Counted(word, 1),
            (a, b) -> new Counted(a.word(), a.times() + 1));
      }
    }
    return words;
  }
}
