package org.vigil.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;

/** Who says what, on sentences of our own; names are given as they stand in the text. */
class QuotesTest {

  private static final Entity CHEN = person("chen-guowei", "Chen Guowei");
  private static final Entity OKOTH = person("mary-okoth", "Mary Okoth");
  private static final Entity RIGHTS =
      new Entity(
          "organisation/tamarind-rights-network",
          EntityKind.ORGANISATION,
          "Tamarind Rights Network",
          List.of(),
          Optional.empty());

  private static Entity person(String slug, String name) {
    return new Entity("person/" + slug, EntityKind.PERSON, name, List.of(), Optional.empty());
  }

  /** The annotations of a text in which these names, and no others, stand. */
  private static Annotations named(String text) {
    List<Mention> mentions = new ArrayList<>();
    mark(text, CHEN, List.of("Chen Guowei", "Chen"), mentions);
    mark(text, OKOTH, List.of("Mary Okoth", "Okoth"), mentions);
    mark(text, RIGHTS, List.of("Tamarind Rights Network"), mentions);
    mentions.sort(Comparator.comparingInt(Mention::start));
    return new Annotations(List.of(CHEN, OKOTH, RIGHTS), mentions);
  }

  private static void mark(String text, Entity entity, List<String> forms, List<Mention> mentions) {
    int covered = 0;
    for (int i = 0; i < text.length(); i++) {
      for (String form : forms) {
        if (i >= covered && text.startsWith(form, i)) {
          covered = i + form.length();
          mentions.add(new Mention(entity.kind(), i, covered, entity.id()));
        }
      }
    }
  }

  private static List<Quote> quotes(String text) {
    return quotes(text, "en");
  }

  private static List<Quote> quotes(String text, String language) {
    return Quotes.find(text, named(text), Optional.of(language));
  }

  /** Speaker, cue, stance and words of each quote. */
  private static List<String> told(String text) {
    return told(text, "en");
  }

  private static List<String> told(String text, String language) {
    return quotes(text, language).stream()
        .map(
            q ->
                q.speaker().orElse("?")
                    + " | "
                    + q.cue().orElse("-")
                    + " | "
                    + q.stance().map(Stance::word).orElse("-")
                    + " | "
                    + q.text())
        .toList();
  }

  @Test
  void speakerBeforeOrBehindTheCueIsTheEntityNamedThere() {
    assertThat(told("“The gates were open,” said Chen Guowei, a camp administrator."))
        .containsExactly("Chen Guowei | said | - | The gates were open,");
    assertThat(told("\"The gates were open,\" Mary Okoth told reporters."))
        .containsExactly("Mary Okoth | told | - | The gates were open,");
    assertThat(told("Mary Okoth stated that “the gates were shut.”"))
        .containsExactly("Mary Okoth | stated | - | the gates were shut.");
    assertThat(quotes("“Go,” Chen Guowei said.").get(0).speakerId()).contains("person/chen-guowei");
  }

  @Test
  void asideBetweenNameAndCueIsPassedOver() {
    assertThat(
            told(
                "“It was dark,” Mary Okoth, a nurse from Kisumu whose house burned, told the court."))
        .containsExactly("Mary Okoth | told | - | It was dark,");
    assertThat(told("“It was dark,” the group's director, Mary Okoth, said."))
        .containsExactly("Mary Okoth | said | - | It was dark,");
  }

  @Test
  void quotationSplitByItsCueHasOneSpeaker() {
    assertThat(told("“We knew,” said Mary Okoth, “and nobody came.” Then it rained."))
        .containsExactly(
            "Mary Okoth | said | - | We knew,", "Mary Okoth | said | - | and nobody came.");
    assertThat(told("“We knew,” Mary Okoth said. “Nobody ever came here.”"))
        .containsExactly(
            "Mary Okoth | said | - | We knew,", "Mary Okoth | said | - | Nobody ever came here.");
  }

  @Test
  void quotationGoesOnOverParagraphs() {
    assertThat(told("Mary Okoth said: “We ran from the fire.\n\n“Nobody came to help us.”"))
        .containsExactly(
            "Mary Okoth | said | - | We ran from the fire.",
            "Mary Okoth | said | - | Nobody came to help us.");
    assertThat(told("“We ran,” Mary Okoth said.\n\n“Nobody came to help us.”"))
        .containsExactly(
            "Mary Okoth | said | - | We ran,", "Mary Okoth | - | - | Nobody came to help us.");
  }

  @Test
  void pronounMeansThePersonOfTheSentenceBefore() {
    assertThat(told("Chen Guowei met Mary Okoth on Monday. “I saw nothing,” he said."))
        .containsExactly("Chen Guowei | said | - | I saw nothing,");
    assertThat(told("Ms. Mary Okoth spoke before Mr. Chen Guowei did. “I saw it all,” she said."))
        .containsExactly("Mary Okoth | said | - | I saw it all,");
  }

