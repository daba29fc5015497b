package org.vigil.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** The words of a text with their folded forms and mentions stacked on them. Used once. */
final class WordStream extends TokenStream {

  /** More parts than this are a list or a slug rather than a compound. */
  private static final int MOST_PARTS = 3;

  /** More than the largest slop of a query. */
  private static final int GAP = 1000;

  /** A token, so many positions after the last. */
  private record Form(String term, int start, int end, int step) {}

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);

  private final WordScanner scanner;
  private final Folding folding;
  private final List<Words.Mark> marks;
  private final Map<String, String> folded = new HashMap<>();
  private final Deque<Form> ready = new ArrayDeque<>();
  private int nextMark;
  private int lastEnd;
  private Words.@Nullable Word ahead;
  private int aheadStep;
  private boolean inMark;

  WordStream(WordScanner scanner, Folding folding, List<Words.Mark> marks) {
    this.scanner = scanner;
    this.folding = folding;
    this.marks = List.copyOf(marks);
  }

  @Override
  public void reset() {
    advance();
  }

  private void advance() {
    ahead = scanner.next();
    aheadStep = scanner.passedBreak() ? GAP : 1;
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (ready.isEmpty()) {
      fill();
    }
    Form form = ready.poll();
    if (form == null) {
      return false;
    }
    term.append(form.term());
    increment.setPositionIncrement(form.step());
    offset.setOffset(form.start(), form.end());
    lastEnd = Math.max(lastEnd, form.end());
    return true;
  }

  @Override
  public void end() {
    clearAttributes();
    increment.setPositionIncrement(0);
    offset.setOffset(lastEnd, lastEnd);
  }

  /** Makes the forms of the next word, or of all parts of the next compound, ready. */
  private void fill() {
    List<Words.Word> parts = new ArrayList<>();
    int firstStep = aheadStep;
    boolean more = true;
    while (more && ahead != null) {
      parts.add(ahead);
      more = ahead.hyphenated();
      advance();
    }
    for (int i = 0; i < parts.size(); i++) {
      Words.Word word = parts.get(i);
      ready.add(new Form(word.exact(), word.start(), word.end(), i == 0 ? firstStep : 1));
      String fold = folded.computeIfAbsent(word.exact(), folding::fold);
      if (!fold.equals(word.exact())) {
        ready.add(new Form(Folding.MARK + fold, word.start(), word.end(), 0));
      }
      boolean atEdge = i == 0 || i == parts.size() - 1;
      if (atEdge && parts.size() > 1 && parts.size() <= MOST_PARTS) {
        String joined = Words.joined(parts);
        ready.add(
            new Form(Folding.MARK + folding.fold(joined), word.start(), parts.getLast().end(), 0));
      }
      addMentions(word);
    }
  }

  private void addMentions(Words.Word word) {
    while (nextMark < marks.size() && marks.get(nextMark).end() <= word.start()) {
      nextMark++;
      inMark = false;
    }
    if (nextMark == marks.size() || marks.get(nextMark).start() >= word.end()) {
      return;
    }
    Words.Mark mark = marks.get(nextMark);
    if (!inMark) {
      inMark = true;
      int end = Math.max(word.end(), mark.end());
      ready.add(new Form(Words.mentionStart(mark.kind()), word.start(), end, 0));
      ready.add(new Form(Words.mentionStart(mark.id()), word.start(), end, 0));
    }
    if (isLastOf(mark, word)) {
      ready.add(new Form(Words.mentionEnd(mark.kind()), word.start(), word.end(), 0));
      ready.add(new Form(Words.mentionEnd(mark.id()), word.start(), word.end(), 0));
    }
  }

  /** Compounds inside a mention end it with their last part, which is not the word ahead. */
  private boolean isLastOf(Words.Mark mark, Words.Word word) {
    return word.end() >= mark.end()
        || (!word.hyphenated() && (ahead == null || ahead.start() >= mark.end()));
  }
}
