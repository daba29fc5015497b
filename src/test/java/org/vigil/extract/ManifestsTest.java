package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.date.PartialDate;

class ManifestsTest {

  @TempDir Path folder;

  @Test
  void aLineStatesFactsForItsFileAndSaysSoInTheWordsGiven() throws IOException {
    file("a/b.txt");
    manifest(
        "vigil.csv",
        """
        path,title,outlet,date,authors,url,language,collection
        a/b.txt,"Camps, seen",Osprey Wire,2020-07,Heather Chen; Liu An,https://x.example/1,fr,desk
        """);

    Statement stated = stated("a/b.txt");

    assertThat(stated.facts().title())
        .contains(new Fact<>("Camps, seen", "manifest", 1, "Camps, seen"));
    assertThat(stated.facts().outlet().map(Fact::value)).contains("Osprey Wire");
    assertThat(stated.facts().date())
        .contains(new Fact<>(PartialDate.of(2020, 7), "manifest", 1, "2020-07"));
    assertThat(stated.facts().authors())
        .contains(
            new Fact<>(List.of("Heather Chen", "Liu An"), "manifest", 1, "Heather Chen; Liu An"));
    assertThat(stated.facts().url().map(Fact::value)).contains("https://x.example/1");
    assertThat(stated.facts().language().map(Fact::value)).contains("fr");
    assertThat(stated.collection()).contains("desk");
    assertThat(new Manifests().about(folder.resolve("a/other.txt"))).isEqualTo(Statements.NONE);
  }

