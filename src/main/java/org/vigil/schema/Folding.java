package org.vigil.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Folds the exact form of a word to one that it shares with its other accents and inflections.
 *
 * <p>Folding a folded form changes nothing. Accents are dropped in every language; endings by the
 * light stemmer of the language, English where the language is unknown. A language without a
 * stemmer keeps its endings. Safe for use by several threads.
 */
public final class Folding {

  /** Stands before a folded form in the index, where it differs from the exact form. */
  public static final char MARK = '~';

  /** Folds accents only: for names. */
  public static final Folding OF_NAMES = new Folding(in -> in);

  private static final int MOST_PASSES = 8;

  private static final Folding ENGLISH = new Folding(KStemFilter::new);

  private static final Map<String, Folding> BY_LANGUAGE =
      Map.of(
          "en", ENGLISH,
          "fr", new Folding(FrenchLightStemFilter::new),
          "es", new Folding(SpanishLightStemFilter::new),
          "pt", new Folding(PortugueseLightStemFilter::new),
          "it", new Folding(ItalianLightStemFilter::new),
          "de", new Folding(GermanLightStemFilter::new),
          "ru", new Folding(RussianLightStemFilter::new),
          "ar", new Folding(ArabicStemFilter::new),
          "hi", new Folding(in -> new HindiStemFilter(new HindiNormalizationFilter(in))));

  private static final ThreadLocal<Stemmer> COARSE =
      ThreadLocal.withInitial(() -> new Stemmer(PorterStemFilter::new));

  private final ThreadLocal<Stemmer> stemmers;

  private Folding(UnaryOperator<TokenStream> filter) {
    stemmers = ThreadLocal.withInitial(() -> new Stemmer(filter));
  }

  /**
   * The folding of documents in this language.
   *
   * @param language ISO 639-1 code
   */
  public static Folding of(Optional<String> language) {
    return language.map(l -> BY_LANGUAGE.getOrDefault(l, OF_NAMES)).orElse(ENGLISH);
  }

  /** Every different form that this exact form is folded to in documents of these languages. */
  public static Set<String> foldings(String exact, Iterable<Optional<String>> languages) {
    Set<String> forms = new LinkedHashSet<>();
    for (Optional<String> language : languages) {
      forms.add(of(language).fold(exact));
    }
    return forms;
  }

  /** Folds an exact form, as {@link Words.Word#exact} gives it. */
  public String fold(String exact) {
    Stemmer stemmer = stemmers.get();
    Optional<String> known = stemmer.known(exact);
    if (known.isPresent()) {
      return known.get();
    }
    String folded = fold(exact, stemmer);
    stemmer.remember(exact, folded);
    return folded;
  }

  private String fold(String exact, Stemmer stemmer) {
    String plain = plain(exact);
    if (!isAllLetters(plain)) {
      return plain;
    }
    String form = plain;
    for (int i = 0; i < MOST_PASSES; i++) {
      String next = plain(stemmer.stem(form));
      // The English stemmer knows that Myanmar was Burma: that is for the spelling variants to say.
      if (next.equals(form) || (this == ENGLISH && next.charAt(0) != form.charAt(0))) {
        return form;
      }
      form = next;
    }
    return plain;
  }

  /**
   * The stem that an English word shares with all that is derived from it (Porter 1980): too coarse
   * to find by, of use in ranking.
   */
  public static String coarse(String exact) {
    String plain = plain(exact);
    return isAllLetters(plain) ? COARSE.get().stem(plain) : plain;
  }

  /** Drops accents and apostrophes and keeps endings. */
  public static String withoutAccents(String exact) {
    return plain(exact);
  }

  private static boolean isAllLetters(String word) {
    if (word.length() < 3) {
      return false;
    }
    return word.codePoints().allMatch(cp -> Character.isLetter(cp) || cp >= 0x0900);
  }

