package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitiesTest {

  /** A name with the number of reports behind a colon. */
  private static Attested person(String nameAndReports) {
    String[] cells = nameAndReports.split(":", -1);
    int reports = cells.length > 1 ? Integer.parseInt(cells[1]) : 1;
    return new Attested("person/" + Slugs.of(cells[0]), EntityKind.PERSON, cells[0], reports);
  }

  private static Identities of(String... names) {
    return of(Curation.NONE, names);
  }

  private static Identities of(Curation curation, String... names) {
    List<Attested> all = new ArrayList<>();
    for (String name : names) {
      all.add(person(name));
    }
    return Identities.of(all, IdentitiesTest::known, curation);
  }

  /** Spellings that no rule brings together. */
  private static String known(String word) {
    return word.matches("(?i)(qadhafi|qadd?afi|kadd?afi)") ? "gaddafi" : word;
  }

  private static Curation lines(String... lines) {
    try {
      return Curation.parse(String.join("\n", lines)).orThrow("entities.csv");
    } catch (MalformedCurationException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String id(String name) {
    return person(name).id();
  }

  @ParameterizedTest
  @CsvSource({
    "Muammar Gaddafi, Moammar Qadhafi",
    "Xi Jinping, Jinping Xi",
    "Xi Jinping, Xi Jin-ping",
    "Xi Jinping, 习近平",
    "Xi Jinping, 習近平",
    "Volodymyr Zelensky, Volodymyr Zelenskyy",
    "Volodymyr Zelenskyy, Володимир Зеленський",
    "Sergey Lavrov, Сергей Лавров",
    "Mikhail Khodorkovsky, Михаил Ходорковский",
    "Mohammed Morsi, Muhammad Morsy",
    "Bashar al-Assad, Bashar Assad",
    "Abdel Fattah el-Sisi, Abdul Fattah al-Sisi",
    "Abd al-Rahman Ghali, Abdulrahman Ghali",
    "محمد مرسي الحسيني, Mohammed Morsi al-Husseini",
    "Shirin Ebadi, Shirin EBADI",
    "George Bush, G. Bush",
    "William Clinton, Bill Clinton",
    "John Fitzgerald Kennedy, John F. Kennedy",
    "Muammar Gaddafi, Gaddafi",
    "Muammar Gaddafi, Qadafi",
    "Emmanuel Macron:20, Emannuel Macron:2",
    "Margarita Simonyan:30, Margarita Simonian:2",
    "Alexander Lukashenko:90, Alexander Lukshenko:3",
    "Marlon Ashby Jr., Ashby",
    "'Ashby, Marlon, Jr.', Marlon Ashby Jr",
    "Marlon Ashby Jr., Marlon Ashby Junior",
    "Marlon Tate Ashby Jr., Marlon Ashby Jr.",
  })
  void theseAreOnePerson(String one, String other) {
    Identities identities = of(one, other);

    assertThat(identities.idOf(id(one))).isEqualTo(identities.idOf(id(other)));
    assertThat(identities.joins(id(one))).singleElement().extracting("reason").isNotEqualTo("");
  }

  @ParameterizedTest
  @CsvSource({
    "Liu Xiaoming, Liu Xiaobo",
    "George W. Bush, George H. W. Bush",
    "Zhou Yongkang, Zhu Yongkang",
    "Wang Lei, Wang Lai",
    "John Smith, Jane Smith",
    "Saif Gaddafi, Muammar Gaddafi",
    "Hans Friedrich, Hans Friedrichsen",
    "Kim Jong-un, Kim Jong-il",
    "刘晓明, 刘小敏",
    "Maria, Maria Ressa",
    "Boris Johnson, Lyndon Johnson",
    "Martina Keller:80, Marina Keller:2",
    "Daniel Petrov:80, Daniela Petrov:2",
    "Sergey Ivanov:80, Sergey Ivanova:2",
    "Zhang Zhanning:80, Zhang Zhaning:2",
    "Akinyi Wekesa:9, Akinyi Weresa:9",
    "Marlon Ashby Jr., Marlon Ashby",
    "Marlon Ashby Jr., Marlon T. Ashby",
    "Marlon Ashby Jr.:80, Marlon Ashby Sr.:2",
    "Marlon Ashby Jr., Marlene Deng Jr.",
    "Abdullah II, Abdullah III",
  })
  void theseAreTwo(String one, String other) {
    Identities identities = of(one, other);

    assertThat(identities.idOf(id(one))).isNotEqualTo(identities.idOf(id(other)));
    assertThat(identities.joins(id(one))).isEmpty();
  }

  @Test
  void aRareNameIsNoSlipWhereOthersBearIt() {
    assertThat(of("Akinyi Wekesa:80", "Akinyi Weresa:2").changed()).hasSize(2);
    assertThat(of("Akinyi Wekesa:80", "Akinyi Weresa:2", "Mary Weresa:1").changed()).isEmpty();
    assertThat(of("Akinyi Wekesa:80", "Akinyi Weresa:2", "Akinyi Wemesa:80").changed()).isEmpty();
  }

  @Test
  void twoKnownFamilyNamesAreTwoHoweverRareTheOne() {
    assertThat(of("Hans Andersen:80", "Hans Anderson:2").changed()).isEmpty();
    assertThat(of("Emmanuel Macron:80", "Emmanuel Marcon:2").changed()).hasSize(2);
    assertThat(of("Emmanuel Macron:80", "Emmanuel Marcon:2", "Emmanuel Ze:1").changed()).isEmpty();
  }

  @Test
  void spellingsThatAreOneAreNoSlipsInTheNamesOfTwo() {
    String[] spellings = {"Akinyi Wekezah:1", "Akinyi Wekesah:1"};
    String[] usual = {"Akinyi Wemezah:80", "Akinyi Weresah:80"};
    Identities identities = of(spellings[0], spellings[1], usual[0], usual[1]);

    assertThat(identities.idsOf("person/akinyi-wekezah")).hasSize(2);
  }

  @Test
  void aNameThatFitsTwoStaysApartAndSaysWhy() {
    Identities identities = of("George W. Bush", "George H. W. Bush", "George Bush", "Bush");

    assertThat(identities.changed()).isEmpty();
    assertThat(identities.apart("person/george-bush"))
        .contains("it fits person/george-h-w-bush, person/george-w-bush alike");
    assertThat(identities.apart("person/bush")).isPresent();
  }

  @Test
  void aFamilyNameAloneIsTheFamousBearersIfHeIsFarMoreFrequentThanTheOthersTogether() {
    Identities far = of("Donald Trump:101", "Melania Trump:4", "Ivanka Trump:3", "Trump:29");
    Identities near = of("Hillary Clinton:67", "Bill Clinton:13", "Clinton:12");
    Identities few = of("Jarmila Holt:6", "Ota Holt:1", "Holt:2");

    assertThat(far.idOf("person/trump")).isEqualTo("person/donald-trump");
    assertThat(near.apart("person/clinton")).isPresent();
    assertThat(few.apart("person/holt")).isPresent();
  }

  @Test
  void aFamilyNameAloneIsHisWhoseVariantsAreOne() {
    Identities identities = of("Muammar Gaddafi:9", "Moammar Qaddafi:2", "Kadafi:3");

    assertThat(identities.idsOf("person/moammar-qaddafi"))
        .startsWith("person/muammar-gaddafi")
        .containsExactlyInAnyOrder(
            "person/muammar-gaddafi", "person/moammar-qaddafi", "person/kadafi");
  }

  @Test
  void namesThatSoundAlikeInChineseAreJoinedWithNone() {
    Identities identities = of("Liu Xiaoming", "刘晓明", "刘小明");

    assertThat(identities.changed()).isEmpty();
    assertThat(identities.apart(id("刘小明"))).contains("it reads like several names");
  }

  @Test
  void theIdIsThatOfTheWholeNameInLatinLettersThatIsUsedMost() {
    Identities identities =
        of("Зеленский:90", "Zelenskiy:80", "Volodymyr Zelenskiy:20", "Volodymyr Zelenskyy:70");

    assertThat(identities.idOf("person/zelenskiy")).isEqualTo("person/volodymyr-zelenskyy");
    assertThat(identities.idOf(id("Зеленский"))).isEqualTo("person/volodymyr-zelenskyy");
    assertThat(identities.nameOf("person/zelenskiy")).contains("Volodymyr Zelenskyy");
  }

  @Test
  void theOrderOfNamesChangesNothing() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] given = {"George", "G.", "Muammar", "Moammar", "Bill", "William", "", "Xi", "Ali"};
    String[] middle = {"", "", "W. ", "H. ", "H. W. ", "Hassan "};
    String[] family = {"Bush", "Gaddafi", "Qadafi", "Jinping", "Clinton", "Li", "Khan", "Han"};
    for (int round = 0; round < 50; round++) {
      Map<String, Attested> names = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        String name =
            (given[random.nextInt(given.length)] + " " + middle[random.nextInt(middle.length)])
                + family[random.nextInt(family.length)];
        Attested attested = person(name.strip() + ":" + (1 + random.nextInt(9)));
        names.put(attested.id(), attested);
      }
      List<Attested> one = new ArrayList<>(names.values());
      List<Attested> other = new ArrayList<>(one);
      Collections.shuffle(other, random);
      Curation curation = lines("split,person/george-bush,person/g-bush");
      Identities first = Identities.of(one, UnaryOperator.identity(), curation);
      Identities second = Identities.of(other, UnaryOperator.identity(), curation);

      for (String id : names.keySet()) {
        assertThat(second.idsOf(id)).as("seed " + seed + " " + id).isEqualTo(first.idsOf(id));
        assertThat(second.joins(id)).as("seed " + seed + " " + id).isEqualTo(first.joins(id));
        assertThat(first.idOf(first.idOf(id))).isEqualTo(first.idOf(id));
      }
    }
  }

  @Test
  void whatIsDecidedAfterAnotherSnapshotIsWhatWouldBeDecidedFromScratch() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] given = {"George", "G.", "Muammar", "Moammar", "Bill", "William", "", "Ali", "Jamal"};
    String[] middle = {"", "", "W. ", "H. ", "Hassan ", "Abdul "};
    String[] family = {
      "Bush", "Gaddafi", "Qadafi", "Clinton", "Clintom", "Karimov", "Kerimov", "Wekesa", "Weresa"
    };
    Curation curation =
        lines("split,person/george-bush,person/g-bush", "merge,person/ali-bush,person/absent");
    for (int round = 0; round < 30; round++) {
      Map<String, Attested> names = new TreeMap<>();
      Identities incremental = Identities.of(List.of(), IdentitiesTest::known, curation);
      for (int step = 0; step < 12; step++) {
        for (int i = 0; i < 6; i++) {
          String name =
              (given[random.nextInt(given.length)] + " " + middle[random.nextInt(middle.length)])
                  + family[random.nextInt(family.length)];
          Attested attested = person(name.strip() + ":" + (1 << random.nextInt(7)));
          if (random.nextInt(4) == 0) {
            names.remove(attested.id());
          } else {
            names.put(attested.id(), attested);
          }
        }
        List<Attested> shuffled = new ArrayList<>(names.values());
        Collections.shuffle(shuffled, random);
        incremental = incremental.after(shuffled);
        Identities scratch =
            Identities.of(List.copyOf(names.values()), IdentitiesTest::known, curation);

        assertThat(incremental.changed()).as("seed " + seed).isEqualTo(scratch.changed());
        for (String id : names.keySet()) {
          String as = "seed " + seed + " " + id;
          assertThat(incremental.idsOf(id)).as(as).isEqualTo(scratch.idsOf(id));
          assertThat(incremental.joins(id)).as(as).isEqualTo(scratch.joins(id));
          assertThat(incremental.apart(id)).as(as).isEqualTo(scratch.apart(id));
        }
      }
    }
  }

  @Test
  void onlyNamesNextToNewOnesAreDecidedAgain() {
    List<Attested> names = new ArrayList<>();
    for (String name : List.of("Muammar Gaddafi", "Moammar Qadafi", "Bill Clinton", "B. Clinton")) {
      names.add(person(name));
    }
    Identities before = Identities.of(names, IdentitiesTest::known, Curation.NONE);
    names.add(person("William Clinton"));
    Identities after = before.after(names);

    assertThat(before.decidedAnew()).isEqualTo(2);
    assertThat(after.decidedAnew()).isEqualTo(1);
    assertThat(after.after(names).decidedAnew()).isZero();
    assertThat(after.idsOf("person/william-clinton")).contains("person/bill-clinton");
    assertThat(after.idsOf("person/muammar-gaddafi")).contains("person/moammar-qadafi");
  }

  @Test
  void aBareNameThatManyHaveIsNobodysAndSaysWhy() {
    List<Attested> names = new ArrayList<>(List.of(person("Wekesa:9")));
    for (int i = 0; i < 20; i++) {
      names.add(person("Given" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "x Wekesa"));
    }
    Identities identities = Identities.of(names, IdentitiesTest::known, Curation.NONE);

    assertThat(identities.idsOf("person/wekesa")).hasSize(1);
    assertThat(identities.apart("person/wekesa"))
        .contains("more than 12 names in the archive have it");

    names.add(person("Akinyi Wekesa:900"));
    Identities famous = identities.after(names);
    assertThat(famous.idOf("person/wekesa")).isEqualTo("person/akinyi-wekesa");
    assertThat(famous.apart("person/wekesa")).isEmpty();
  }

  @Test
  void knownSpellingsOfWordsAreUsed() {
    List<Attested> names = List.of(person("Aung Kyi"), person("Awng Kyi"));
    UnaryOperator<String> known = word -> word.equals("awng") ? "aung" : word;

    assertThat(Identities.of(names, known, Curation.NONE).idOf("person/awng-kyi"))
        .isEqualTo("person/aung-kyi");
  }

  @Test
  void bodiesAreOneWithAndWithoutTheirLegalForm() {
    List<Attested> names = new ArrayList<>();
    for (String name : List.of("Acme Mining", "Acme Mining Ltd.", "Acme Milling")) {
      names.add(new Attested("organisation/" + Slugs.of(name), EntityKind.ORGANISATION, name, 1));
    }
    Identities identities = Identities.of(names, UnaryOperator.identity(), Curation.NONE);

    assertThat(identities.idsOf("organisation/acme-mining"))
        .containsExactlyInAnyOrder("organisation/acme-mining", "organisation/acme-mining-ltd");
  }

  @ParameterizedTest
  @CsvSource({
    "Harbour Workers Organisation, Harbor Workers Organization, true",
    "Brigade Forty-Four, Brigade 44, true",
    "Three Rivers Centre, 3 Rivers Center, true",
    "Brigade Forty-Four, Brigade 45, false",
    "Hill Partners V, Hill Partners VI, false",
    "State Grid of Chile, State Grid of China, false",
  })
  void bodiesAreOneInBritishAndAmericanSpellingAndWithTheirNumbersInWords(
      String one, String other, boolean same) {
    List<Attested> names = new ArrayList<>();
    for (String name : List.of(one, other)) {
      names.add(new Attested("organisation/" + Slugs.of(name), EntityKind.ORGANISATION, name, 1));
    }
    Identities identities = Identities.of(names, UnaryOperator.identity(), Curation.NONE);

    assertThat(identities.changed().size() == 2).isEqualTo(same);
  }

  @Test
  void linesOfPeopleGoFirst() {
    Identities identities =
        of(
            lines(
                "# decided by the desk",
                "merge,person/muammar-gaddafi,person/brother-leader",
                "split,person/jon-smith,person/john-smith",
                "split,person/muammar-gaddafi,person/moammar-qadafi",
                "rename,person/muammar-gaddafi,\"Gaddafi, Muammar\"",
                "alias,person/muammar-gaddafi,The Colonel",
                "hide,person/daily-mail",
                "lock,person/xi-jinping"),
            "Muammar Gaddafi",
            "Moammar Qadafi",
            "Brother Leader",
            "Daily Mail",
            "Xi Jinping",
            "习近平");

    assertThat(identities.idsOf("person/brother-leader"))
        .containsExactly("person/muammar-gaddafi", "person/brother-leader");
    assertThat(identities.nameOf("person/brother-leader")).contains("Gaddafi, Muammar");
    assertThat(identities.called("the colonel")).containsExactly("person/muammar-gaddafi");
    assertThat(identities.isHidden("person/daily-mail")).isTrue();
    assertThat(identities.idOf("person/moammar-qadafi")).isEqualTo("person/moammar-qadafi");
    assertThat(identities.apart("person/moammar-qadafi"))
        .contains("line 4 of the entities file splits it");
    assertThat(identities.idsOf("person/xi-jinping")).hasSize(1);
    assertThat(identities.joins("person/brother-leader"))
        .singleElement()
        .extracting("reason")
        .isEqualTo("line 2 of the entities file says so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mrge,person/a,person/b | expected merge, split, rename, hide, lock or alias, found"
            + " \"mrge\"",
        "merge,person/a | merge takes 2 values, not 1",
        "merge,person/a,place/a | merge needs two ids of one kind, not person/a and place/a",
        "split,person/a,person/a | split needs two ids, not person/a twice",
        "rename,persona/a,A | no id of an entity, such as person/liu-xiaoming: \"persona/a\"",
        "hide,\"person/a | a double quote is not closed",
        "hide,person/a b | no id of an entity, such as person/liu-xiaoming: \"person/a b\"",
        "split,person/c,person/b | it splits what merge lines make one",
      })
  void aLineThatCannotBeReadIsNamed(String line, String error) {
    assertThatThrownBy(
            () -> Curation.parse("merge,person/b,person/c\n" + line).orThrow("entities.csv"))
        .hasMessage("entities.csv line 2: " + error);
  }
}
