package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.vigil.index.SchemaVersion;
import org.vigil.schema.IndexField;

/**
 * What the cluster is told of the fields of an index. The plugin fills those of a report; that each
 * is named here besides makes them known to whatever else looks into the index.
 */
final class Mapping {

  /** The field of a document that holds a report. */
  static final String REPORT = "vigil";

  /** The note that says under which schema the index was made. */
  static final String SCHEMA = "schema";

  /** The id of a report that was withdrawn, in a document that holds nothing else of it. */
  static final String WITHDRAWN = "withdrawn";

  /** A piece of what was handed in. */
  static final String ORIGINAL = "original";

  /** What people decided about names and spellings. */
  static final String DECIDED = "decided";

  private Mapping() {}

  /** What an index may lack that an earlier program made. */
  static ObjectNode later() {
    ObjectNode mapping = Wire.object();
    addLater(mapping.putObject("properties"));
    return mapping;
  }

  private static void addLater(ObjectNode properties) {
    properties.putObject(ORIGINAL).put("type", "binary");
    properties.putObject(DECIDED).put("type", "binary");
  }

  /** The mapping of an index that this program makes. */
  static ObjectNode current() {
    ObjectNode mapping = notes(Map.of());
    mapping.put("dynamic", "strict");
    ObjectNode properties = mapping.putObject("properties");
    properties.putObject(REPORT).put("type", "vigil_report");
    properties.putObject(WITHDRAWN).put("type", "keyword");
    addLater(properties);
    for (IndexField field : IndexField.values()) {
      add(properties.putObject(field.fieldName()), field);
    }
    return mapping;
  }

  /** The part of a mapping that holds notes of ours. */
  static ObjectNode notes(Map<String, String> notes) {
    ObjectNode mapping = Wire.object();
    ObjectNode meta = mapping.putObject("_meta").put(SCHEMA, SchemaVersion.current());
    notes.forEach(meta::put);
    return mapping;
  }

  /** The notes in an index as the cluster describes it. */
  static JsonNode notesOf(JsonNode index) {
    return index.path("mappings").path("_meta");
  }

  /** The schema under which such an index was made; empty text for one that is not ours. */
  static String schemaOf(JsonNode index) {
    return notesOf(index).path(SCHEMA).asText();
  }

  private static void add(ObjectNode property, IndexField field) {
    switch (field) {
      case OUTLET,
          AUTHOR,
          PERSON,
          PLACE,
          ORGANISATION,
          GROUP,
          TOPIC,
          INSTRUMENT,
          LANGUAGE,
          TYPE,
          COLLECTION,
          SPEAKER,
          STANCE,
          EVENT_YEAR,
          QUOTE_SPEAKER,
          QUOTE_STANCE,
          ID,
          LEDGER_PATH ->
          property.put("type", "keyword");
      case KIND, SOURCE_HASH, LEDGER_HASH, NAME_TO_VALUE, ID_TO_NAME, ID_TO_FORM, QUOTE_REPORT ->
          property.put("type", "keyword").put("doc_values", false);
      case QUOTE_ID -> property.put("type", "keyword").put("index", false);
      case TITLE,
          TEXT,
          QUOTE_TEXT,
          OUTLET_WORDS,
          AUTHOR_WORDS,
          PERSON_WORDS,
          PLACE_WORDS,
          ORGANISATION_WORDS,
          GROUP_WORDS,
          TOPIC_WORDS,
          INSTRUMENT_WORDS,
          SPEAKER_WORDS,
          QUOTE_SPEAKER_WORDS ->
          property.put("type", "text");
      case FIRST_DAY, LAST_DAY, QUOTE_DAY -> property.put("type", "long");
      case QUOTES, FINGERPRINT -> property.put("type", "long").put("index", false);
      case EVENT_DATE -> property.put("type", "long_range").put("doc_values", false);
      case CARD, SIGNATURE, TELLING, QUOTE ->
          property.put("type", "binary").put("doc_values", true);
      case REPORT, LEDGER_ENTRY -> property.put("type", "binary");
    }
  }
}
