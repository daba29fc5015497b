package org.vigil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.extract.Facts;
import org.vigil.index.LedgerEntry;
import org.vigil.index.SchemaVersion;
import org.vigil.index.Settings;
import org.vigil.report.Report;

/** Whatever is wrong with a cluster is one sentence with the remedy, and nothing is lost. */
class ClusterTroubleTest {

  private static final String TAKEN = "{\"items\":[{\"index\":{\"status\":201}}]}";
  private static final String TOO_BUSY =
      "{\"items\":[{\"index\":{\"status\":429,\"error\":{\"type\":\"rejected_execution\"}}}]}";

  private FakeCluster fake;
  private Cluster cluster;
  private ClusterIndex index;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeCluster();
    cluster = new Cluster(fake.url(), Credentials.NONE, Duration.ofSeconds(20));
    index = new ClusterIndex(cluster, "vigil");
  }

  @AfterEach
  void stop() {
    index.close();
    fake.close();
  }

  private void assertComplains(String sentence) {
    assertThatThrownBy(() -> ClusterSearcher.open(index))
        .isInstanceOf(ClusterException.class)
        .hasMessage(sentence.replace("URL", fake.url().toString()));
  }

  @Test
  void otherVersion() {
    fake.answers("/", 200, "{\"version\":{\"number\":\"2.19.0\"}}");
    assertComplains("the cluster is OpenSearch 2.19.0: Vigil needs OpenSearch 3.8.0");
  }

  @Test
  void somethingElse() {
    fake.answers("/", 200, "<html>hello</html>");
    assertComplains("what answers is not OpenSearch: check the address given with --url");
  }

  @Test
  void nodeWithoutThePlugin() {
    fake.answers("/_nodes/plugins", 200, "{\"nodes\":{\"x\":{\"name\":\"n7\",\"plugins\":[]}}}");
    assertComplains(
        "the plugin is missing in the node n7: 'vigil opensearch-plugin' writes it,"
            + " 'opensearch-plugin install' installs it");
  }

  @Test
  void noIndex() {
    assertComplains(
        "there is no index vigil in the cluster: run 'vigil index --store opensearch' first");
  }

  @Test
  void otherSchema() {
    fake.answers("/vigil", 200, live("0123456789ab", 1));
    assertComplains(
        "the index vigil was made by another version of Vigil: install the plugin of this one and"
            + " run 'vigil reindex --store opensearch'");
  }

  @Test
  void shardsThatDoNotComeTogether() {
    fake.answers("/vigil", 200, live(SchemaVersion.current(), 2))
        .answers("/vigil/_refresh", 200, "{}")
        .answers("/vigil/_vigil/0", 200, "{\"lost\":\"too many talks at a time\"}")
        .answers("/vigil/_vigil/1", 200, "{\"done\":true}");
    assertComplains(
        "the shards of vigil do not come together (too many talks at a time): look at GET"
            + " _cluster/health");
  }

  private static String live(String schema, int shards) {
    return """
    {"vigil-000001":{"mappings":{"_meta":{"schema":"%s"}},
     "settings":{"index":{"number_of_shards":"%d"}}}}
    """
        .formatted(schema, shards);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "401|false|the cluster at URL does not know us: put user and password into the file of"
            + " --credentials",
        "403|false|the cluster at URL does not allow this to the user of --credentials: give him"
            + " the index",
        "429|true|the cluster at URL has too much to do: try again later",
        "503|true|the cluster at URL is not whole: look at GET _cluster/health for shards without a"
            + " node",
      })
  void statuses(int status, boolean passing, String sentence) {
    fake.answers("/", status, "{}");
    assertComplains(sentence);
    assertThatThrownBy(() -> ClusterSearcher.open(index))
        .matches(e -> e instanceof ClusterException c && c.isPassing() == passing);
  }

  @Test
  void readOnlyForAFullDisk() {
    fake.answers(
        "/",
        403,
        "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"blocked by:"
            + " [FORBIDDEN/12/index read-only / allow delete (api)]\"}}");
    assertComplains(
        "the index is read-only, as when a disk of the cluster is nearly full: make room, then set"
            + " index.blocks.read_only_allow_delete to null");
  }

  @Test
  void heldWhileAnotherIndexTakesItsPlace() {
    fake.answers(
        "/",
        403,
        "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"index [vigil-000001] blocked"
            + " by: [FORBIDDEN/8/index write (api)];\"}}");
    assertComplains(
        "nobody may write to the index while it is switched: try again, or, where a switch was cut"
            + " off, set index.blocks.write to null");
  }

  @Test
  void readOnlyAsItIsSaidOfEachDocument() {
    fake.answers(
        "/i/_bulk",
        200,
        "{\"items\":[{\"index\":{\"status\":403,\"error\":{\"type\":\"cluster_block_exception\","
            + "\"reason\":\"blocked by: [FORBIDDEN/12/index read-only / allow delete (api)]\"}}}]}");
    Bulk bulk = new Bulk(cluster, "i", Duration.ofMillis(1), 2);
    assertThatThrownBy(() -> bulk.send(List.of(Bulk.Item.index("a", "{}"))))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("the index is read-only");
  }

  @Test
  void aReportThatSpeaksOfABlockedIndexIsGivenAsAnyOther() throws IOException {
    String body = "{\"value\":\"cluster_block_exception: the index is read-only\"}";
    fake.answers("/i/_doc/1", 200, body);
    assertThat(cluster.get("/i/_doc/1").body()).isEqualTo(body);
    fake.answers("/i/_doc/1", 404, body);
    assertThat(cluster.get("/i/_doc/1").status()).isEqualTo(404);
  }

  @Test
  void whatTheClusterIsTooBusyForIsSentAgain() throws IOException {
    fake.answers("/i/_bulk", 200, TOO_BUSY)
        .then("/i/_bulk", 503, "{}")
        .then("/i/_bulk", 200, TAKEN);
    Bulk bulk = new Bulk(cluster, "i", Duration.ofMillis(1), 5);
    assertThat(bulk.send(List.of(Bulk.Item.index("a", "{}")))).isEmpty();
    assertThat(fake.bodies()).hasSize(3);
    assertThat(fake.bodies().getLast()).isEqualTo("{\"index\":{\"_id\":\"a\"}}\n{}\n");
  }

  @Test
  void whatTheClusterNeverTakesEndsTheRun() {
    fake.answers("/i/_bulk", 200, TOO_BUSY);
    Bulk bulk = new Bulk(cluster, "i", Duration.ofMillis(1), 3);
    assertThatThrownBy(() -> bulk.send(List.of(Bulk.Item.index("a", "{}"))))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("the cluster had no room for 1 documents after 3 tries");
    assertThat(fake.bodies()).hasSize(3);
  }

  @Test
  void onlyWhatWasNotTakenIsSentAgain() throws IOException {
    fake.answers(
            "/i/_bulk",
            200,
            "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":503}},"
                + "{\"delete\":{\"status\":404}}]}")
        .then("/i/_bulk", 200, TAKEN);
    Bulk bulk = new Bulk(cluster, "i", Duration.ofMillis(1), 3);
    assertThat(
            bulk.send(
                List.of(
                    Bulk.Item.index("a", "{}"), Bulk.Item.index("b", "{}"), Bulk.Item.delete("c"))))
        .isEmpty();
    assertThat(fake.bodies().getLast()).isEqualTo("{\"index\":{\"_id\":\"b\"}}\n{}\n");
  }

  @Test
  void reportThatIsRefusedIsNotedInTheLedger() throws IOException {
    fake.answers("/i/_refresh", 200, "{}")
        .answers("/i", 200, "{}")
        .answers("/i/_search", 200, "{\"hits\":{\"hits\":[]}}")
        .answers(
            "/i/_bulk",
            200,
            "{\"items\":[{\"index\":{\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed"
                + " to parse: Ada Morrow\"}}}]}")
        .then("/i/_bulk", 200, TAKEN);
    Bulk bulk = new Bulk(cluster, "i", Duration.ofMillis(1), 3);
    ClusterArchive archive = ClusterArchive.open(cluster, "i", bulk);
    ContentHash hash = ContentHash.of(new byte[] {1});
    Report report =
        new Report(
            "r1",
            new Report.Source("a.txt", hash, "text/plain", 1, Optional.empty()),
            Facts.NONE,
            "Ada Morrow was arrested.",
            Annotations.NONE,
            Optional.empty(),
            List.of());
    LedgerEntry entry =
        new LedgerEntry(
            "/c/a.txt",
            Optional.empty(),
            Optional.of(hash),
            1,
            Instant.EPOCH,
            new Settings("e", "r"),
            LedgerEntry.Outcome.INDEXED,
            1,
            Optional.empty(),
            List.of(),
            Instant.EPOCH,
            0);
    archive.put(entry, hash, List.of(report));
    archive.commit(Map.of());

    String bytes =
        Wire.parse(fake.bodies().getLast().lines().toList().get(1)).path("ledger-entry").asText();
    LedgerEntry noted = org.vigil.index.Ledger.decoded(java.util.Base64.getDecoder().decode(bytes));
    assertThat(noted.outcome()).isEqualTo(LedgerEntry.Outcome.UNREADABLE);
    assertThat(noted.failure())
        .contains(
            new LedgerEntry.Failure(
                "REFUSED", "the cluster does not take it: mapper_parsing_exception"));
  }

  @Test
  void credentialsAreSentAndNeverPrinted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c"), "user = ada\npassword = morrow\n");
    Credentials read = Credentials.read(file);
    assertThat(read.user().orElseThrow().header()).isEqualTo("Basic YWRhOm1vcnJvdw==");
    assertThat(read.toString()).doesNotContain("morrow");
    Files.writeString(file, "user = ada\n");
    assertThatThrownBy(() -> Credentials.read(file))
        .hasMessage(file + " says only one of user and password: it must say both or none");
    Files.writeString(file, "pass = x\n");
    assertThatThrownBy(() -> Credentials.read(file)).hasMessageStartingWith(file + " says 'pass'");
  }
}
