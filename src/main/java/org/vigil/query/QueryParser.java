package org.vigil.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.date.PartialDate;
import org.vigil.query.ParsedQuery.Problem;

/**
 * Reads the query syntax. Never fails: what is not of the syntax is read as the words that stand
 * there, and the answer says where that began. Time and memory are linear in the text.
 *
 * <p>Clauses side by side must all hold and bind tighter than {@code OR}. There are no regular
 * expressions.
 */
public final class QueryParser {

  /** Characters read of a query; the rest is left out. */
  public static final int LONGEST = 32_768;

  /** Words, phrases and patterns read of a query. */
  public static final int MOST_CLAUSES = 1_024;

  /** Parentheses within parentheses, and chains of NOT. */
  public static final int DEEPEST = 40;

  /** The largest distance of a phrase. */
  public static final int MOST_SLOP = 100;

  /** The largest number of edits of a fuzzy word. */
  public static final int MOST_EDITS = 2;

  /** Patterns and fuzzy words of a query: each is compared with all words of the index. */
  public static final int MOST_PATTERNS = 16;

  /** How tools around Lucene ask for everything. */
  private static final String ALL_OF_LUCENE = "*:*";

  private static final int MOST_WILDCARDS_IN_PATTERN = 6;
  private static final int FEWEST_LETTERS_OF_PATTERN = 2;
  private static final int LONGEST_WORD = 1_000;

  private final String text;
  private int at;
  private int clauses;
  private int patterns;
  private int depth;
  private Optional<Problem> problem = Optional.empty();

  private QueryParser(String text) {
    this.text = text;
  }

  /** Reads a query. Blank text asks for every report. */
  public static ParsedQuery parse(String text) {
    String read = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    QueryParser parser = new QueryParser(read);
    if (read.length() < text.length()) {
      parser.note(LONGEST, "only the first " + LONGEST + " characters are searched");
    }
    try {
      parser.skipSpace();
      if (parser.atEnd()) {
        return new ParsedQuery(new Query.All(), parser.problem);
      }
      Query query = parser.or(Optional.empty());
      if (!parser.atEnd()) {
        throw new NotOfTheSyntax(parser.at, "this parenthesis closes none");
      }
      return new ParsedQuery(query, parser.problem);
    } catch (NotOfTheSyntax e) {
      return new ParsedQuery(literal(read), Optional.of(new Problem(e.index + 1, e.expected)));
    }
  }

