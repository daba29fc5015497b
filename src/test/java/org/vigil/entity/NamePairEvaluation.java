package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.apache.lucene.search.spell.JaroWinklerDistance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.schema.SpellingVariants;

/**
 * Measures what tells whether two spellings are one person's, on published pairs. Needs {@code
 * -Dvigil.data=DIR}; half of the pairs, by a hash of the first name, was looked at for the rules.
 */
@Tag("eval")
class NamePairEvaluation {

  private static final Path DATA = Path.of(System.getProperty("vigil.data", "target/data"));
  private static final float JARO_WINKLER = 0.9f;
  private static final SpellingVariants VARIANTS = SpellingVariants.shipped();
  private static final NameSimilarity SIMILARITY = new NameSimilarity();

  private record Pair(String one, String other, boolean same, boolean person, boolean tune) {}

  private record Figures(int truePositives, int falsePositives, int falseNegatives) {
    double f1() {
      return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "P %.3f R %.3f F1 %.3f",
          (double) truePositives / Math.max(1, truePositives + falsePositives),
          (double) truePositives / Math.max(1, truePositives + falseNegatives),
          f1());
    }
  }

  private static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(DATA.resolve("names/pairs.csv"))) {
      List<String> cells = cells(line);
      if (!cells.get(0).equals("case_group")) {
        pairs.add(
            new Pair(
                cells.get(2),
                cells.get(3),
                cells.get(4).equals("true"),
                cells.get(1).equals("Person"),
                isTune(cells.get(2))));
      }
    }
    return pairs;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static boolean isTune(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
      return digest[digest.length - 1] % 2 == 0;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Figures measure(List<Pair> pairs, BiPredicate<String, String> same) {
    int both = 0;
    int wrong = 0;
    int missed = 0;
    for (Pair pair : pairs) {
      boolean found = same.test(pair.one(), pair.other());
      both += found && pair.same() ? 1 : 0;
      wrong += found && !pair.same() ? 1 : 0;
      missed += !found && pair.same() ? 1 : 0;
      if (Boolean.getBoolean("vigil.show") && pair.tune() && found != pair.same()) {
        System.out.println((found ? "WRONG  " : "MISSED ") + pair.one() + " | " + pair.other());
      }
    }
    return new Figures(both, wrong, missed);
  }

  /** The set has deviations first and the name that they deviate from second. */
  private static boolean linked(EntityKind kind, String deviation, String name) {
    return linked(attested(kind, deviation, 1), attested(kind, name, 10));
  }

  private static boolean linkedUnlikely(String deviation, String name) {
    return linked(attested(EntityKind.PERSON, deviation, 10), attested(EntityKind.PERSON, name, 1));
  }

  private static boolean linked(Attested a, Attested b) {
    return a.id().equals(b.id())
        || Identities.of(List.of(a, b), VARIANTS::usual, Curation.NONE).changed().size() == 2;
  }

  private static Attested attested(EntityKind kind, String name, int reports) {
    return new Attested(kind.path() + "/" + Slugs.of(name), kind, name, reports);
  }

  @Test
  void spellingsOfPersons() throws IOException {
    List<Pair> persons = pairs().stream().filter(Pair::person).toList();
    JaroWinklerDistance distance = new JaroWinklerDistance();
    Figures check = new Figures(0, 0, 0);
    for (boolean tune : List.of(true, false)) {
      List<Pair> half = persons.stream().filter(p -> p.tune() == tune).toList();
      String name = (tune ? "looked at" : "unseen") + " (" + half.size() + ")";
      System.out.println(
          name + " equal, folded: " + measure(half, (a, b) -> Slugs.key(a).equals(Slugs.key(b))));
      System.out.println(
          name
              + " Jaro-Winkler .9: "
              + measure(
                  half,
                  (a, b) -> distance.getDistance(Slugs.key(a), Slugs.key(b)) >= JARO_WINKLER));
      System.out.println(
          name
              + " joined in an archive of these two: "
              + measure(half, (a, b) -> linked(EntityKind.PERSON, a, b)));
      System.out.println(
          name
              + " joined, the deviation being the more frequent: "
              + measure(half, NamePairEvaluation::linkedUnlikely));
      check = measure(half, (a, b) -> SIMILARITY.of(a, b) >= NameSimilarity.SAME);
      System.out.println(name + " read like one: " + check);
    }
    System.out.println(
        "all equal, folded: " + measure(persons, (a, b) -> Slugs.key(a).equals(Slugs.key(b))));
    System.out.println(
        "all Jaro-Winkler .9: "
            + measure(
                persons,
                (a, b) -> distance.getDistance(Slugs.key(a), Slugs.key(b)) >= JARO_WINKLER));
    Figures all = measure(persons, (a, b) -> SIMILARITY.of(a, b) >= NameSimilarity.SAME);
    System.out.println("all (" + persons.size() + ") read like one: " + all);
    System.out.println(
        "all joined in an archive of two: "
            + measure(persons, (a, b) -> linked(EntityKind.PERSON, a, b)));
    System.out.println(
        "all joined, the deviation being the more frequent: "
            + measure(persons, NamePairEvaluation::linkedUnlikely));
    assertThat(all.f1()).isGreaterThan(0.77);
  }

  @Test
  void spellingsOfOrganisations() throws IOException {
    List<Pair> others = pairs().stream().filter(p -> !p.person()).toList();
    System.out.println(
        "organisations ("
            + others.size()
            + ") equal, folded: "
            + measure(others, (a, b) -> Slugs.key(a).equals(Slugs.key(b))));
    System.out.println(
        "organisations joined in an archive of two: "
            + measure(others, (a, b) -> linked(EntityKind.ORGANISATION, a, b)));
  }
}