  /** Drops accents, apostrophes and the marks that vowels have in Arabic and Hebrew. */
  private static String plain(String word) {
    boolean ascii = true;
    boolean plain = true;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      ascii &= c < 128;
      plain &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    if (plain) {
      return word;
    }
    String decomposed = ascii ? word : Normalizer.normalize(word, Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(decomposed.length());
    decomposed.codePoints().forEach(cp -> fold(cp, folded));
    String result = ascii ? folded.toString() : Normalizer.normalize(folded, Normalizer.Form.NFC);
    return result.isEmpty() ? word : result;
  }

  private static void fold(int cp, StringBuilder out) {
    switch (cp) {
      case '\'', '.', ',', 0x0640 -> {}
      case 'ø' -> out.append('o');
      case 'ł' -> out.append('l');
      case 'đ', 'ð' -> out.append('d');
      case 'þ' -> out.append("th");
      case 'æ' -> out.append("ae");
      case 'œ' -> out.append("oe");
      case 'ı' -> out.append('i');
      case 'ə' -> out.append('e');
      case 'ħ' -> out.append('h');
      case 0x0649, 0x06CC -> out.append('\u064A');
      case 0x0629, 0x06D5 -> out.append('\u0647');
      case 0x06A9 -> out.append('\u0643');
      default -> {
        if (isAccent(cp)) {
          return;
        }
        int digit = cp >= 128 ? Character.digit(cp, 10) : -1;
        if (digit >= 0 && Character.isDigit(cp)) {
          out.append((char) ('0' + digit));
        } else {
          out.appendCodePoint(cp);
        }
      }
    }
  }

  private static boolean isAccent(int cp) {
    return (cp >= 0x0300 && cp <= 0x036F)
        || (cp >= 0x0591 && cp <= 0x05C7)
        || (cp >= 0x0610 && cp <= 0x061A)
        || (cp >= 0x064B && cp <= 0x065F)
        || cp == 0x0670
        || (cp >= 0x06D6 && cp <= 0x06ED && Character.getType(cp) == Character.NON_SPACING_MARK);
  }

  /** Runs one word through a stemming filter. */
  private static final class Stemmer {

    private static final int PLACES = 1 << 12;
    private static final int MANY = 200;
    private static final int LONGEST = 40;
    private static final String[] NOTHING = {};

    private final OneWord source = new OneWord();
    private final TokenStream filtered;
    private final CharTermAttribute result;

    /**
     * Words folded a short while ago and their foldings, each at a place by its hash: most words of
     * a text are of that kind. Not for the few words of a query.
     */
    private String[] words = NOTHING;

    private String[] foldings = NOTHING;
    private int folded;

    Stemmer(UnaryOperator<TokenStream> filter) {
      filtered = filter.apply(source);
      result = filtered.addAttribute(CharTermAttribute.class);
    }

    Optional<String> known(String word) {
      if (words.length == 0) {
        return Optional.empty();
      }
      int place = word.hashCode() & (PLACES - 1);
      return word.equals(words[place]) ? Optional.of(foldings[place]) : Optional.empty();
    }

    void remember(String word, String folding) {
      if (words.length == 0 && ++folded >= MANY) {
        words = new String[PLACES];
        foldings = new String[PLACES];
        Arrays.fill(words, "");
        Arrays.fill(foldings, "");
      }
      if (words.length > 0 && word.length() <= LONGEST) {
        int place = word.hashCode() & (PLACES - 1);
        words[place] = word;
        foldings[place] = folding;
      }
    }

    String stem(String word) {
      try {
        source.word = Optional.of(word);
        filtered.reset();
        String stemmed = filtered.incrementToken() ? result.toString() : word;
        filtered.end();
        filtered.close();
        return stemmed.length() < 2 ? word : stemmed;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class OneWord extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Optional<String> word = Optional.empty();

    @Override
    public boolean incrementToken() {
      clearAttributes();
      word.ifPresent(w -> term.setEmpty().append(w));
      boolean more = word.isPresent();
      word = Optional.empty();
      return more;
    }
  }
}
