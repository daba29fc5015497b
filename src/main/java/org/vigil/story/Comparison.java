package org.vigil.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;

/**
 * One event as several reports tell it, side by side.
 *
 * @param reports in the order given
 * @param subjects what the reports name, first what most of them name, then by id
 */
public record Comparison(List<Report> reports, List<Subject> subjects) {

  /**
   * An entity, figure or day that reports of a story have.
   *
   * @param id of an entity, else the figure or day
   * @param spellings the words for it, by the ids of the reports that have it
   */
  public record Subject(String kind, String id, String name, Map<String, Set<String>> spellings) {

    /** Whether every report has it. */
    public boolean isIn(List<Report> all) {
      return spellings.size() == all.size();
    }
  }

  public Comparison {
    reports = List.copyOf(reports);
    subjects = List.copyOf(subjects);
  }

  /** Compares the reports of one story. */
  public static Comparison of(List<Report> reports) {
    Map<String, Subject> subjects = new LinkedHashMap<>();
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
      for (Feature feature : Features.of(report)) {
        if (feature.kind() == Feature.Kind.FIGURE || feature.kind() == Feature.Kind.DAY) {
          String kind = feature.kind() == Feature.Kind.DAY ? "day" : "figure";
          spellings(subjects, kind, feature.label(), feature.label(), report);
        }
      }
    }
    List<Subject> sorted = new ArrayList<>(subjects.values());
    sorted.sort(
        Comparator.comparingInt((Subject s) -> -s.spellings().size())
            .thenComparing(Subject::kind)
            .thenComparing(Subject::id));
    return new Comparison(reports, sorted);
  }

  private static Set<String> spellings(
      Map<String, Subject> subjects, String kind, String id, String name, Report report) {
    return subjects
        .computeIfAbsent(kind + " " + id, k -> new Subject(kind, id, name, new LinkedHashMap<>()))
        .spellings()
        .computeIfAbsent(report.id(), r -> new TreeSet<>());
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

  /** Peoples and places that the reports spell in different ways. */
  public List<Subject> spelledDifferently() {
    return subjects.stream()
        .filter(s -> EntityKind.ofPath(s.kind()).isPresent())
        .filter(s -> s.spellings().size() > 1)
        .filter(s -> new LinkedHashSet<>(s.spellings().values()).size() > 1)
        .toList();
  }

  /** Who is quoted, with the ids of the reports that quote him. */
  public Map<String, Set<String>> quoted() {
    Map<String, Set<String>> quoted = new LinkedHashMap<>();
    for (Report report : reports) {
      for (Quote quote : report.quotes()) {
        quote
            .speakerId()
            .or(quote::speaker)
            .ifPresent(s -> quoted.computeIfAbsent(s, k -> new LinkedHashSet<>()).add(report.id()));
      }
    }
    return quoted;
  }
}