  @Test
  void officeMeansThePersonWhoWasSaidToHoldIt() {
    assertThat(
            told("Chen Guowei, the ambassador, came late. “I saw nothing,” the ambassador said."))
        .containsExactly("Chen Guowei | said | - | I saw nothing,");
  }

  @Test
  void speakerWithoutANameIsGivenInTheWordsOfTheReport() {
    assertThat(quotes("“All is well,” the ministry said."))
        .singleElement()
        .satisfies(
            q -> {
              assertThat(q.speaker()).contains("the ministry");
              assertThat(q.speakerId()).isEmpty();
            });
  }

  @Test
  void scareQuotesAndTitlesAreNoQuotes() {
    assertThat(told("Many were held in “re-education camps,” and “The Night Show” was on."))
        .isEmpty();
    assertThat(told("The workers' rights and the farmers' rights were forgotten.")).isEmpty();
  }

  @Test
  void sentenceInQuotationMarksWithoutACueHasNoSpeaker() {
    assertThat(told("“We will not go away from here.”"))
        .containsExactly("? | - | - | We will not go away from here.");
  }

  @Test
  void britishSingleMarksAreToldFromApostrophes() {
    assertThat(told("‘The workers’ huts aren’t safe,’ said Mary Okoth."))
        .containsExactly("Mary Okoth | said | - | The workers’ huts aren’t safe,");
    assertThat(told("'The workers' huts aren't safe,' said Mary Okoth."))
        .containsExactly("Mary Okoth | said | - | The workers' huts aren't safe,");
  }

  @Test
  void statementsInTheReportersWordsAreFound() {
    assertThat(told("Mary Okoth said on Monday that the well was dry, but nobody looked."))
        .containsExactly("Mary Okoth | said | - | the well was dry");
    assertThat(told("The well was dry for weeks, according to the Tamarind Rights Network."))
        .containsExactly("Tamarind Rights Network | according to | - | The well was dry for weeks");
    assertThat(told("The well was dry for weeks, the ministry said on Monday."))
        .containsExactly("the ministry | said | - | The well was dry for weeks");
  }

  @Test
  void thatWhichPointsBackOpensNoStatement() {
    assertThat(told("Mary Okoth disputes that, and her lawyer has been held for a year."))
        .isEmpty();
    assertThat(told("Mary Okoth said that, in her view, the gates were open."))
        .containsExactly("Mary Okoth | said | - | in her view, the gates were open");
  }

  @Test
  void cueTellsTheStance() {
    assertThat(
            told("Chen Guowei denied any practice of “ethnic cleansing,” saying that all is well."))
        .containsExactly(
            "Chen Guowei | denied | denies | any practice of “ethnic cleansing,”",
            "Chen Guowei | saying | - | all is well");
    assertThat(told("Mary Okoth accused the police of torture."))
        .containsExactly("Mary Okoth | accused | accuses | the police of torture");
    assertThat(told("The police declined to comment on the case."))
        .containsExactly(
            "The police | declined to comment | declines | declined to comment on the case");
    assertThat(told("Chen Guowei has been accused of theft.")).isEmpty();
    assertThat(told("Chen Guowei did not say that the gates were open.")).isEmpty();
  }

  @Test
  void wordsThatDenyMakeADenialOfWhatWasMerelySaid() {
    assertThat(told("“There is no such camp here,” Chen Guowei said."))
        .containsExactly("Chen Guowei | said | denies | There is no such camp here,");
    assertThat(told("“There is no doubt about it,” Mary Okoth said."))
        .containsExactly("Mary Okoth | said | - | There is no doubt about it,");
  }

  @Test
  void otherLanguagesHaveTheirOwnMarksAndCues() {
    assertThat(told("«El agua baja verde», dijo Mary Okoth al salir.", "es"))
        .containsExactly("Mary Okoth | dijo | - | El agua baja verde");
    assertThat(told("« L’eau est verte », a déclaré Mary Okoth.", "fr"))
        .containsExactly("Mary Okoth | déclaré | - | L’eau est verte");
    assertThat(told("„Das Wasser ist grün“, sagte Mary Okoth.", "de"))
        .containsExactly("Mary Okoth | sagte | - | Das Wasser ist grün");
    assertThat(told("Mary Okoth negou que a água esteja suja.", "pt"))
        .containsExactly("Mary Okoth | negou | denies | a água esteja suja");
  }

