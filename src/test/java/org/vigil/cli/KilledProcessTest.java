package org.vigil.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing acknowledged is lost, and nothing is there twice, whenever a process is killed. */
class KilledProcessTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void indexIsWholeAfterAKill(KillTrials.Kind kind) throws Exception {
    new KillTrials(folder, 1).kill(kind);
  }

  /** The long form; {@code docs/reliability.md} holds its command and its figures. */
  @Test
  @Tag("trial")
  void indexIsWholeAfterManyKillsOfEveryKind() throws Exception {
    int kills = Integer.getInteger("vigil.kills", 200);
    long seed = Long.getLong("vigil.seed", 1);
    KillTrials trials = new KillTrials(folder, seed);
    Map<KillTrials.Kind, Integer> survived = new TreeMap<>();
    KillTrials.Kind[] kinds = KillTrials.Kind.values();
    for (int i = 0; i < kills; i++) {
      KillTrials.Kind kind = kinds[i % kinds.length];
      try {
        trials.kill(kind);
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed %d, kill %d of %d (%s): %s".formatted(seed, i + 1, kills, kind, e.getMessage()),
            e);
      }
      survived.merge(kind, 1, Integer::sum);
      System.out.println((i + 1) + " of " + kills + " " + survived + " " + trials.steps());
    }
  }
}