  private Query or(Optional<Query.Field> field) {
    List<Query> alternatives = new ArrayList<>();
    alternatives.add(and(field));
    while (skipOperator("OR")) {
      alternatives.add(and(field));
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Query.Or(alternatives);
  }

  private Query and(Optional<Query.Field> field) {
    List<Query> clauses = new ArrayList<>();
    clauses.add(not(field));
    while (true) {
      boolean said = skipOperator("AND");
      skipSpace();
      if (!said && (atEnd() || text.charAt(at) == ')' || isOperator("OR"))) {
        break;
      }
      clauses.add(not(field));
    }
    return clauses.size() == 1 ? clauses.getFirst() : new Query.And(clauses);
  }

  private Query not(Optional<Query.Field> field) {
    skipSpace();
    if (atEnd() || text.charAt(at) == ')' || isOperator("AND") || isOperator("OR")) {
      throw new NotOfTheSyntax(at, "something to search for is missing here");
    }
    if (skipOperator("NOT") || skipSign('-')) {
      enter();
      Query negated = new Query.Not(not(field));
      depth--;
      return negated;
    }
    skipSign('+');
    return clause(field);
  }

  /**
   * Skips a sign in front of what is searched; a lone or doubled sign is a character like others.
   */
  private boolean skipSign(char sign) {
    if (text.charAt(at) == sign && at + 1 < text.length()) {
      char next = text.charAt(at + 1);
      if (next != '-' && next != '+' && next != '~' && next != ')' && !Syntax.isSpace(next)) {
        at++;
        return true;
      }
    }
    return false;
  }

  private Query clause(Optional<Query.Field> field) {
    char c = text.charAt(at);
    if (c == '(') {
      return group(field);
    }
    if (Syntax.isQuote(c)) {
      return phrase(field);
    }
    if (field.isEmpty()) {
      int colon = fieldColon();
      if (colon > at) {
        String prefix = text.substring(at, colon);
        Optional<Query.Field> named = Query.Field.ofPrefix(prefix);
        if (named.isPresent()) {
          at = colon + 1;
          return clause(named);
        }
        if (prefix.equalsIgnoreCase("date")) {
          Optional<Query> published = published(colon + 1);
          if (published.isPresent()) {
            count();
            return published.get();
          }
          note(
              colon + 1,
              "a date such as 2020, 2020-07, 2020-07-20 or [2020-01 TO 2020-06] is expected");
        } else if (text.charAt(colon + 1) != '/') {
          note(at, "there is no field of this name");
        }
      }
    }
    return word(field);
  }

  private Query group(Optional<Query.Field> field) {
    int open = at;
    at++;
    enter();
    Query inner = or(field);
    depth--;
    skipSpace();
    if (atEnd()) {
      throw new NotOfTheSyntax(open, "this parenthesis is not closed");
    }
    at++;
    return inner;
  }

  /** The colon behind a word of letters here that something follows at once; -1 if none. */
  private int fieldColon() {
    int i = at;
    while (i < text.length() && Syntax.isFieldLetter(text.charAt(i))) {
      i++;
    }
    boolean colon = i > at && i + 1 < text.length() && text.charAt(i) == ':';
    return colon && !Syntax.isSpace(text.charAt(i + 1)) && text.charAt(i + 1) != ')' ? i : -1;
  }

  /** Reads a date or a range of dates that begins at an index and leaves {@link #at} behind it. */
  private Optional<Query> published(int from) {
    if (text.charAt(from) == '[') {
      int close = text.indexOf(']', from);
      if (close < 0) {
        return Optional.empty();
      }
      String[] bounds = text.substring(from + 1, close).strip().split("\\s+TO\\s+", -1);
      if (bounds.length != 2 || !isBound(bounds[0]) || !isBound(bounds[1])) {
        return Optional.empty();
      }
      Optional<PartialDate> first = PartialDate.parse(bounds[0]);
      Optional<PartialDate> last = PartialDate.parse(bounds[1]);
      if (first.isPresent() && last.isPresent() && first.get().first().isAfter(last.get().last())) {
        return Optional.empty();
      }
      at = close + 1;
      return Optional.of(new Query.Published(first, last));
    }
    int end = from;
    while (end < text.length() && !Syntax.isSpace(text.charAt(end)) && text.charAt(end) != ')') {
      end++;
    }
    Optional<PartialDate> date =
        PartialDate.parse(text.substring(from, Math.min(end, from + "yyyy-mm-dd".length() + 1)));
    if (date.isPresent()) {
      at = end;
    }
    return date.map(d -> new Query.Published(date, date));
  }

  private static boolean isBound(String bound) {
    return bound.equals("*") || PartialDate.parse(bound).isPresent();
  }

  private Query phrase(Optional<Query.Field> field) {
    int open = at;
    at++;
    List<Query.Phrase.Item> items = new ArrayList<>();
    while (true) {
      skipSpace();
      if (atEnd()) {
        throw new NotOfTheSyntax(open, "this quotation mark is not closed");
      }
      if (Syntax.isQuote(text.charAt(at))) {
        at++;
        break;
      }
      items.add(item());
    }
    int slop = 0;
    if (!atEnd() && text.charAt(at) == '~') {
      int mark = at;
      at++;
      slop = number().orElse(-1);
      if (slop < 0 || slop > MOST_SLOP) {
        throw new NotOfTheSyntax(mark, "a distance from 0 to " + MOST_SLOP + " is expected");
      }
    }
    if (items.isEmpty()) {
      throw new NotOfTheSyntax(open, "this phrase has no words");
    }
    return new Query.Phrase(field, items, slop);
  }

  private Query.Phrase.Item item() {
    count();
    boolean entity = text.charAt(at) == '@';
    int start = at;
    StringBuilder item = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(at);
      if (Syntax.isQuote(c) || Syntax.isSpace(c)) {
        break;
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        c = text.charAt(at);
      }
      item.append(c);
      at++;
    }
    requireShort(start, item.length());
    if (entity) {
      Optional<Query.Phrase.Item> named = entity(item.substring(1));
      if (named.isPresent()) {
        return named.get();
      }
    }
    return new Query.Phrase.Text(item.toString());
  }

  private static Optional<Query.Phrase.Item> entity(String path) {
    int slash = path.indexOf('/');
    String kind = slash < 0 ? path : path.substring(0, slash);
    return switch (kind) {
      case "person", "place", "organisation", "group" ->
          slash == path.length() - 1
              ? Optional.empty()
              : Optional.of(
                  new Query.Phrase.Entity(kind, slash < 0 ? Optional.empty() : Optional.of(path)));
      default -> Optional.empty();
    };
  }

  private Query word(Optional<Query.Field> field) {
    count();
    int start = at;
    StringBuilder word = new StringBuilder();
    List<Integer> wildcards = new ArrayList<>();
    int tilde = -1;
    while (!atEnd() && tilde < 0) {
      char c = text.charAt(at);
      if (Syntax.isSpace(c) || c == '(' || c == ')' || Syntax.isQuote(c)) {
        break;
      }
      if (c == '~') {
        tilde = at;
      } else if (c == '\\' && at + 1 < text.length()) {
        at++;
        word.append(text.charAt(at));
      } else {
        if (c == '*' || (c == '?' && isWithinWord(at))) {
          wildcards.add(word.length());
        }
        word.append(c);
      }
      at++;
    }
    requireShort(start, word.length());
    if (word.isEmpty()) {
      return new Query.Word(field, text.substring(start, at));
    }
    if (tilde >= 0) {
      return fuzzy(field, word.toString(), tilde);
    }
    if (wildcards.isEmpty() || word.indexOf("://") >= 0) {
      return new Query.Word(field, word.toString());
    }
    return wildcard(field, word.toString(), wildcards, start);
  }

