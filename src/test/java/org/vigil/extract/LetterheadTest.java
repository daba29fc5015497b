package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.date.PartialDate;

class LetterheadTest {

  private static final String STORY =
      """


      Families were evicted from their houses at night and without notice, according to 64 people who \
      were interviewed there in June. They said that nobody had shown them an order of a court.

      The county has rejected such accusations and has promised an inquiry into what happened there.
      """;

  @Test
  void aNameAboveTheTitleOfAPressReleasePublishedIt() {
    Facts facts =
        facts(
            """
            TAMARIND RIGHTS NETWORK

            FOR IMMEDIATE RELEASE

            4 May 2021

            Kenya: families evicted at night
            """
                + STORY
                + "\nAn inquiry by the Tamarind Rights Network goes on.\n",
            "Kenya: families evicted at night");

    assertThat(facts.outlet().map(Fact::value)).contains("Tamarind Rights Network");
    assertThat(facts.date().map(Fact::value)).contains(PartialDate.of(2021, 5, 4));
    assertThat(facts.title().map(Fact::value)).contains("Kenya: families evicted at night");
    assertThat(facts.authors()).isEmpty();
  }

  @Test
  void aNameBesideTheKindOfPaperPublishedIt() {
    Facts facts =
        facts(
            """
            Briefing: the sentence against Ales Bialiatski

            Cormorant Legal Observatory

            Legal briefing, 6 March 2023

            Prepared by Ottoline Farquhar and Jo Lindqvist
            """
                + STORY,
            "Briefing: the sentence against Ales Bialiatski");

    assertThat(facts.outlet().map(Fact::value)).contains("Cormorant Legal Observatory");
    assertThat(facts.authors().map(Fact::value))
        .contains(List.of("Ottoline Farquhar", "Jo Lindqvist"));
    assertThat(facts.date().map(Fact::value)).contains(PartialDate.of(2023, 3, 6));
  }

  @Test
  void runningHeadsLosePageAndDayAndKindOfPaper() {
    assertThat(outlet("A7 NINEFOLD DISPATCH SUNDAY, OCTOBER 31, 2021"))
        .contains("Ninefold Dispatch");
    assertThat(outlet("TAMARIND RIGHTS NETWORK PRESS NOTE 23/31"))
        .contains("Tamarind Rights Network");
    assertThat(outlet("Observatorio Ciudadano del Sur | Comunicado de prensa 14"))
        .contains("Observatorio Ciudadano del Sur");
    assertThat(outlet("Ligue des droits de la côte · Communiqué de presse")).isEmpty();
    assertThat(outlet("Ligue des Droits de la Côte · Communiqué de presse"))
        .contains("Ligue des Droits de la Côte");
  }

  @Test
  void theDocumentsOwnAddressSpeaksForANameWithoutATellingNoun() {
    assertThat(outlet("Harbour Light")).isEmpty();
    assertThat(outlet("Harbour Light · www.harbourlight.example")).contains("Harbour Light");
  }

  @Test
  void imprintsAndIndexNumbersNameThePublisher() {
    assertThat(
            facts(
                    "Kenya: families evicted"
                        + STORY
                        + "\nPublished by the Tamarind Rights Network\n",
                    "Kenya: families evicted")
                .outlet())
        .contains(
            new Fact<>(
                "Tamarind Rights Network",
                "letterhead-imprint",
                0.8,
                "Published by the Tamarind Rights Network"));
    assertThat(
            facts(
                    "Index: AFR 32/4137/2021\n\nKenya: families evicted"
                        + STORY
                        + "\nAmnesty International calls for an inquiry.\n",
                    "Kenya: families evicted")
                .outlet())
        .contains(
            new Fact<>(
                "Amnesty International", "letterhead-index", 0.9, "Index: AFR 32/4137/2021"));
  }

  @Test
  void aReporterSaysForWhomSheWrites() {
    Facts facts =
        facts(
            """
            Before she was a flag

            Cordelia Vance in Sulaymaniyah for Lanternwick Post, Saturday, November 5, 2022
            """
                + STORY,
            "Before she was a flag");

    assertThat(facts.outlet().map(Fact::value)).contains("Lanternwick Post");
    assertThat(facts.authors().map(Fact::value)).contains(List.of("Cordelia Vance"));
  }

  @Test
  void anOrganisationThatADocumentIsAboutDidNotPublishIt() {
    assertThat(
            facts(
                    """
                    Submission on evictions

                    To the Human Rights Committee

                    Tamarind Rights Network, Cormorant Legal Observatory
                    """
                        + STORY,
                    "Submission on evictions")
                .outlet())
        .isEmpty();
    assertThat(
            facts(
                    "Joint statement\n\nTamarind Rights Network\n\nPress release\n\nCormorant Legal"
                        + " Observatory\n\nKenya: families evicted"
                        + STORY,
                    "Kenya: families evicted")
                .outlet())
        .isEmpty();
    assertThat(facts("Rights Groups Condemn Eviction of Families" + STORY, "").outlet()).isEmpty();
  }

  @Test
  void bareNamesAreAuthorsOnlyBelowTheTitleAndAlone() {
    String title = "Thursdays Off";
    assertThat(authors(title + "\n\nNoor Haddadin and Jo Lindqvist\n\nJune 2022", title))
        .containsExactly("Noor Haddadin", "Jo Lindqvist");
    assertThat(authors("Congressional Submission\n\nThursdays Off\n\nJune 2022", title)).isEmpty();
    assertThat(authors(title + "\n\nMr. Noor Haddadin, Governor\n\nJune 2022", title)).isEmpty();
    assertThat(authors(title + "\n\nFooter Left Footer Middle Footer Right", title)).isEmpty();
  }

  private static List<String> authors(String head, String title) {
    return facts(head + STORY, title).authors().map(Fact::value).orElse(List.of());
  }

  private static Optional<String> outlet(String top) {
    return facts(
            top + "\n\nKenya: families evicted at night\n\n4 May 2021" + STORY,
            "Kenya: families evicted at night")
        .outlet()
        .map(Fact::value);
  }

  private static Facts facts(String text, String heading) {
    return DocumentFacts.of(
        text,
        new DocumentFacts.Declared(
            Optional.of(heading).filter(h -> !h.isEmpty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false),
        new FactContext(Optional.empty(), Optional.of(LocalDate.of(2024, 5, 1))));
  }
}
