package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.vigil.search.StoreException;

/** What is wrong with the place where an archive is kept is not for readers. */
class StoreTroubleTest {

  @Test
  void archiveThatCannotBeAskedNowIsBusyAndItsAddressIsNotTold() {
    Problem problem =
        ApiServer.problem(new StoreException("nothing answers at http://10.0.0.7", true) {}, "r");
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.headers()).containsEntry("Retry-After", "5");
    assertThat(problem.json().toString()).doesNotContain("10.0.0.7");
  }

  @Test
  void requestThatNeedsMoreMemoryThanThereIsIsRefusedAndMayBeMadeAgain() {
    Problem problem =
        ApiServer.problem(new ExecutionException(new OutOfMemoryError("Java heap space")), "r");
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.headers()).containsEntry("Retry-After", "5");
    assertThat(problem.json().toString()).contains("ask for less").doesNotContain("heap");
  }
}
