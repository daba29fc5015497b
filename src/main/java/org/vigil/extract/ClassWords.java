package org.vigil.extract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What the class, id and role of an element say about its content, by the words that web authors
 * everywhere use for the parts of a page.
 */
final class ClassWords {

  /** What an element is for, judged by its names alone. */
  enum Purpose {
    /** Says nothing. */
    UNKNOWN,
    /** Holds the body of an article. */
    ARTICLE,
    /** Something around an article; wrong when most of the text of the page is inside. */
    ASIDE,
    /** Words of readers, or of machines asking for consent: never the article. */
    NEVER
  }

  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}]+");

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

  private static final Set<String> ASIDE =
      Set.of(
          "related",
          "relateds",
          "recommended",
          "recommendations",
          "recommendation",
          "recirc",
          "recirculation",
          "popular",
          "trending",
          "sidebar",
          "sidebars",
          "share",
          "sharing",
          "sharebar",
          "sharedaddy",
          "sharethis",
          "addtoany",
          "addthis",
          "social",
          "socials",
          "newsletter",
          "newsletters",
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
          "breadcrumb",
          "breadcrumbs",
          "menu",
          "menus",
          "nav",
          "navbar",
          "navigation",
          "footer",
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
          "paywall",
          "poll",
          "widget",
          "widgets",
          "modal",
          "popup",
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
          "mostread",
          "login",
          "register",
          "donate",
          "donation",
          "metadata",
          "meta",
          "bio",
          "authorbox",
          "jp",
          "relatedposts",
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

  private final Map<String, Purpose> known = new HashMap<>();

  Purpose of(Element element) {
    String names = element.className() + " " + element.id();
    if (names.length() <= 1) {
      return Purpose.UNKNOWN;
    }
    return known.computeIfAbsent(
        names.length() > 300 ? names.substring(0, 300) : names, ClassWords::judge);
  }

  private static Purpose judge(String names) {
    Purpose purpose = Purpose.UNKNOWN;
    for (String name : names.split("\\s+", -1)) {
      String[] words = GAP.split(CAMEL.matcher(name).replaceAll("-"), -1);
      for (int i = 0; i < words.length; i++) {
        String word = words[i].toLowerCase(Locale.ROOT);
        if (NEVER.contains(word)) {
          return Purpose.NEVER;
        }
        if (ASIDE.contains(word)) {
          purpose = Purpose.ASIDE;
        } else if (purpose == Purpose.UNKNOWN
            && (ARTICLE_PAIRS.contains(word)
                || (i > 0
                    && ARTICLE_PAIRS.contains(
                        words[i - 1].toLowerCase(Locale.ROOT) + " " + word)))) {
          purpose = Purpose.ARTICLE;
        }
      }
    }
    return purpose;
  }
}
