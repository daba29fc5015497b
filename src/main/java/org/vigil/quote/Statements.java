package org.vigil.quote;

import java.util.List;
import java.util.Optional;

/** Finds what is said in the reporter's words: the clause or thing that a cue governs. */
final class Statements {

  private static final int FARTHEST_THAT = 12;
  private static final int FEWEST_WORDS = 3;

  private final String text;
  private final Tokens tokens;
  private final Sources sources;
  private final Vocabulary vocabulary;
  private final List<Marked> marks;

  Statements(
      String text, Tokens tokens, Sources sources, Vocabulary vocabulary, List<Marked> marks) {
    this.text = text;
    this.tokens = tokens;
    this.sources = sources;
    this.vocabulary = vocabulary;
    this.marks = marks;
  }

  /** The statement of this attribution; {@code next} is the attribution behind it, if any. */
  Optional<Found> of(Attribution a, Optional<Attribution> next) {
    boolean noun =
        a.cue().kind() != Cue.Kind.THAT && sources.is(Role.DETERMINER, a.source().from());
    if (!a.source().sure() && !noun) {
      return Optional.empty();
    }
    int limit = next.map(Attribution::first).orElse(Integer.MAX_VALUE);
    if (a.passive()) {
      return suffered(a, limit);
    }
    return switch (a.cue().kind()) {
      case QUOTE, PASSIVE -> Optional.empty();
      case NONE -> stretch(a, a.cue().first(), clauseEnd(a.cue().end(), limit));
      case BY -> accordingTo(a, limit);
      case DOES -> done(a, limit);
      case SAYS, THAT -> said(a, limit);
    };
  }

  private Optional<Found> accordingTo(Attribution a, int limit) {
    int start = tokens.sentenceStart(tokens.sentence(a.cue().first()));
    if (a.cue().first() - start >= FEWEST_WORDS) {
      return stretch(a, start, a.cue().first());
    }
    int from = a.source().to();
    while (from < tokens.size()
        && tokens.sentence(from) == tokens.sentence(a.cue().first())
        && !tokens.is(from, ",")
        && from - a.source().to() < FARTHEST_THAT) {
      from++;
    }
    from = tokens.is(from, ",") ? from + 1 : a.source().to();
    return stretch(a, from, clauseEnd(from, limit));
  }

  /** {@code He was accused by Liu of theft}; {@code The claims were denied by Liu}. */
  private Optional<Found> suffered(Attribution a, int limit) {
    int behind = a.source().to();
    boolean accused = a.cue().stance().filter(s -> s == Stance.ACCUSES).isPresent();
    if (accused) {
      return same(behind, a) && sources.is(Role.PREPOSITION, behind)
          ? stretch(a, behind + 1, clauseEnd(behind + 1, limit))
          : Optional.empty();
    }
    if (a.cue().kind() != Cue.Kind.DOES) {
      return Optional.empty();
    }
    int from = tokens.sentenceStart(tokens.sentence(a.cue().first()));
    if (sources.is(Role.PREPOSITION, from)) {
      while (from < a.cue().first() && !tokens.is(from, ",")) {
        from++;
      }
    }
    int to = a.cue().first();
    while (to > from && sources.adverb(to - 1)) {
      to--;
    }
    return sources.is(Role.WHO, to - 1) ? Optional.empty() : stretch(a, from, to);
  }

  private Optional<Found> done(Attribution a, int limit) {
    int before = a.source().from() - 1;
    if (!a.participle() && sources.is(Role.WHO, before) && tokens.is(before - 1, ",")) {
      int from = before - 2;
      int start = tokens.sentenceStart(tokens.sentence(a.cue().first()));
      while (from > start && !tokens.is(from - 1, ",")) {
        from--;
      }
      while (sources.is(Role.WHO, from) || sources.is(Role.BOUNDARY, from)) {
        from++;
      }
      return stretch(a, from, before - 1);
    }
    Optional<Found> clause = that(a, limit);
    if (clause.isPresent()) {
      return clause;
    }
    int from = a.cue().end();
    boolean thing =
        same(from, a) && wordOrMark(from) && !sources.is(Role.FEEBLE, from) && !pointsBack(from);
    return thing ? stretch(a, from, clauseEnd(from, limit)) : Optional.empty();
  }

  private Optional<Found> said(Attribution a, int limit) {
    Optional<Found> clause = that(a, limit);
    if (clause.isPresent()) {
      return clause;
    }
    int colon = a.cue().end();
    if (same(colon + 1, a)
        && tokens.is(colon, ":")
        && tokens.paragraph(colon + 1) == tokens.paragraph(colon)
        && tokens.outside(colon + 1)) {
      return stretch(a, colon + 1, tokens.sentenceEnd(tokens.sentence(colon)))
          .filter(f -> words(f) >= FEWEST_WORDS);
    }
    if (a.cue().kind() == Cue.Kind.SAYS && a.source().from() < a.cue().first()) {
      int from = behindTime(a.cue().end());
      boolean led = vocabulary.unspaced() && (tokens.is(from, ",") || tokens.is(from, ":"));
      from += led ? 1 : 0;
      boolean says = same(from, a) && wordOrMark(from) && !sources.is(Role.FEEBLE, from);
      if (says && !sources.is(Role.ELSEWHERE, from)) {
        return stretch(a, from, clauseEnd(from, limit)).filter(f -> words(f) >= FEWEST_WORDS);
      }
    }
    return ascribedBehind(a);
  }

