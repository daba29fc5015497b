package org.vigil.quote;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;

/** Finds the subject of a verb of speech: before it, behind it, or on the far side of an aside. */
final class Sources {

  private static final int LONGEST_PHRASE = 12;
  private static final int LONGEST_ASIDE = 40;
  private static final int NEAR = 8;
  private static final int MOST_ASIDES = 4;

  /** Tokens of a clause where each character is one. */
  private static final int LONGEST_CLAUSE = 30;

  private final Tokens tokens;
  private final Vocabulary vocabulary;
  private final List<Mention> mentions;
  private final int[] mentionAt;

  Sources(Tokens tokens, Vocabulary vocabulary, List<Mention> mentions) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.mentions = mentions;
    this.mentionAt = new int[tokens.size()];
    Arrays.fill(mentionAt, Tokens.NONE);
    for (int m = 0; m < mentions.size(); m++) {
      Mention mention = mentions.get(m);
      for (int i = tokens.from(mention.start());
          i < tokens.size() && tokens.start(i) < mention.end();
          i++) {
        mentionAt[i] = m;
      }
    }
  }

  /** The mention that holds this token, {@link Tokens#NONE} if none does. */
  int mentionAt(int token) {
    return token >= 0 && token < mentionAt.length ? mentionAt[token] : Tokens.NONE;
  }

  boolean personAt(int token) {
    int m = mentionAt(token);
    return m != Tokens.NONE && mentions.get(m).kind() == EntityKind.PERSON;
  }

  /** A person or organisation, who can speak. */
  boolean speakerAt(int token) {
    int m = mentionAt(token);
    return m != Tokens.NONE
        && (mentions.get(m).kind() == EntityKind.PERSON
            || mentions.get(m).kind() == EntityKind.ORGANISATION);
  }

  boolean is(Role role, int token) {
    return vocabulary.is(role, tokens.lower(token));
  }

  boolean pronoun(int token) {
    return is(Role.HE, token)
        || is(Role.SHE, token)
        || is(Role.THEY, token)
        || is(Role.IT, token)
        || is(Role.OTHER, token);
  }

  boolean adverb(int token) {
    return is(Role.AUXILIARY, token)
        || (tokens.lower(token).endsWith("ly")
            && mentionAt(token) == Tokens.NONE
            && !is(Role.SPEAKER, token));
  }

  /** The subject whose verb is at {@code verb}, standing before it. */
  Optional<Source> before(int verb) {
    int floor = floor(verb);
    if (vocabulary.unspaced()) {
      return beforeUnspaced(verb, floor);
    }
    int j = verb - 1;
    while (j >= floor && adverb(j)) {
      j--;
    }
    j = beforeBracket(j, floor);
    if (j < floor) {
      return Optional.empty();
    }
    if (tokens.is(j, ",")) {
      return tokens.lower(verb).endsWith("ing") ? Optional.empty() : beforeAside(j, floor);
    }
    return endingAt(j, floor).map(s -> bearer(s, floor));
  }

  /**
   * The first in the clause before the verb who can speak, but for those spoken to. A name behind
   * an office is the one who holds it; an office behind an organisation is its own.
   */
  private Optional<Source> beforeUnspaced(int verb, int floor) {
    int start = verb;
    while (start > floor && !tokens.is(start - 1, ",") && verb - start < LONGEST_CLAUSE) {
      start--;
    }
    int organisation = Tokens.NONE;
    int office = Tokens.NONE;
    for (int i = start; i < verb; i++) {
      boolean addressed = vocabulary.is(Role.TO, tokens.lower(i - 1));
      int m = mentionAt(i);
      if (addressed && m != Tokens.NONE) {
        i = ofMention(m).to() - 1;
      } else if (personAt(i)) {
        return Optional.of(ofMention(m));
      } else if (is(Role.HE, i) || is(Role.SHE, i)) {
        boolean many = tokens.is(i + 1, "们") || tokens.is(i + 1, "們");
        return Optional.of(new Source(i, many ? i + 2 : i + 1, Tokens.NONE, true));
      } else if (m != Tokens.NONE && speakerAt(i) && organisation == Tokens.NONE) {
        organisation = m;
        i = ofMention(m).to() - 1;
      } else {
        int length = addressed ? 0 : vocabulary.length(Role.SPEAKER, tokens, i);
        office = length > 0 ? i + length : office;
        i += Math.max(0, length - 1);
      }
    }
    if (organisation != Tokens.NONE) {
      Source named = ofMention(organisation);
      return Optional.of(
          office > named.to() ? new Source(named.from(), office, Tokens.NONE, true) : named);
    }
    return office == Tokens.NONE
        ? Optional.empty()
        : Optional.of(new Source(start, office, Tokens.NONE, true));
  }

  private int beforeBracket(int last, int floor) {
    int j = last;
    String opening = tokens.is(last, ")") ? "(" : tokens.is(last, ">") ? "<" : "";
    while (!opening.isEmpty() && j >= floor && last - j < NEAR && !tokens.is(j, opening)) {
      j--;
    }
    return !opening.isEmpty() && tokens.is(j, opening) ? j - 1 : last;
  }

  /** All these tokens: whoever is named among them, else the words. */
  Source whole(int from, int to) {
    int m = Tokens.NONE;
    for (int i = from; i < to && m == Tokens.NONE; i++) {
      m = personAt(i) ? mentionAt(i) : Tokens.NONE;
    }
    return new Source(from, to, m == Tokens.NONE ? mentionAt(from) : m, true);
  }

  /** In {@code Mary Okoth, an activist said}, the name before the noun. */
  private Source bearer(Source source, int floor) {
    int name = source.from() - 2;
    boolean aside =
        source.mention() == Tokens.NONE
            && name >= floor
            && tokens.is(name + 1, ",")
            && is(Role.DETERMINER, source.from())
            && personAt(name);
    return aside ? ofMention(mentionAt(name)) : source;
  }

  /** The first token of the stretch without quotation marks that ends before this token. */
  private int floor(int token) {
    int start = Math.max(tokens.sentenceStart(tokens.sentence(token)), token - LONGEST_ASIDE);
    int floor = token;
    while (floor > start && tokens.outside(floor - 1) && !tokens.is(floor - 1, ";")) {
      floor--;
    }
    return floor;
  }

  private Optional<Source> beforeAside(int comma, int floor) {
    int end = beforeBracket(comma - 1, floor) + 1;
    for (int n = 0; n < MOST_ASIDES; n++) {
      int start = end - 1;
      while (start >= floor && !tokens.is(start, ",")) {
        start--;
      }
      start++;
      if (n == 0 && start < end && personAt(start) && mentionAt(start) == mentionAt(end - 1)) {
        return Optional.of(ofMention(mentionAt(start)));
      }
      if (n > 0 && start < end) {
        Optional<Source> subject = endingAt(end - 1, start);
        if (subject.isPresent() && subject.get().sure()) {
          return subject;
        }
      }
      if (start <= floor) {
        return Optional.empty();
      }
      end = beforeBracket(start - 2, floor) + 1;
    }
    return Optional.empty();
  }

  private Optional<Source> endingAt(int last, int floor) {
    if (pronoun(last)) {
      return Optional.of(new Source(last, last + 1, Tokens.NONE, true));
    }
    if (is(Role.WHO, last)) {
      int j = tokens.is(last - 1, ",") ? last - 2 : last - 1;
      return j < floor || is(Role.WHO, j) || pronoun(j) ? Optional.empty() : endingAt(j, floor);
    }
    if (tokens.isHandle(last)) {
      return Optional.of(new Source(last, last + 1, Tokens.NONE, true));
    }
    int m = mentionAt(last);
    if (m != Tokens.NONE) {
      Source named = ofMention(m);
      int lead = is(Role.DETERMINER, named.from() - 1) ? named.from() - 2 : named.from() - 1;
      boolean within = is(Role.PREPOSITION, lead) && lead >= floor;
      if (!within) {
        return Optional.of(named);
      }
      Optional<Source> phrase = phrase(last, floor).filter(Source::sure);
      return phrase.isPresent() || !personAt(last) ? phrase : Optional.of(named);
    }
    return phrase(last, floor);
  }

  /** A noun with what belongs to it: {@code a spokesman for the ministry}. */
  private Optional<Source> phrase(int last, int floor) {
    if (!tokens.isWord(last) || is(Role.DETERMINER, last) || is(Role.PREPOSITION, last)) {
      return Optional.empty();
    }
    int first = last;
    while (first > floor && last - first < LONGEST_PHRASE && belongs(first - 1)) {
      first--;
    }
    int from = first;
    for (int i = first; i <= last; i++) {
      if (is(Role.DETERMINER, i) && (i == first || !is(Role.PREPOSITION, i - 1))) {
        from = i;
      }
    }
    while (from < last && is(Role.PREPOSITION, from)) {
      from++;
    }
    int head = from;
    while (head < last && !is(Role.PREPOSITION, head + 1)) {
      head++;
    }
    boolean noun = is(Role.DETERMINER, from) || tokens.capitalised(head);
    return Optional.of(headed(from, last + 1, head)).filter(s -> s.sure() || noun);
  }

  private Source headed(int from, int to, int head) {
    int m = mentionAt(head);
    if (m != Tokens.NONE) {
      return new Source(from, to, m, true);
    }
    return new Source(from, to, Tokens.NONE, is(Role.SPEAKER, head));
  }

  private boolean belongs(int i) {
    boolean part = tokens.isWord(i) || tokens.is(i, "'s") || tokens.is(i, "-");
    return part
        && tokens.outside(i)
        && !is(Role.THAT, i)
        && !is(Role.WHO, i)
        && !(is(Role.BOUNDARY, i) && !is(Role.PREPOSITION, i))
        && !pronoun(i);
  }

  /** The pronoun, name or noun for one who can speak that begins at this token. */
  Optional<Source> named(int token) {
    if (pronoun(token)) {
      return Optional.of(new Source(token, token + 1, Tokens.NONE, true));
    }
    int m = mentionAt(token);
    boolean begins = m != Tokens.NONE && mentionAt(token - 1) != m;
    boolean owner = begins && tokens.is(ofMention(m).to(), "'s");
    return begins && !owner && mentions.get(m).kind() != EntityKind.GROUP
        ? Optional.of(ofMention(m))
        : office(token);
  }

  /** A short noun phrase for one who can speak that begins at this token with its determiner. */
  private Optional<Source> office(int token) {
    for (int i = token + 1; is(Role.DETERMINER, token) && i < token + NEAR && belongs(i); i++) {
      if (is(Role.SPEAKER, i)) {
        return Optional.of(new Source(token, i + 1, Tokens.NONE, true));
      }
    }
    return Optional.empty();
  }

  private Source ofMention(int m) {
    Mention mention = mentions.get(m);
    int from = tokens.from(mention.start());
    int to = from;
    while (to < tokens.size() && tokens.start(to) < mention.end()) {
      to++;
    }
    return new Source(from, Math.max(to, from + 1), m, true);
  }

  /** The subject that stands at {@code first}, behind its verb. */
  Optional<Source> after(int first) {
    return after(first, true);
  }

  /** The same without what a preposition joins to it: {@code by the police of theft}. */
  Optional<Source> agent(int first) {
    return after(first, false);
  }

  private Optional<Source> after(int first, boolean joined) {
    int i = first;
    while (tokens.is(i, "-") || tokens.is(i, "t")) {
      i++;
    }
    if (!tokens.outside(i) || tokens.sentence(i) != tokens.sentence(Math.max(0, first - 1))) {
      return Optional.empty();
    }
    if (pronoun(i)) {
      return Optional.of(new Source(i, i + 1, Tokens.NONE, true));
    }
    int k = i;
    while (k - i < LONGEST_PHRASE && inPhrase(k, i) && !is(Role.PREPOSITION, k)) {
      if (personAt(k)) {
        Source named = ofMention(mentionAt(k));
        return Optional.of(new Source(i, named.to(), named.mention(), true));
      }
      k++;
    }
    if (k == i) {
      return Optional.empty();
    }
    int head = k - 1;
    while (joined && k - i < LONGEST_PHRASE && inPhrase(k, i)) {
      k++;
    }
    if (tokens.is(k, ",") && personAt(k + 1) && tokens.outside(k + 1)) {
      return Optional.of(ofMention(mentionAt(k + 1)));
    }
    boolean begins = is(Role.DETERMINER, i) || tokens.capitalised(i) || is(Role.SPEAKER, head);
    return begins ? Optional.of(headed(i, k, head)) : Optional.empty();
  }

  private boolean inPhrase(int k, int first) {
    return k < tokens.size()
        && tokens.sentence(k) == tokens.sentence(first)
        && belongs(k)
        && !is(Role.ELSEWHERE, k)
        && !(is(Role.AUXILIARY, k) && !is(Role.PREPOSITION, k) && !tokens.is(k, "'s"));
  }
}
