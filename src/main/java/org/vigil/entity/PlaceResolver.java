package org.vigil.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says which place each place name of a document means, one place a name. Every candidate has a
 * prior from its kind and population; the other names of the document vote for the countries and
 * regions they lie in and for what lies around them, each by how sure it is of itself; and a name
 * followed by the name of its district, region or country ("Paris, Texas") is as good as sure.
 */
final class PlaceResolver {

  private static final int ROUNDS = 3;
  private static final double COUNTRY_VOTE = 3;
  private static final double REGION_VOTE = 5;

  /** A country has so many small towns that its name speaks little for one of them. */
  private static final double VOTE_FOR_TOWN = 1.5;

  private static final double LARGE_TOWN = 5;
  private static final double REGION_PRIOR = -0.7;
  private static final double COUNTRY_PRIOR = 7;
  private static final double OTHER_NAME_PRIOR = 4;
  private static final double AREA_PRIOR = 7;
  private static final double DISTRICT_PRIOR = -1;

  /** Great cities are meant more often than their size alone says. */
  private static final double CITY_FROM = 5.5;

  private static final double CITY_BONUS = 3;
  private static final double CHIEF_NAME = 1.5;

  /** "Gwinnett" for Gwinnett County. */
  private static final double COUNTY_LEFT_OUT = -2;

  private static final double NEAR_VOTE = 3;

  /** Votes are counted in squares of so many degrees. */
  private static final double SQUARE = 0.5;

  /** No company makes a village of what all the world knows by that name. */
  private static final double MOST_SUPPORT = 14;

  /** What a vote in the next square counts. */
  private static final double NEXT_SQUARE = 0.7;

  /** More squares than there are in a row around the earth. */
  private static final int SQUARES = 1000;

  /** In a district named behind a town the town lies no further from its middle, in degrees. */
  private static final double DISTRICT_DEGREES = 0.5;

  private static final double FOLLOWED_BY_PARENT = 6;
  private static final double REPEATED = 0.3;
  private static final double NATIONALITY_VOTE = 0.3;
  private static final double SURE_MARGIN = 2;

  /** Say what kind of place a name in front of them is. */
  private static final Set<String> DIVISIONS =
      Words.words(
          "state province county district region governorate prefecture oblast department division"
              + " territory republic municipality township city town village commune");

  /** Parts of a place, before its name. */
  private static final Set<String> PARTS =
      Words.words(
          "northern southern eastern western central upper lower north south east west greater"
              + " downtown rural northeastern northwestern southeastern southwestern");

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

    /** How many of the candidates, the last ones, are counties that the name leaves unsaid. */
    final int counties;

    String follower = "";
    int count;
    int meant = -1;
    double vote;

