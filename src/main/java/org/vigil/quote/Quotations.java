package org.vigil.quote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which stretches in quotation marks are quotations, and which cue ascribes each. */
final class Quotations {

  private static final int FARTHEST = 40;
  private static final int FAR = 20;
  private static final int NEAR = 12;
  private static final int SENTENCE = 4;
  private static final int LABEL = 5;

  private final String text;
  private final Tokens tokens;
  private final Sources sources;
  private final Labels labels;
  private final List<Marked> marks;
  private final List<Attribution> attributions;

  /** The last attribution whose cue starts before each token. */
  private final int[] lastBefore;

  private final List<Optional<Attribution>> ascribed = new ArrayList<>();
  private final Set<Attribution> used = new HashSet<>();

  Quotations(
      String text,
      Tokens tokens,
      Sources sources,
      Labels labels,
      List<Marked> marks,
      List<Attribution> attributions) {
    this.text = text;
    this.tokens = tokens;
    this.sources = sources;
    this.labels = labels;
    this.marks = marks;
    this.attributions = attributions;
    this.lastBefore = new int[tokens.size() + 1];
    Arrays.fill(lastBefore, Tokens.NONE);
    for (int a = 0; a < attributions.size(); a++) {
      lastBefore[attributions.get(a).cue().first() + 1] = a;
    }
    for (int i = 1; i < lastBefore.length; i++) {
      lastBefore[i] = Math.max(lastBefore[i], lastBefore[i - 1]);
    }
    for (Marked mark : marks) {
      Optional<Attribution> attribution = ascribe(mark);
      attribution.ifPresent(used::add);
      ascribed.add(attribution);
    }
  }

  /** The attributions that ascribe a quotation. */
  Set<Attribution> used() {
    return used;
  }

  /** The quotations, but for those that belong to one of these statements. */
  List<Found> found(List<Found> statements) {
    List<Found> found = new ArrayList<>();
    boolean attributedBefore = false;
    int statement = 0;
    for (int m = 0; m < marks.size(); m++) {
      Marked mark = marks.get(m);
      while (statement < statements.size() && statements.get(statement).end() <= mark.open()) {
        statement++;
      }
      boolean within =
          statement < statements.size() && statements.get(statement).start() <= mark.open();
      Optional<Attribution> attribution = ascribed.get(m);
      Optional<Found> quotation = Optional.empty();
      if (attribution.isPresent()) {
        quotation = Optional.of(quotation(mark, attribution, false));
      } else if (!within) {
        quotation = unascribed(m, found, attributedBefore);
      }
      quotation.ifPresent(found::add);
      attributedBefore = quotation.isPresent() || (attributedBefore && within);
    }
    return found;
  }

  private Found quotation(Marked mark, Optional<Attribution> attribution, boolean follows) {
    boolean label =
        attribution
            .filter(a -> a.manner() == Attribution.Manner.LABEL)
            .filter(a -> a.cue().end() < tokens.size())
            .filter(a -> tokens.start(a.cue().first()) > mark.start())
            .filter(a -> tokens.end(a.cue().first()) < mark.end())
            .isPresent();
    int start = label ? tokens.end(attribution.orElseThrow().cue().first()) : mark.start();
    int end = mark.end();
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Found(start, end, attribution, false, follows);
  }

  private Optional<Attribution> ascribe(Marked mark) {
    int open = tokens.from(mark.open());
    int behind = tokens.from(mark.after());
    Optional<Attribution> label =
        labels.at(open + 1).flatMap(l -> l.source().map(s -> labelled(l.colon(), s)));
    if (label.isPresent()) {
      return label;
    }
    final Optional<Attribution> before = before(open);
    if (before.isPresent() && !used.contains(before.get())) {
      return before;
    }
    Optional<Attribution> after = mark.carried() ? Optional.empty() : after(mark, open, behind);
    return after.or(() -> before).or(() -> signed(behind)).or(() -> headed(open));
  }

