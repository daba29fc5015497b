package org.vigil.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sentences and labels that sites put between the paragraphs of any article: advertising, offers of
 * newsletters and apps, links to other stories, picture credits, notices about cookies.
 */
final class Boilerplate {

  private static final int LONGEST = 700;
  private static final int LONGEST_LABEL = 220;

  private static final String MORE = "( more| also| next)?( here)?\\s*[:>»].{0,200}";
  private static final List<String> PICTURE =
      List.of(
          "photo",
          "image",
          "picture",
          "foto",
          "bild",
          "imagen",
          "video",
          "illustration",
          "abbildung");

  /**
   * A whole block that is only this label; like all patterns here, for small letters. None begins
   * with an optional part, so that they can be told apart by their initials.
   */
  private static final List<String> LABELS =
      List.of(
          "advert(isement|ising)?( -.*)?",
          "story continues( below)?.*",
          "article continues.*",
          "continue reading.*",
          "scroll (down )?(to|for) .*",
          "swipe (down )?(to|for) .*",
          "anzeige",
          "werbung",
          "publicidad",
          "publicité",
          "pubblicità",
          "publicidade",
          "reklama",
          "реклама",
          "广告",
          "caption",
          "close",
          "share",
          "share this( article| story| post)?",
          "tweet",
          "print",
          "e-?mail",
          "comments?",
          "\\d+ comments?",
          "\\d+ shares?",
          "\\d+ (of|/) \\d+",
          "loading.{0,20}",
          "play video",
          "watch( now)?",
          "listen( now)?",
          "also read" + MORE,
          "further read" + MORE,
          "read" + MORE,
          "related:?.{0,160}",
          "see also:?.{0,160}",
          "more on this:?.{0,160}",
          "more from:?.{0,160}",
          "lee también:?.{0,160}",
          "lea también:?.{0,160}",
          "leer más:?.{0,160}",
          "te puede interesar:?.{0,160}",
          "lire aussi:?.{0,160}",
          "à lire aussi:?.{0,160}",
          "lesen sie auch:?.{0,160}",
          "mehr zum thema:?.{0,160}",
          "leia também:?.{0,160}",
          "leggi anche:?.{0,160}",
          "читайте также:?.{0,160}",
          "читайте також:?.{0,160}",
          "czytaj (też|także|więcej):?.{0,160}",
          "lees ook:?.{0,160}",
          "weiterlesen:?.{0,160}",
          "mehr dazu:?.{0,160}",
          "auch interessant:?.{0,160}",
          "das könnte (sie|dich) auch interessieren:?.{0,160}",
          "externer inhalt:?.{0,160}",
          "ver também:?.{0,160}",
          "veja também:?.{0,160}",
          "संबंधित ख़बरें:?.{0,160}",
          "यह भी पढ़ें:?.{0,160}",
          "延伸阅读:?.{0,160}",
          "相关阅读:?.{0,160}",
          "相关新闻:?.{0,160}",
          "اقرأ أيضا:?.{0,160}",
          "our standards: .{0,80}",
          "soma pia:?.{0,160}",
          "baca juga:?.{0,160}",
          "đọc thêm:?.{0,160}",
          "xem thêm:?.{0,160}",
          "διαβάστε (επίσης|ακόμη|περισσότερα):?.{0,160}",
          "přečtěte si (také|více):?.{0,160}",
          "ayrıca okuyun:?.{0,160}",
          "بیشتر بخوانید:?.{0,160}",
          "আরও পড়ুন:?.{0,160}",
          "อ่านเพิ่มเติม:?.{0,160}",
          "関連記事:?.{0,160}",
          "teilen",
          "drucken",
          "empfehlen",
          "kommentare?",
          "compartir",
          "partager",
          "condividi",
          "compartilhar");

  private static final Map<Character, Pattern> LABEL_BY_INITIAL = byInitial();

  /**
   * Words that give a block away wherever they stand in it.
   *
   * @param trigger without which the phrase does not occur: it is quicker to look for
   */
  private record Phrase(String trigger, Optional<Pattern> pattern) {

    static Phrase of(String trigger, String pattern) {
      return new Phrase(trigger, Optional.of(Pattern.compile(pattern)));
    }

    static Phrase of(String words) {
      return new Phrase(words, Optional.empty());
    }

    boolean isIn(String lower) {
      return pattern.isEmpty() || pattern.get().matcher(lower).find();
    }
  }

  private static final String SENT =
      ".{0,80}(newsletters?|inbox|alerts?|bulletins?|updates|edition)";

