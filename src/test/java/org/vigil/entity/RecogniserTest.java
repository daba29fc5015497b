package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the standard recogniser promises, on sentences of our own. */
class RecogniserTest {

  private static final Recogniser RECOGNISER = Recognisers.standard();

  private static Annotations read(String text) {
    return RECOGNISER.recognise(Optional.empty(), text, Optional.of("en"));
  }

  static List<String> names(Annotations annotations, EntityKind kind) {
    return annotations.entities().stream().filter(e -> e.kind() == kind).map(Entity::name).toList();
  }

  private static List<String> ids(Annotations annotations) {
    return annotations.entities().stream().map(Entity::id).toList();
  }

  private static List<String> mentions(String text, String entityId) {
    return read(text).mentions().stream()
        .filter(m -> m.entityId().equals(entityId))
        .map(m -> text.substring(m.start(), m.end()))
        .toList();
  }

  @Test
  void bareFamilyNameBelongsToTheFullNameAndTitlesAreNoPartOfIt() {
    String text =
        "Ambassador Chen Guowei met reporters in Nairobi on Tuesday. Chen denied the report. "
            + "“We regret it,” Mr. Chen said.";
    assertThat(mentions(text, "person/chen-guowei")).containsExactly("Chen Guowei", "Chen", "Chen");
    assertThat(names(read(text), EntityKind.PERSON)).containsExactly("Chen Guowei");
  }

  @Test
  void familyNameThatTwoPersonsShareBelongsToNeither() {
    String text =
        "Peter Otieno and Mary Otieno were arrested in Kisumu. Otieno was released on Friday.";
    Annotations annotations = read(text);
    assertThat(names(annotations, EntityKind.PERSON))
        .containsExactly("Peter Otieno", "Mary Otieno");
    assertThat(mentions(text, "person/peter-otieno")).containsExactly("Peter Otieno");
  }

  @Test
  void juniorIsNobodysFamilyName() {
    String text =
        "Peter Otieno Jr. was arrested in Kisumu. Otieno was released on Friday, said Mary Deng Jr.";
    assertThat(mentions(text, "person/peter-otieno-jr"))
        .containsExactly("Peter Otieno Jr.", "Otieno");
  }

  @Test
  void firmsAreNoPersons() {
    String text =
        "The importer, Tallowfield Apparel of Leeds, denied it. Norwell & Pike Analytics sold the"
            + " program. The contractor, Harbour Vista, did not answer. Norwell said nothing.";
    assertThat(names(read(text), EntityKind.PERSON)).doesNotContain("Tallowfield Apparel", "Pike");
    assertThat(names(read(text), EntityKind.ORGANISATION))
        .contains("Tallowfield Apparel", "Norwell & Pike Analytics");
  }

  @Test
  void aStateBehindItsTownIsReadInFull() {
    String text = "MACON, Ga. — Nine containers of shirts were held on Monday, officials said.";
    assertThat(names(read(text), EntityKind.PLACE)).contains("Georgia").doesNotContain("Ga");
    assertThat(read(text).entities().toString()).contains("country=Optional[US]");
  }

  @Test
  void aNameDoesNotReachIntoTheNextParagraph() {
    String text =
        "Briefing: the sentence against Ada Morrow\n\nHeron Rights Network\n\nShe was freed.";
    assertThat(read(text).mentions())
        .noneMatch(m -> text.substring(m.start(), m.end()).contains("\n"));
  }

  @Test
  void possessiveIsCutFromTheName() {
    String text = "Police raided Amina Yusuf’s home in Lagos, Nigeria's largest city.";
    assertThat(mentions(text, "person/amina-yusuf")).containsExactly("Amina Yusuf");
    assertThat(mentions(text, "place/nigeria")).containsExactly("Nigeria");
  }

  @Test
  void unitedStatesIsOnePlaceUnderAllItsNames() {
    String text =
        "The United States protested. Officials of the U.S. met in Geneva, and a US diplomat, "
            + "who left the USA in May, spoke.";
    assertThat(ids(read(text)).stream().filter(id -> id.contains("united-states")))
        .containsExactly("place/united-states");
    assertThat(mentions(text, "place/united-states"))
        .containsExactly("United States", "U.S.", "US", "USA");
  }

  @Test
  void unitedKingdomIsOnePlaceUnderAllItsNames() {
    String text = "Britain and France agreed. The UK will pay; the United Kingdom signed.";
    assertThat(mentions(text, "place/united-kingdom"))
        .containsExactly("Britain", "UK", "United Kingdom");
  }

