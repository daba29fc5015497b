package org.vigil.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyGroupsTest {

  private static final String AGENCY =
      "The county cleared forty homes at the landing on Monday before dawn, residents said, while"
          + " the court had told it to wait for a hearing in May. Officers fired tear gas when women"
          + " sat down before the machines. The county says that nobody lived there and that all"
          + " were paid. A lawyer for the families showed reporters the order of the court, signed"
          + " on Friday, and asked why nobody at the landing had been told of it in time.";

  private static final String OTHER =
      "Forty houses by the lake were torn down early on Monday despite an order of the judge. The"
          + " governor's office maintains the shore was empty. Families slept in a church, their"
          + " advocate told the press, and will sue again this week.";

  @Test
  void shortenedEditedAndReheadedTextsAreCopiesAndTheSameEventInOtherWordsIsNot()
      throws IOException {
    List<String> texts =
        List.of(
            AGENCY,
            AGENCY.substring(0, AGENCY.length() / 2),
            AGENCY.replace("before dawn", "at dawn").replace("in time", "at all"),
            "WINAM COURIER. By our own reporter, with thanks to the wire. " + AGENCY,
            AGENCY.toUpperCase(java.util.Locale.ROOT).replace(",", " -"),
            OTHER);

    assertThat(groups(texts)).containsExactly(Set.of(0, 1, 2, 3, 4), Set.of(5));
  }

  @Test
  void textsWithoutSpacesAreComparedByCharacters() throws IOException {
    String text = "周一清晨，县政府在码头拆除了四十所房屋，居民说法院命令等到五月开庭。警察向坐在机器前的妇女发射催泪瓦斯。";
    assertThat(groups(List.of(text, "本报讯 " + text, "妇女们周一在机器前静坐抗议，警方施放催泪弹，四十户人家失去住所。")))
        .containsExactly(Set.of(0, 1), Set.of(2));
  }

  @Test
  void oneWordAndNoWordAtAllAreTexts() throws IOException {
    assertThat(groups(List.of("yes", "no", "yes", "…")))
        .containsExactly(Set.of(0, 2), Set.of(1), Set.of(3));
  }

  @Test
  void signatureSurvivesBeingWrittenDown() {
    Signature signature = Signature.of(AGENCY);
    byte[] bytes = signature.encoded();

    assertThat(bytes).hasSize(Signature.BYTES);
    assertThat(Signature.decode(bytes, 0, bytes.length)).isEqualTo(signature);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void groupsAreTheSameWhateverTheOrder(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int original = 0; original < 30; original++) {
      List<String> words = words(random, 120);
      texts.add(String.join(" ", words));
      for (int copy = random.nextInt(4); copy > 0; copy--) {
        List<String> edited = new ArrayList<>(words.subList(0, 60 + random.nextInt(60)));
        for (int edit = random.nextInt(8); edit > 0; edit--) {
          edited.set(random.nextInt(edited.size()), "edited" + edit);
        }
        texts.add(String.join(" ", edited));
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);

    Set<Set<Integer>> shuffled = new HashSet<>();
    for (Set<Integer> group : groups(order.stream().map(texts::get).toList())) {
      Set<Integer> back = new HashSet<>();
      group.forEach(i -> back.add(order.get(i)));
      shuffled.add(back);
    }

    assertThat(shuffled).as("seed " + seed).isEqualTo(new HashSet<>(groups(texts)));
  }

  private static List<String> words(Random random, int size) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      words.add("word" + random.nextInt(5000));
    }
    return words;
  }

  /** By their least member. */
  private static List<Set<Integer>> groups(List<String> texts) throws IOException {
    List<Signature> signatures = texts.stream().map(Signature::of).toList();
    CopyGroups groups =
        CopyGroups.of(
            new CopyGroups.Texts() {
              @Override
              public int size() {
                return signatures.size();
              }

              @Override
              public Optional<Signature> signature(int text) {
                return Optional.of(signatures.get(text));
              }
            });
    List<Set<Integer>> sets = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int at = i;
      Optional<Set<Integer>> known =
          sets.stream()
              .filter(s -> groups.group(s.iterator().next()) == groups.group(at))
              .findFirst();
      if (known.isPresent()) {
        known.get().add(i);
      } else {
        sets.add(new HashSet<>(Set.of(i)));
      }
    }
    return sets;
  }
}
