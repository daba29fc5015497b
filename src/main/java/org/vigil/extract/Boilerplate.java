package org.vigil.extract;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sentences and labels that sites put between the paragraphs of any article: advertising, offers of
 * newsletters and apps, links to other stories, picture credits, notices about cookies.
 */
final class Boilerplate {

  private static final int LONGEST = 700;
  private static final int LONGEST_LABEL = 220;

  /** A whole block that is only this label; like all patterns here, for small letters. */
  private static final Pattern LABEL =
      whole(
          "advert(isement|ising)?( -.*)?",
          "story continues( below)?.*",
          "article continues.*",
          "continue reading.*",
          "(scroll|swipe) (down )?(to|for) .*",
          "anzeige|werbung|publicidad|publicité|pubblicità|publicidade|reklama|реклама|广告",
          "(photo|image|picture|foto|bild|imagen|video|illustration|abbildung)s?"
              + "( (by|courtesy( of)?))?\\s*[:/©].{0,120}",
          "caption|close|share|share this( article| story| post)?|tweet|print|e-?mail|comments?",
          "\\d+ comments?|\\d+ shares?|\\d+ (of|/) \\d+",
          "loading.{0,20}|play video|watch( now)?|listen( now)?",
          "(also|further )?read( more| also| next)?( here)?\\s*[:>»].{0,200}",
          "(related|see also|more on this|more from|lee también|lea también|leer más|te puede"
              + " interesar|lire aussi|à lire aussi|lesen sie auch|mehr zum thema|leia também|leggi"
              + " anche|читайте также|читайте також|czytaj (też|także|więcej)|lees"
              + " ook|weiterlesen|mehr dazu|auch interessant|das könnte (sie|dich) auch"
              + " interessieren|externer inhalt|ver también|veja também|संबंधित ख़बरें|यह भी"
              + " पढ़ें|延伸阅读|相关阅读|相关新闻|اقرأ أيضا)\\s*:?.{0,160}",
          "teilen|drucken|empfehlen|kommentare?|compartir|partager|condividi|compartilhar");

  /** Words that give a block away wherever they stand in it. */
  private static final Pattern WITHIN =
      Pattern.compile(
          "(this|our|the) (web)?site (uses|use) cookies|we use cookies|accept (all )?cookies|cookie"
              + " (policy|settings|consent)|uses cookies to|verwendet cookies|utilise des"
              + " cookies|utiliza cookies|necessary cookies are|cookies (that )?(may|are)"
              + " .{0,60}(necessary|essential|stored)|(sign up|subscribe|register|signing"
              + " up).{0,80}(newsletters?|inbox|alerts?|bulletins?"
              + "|updates|edition)|(newsletter|updates|news alerts?).{0,40}(sign"
              + " up|subscribe|inbox|abonnieren|anmelden)|delivered .{0,30}(to|in) your"
              + " inbox|delivered .{0,20}through your (letterbox|door)|follow"
              + " (us|me|him|her|ap's|ap’s|reuters|bbc).{0,40} (on|at|@)|download (the|our)"
              + " .{0,40}\\bapp\\b|breaking news updates|get in touch with"
              + " (us|our|the|me)|(contact|email|e-mail) (our|the) (news|desk|team)|all rights"
              + " reserved|alle rechte vorbehalten|tous droits réservés|may not be published,"
              + " broadcast, rewritten|affiliate (links?|commission)|click here (to|for)|support"
              + " (our|independent) journalism|ap photo/|\\bgetty images\\)?$|via"
              + " (ap|reuters|getty)\\)?$|/(reuters|afp|epa)\\)?$|file photo[,.)]");

  /** Nothing in {@link #WITHIN} matches without one of these: they are quicker to look for. */
  private static final List<String> TRIGGERS =
      List.of(
          "cookies",
          "newsletter",
          "inbox",
          "alert",
          "bulletin",
          "updates",
          "edition",
          "delivered",
          "follow",
          "download",
          "in touch",
          "our ",
          "rights reserved",
          "vorbehalten",
          "réservés",
          "may not be",
          "affiliate",
          "click here",
          "journalism",
          "ap photo",
          "getty",
          "reuters",
          "afp",
          "epa",
          "via ap",
          "file photo",
          "cookie");

  private Boilerplate() {}

  private static Pattern whole(String... labels) {
    return Pattern.compile("(?:" + String.join("|", List.of(labels)) + ")[.!]?");
  }

  static boolean is(String block) {
    if (block.length() > LONGEST) {
      return false;
    }
    String lower = block.toLowerCase(Locale.ROOT);
    return (lower.length() <= LONGEST_LABEL && LABEL.matcher(lower).matches())
        || (hasTrigger(lower) && WITHIN.matcher(lower).find());
  }

  private static boolean hasTrigger(String lower) {
    for (String trigger : TRIGGERS) {
      if (lower.contains(trigger)) {
        return true;
      }
    }
    return false;
  }
}
