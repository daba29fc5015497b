package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.vigil.extract.PageBlocks.Zone;

/**
 * The elements of a page that may be its headline: headings of the first three levels, and boxes
 * that are named or marked as one.
 */
final class Headings {

  /**
   * One heading.
   *
   * @param words what it says, without kicker, date or words that are not shown
   * @param level 1 to 3 as the element is named, 2 for a box that is marked as headline
   * @param marked whether microdata or a class call it the headline or title
   * @param home whether it is a link to the front page, as mastheads are
   */
  record Heading(String words, Zone zone, int level, boolean marked, boolean home) {}

  private static final int LONGEST = 400;
  private static final int MOST = 100;

  private static final Pattern TITLE_NAME =
      Pattern.compile(
          "(?i)(?<![a-z])(headline|(entry|post|article|story|page|news|single|content|main|detail)"
              + "s?[-_]{0,2}(head(ing|line)?|title)|title[-_]{0,2}(article|post|news|story|page))"
              + "(?![a-z])");

  /** Names of what stands inside a heading beside the headline itself. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?i)(?<![a-z])(?:article|news|story|post|head)?(kicker|overline|topline|eyebrow|dachzeile|roofline|subline|sub-?title"
              + "|sub-?headline|sub-?heading|deck|dek|standfirst|strapline|supertitle|pretitle|visually-?hidden|sr-only|aural|screen-?reader"
              + "|assistive|offscreen|header-?link|perma-?link|badge|label|category|date|time"
              + "|counter|tooltip)(?![a-z])");

  private static final Pattern FRONT_PAGE =
      Pattern.compile("https?://[^/?#]{1,200}/?(index\\.\\w{2,5})?");

  /** What some systems hang to a heading, to link to it. */
  private static final Pattern SIGN = Pattern.compile("\\s*[¶§🔗]+$");

  /** What parted the headline from a kicker that is left out. */
  private static final Pattern LEFT_OVER = Pattern.compile("^\\s*[:|•·–—-]\\s+");

  private static final int LONGEST_KICKER = 30;
  private static final Pattern BAR = Pattern.compile("\\s*[|•·]\\s*");

  private static final Pattern ENTITY =
      Pattern.compile(
          "&(?:#\\d{2,5}|#x[0-9a-fA-F]{2,4}|amp|quot|apos|nbsp|[rl][sd]quo|[nm]dash|hellip);");

  /** A day in figures, parted from the headline by a sign. */
  private static final Pattern DATED =
      Pattern.compile(
          "^(?:\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\d{4}-\\d\\d-\\d\\d)\\s*[|•·:–—-]\\s+"
              + "|\\s+[|•·–—-]\\s*(?:\\d{1,2}[./]\\d{1,2}[./]\\d{4}|\\d{4}-\\d\\d-\\d\\d)\\s*[|•·–—-]?$");

  private Headings() {}

  /** In the order of the page. */
  static List<Heading> of(PageBlocks page) {
    List<Heading> headings = new ArrayList<>();
    for (Zone zone : page.zones) {
      if (zone.to > zone.from && zone.to - zone.from <= 4 && headings.size() < MOST) {
        Element element = zone.element;
        int level = level(element.normalName());
        boolean marked =
            element.attr("itemprop").toLowerCase(Locale.ROOT).contains("headline")
                || isTitleName(element.className());
        if (level <= 3 || marked) {
          String words = words(element);
          if (!words.isEmpty() && words.length() <= LONGEST) {
            headings.add(new Heading(words, zone, Math.min(level, 3), marked, isHome(element)));
          }
        }
      }
    }
    return headings;
  }

  private static boolean isTitleName(String names) {
    boolean mayBe = names.contains("itle") || names.contains("ead");
    return mayBe && TITLE_NAME.matcher(names).find();
  }

  private static int level(String tag) {
    return switch (tag) {
      case "h1" -> 1;
      case "h2" -> 2;
      case "h3" -> 3;
      default -> 9;
    };
  }

  private static boolean isHome(Element heading) {
    for (Element link : heading.getElementsByTag("a")) {
      if (link.hasAttr("href")) {
        String href = link.attr("href");
        return link.attr("rel").equals("home")
            || href.equals("/")
            || FRONT_PAGE.matcher(href).matches();
      }
    }
    return false;
  }

  private static String words(Element heading) {
    String bare = words(heading, true);
    return bare.codePoints().anyMatch(Character::isLetterOrDigit) ? bare : words(heading, false);
  }

  private static String words(Element heading, boolean headlineOnly) {
    StringBuilder words = new StringBuilder();
    List<Integer> runs = new ArrayList<>();
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode run) {
              if (!run.isBlank()) {
                runs.add(words.length());
              }
              words.append(run.getWholeText());
            } else if (node instanceof Element element && depth > 0) {
              String tag = element.normalName();
              if (PageBlocks.isSkipped(tag)
                  || (headlineOnly
                      && (tag.equals("time")
                          || tag.equals("small")
                          || BESIDE.matcher(element.className()).find()))) {
                return FilterResult.SKIP_ENTIRELY;
              }
              if (tag.equals("br") || PageBlocks.isBox(tag)) {
                words.append(' ');
              }
            }
            return words.length() > 4 * LONGEST ? FilterResult.STOP : FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            return FilterResult.CONTINUE;
          }
        },
        heading);
    int start = headlineOnly && hasBarredKicker(words, runs) ? runs.get(2) : 0;
    String text = LEFT_OVER.matcher(words.substring(start)).replaceFirst("");
    String line = DATED.matcher(decoded(Characters.line(text))).replaceAll("");
    return SIGN.matcher(line).replaceFirst("").strip();
  }

  /** {@code Opinion | The headline}, where the kicker and the bar are elements of their own. */
  private static boolean hasBarredKicker(CharSequence words, List<Integer> runs) {
    return runs.size() > 2
        && runs.get(1) <= LONGEST_KICKER
        && BAR.matcher(words.subSequence(runs.get(1), runs.get(2))).matches();
  }

  /** What some systems encode twice. */
  static String decoded(String line) {
    return line.indexOf('&') >= 0 && ENTITY.matcher(line).find() ? PageFacts.unescaped(line) : line;
  }
}
