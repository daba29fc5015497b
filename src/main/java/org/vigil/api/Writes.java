package org.vigil.api;

import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.ReportWriter;

/** How the index that is served is written. */
public record Writes(ReportWriter writer, IndexRuns runs) {}
