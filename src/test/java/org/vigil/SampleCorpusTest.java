package org.vigil;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code corpus/} to what its description and {@code corpus/expected.tsv} in the test
 * resources say. In that table an empty cell means that the report states no such fact; {@code *}
 * means that readers may differ, so nobody is held to it.
 */
class SampleCorpusTest {

  private static final Path CORPUS = Path.of("corpus");

  private record Expected(
      String path,
      String part,
      String outlet,
      String date,
      String authors,
      String language,
      String title) {

    static Expected of(String line) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(7);
      return new Expected(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
    }

    /** The stated facts that a reader of the raw text can find word for word. */
    Stream<String> wordsOfThePage() {
      return Stream.concat(Stream.of(outlet, title), Arrays.stream(authors.split("; ", -1)))
          .filter(fact -> !fact.isEmpty() && !fact.equals("*"));
    }
  }

  @Test
  void everyFileIsExpectedToBeReadOrToFail() throws IOException {
    Set<String> named = new TreeSet<>(Set.of("README.md"));
    expected().forEach(e -> named.add(e.path()));
    rows("unreadable.tsv").forEach(row -> named.add(row.substring(0, row.indexOf('\t'))));

    assertThat(files()).containsExactlyElementsOf(named);
  }

  @Test
  void statedFactsOfTextFilesStandInTheirText() throws IOException {
    List<Expected> plain =
        expected().stream().filter(e -> e.path().matches(".*\\.(txt|md)")).toList();
    assertThat(plain).hasSizeGreaterThan(20);
    for (Expected e : plain) {
      String text = lower(Files.readString(CORPUS.resolve(e.path())));
      assertThat(e.wordsOfThePage()).as(e.path()).allMatch(fact -> text.contains(lower(fact)));
    }
  }

  @Test
  void datesAreIsoAndMayBePartial() throws IOException {
    assertThat(expected())
        .allMatch(e -> e.date().matches("|\\*|20\\d\\d(-[01]\\d(-[0-3]\\d)?)?"))
        .anyMatch(e -> e.date().length() == 7)
        .anyMatch(e -> e.date().isEmpty());
  }

  @Test
  void uyghursInXinjiangAreReportedInEveryYearFrom2018To2023() throws IOException {
    Set<String> years =
        expected().stream()
            .filter(e -> e.path().startsWith("xinjiang/") && e.date().length() == 10)
            .map(e -> e.date().substring(0, 4))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(years).containsExactly("2018", "2019", "2020", "2021", "2022", "2023");
  }

  @Test
  void brokenFilesAreBrokenInTheWayTheyClaim() throws IOException {
    assertThat(bytes("broken/empty.txt")).isEmpty();
    assertThat(bytes("broken/cut-off-in-transfer.docx"))
        .startsWith('P', 'K')
        .hasSizeLessThan(bytes("belarus/bialiatski-briefing.docx").length / 2);
    assertThat(latin1("broken/witness-list-encrypted.pdf")).contains("/Encrypt");
  }

  @Test
  void oneReportIsThereTwiceByteForByte() throws IOException {
    assertThat(bytes("newsdesk/copy-of-diverted-flight.txt"))
        .isEqualTo(bytes("belarus/minsk-diverted-flight.txt"));
  }

  @Test
  void oneRussianPageIsInWindows1251() throws IOException {
    byte[] page = bytes("belarus/posadka-v-minske.html");

    assertThat(new String(page, Charset.forName("windows-1251"))).contains("Протасевич");
    assertThatThrownBy(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(page)))
        .isInstanceOf(CharacterCodingException.class);
  }

  private static List<Expected> expected() throws IOException {
    return rows("expected.tsv").stream().map(Expected::of).toList();
  }

  private static List<String> rows(String table) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/corpus", table)).stream()
        .skip(1)
        .toList();
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(CORPUS)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> CORPUS.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static byte[] bytes(String path) throws IOException {
    return Files.readAllBytes(CORPUS.resolve(path));
  }

  private static String latin1(String path) throws IOException {
    return new String(bytes(path), ISO_8859_1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
