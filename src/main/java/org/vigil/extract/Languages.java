package org.vigil.extract;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells the language of running text by its script and its most frequent function words. Claims
 * nothing for a few words or for a mixture.
 */
final class Languages {

  private static final int SAMPLE = 4_000;
  private static final int LATIN_END = 0x250;
  private static final int FEWEST_HITS = 4;

  private static final Map<String, String> FUNCTION_WORDS =
      Map.ofEntries(
          Map.entry(
              "en",
              "the of and to in is that for was on with as by are from this have has not but which were their they his it be at an he she who will would said been"),
          Map.entry(
              "es",
              "el la los las de que y en un una por con para se del al es su lo como más pero sus le ha este fue son está también desde cuando entre sin sobre"),
          Map.entry(
              "fr",
              "le la les de des et en un une du est que qui dans pour pas sur au par avec ce il ne se plus sont aux cette mais ont été son ses nous vous leur"),
          Map.entry(
              "de",
              "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach bei einer um am sind noch wie"),
          Map.entry(
              "it",
              "il di che la e è in un una per non con del della le i gli si da al sono dei anche nel alla più come ma ha delle ad suo questo era nella stato"),
          Map.entry(
              "pt",
              "o a os as de que e do da em um uma para com não no na se por mais dos como mas foi ao das são à pelo pela também ele seu sua ou quando já está nos"),
          Map.entry(
              "nl",
              "de het een van en in is dat op te zijn met voor niet aan er die om ook als maar bij door naar hij ze wordt uit heeft werd deze nog over kan"),
          Map.entry(
              "pl",
              "w i z na się nie do to że jest o jak po co dla od za przez ale są oraz tym ze był tego czy może która które jego przed"),
          Map.entry(
              "sv",
              "och att det i en som är på för med av den till inte har de om ett han men var jag sig från vi så kan när år under också efter skulle"),
          Map.entry(
              "da",
              "og at det i en som er på for med af den til ikke har de om et han men var jeg sig fra vi så kan når også efter der blev være"),
          Map.entry(
              "no",
              "og at det i en som er på for med av den til ikke har de om et han men var jeg seg fra vi så kan når også etter der ble være"),
          Map.entry(
              "fi",
              "ja on ei se että oli ovat mutta kun niin myös hän tai joka kuin jos ole sen vain nyt ovat jo mukaan sekä voi"),
          Map.entry(
              "tr",
              "ve bir bu için da de ile olarak daha çok olan gibi en kadar ancak sonra ne var ise o ya değil her olduğunu dedi"),
          Map.entry(
              "cs",
              "a se v na je že s z do o i to k jako za by pro ale po tak od které jsou jeho podle který byl až při už jsem"),
          Map.entry(
              "sk",
              "a sa v na je že s z do o i to k ako za by pre ale po tak od ktoré sú jeho podľa ktorý bol až pri už som"),
          Map.entry(
              "hu",
              "a az és hogy nem is egy ez azt volt meg csak már de ha el mint még vagy után szerint lehet amely"),
          Map.entry(
              "ro",
              "și de în a la cu pe nu care o din că un să este pentru mai au fost se sunt ca prin iar dar după lui ale sau"),
          Map.entry(
              "id",
              "yang dan di dengan untuk dari ini itu tidak dalam pada akan ke oleh juga adalah tersebut kata telah sebagai karena bisa para"),
          Map.entry(
              "vi",
              "và của là có không trong được cho các một những với người này đã để khi về ở từ đến theo"),
          Map.entry(
              "ca",
              "el la els les de que i en un una per amb del al és no se als com més però ha són aquest també dels ho va"),
          Map.entry(
              "sw",
              "ya na wa kwa ni katika za la kuwa cha hiyo huo baada hiyo yake vya kwamba hii lakini pia"),
          Map.entry(
              "hr",
              "i je u na se da su za od s o kao koji ne to što bi a sam nije ili će je bio te ali koja"),
          Map.entry(
              "ru",
              "и в не на что с по как это он а его из за к у был от для так но они мы же были все о после также году"),
          Map.entry(
              "uk",
              "і в не на що з та як це він його за до у був від для але вони ми ж були все про після також року є"),
          Map.entry(
              "be",
              "і ў не на што з як гэта ён яго за да у быў ад для але яны мы ж былі ўсё пра пасля таксама"),
          Map.entry(
              "bg",
              "и в не на че с по как това той а му от за към е се да са ще като но те ние бяха след също"),
          Map.entry(
              "sr", "и у не на да је се са као то он од за су али ће што би који након такође"),
          Map.entry("ar", "في من على إلى أن التي الذي عن هذا هذه مع ما كان لا بعد قال بين كما أو"),
          Map.entry("fa", "در به از که این را با است برای آن های می شد یک بر خود تا شده کرد"),
          Map.entry("ur", "کے میں کی ہے سے اور کا کو نے پر ہیں کہ یہ اس بھی نہیں"),
          Map.entry("ug", "ۋە بىلەن بۇ ئۇ بىر ئۈچۈن دەپ ئۇلار بولغان قىلغان"),
          Map.entry("ps", "په د او چې دی کې ته له یو هم سره"),
          Map.entry("hi", "के में की है से और का को ने पर हैं कि यह इस भी नहीं था"),
          Map.entry("ne", "को मा र छ का ले पनि यो छन् भएको गरेको हो"),
          Map.entry("mr", "आहे आणि या च्या मध्ये ते तो ही हे नाही केली"));

