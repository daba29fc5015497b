package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * The paragraphs of plain text, each with the lines it stands on.
 *
 * <p>Text wrapped at a fixed width has a paragraph on several lines, text from the web has each on
 * one line.
 */
final class Paragraphs {

  /**
   * A paragraph.
   *
   * @param first index of its first line
   * @param last index of its last line
   * @param afterGap whether a blank line, or nothing, stands before it
   */
  record Paragraph(String text, int first, int last, boolean afterGap) {}

  private static final int WRAPPED_AT_LEAST = 45;
  private static final int WRAPPED_AT_MOST = 130;

  private Paragraphs() {}

  static List<Paragraph> of(String[] lines) {
    boolean wrapped = isWrapped(lines);
    List<Paragraph> paragraphs = new ArrayList<>();
    boolean gap = true;
    int at = 0;
    while (at < lines.length) {
      if (lines[at].isBlank()) {
        gap = true;
        at++;
        continue;
      }
      int last = at;
      if (wrapped) {
        while (last + 1 < lines.length
            && lines[last].strip().length() >= WRAPPED_AT_LEAST
            && !lines[last + 1].isBlank()
            && !isIndented(lines[last + 1], lines[last])) {
          last++;
        }
      }
      paragraphs.add(new Paragraph(joined(lines, at, last), at, last, gap));
      gap = false;
      at = last + 1;
    }
    return paragraphs;
  }

  /** Most lines that have a successor in their block are about as long as a page is wide. */
  private static boolean isWrapped(String[] lines) {
    int wide = 0;
    int followed = 0;
    for (int i = 0; i + 1 < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i + 1].isBlank()) {
        followed++;
        int length = lines[i].strip().length();
        if (length >= WRAPPED_AT_LEAST && length <= WRAPPED_AT_MOST && !endsSentence(lines[i])) {
          wide++;
        }
      }
    }
    return wide >= 3 && wide * 2 > followed;
  }

  private static boolean isIndented(String line, String before) {
    return Character.isWhitespace(line.charAt(0)) && !Character.isWhitespace(before.charAt(0));
  }

  private static String joined(String[] lines, int first, int last) {
    StringBuilder text = new StringBuilder(lines[first].strip());
    for (int i = first + 1; i <= last; i++) {
      text.append(' ').append(lines[i].strip());
    }
    return text.toString();
  }

  static boolean endsSentence(String text) {
    int end = text.length();
    while (end > 0 && ("\"'”’»)]›“*_ ".indexOf(text.charAt(end - 1)) >= 0)) {
      end--;
    }
    return end > 0 && ".!?…。！？؟।:".indexOf(text.charAt(end - 1)) >= 0;
  }
}
