package org.vigil.report;

import java.util.List;
import java.util.Optional;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDate;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.extract.Facts;
import org.vigil.quote.Quote;
import org.vigil.topic.TopicMention;

/**
 * One report: immutable and complete. Unknown is {@link Optional#empty()} or an empty list.
 *
 * @param id derived from the content, safe in a path of a URL
 * @param facts publication facts with their evidence
 * @param text main content, paragraphs separated by a blank line
 * @param pages where the pages of a paginated document begin in the text, rising from 0; empty
 *     where there are none
 * @param quotes who says what, by start
 * @param topics the rights issues it is about, with the words that show it, by start
 * @param instruments the treaties, courts and mandates that it names, likewise
 * @param eventDates the times that its text speaks of, by start
 * @param collection the name of the collection it belongs to
 * @param warnings what a reader should know, such as that the text was cut
 */
public record Report(
    String id,
    Source source,
    Facts facts,
    String text,
    List<Integer> pages,
    Annotations annotations,
    List<Quote> quotes,
    List<TopicMention> topics,
    List<TopicMention> instruments,
    List<EventDate> eventDates,
    Optional<String> collection,
    List<String> warnings) {

  public Report {
    eventDates = List.copyOf(eventDates);
    instruments = List.copyOf(instruments);
    pages = List.copyOf(pages);
    quotes = List.copyOf(quotes);
    topics = List.copyOf(topics);
    warnings = List.copyOf(warnings);
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("report id is not safe in a URL: " + id);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("report without text: " + id);
    }
    int before = 0;
    for (int start : pages) {
      if (start < before || start > text.length()) {
        throw new IllegalArgumentException(
            "page begins at " + start + ", after " + before + ", in " + text.length());
      }
      before = start;
    }
  }

  /** A report without pages, quotes, topics, instruments and times. */
  public Report(
      String id,
      Source source,
      Facts facts,
      String text,
      Annotations annotations,
      Optional<String> collection,
      List<String> warnings) {
    this(
        id,
        source,
        facts,
        text,
        List.of(),
        annotations,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        collection,
        warnings);
  }

  /** The same report, whose file lies elsewhere now. */
  public Report at(String path) {
    return new Report(
        id,
        new Source(path, source.hash(), source.mediaType(), source.size(), source.part()),
        facts,
        text,
        pages,
        annotations,
        quotes,
        topics,
        instruments,
        eventDates,
        collection,
        warnings);
  }

  /** The same report with what was found in its text anew. */
  public Report recognisedAs(
      Annotations found,
      List<Quote> newQuotes,
      List<TopicMention> newTopics,
      List<TopicMention> newInstruments,
      List<EventDate> newEventDates) {
    return new Report(
        id,
        source,
        facts,
        text,
        pages,
        found,
        newQuotes,
        newTopics,
        newInstruments,
        newEventDates,
        collection,
        warnings);
  }

  /**
   * Where a report came from.
   *
   * @param path of its source file, as given by the corpus: relative to the working folder where it
   *     lies below it
   * @param hash of the source file's bytes
   * @param size of the source file in bytes
   * @param part path inside the source file, when that is a container
   */
  public record Source(
      String path, ContentHash hash, String mediaType, long size, Optional<String> part) {}

  /**
   * The id of the report with this origin: the first 32 hexadecimal digits of its content hash.
   * Equal bytes are one report wherever they lie; an edited file is a new one.
   */
  public static String idOf(ContentHash hash, Optional<String> part) {
    return part.map(hash::ofPart).orElse(hash).hex().substring(0, 32);
  }

  public Optional<String> title() {
    return facts.title().map(f -> f.value());
  }

  public Optional<String> outlet() {
    return facts.outlet().map(f -> f.value());
  }

  public List<String> authors() {
    return facts.authors().map(f -> f.value()).orElse(List.of());
  }

  public Optional<PartialDate> date() {
    return facts.date().map(f -> f.value());
  }

  public Optional<String> url() {
    return facts.url().map(f -> f.value());
  }

  public Optional<String> language() {
    return facts.language().map(f -> f.value());
  }
}
