package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What the class, id and role of an element say about its content, by the words that web authors
 * everywhere use for the parts of a page.
 */
final class ClassWords {

  /** What an element is for, judged by its names alone. */
  enum Purpose {
    /** Says nothing. */
    UNKNOWN(1),
    /** Holds the body of an article. */
    ARTICLE(1),
    /** Something beside an article, in words that designers also use for other things. */
    ASIDE(0.5),
    /** Surely something beside an article. */
    APART(0.7),
    /** Words of readers, or of machines asking for consent. */
    NEVER(0.9);

    /** A word that stands on elements with a greater share of the prose says nothing. */
    final double most;

    Purpose(double most) {
      this.most = most;
    }

    boolean isOutside() {
      return most < 1;
    }
  }

  private static final int LONGEST = 300;

  /** First words of names of a state or of the subject: they do not say what the element is for. */
  private static final Set<String> STATE =
      Set.of(
          "has",
          "is",
          "no",
          "not",
          "with",
          "without",
          "category",
          "cat",
          "tag",
          "format",
          "status",
          "type",
          "js");

  private static final Set<String> NEVER =
      Set.of(
          "comment",
          "comments",
          "commentlist",
          "disqus",
          "livefyre",
          "respond",
          "commentform",
          "cookie",
          "cookies",
          "consent",
          "gdpr",
          "onetrust",
          "outbrain",
          "taboola",
          "kommentare",
          "kommentar",
          "commentaires",
          "comentarios",
          "reactions",
          "discussion");

  private static final Set<String> APART =
      Set.of(
          "related",
          "relateds",
          "relatedposts",
          "sidebar",
          "sidebars",
          "modal",
          "popup",
          "nav",
          "navbar",
          "navigation",
          "menu",
          "menus",
          "footer",
          "breadcrumb",
          "breadcrumbs",
          "newsletter",
          "newsletters",
          "sharedaddy",
          "addtoany",
          "addthis",
          "sharethis",
          "mostread",
          "recirc",
          "recirculation",
          "trending");

  private static final Set<String> ASIDE =
      Set.of(
          "recommended",
          "recommendations",
          "recommendation",
          "popular",
          "share",
          "sharing",
          "sharebar",
          "social",
          "socials",
          "subscribe",
          "subscription",
          "signup",
          "promo",
          "promos",
          "promotion",
          "advert",
          "adverts",
          "advertisement",
          "advertising",
          "ad",
          "ads",
          "adsense",
          "banner",
          "masthead",
          "toolbar",
          "tags",
          "taglist",
          "byline",
          "bylines",
          "caption",
          "captions",
          "credit",
          "credits",
          "copyright",
          "poll",
          "widget",
          "widgets",
          "pagination",
          "pager",
          "sponsor",
          "sponsored",
          "hidden",
          "offscreen",
          "skip",
          "timestamp",
          "pullquote",
          "teaser",
          "teasers",
          "carousel",
          "slideshow",
          "login",
          "register",
          "donate",
          "donation",
          "metadata",
          "meta",
          "bio",
          "authorbox",
          "author box",
          "author bio",
          "autor box",
          "jp",
          "wpcf",
          "figcaption",
          "legende",
          "bildunterschrift",
          "dropdown",
          "tooltip",
          "print",
          "noprint",
          "screen",
          "upsell",
          "cta",
          "tabs",
          "toc",
          "infobox",
          "navbox",
          "catlinks",
          "editsection",
          "printfooter",
          "reflist",
          "mw");

  private static final Set<String> ARTICLE_PAIRS =
      Set.of(
          "article body",
          "article content",
          "article text",
          "articlebody",
          "articlecontent",
          "articletext",
          "entry content",
          "post content",
          "post body",
          "post text",
          "story body",
          "story content",
          "story text",
          "storybody",
          "body text",
          "bodytext",
          "article main",
          "entry text",
          "news text",
          "news content",
          "news body",
          "text content",
          "content text",
          "postcontent",
          "postbody",
          "entrycontent",
          "content body",
          "article detail",
          "article details");

  private static final Map<String, Purpose> PURPOSES = purposes();

  private static Map<String, Purpose> purposes() {
    Map<String, Purpose> purposes = new HashMap<>();
    ASIDE.forEach(word -> purposes.put(word, Purpose.ASIDE));
    APART.forEach(word -> purposes.put(word, Purpose.APART));
    NEVER.forEach(word -> purposes.put(word, Purpose.NEVER));
    return purposes;
  }

  /** What names say, and which of their words says it. */
  record Verdict(Purpose purpose, String word) {
    static final Verdict NONE = new Verdict(Purpose.UNKNOWN, "");
  }

  private final Map<String, Verdict> known = new HashMap<>();

  Verdict of(Element element) {
    String names = element.className() + " " + element.id();
    if (names.length() <= 1) {
      return Verdict.NONE;
    }
    return known.computeIfAbsent(
        names.length() > LONGEST ? names.substring(0, LONGEST) : names, ClassWords::judge);
  }

  private static Verdict judge(String names) {
    Verdict verdict = Verdict.NONE;
    int next = 0;
    while (next <= names.length()) {
      int start = next;
      while (next < names.length() && !isSpace(names.charAt(next))) {
        next++;
      }
      String name = names.substring(start, next++);
      if (name.isEmpty()) {
        continue;
      }
      List<String> words = words(name);
      if (isState(name, words)) {
        continue;
      }
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        Purpose meant = PURPOSES.getOrDefault(word, Purpose.UNKNOWN);
        if (meant == Purpose.UNKNOWN && i > 0) {
          meant = PURPOSES.getOrDefault(words.get(i - 1) + " " + word, Purpose.UNKNOWN);
        }
        if (meant == Purpose.NEVER) {
          return new Verdict(Purpose.NEVER, word);
        }
        if (meant == Purpose.APART) {
          verdict = new Verdict(Purpose.APART, word);
        } else if (verdict.purpose() != Purpose.APART
            && meant == Purpose.ASIDE
            && (i == 0 || !word.startsWith("widget"))) {
          verdict = new Verdict(Purpose.ASIDE, word);
        } else if (verdict.purpose() == Purpose.UNKNOWN
            && (ARTICLE_PAIRS.contains(word)
                || (i > 0 && ARTICLE_PAIRS.contains(words.get(i - 1) + " " + word)))) {
          verdict = new Verdict(Purpose.ARTICLE, word);
        }
      }
    }
    return verdict;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isState(String name, List<String> words) {
    return name.startsWith("post-tag")
        || (!words.isEmpty()
            && STATE.contains(words.getFirst())
            && name.length() > words.getFirst().length()
            && "-_".indexOf(name.charAt(words.getFirst().length())) >= 0);
  }

  /** The words of {@code articleBody__text--wide}, without the modifier after two hyphens. */
  private static List<String> words(String name) {
    int modifier = name.indexOf("--");
    int end = modifier > 0 ? modifier : name.length();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      boolean letter = Character.isLetter(c);
      boolean hump = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if ((!letter || hump) && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (letter) {
        word.append(Character.toLowerCase(c));
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }
}
