package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No pronoun, weekday, month or title is ever an entity, wherever it stands. */
class NeverAnEntityTest {

  private static final int SENTENCES = 2_000;

  /** So many for the deep recogniser, which is slow. */
  private static final int DEEP_SENTENCES = 300;

  private static final String[] NAMES = {
    "Ada Morrow", "Liu Xiaoming", "Nairobi", "Akinyi Odera", "Amnesty International", "Xinjiang"
  };

  private static List<String> found(Recogniser recogniser, String text, String language) {
    List<String> forms = new ArrayList<>();
    for (Mention mention :
        recogniser.recognise(Optional.empty(), text, Optional.of(language)).mentions()) {
      forms.add(text.substring(mention.start(), mention.end()));
    }
    return forms;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | I He She We They You It His Her Their Our My Him Them Us Who | Monday Tuesday Wednesday Thursday Friday Saturday Sunday | January February March April June July August September October November December | President Ambassador Minister Chancellor Colonel Professor Senator Judge Bishop Sheikh Mr. Mrs. Dr. | said told accused met left
          es | Yo Él Ella Ellos Ellas Nosotros Usted Su Le | Lunes Martes Miércoles Jueves Viernes Sábado Domingo | Enero Febrero Marzo Abril Junio Julio Agosto Septiembre Octubre Noviembre Diciembre | Presidente Ministra Embajador Gobernador Alcalde Senador Doña | dijo acusó llegó
          fr | Je Il Elle Nous Vous Ils Elles On Lui | Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche | Janvier Février Mars Avril Juin Juillet Août Septembre Octobre Novembre Décembre | Président Ministre Ambassadeur Docteur Professeur Maître | dit accuse répond
          de | Ich Er Sie Wir Ihr Es Du | Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag | Januar Februar März April Juni Juli August September Oktober November Dezember | Präsident Ministerin Kanzler Herr Frau | sagte kam klagte
          pt | Eu Ele Ela Nós Vocês Eles Elas | Segunda Terça Quarta Quinta Sexta Sábado Domingo | Janeiro Fevereiro Março Abril Junho Julho Agosto Setembro Outubro Novembro Dezembro | Presidente Senhora Embaixador Governador Prefeito Doutor | disse acusou chegou
          """)
  void whateverSentenceItStandsIn(
      String language, String pronouns, String days, String months, String titles, String verbs) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String[]> closed = new ArrayList<>();
    Set<String> never = new HashSet<>();
    for (String list : List.of(pronouns, days, months, titles)) {
      closed.add(list.split(" ", -1));
      Arrays.stream(list.split(" ", -1)).forEach(word -> never.add(bare(word)));
    }
    String[] acts = verbs.split(" ", -1);
    List<Recogniser> recognisers = DeepRecogniserTest.recognisers();
    boolean deep = recognisers.size() > 1 && language.equals("en");
    for (int i = 0; i < SENTENCES + (deep ? DEEP_SENTENCES : 0); i++) {
      Recogniser recogniser = recognisers.get(i < SENTENCES ? 0 : 1);
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 3 + random.nextInt(9); word++) {
        String next =
            switch (random.nextInt(4)) {
              case 0, 1 -> any(random, any(random, closed));
              case 2 -> any(random, NAMES);
              default -> any(random, acts);
            };
        // "US" is a country.
        boolean shouted = random.nextInt(12) == 0 && !next.equals("Us");
        String shown = shouted ? next.toUpperCase(Locale.ROOT) : next;
        text.append(shown).append(any(random, new String[] {" ", " ", " ", ", ", ". ", "\n\n"}));
      }
      for (String form : found(recogniser, text.toString(), language)) {
        boolean named =
            Arrays.stream(form.split("[^\\p{L}\\p{M}]+", -1))
                .anyMatch(word -> !word.isEmpty() && !never.contains(bare(word)));
        assertThat(named).as("seed %d: '%s' in '%s'", seed, form, text).isTrue();
      }
    }
  }

  /** Texts that were not made for this. */
  @ParameterizedTest
  @MethodSource("org.vigil.entity.DeepRecogniserTest#recognisers")
  void inTheSampleCorpus(Recogniser recogniser) throws IOException {
    Set<String> never =
        Set.of(
            "he",
            "she",
            "they",
            "it",
            "we",
            "i",
            "you",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "president",
            "ambassador",
            "minister",
            "mr",
            "mrs",
            "ms",
            "dr",
            "sheikh",
            "presidente",
            "lunes",
            "lundi",
            "montag");
    int mentions = 0;
    try (Stream<Path> files = Files.walk(Path.of("corpus"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*[.](txt|md|html)")).sorted().toList()) {
        String text =
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .replaceAll("<[^<>]{1,500}>", "\n");
        for (String form : found(recogniser, text, "en")) {
          mentions++;
          assertThat(never).as("%s", file).doesNotContain(bare(form));
        }
      }
    }
    assertThat(mentions).isGreaterThan(900);
  }

  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replace(".", "");
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String any(Random random, String[] values) {
    return values[random.nextInt(values.length)];
  }
}
