package org.vigil.search;

import org.vigil.schema.IndexField;

/** What a query is to find. */
enum Target {
  REPORTS,
  QUOTES;

  /** The field of these documents that holds what the field of a report does. */
  IndexField field(IndexField ofReport) {
    return switch (this) {
      case REPORTS -> ofReport;
      case QUOTES ->
          switch (ofReport) {
            case SPEAKER -> IndexField.QUOTE_SPEAKER;
            case STANCE -> IndexField.QUOTE_STANCE;
            case TEXT -> IndexField.QUOTE_TEXT;
            default -> throw new IllegalArgumentException("quotes have no field " + ofReport);
          };
    };
  }
}