  /** {@code Liu said: “…”}, or the second half of {@code “…,” said Liu, “…”}. */
  private Optional<Attribution> before(int open) {
    int a = lastBefore[open];
    if (a == Tokens.NONE) {
      return Optional.empty();
    }
    Attribution attribution = attributions.get(a);
    Cue cue = attribution.cue();
    boolean same =
        tokens.sentence(cue.first()) == tokens.sentence(open)
            || (tokens.is(open - 1, ":")
                && tokens.sentence(cue.first()) == tokens.sentence(open - 1));
    int end = cue.kind() == Cue.Kind.BY ? attribution.end() : cue.end();
    if (!same || open - end > FAR || cue.kind() == Cue.Kind.NONE) {
      return Optional.empty();
    }
    if (attribution.source().from() >= cue.end()) {
      end = Math.max(end, attribution.source().to());
    }
    boolean led =
        tokens.is(open - 1, ":") || tokens.is(open - 1, ",") || sources.is(Role.THAT, open - 1);
    boolean clear = true;
    for (int i = end; i < open - 1; i++) {
      clear &= tokens.outside(i) && !tokens.is(i, ";") && !sources.is(Role.THAT, i);
      clear &= !tokens.is(i, ",") || tokens.is(open - 1, ":");
    }
    boolean object = cue.kind() == Cue.Kind.QUOTE && open - end <= NEAR;
    object |= cue.kind() != Cue.Kind.BY && open - end <= NEAR && partial(open);
    return clear && (open <= end || led || object) ? Optional.of(attribution) : Optional.empty();
  }

  /** Some words of a sentence, long enough for words that somebody has chosen. */
  private boolean partial(int open) {
    Marked mark = marks.get(tokens.quoted(open));
    int words = 0;
    int behind = tokens.from(mark.after());
    for (int i = open; i < behind && words < SENTENCE; i++) {
      words += tokens.isWord(i) ? 1 : 0;
    }
    return words >= SENTENCE && !tokens.capitalised(open + 1);
  }

  /** {@code “…,” Liu said}, {@code “…,” said Liu}. */
  private Optional<Attribution> after(Marked mark, int open, int behind) {
    int t = behind;
    if (t >= tokens.size() || tokens.paragraph(t) != tokens.paragraph(open) || !tokens.outside(t)) {
      return Optional.empty();
    }
    char last = lastMark(mark);
    boolean comma = tokens.is(t, ",");
    boolean dash = tokens.isDash(t);
    t += comma && tokens.isDash(t + 1) ? 2 : comma || dash ? 1 : 0;
    boolean ended =
        comma
            || dash
            || last == ','
            || last == '?'
            || last == '!'
            || Tokens.fullWidth(last)
            || last == '—'
            || last == '…'
            || last == '-'
            || last == '–';
    int index = lastBefore[Math.min(t, tokens.size())] + 1;
    if (index >= attributions.size()) {
      return Optional.empty();
    }
    Attribution attribution = attributions.get(index);
    if (attribution.participle() || attribution.cue().first() - t > FARTHEST) {
      return Optional.empty();
    }
    if (attribution.cue().kind() == Cue.Kind.BY) {
      return ended && attribution.cue().first() == t ? Optional.of(attribution) : Optional.empty();
    }
    boolean lower = !tokens.capitalised(t);
    boolean adjacent = attribution.cue().first() == t || attribution.source().from() == t;
    if (!adjacent && !leadsTo(t, attribution)) {
      return Optional.empty();
    }
    boolean pronoun = sources.pronoun(t);
    return ended || (lower && (pronoun || adjacent)) ? Optional.of(attribution) : Optional.empty();
  }

  /** {@code “…” — Mary Okoth} at the end of a paragraph. */
  private Optional<Attribution> signed(int behind) {
    int i = behind + 1;
    while (i < tokens.size() && i - behind < NEAR && inParagraph(i, behind) && tokens.isWord(i)) {
      i++;
    }
    boolean ends = i > behind + 1 && !(inParagraph(i, behind) && tokens.isWord(i));
    return tokens.isDash(behind) && ends && tokens.capitalised(behind + 1)
        ? Optional.of(labelled(behind, sources.whole(behind + 1, i)))
        : Optional.empty();
  }

  /** {@code Okoth: “…”} at the beginning of a sentence. */
  private Optional<Attribution> headed(int open) {
    int colon = open - 1;
    if (!tokens.is(colon, ":")) {
      return Optional.empty();
    }
    int start = tokens.sentenceStart(tokens.sentence(colon));
    boolean name = colon > start && colon - start <= LABEL && tokens.capitalised(start);
    for (int i = start; name && i < colon; i++) {
      name = tokens.isWord(i) && tokens.outside(i) && ofName(i);
    }
    return name ? Optional.of(labelled(colon, sources.whole(start, colon))) : Optional.empty();
  }

  /** Names are written with capitals, but for what joins their parts. */
  private boolean ofName(int i) {
    return tokens.capitalised(i)
        || sources.is(Role.SPEAKER, i)
        || sources.is(Role.PREPOSITION, i)
        || sources.is(Role.DETERMINER, i)
        || Character.isIdeographic(tokens.lower(i).codePointAt(0));
  }

  /** The last character but for marks that close an inner quotation. */
  private char lastMark(Marked mark) {
    int i = mark.end() - 1;
    while (i > mark.start() && "’'”\" ".indexOf(text.charAt(i)) >= 0) {
      i--;
    }
    return text.charAt(i);
  }

