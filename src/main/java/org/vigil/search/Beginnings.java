package org.vigil.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * A table of texts that are found by their beginning, or by that of one of their words, or nearly
 * so; the weightiest first. Holds at most as many texts as it was told to.
 */
final class Beginnings {

  /** Nothing is found in it. */
  static final Beginnings NONE = new Beginnings.Builder(0).build();

  private final List<Text> texts;

  /** Places in texts where they may begin, in the order of what follows there. */
  private final int[] textAt;

  private final int[] startAt;

  /**
   * A text.
   *
   * @param weight the larger, the earlier it is found
   * @param from where its first word begins
   * @param byWord whether it begins with each of its words, or with the first only
   */
  record Text(String text, int weight, int from, boolean byWord) {}

  private Beginnings(List<Text> texts) {
    this.texts = texts;
    record Place(int text, String of, int start) {}
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Text each = texts.get(i);
      int start = each.from();
      places.add(new Place(i, each.text(), start));
      while (each.byWord() && (start = each.text().indexOf(' ', start) + 1) > 0) {
        places.add(new Place(i, each.text(), start));
      }
    }
    places.sort((a, b) -> compare(a.of(), a.start(), b.of(), b.start()));
    textAt = places.stream().mapToInt(Place::text).toArray();
    startAt = places.stream().mapToInt(Place::start).toArray();
  }

  private static int compare(String a, int inA, String b, int inB) {
    int common = Math.min(a.length() - inA, b.length() - inB);
    for (int i = 0; i < common; i++) {
      int difference = a.charAt(inA + i) - b.charAt(inB + i);
      if (difference != 0) {
        return difference;
      }
    }
    return (a.length() - inA) - (b.length() - inB);
  }

  /** Takes texts in and keeps the weightiest. */
  static final class Builder {

    private static final Comparator<Text> LIGHTEST_FIRST =
        Comparator.comparingInt(Text::weight).thenComparing(Text::text, Comparator.reverseOrder());

    private final int most;
    private final PriorityQueue<Text> kept = new PriorityQueue<>(LIGHTEST_FIRST);

    /**
     * @param most texts that are kept
     */
    Builder(int most) {
      this.most = most;
    }

    /** Whether a text of this weight would be kept for now. */
    boolean takes(int weight) {
      return kept.size() < most || (most > 0 && weight >= kept.element().weight());
    }

    void add(Text text) {
      kept.add(text);
      if (kept.size() > most) {
        kept.remove();
      }
    }

    Beginnings build() {
      return new Beginnings(List.copyOf(kept));
    }
  }

  /** The texts with a place where this begins, the weightiest first. */
  List<Text> find(String beginning, int most) {
    Best best = new Best(most);
    for (int i = first(beginning); i < textAt.length && startsWith(i, beginning); i++) {
      best.add(texts.get(textAt[i]));
    }
    return best.ordered();
  }

  /** The same where it begins nearly so; the first character is seldom wrong. */
  List<Text> near(String beginning, int edits, int most) {
    int initial = beginning.offsetByCodePoints(0, 1);
    String first = beginning.substring(0, initial);
    CharacterRunAutomaton rest =
        new CharacterRunAutomaton(
            new LevenshteinAutomata(beginning.substring(initial), true).toAutomaton(edits));
    Best best = new Best(most);
    for (int i = first(first); i < textAt.length && startsWith(i, first); i++) {
      Text text = texts.get(textAt[i]);
      if (best.takes(text) && begins(rest, text.text(), startAt[i] + initial)) {
        best.add(text);
      }
    }
    return best.ordered();
  }

  /** Whether an automaton accepts any beginning of the rest of a text. */
  private static boolean begins(CharacterRunAutomaton accepted, String text, int from) {
    int state = 0;
    for (int i = from; i < text.length() && state >= 0; ) {
      if (accepted.isAccept(state)) {
        return true;
      }
      int cp = text.codePointAt(i);
      state = accepted.step(state, cp);
      i += Character.charCount(cp);
    }
    return state >= 0 && accepted.isAccept(state);
  }

  private boolean startsWith(int place, String beginning) {
    return texts.get(textAt[place]).text().startsWith(beginning, startAt[place]);
  }

  /** The first place where this, or what comes behind it, begins. */
  private int first(String beginning) {
    int low = 0;
    int high = textAt.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(texts.get(textAt[middle]).text(), startAt[middle], beginning, 0) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The weightiest of some texts, each once. */
  private static final class Best {

    private final int most;
    private final Set<Text> in = new LinkedHashSet<>();
    private final PriorityQueue<Text> kept = new PriorityQueue<>(Builder.LIGHTEST_FIRST);

    Best(int most) {
      this.most = most;
    }

    boolean takes(Text text) {
      return kept.size() < most || text.weight() >= kept.element().weight();
    }

    void add(Text text) {
      if (takes(text) && in.add(text)) {
        kept.add(text);
        if (kept.size() > most) {
          in.remove(kept.remove());
        }
      }
    }

    List<Text> ordered() {
      List<Text> ordered = new ArrayList<>(kept);
      ordered.sort(Builder.LIGHTEST_FIRST.reversed());
      return ordered;
    }
  }
}
