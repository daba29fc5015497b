package org.vigil.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;

/**
 * The names that open the paragraphs of interviews and transcripts: {@code OKOTH: We ran.} A label
 * counts if it names somebody who is known from the text and opens two paragraphs or more, if it is
 * a name at a network, or if questions and answers take turns.
 */
final class Labels {

  private static final int LONGEST = 5;
  private static final Set<String> QUESTION =
      Set.of("q", "question", "pregunta", "pergunta", "frage");
  private static final Set<String> ANSWER =
      Set.of("a", "answer", "r", "respuesta", "réponse", "resposta", "antwort");

  /**
   * A paragraph that a label opens.
   *
   * @param colon behind the label
   * @param source whom the label names; empty for {@code Q} and {@code A}
   */
  record Label(int first, int colon, Optional<Source> source) {}

  private final Map<Integer, Label> byFirst = new HashMap<>();

  Labels(Tokens tokens, Sources sources, Annotations annotations) {
    Set<String> names = new HashSet<>();
    for (Entity entity : annotations.entities()) {
      if (entity.kind() == EntityKind.PERSON) {
        names.addAll(List.of(entity.name().toLowerCase(Locale.ROOT).split(" ", -1)));
      }
    }
    Map<String, List<Label>> found = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean opens = tokens.opensParagraph(i);
      boolean mark = opens && !tokens.outside(i) && !tokens.isWord(i) && !tokens.isHandle(i);
      int first = mark ? i + 1 : i;
      int colon = opens ? colon(tokens, first) : Tokens.NONE;
      if (colon == Tokens.NONE) {
        continue;
      }
      String word = tokens.lower(first);
      boolean turn = colon - first == 1 && (QUESTION.contains(word) || ANSWER.contains(word));
      boolean handle = false;
      boolean known = names.contains(tokens.lower(colon - 1));
      for (int k = first; k < colon; k++) {
        handle |= tokens.isHandle(k);
        known |= sources.speakerAt(k);
      }
      if (turn) {
        String key = QUESTION.contains(word) ? "?" : "!";
        found
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(new Label(first, colon, Optional.empty()));
      } else if (handle || known) {
        String key = handle ? "@" : "";
        found
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(new Label(first, colon, Optional.of(sources.whole(first, colon))));
      }
    }
    List<Label> turns = found.getOrDefault("?", List.of());
    List<Label> answers = found.getOrDefault("!", List.of());
    if (!turns.isEmpty() && !answers.isEmpty()) {
      turns.forEach(this::put);
      answers.forEach(this::put);
    }
    found.getOrDefault("@", List.of()).forEach(this::put);
    List<Label> named = found.getOrDefault("", List.of());
    if (named.size() > 1) {
      named.forEach(this::put);
    }
  }

  private void put(Label label) {
    byFirst.put(label.first(), label);
  }

  /** The colon behind a few words that begin here and may be a name. */
  private static int colon(Tokens tokens, int first) {
    for (int i = first; i < first + LONGEST + 1 && i < tokens.size(); i++) {
      if (tokens.paragraph(i) != tokens.paragraph(first)) {
        return Tokens.NONE;
      }
      if (tokens.is(i, ":")) {
        boolean more = i + 1 < tokens.size() && tokens.paragraph(i + 1) == tokens.paragraph(i);
        return i > first && more ? i : Tokens.NONE;
      }
      boolean part =
          tokens.isWord(i)
              || tokens.isHandle(i)
              || tokens.is(i, "(")
              || tokens.is(i, ")")
              || tokens.is(i, ".");
      if (!part) {
        return Tokens.NONE;
      }
    }
    return Tokens.NONE;
  }

  /** The label that begins at this token. */
  Optional<Label> at(int token) {
    return Optional.ofNullable(byFirst.get(token));
  }
}
