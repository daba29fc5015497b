package org.vigil.entity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Languages in Latin letters whose nouns have so many endings that the taggers, which have learnt
 * from English, take bodies and seas for persons: "Unii Europejskiej", "Morze Czerwone".
 */
final class StrangeEndings {

  private static final Set<String> LANGUAGES =
      Set.of("pl", "cs", "sk", "sl", "hr", "bs", "sr", "hu", "fi", "et", "lv", "lt");

  /** Frequent given names of these languages beside those in the lists of all the world. */
  private static final Set<String> GIVEN =
      Words.words(
          "adam agata agnieszka aleksander aleksandra alicja andrzej anna antoni barbara bartosz"
              + " beata bogdan bożena cezary danuta dariusz dominik dorota edyta elżbieta ewa filip"
              + " grażyna grzegorz halina hanna henryk iwona izabela jacek jakub jan janina janusz"
              + " jarosław jerzy joanna jolanta józef justyna kacper kamil karol karolina katarzyna"
              + " kazimierz kinga krystyna krzysztof lech leszek łukasz maciej magdalena małgorzata"
              + " marcin marek maria mariusz marta mateusz michał mirosław monika natalia norbert"
              + " patryk paulina paweł piotr przemysław radosław rafał renata robert roman ryszard"
              + " sebastian sławomir stanisław stefan sylwia szymon tadeusz teresa tomasz urszula"
              + " waldemar wanda wiesław wiktor witold wojciech zbigniew zdzisław zofia zuzanna"
              + " adéla alena andrej andrea barbora blanka bohuslav daniel david dušan eliška eva"
              + " františek hana helena ilona ivan ivana ivo jana jaroslav jaroslava jindřich jiří"
              + " josef josip karel kateřina klára kristýna lenka libor lubomír lucie ludmila luboš"
              + " marie markéta martin martina michaela milan miloš miroslav ondřej pavel pavla petr"
              + " petra radek radim radovan renáta richard růžena stanislav šárka tereza tomáš václav"
              + " věra veronika viktor vladimír vojtěch zdeněk zuzana ľudmila mária peter štefan"
              + " aleksandar ana ante bojan boris branko danijel dejan dragan goran igor ivica jelena"
              + " katarina luka maja marija marko mate matej milica mirjana mladen nataša nikola"
              + " petar saša sanja slobodan snežana stjepan tomislav vesna vladimir vuk zoran željko"
              + " ágnes andrás anikó attila balázs béla csaba dávid edit endre erika erzsébet ferenc"
              + " gábor gergely györgy gyula ildikó imre istván jános judit katalin klára krisztina"
              + " lajos lászló margit mária márta mihály miklós mónika nóra orsolya péter sándor sára"
              + " szilvia tamás tibor viktória zoltán zsófia zsolt zsuzsanna"
              + " aino antti eero eeva hannu heikki ilkka jari jorma jukka kaisa kari kirsi liisa"
              + " marja matti mika mikko minna olli paavo päivi pekka petri pirjo riikka sari satu"
              + " seppo tarja timo tuula ville jaan kristjan mari toomas andris ilze inga jānis"
              + " kristīne andrius dalia gintaras jonas mindaugas rasa vytautas");

  private StrangeEndings() {}

  static boolean has(String language) {
    return LANGUAGES.contains(language);
  }

  /**
   * The names without the persons who have no given name. A single word stays if it ends the name
   * of somebody who has one.
   */
  static List<Name> believable(List<Name> names, Features features) {
    Set<String> families = new HashSet<>();
    List<Name> kept = new ArrayList<>();
    for (Name name : names) {
      int blank = name.form().lastIndexOf(' ');
      boolean whole = blank > 0 && isGiven(name.form().split("[ -]", 2)[0], features);
      if (name.kind() != EntityKind.PERSON || whole) {
        kept.add(name);
      }
      if (name.kind() == EntityKind.PERSON && whole) {
        families.add(name.form().substring(blank + 1));
      }
    }
    names.stream()
        .filter(name -> name.kind() == EntityKind.PERSON && families.contains(name.form()))
        .forEach(kept::add);
    return kept;
  }

  private static boolean isGiven(String word, Features features) {
    return GIVEN.contains(word.toLowerCase(Locale.ROOT)) || features.isGivenName(word);
  }
}