  private static final List<String> CODES = FUNCTION_WORDS.keySet().stream().sorted().toList();

  /** For each function word the places in {@link #CODES} of the languages that have it. */
  private static final Map<String, int[]> LANGUAGES_OF_WORD = index();

  private static final int LONGEST_FUNCTION_WORD =
      LANGUAGES_OF_WORD.keySet().stream().mapToInt(String::length).max().orElse(0);

  private Languages() {}

  private static Map<String, int[]> index() {
    Map<String, int[]> index = new HashMap<>();
    for (int code = 0; code < CODES.size(); code++) {
      for (String word : FUNCTION_WORDS.getOrDefault(CODES.get(code), "").split(" ", -1)) {
        int[] before = index.getOrDefault(word, new int[0]);
        int[] languages = Arrays.copyOf(before, before.length + 1);
        languages[before.length] = code;
        index.put(word, languages);
      }
    }
    return index;
  }

  /** ISO 639-1 code, if the text shows it. */
  static Optional<String> detect(String text) {
    String sample = text.length() > SAMPLE ? text.substring(0, SAMPLE) : text;
    return byScript(sample).or(() -> byWords(sample));
  }

  /** Scripts that one language of the news, or nearly, has to itself. */
  private static Optional<String> byScript(String text) {
    Map<Character.UnicodeScript, Integer> letters = new EnumMap<>(Character.UnicodeScript.class);
    int latin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        latin += isAsciiLetter(c) ? 1 : 0;
      } else if (c < LATIN_END) {
        latin += Character.isLetter(c) ? 1 : 0;
      } else {
        int whole = text.codePointAt(i);
        i += Character.charCount(whole) - 1;
        if (Character.isLetter(whole)) {
          letters.merge(Character.UnicodeScript.of(whole), 1, Integer::sum);
        }
      }
    }
    int all = latin + letters.values().stream().mapToInt(i -> i).sum();
    if (all < 20 || latin > all * 0.6) {
      return Optional.empty();
    }
    int kana =
        letters.getOrDefault(Character.UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(Character.UnicodeScript.KATAKANA, 0);
    int han = letters.getOrDefault(Character.UnicodeScript.HAN, 0);
    if (han + kana > all * 0.6) {
      return Optional.of(kana * 10 > han ? "ja" : "zh");
    }
    return letters.entrySet().stream()
        .filter(e -> e.getValue() > all * 0.6)
        .findFirst()
        .flatMap(
            e ->
                switch (e.getKey()) {
                  case HANGUL -> Optional.of("ko");
                  case GREEK -> Optional.of("el");
                  case HEBREW -> Optional.of("he");
                  case THAI -> Optional.of("th");
                  case BENGALI -> Optional.of("bn");
                  case TAMIL -> Optional.of("ta");
                  case TELUGU -> Optional.of("te");
                  case GUJARATI -> Optional.of("gu");
                  case GURMUKHI -> Optional.of("pa");
                  case KANNADA -> Optional.of("kn");
                  case MALAYALAM -> Optional.of("ml");
                  case SINHALA -> Optional.of("si");
                  case MYANMAR -> Optional.of("my");
                  case KHMER -> Optional.of("km");
                  case LAO -> Optional.of("lo");
                  case TIBETAN -> Optional.of("bo");
                  case GEORGIAN -> Optional.of("ka");
                  case ARMENIAN -> Optional.of("hy");
                  case ETHIOPIC -> Optional.of("am");
                  default -> Optional.empty();
                });
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWordPart(char c) {
    if (c < 0x80) {
      return isAsciiLetter(c);
    }
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || Character.isSurrogate(c);
  }

  private static Optional<String> byWords(String text) {
    int[] hits = new int[CODES.size()];
    int words = 0;
    String lower = text.toLowerCase(Locale.ROOT);
    int start = 0;
    for (int i = 0; i <= lower.length(); i++) {
      if (i == lower.length() || !isWordPart(lower.charAt(i))) {
        if (i > start) {
          words++;
          if (i - start <= LONGEST_FUNCTION_WORD) {
            int[] languages = LANGUAGES_OF_WORD.get(lower.substring(start, i));
            if (languages != null) {
              for (int language : languages) {
                hits[language]++;
              }
            }
          }
        }
        start = i + 1;
      }
    }
    int most = Arrays.stream(hits).max().orElse(0);
    if (most < FEWEST_HITS || most * 12 < words) {
      return Optional.empty();
    }
    int[] best =
        IntStream.range(0, hits.length).filter(code -> hits[code] * 20 >= most * 19).toArray();
    return best.length == 1 ? Optional.of(CODES.get(best[0])) : Optional.empty();
  }
}
