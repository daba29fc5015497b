package org.vigil.entity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which place each place name of a document means, one place a name. Every candidate has a
 * prior from its kind and population; the other names of the document vote for the countries and
 * regions they lie in, each by how sure it is of itself; and a name followed by the name of its
 * region or country ("Paris, Texas") is as good as sure.
 */
final class PlaceResolver {

  private static final int ROUNDS = 3;
  private static final double COUNTRY_VOTE = 3;
  private static final double REGION_VOTE = 5;
  private static final double REGION_PRIOR = -0.7;
  private static final double DISTRICT_PRIOR = -1;

  /** Great cities are meant more often than their size alone says. */
  private static final double CITY_FROM = 5.5;

  private static final double CITY_BONUS = 3;
  private static final double CHIEF_NAME = 1;
  private static final double FOLLOWED_BY_PARENT = 6;
  private static final double REPEATED = 0.3;
  private static final double NATIONALITY_VOTE = 0.3;
  private static final double SURE_MARGIN = 2;

  private final Gazetteer gazetteer;

  PlaceResolver(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /** A place name in a document; {@code followedBy} is the name after the comma, or empty. */
  record Toponym(String name, String followedBy) {}

  /** A distinct name, what it may mean and what it seems to mean. */
  private static final class Choice {
    final String name;
    final int[] candidates;
    String follower = "";
    int count;
    int meant = -1;
    double vote;

    Choice(String name, int[] candidates) {
      this.name = name;
      this.candidates = candidates;
    }
  }

  /**
   * The place that each name means, -1 where the gazetteer has none.
   *
   * @param nationalities the countries whose people the document names, each as often as it does
   */
  int[] resolve(List<Toponym> toponyms, List<Integer> nationalities) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    List<Choice> ofToponym = new ArrayList<>();
    for (Toponym toponym : toponyms) {
      Choice choice = choices.computeIfAbsent(toponym.name(), name -> new Choice(name, find(name)));
      ofToponym.add(choice);
      choice.count++;
      if (choice.follower.isEmpty()) {
        choice.follower = toponym.followedBy();
      }
    }
    Map<Integer, Double> votes = new HashMap<>();
    for (int country : nationalities) {
      votes.merge(country, NATIONALITY_VOTE, Double::sum);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Choice choice : choices.values()) {
        vote(votes, choice, -choice.vote);
        choose(choice, votes);
        vote(votes, choice, choice.vote);
      }
    }
    return ofToponym.stream().mapToInt(choice -> choice.meant).toArray();
  }

  private int[] find(String name) {
    String full = name.endsWith(".") ? UsStates.full(name).orElse(name) : name;
    return gazetteer.find(full);
  }

  private void vote(Map<Integer, Double> votes, Choice choice, double vote) {
    for (int p = choice.meant; p >= 0; p = gazetteer.parent(p)) {
      votes.merge(p, vote, Double::sum);
    }
  }

  private void choose(Choice choice, Map<Integer, Double> votes) {
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (int place : choice.candidates) {
      boolean chief = gazetteer.isChiefName(place, choice.name);
      double score = prior(place, chief) + support(place, votes);

      if (!choice.follower.isEmpty() && isWithin(place, choice.follower)) {
        score += FOLLOWED_BY_PARENT;
      }
      if (score > best) {
        second = best;
        best = score;
        choice.meant = place;
      } else if (score > second) {
        second = score;
      }
    }
    double sure = Math.min(1, (best - second) / SURE_MARGIN);
    choice.vote =
        choice.candidates.length == 0 ? 0 : sure * (1 + REPEATED * Math.min(5, choice.count - 1));
  }

  private double prior(int place, boolean chief) {
    double kind =
        switch (gazetteer.type(place)) {
          case AREA -> 3.5;
          case COUNTRY -> 4;
          case REGION -> REGION_PRIOR;
          case TOWN -> 0;
          case DISTRICT -> DISTRICT_PRIOR;
        };
    double magnitude = gazetteer.magnitude(place);
    if (!chief) {
      return kind + magnitude;
    }
    double city = gazetteer.type(place) == Gazetteer.Type.TOWN ? CITY_BONUS : 0;
    return kind + magnitude + CHIEF_NAME + city * Math.max(0, magnitude - CITY_FROM);
  }

  /** What the other names say: each doubling of the votes for a containing place counts alike. */
  private double support(int place, Map<Integer, Double> votes) {
    double support = 0;
    for (int p = place; p >= 0; p = gazetteer.parent(p)) {
      double weight = gazetteer.type(p) == Gazetteer.Type.COUNTRY ? COUNTRY_VOTE : REGION_VOTE;
      support += weight * Math.log1p(Math.max(0, votes.getOrDefault(p, 0.0)));
    }
    return support;
  }

  private boolean isWithin(int place, String name) {
    for (int outer : gazetteer.find(UsStates.full(name).orElse(name))) {
      for (int p = gazetteer.parent(place); p >= 0; p = gazetteer.parent(p)) {
        if (p == outer) {
          return true;
        }
      }
    }
    return false;
  }
}
