package org.vigil.api;

import org.vigil.ingest.IndexRuns;
import org.vigil.ingest.LiveWriter;

/** How the index that is served is written. */
public record Writes(LiveWriter writer, IndexRuns runs) {}
