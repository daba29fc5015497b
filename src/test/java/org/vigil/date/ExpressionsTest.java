package org.vigil.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

  /** Pieces of expressions in every language, and what can stand before and after them. */
  private static final List<String> PIECES =
      List.of(
          "last",
          "in",
          "on",
          "the",
          "1990s",
          "2019",
          "two",
          "years",
          "ago",
          "May",
          "may",
          "Sunday",
          "10",
          "3",
          "-",
          "–",
          ".",
          " ",
          " ",
          " ",
          "\n",
          "’",
          "x",
          "É",
          "hace",
          "tres",
          "años",
          "lunes",
          "pasado",
          "il",
          "y",
          "a",
          "deux",
          "mois",
          "vor",
          "drei",
          "Jahren",
          "im",
          "März",
          "há",
          "dois",
          "в",
          "году",
          "назад",
          "два",
          "года",
          "в мае",
          "قبل",
          "سنوات",
          "عام",
          "去年",
          "年",
          "月",
          "星期日",
          "三",
          "前",
          "\uD83D\uDE00",
          "\uD83D",
          "ſunday",
          "İ",
          "ıanuary");

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "fr", "de", "pt", "ru", "ar", "zh"})
  void findsWhatThePatternsFindThatAreTriedEverywhere(String language) {
    Expressions expressions = Expressions.of(Optional.of(language)).orElseThrow();
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        text.append(random.nextInt(3) == 0 ? "" : " ");
      }
      List<int[]> beginnings = expressions.beginnings(text.toString());
      for (int i = 0; i < expressions.all().size(); i++) {
        Expressions.Expression expression = expressions.all().get(i);
        assertThat(found(expression, beginnings.get(i), text.toString()))
            .as("seed %d, %s in: %s", seed, expression.pattern(), text)
            .isEqualTo(foundByTheBook(expression, text.toString()));
      }
    }
  }

  private static List<String> found(
      Expressions.Expression expression, int[] beginnings, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = expression.matcher(text);
    for (int from = 0;
        Expressions.Expression.find(matcher, beginnings, from, text.length());
        from = matcher.end()) {
      found.add(matcher.start() + "-" + matcher.end());
    }
    return found;
  }

  private static List<String> foundByTheBook(Expressions.Expression expression, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = expression.pattern().matcher(text);
    while (matcher.find()) {
      found.add(matcher.start() + "-" + matcher.end());
    }
    return found;
  }
}