  @Test
  void whatIsStatedWinsOverWhatWasFoundAndLeavesTheRest() throws IOException {
    file("a.txt");
    manifest("vigil.csv", "path,outlet\na.txt,Osprey Wire\n");
    Facts found =
        new Facts(
            Optional.of(new Fact<>("Found title", "text-title", 0.8, "Found title")),
            Optional.of(new Fact<>("Found outlet", "masthead", 0.8, "Found outlet")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Fact<>("GENEVA", "text-dateline", 0.9, "GENEVA")),
            Optional.empty(),
            Optional.empty());

    Facts facts = stated("a.txt").over(found);

    assertThat(facts.title().map(Fact::value)).contains("Found title");
    assertThat(facts.outlet().map(Fact::value)).contains("Osprey Wire");
    assertThat(facts.dateline().map(Fact::value)).contains("GENEVA");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-07-20T10:15:00Z, 2020-07-20",
    "2020-07-20 10:15, 2020-07-20",
    "20.07.2020, 2020-07-20",
    "20 July 2020, 2020-07-20",
    "'July 20, 2020', 2020-07-20",
    "03/04/2020,",
    "2020-02-30,",
    "31.02.2020,",
    "some time in 2020,"
  })
  void aDayIsReadAsPeopleWriteItWhereItCanBeReadInOneWay(String words, @Nullable String day)
      throws IOException {
    file("a.txt");
    manifest("vigil.csv", "path,date\na.txt,\"" + words + "\"\n");

    assertThat(stated("a.txt").facts().date().map(d -> d.value().toString()))
        .isEqualTo(Optional.ofNullable(day));
  }

  @Test
  void theNearerFolderAndTheLongerPathGoFirstFactByFact() throws IOException {
    file("a/b/c.txt");
    file("a/d.txt");
    manifest(
        "vigil.csv",
        """
        path,outlet,collection,language,title
        .,Everybody,all,en,
        a,A Post,,,
        *.txt,,,de,
        a/b/c.txt,,,,Above
        """);
    manifest("a/b/vigil.json", "{\"path\": \"c.txt\", \"title\": \"Beside\"}");

    Statement stated = stated("a/b/c.txt");

    assertThat(stated.facts().title().map(Fact::value)).contains("Beside");
    assertThat(stated.facts().language().map(Fact::value)).contains("de");
    assertThat(stated.facts().outlet().map(Fact::value)).contains("A Post");
    assertThat(stated.collection()).contains("all");
    assertThat(stated("x.pdf").facts().outlet().map(Fact::value)).contains("Everybody");
    assertThat(stated("x.pdf").facts().language().map(Fact::value)).contains("en");
    assertThat(stated("a/d.txt").facts().title()).isEmpty();
  }

  @Test
  void partsOfAnArchiveAreNamedAfterAnExclamationMark() throws IOException {
    file("box.zip");
    file("a!b.txt");
    manifest(
        "vigil.csv",
        """
        path,outlet,title
        box.zip,Osprey Wire,
        box.zip!mail/1.eml,,First
        box.zip!inner.zip,Tideline,
        a!b.txt,Quillhaven Post,
        """);
    Statements box = new Manifests().about(folder.resolve("box.zip"));

    assertThat(box.about(Optional.of("mail/1.eml")).facts().title().map(Fact::value))
        .contains("First");
    assertThat(box.about(Optional.of("mail/1.eml")).facts().outlet().map(Fact::value))
        .contains("Osprey Wire");
    assertThat(box.about(Optional.of("mail/1.emlx")).facts().title()).isEmpty();
    assertThat(box.about(Optional.of("inner.zip!x.txt")).facts().outlet().map(Fact::value))
        .contains("Tideline");
    assertThat(stated("a!b.txt").facts().outlet().map(Fact::value)).contains("Quillhaven Post");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void theFingerprintChangesWithWhatIsStatedAboutTheFileAndWithNothingElse() throws IOException {
    file("a.txt");
    file("b.txt");
    manifest("vigil.csv", "path,outlet\na.txt,One\nb.txt,Two\n");
    Optional<String> a = fingerprint("a.txt");
    Optional<String> b = fingerprint("b.txt");
    manifest("vigil.csv", "path,outlet\nb.txt,Other\na.txt,One\n");

    assertThat(fingerprint("a.txt")).isPresent().isEqualTo(a);
    assertThat(fingerprint("b.txt")).isPresent().isNotEqualTo(b);
    assertThat(fingerprint("c.txt")).isEmpty();
  }

  @Test
  void spreadsheetsWriteSemicolonsMarksOfOrderAndWindowsLineEnds() throws IOException {
    file("sub/é.txt");
    String text = "\uFEFFPath;Outlet;Date\r\nsub\\e\u0301.txt;Le Fanal;2021\r\n\r\n";
    Files.writeString(folder.resolve("vigil.csv"), text);

    assertThat(stated("sub/é.txt").facts().outlet().map(Fact::value)).contains("Le Fanal");
    assertThat(stated("sub/é.txt").facts().date().map(Fact::value)).contains(PartialDate.of(2021));
    assertThat(complaints()).isEmpty();

    Files.write(
        folder.resolve("vigil.csv"),
        "path;outlet\nsub/é.txt;Süddünische Küstenblätter für Überlingen\n"
            .getBytes(Charset.forName("windows-1252")));
    assertThat(stated("sub/é.txt").facts().outlet().map(Fact::value))
        .contains("Süddünische Küstenblätter für Überlingen");
  }

  @Test
  void everyMistakeIsNamedByFileAndLineAndTheOtherLinesHold() throws IOException {
    file("a.txt");
    file("b.txt");
    manifest(
        "vigil.csv",
        """
        path,outlet,autor,date,url,language
        a.txt,Osprey Wire,X,20 July,ftp://x,english
        a.txt,Another,,,,
        ../out.txt,Osprey Wire,,,,
        /etc/passwd,Osprey Wire,,,,
        gone.txt,Osprey Wire,,,,
        ,Osprey Wire,,,,
        b.txt,Osprey Wire,,,,,one,too,many
        b.txt,Tideline,,2020-02-30,,
        "b.txt,Osprey Wire
        """);
    Path at = folder.resolve("vigil.csv");

    assertThat(complaints())
        .containsExactly(
            at
                + " line 1: unknown column 'autor'; expected path, title, outlet, date, authors, url,"
                + " language, collection",
            at + " line 2: date is '20 July'; expected 2020, 2020-07 or 2020-07-20",
            at + " line 2: url is 'ftp://x'; expected an http or https address",
            at + " line 2: language is 'english'; expected an ISO 639-1 code such as en",
            at + " line 3: a second line for 'a.txt': line 2 holds",
            at
                + " line 4: path '../out.txt' leaves the folder of the manifest; name a file in it or"
                + " below",
            at
                + " line 5: path '/etc/passwd' leaves the folder of the manifest; name a file in it"
                + " or below",
            at + " line 6: there is no file or folder 'gone.txt': check the path",
            at + " line 7: there is no path; '.' is the folder of the manifest",
            at + " line 8: 9 values for 6 columns: put a value with a separator in quotation marks",
            at + " line 9: date is '2020-02-30'; expected 2020, 2020-07 or 2020-07-20",
            at + " line 10: a quotation mark opens here and does not close");
    assertThat(stated("a.txt").facts().outlet().map(Fact::value)).contains("Osprey Wire");
    assertThat(stated("a.txt").facts().date()).isEmpty();
    assertThat(stated("b.txt").facts().outlet().map(Fact::value)).contains("Tideline");
  }

  @Test
  void jsonIsAListOfObjectsAndHoldsUpToWhereItBreaks() throws IOException {
    file("a.txt");
    file("b.txt");
    manifest(
        "vigil.json",
        """
        [{"path": "a.txt", "date": 2020, "authors": ["Heather Chen", "Liu An"], "outlet": null},
         "b.txt",
         {"path": "b.txt", "outlet": {"name": "x"}, "autor": "y"},
         {"path": "c
        """);
    Path at = folder.resolve("vigil.json");

    assertThat(stated("a.txt").facts().date().map(Fact::value)).contains(PartialDate.of(2020));
    assertThat(stated("a.txt").facts().authors().map(Fact::value))
        .contains(List.of("Heather Chen", "Liu An"));
    assertThat(complaints())
        .containsExactly(
            at + " line 2: expected an object with a path",
            at + " line 3: outlet is '{\"name\":\"x\"}'; expected a string",
            at
                + " line 3: unknown key 'autor'; expected path, title, outlet, date, authors, url,"
                + " language, collection",
            at + " line 4: it is no JSON from here on: expected a list of objects");
  }

  @Test
  void whatIsNoManifestAtAllIsSaidOnce() throws IOException {
    Files.write(folder.resolve("vigil.csv"), new byte[] {0, 1, 2, 3, 0, 0, 9, 8, 7});
    Files.createDirectory(folder.resolve("a"));
    manifest("a/vigil.csv", "outlet,date\nOsprey Wire,2020\n");
    manifest("a/vigil.json", "");
    Files.createDirectory(folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/vigil.csv"), folder.resolve("a/vigil.csv"));
    Manifests manifests = new Manifests();

    assertThat(manifests.about(folder.resolve("a/x.txt"))).isEqualTo(Statements.NONE);
    assertThat(manifests.about(folder.resolve("b/x.txt"))).isEqualTo(Statements.NONE);
    assertThat(manifests.complaints())
        .containsExactlyInAnyOrder(
            folder.resolve("vigil.csv") + ": it is no text and was not read",
            folder.resolve("a/vigil.csv")
                + " line 1: there is no column path; it must name the columns: path, title, outlet,"
                + " date, authors, url, language, collection",
            folder.resolve("a/vigil.json") + " line 1: expected an object with a path");
  }

  @Test
  void aLongListOfMistakesIsCutShort() throws IOException {
    StringBuilder lines = new StringBuilder("path,outlet\n");
    for (int i = 0; i < 1000; i++) {
      lines.append("gone-").append(i).append(".txt,Osprey Wire\n");
    }
    manifest("vigil.csv", lines.toString());

    List<String> complaints = complaints();

    assertThat(complaints).hasSize(21);
    assertThat(complaints.getLast())
        .isEqualTo(folder.resolve("vigil.csv") + ": 980 more lines like these");
  }

  @Test
  void aPatternOfManyStarsTakesNoTime() throws IOException {
    manifest("vigil.csv", "path,outlet\n" + "*a".repeat(60) + "b,Osprey Wire\n");

    assertThat(new Manifests().about(folder.resolve("a".repeat(200)))).isEqualTo(Statements.NONE);
  }

  private void file(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), "text");
  }

  private void manifest(String name, String content) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }

  private Statement stated(String name) {
    return new Manifests().about(folder.resolve(name)).about(Optional.empty());
  }

  private Optional<String> fingerprint(String name) {
    return new Manifests().about(folder.resolve(name)).fingerprint();
  }

  private List<String> complaints() {
    Manifests manifests = new Manifests();
    assertThat(manifests.about(folder.resolve("any"))).isNotNull();
    return manifests.complaints();
  }
}