  @Test
  void spellingsOfOnePeopleAreOneGroupAndNoPlace() {
    String text =
        "Uighur families fled. Among the Uyghurs in Istanbul, many Uygur women and Uighurs spoke.";
    Annotations annotations = read(text);
    assertThat(mentions(text, "group/uyghur"))
        .containsExactly("Uighur", "Uyghurs", "Uygur", "Uighurs");
    assertThat(names(annotations, EntityKind.PLACE)).containsExactly("Istanbul");
  }

  @Test
  void suffixAfterAHyphenIsNoPartOfThePlace() {
    String text = "The Geneva-based monitor and a Kenyan-born lawyer spoke.";
    assertThat(names(read(text), EntityKind.PLACE)).containsExactly("Geneva");
    assertThat(mentions(text, "group/kenyan")).containsExactly("Kenyan");
  }

  @Test
  void programmeNamedAfterAPersonIsNoPerson() {
    Annotations annotations =
        read("She appeared on The Martin Okello Show on Sunday and was asked about the camps.");
    assertThat(names(annotations, EntityKind.PERSON)).isEmpty();
  }

  @Test
  void pronounsDaysAndMonthsAreNothing() {
    Annotations annotations =
        read("He and She left on Monday. In July, They returned; HE SAID SO ON FRIDAY. I agree.");
    assertThat(annotations.entities()).isEmpty();
  }

  @Test
  void bylineIsNoMention() {
    Annotations annotations =
        read("July 20, 2020 By Hannah Cheng\n\nPolice in Manila arrested two people on Sunday.");
    assertThat(names(annotations, EntityKind.PERSON)).isEmpty();
  }

  @Test
  void titleAloneAddsKnownPlacesWithoutMentionsButNoUnknownPersons() {
    Annotations annotations =
        RECOGNISER.recognise(
            Optional.of("Great Walking Boots Leave Nigeria Behind"),
            "Nothing of note was said at the meeting.",
            Optional.of("en"));
    assertThat(ids(annotations)).containsExactly("place/nigeria");
    assertThat(annotations.mentions()).isEmpty();
  }

  @Test
  void cityIsNotCountedAgainAsTheDivisionNamedLikeIt() {
    Annotations found = read("The ministry in Beijing denied it. Diplomats in Geneva did not.");

    assertThat(found.entities())
        .filteredOn(e -> e.kind() == EntityKind.PLACE)
        .extracting(
            Entity::name,
            e -> e.location().orElseThrow().within().stream().map(Location.Ancestor::name).toList())
        .containsExactly(
            tuple("Beijing", List.of("China")), tuple("Geneva", List.of("Switzerland")));
  }

  @Test
  void placeKnowsWhatContainsIt() {
    Annotations annotations = read("He was held in Urumqi, the capital of Xinjiang.");
    Entity urumqi =
        annotations.entities().stream()
            .filter(e -> e.id().contains("urumqi"))
            .findFirst()
            .orElseThrow();
    Location location = urumqi.location().orElseThrow();
    assertThat(location.country()).contains("CN");
    assertThat(location.within())
        .extracting(Location.Ancestor::id)
        .containsExactly("place/xinjiang", "place/china");
    assertThat(location.latitude()).isBetween(43.0, 44.5);
  }

  @Test
  void contextTellsNamesakesApart() {
    assertThat(country("Paris", "Police in Paris, Texas, arrested a man. The Texas court ruled."))
        .isEqualTo("US");
    assertThat(country("Paris", "Protesters in Paris marched; France saw more in Lyon."))
        .isEqualTo("FR");
    assertThat(country("Tripoli", "The clashes in Tripoli spread over Libya, to Benghazi."))
        .isEqualTo("LY");
    assertThat(country("Tripoli", "Gunfire in Tripoli alarmed Lebanon; Beirut sent the army."))
        .isEqualTo("LB");
    assertThat(country("Georgia", "Voters in Georgia and Armenia protested, Tbilisi said."))
        .isEqualTo("GE");
    assertThat(country("Italy", "Dallas, Houston and Austin, in Texas, sell to Italy and France."))
        .isEqualTo("IT");
    assertThat(
            country("Geneva", "Prisons of Texas were criticised in Geneva by the United States."))
        .isEqualTo("CH");
    assertThat(country("London", "The United States and New York sued; London was silent."))
        .isEqualTo("GB");
  }