  private Optional<Found> that(Attribution a, int limit) {
    for (int i = a.cue().end(); i < a.cue().end() + FARTHEST_THAT && same(i, a); i++) {
      if (sources.is(Role.THAT, i) || tokens.lower(i).startsWith("qu'")) {
        boolean whole = tokens.lower(i).length() > 3 && tokens.lower(i).startsWith("qu'");
        int from = whole ? i : i + 1;
        if (pointsBack(i)) {
          break;
        }
        return stretch(a, from, clauseEnd(from, limit));
      }
      // German and Russian part the clause by a comma.
      boolean comma = tokens.is(i, ",") && sources.is(Role.THAT, i + 1);
      boolean mark = !tokens.outside(i) || !(tokens.isWord(i) || tokens.is(i, "'s") || comma);
      if (mark || vocabulary.cueAt(tokens, i).isPresent()) {
        break;
      }
    }
    return Optional.empty();
  }

  /** {@code They dispute that, and their lawyer was held.} */
  private boolean pointsBack(int that) {
    return sources.is(Role.THAT, that)
        && tokens.is(that + 1, ",")
        && (tokens.is(that + 2, "and") || tokens.is(that + 2, "but"));
  }

  /** {@code The camps are closed, the ministry said on Monday.} */
  private Optional<Found> ascribedBehind(Attribution a) {
    int comma = a.first() - 1;
    if (a.participle() || !tokens.is(comma, ",") || !tokens.outside(comma)) {
      return Optional.empty();
    }
    int i = a.end();
    while (same(i, a) && tokens.isWord(i) && i - a.end() < FARTHEST_THAT) {
      if (vocabulary.cueAt(tokens, i).isPresent()) {
        return Optional.empty();
      }
      i++;
    }
    boolean ends = !same(i, a) || tokens.is(i, ".") || tokens.is(i, ",");
    int start = tokens.sentenceStart(tokens.sentence(a.cue().first()));
    return ends ? stretch(a, start, comma).filter(f -> words(f) >= FEWEST_WORDS) : Optional.empty();
  }

  private int behindTime(int from) {
    int i = from;
    while (sources.is(Role.ELSEWHERE, i)
        || (sources.is(Role.PREPOSITION, i) && sources.is(Role.ELSEWHERE, i + 1))) {
      i++;
    }
    return i;
  }

  private boolean same(int i, Attribution a) {
    return i < tokens.size() && tokens.sentence(i) == tokens.sentence(a.cue().first());
  }

  private boolean wordOrMark(int i) {
    return tokens.isWord(i) || !tokens.outside(i);
  }

  private int words(Found found) {
    int n = 0;
    for (int i = tokens.from(found.start());
        i < tokens.size() && tokens.start(i) < found.end();
        i++) {
      n += tokens.isWord(i) ? 1 : 0;
    }
    return n;
  }

  /** Behind the last token of the clause that starts here. */
  private int clauseEnd(int from, int limit) {
    if (from >= tokens.size()) {
      return from;
    }
    int end = tokens.sentenceEnd(tokens.sentence(from));
    for (int i = from + 1; i < end; i++) {
      if (!tokens.outside(i)) {
        continue;
      }
      boolean comma = tokens.is(i - 1, ",") || commaInQuotation(i - 1);
      boolean another = comma && (i == limit || i + 1 == limit) && goesOnElsewhere(i);
      another |= tokens.is(i, "and") && i + 1 == limit;
      if (tokens.is(i, ";") || another || (comma && sources.is(Role.END, i))) {
        return i;
      }
    }
    return end;
  }

  private boolean goesOnElsewhere(int i) {
    return tokens.lower(i).endsWith("ing")
        || sources.is(Role.WHO, i)
        || vocabulary.cueAt(tokens, i).isPresent()
        || sources.pronoun(i)
        || sources.mentionAt(i) != Tokens.NONE
        || tokens.is(i, "and");
  }

  private boolean commaInQuotation(int i) {
    return !tokens.outside(i) && text.charAt(marks.get(tokens.quoted(i)).end() - 1) == ',';
  }

  private Optional<Found> stretch(Attribution a, int begin, int to) {
    int from = tokens.is(begin, ",") ? begin + 1 : begin;
    int last = to - 1;
    while (last >= from && tokens.outside(last) && !tokens.isWord(last) && !closes(last)) {
      last--;
    }
    if (last < from || from >= tokens.size() || overlaps(a, from, last)) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(tokens.start(from), tokens.end(last), Optional.of(a), true, false));
  }

  private boolean closes(int i) {
    return tokens.is(i, ")") || tokens.is(i, "%") || tokens.is(i, "$");
  }

  /** A stretch that runs over its own cue is none. */
  private static boolean overlaps(Attribution a, int from, int last) {
    return a.cue().kind() != Cue.Kind.NONE && from < a.cue().end() && a.cue().first() <= last;
  }
}