  /**
   * Whether the character here has a letter or a further wildcard behind it: no end of a question.
   */
  private boolean isWithinWord(int i) {
    int next = i + 1;
    while (next < text.length() && text.charAt(next) == '?') {
      next++;
    }
    return next < text.length()
        && (Character.isLetterOrDigit(text.codePointAt(next)) || text.charAt(next) == '*');
  }

  private Query fuzzy(Optional<Query.Field> field, String word, int tilde) {
    Optional<Integer> number = number();
    int edits = number.orElse(MOST_EDITS);
    boolean ends = atEnd() || Syntax.isSpace(text.charAt(at)) || text.charAt(at) == ')';
    if (!ends || edits < 1 || edits > MOST_EDITS) {
      throw new NotOfTheSyntax(tilde, "1 or 2 is expected behind ~");
    }
    countPattern(tilde);
    return new Query.Fuzzy(field, word, edits);
  }

  private Query wildcard(
      Optional<Query.Field> field, String pattern, List<Integer> wildcards, int start) {
    boolean everything = pattern.chars().allMatch(c -> c == '*') || pattern.equals(ALL_OF_LUCENE);
    if (everything && field.isEmpty()) {
      return new Query.All();
    }
    long letters = pattern.codePoints().filter(Character::isLetterOrDigit).count();
    if (letters < FEWEST_LETTERS_OF_PATTERN) {
      note(start, "a pattern needs " + FEWEST_LETTERS_OF_PATTERN + " letters");
      return new Query.Word(field, pattern);
    }
    if (wildcards.size() > MOST_WILDCARDS_IN_PATTERN) {
      note(start, "a pattern takes " + MOST_WILDCARDS_IN_PATTERN + " wildcards");
      return new Query.Word(field, pattern);
    }
    countPattern(start);
    return new Query.Wildcard(field, pattern);
  }

  private Optional<Integer> number() {
    int start = at;
    while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < 6) {
      at++;
    }
    return at == start ? Optional.empty() : Optional.of(Integer.valueOf(text.substring(start, at)));
  }

  private void enter() {
    depth++;
    if (depth > DEEPEST) {
      throw new NotOfTheSyntax(at, "more than " + DEEPEST + " levels");
    }
  }

  private void count() {
    clauses++;
    if (clauses > MOST_CLAUSES) {
      throw new NotOfTheSyntax(at, "more than " + MOST_CLAUSES + " words");
    }
  }

  private void countPattern(int where) {
    patterns++;
    if (patterns > MOST_PATTERNS) {
      throw new NotOfTheSyntax(where, "more than " + MOST_PATTERNS + " patterns");
    }
  }

  private static void requireShort(int where, int length) {
    if (length > LONGEST_WORD) {
      throw new NotOfTheSyntax(where, "a word of more than " + LONGEST_WORD + " characters");
    }
  }

  private void note(int index, String message) {
    if (problem.isEmpty()) {
      problem = Optional.of(new Problem(index + 1, message));
    }
  }

  private boolean skipOperator(String operator) {
    skipSpace();
    if (isOperator(operator)) {
      at += operator.length();
      return true;
    }
    return false;
  }

  private boolean isOperator(String operator) {
    int end = at + operator.length();
    return text.startsWith(operator, at)
        && (end == text.length()
            || Syntax.isSpace(text.charAt(end))
            || text.charAt(end) == '('
            || text.charAt(end) == ')'
            || Syntax.isQuote(text.charAt(end)));
  }

  private void skipSpace() {
    while (!atEnd() && Syntax.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private boolean atEnd() {
    return at >= text.length();
  }

  /** Every run between spaces as a word, to the largest number of clauses. */
  private static Query literal(String text) {
    List<Query> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length() && words.size() < MOST_CLAUSES; i++) {
      boolean space = i == text.length() || Syntax.isSpace(text.charAt(i));
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(
            new Query.Word(
                Optional.empty(), text.substring(start, Math.min(i, start + LONGEST_WORD))));
        start = -1;
      }
    }
    return words.size() == 1 ? words.getFirst() : new Query.And(words);
  }

  /** Ends the parse where the text is not of the syntax. */
  private static final class NotOfTheSyntax extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int index;
    private final String expected;

    NotOfTheSyntax(int index, String expected) {
      super(expected, null, false, false);
      this.index = index;
      this.expected = expected;
    }
  }
}