  private static String country(String name, String text) {
    return read(text).entities().stream()
        .filter(e -> e.name().equals(name))
        .flatMap(e -> e.location().flatMap(Location::country).stream())
        .findFirst()
        .orElse("nowhere");
  }

  @Test
  void divisionsArePlacesWithAndWithoutWhatTheyAre() {
    String text =
        "Gunmen attacked Niger State in Nigeria, then Karakax County, Eastern Aleppo and Jammu and"
            + " Kashmir. Police in Maharashtra's Aurangabad district fled to Blairsville in western"
            + " Pennsylvania.";
    assertThat(names(read(text), EntityKind.PLACE))
        .containsExactlyInAnyOrder(
            "Niger State",
            "Nigeria",
            "Qaraqash",
            "Aleppo",
            "Jammu and Kashmir",
            "Maharashtra",
            "Aurangabad",
            "Blairsville",
            "Pennsylvania");
  }

  @Test
  void wordsThatAreCountriesElsewhereAreNoPlaces() {
    String text =
        "FAR OUT, MAN. Siri and Sam sold Chili on an Island, said Malte Prior, who crossed the Atlantic.";
    assertThat(names(read(text), EntityKind.PLACE)).containsExactly("Atlantic");
  }

  @Test
  void whoTookAPictureIsNobodyOfTheReport() {
    String text =
        "Amina Yusuf, left, at a rally in Abuja on Monday. Photo: Peter Muller/AFP via Getty Images."
            + " She waves to the crowd. (AP Photo/Maria Lopez) Photograph by Helga Brandt.";
    assertThat(names(read(text), EntityKind.PERSON)).containsExactly("Amina Yusuf");
  }

  @Test
  void whatReportsAreAboutIsNoBody() {
    String text = "Human Rights Defenders and Civil Society met the Kivu Relief Council in Goma.";
    assertThat(names(read(text), EntityKind.ORGANISATION)).containsExactly("Kivu Relief Council");
  }

  @Test
  void countiesAreKnownWithoutTheWord() {
    String text = "Officers in Gwinnett, Georgia, said deputies from Atlanta searched a house.";
    assertThat(mentions(text, "place/gwinnett-county")).containsExactly("Gwinnett");
  }

  @Test
  void townsAreMeantThatLieTogether() {
    assertThat(within("Springfield", "Fires in Springfield, Holyoke and Northampton, police said."))
        .contains("place/massachusetts");
    assertThat(within("Springfield", "Fires in Springfield, Decatur and Peoria, police said."))
        .contains("place/illinois");
    assertThat(within("Newport", "A trial in Newport, Campbell County, went on for a year."))
        .contains("place/kentucky");
  }

  private static List<String> within(String name, String text) {
    return read(text).entities().stream()
        .filter(e -> e.name().equals(name))
        .flatMap(e -> e.location().stream())
        .flatMap(l -> l.within().stream().map(Location.Ancestor::id))
        .toList();
  }

  @Test
  void acronymInBracketsIsTheSameOrganisation() {
    String text =
        "The Kivu Journalists Union (KJU) protested on Monday. The KJU said its offices in Goma"
            + " were searched.";
    assertThat(mentions(text, "organisation/kivu-journalists-union"))
        .containsExactly("Kivu Journalists Union", "KJU", "KJU");
  }

  @Test
  void organisationsWrittenInSeveralWaysAreOne() {
    String text =
        "The United Nations Human Rights Committee met on Monday. The UN Human Rights Committee"
            + " heard the U.S. Department of Justice and the US Justice Department. The Ministry of"
            + " the Interior spoke for the Interior Ministry.";
    assertThat(ids(read(text)))
        .containsOnlyOnce(
            "organisation/un-human-rights-committee",
            "organisation/us-justice-department",
            "organisation/interior-ministry")
        .noneMatch(id -> id.startsWith("organisation/united-nations-human"))
        .noneMatch(id -> id.contains("-of-"));
  }

  @Test
  void partsOfTheWorldAreNoTowns() {
    String text =
        "Workers from the Gulf went to Europe. In Minsk he blamed the West, and people fled to the"
            + " East. The blast was in West, Texas, on Monday.";
    assertThat(names(read(text), EntityKind.PLACE))
        .contains("Persian Gulf")
        .doesNotContain("Gulf Province", "East");
    assertThat(mentions(text, "place/west-us")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void sameTextGivesTheSameAnswer() {
    String text = "Amina Yusuf told Reuters in Lagos that the United Nations must act.";
    assertThat(read(text)).isEqualTo(read(text));
  }
}
