package org.vigil.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.corpus.ContentHash;
import org.vigil.index.LedgerEntry.Failure;
import org.vigil.index.LedgerEntry.Outcome;
import org.vigil.index.LedgerEntry.PartFailure;

class LedgerTableTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aTableTellsWhatAMapOfTheSameEntriesTells(long seed) {
    Random random = new Random(seed);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      entries.add(entry(random));
    }
    Map<String, LedgerEntry> byPath = new TreeMap<>();
    entries.forEach(entry -> byPath.put(entry.path(), entry));
    Map<ContentHash, LedgerEntry> owners = new HashMap<>();
    for (LedgerEntry entry : byPath.values()) {
      if (entry.outcome() != Outcome.DUPLICATE) {
        entry
            .identity()
            .ifPresent(
                each -> owners.merge(each, entry, (a, b) -> LedgerTable.isBetter(b, a) ? b : a));
      }
    }

    LedgerTable table = LedgerTable.of(entries);

    assertThat(table).containsExactlyEntriesOf(byPath);
    for (int i = 0; i < 2_000; i++) {
      String path = path(random);
      assertThat(table.get(path)).isEqualTo(byPath.get(path));
      assertThat(table.containsKey(path)).isEqualTo(byPath.containsKey(path));
      assertThat(table.packed(path).isPresent()).isEqualTo(byPath.containsKey(path));
      ContentHash hash = hash(random);
      assertThat(table.entryOf(hash)).isEqualTo(Optional.ofNullable(owners.get(hash)));
    }
    LedgerTable half = LedgerTable.of(entries.subList(0, 1_000));
    assertThat(table.without(half))
        .containsExactlyElementsOf(
            byPath.values().stream().filter(e -> !half.containsKey(e.path())).toList());
    owners.forEach((identity, owner) -> assertThat(table.entryOf(identity)).contains(owner));
  }

  @Test
  void anEmptyTableHasNothing() {
    LedgerTable empty = LedgerTable.of(List.of());
    assertThat(empty).isEmpty();
    assertThat(empty.get("/a")).isNull();
    assertThat(empty.entryOf(hash(new Random(1)))).isEmpty();
  }

  private static LedgerEntry entry(Random random) {
    Outcome outcome = List.of(Outcome.values()).get(random.nextInt(3));
    Failure failure = new Failure("ENCRYPTED", "needs a password");
    return new LedgerEntry(
        path(random),
        random.nextInt(5) == 0 ? Optional.of("id-" + random.nextInt(50)) : Optional.empty(),
        random.nextInt(9) == 0 ? Optional.empty() : Optional.of(hash(random)),
        random.nextLong(1L << 40),
        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
        new Settings("rules " + random.nextInt(3), "recogniser"),
        outcome,
        outcome == Outcome.INDEXED ? random.nextInt(4) : 0,
        outcome == Outcome.UNREADABLE ? Optional.of(failure) : Optional.empty(),
        random.nextInt(5) == 0 ? List.of(new PartFailure("a/b.doc", failure)) : List.of(),
        Instant.ofEpochSecond(random.nextInt()),
        random.nextInt(1_000));
  }

  private static String path(Random random) {
    return "/corpus/" + random.nextInt(20) + "/é" + random.nextInt(100) + ".txt";
  }

  private static ContentHash hash(Random random) {
    return ContentHash.of(new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(4)});
  }
}
