package org.vigil.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vigil.cluster.ClusterPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil sizing}: what a cluster needs for so many reports. */
@Command(
    name = "sizing",
    description = {
      "Reckon what an OpenSearch cluster needs for so many reports: shards, disk, processors,"
          + " network.",
      "",
      "What one report costs is what docs/scaling.md measured, on one machine and with reports of"
          + " 3,000 letters; measure your own with 'vigil index' and 'vigil status' on a part of"
          + " them, and give the figures here."
    })
final class SizingCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--reports",
      paramLabel = "N",
      defaultValue = "100000000",
      description = "Reports in all (default: ${DEFAULT-VALUE}).")
  private long reports;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "Further copies of each shard (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Days in which all are read for the first time (default: ${DEFAULT-VALUE}).")
  private double days;

  @Option(
      names = "--searches",
      paramLabel = "N",
      defaultValue = "20",
      description = "Searches a second at most (default: ${DEFAULT-VALUE}).")
  private double searches;

  @Option(
      names = "--shard-gigabytes",
      paramLabel = "GB",
      defaultValue = "40",
      description = "What one shard shall hold (default: ${DEFAULT-VALUE}).")
  private int shardGigabytes;

  @Option(
      names = "--extract-ms",
      paramLabel = "MS",
      defaultValue = "15",
      description = "Of a processor to read a report, names included (default: ${DEFAULT-VALUE}).")
  private double extractMillis;

  @Option(
      names = "--index-ms",
      paramLabel = "MS",
      defaultValue = "3",
      description = "Of a processor to index a report, in each copy (default: ${DEFAULT-VALUE}).")
  private double indexMillis;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "8700",
      description = "On disk for a report, in each copy (default: ${DEFAULT-VALUE}).")
  private double bytes;

  @Option(
      names = "--sent-bytes",
      paramLabel = "N",
      defaultValue = "6000",
      description = "Over the network for a report, to each copy (default: ${DEFAULT-VALUE}).")
  private double sentBytes;

  @Option(
      names = "--outline-bytes",
      paramLabel = "N",
      defaultValue = "1400",
      description =
          "Of memory in each copy of a shard for a report of another (default: ${DEFAULT-VALUE}).")
  private double outlineBytes;

  @Option(
      names = "--search-ms",
      paramLabel = "MS",
      defaultValue = "8",
      description = "Of a processor for a search in any one shard (default: ${DEFAULT-VALUE}).")
  private double searchMillis;

  @Option(
      names = "--search-ms-per-million",
      paramLabel = "MS",
      defaultValue = "25",
      description = "And for each million reports of the shard (default: ${DEFAULT-VALUE}).")
  private double searchMillisPerMillion;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ClusterPlan plan;
    try {
      plan =
          new ClusterPlan(
              new ClusterPlan.Need(reports, replicas, days, searches, shardGigabytes),
              new ClusterPlan.Cost(
                  extractMillis,
                  indexMillis,
                  bytes,
                  sentBytes,
                  outlineBytes,
                  searchMillis,
                  searchMillisPerMillion));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(json(plan));
    } else {
      print(plan, out);
    }
    out.flush();
    return Vigil.DONE;
  }

  private ObjectNode json(ClusterPlan plan) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("reports", reports)
        .put("shards", plan.shards())
        .put("replicas", replicas)
        .put("indexGigabytes", Math.round(plan.gigabytes()))
        .put("diskGigabytes", Math.round(plan.diskGigabytes()))
        .put("outlineGigabytes", Math.round(plan.outlineGigabytes()))
        .put("extractionProcessors", upTo(plan.extractionProcessors()))
        .put("indexingProcessors", upTo(plan.indexingProcessors()))
        .put("searchingProcessors", upTo(plan.searchingProcessors()))
        .put("searchMillis", Math.round(plan.searchMillis()))
        .put("shardMillis", Math.round(plan.shardMillis()))
        .put("megabits", upTo(plan.megabits()));
  }

  private void print(ClusterPlan plan, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d reports, %d shards with %d replicas%n%n",
        reports,
        plan.shards(),
        replicas);
    line(out, "index, all copies", plan.gigabytes(), "GB");
    line(out, "disk, with the next index and room to move shards", plan.diskGigabytes(), "GB");
    line(out, "memory of each copy of a shard for the others", plan.outlineGigabytes(), "GB");
    line(
        out, "processors of workers, for the first reading", upTo(plan.extractionProcessors()), "");
    line(out, "processors of nodes that index meanwhile", upTo(plan.indexingProcessors()), "");
    line(out, "processors of nodes for searches, half busy", upTo(plan.searchingProcessors()), "");
    line(out, "of processors for a search, all shards together", plan.searchMillis(), "ms");
    line(out, "the same in one shard, which is what is waited for", plan.shardMillis(), "ms");
    line(out, "network to the nodes and between copies", upTo(plan.megabits()), "Mbit/s");
  }

  private static void line(PrintWriter out, String what, double value, String unit) {
    out.println(
        String.format(Locale.ROOT, "  %-52s %,10.0f %s", what, value, unit).stripTrailing());
  }

  private static int upTo(double value) {
    return (int) Math.ceil(value);
  }
}
