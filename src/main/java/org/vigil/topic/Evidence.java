package org.vigil.topic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** What a text holds for and against one topic; counted in words. */
final class Evidence {

  /** Context counts within so many words of a weak phrase. */
  private static final int REACH = 12;

  /** Phrases kept for one topic; a text that repeats itself further shows nothing new. */
  private static final int MOST = 2_000;

  /** A phrase: words {@code from} up to, not including, {@code to}. */
  record Span(int from, int to) {}

  private final List<Span> strong = new ArrayList<>();
  private final List<Span> weak = new ArrayList<>();
  private final BitSet context = new BitSet();
  private final BitSet excluded = new BitSet();

  void add(Rule.Role role, int from, int to) {
    switch (role) {
      case STRONG -> keep(strong, from, to);
      case WEAK -> keep(weak, from, to);
      case CONTEXT -> context.set(from, to);
      case NOT -> excluded.set(from, to);
    }
  }

  private static void keep(List<Span> spans, int from, int to) {
    if (spans.size() < MOST) {
      spans.add(new Span(from, to));
    }
  }

  /** The phrases that show the topic, in order and apart from each other; none if none does. */
  List<Span> conclusion() {
    List<Span> all = new ArrayList<>(strong);
    weak.stream().filter(this::hasContext).forEach(all::add);
    all.removeIf(this::isExcluded);
    return apart(all);
  }

  private boolean isExcluded(Span span) {
    return holds(excluded, span.from(), span.to());
  }

  private boolean hasContext(Span span) {
    return holds(context, Math.max(0, span.from() - REACH), span.from())
        || holds(context, span.to(), span.to() + REACH);
  }

  private static boolean holds(BitSet words, int from, int to) {
    int next = words.nextSetBit(from);
    return next >= 0 && next < to;
  }

  private static List<Span> apart(List<Span> spans) {
    spans.sort(
        Comparator.comparingInt(Span::from)
            .thenComparing(Comparator.comparingInt(Span::to).reversed()));
    List<Span> apart = new ArrayList<>();
    int end = 0;
    for (Span span : spans) {
      if (span.from() >= end) {
        apart.add(span);
        end = span.to();
      }
    }
    return apart;
  }
}
