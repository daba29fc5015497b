package org.vigil.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the cues of a text outside its quotations, each with its subject. */
final class Attributions {

  private final Tokens tokens;
  private final Sources sources;
  private final List<Attribution> found = new ArrayList<>();

  /** Whether the subject usually stands behind its verb. */
  private final boolean verbFirst;

  /** Whether a verb may stand without its subject. */
  private final boolean dropsSubject;

  /** Whether words are written without spaces between them. */
  private final boolean unspaced;

  private Attributions(Tokens tokens, Sources sources, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.sources = sources;
    this.verbFirst = vocabulary.verbFirst();
    this.dropsSubject = vocabulary.dropsSubject();
    this.unspaced = vocabulary.unspaced();
  }

  /** In the order of their cues. */
  static List<Attribution> find(Tokens tokens, Vocabulary vocabulary, Sources sources) {
    Attributions all = new Attributions(tokens, sources, vocabulary);
    int i = 0;
    while (i < tokens.size()) {
      Optional<Cue> cue =
          tokens.outside(i) && sources.mentionAt(i) == Tokens.NONE && !all.noun(i)
              ? vocabulary.cueAt(tokens, i)
              : Optional.empty();
      cue.flatMap(all::of).ifPresent(all.found::add);
      i = cue.map(Cue::end).orElse(i + 1);
    }
    return List.copyOf(all.found);
  }

  /** {@code The woman's quotes}: what belongs to somebody is no verb. */
  private boolean noun(int i) {
    boolean owned = tokens.is(i - 1, "'s") && !sources.pronoun(i - 2);
    return owned && !tokens.lower(i).endsWith("ing") && !tokens.lower(i).endsWith("ed");
  }

  private Optional<Attribution> of(Cue cue) {
    if (cue.kind() == Cue.Kind.BY) {
      return sources.after(cue.end()).map(s -> new Attribution(cue, s, Attribution.Manner.ACTIVE));
    }
    if (sources.is(Role.BY, cue.end()) && cue.stance().isPresent() && passive(cue)) {
      return sources
          .agent(cue.end() + 1)
          .map(s -> new Attribution(cue, s, Attribution.Manner.PASSIVE));
    }
    if (cue.kind() == Cue.Kind.PASSIVE || denied(cue)) {
      return Optional.empty();
    }
    Optional<Attribution> ascribed =
        subject(cue).map(s -> new Attribution(cue, s, Attribution.Manner.ACTIVE));
    return unspaced ? ascribed : ascribed.or(() -> takenOver(cue)).or(() -> subjectless(cue));
  }

  private Optional<Source> subject(Cue cue) {
    if (unspaced) {
      return partOfWord(cue) ? Optional.empty() : sources.before(cue.first());
    }
    if (verbFirst) {
      Optional<Source> behind = sources.after(cue.end());
      if (behind.isPresent()) {
        return behind;
      }
    }
    Optional<Source> before = sources.before(cue.first());
    boolean sure = before.filter(Source::sure).isPresent();
    return !sure && invertible(cue) ? sources.after(cue.end()).or(() -> before) : before;
  }

  private Optional<Attribution> subjectless(Cue cue) {
    return dropsSubject && standsAlone(cue)
        ? Optional.of(
            new Attribution(
                cue,
                new Source(cue.first(), cue.end(), Tokens.NONE, true),
                Attribution.Manner.ACTIVE))
        : Optional.empty();
  }

  /** A verb at the beginning of a sentence or behind a quotation, with no room for a subject. */
  private boolean standsAlone(Cue cue) {
    if (cue.kind() != Cue.Kind.SAYS && cue.kind() != Cue.Kind.THAT) {
      return false;
    }
    int j = cue.first() - 1;
    while (tokens.outside(j) && sources.adverb(j)) {
      j--;
    }
    boolean begins = tokens.sentenceStart(tokens.sentence(cue.first())) == j + 1;
    boolean behindQuotation =
        j >= 0 && (!tokens.outside(j) || (tokens.is(j, ",") && !tokens.outside(j - 1)));
    return begins ? sources.is(Role.THAT, cue.end()) : behindQuotation;
  }