  static Attribution labelled(int mark, Source source) {
    return new Attribution(
        new Cue(Optional.empty(), Cue.Kind.QUOTE, mark, mark + 1),
        source,
        Attribution.Manner.LABEL);
  }

  private boolean inParagraph(int i, int other) {
    return i < tokens.size() && tokens.paragraph(i) == tokens.paragraph(other);
  }

  /** Only titles, adjectives and adverbs stand between, or an office before the name. */
  private boolean leadsTo(int t, Attribution attribution) {
    int first = attribution.first();
    if (first < t || first - t > NEAR || sources.is(Role.BOUNDARY, t) || sources.is(Role.WHO, t)) {
      return false;
    }
    for (int i = t; i < first; i++) {
      boolean word = tokens.isWord(i) || tokens.is(i, "'s") || tokens.is(i, "-");
      boolean aside = tokens.is(i, ",") && i + 1 == first && sources.is(Role.DETERMINER, t);
      if (!tokens.outside(i) || !(word || aside)) {
        return false;
      }
    }
    return true;
  }

  private Optional<Found> unascribed(int m, List<Found> found, boolean attributedBefore) {
    Marked mark = marks.get(m);
    int open = tokens.from(mark.open());
    boolean sentence = sentence(mark, open);
    if (m > 0 && attributedBefore && !found.isEmpty()) {
      Marked previous = marks.get(m - 1);
      int before = tokens.from(previous.open());
      boolean carried = previous.carried();
      boolean sameParagraph = tokens.paragraph(before) == tokens.paragraph(open);
      Found last = found.get(found.size() - 1);
      boolean adjacent = last.start() >= previous.start() && last.end() <= previous.end();
      boolean secondHalf =
          tokens.sentence(before) == tokens.sentence(open) && tokens.is(open - 1, ",");
      boolean goesOn = secondHalf || (sentence && nothingElse(previous, open));
      goesOn |= adjacent && sameSentence(previous, before, open);
      if (adjacent && (carried || (sameParagraph && goesOn))) {
        return Optional.of(quotation(mark, last.attribution(), last.attribution().isEmpty()));
      }
    }
    if (!sentence) {
      return Optional.empty();
    }
    return Optional.of(quotation(mark, Optional.empty(), follows(open)));
  }

  /** {@code “…,” Liu said, and still “…”}: nobody else is spoken of between the two. */
  private boolean sameSentence(Marked previous, int before, int open) {
    if (tokens.sentence(before) != tokens.sentence(open) || !partial(open)) {
      return false;
    }
    int a = lastBefore[open];
    int from = a == Tokens.NONE ? 0 : attributions.get(a).end();
    for (int i = Math.max(from, tokens.from(previous.after())); i < open; i++) {
      if (!tokens.outside(i)
          || tokens.is(i, ";")
          || sources.pronoun(i)
          || sources.mentionAt(i) != Tokens.NONE) {
        return false;
      }
    }
    return open - from <= FARTHEST;
  }

  /** Between this quotation and the one before it stands no sentence of its own. */
  private boolean nothingElse(Marked previous, int open) {
    int from = tokens.from(previous.after());
    return open - from <= FARTHEST && tokens.sentence(open) - tokens.sentence(from) <= 1;
  }

  /** Long enough, and like a sentence: not a word in scare quotes, not the title of a film. */
  private boolean sentence(Marked mark, int open) {
    int words = 0;
    int capitals = 0;
    int behind = tokens.from(mark.after());
    for (int i = open; i < behind && words < 50; i++) {
      words += tokens.isWord(i) ? 1 : 0;
      capitals += tokens.capitalised(i) ? 1 : 0;
    }
    boolean ends =
        Tokens.stop(text.charAt(mark.end() - 1))
            || mark.carried()
            || (behind < tokens.size() && tokens.is(behind, "."));
    boolean title = words < 12 && capitals * 2 > words;
    return words >= SENTENCE && ends && !title && tokens.capitalised(open + 1);
  }

  /** The sentence or paragraph before ascribes something: its speaker goes on. */
  private boolean follows(int open) {
    int a = lastBefore[open];
    if (a == Tokens.NONE) {
      return false;
    }
    int cue = attributions.get(a).cue().first();
    int behind = tokens.paragraph(open) == tokens.paragraph(cue) ? 0 : open - 1;
    boolean next = behind == 0 || tokens.paragraph(behind) == tokens.paragraph(cue);
    boolean begins = tokens.opensParagraph(open);
    return next && (begins || tokens.sentence(open) - tokens.sentence(cue) <= 2);
  }
}
