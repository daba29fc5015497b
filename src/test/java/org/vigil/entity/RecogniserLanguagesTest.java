package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Languages that the tagger was not trained on yield names all the same. */
class RecogniserLanguagesTest {

  private static Annotations read(String language, String text) {
    return Recognisers.standard().recognise(Optional.empty(), text, Optional.of(language));
  }

  private static List<String> names(String language, String text, EntityKind kind) {
    return RecogniserTest.names(read(language, text), kind);
  }

  @Test
  void spanishNamesPeoplePlacesAndBodies() {
    String text =
        "La abogada Rosaura Quintero denunció el lunes en Bogotá que soldados habían detenido a "
            + "dos líderes en Colombia. La ONU pidió una investigación, dijo Quintero.";
    assertThat(names("es", text, EntityKind.PERSON)).containsExactly("Rosaura Quintero");
    assertThat(names("es", text, EntityKind.PLACE)).contains("Colombia");
    assertThat(names("es", text, EntityKind.ORGANISATION)).contains("United Nations");
  }

  @Test
  void germanNounsAndAuthorsAreNoPersonsOfTheReport() {
    String text =
        "Von Wiebke Hansen, London\n\nSie hat elf Monate lang in einer Weberei Tuch gefaltet."
            + " Das sagte die Anwältin Petra Lindholm am Montag in Köln.";
    assertThat(names("de", text, EntityKind.PERSON)).containsExactly("Petra Lindholm");
  }

  @Test
  void germanNounsAreNeitherPersonsNorPlacesNorBodies() {
    String text =
        "Kein Wunder, dass von Frauen die Rede ist. Welche Rolle spielt der Rest? Bei 20 Grad machte"
            + " er sich einen Namen und ging auf Tour. Wegen der Corona-Krise fiel das Essen aus, und"
            + " bis zum Ende des Monats trat nichts in Kraft. Nach der Unterzeichnung des zweiten"
            + " Vertrages gilt Ähnliches für Gerät und Küche.";
    for (EntityKind kind : EntityKind.values()) {
      assertThat(names("de", text, kind)).as(kind.toString()).isEmpty();
    }
  }

  @Test
  void germanNamesAreFoundAmongNouns() {
    String text =
        "In Essen sprach Ministerpräsidentin Ilvana Brudek mit Ursula von der Leyen. Nach dem Tod von"
            + " Hanna Lindner ermittelt die Staatsanwaltschaft Köln, das Ministerium"
            + " schweigt. Der Zug aus Mailand hielt in Los Angeles nie.";
    assertThat(names("de", text, EntityKind.PERSON))
        .containsExactlyInAnyOrder("Ilvana Brudek", "Ursula von der Leyen", "Hanna Lindner");
    assertThat(names("de", text, EntityKind.PLACE))
        .containsExactlyInAnyOrder("Essen", "Cologne", "Milan", "Los Angeles");
  }

  @Test
  void bodiesOfRomanceLanguagesAreNoPlacesAndTwoPersonsAreTwo() {
    String spanish =
        "La Sala Penal de la Corte Suprema de Justicia escuchó en La Paz a los testigos. La empresa"
            + " Textiles del Valle S.A. calló.";
    assertThat(names("es", spanish, EntityKind.PLACE)).containsExactly("La Paz");
    String french =
        "Selon Raphaël Garrigos et Isabelle Roberts, la Cour suprême n’a pas répondu à Bordeaux.";
    assertThat(names("fr", french, EntityKind.PERSON))
        .containsExactly("Raphaël Garrigos", "Isabelle Roberts");
    assertThat(names("fr", french, EntityKind.PLACE)).containsExactly("Bordeaux");
  }

  @Test
  void lawsOperationsAndOfficesOfRomanceLanguagesAreNoPersons() {
    String spanish =
        "La Operación Lucero terminó el lunes. Según la Carta Magna y el Código Procesal, la Alianza"
            + " Francesa y la Cruz Roja declaran ante la Relatoría Especial, dijo Rosaura Quintero y"
            + " Tomás Olmedo Rivas en la Convención Constituyente.";
    assertThat(names("es", spanish, EntityKind.PERSON))
        .containsExactlyInAnyOrder("Rosaura Quintero", "Tomás Olmedo Rivas");
    assertThat(names("es", spanish, EntityKind.ORGANISATION))
        .contains("Alianza Francesa", "Red Cross");
    String french =
        "Le ministre de la Santé Bastien Morvan et Claire Aubin ont critiqué le Code Pénal et la"
            + " Génération Horizon devant l’Université Nantaise. Les Tibétains ont ri.";
    assertThat(names("fr", french, EntityKind.PERSON))
        .containsExactlyInAnyOrder("Bastien Morvan", "Claire Aubin");
    assertThat(names("fr", french, EntityKind.GROUP)).containsExactly("Tibetan");
    String italian =
        "Il ministro degli Affari Esteri Bruno Salvetti ha parlato in Medio Oriente con le Forze"
            + " Armate. La polizia di Stato Anna Ferrante non la conosce.";
    assertThat(names("it", italian, EntityKind.PERSON))
        .containsExactlyInAnyOrder("Bruno Salvetti", "Anna Ferrante");
  }

