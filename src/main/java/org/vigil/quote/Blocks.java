package org.vigil.quote;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is quoted without quotation marks: a paragraph that a saying ending in a colon leads
 * to, lines of mail behind {@code >}, a tweet above the name of its author, and the turns of an
 * interview.
 */
final class Blocks {

  private static final int FAR = 20;
  private static final int FEWEST_WORDS = 4;
  private static final int LONGEST_SIGNATURE = 10;

  private final Tokens tokens;
  private final Sources sources;
  private final Labels labels;
  private final List<Attribution> attributions;
  private final List<Found> found = new ArrayList<>();
  private final Set<Attribution> used = new HashSet<>();

  /** The first token of each line; one more behind the last. */
  private final List<Integer> lines = new ArrayList<>();

  Blocks(Tokens tokens, Sources sources, Labels labels, List<Attribution> attributions) {
    this.tokens = tokens;
    this.sources = sources;
    this.labels = labels;
    this.attributions = attributions;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.opensParagraph(i)) {
        lines.add(i);
      }
    }
    lines.add(tokens.size());
    int next = 0;
    for (int line = 0; line + 1 < lines.size(); ) {
      int end = tokens.is(lines.get(line), ">") ? mail(line) : line + 1;
      // The last attribution of the line before.
      while (next < attributions.size() && attributions.get(next).cue().first() < lines.get(line)) {
        next++;
      }
      Optional<Attribution> leading = next == 0 ? Optional.empty() : leading(next - 1, line);
      read(line, end, leading);
      line = end;
    }
  }

  /** In order, apart from one another. */
  List<Found> found() {
    return found;
  }

  /** The attributions that ascribe a block. */
  Set<Attribution> used() {
    return used;
  }

  /** Behind the last of the lines of quoted mail that begin with this one. */
  private int mail(int line) {
    int end = line + 1;
    while (end + 1 < lines.size() && tokens.is(lines.get(end), ">")) {
      end++;
    }
    return end;
  }

  private void read(int line, int end, Optional<Attribution> leading) {
    int first = lines.get(line);
    int behind = lines.get(end);
    if (tokens.is(first, ">")) {
      int from = first;
      while (tokens.is(from, ">")) {
        from++;
      }
      add(from, behind, leading);
      return;
    }
    Optional<Labels.Label> label = labels.at(first);
    if (label.isPresent()) {
      int colon = label.get().colon();
      if (tokens.outside(colon + 1)) {
        add(colon + 1, behind, label.get().source().map(s -> Quotations.labelled(colon, s)));
      }
      return;
    }
    boolean sentence = Tokens.stop(tokens.last(behind - 1)) && tokens.capitalised(first);
    if (leading.isPresent() && tokens.outside(first) && sentence) {
      add(first, behind, leading);
      return;
    }
    signature(first, behind)
        .ifPresent(
            signed -> {
              int dash = signed.cue().first();
              if (dash > first) {
                add(first, dash, Optional.of(signed));
              } else if (line > 0 && isFree(lines.get(line - 1))) {
                add(lines.get(line - 1), first, Optional.of(signed));
              }
            });
  }

  private boolean isFree(int token) {
    return found.isEmpty() || found.getLast().end() <= tokens.start(token);
  }

  private void add(int from, int behind, Optional<Attribution> attribution) {
    int words = 0;
    for (int i = from; i < behind && words < FEWEST_WORDS; i++) {
      words += tokens.isWord(i) ? 1 : 0;
    }
    if (words >= FEWEST_WORDS && tokens.outside(from)) {
      attribution.ifPresent(used::add);
      found.add(new Found(tokens.start(from), tokens.end(behind - 1), attribution, false, false));
    }
  }

  /** {@code In a statement Liu said on Friday:} at the end of the line before this one. */
  private Optional<Attribution> leading(int index, int line) {
    int colon = lines.get(line) - 1;
    boolean ends = tokens.is(colon, ":");
    Attribution a = attributions.get(index);
    boolean near = ends && colon - a.end() <= FAR && a.cue().end() <= colon;
    if (!near || !a.source().sure() || a.cue().kind() == Cue.Kind.NONE) {
      return Optional.empty();
    }
    for (int i = a.end(); i < colon; i++) {
      if (!tokens.outside(i) || tokens.is(i, ";") || Tokens.stop(tokens.last(i))) {
        return Optional.empty();
      }
    }
    return tokens.sentence(a.cue().first()) == tokens.sentence(colon)
        ? Optional.of(a)
        : Optional.empty();
  }

  /** {@code — Mary Okoth (@okoth) July 3, 2020} at the end of a line. */
  private Optional<Attribution> signature(int first, int behind) {
    for (int i = behind - 1; i >= Math.max(first, behind - 2 * LONGEST_SIGNATURE); i--) {
      if (tokens.isDash(i)) {
        for (int k = i + 2; k < Math.min(behind, i + LONGEST_SIGNATURE); k++) {
          if (tokens.isHandle(k) && tokens.is(k - 1, "(") && tokens.is(k + 1, ")")) {
            return Optional.of(Quotations.labelled(i, sources.whole(i + 1, k - 1)));
          }
        }
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
