package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigil.corpus.ContentHash;
import org.vigil.index.LedgerEntry;
import org.vigil.index.Settings;

/** Originals that are replaced while they are looked at are no damage; those that changed are. */
class OriginalsCheckTest {

  private static final String CAMP = "/index/uploads/cms-1/camp.txt";
  private static final String LAWYER = "/corpus/lawyer.txt";

  /** What lies on the disk, and the ledger beside it. */
  private final Map<String, String> disk = new HashMap<>();

  private final Map<String, LedgerEntry> ledger = new HashMap<>();
  private int readings;

  @Test
  void originalThatIsReplacedWithItsLedgerMeanwhileIsSound() throws IOException {
    handIn("first");
    Map<String, LedgerEntry> before = Map.copyOf(ledger);
    handIn("second");

    assertThat(check(() -> {}).changed(before)).isEmpty();
  }

  @Test
  void originalThatIsInPlaceBeforeTheLedgerSaysSoIsLookedAtAgain() throws IOException {
    handIn("first");
    Map<String, LedgerEntry> before = Map.copyOf(ledger);
    disk.put(CAMP, "second");

    assertThat(
            check(
                    () -> {
                      if (readings == 3) {
                        handIn("second");
                      }
                    })
                .changed(before))
        .isEmpty();
    assertThat(readings).isEqualTo(3);
  }

  @Test
  void originalThatIsWithdrawnMeanwhileIsNotMissed() throws IOException {
    handIn("first");
    Map<String, LedgerEntry> before = Map.copyOf(ledger);
    disk.clear();
    ledger.clear();

    assertThat(check(() -> {}).changed(before)).isEmpty();
  }

  @Test
  void originalsThatChangedAreToldAndThoseOfACorpusWithoutWaiting() throws IOException {
    put(LAWYER, "first", Optional.empty());
    disk.put(LAWYER, "other");
    assertThat(check(() -> {}).changed(ledger)).containsExactly(LAWYER + " has changed");
    assertThat(readings).isEqualTo(1);

    handIn("first");
    disk.put(CAMP, "other");
    disk.put(LAWYER, "first");
    assertThat(check(() -> {}).changed(ledger)).containsExactly(CAMP + " has changed");
  }

  private void handIn(String text) {
    put(CAMP, text, Optional.of("cms-1"));
  }

  private void put(String path, String text, Optional<String> id) {
    disk.put(path, text);
    ledger.put(
        path,
        new LedgerEntry(
            path,
            id,
            Optional.of(hash(text)),
            text.length(),
            Instant.EPOCH,
            new Settings("rules", "nobody"),
            LedgerEntry.Outcome.INDEXED,
            1,
            Optional.empty(),
            List.of(),
            Instant.EPOCH,
            0));
  }

  /**
   * @param before done before each reading of the ledger
   */
  private OriginalsCheck check(Runnable before) {
    return new OriginalsCheck(
        () -> {
          readings++;
          before.run();
          return Map.copyOf(ledger);
        },
        entry ->
            entry.hash().equals(Optional.ofNullable(disk.get(entry.path())).map(t -> hash(t)))
                ? Optional.empty()
                : Optional.of(entry.path() + " has changed"),
        0);
  }

  private static ContentHash hash(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
