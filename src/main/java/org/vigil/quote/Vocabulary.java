package org.vigil.quote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The words of one language that the rules know: cues, small words, and phrases with a stance. */
final class Vocabulary {

  private static final Map<String, Vocabulary> LOADED = new ConcurrentHashMap<>();
  private static final Set<String> LANGUAGES =
      Set.of("en", "es", "fr", "de", "pt", "ru", "ar", "zh");
  private static final String ANY = "~";

  /** Characters of the longest word of a role in a language without spaces. */
  private static final int LONGEST_UNSPACED = 5;

  private record CueForm(Optional<Stance> stance, Cue.Kind kind, List<String> words) {}

  private record Phrase(Optional<Stance> stance, List<String> words) {}

  private final Map<String, List<CueForm>> cues = new HashMap<>();
  private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
  private final Map<String, List<Phrase>> phrases = new HashMap<>();

  private final boolean verbFirst;
  private final boolean dropsSubject;
  private final boolean unspaced;

  private Vocabulary(String language) {
    verbFirst = language.equals("ar");
    unspaced = language.equals("zh");
    dropsSubject = language.equals("es") || language.equals("pt");
    for (Role role : Role.values()) {
      roles.put(role, new HashSet<>());
    }
    for (String[] row : rows("cues.tsv", 4)) {
      if (row[2].equals(language)) {
        addCues(stance(row[0]), Cue.Kind.valueOf(upper(row[1])), row[3]);
      }
    }
    for (String[] row : rows("grammar.tsv", 3)) {
      if (row[1].equals(language)) {
        words(Role.valueOf(upper(row[0]))).addAll(List.of(row[2].split("\\|", -1)));
      }
    }
    for (String[] row : rows("contents.tsv", 3)) {
      if (row[1].equals(language)) {
        addPhrases(row[0], row[2]);
      }
    }
    cues.values().forEach(l -> l.sort(Comparator.comparingInt(c -> -c.words().size())));
  }

  /**
   * That of the language with this ISO 639-1 code; English if it is unknown or not provided for.
   */
  static Vocabulary of(Optional<String> language) {
    String known = language.filter(LANGUAGES::contains).orElse("en");
    return LOADED.computeIfAbsent(known, Vocabulary::new);
  }

  /** What the first column says; the neutral tell none. */
  private static Optional<Stance> stance(String word) {
    return word.equals("neutral") ? Optional.empty() : Optional.of(Stance.valueOf(upper(word)));
  }

  private void addCues(Optional<Stance> stance, Cue.Kind kind, String forms) {
    for (String form : forms.split("\\|", -1)) {
      List<String> words = words(form);
      cues.computeIfAbsent(words.get(0), w -> new ArrayList<>())
          .add(new CueForm(stance, kind, words));
    }
  }

  private void addPhrases(String stance, String list) {
    Optional<Stance> meant =
        stance.equals("unmoved") ? Optional.empty() : Optional.of(Stance.valueOf(upper(stance)));
    for (String phrase : list.split("\\|", -1)) {
      List<String> words = words(phrase.replace("'s", " 's"));
      phrases.computeIfAbsent(words.get(0), w -> new ArrayList<>()).add(new Phrase(meant, words));
    }
  }

  /** The tokens of a phrase: its words, or its characters where words are not set apart. */
  private List<String> words(String phrase) {
    return unspaced
        ? phrase.codePoints().mapToObj(Character::toString).toList()
        : List.of(phrase.split(" +", -1));
  }

  /** Whether words are written without spaces between them. */
  boolean unspaced() {
    return unspaced;
  }

  /** How many tokens from this one on are a word of that role, which may be of several. */
  int length(Role role, Tokens tokens, int i) {
    StringBuilder word = new StringBuilder();
    int longest = 0;
    for (int k = 0; k < LONGEST_UNSPACED && tokens.isWord(i + k); k++) {
      word.append(tokens.lower(i + k));
      longest = is(role, word.toString()) ? k + 1 : longest;
    }
    return longest;
  }

  /** Whether the subject usually stands behind its verb. */
  boolean verbFirst() {
    return verbFirst;
  }

  /** Whether a verb may stand without its subject, which is then the one last spoken of. */
  boolean dropsSubject() {
    return dropsSubject;
  }

  /** The cue that begins with this token, the longest if several do. */
  Optional<Cue> cueAt(Tokens tokens, int i) {
    for (CueForm form : cues.getOrDefault(tokens.lower(i), List.of())) {
      int n = form.words().size();
      boolean same = i + n <= tokens.size();
      for (int k = 1; same && k < n; k++) {
        same = tokens.is(i + k, form.words().get(k));
      }
      if (same) {
        return Optional.of(new Cue(form.stance(), form.kind(), i, i + n));
      }
    }
    return Optional.empty();
  }

  boolean is(Role role, String word) {
    return words(role).contains(word);
  }

  private Set<String> words(Role role) {
    return roles.computeIfAbsent(role, r -> new HashSet<>());
  }

  /** The stance that the words between two tokens show of themselves: that of the first phrase. */
  Optional<Stance> stance(Tokens tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      int here = i;
      List<Phrase> fitting =
          phrases.getOrDefault(tokens.lower(i), List.of()).stream()
              .filter(p -> fits(tokens, here, to, p.words()))
              .toList();
      if (!fitting.isEmpty() && !unmoved(tokens, i, to)) {
        Optional<Stance> stance = fitting.get(0).stance();
        if (stance.isPresent()) {
          return stance;
        }
      }
    }
    return Optional.empty();
  }

  /** One of the phrases that show no stance begins within the next few words. */
  private boolean unmoved(Tokens tokens, int from, int to) {
    for (int i = from; i < Math.min(to, from + 4); i++) {
      for (Phrase phrase : phrases.getOrDefault(tokens.lower(i), List.of())) {
        if (phrase.stance().isEmpty() && fits(tokens, i, to, phrase.words())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean fits(Tokens tokens, int from, int to, List<String> words) {
    int i = from;
    for (int k = 0; k < words.size(); k++) {
      if (words.get(k).equals(ANY)) {
        boolean none = k + 1 < words.size() && tokens.is(i, words.get(k + 1));
        i += none ? 0 : 1;
      } else if (i < to && tokens.is(i, words.get(k))) {
        i++;
      } else {
        return false;
      }
    }
    return true;
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static List<String[]> rows(String name, int columns) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not on the classpath: org/vigil/quote/" + name);
      }
      List<String[]> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
          throw new IOException(name + " has a line of " + row.length + " columns: " + line);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("the words for quotes cannot be read", e);
    }
  }
}
