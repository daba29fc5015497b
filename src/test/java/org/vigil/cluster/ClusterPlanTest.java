package org.vigil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClusterPlanTest {

  @Test
  void isReckonedFromWhatOneReportCosts() {
    ClusterPlan plan =
        new ClusterPlan(
            new ClusterPlan.Need(10_000_000, 1, 10, 5, 20),
            new ClusterPlan.Cost(8.64, 4.32, 10_000, 5_400, 500, 2, 10));
    assertThat(plan.shards()).isEqualTo(5);
    assertThat(plan.gigabytes()).isEqualTo(200, within(1e-9));
    assertThat(plan.diskGigabytes()).isEqualTo(200 * 2 / .85, within(1e-9));
    assertThat(plan.outlineGigabytes()).isEqualTo(4, within(1e-9));
    assertThat(plan.extractionProcessors()).isEqualTo(.1, within(1e-9));
    assertThat(plan.indexingProcessors()).isEqualTo(.1, within(1e-9));
    assertThat(plan.searchMillis()).isEqualTo(5 * 2 + 10 * 10, within(1e-9));
    assertThat(plan.shardMillis()).isEqualTo(22, within(1e-9));
    assertThat(plan.searchingProcessors()).isEqualTo(1.1, within(1e-9));
    assertThat(plan.megabits()).isEqualTo(1, within(1e-9));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new ClusterPlan.Need(0, 1, 1, 1, 1))
        .hasMessageContaining("at least one report");
    assertThatThrownBy(() -> new ClusterPlan.Need(1, 0, Double.NaN, 1, 1))
        .hasMessageContaining("days");
    assertThatThrownBy(() -> new ClusterPlan.Cost(0, 1, 1, 1, 1, 1, 1))
        .hasMessageContaining("above 0");
  }
}