  @Test
  void turnsOfAnInterviewAreSaidByWhoseNameOpensThem() {
    assertThat(
            told(
                """
                OKOTH: We ran from the fire that night.

                CHEN: There was never any fire.

                OKOTH: I have the scars, Mr. Chen."""))
        .containsExactly(
            "Mary Okoth | : | - | We ran from the fire that night.",
            "Chen Guowei | : | denies | There was never any fire.",
            "Mary Okoth | : | - | I have the scars, Mr. Chen.");
    assertThat(told("“OKOTH: We ran from the fire.\n\n“CHEN: Which fire was it?\n\n“OKOTH: Ours.”"))
        .hasSize(3)
        .first()
        .isEqualTo("Mary Okoth | : | - | We ran from the fire.");
    assertThat(told("Q: Who burned down the village?\n\nA: Soldiers of the third brigade."))
        .containsExactly(
            "? | - | - | Who burned down the village?",
            "? | - | - | Soldiers of the third brigade.");
    assertThat(told("Okoth: the story of a name.\n\nDate: 3 July.\n\nPlace: by the old well."))
        .isEmpty();
  }

  @Test
  void paragraphThatASayingLeadsToIsAQuotation() {
    assertThat(
            told(
                """
                In a letter to the court Mary Okoth wrote:

                The soldiers came at dawn. They said nothing to us.

                The village is empty."""))
        .containsExactly(
            "Mary Okoth | wrote | - | The soldiers came at dawn. They said nothing to us.");
    assertThat(told("The list of villages follows:\n\nKisumu was burned on Monday.")).isEmpty();
  }

  @Test
  void linesOfQuotedMailAreOfWhoeverWroteThem() {
    assertThat(
            told(
                """
                On Fri, 3 Jul 2020, Mary Okoth <okoth@example.org> wrote:
                > The soldiers came at dawn
                > and took my brother.

                We have heard the same."""))
        .containsExactly(
            "Mary Okoth | wrote | - | The soldiers came at dawn\n> and took my brother.");
    assertThat(told("Dear all,\n\n> The soldiers came at dawn.\n\nWho was it?"))
        .containsExactly("? | - | - | The soldiers came at dawn.");
  }

  @Test
  void tweetsAreOfTheirAuthors() {
    assertThat(told("@mokoth tweeted: “We will not be silent.”"))
        .containsExactly("@mokoth | tweeted | - | We will not be silent.");
    assertThat(told("Mary Okoth (@mokoth) spoke.\n\n“We will not be silent,” @mokoth wrote."))
        .containsExactly("Mary Okoth | wrote | - | We will not be silent,");
    assertThat(told("Soldiers are burning our houses now. — Mary Okoth (@mokoth) July 3, 2020"))
        .containsExactly("Mary Okoth | — | - | Soldiers are burning our houses now.");
    assertThat(told("Soldiers are burning our houses.\n\n— A. Nurse (@nurse_k) July 3, 2020"))
        .containsExactly("A. Nurse | — | - | Soldiers are burning our houses.");
    assertThat(told("Mary Okoth tweeted: Soldiers are burning our houses. It was noon."))
        .containsExactly("Mary Okoth | tweeted | - | Soldiers are burning our houses");
  }

  @Test
  void wordsInsideASentenceAreOfItsSubject() {
    assertThat(told("Mary Okoth vowed to fight “those who burned our houses” in court."))
        .contains("Mary Okoth | vowed | - | those who burned our houses");
    assertThat(told("“We ran,” Mary Okoth said, and still “got burned by the fire.”"))
        .containsExactly(
            "Mary Okoth | said | - | We ran,", "Mary Okoth | said | - | got burned by the fire.");
  }

  @Test
  void quotationThatIsNeverClosedEndsWithItsParagraph() {
    assertThat(told("Mary Okoth said: “We ran from the fire.\n\nThe village is empty."))
        .containsExactly("Mary Okoth | said | - | We ran from the fire.");
    assertThat(told("Mary Okoth said, \"We ran from the fire.\n\nThe village is empty."))
        .containsExactly("Mary Okoth | said | - | We ran from the fire.");
    assertThat(told("The 12\" gun was found.\n\nThe village is empty.")).isEmpty();
  }

  @Test
  void doubledSingleMarksAreDoubleOnes() {
    assertThat(told("''We ran,'' Mary Okoth said. ``They didn't,'' Chen Guowei said."))
        .containsExactly(
            "Mary Okoth | said | - | We ran,", "Chen Guowei | said | - | They didn't,");
  }

  @Test
  void passivesNameTheSpeakerBehindBy() {
    assertThat(told("The mayor was accused by Mary Okoth of burning the village."))
        .containsExactly("Mary Okoth | accused | accuses | burning the village");
    assertThat(told("On Monday, the arrests were condemned by the Tamarind Rights Network."))
        .containsExactly("Tamarind Rights Network | condemned | condemns | the arrests");
    assertThat(told("The arrests were not confirmed by Mary Okoth.")).isEmpty();
    assertThat(told("El alcalde fue acusado por Mary Okoth de quemar la aldea.", "es"))
        .containsExactly("Mary Okoth | acusado | accuses | quemar la aldea");
  }