  private static final List<Phrase> WITHIN =
      List.of(
          Phrase.of(
              "cookie",
              "(this|our|the) (web)?site (uses|use) cookies|we use cookies|accept (all )?cookies"
                  + "|cookie (policy|settings|consent)|uses cookies to|verwendet cookies"
                  + "|utilise des cookies|utiliza cookies|necessary cookies are"
                  + "|cookies (that )?(may|are) .{0,60}(necessary|essential|stored)"),
          Phrase.of("sign up", "sign up" + SENT),
          Phrase.of("signing up", "signing up" + SENT),
          Phrase.of("subscribe", "subscribe" + SENT),
          Phrase.of("register", "register" + SENT),
          Phrase.of("newsletter", "newsletter.{0,40}(sign up|subscribe|inbox|abonnieren|anmelden)"),
          Phrase.of("updates", "updates.{0,40}(sign up|subscribe|inbox|abonnieren|anmelden)"),
          Phrase.of(
              "news alert", "news alerts?.{0,40}(sign up|subscribe|inbox|abonnieren|anmelden)"),
          Phrase.of(
              "delivered ",
              "delivered .{0,30}(to|in) your inbox"
                  + "|delivered .{0,20}through your (letterbox|door)"),
          Phrase.of("follow ", "follow (us|me|him|her|ap's|ap’s|reuters|bbc).{0,40} (on|at|@)"),
          Phrase.of("download ", "download (the|our) .{0,40}\\bapp\\b"),
          Phrase.of("breaking news updates"),
          Phrase.of("enter your e", "enter your e-?mail"),
          Phrase.of("đăng ký nhận", "đăng ký nhận (bản )?tin"),
          Phrase.of("zapisz się", "zapisz się (na|do) .{0,20}newsletter"),
          Phrase.of("suscríbete a", "suscríbete a .{0,30}(newsletter|bolet[ií]n)"),
          Phrase.of("abonnez-vous", "abonnez-vous (à|aux) .{0,30}(newsletter|infolettre|lettre)"),
          Phrase.of("inscreva-se", "inscreva-se .{0,30}newsletter"),
          Phrase.of("iscriviti", "iscriviti .{0,30}newsletter"),
          Phrase.of(
              "подпис",
              "подпис(ывайтесь|аться|ывайся|ка) на .{0,30}(телеграм|telegram|рассылк|канал)"),
          Phrase.of(
              "підпис", "підпис(уйтесь|атися|уйся) на .{0,30}(телеграм|telegram|розсилк|канал)"),
          Phrase.of("저작권자", "저작권자.{0,40}(무단|금지)"),
          Phrase.of("有料会員", "有料会員(になると|限定)"),
          Phrase.of("get in touch with ", "get in touch with (us|our|the|me)"),
          Phrase.of("contact ", "contact (our|the) (news|desk|team)"),
          Phrase.of("mail ", "e-?mail (our|the) (news|desk|team)"),
          Phrase.of("all rights reserved"),
          Phrase.of("alle rechte vorbehalten"),
          Phrase.of("tous droits réservés"),
          Phrase.of("may not be published, broadcast, rewritten"),
          Phrase.of("affiliate ", "affiliate (links?|commission)"),
          Phrase.of("click here ", "click here (to|for)"),
          Phrase.of("support our journalism"),
          Phrase.of("support independent journalism"),
          Phrase.of("ap photo/"),
          Phrase.of("file photo", "file photo[,.)]"));

  private static final int TRIGGER_START = 3;

  /** By the {@link #hash} of the letters at a place: whether a trigger may begin there. */
  private static final boolean[] MAY_TRIGGER = mayTrigger();

  private static final List<String> PICTURE_SOURCES =
      List.of("getty images", "via ap", "via reuters", "via getty", "/reuters", "/afp", "/epa");

  private Boilerplate() {}

  private static Map<Character, Pattern> byInitial() {
    Map<Character, String> labels = new HashMap<>();
    for (String label : LABELS) {
      if (label.startsWith("\\d")) {
        for (char digit = '0'; digit <= '9'; digit++) {
          labels.merge(digit, label, (a, b) -> a + "|" + b);
        }
      } else {
        labels.merge(label.charAt(0), label, (a, b) -> a + "|" + b);
      }
    }
    for (String word : PICTURE) {
      String label = word + "s?( (by|courtesy( of)?))?\\s*[:/©].{0,120}";
      labels.merge(word.charAt(0), label, (a, b) -> a + "|" + b);
    }
    Map<Character, Pattern> patterns = new HashMap<>();
    labels.forEach(
        (initial, any) -> patterns.put(initial, Pattern.compile("(?:" + any + ")[.!]?")));
    return patterns;
  }

  static boolean is(String block) {
    if (block.length() > LONGEST) {
      return false;
    }
    String lower = block.toLowerCase(Locale.ROOT);
    return isLabel(lower) || endsInPictureSource(lower) || holdsPhrase(lower);
  }

  private static boolean isLabel(String lower) {
    if (lower.isEmpty() || lower.length() > LONGEST_LABEL) {
      return false;
    }
    Pattern labels = LABEL_BY_INITIAL.get(lower.charAt(0));
    return labels != null && labels.matcher(lower).matches();
  }

  /** Looks for all triggers in one pass: hardly any place begins with the letters of one. */
  private static boolean holdsPhrase(String lower) {
    for (int i = 0; i + TRIGGER_START <= lower.length(); i++) {
      if (MAY_TRIGGER[hash(lower, i)]) {
        for (Phrase phrase : WITHIN) {
          if (lower.startsWith(phrase.trigger, i) && phrase.isIn(lower)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean[] mayTrigger() {
    boolean[] may = new boolean[1 << (5 * TRIGGER_START)];
    WITHIN.forEach(phrase -> may[hash(phrase.trigger, 0)] = true);
    return may;
  }

  /** Of the {@value #TRIGGER_START} letters from here; small ones all differ. */
  private static int hash(String text, int at) {
    return (text.charAt(at) & 31) << 10
        | (text.charAt(at + 1) & 31) << 5
        | (text.charAt(at + 2) & 31);
  }

  private static boolean endsInPictureSource(String lower) {
    String end = lower.endsWith(")") ? lower.substring(0, lower.length() - 1) : lower;
    for (String source : PICTURE_SOURCES) {
      if (end.endsWith(source)) {
        return true;
      }
    }
    return false;
  }
}