    Choice(String name, int[] candidates, int counties) {
      this.name = name;
      this.candidates = candidates;
      this.counties = counties;
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
      Choice choice = choices.computeIfAbsent(toponym.name(), this::choice);
      ofToponym.add(choice);
      choice.count++;
      if (choice.follower.isEmpty()) {
        choice.follower = toponym.followedBy();
      }
    }
    Votes votes = new Votes();
    for (int country : nationalities) {
      votes.places.merge(country, NATIONALITY_VOTE, Double::sum);
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

  /** What the names so far speak for. */
  private static final class Votes {
    private final Map<Integer, Double> places = new HashMap<>();
    private final Map<Integer, Double> squares = new HashMap<>();
  }

  private Choice choice(String name) {
    String full = name.indexOf('.') > 0 ? UsStates.full(name).orElse(name) : name;
    int[] named = gazetteer.find(full);
    if (named.length == 0) {
      full = UsStates.full(full).orElse(full);
      named = gazetteer.find(full);
    }
    int[] counties = full.indexOf(' ') < 0 ? gazetteer.find(full + " County") : new int[0];
    if (named.length == 0 && counties.length == 0) {
      full = bare(full);
      named = withoutCountries(gazetteer.find(full));
    }
    int[] all = Arrays.copyOf(named, named.length + counties.length);
    System.arraycopy(counties, 0, all, named.length, counties.length);
    return new Choice(full, all, counties.length);
  }

  /** Without what kind of place it is, "Karakax County", and which part, "Eastern Aleppo". */
  static String bare(String name) {
    int last = name.lastIndexOf(' ');
    if (last > 0 && isDivision(name.substring(last + 1).toLowerCase(Locale.ROOT))) {
      return name.substring(0, last);
    }
    int first = name.indexOf(' ');
    boolean part = first > 0 && PARTS.contains(name.substring(0, first).toLowerCase(Locale.ROOT));
    return part ? name.substring(first + 1) : name;
  }

  private int[] withoutCountries(int[] places) {
    return Arrays.stream(places).filter(p -> gazetteer.type(p) != Gazetteer.Type.COUNTRY).toArray();
  }

  /** Whether this word, in lower case, says what kind of place a name is. */
  static boolean isDivision(String word) {
    return DIVISIONS.contains(word);
  }

  private void vote(Votes votes, Choice choice, double vote) {
    for (int p = choice.meant; p >= 0; p = gazetteer.parent(p)) {
      votes.places.merge(p, vote, Double::sum);
    }
    if (choice.meant >= 0 && isSmall(choice.meant)) {
      votes.squares.merge(square(choice.meant), vote, Double::sum);
    }
  }

  /** Whether a place is where its middle is. */
  private boolean isSmall(int place) {
    return switch (gazetteer.type(place)) {
      case TOWN, DISTRICT -> true;
      case AREA, COUNTRY, REGION -> false;
    };
  }

  private int square(int place) {
    return SQUARES * (int) Math.floor(gazetteer.latitude(place) / SQUARE)
        + (int) Math.floor(gazetteer.longitude(place) / SQUARE);
  }

  private void choose(Choice choice, Votes votes) {
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < choice.candidates.length; i++) {
      int place = choice.candidates[i];
      boolean county = i >= choice.candidates.length - choice.counties;
      boolean chief = county || gazetteer.isChiefName(place, choice.name);
      double score = prior(place, chief) + support(place, votes);
      if (county) {
        score += COUNTY_LEFT_OUT;
      }
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
          case AREA -> chief ? AREA_PRIOR : OTHER_NAME_PRIOR;
          case COUNTRY -> chief ? COUNTRY_PRIOR : OTHER_NAME_PRIOR;
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

  /** What the other names say: more votes say less more, and there is a most. */
  private double support(int place, Votes votes) {
    double support = 0;
    boolean small = isSmall(place) && gazetteer.magnitude(place) < LARGE_TOWN;
    for (int p = place; p >= 0; p = gazetteer.parent(p)) {
      boolean country = gazetteer.type(p) == Gazetteer.Type.COUNTRY;
      double weight = !country ? REGION_VOTE : small ? VOTE_FOR_TOWN : COUNTRY_VOTE;
      support += weight * Math.log1p(Math.max(0, votes.places.getOrDefault(p, 0.0)));
    }
    double near = 0;
    int square = square(place);
    for (int north = -1; north <= 1; north++) {
      for (int east = -1; east <= 1; east++) {
        double vote = votes.squares.getOrDefault(square + SQUARES * north + east, 0.0);
        near += north == 0 && east == 0 ? vote : NEXT_SQUARE * vote;
      }
    }
    support += NEAR_VOTE * Math.log1p(Math.max(0, near));
    return MOST_SUPPORT * -Math.expm1(-support / MOST_SUPPORT);
  }

  private boolean isWithin(int place, String name) {
    for (int outer : gazetteer.find(UsStates.full(name).orElse(name))) {
      for (int p = gazetteer.parent(place); p >= 0; p = gazetteer.parent(p)) {
        if (p == outer) {
          return true;
        }
      }
      boolean district =
          gazetteer.type(outer) == Gazetteer.Type.DISTRICT
              && gazetteer.parent(outer) == gazetteer.parent(place);
      if (district
          && Math.abs(gazetteer.latitude(outer) - gazetteer.latitude(place)) < DISTRICT_DEGREES
          && Math.abs(gazetteer.longitude(outer) - gazetteer.longitude(place)) < DISTRICT_DEGREES) {
        return true;
      }
    }
    return false;
  }
}
