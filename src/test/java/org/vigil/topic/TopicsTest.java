package org.vigil.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

  private static final Topics TOPICS = Topics.standard();

  private static Set<String> topics(String text) {
    return TOPICS.find(text, Optional.empty()).stream()
        .map(TopicMention::topicId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> triggers(String topic, String text) {
    return TOPICS.find(text, Optional.of("en")).stream()
        .filter(m -> m.topicId().equals(topic))
        .map(TopicMention::trigger)
        .toList();
  }

  @Test
  void thirtyFourTopicsShipWithLabelsAndDefinitions() {
    assertThat(TOPICS.all()).hasSize(34).extracting(Topic::id).doesNotHaveDuplicates();
    assertThat(TOPICS.version()).matches("[0-9a-f]{12}");
  }

  @Test
  void aStrongPhraseOnceSufficesInEitherSpelling() {
    assertThat(triggers("forced-sterilisation", "He denied any Forced Sterilization of women."))
        .containsExactly("Forced Sterilization");
    assertThat(triggers("forced-sterilisation", "from forced sterilisation to the camps"))
        .containsExactly("forced sterilisation");
    assertThat(triggers("forced-labour", "forced labor and forced labour"))
        .containsExactly("forced labor", "forced labour");
  }

  /** {@code sentences.tsv}: each sentence has the topic, or, behind a minus, has it not. */
  @ParameterizedTest
  @CsvFileSource(resources = "/topics/sentences.tsv", delimiter = '\t', quoteCharacter = '\0')
  void sentencesOfEachLanguageHaveTheirTopic(String language, String topic, String sentence) {
    Set<String> found =
        TOPICS.find(sentence, Optional.of(language)).stream()
            .map(TopicMention::topicId)
            .collect(Collectors.toCollection(TreeSet::new));
    if (topic.startsWith("-")) {
      assertThat(found).as(sentence).doesNotContain(topic.substring(1));
    } else {
      assertThat(found).as(sentence).contains(topic);
    }
  }

  @Test
  void mentionsPointAtTheirWordsAndComeInOrder() {
    String text = "🙂 Torture — and enforced\ndisappearance; then slavery, torture again.";
    List<TopicMention> mentions = TOPICS.find(text, Optional.of("en-GB"));
    assertThat(mentions)
        .extracting(TopicMention::trigger)
        .containsExactly("Torture", "enforced\ndisappearance", "slavery", "torture");
    assertThat(mentions)
        .allSatisfy(m -> assertThat(text.substring(m.start(), m.end())).isEqualTo(m.trigger()));
  }

  @Test
  void aWeakPhraseNeedsContext() {
    assertThat(topics("The two vanished on a walk.")).isEmpty();
    assertThat(topics("The two vanished after agents came.")).contains("enforced-disappearance");
  }

  @Test
  void negativeContextExcludes() {
    assertThat(topics("Customs officers fight drug trafficking.")).isEmpty();
    assertThat(topics("They fight human trafficking.")).containsExactly("slavery-trafficking");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The match ended in a draw, and the central defender was shown a red card.",
        "Prices rose by two per cent in May; the bank expects more.",
        "The film is a torture to watch.",
        "He was forced to retire. Labour won the by-election.",
        "The company sells oilseed rape."
      })
  void textsAboutOtherThingsHaveNoTopic(String text) {
    assertThat(topics(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "es, Denunciaron detenciones arbitrarias y torturas., arbitrary-detention",
    "fr, Des faits de stérilisation forcée ont été documentés., forced-sterilisation",
    "de, Der Bericht spricht von Zwangsarbeit., forced-labour",
    "pt, Há crianças em trabalho infantil no campo., children-family",
    "ru, Правозащитники сообщили о пытках., torture-ill-treatment",
    "ar, قال التقرير إن التعذيب منتشر, torture-ill-treatment",
    "ar, وبالاعتقال التعسفي, arbitrary-detention",
    "zh, 报告提到强迫劳动和酷刑, forced-labour"
  })
  void otherLanguagesHaveTheirCoreWords(String language, String text, String topic) {
    assertThat(TOPICS.find(text, Optional.of(language)))
        .extracting(TopicMention::topicId)
        .contains(topic);
    assertThat(TOPICS.find(text, Optional.empty()))
        .extracting(TopicMention::topicId)
        .contains(topic);
  }

  @Test
  void rulesOfOtherLanguagesAreLeftOutWhereTheLanguageIsKnown() {
    assertThat(TOPICS.find("torturado", Optional.of("es"))).hasSize(1);
    assertThat(TOPICS.find("torturado", Optional.of("en"))).isEmpty();
    assertThat(TOPICS.find("torture", Optional.of("sw"))).hasSize(1);
  }

  @Test
  void phrasesDoNotReachOverTheEndOfASentence() {
    assertThat(triggers("forced-labour", "It was not forced. Labour costs fell.")).isEmpty();
  }

  @Test
  void hostileTextIsReadInLinearTimeWithBoundedOutcome() {
    for (String piece :
        List.of("forced ", "journalist ", "torture", "(", "\u0301", "強", "a\u00ad", "\ud83d")) {
      String text = piece.repeat(50_000);
      assertThat(TOPICS.find(text, Optional.empty()).size()).isLessThan(34 * 4_001);
    }
    assertThat(topics("forced" + " ".repeat(100_000) + "labour")).isEmpty();
  }

  @Test
  void badRulesAreRefusedWithTheLineInQuestion() {
    String head = "topic: a\nlabel: A\nmeans: A.\n";
    assertThatThrownBy(() -> new Topics(head + "en strong: (x"))
        .hasMessageContaining("missing )")
        .hasMessageContaining("(x");
    assertThatThrownBy(() -> new Topics(head + "en strong: ..3 x"))
        .hasMessageContaining("begin with no word");
    assertThatThrownBy(() -> new Topics(head + "en strong: $nobody x"))
        .hasMessageContaining("$nobody");
    assertThatThrownBy(() -> new Topics(head + "en loud: x")).hasMessageContaining("LOUD");
    assertThatThrownBy(() -> new Topics(head + head)).hasMessageContaining("twice");
  }

  /** Compares the automaton with trying every phrase at every word. */
  @Test
  void findsWhatTryingEveryPhraseEverywhereFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<Phrase> phrases = new ArrayList<>();
      PhraseFinder finder = new PhraseFinder();
      for (int i = 0; i < 3; i++) {
        String pattern = "a" + random.nextInt(2) + " " + randomPattern(random, 3);
        Phrase phrase = Phrase.read(pattern);
        phrases.add(phrase);
        finder.add(phrase, new Rule(i, Rule.Role.STRONG, "en"));
      }
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        text.append("ab".charAt(random.nextInt(2))).append(random.nextInt(2));
        text.append(random.nextInt(8) == 0 ? ". " : " ");
      }
      Words words = new Words(text);
      Set<String> found = new TreeSet<>();
      finder.walk(words, (rule, from, to) -> found.add(rule.topic() + " " + from + " " + to));
      Set<String> expected = new TreeSet<>();
      for (int i = 0; i < phrases.size(); i++) {
        for (int from = 0; from < words.count(); from++) {
          for (int to : ends(phrases.get(i), words, from, from)) {
            expected.add(i + " " + from + " " + to);
          }
        }
      }
      assertThat(found).as("seed %d, %s in %s", seed, phrases, text).isEqualTo(expected);
    }
  }

  private static String randomPattern(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> "a" + random.nextInt(2);
      case 1 -> "b*";
      case 2 -> "b[01]";
      case 3 -> ".." + (1 + random.nextInt(3)) + " a0";
      case 4 ->
          "(" + randomPattern(random, depth - 1) + "|" + randomPattern(random, depth - 1) + "|)";
      default -> randomPattern(random, depth - 1) + " " + randomPattern(random, depth - 1);
    };
  }

  private static Set<Integer> ends(Phrase phrase, Words words, int first, int at) {
    Set<Integer> ends = new TreeSet<>();
    switch (phrase) {
      case Phrase.Exactly(String word) -> {
        if (readable(words, first, at) && words.folded(at).equals(word)) {
          ends.add(at + 1);
        }
      }
      case Phrase.Beginning(String letters) -> {
        if (readable(words, first, at) && words.folded(at).startsWith(letters)) {
          ends.add(at + 1);
        }
      }
      case Phrase.Gap(int most) -> {
        ends.add(at);
        for (int i = 0; i < most && readable(words, first, at + i); i++) {
          ends.add(at + i + 1);
        }
      }
      case Phrase.Choice(List<Phrase> options) ->
          options.forEach(option -> ends.addAll(ends(option, words, first, at)));
      case Phrase.Sequence(List<Phrase> parts) -> {
        ends.add(at);
        for (Phrase part : parts) {
          Set<Integer> next = new TreeSet<>();
          ends.forEach(end -> next.addAll(ends(part, words, first, end)));
          ends.clear();
          ends.addAll(next);
        }
      }
    }
    return ends;
  }

  private static boolean readable(Words words, int first, int at) {
    return at < words.count() && (at == first || words.continues(at));
  }
}