  /**
   * Not said, or no word of saying: a single character is one only where punctuation or a quotation
   * follows.
   */
  private boolean partOfWord(Cue cue) {
    boolean negated = cue.kind() != Cue.Kind.NONE && sources.is(Role.NEGATION, cue.first() - 1);
    if (negated || sources.is(Role.NOT_CUE, cue.first() - 1)) {
      return true;
    }
    int i = cue.end();
    return cue.end() - cue.first() == 1 && tokens.outside(i) && tokens.isWord(i);
  }

  private boolean passive(Cue cue) {
    int j = cue.first() - 1;
    boolean negated = false;
    while (tokens.outside(j)
        && cue.first() - j <= 6
        && sources.adverb(j)
        && !sources.is(Role.PASSIVE, j)) {
      negated |= sources.is(Role.NEGATION, j--);
    }
    return sources.is(Role.PASSIVE, j) && !negated && !sources.is(Role.NEGATION, j - 1);
  }

  /** Not said, or said of the subject rather than by it. */
  private boolean denied(Cue cue) {
    boolean passive = false;
    boolean adverbial = true;
    for (int j = cue.first() - 1; adverbial && tokens.outside(j) && cue.first() - j <= 6; j--) {
      if (cue.kind() != Cue.Kind.NONE
          && sources.is(Role.NEGATION, j)
          && !(tokens.is(j, "to") && (tokens.is(j - 1, "on") || tokens.is(j - 1, "continued")))) {
        return true;
      }
      passive |= sources.is(Role.PASSIVE, j);
      adverbial = sources.adverb(j);
    }
    return passive && !tokens.lower(cue.first()).endsWith("ing");
  }

  private boolean invertible(Cue cue) {
    int j = cue.first() - 1;
    while (tokens.outside(j) && sources.adverb(j)) {
      j--;
    }
    boolean behindQuotation =
        j >= 0
            && (!tokens.outside(j) || (tokens.is(j, ",") && !tokens.outside(j - 1)))
            && tokens.paragraph(j) == tokens.paragraph(cue.first());
    boolean dashed = tokens.isDash(j);
    int end = dashed && tokens.is(j - 1, ",") ? j - 2 : j - 1;
    boolean behindDash = dashed && end >= 0 && !tokens.outside(end);
    boolean addressed =
        sources.is(Role.ADDRESSING, cue.first()) && !tokens.is(cue.first(), "asked");
    boolean behindComma =
        tokens.is(j, ",")
            && sources.personAt(cue.end())
            && !tokens.lower(cue.first()).endsWith("ing");
    return !addressed && (behindQuotation || behindDash || behindComma || tokens.is(j, "-"));
  }

  /** The subject of a participle or of a second verb is that of the verb before it. */
  private Optional<Attribution> takenOver(Cue cue) {
    int j = cue.first() - 1;
    while (j >= 0 && sources.adverb(j) && !tokens.is(j, "and")) {
      j--;
    }
    boolean joined =
        tokens.is(j, ",") || tokens.is(j, "and") || tokens.is(j, "before") || !quotedOrNone(j);
    boolean participle = tokens.lower(cue.first()).endsWith("ing") || tokens.is(j, "and");
    if (!joined || !participle) {
      return Optional.empty();
    }
    int sentence = tokens.sentence(cue.first());
    if (!found.isEmpty()) {
      Attribution last = found.get(found.size() - 1);
      if (tokens.sentence(last.cue().first()) == sentence && last.cue().kind() != Cue.Kind.BY) {
        return Optional.of(new Attribution(cue, last.source(), Attribution.Manner.TAKEN_OVER));
      }
    }
    return clauseSubject(cue.first(), sentence)
        .map(s -> new Attribution(cue, s, Attribution.Manner.TAKEN_OVER));
  }

  private boolean quotedOrNone(int j) {
    return j < 0 || tokens.outside(j);
  }

  /** A person or pronoun that opens the clause before this token, or the one before that. */
  private Optional<Source> clauseSubject(int token, int sentence) {
    int floor = Math.max(tokens.sentenceStart(sentence), token - 60);
    for (int i = token - 1; i >= floor; i--) {
      boolean opens = i == floor || tokens.is(i - 1, ",") || sources.is(Role.BOUNDARY, i - 1);
      if (opens && tokens.outside(i)) {
        Optional<Source> named = sources.named(i);
        if (named.isPresent()) {
          return named;
        }
      }
    }
    return Optional.empty();
  }
}
