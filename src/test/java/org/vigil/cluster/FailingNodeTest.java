package org.vigil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.extract.Facts;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Settings;
import org.vigil.report.Report;
import org.vigil.search.SearchRequest;

/**
 * Two nodes, two copies of one shard and of each of three, and one of the nodes dies while they are
 * written to and searched.
 */
class FailingNodeTest {

  private static final int FILES = 400;
  private static final int BATCH = 20;

  @Test
  void nothingThatWasCommittedIsLostAndSearchesGoOn(@TempDir Path folder) throws Exception {
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    try (TestNode staying =
            TestNode.start(
                first, "cluster.initial_cluster_manager_nodes=first", "discovery.seed_hosts=");
        TestNode dying =
            TestNode.start(
                second, "node.roles=data", "discovery.seed_hosts=" + staying.transport());
        ClusterIndex one = index(staying, "failing");
        ClusterIndex three = index(staying, "failing-of-three")) {
      ClusterArchive archive = one.archive(ClusterIndex.Shape.PLAIN);
      ClusterArchive parts = three.archive(new ClusterIndex.Shape(Optional.of(3), Optional.of(1)));
      String health = "/_cluster/health?wait_for_status=green&timeout=60s";
      assertThat(one.cluster().get(health).json().path("status").asText()).isEqualTo("green");

      write(archive, 0, FILES / 2);
      write(parts, 0, FILES / 2);
      ClusterSearcher searcher = ClusterSearcher.open(one);
      ClusterSearcher together = ClusterSearcher.open(three);
      CountDownLatch begun = new CountDownLatch(3);
      try (ExecutorService other = Executors.newSingleThreadExecutor()) {
        Future<?> writing =
            other.submit(
                () -> {
                  for (int i = FILES / 2; i < FILES; i += BATCH) {
                    write(archive, i, i + BATCH);
                    write(parts, i, i + BATCH);
                    begun.countDown();
                  }
                  return null;
                });
        begun.await();
        dying.kill();
        for (int i = 0; i < 20; i++) {
          assertThat(searcher.search(SearchRequest.of("lighthouse")).total())
              .isGreaterThanOrEqualTo(FILES / 2);
          assertThat(together.search(SearchRequest.of("lighthouse")).total())
              .isGreaterThanOrEqualTo(FILES / 2);
        }
        writing.get();
      }
      assertHoldsAll(one, archive, searcher);
      assertHoldsAll(three, parts, together);
    }
  }

  private static ClusterIndex index(TestNode node, String name) throws IOException {
    return new ClusterIndex(
        new Cluster(node.url(), Credentials.NONE, Duration.ofSeconds(60)), name);
  }

  private static void assertHoldsAll(
      ClusterIndex index, ClusterArchive archive, ClusterSearcher searcher) throws IOException {
    assertThat(archive.reports()).isEqualTo(FILES);
    ClusterArchive after = index.existing();
    assertThat(after.ledger()).hasSize(FILES);
    assertThat(after.reports(hash(FILES - 1))).hasSize(1);
    searcher.refreshNow();
    assertThat(searcher.search(SearchRequest.of("lighthouse")).total()).isEqualTo(FILES);
  }

  private static void write(ClusterArchive archive, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      archive.put(entry(i), hash(i), new ArrayList<>(List.of(report(i))));
    }
    archive.commit(Map.of());
  }

  private static ContentHash hash(int i) {
    return ContentHash.of(new byte[] {(byte) i, (byte) (i >> 8)});
  }

  private static Report report(int i) {
    return new Report(
        Report.idOf(hash(i), Optional.empty()),
        new Report.Source(i + ".txt", hash(i), "text/plain", 1, Optional.empty()),
        Facts.NONE,
        "Report " + i + " of the keeper of the lighthouse.",
        Annotations.NONE,
        Optional.empty(),
        List.of());
  }

  private static LedgerEntry entry(int i) {
    return new LedgerEntry(
        "/corpus/" + i + ".txt",
        Optional.empty(),
        Optional.of(hash(i)),
        1,
        Instant.EPOCH,
        new Settings("e", "r"),
        LedgerEntry.Outcome.INDEXED,
        1,
        Optional.empty(),
        List.of(),
        Instant.EPOCH,
        0);
  }
}
