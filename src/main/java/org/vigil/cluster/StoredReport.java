package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.corpus.ContentHash;
import org.vigil.index.SchemaVersion;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;

/**
 * A report as the cluster keeps it: as {@code vigil extract} prints it, and what ties it to its
 * file where that is not the content of the file.
 */
public record StoredReport(Report report, ContentHash identity) {

  private static final String IDENTITY = "identity";

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static StoredReport read(String json) {
    JsonNode stored = Wire.parse(json);
    Report report = ReportJson.fromJson(stored);
    return new StoredReport(report, identity(stored).orElse(report.source().hash()));
  }

  /**
   * Whether an index has of reports what this program looks for.
   *
   * @param notes in its mapping; null for none
   */
  public static boolean areCurrent(@Nullable Map<String, Object> notes) {
    return notes != null && SchemaVersion.current().equals(notes.get(Mapping.SCHEMA));
  }

  /** What the document of a report says ties it to its file. */
  static Optional<ContentHash> identity(JsonNode stored) {
    return Optional.ofNullable(stored.path(IDENTITY).textValue()).map(ContentHash::new);
  }

  ObjectNode json() {
    ObjectNode json = ReportJson.toJson(report);
    if (!identity.equals(report.source().hash())) {
      json.put(IDENTITY, identity.hex());
    }
    return json;
  }
}