  @Test
  void nounsOfRomanceLanguagesAreNoTownsElsewhere() {
    String text =
        "Cada año la Liga cierra en Pleno. La Capital Federal calla; Londres y Pekín también, dijo"
            + " ayer en Rosario la abogada Rosaura Quintero.";
    assertThat(names("es", text, EntityKind.PLACE))
        .containsExactlyInAnyOrder("London", "Beijing", "Rosario");
  }

  @Test
  void endingsOfNounsMakeNoPersons() {
    String text =
        "Według Unii Europejskiej i Ministerstwa Pracy adwokatka Urszula Wilczek mówiła prawdę. Wilczek"
            + " zeznawała przed Trybunałem Konstytucyjnym w Warszawie.";
    assertThat(names("pl", text, EntityKind.PERSON)).containsExactly("Urszula Wilczek");
  }

  @Test
  void placesKeepTheirArticles() {
    String text =
        "Two journalists of the Los Angeles Times flew from Los Angeles to La Paz and El Paso.";
    assertThat(names("en", text, EntityKind.PLACE))
        .containsExactlyInAnyOrder("Los Angeles", "La Paz", "El Paso");
    assertThat(names("en", text, EntityKind.ORGANISATION)).containsExactly("Los Angeles Times");
  }

  @Test
  void verbsAreNoPersons() {
    assertThat(names("pt", "«Não sei», contou. «Riram-se, com pena.»", EntityKind.PERSON))
        .isEmpty();
    assertThat(names("fr", "« J’en ai enterré trois, répond Al-Majbari. »", EntityKind.PERSON))
        .doesNotContain("répond Al-Majbari");
  }

  @Test
  void frenchNamesOfPeoplesMeetTheEnglishOnes() {
    String text =
        "À Paris, des Ouïghours et des Kurdes ont manifesté devant l’ambassade de Chine, a dit la "
            + "militante Solène Marchandier.";
    assertThat(names("fr", text, EntityKind.GROUP)).contains("Uyghur", "Kurdish");
    assertThat(names("fr", text, EntityKind.PLACE)).contains("Paris", "China");
    assertThat(names("fr", text, EntityKind.PERSON)).containsExactly("Solène Marchandier");
  }

  @Test
  void russianCasesMeetInOneEntity() {
    String text =
        "В Москве журналистку Анну Веригину задержали во вторник. «Мы ждали этого», — заявил "
            + "адвокат Павел Дорохов. Веригина живёт в России; ООН требует освободить Веригину.";
    assertThat(names("ru", text, EntityKind.PERSON))
        .hasSize(2)
        .anySatisfy(n -> assertThat(n).startsWith("Анн").contains("Веригин"))
        .contains("Павел Дорохов");
    assertThat(names("ru", text, EntityKind.PLACE)).contains("Moscow", "Russia");
    assertThat(names("ru", text, EntityKind.ORGANISATION)).containsExactly("United Nations");
  }

  @Test
  void arabicTitlesIntroducePersonsAndParticlesArePeeledOff() {
    String text =
        "وقال المحامي سليم حداد إن الشرطة في بيروت ودمشق أوقفت ناشطين. وأضاف حداد أن لبنان صامت.";
    assertThat(names("ar", text, EntityKind.PERSON)).containsExactly("سليم حداد");
    assertThat(names("ar", text, EntityKind.PLACE)).contains("Beirut", "Damascus", "Lebanon");
  }

  @Test
  void chineseTitlesAndVerbsFramePersons() {
    String text = "联合国发言人李明华表示,新疆的维吾尔人被关押。德国学者安娜·贝克尔认为,中国应当回应。";
    assertThat(names("zh", text, EntityKind.PERSON)).containsExactly("李明华", "安娜·贝克尔");
    assertThat(names("zh", text, EntityKind.PLACE)).contains("Xinjiang", "China", "Germany");
    assertThat(names("zh", text, EntityKind.GROUP)).containsExactly("Uyghur");
  }

  @Test
  void transliteratedIdIsReadable() {
    assertThat(read("zh", "发言人李明华表示,报告不实。").entities())
        .extracting(Entity::id)
        .containsExactly("person/li-ming-hua");
  }
}
