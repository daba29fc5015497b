package org.vigil.extract;

import java.util.regex.Pattern;

/** Takes the marks out of Markdown and leaves the words. */
final class Markdown {

  private static final Pattern TABLE_RULE = Pattern.compile("(?m)^[| \t:-]{3,1000}$\n?");
  private static final Pattern LINE_MARK =
      Pattern.compile("(?m)^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)++");
  private static final Pattern LINK =
      Pattern.compile(
          "!?\\[([^\\[\\]\\n]{0,300})\\]\\([^()\\s]{0,500}(?:\\s\"[^\"\\n]{0,200}\")?\\)");
  private static final Pattern CELL = Pattern.compile("(?m)^\\|[ \t]?|[ \t]?\\|[ \t]?$");
  private static final Pattern STRONG = Pattern.compile("\\*\\*|__|`");
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\w*])[*_](?=\\S)([^*_\\n]{1,300})(?<=\\S)[*_](?![\\w*])");

  private Markdown() {}

  static String plain(String text) {
    String words = TABLE_RULE.matcher(text).replaceAll("\n");
    words = LINE_MARK.matcher(words).replaceAll("");
    words = LINK.matcher(words).replaceAll("$1");
    words = CELL.matcher(words).replaceAll("");
    words = STRONG.matcher(words).replaceAll("");
    return EMPHASIS.matcher(words).replaceAll("$1");
  }
}