  @Test
  void verbWithoutASubjectIsOfWhoeverSpokeJustBefore() {
    assertThat(told("Mary Okoth dijo que tenía miedo. «Nadie vino a ayudar», añadió.", "es"))
        .containsExactly(
            "Mary Okoth | dijo | - | tenía miedo", "Mary Okoth | añadió | - | Nadie vino a ayudar");
    assertThat(told("Mary Okoth chegou ontem. “Ninguém veio ajudar”, disse.", "pt"))
        .containsExactly("Mary Okoth | disse | - | Ninguém veio ajudar");
    assertThat(told("Llovía. «Nadie vino a ayudar», dijo.", "es"))
        .containsExactly("? | dijo | - | Nadie vino a ayudar");
    assertThat(told("Mary Okoth est venue. « Personne n’est venu », a-t-elle déclaré.", "fr"))
        .containsExactly("Mary Okoth | déclaré | - | Personne n’est venu");
  }

  @Test
  void chineseSayingsAreFoundWithWhoSaysThem() {
    assertThat(told("Chen Guowei周二表示：“新疆没有所谓的集中营。”", "zh"))
        .containsExactly("Chen Guowei | 表示 | denies | 新疆没有所谓的集中营。");
    assertThat(told("「他們打了他三天。」Mary Okoth說。", "zh"))
        .containsExactly("Mary Okoth | 說 | - | 他們打了他三天。");
    assertThat(told("外交部发言人对Mary Okoth说，一切正常。", "zh")).containsExactly("外交部发言人 | 说 | - | 一切正常");
    assertThat(told("Mary Okoth否认了这些指控。", "zh"))
        .containsExactly("Mary Okoth | 否认 | denies | 了这些指控");
    assertThat(told("据说Chen Guowei写了一部小说。Mary Okoth没有表示反对。", "zh")).isEmpty();
  }

  @Test
  void anyTextGivesQuotesInOrderWithinIt() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "“",
            "”",
            "\"",
            "'",
            "’",
            "‘",
            "«",
            "»",
            "„",
            "「",
            "」",
            " ",
            "\n",
            ", ",
            ". ",
            ": ",
            "said",
            "denied",
            "that",
            "he",
            "Chen",
            "Mary Okoth",
            "according to",
            "the ministry",
            "who",
            "-",
            "saying",
            "''",
            "``",
            "> ",
            "\n",
            "OKOTH: ",
            "@chen",
            "(",
            ")",
            " by ",
            "was accused",
            "\uD83D",
            "e\u0301",
            "说");
    for (int n = 0; n < 400; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      int last = 0;
      for (Quote quote : quotes(text.toString())) {
        assertThat(quote.start()).as("seed %d: %s", seed, text).isGreaterThanOrEqualTo(last);
        assertThat(text.substring(quote.start(), quote.end())).isEqualTo(quote.text());
        last = quote.start();
      }
    }
  }

  @Test
  void hostileTextsAreReadToTheirEnd() {
    for (String part :
        List.of(
            "``",
            "''a ",
            "> ",
            "OKOTH: \n",
            "Mary Okoth said:\n",
            "a — @b (@c)\n",
            "was denied by ",
            "@",
            "“",
            "\"a ",
            "'a ",
            "said ",
            "he said, “",
            "X, ",
            "that ",
            "« a ",
            "a")) {
      String text = part.repeat(200_000 / part.length());
      assertThat(quotes(text)).as(part).hasSizeLessThan(text.length());
    }
  }

  @Test
  void quoteThatIsNotItsStretchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Quote(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "abc",
                    5,
                    9))
        .withMessage("quote from 5 to 9 has 3 characters");
  }

  @Test
  void russianAndArabicSayingsAreFoundWithWhoSaysThem() {
    assertThat(told("«Его били трое суток», — сказала Mary Okoth.", "ru"))
        .containsExactly("Mary Okoth | сказала | - | Его били трое суток");
    assertThat(told("Chen Guowei заявил, что все лагеря давно закрыты.", "ru"))
        .containsExactly("Chen Guowei | заявил | - | все лагеря давно закрыты");
    assertThat(told("قالت Mary Okoth: «لقد ضربوه ثلاثة أيام متتالية هناك».", "ar"))
        .containsExactly("Mary Okoth | قالت | - | لقد ضربوه ثلاثة أيام متتالية هناك");
  }

  @Test
  void aNeutralVerbTellsNoStanceAndOneThatDoubtsTellsThatSomethingIsClaimed() {
    assertThat(told("Mary Okoth said the well was dry.").getFirst()).contains("| said | - |");
    assertThat(told("Mary Okoth claimed the well was dry.").getFirst())
        .contains("| claimed | claims |");
    assertThat(told("Mary Okoth insisted that the well was dry.").getFirst())
        .contains("| insisted | claims |");
  }
}
