package org.vigil.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.zip.GZIPOutputStream;
import java.util.Arrays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user runs them, with real children, a real index and real entities. */
class CommandsTest {

  private static final String CAMPS =
      """
      Osprey Wire

      Inspectors barred from camps in Xinjiang

      By Marta Ellingsen | 10 Aug 2018

      GENEVA (Osprey Wire) - Inspectors were kept away from camps where Uighurs are held, Marta \
      Ellingsen was told in Geneva on Friday.

      The ministry in Beijing denied that there are any such camps in Xinjiang.
      """;

  private static final String LAWYER =
      """
      A lawyer was freed in Kisumu on Monday. Akinyi Odera said that she had been held for nine days.
      """;

  @TempDir Path folder;
  private Path corpus;
  private Path index;

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("reports"));
    index = folder.resolve("index");
    Files.writeString(corpus.resolve("camps.txt"), CAMPS);
    Files.writeString(corpus.resolve("lawyer.txt"), LAWYER);
    Files.writeString(corpus.resolve("empty.txt"), "");
  }

  private record Outcome(int status, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  private Outcome vigil(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Vigil.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(status, out.toString(), err.toString());
  }

  private Outcome index(String... more) {
    String[] args = new String[4 + more.length];
    args[0] = "index";
    args[1] = corpus.toString();
    args[2] = "--index";
    args[3] = index.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return vigil(args);
  }

  @Test
  void indexedReportsAreFoundUnderAnotherSpelling() throws IOException {
    Outcome indexed = index("--json");
    assertThat(indexed.status()).isZero();
    JsonNode summary = indexed.json();
    assertThat(summary.get("found").asInt()).isEqualTo(3);
    assertThat(summary.get("indexed").asInt()).isEqualTo(2);
    assertThat(summary.get("unreadable").toString()).isEqualTo("{\"EMPTY\":1}");

    JsonNode found = vigil("search", "uyghur", "--json", "--index", index.toString()).json();
    assertThat(found.get("total").asInt()).isEqualTo(1);
    assertThat(found.at("/results/0/source/path").asText()).endsWith("camps.txt");
    assertThat(found.at("/results/0/snippets").toString()).contains("<em>Uighurs</em>");
    assertThat(found.at("/query/variants/uyghur").toString()).contains("Uighur");

    JsonNode exact =
        vigil("search", "uyghur", "--spelling", "exact", "--json", "--index", index.toString())
            .json();
    assertThat(exact.get("total").asInt()).isZero();
  }

  @Test
  void searchPrintsHitsAndFacetsForPeople() {
    index("--quiet");

    Outcome found = vigil("search", "--place", "Kisumu", "--index", index.toString());

    assertThat(found.status()).isZero();
    assertThat(found.out()).startsWith("1 report").contains("lawyer.txt", "Akinyi Odera 1");
  }

  @Test
  void quotesAreShownWithWhoSaysThemAndHow() throws IOException {
    index("--quiet");

    Outcome all = vigil("quotes", "--index", index.toString());
    assertThat(all.status()).isZero();
    assertThat(all.out())
        .startsWith("2 quotes")
        .contains("Akinyi Odera [said]\n   she had been held for nine days\n")
        .contains("denies [denied]", "Inspectors barred from camps in Xinjiang · Osprey Wire")
        .contains("stance       denies 1");

    Outcome denials =
        vigil("quotes", "camp", "--stance", "denies", "--index", index.toString(), "--json");
    assertThat(denials.json().get("total").asInt()).isEqualTo(1);
    assertThat(denials.json().at("/results/0/html").asText()).contains("<em>camps</em>");

    Outcome freed = vigil("quotes", "--speaker", "Akinyi Odera", "--index", index.toString());
    assertThat(freed.out()).startsWith("1 quote\n");
  }

  @Test
  void quotesRefuseWhatTheyDoNotHave() {
    index("--quiet");

    Outcome stance = vigil("quotes", "--stance", "lies", "--index", index.toString());
    assertThat(stance.status()).isEqualTo(2);
    assertThat(stance.err()).contains("\"lies\"", "denies");
    Outcome facets = vigil("quotes", "--facets", "outlet", "--index", index.toString());
    assertThat(facets.status()).isEqualTo(2);
    assertThat(facets.err()).contains("speaker or stance");
    assertThat(vigil("quotes", "--collapse", "story").status()).isEqualTo(2);
    assertThat(vigil("quotes", "--help").out()).contains("Examples:", "--speaker", "denies");
  }

  @Test
  void strictRunEndsWithStatusOneWhenAFileIsUnreadable() {
    assertThat(index("--strict").status()).isEqualTo(1);
    assertThat(index().status()).isZero();
  }

  @Test
  void quietPrintsNothing() {
    Outcome quiet = index("--quiet");

    assertThat(quiet.out()).isEmpty();
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void statusTellsTheStoryOfAFile() {
    index("--quiet");

    Outcome story =
        vigil("status", corpus.resolve("empty.txt").toString(), "--index", index.toString());
    assertThat(story.out()).contains("not searchable: EMPTY");

    Outcome stranger = vigil("status", "stranger.txt", "--index", index.toString());
    assertThat(stranger.status()).isEqualTo(3);
    assertThat(stranger.err()).contains("knows nothing of stranger.txt", "check the path");
  }

  @Test
  void statusSaysWhyAFileIsNotInTheIndex() throws IOException {
    index("--quiet");
    Path hidden = Files.writeString(corpus.resolve(".draft.txt"), "Later.");
    Path late = Files.writeString(corpus.resolve("late.txt"), "Later.");
    Files.writeString(corpus.resolve("lawyer.txt"), "Something else.");
    Files.copy(corpus.resolve("camps.txt"), corpus.resolve("copy.txt"));

    assertThat(story(hidden)).contains("names that begin with a dot", ".draft.txt");
    assertThat(story(late)).contains("was not there at the last run", "vigil index " + corpus);
    assertThat(story(folder.resolve("nowhere"))).contains("no such file");
    assertThat(story(folder)).contains("searchable: 1 report\n  report ");
    assertThat(story(corpus.resolve("lawyer.txt"))).contains("it was touched since");
    assertThat(story(corpus.resolve("empty.txt"))).contains("what to do: see whether it has text");

    index("--quiet");
    assertThat(story(corpus.resolve("copy.txt"))).contains("searchable as", "camps.txt");
    JsonNode json =
        vigil("status", corpus.resolve("copy.txt").toString(), "--json", "--index", at()).json();
    assertThat(json.get("duplicateOf").asText()).endsWith("camps.txt");
  }

  @Test
  void statusSaysWhatIsMissingOfAReport() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("Nine teachers are held in Harrowgate. ".repeat(500).getBytes(UTF_8));
    }
    Path cut = corpus.resolve("cut.txt.gz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() - 10));
    index("--quiet");

    assertThat(story(cut))
        .contains("\n    warning: is damaged or cut off, and its end is missing\n");
    JsonNode json = vigil("status", cut.toString(), "--json", "--index", at()).json();
    assertThat(json.at("/reportList/0/warnings/0").asText()).contains("its end is missing");
  }

  private String at() {
    return index.toString();
  }

  private String story(Path file) {
    Outcome outcome = vigil("status", file.toString(), "--index", at());
    return outcome.out() + outcome.err();
  }

  @Test
  void statusIsATableThatASpreadsheetComputesNothingOf() throws IOException {
    Files.writeString(corpus.resolve("=1+1.txt"), "  ");
    index("--quiet");

    Outcome all = vigil("status", "--csv", "--index", at());
    assertThat(all.out().lines()).hasSize(5);
    assertThat(all.out()).startsWith("path,part,outcome,reason,detail,reports,");
    assertThat(all.out()).contains(corpus.resolve("=1+1.txt") + ",,UNREADABLE,EMPTY,");
    assertThat(vigil("status", "--csv", "--failures", "--index", at()).out().lines()).hasSize(3);
    assertThat(vigil("status", "--csv", "--json", "--index", at()).status()).isEqualTo(2);
  }

  @Test
  void eventsOfARunAreLinesOfJsonBesideItsResult() throws IOException {
    Path events = folder.resolve("events");

    Outcome indexed = index("--json", "--events", events.toString());

    assertThat(indexed.json().get("indexed").asInt()).isEqualTo(2);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines.stream().map(l -> l.get("event").asText()).distinct())
        .containsExactly("scanning", "reading", "file", "end");
    JsonNode last = lines.get(lines.size() - 2);
    assertThat(last.get("done").asInt()).isEqualTo(3);
    assertThat(last.get("indexed").asInt()).isEqualTo(2);
    assertThat(last.get("unreadable").toString()).isEqualTo("{\"EMPTY\":1}");
    assertThat(lines.getLast().at("/summary/found").asInt()).isEqualTo(3);
    assertThat(lines.getLast().get("state").asText()).isEqualTo("done");

    Files.writeString(index.resolve("live"), "generation-000099\n");
    Outcome failed = index("--quiet", "--events", "-");
    assertThat(failed.status()).isEqualTo(3);
    assertThat(failed.err()).contains("{\"event\":\"end\",\"state\":\"failed\",\"error\":\"");
  }

  @Test
  void extractPrintsOneReportALine() throws IOException {
    Outcome extracted =
        vigil(
            "extract",
            corpus.resolve("camps.txt").toString(),
            corpus.resolve("empty.txt").toString());

    List<String> lines = extracted.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode report = new ObjectMapper().readTree(lines.get(0));
    assertThat(report.get("text").asText()).contains("Inspectors were kept away");
    assertThat(report.get("failure").isNull()).isTrue();
    JsonNode failure = new ObjectMapper().readTree(lines.get(1));
    assertThat(failure.at("/failure/reason").asText()).isEqualTo("EMPTY");
  }

  @Test
  void extractTakesWhatAManifestStatesAndSaysSo() throws IOException {
    Path manifest =
        Files.writeString(
            corpus.resolve("vigil.csv"), "path,date,collection\ncamps.txt,2018-08,desk\ngone,,\n");

    Outcome extracted = vigil("extract", corpus.resolve("camps.txt").toString());

    JsonNode report = extracted.json();
    assertThat(report.get("date").asText()).isEqualTo("2018-08");
    assertThat(report.at("/evidence/date/rule").asText()).isEqualTo("manifest");
    assertThat(report.at("/evidence/date/text").asText()).isEqualTo("2018-08");
    assertThat(report.get("collection").asText()).isEqualTo("desk");
    assertThat(report.get("outlet").asText()).isEqualTo("Osprey Wire");
    assertThat(extracted.err())
        .contains(manifest + " line 3: there is no file or folder 'gone': check the path");

    JsonNode itself = vigil("extract", manifest.toString()).json();
    assertThat(itself.at("/failure/detail").asText()).contains("a manifest");
  }

  @Test
  void recognitionWithoutItsProgramIsSaidInOneSentence() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(VigilProcess.words(List.of(), "extract", corpus.toString(), "--ocr"));
    builder.environment().put("PATH", folder.toString());
    Process process = builder.start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(err)
        .startsWith(
            "vigil: --ocr needs the program tesseract, which is not on the PATH: install it");

    Outcome wrong = vigil("extract", corpus.toString(), "--ocr", "--ocr-pages", "0");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("pages of OCR must be 1 or more: 0");
  }

  @Test
  void aDeepRecogniserWithoutItsModelIsSaidInOneSentence() {
    String model = folder.resolve("none.onnx").toString();
    for (String command : List.of("index", "up", "extract", "reindex")) {
      Outcome outcome =
          vigil(
              command,
              corpus.toString(),
              "--entities=deep",
              "--entities-model",
              model,
              "--index",
              index.toString());
      assertThat(outcome.status()).as(command).isEqualTo(2);
      assertThat(outcome.err())
          .startsWith("vigil: there is no model of the deep recogniser to be read at " + model);
    }
    assertThat(index).doesNotExist();

    Outcome wrong = vigil("index", corpus.toString(), "--entities", "shallow", "--index", at());
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--entities", "DEEP", "'shallow'");
  }

  @Test
  void statusSaysWhichRecogniserReadTheReports() throws IOException {
    index("--quiet");
    assertThat(vigil("status", "--index", at()).out()).contains("names found by: standard (2)");
    assertThat(vigil("status", "--json", "--index", at()).json().get("recognisers").toString())
        .isEqualTo("{\"standard\":2}");
  }

  @Test
  void anUpdateWithAnotherRecogniserRecognisesAnewWhatIsKept() throws IOException {
    assumeTrue(Files.exists(Path.of("models/deep-english.onnx")), "the deep model is not there");
    index("--quiet");

    JsonNode summary = index("--entities=deep", "--json").json();

    assertThat(summary.at("/work/recognised").asInt()).isEqualTo(2);
    assertThat(summary.at("/work/extracted").asInt()).isZero();
    assertThat(vigil("status", "--index", at()).out()).contains("names found by: deep (2)");
    assertThat(index("--entities=deep", "--json").json().get("unchanged").asInt()).isEqualTo(3);
    Outcome found = vigil("search", "--place", "Kisumu", "--index", at());
    assertThat(found.out()).startsWith("1 report").contains("Akinyi Odera 1");
  }

  @Test
  void reindexSwitchesToAFreshGeneration() throws IOException {
    index("--quiet");
    String before =
        vigil("status", "--json", "--index", index.toString()).json().get("generation").asText();

    Outcome again = vigil("reindex", "--json", "--index", index.toString());

    assertThat(again.json().get("indexed").asInt()).isEqualTo(2);
    assertThat(again.json().at("/work/extracted").asInt()).isZero();
    JsonNode status = vigil("status", "--json", "--index", index.toString()).json();
    assertThat(status.get("generation").asText()).isNotEqualTo(before);
    assertThat(status.get("reports").asInt()).isEqualTo(2);

    Outcome back = vigil("reindex", "--rollback", "--json", "--index", index.toString());
    assertThat(back.json().get("generation").asText()).isEqualTo(before);
    assertThat(vigil("search", "uighurs", "--index", index.toString()).status()).isZero();
  }

  @Test
  void withdrawnReportIsFoundNoMoreAfterReindexEither() throws IOException {
    index("--quiet");
    String id =
        vigil("search", "uighurs", "--json", "--index", index.toString())
            .json()
            .at("/results/0/id")
            .asText();

    assertThat(vigil("withdraw", id, "--index", index.toString()).out()).contains("withdrawn");
    vigil("reindex", "--quiet", "--index", index.toString());

    assertThat(
            vigil("search", "uighurs", "--json", "--index", index.toString())
                .json()
                .get("total")
                .asInt())
        .isZero();
    assertThat(vigil("status", "--failures", "--index", index.toString()).out())
        .contains("camps.txt: WITHDRAWN");
  }

  @Test
  void verifyFindsSoundIndexAndChangedOriginal() throws IOException {
    index("--quiet");
    assertThat(vigil("verify", "--index", index.toString()).out())
        .startsWith("The index is sound; every original is what it was.");

    Files.writeString(corpus.resolve("lawyer.txt"), "Something else.");
    Outcome changed = vigil("verify", "--index", index.toString());
    assertThat(changed.status()).isZero();
    assertThat(changed.out()).contains("lawyer.txt has changed since it was read");
  }

  @Test
  void verifySaysWhereAWithdrawalIsToBeFinishedAndIndexFinishesIt() throws IOException {
    index("--quiet");
    assertThat(vigil("withdraw", "gone", "--index", index.toString()).status()).isZero();
    Path left = index.resolve("generation-000001").resolve("_zz.fdt");
    Files.writeString(left, "what a process that was killed did not come to remove");

    assertThat(vigil("verify", "--index", index.toString()).out())
        .contains("generation-000001 may hold what was withdrawn", "'vigil index'");

    index("--quiet");
    assertThat(left).doesNotExist();
    assertThat(vigil("verify", "--index", index.toString()).out())
        .startsWith("The index is sound; every original is what it was.");
  }

  @Test
  void indexOfAnotherSchemaSaysWhatToRunAndTheNextRunMakesItAnew() throws IOException {
    index("--quiet");
    underAnotherSchema(index.resolve("generation-000001"));
    for (String command : List.of("search", "quotes", "entities", "serve")) {
      Outcome refused = vigil(command, "--index", index.toString());
      assertThat(refused.status()).as(command).isEqualTo(3);
      assertThat(refused.err()).contains("another version of Vigil: run 'vigil reindex'");
    }
    assertThat(vigil("status", "--index", index.toString()).status()).isZero();
    assertThat(vigil("verify", "--index", index.toString()).status()).isZero();

    assertThat(index().err()).contains("building it anew beside it", "is not compared");

    assertThat(vigil("search", "camps", "--index", index.toString()).status()).isZero();
    Outcome back = vigil("reindex", "--rollback", "--index", index.toString());
    assertThat(back.status()).isEqualTo(3);
    assertThat(back.err()).contains("another version of Vigil");
    assertThat(vigil("search", "camps", "--index", index.toString()).status()).isZero();
  }

  private static void underAnotherSchema(Path generation) throws IOException {
    try (Directory directory = FSDirectory.open(generation);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> notes = new TreeMap<>();
      writer.getLiveCommitData().forEach(note -> notes.put(note.getKey(), note.getValue()));
      notes.put("schema", "another");
      writer.setLiveCommitData(notes.entrySet());
      writer.commit();
    }
  }

  @Test
  void wrongUsageNamesTheValueAndTheRemedy() {
    assertThat(vigil("serach").err()).contains("'serach'", "search");
    assertThat(vigil("serach").status()).isEqualTo(2);
    assertThat(vigil("index", "--thread", "2").err()).contains("'--thread'", "--threads");
    assertThat(vigil("search", "x", "--from-date", "July", "--index", index.toString()).err())
        .contains("from-date", "July");
    assertThat(vigil("search", "x", "--from-date", "July").status()).isEqualTo(2);
    assertThat(vigil("serve", "--port", "seven").err()).contains("--port", "seven");
    assertThat(vigil("withdraw", "a/b").err()).contains("'a/b'");
    assertThat(vigil().status()).isEqualTo(2);
  }

  @Test
  void missingCorpusAndMissingIndexAreSaidInOneSentence() {
    Outcome corpusMissing = vigil("index", folder.resolve("nowhere").toString());
    assertThat(corpusMissing.status()).isEqualTo(3);
    assertThat(corpusMissing.err()).contains("nowhere: check the path");

    for (String command : List.of("search", "quotes", "serve", "status", "verify")) {
      Outcome indexMissing = vigil(command, "--index", index.toString());
      assertThat(indexMissing.status()).as(command).isEqualTo(3);
      assertThat(indexMissing.err())
          .as(command)
          .contains("there is no index in " + index, "vigil index CORPUS");
    }
    assertThat(index).doesNotExist();
  }

  @Test
  void linkToACorpusThatIsAwayIsSaidInOneSentence() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("unmounted"));

    Outcome away = vigil("index", link.toString(), "--index", index.toString());

    assertThat(away.status()).isEqualTo(3);
    assertThat(away.err())
        .isEqualToIgnoringNewLines(
            "vigil: the link "
                + link
                + " leads to nothing: mount what it leads to, or name another folder");
    assertThat(index).doesNotExist();
  }

  @Test
  void damagedIndexIsSaidWithTheRemedy() throws IOException {
    index("--quiet");
    Files.writeString(index.resolve("live"), "generation-000099\n");

    Outcome damaged = vigil("search", "x", "--index", index.toString());

    assertThat(damaged.status()).isEqualTo(3);
    assertThat(damaged.err()).contains("generation-000099 is missing", "vigil reindex");
  }

  @Test
  void takenPortIsNoticedBeforeTheWorkOfIndexing() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome up =
          vigil(
              "up",
              corpus.toString(),
              "--index",
              index.toString(),
              "--port",
              String.valueOf(taken.getLocalPort()));

      assertThat(up.status()).isEqualTo(3);
      assertThat(up.err()).contains(":" + taken.getLocalPort(), "--port");
      assertThat(index).doesNotExist();
    }
  }

  @Test
  void fileInPlaceOfTheIndexFolderIsSaidSo() throws IOException {
    Files.writeString(index, "no folder");

    Outcome wrong = index();

    assertThat(wrong.status()).isEqualTo(3);
    assertThat(wrong.err()).contains(index + " is a file", "--index");
  }

  @Test
  void otherMachinesAreNotServed() {
    index("--quiet");

    Outcome open = vigil("serve", "--host", "0.0.0.0", "--index", index.toString());

    assertThat(open.status()).isEqualTo(3);
    assertThat(open.err()).contains("--host 0.0.0.0", "--tls-keystore", "--behind-proxy");
  }

  @Test
  void behindAProxyThereMustBeAKey() {
    index("--quiet");
    String[] serve = {
      "serve", "--port", "70000", "--behind-proxy", "search.example", "--index", index.toString()
    };
    Outcome without = vigil(serve);
    assertThat(without.status()).isEqualTo(2);
    serve[2] = "0";
    assertThat(vigil(serve).err()).contains("vigil keys create");
  }

  @Test
  void keysAreShownOnceListedAndRevoked() throws IOException {
    String at = index.toString();
    Outcome made = vigil("keys", "create", "desk", "--role", "read", "--index", at);
    assertThat(made.status()).isZero();
    assertThat(made.out()).matches("vigil_[0-9a-f]{8}_[A-Za-z0-9_-]{43}\\n");
    String id = made.out().split("_", -1)[1];

    Outcome list = vigil("keys", "list", "--json", "--index", at);
    assertThat(list.json().path("id").asText()).isEqualTo(id);
    assertThat(list.out()).doesNotContain(made.out().strip());

    assertThat(vigil("keys", "revoke", id, "--index", at).status()).isZero();
    assertThat(vigil("keys", "list", "--index", at).out()).isEmpty();
    assertThat(vigil("keys", "revoke", id, "--index", at).status()).isEqualTo(3);
  }

  @Test
  void aKeyIsLimitedToTheCollectionsThatAreNamed() throws IOException {
    String at = index.toString();
    Outcome made =
        vigil("keys", "create", "desk", "--collections", "open, field notes,-", "--index", at);
    assertThat(made.status()).isZero();
    Outcome list = vigil("keys", "list", "--json", "--index", at);
    assertThat(list.json().path("collections").toString())
        .isEqualTo("[\"-\",\"field notes\",\"open\"]");
    assertThat(vigil("keys", "list", "--index", at).out()).contains("sees -, field notes, open");
    Outcome blank = vigil("keys", "create", "desk", "--collections", "open,,b", "--index", at);
    assertThat(blank.status()).isEqualTo(2);
    assertThat(blank.err()).contains("--collections names an empty collection");
    Outcome admin =
        vigil("keys", "create", "x", "--role", "admin", "--collections", "a", "--index", at);
    assertThat(admin.status()).isEqualTo(2);
    assertThat(admin.err()).contains("who administers an index sees all of it");
  }

  @Test
  void configFileGivesDefaultsAndRefusesUnknownNames() throws IOException {
    Path config = Files.writeString(folder.resolve("vigil.conf"), "index = " + index + "\n");
    index("--quiet");
    assertThat(vigil("status", "--config", config.toString()).status()).isZero();

    Files.writeString(config, "indx = here\n");
    Outcome unknown = vigil("status", "--config", config.toString());
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("unknown setting 'indx'", "index");
  }

  @Test
  void helpTeaches() {
    assertThat(vigil("--help").out()).contains("Start here", "up", "search");
    assertThat(vigil("search", "--help").out()).contains("Examples:", "--from-date", "near these");
  }

  @Test
  void workersMakePartsThatAreBroughtTogether() throws IOException {
    String one = folder.resolve("parts/1").toString();
    String two = folder.resolve("parts/2").toString();
    String reports = corpus.toString();
    assertThat(vigil("index", reports, "--worker", "1/2", "--index", one, "--quiet").status())
        .isZero();
    assertThat(vigil("index", reports, "--worker", "2/2", "--index", two, "--quiet").status())
        .isZero();

    Outcome together =
        vigil("reindex", "--from", one, "--from", two, "--json", "--index", index.toString());

    assertThat(together.status()).as(together.err()).isZero();
    assertThat(together.json().at("/found").asInt()).isEqualTo(3);
    assertThat(together.json().at("/work/extracted").asInt()).isZero();
    assertThat(vigil("search", "uyghur", "--json", "--index", index.toString()).json().at("/total"))
        .hasToString("1");
    assertThat(vigil("index", reports, "--index", one).err())
        .contains("holds the part of worker 1/2 alone");
  }

  @Test
  void workerThatCannotBeIsNamed() {
    Outcome ninth = index("--worker", "9/8");
    assertThat(ninth.status()).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(ninth.err()).contains("--worker", "such as 3/8", "9/8");
    assertThat(index("--worker", "x").err()).contains("such as 3/8", "'x'");
    Outcome fresh = vigil("reindex", "--fresh", "--from", "a", "--index", index.toString());
    assertThat(fresh.status()).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(fresh.err()).contains("--fresh", "--from a");
    Outcome nowhere = vigil("reindex", "--from", "a", "--index", index.toString());
    assertThat(nowhere.status()).isEqualTo(Vigil.CANNOT_USE);
    assertThat(nowhere.err()).contains("/a holds no finished part");
  }
}
