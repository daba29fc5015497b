package org.vigil.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the outlet that speaks of itself: people <i>told VICE News</i>, the <i>Harbour Post can
 * reveal</i>.
 *
 * <p>Such words prove nothing where others say them too: an outlet that the report cites as it
 * cites anybody (<i>the BBC reported</i>, <i>an interview with the BBC</i>) did not publish it, nor
 * did a wire service that everybody quotes, nor one of two that were told something.
 */
final class OutletVoice {

  /** A self-description and the words it rests on. */
  record Voice(String outlet, String words) {}

  private static final int LONGEST_NAME = 5;

  private static final Pattern TOLD =
      Pattern.compile(
          "\\b(?:told|tells|speaking to|speaking with|spoke to|spoke with|said to|seen by|obtained"
              + " by|shared with|reviewed by|contacted by|approached"
              + " by)\\s+(?:the\\s+)?(?=\\p{Lu})");
  private static final Pattern CLAIMS =
      Pattern.compile(
          "\\s(?:can reveal|can exclusively reveal|understands|has learned|has learnt|has seen"
              + "|has obtained|has reached out|has approached|has contacted)\\b");

  /** An outlet that was told something on another day, or in its interview, is another outlet. */
  private static final Pattern LONG_AGO =
      Pattern.compile(
          "\\s(?:in \\d{4}|in an? (?:recent )?interview|last |earlier |back |during |at the time"
              + "|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)");

  private OutletVoice() {}

  static Optional<Voice> find(String text) {
    Map<String, Voice> voices = new LinkedHashMap<>();
    Matcher told = TOLD.matcher(text);
    while (told.find()) {
      name(text, told.end())
          .ifPresent(
              n ->
                  voices.putIfAbsent(
                      n, new Voice(n, text.substring(told.start(), told.end()) + n)));
    }
    Matcher claims = CLAIMS.matcher(text);
    while (claims.find()) {
      nameBefore(text, claims.start())
          .ifPresent(n -> voices.putIfAbsent(n, new Voice(n, n + claims.group())));
    }
    if (voices.size() != 1) {
      return Optional.empty();
    }
    Voice voice = voices.values().iterator().next();
    String lower = PressWords.lower(voice.outlet);
    boolean quoted = PressWords.AGENCY.contains(lower) || PressWords.QUOTED.contains(lower);
    return quoted || isCited(text, voice.outlet) ? Optional.empty() : Optional.of(voice);
  }

  /** Whether the text says that somebody told this outlet something. */
  static boolean isTold(String text, String outlet) {
    // Arabic joins "to" and the article with the name.
    String joined = outlet.startsWith("ال") ? "لل" + outlet.substring(2) : "ل" + outlet;
    return text.contains("told " + outlet)
        || text.contains("told the " + outlet)
        || text.contains(" " + joined);
  }

  private static Optional<String> name(String text, int start) {
    List<String> words = new ArrayList<>();
    int at = start;
    int end = start;
    while (words.size() < LONGEST_NAME && at < text.length()) {
      int stop = at;
      while (stop < text.length()
          && (Character.isLetterOrDigit(text.charAt(stop)) || text.charAt(stop) == '-')) {
        stop++;
      }
      if (stop == at || !Character.isUpperCase(text.charAt(at))) {
        break;
      }
      words.add(text.substring(at, stop));
      end = stop;
      if (stop >= text.length() || text.charAt(stop) != ' ') {
        break;
      }
      at = stop + 1;
    }
    return pressName(words, text.substring(start, end));
  }

  private static Optional<String> nameBefore(String text, int end) {
    List<String> words = new ArrayList<>();
    int start = end;
    int at = end;
    while (words.size() < LONGEST_NAME && at > 0) {
      int from = at;
      while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
        from--;
      }
      if (from == at || !Character.isUpperCase(text.charAt(from))) {
        break;
      }
      words.addFirst(text.substring(from, at));
      start = from;
      if (from == 0 || text.charAt(from - 1) != ' ') {
        break;
      }
      at = from - 1;
    }
    if (!words.isEmpty() && words.getFirst().equals("The")) {
      words.removeFirst();
      start = Math.min(end, start + 4);
    }
    return pressName(words, text.substring(start, end));
  }

  /** A name with a word of the press in it. */
  private static Optional<String> pressName(List<String> words, String name) {
    boolean press = words.stream().anyMatch(w -> PressWords.OUTLET.contains(PressWords.lower(w)));
    return press && words.size() > 1 ? Optional.of(name) : Optional.empty();
  }

  /** Whether the report cites the outlet as somebody else. */
  private static boolean isCited(String text, String outlet) {
    for (int at = text.indexOf(outlet); at >= 0; at = text.indexOf(outlet, at + 1)) {
      String after =
          text.substring(at + outlet.length(), Math.min(text.length(), at + outlet.length() + 24));
      String before =
          PressWords.lower(text.substring(Math.max(0, at - 24), at)).replace("the ", "");
      if (after.startsWith(" report")
          || after.startsWith(" said")
          || after.startsWith(" says")
          || after.startsWith(" quoted")
          || after.startsWith(" wrote")
          || LONG_AGO.matcher(after).lookingAt()
          || after.startsWith("'s ")
          || after.startsWith("’s ")
          || before.endsWith("according to ")
          || before.endsWith("reported by ")
          || before.endsWith("published by ")
          || before.endsWith("published in ")
          || before.endsWith("interview with ")
          || before.endsWith("investigation by ")
          || before.endsWith("report by ")) {
        return true;
      }
    }
    return false;
  }
}
