package org.vigil.schema;

import java.util.Locale;
import java.util.Optional;

/** Every field of the index, once. */
public enum IndexField {
  /**
   * {@link #REPORT_KIND} for a report; other documents of the index carry another kind. The quotes
   * of a report stand right before it, in their order.
   */
  KIND,
  /** The id of a report, indexed and sortable. */
  ID,
  /** Words of the title, see {@link Words}. */
  TITLE,
  /** Words of the main text with the mentions of entities among them, see {@link Words}. */
  TEXT,

  OUTLET,
  AUTHOR,
  PERSON,
  /** Ids of the places named and of the places that contain them. */
  PLACE,
  ORGANISATION,
  GROUP,
  TOPIC,
  /** Treaties, courts and mandates. */
  INSTRUMENT,
  /** ISO 639-1 code. */
  LANGUAGE,
  /** What the source is in a reader's words: {@code html}, {@code pdf}, {@code mail}. */
  TYPE,
  COLLECTION,

  /** Words of the outlet's name. */
  OUTLET_WORDS,
  AUTHOR_WORDS,
  /** Words of the names and aliases of the people named. */
  PERSON_WORDS,
  PLACE_WORDS,
  ORGANISATION_WORDS,
  GROUP_WORDS,
  TOPIC_WORDS,
  INSTRUMENT_WORDS,
  /** Ids of the entities that are quoted. */
  SPEAKER,
  /** Words of the names of those who are quoted. */
  SPEAKER_WORDS,
  /** What those who are quoted do with what they say: {@code denies}. */
  STANCE,
  /** How many quotes of a report stand before it, in doc values. */
  QUOTES,

  /** The id of the report that a quote stands in. */
  QUOTE_REPORT,
  /** That id and the number of the quote in it, in doc values: the order of quotes of one day. */
  QUOTE_ID,
  /** Words of a quote with the mentions of entities among them, see {@link Words}. */
  QUOTE_TEXT,
  /** The id of the entity that is quoted. */
  QUOTE_SPEAKER,
  /** Words of its names. */
  QUOTE_SPEAKER_WORDS,
  QUOTE_STANCE,
  /** First day that the date of publication may mean. */
  QUOTE_DAY,
  /** What a list shows of a quote, in doc values. */
  QUOTE,

  /**
   * Field, folded name and value, so that a name leads to the values that bear it: see {@link
   * Names}.
   */
  NAME_TO_VALUE,
  /** Id and name of an entity, so that an id leads to its most frequent name. */
  ID_TO_NAME,
  /** Id and form of a name as it stands in the text. */
  ID_TO_FORM,

  /** First day that the date of publication may mean, days since 1970-01-01. */
  FIRST_DAY,
  /** Last day that the date of publication may mean. */
  LAST_DAY,

  /** Stands for a report with the bytes it was made from, a number in doc values. */
  FINGERPRINT,

  /** The first and the last day of each time that the text speaks of, as ranges of numbers. */
  EVENT_DATE,
  /** The years of those times. */
  EVENT_YEAR,

  /** SHA-256 of the source file of a report. */
  SOURCE_HASH,
  /** Absolute path of a source file; only entries of the ledger have it. */
  LEDGER_PATH,
  /** How the SHA-256 of a source file begins; only entries of files that gave reports have it. */
  LEDGER_HASH,
  /** An entry of the ledger, in doc values. */
  LEDGER_ENTRY,

  /** The report but for its text, stored; the text is stored with its words. */
  REPORT,
  /** What a list of hits shows, in doc values. */
  CARD,
  /** The wording of a text in numbers, by which copies are known, in doc values. */
  SIGNATURE,
  /** The event of a report in numbers, by which stories are known, in doc values. */
  TELLING;

  /** The {@link #KIND} of an entry in the ledger of source files. */
  public static final String LEDGER_KIND = "ledger";

  /** The {@link #KIND} of a report. */
  public static final String REPORT_KIND = "report";

  /** The {@link #KIND} of a quote. */
  public static final String QUOTE_KIND = "quote";

  private final String fieldName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The field with the words of the values of this one, where it has such. */
  public Optional<IndexField> words() {
    return switch (this) {
      case OUTLET -> Optional.of(OUTLET_WORDS);
      case AUTHOR -> Optional.of(AUTHOR_WORDS);
      case PERSON -> Optional.of(PERSON_WORDS);
      case PLACE -> Optional.of(PLACE_WORDS);
      case ORGANISATION -> Optional.of(ORGANISATION_WORDS);
      case GROUP -> Optional.of(GROUP_WORDS);
      case TOPIC -> Optional.of(TOPIC_WORDS);
      case INSTRUMENT -> Optional.of(INSTRUMENT_WORDS);
      case SPEAKER -> Optional.of(SPEAKER_WORDS);
      case QUOTE_SPEAKER -> Optional.of(QUOTE_SPEAKER_WORDS);
      default -> Optional.empty();
    };
  }

  /** The name of the field in Lucene. */
  public String fieldName() {
    return fieldName;
  }
}
