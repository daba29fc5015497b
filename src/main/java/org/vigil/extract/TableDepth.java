package org.vigil.extract;

/**
 * Bounds how deep tables stand in one another before a page is parsed. The parser keeps a mark for
 * every cell that is open and looks at all of them for every element beyond its depth, so that its
 * time would grow with the square of the depth.
 */
final class TableDepth {

  /** No page that people wrote has so many tables in one another. */
  private static final int DEEPEST = 200;

  private static final String[] NAMES = {"table", "object", "applet", "marquee"};

  private TableDepth() {}

  /** The page, without the tags of elements beyond the depth; itself where none are. */
  static String bounded(String html) {
    int open = 0;
    int copied = 0;
    StringBuilder bounded = new StringBuilder();
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
      boolean closes = at + 1 < html.length() && html.charAt(at + 1) == '/';
      int start = at + (closes ? 2 : 1);
      if (at < copied || !isNamed(html, start)) {
        continue;
      }
      open += closes ? 0 : 1;
      if (open > DEEPEST) {
        int end = html.indexOf('>', start);
        bounded.append(html, copied, at).append(' ');
        copied = end < 0 ? html.length() : end + 1;
      }
      open = closes ? Math.max(0, open - 1) : open;
    }
    return copied == 0 ? html : bounded.append(html, copied, html.length()).toString();
  }

  private static boolean isNamed(String html, int at) {
    for (String name : NAMES) {
      int end = at + name.length();
      if (html.regionMatches(true, at, name, 0, name.length())
          && end < html.length()
          && !Character.isLetterOrDigit(html.charAt(end))
          && html.charAt(end) != '-') {
        return true;
      }
    }
    return false;
  }
}
