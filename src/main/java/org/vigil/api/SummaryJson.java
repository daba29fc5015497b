package org.vigil.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import org.vigil.ingest.IngestSummary;

/** Prints what became of the files of a run. */
public final class SummaryJson {

  private SummaryJson() {}

  /** The account of a run: every file found is in one of its numbers. */
  public static ObjectNode of(IngestSummary summary) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("found", summary.found());
    json.put("indexed", summary.indexed());
    json.put("unchanged", summary.unchanged());
    json.put("duplicate", summary.duplicate());
    ObjectNode unreadable = json.putObject("unreadable");
    new TreeMap<>(summary.unreadable()).forEach(unreadable::put);
    json.put("removed", summary.removed());
    json.put("reports", summary.reports());
    return json;
  }
}
