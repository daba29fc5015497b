package org.vigil.api;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.vigil.corpus.ContentHash;
import org.vigil.date.PartialDate;
import org.vigil.search.SearchResult;

/** Prints hits as an Atom feed, after RFC 4287. */
final class Feed {

  static final String MEDIA_TYPE = "application/atom+xml";

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private final String base;

  private Feed(String base) throws XMLStreamException {
    this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    this.base = base;
  }

  /**
   * The feed of a search.
   *
   * @param base address of the server, without a path
   * @param self path and query at which the feed was asked for
   * @param q query text, which names the feed
   * @param hits newest first
   * @param updated when the index was, for a feed in which nothing has a date
   */
  static String of(
      String base, String self, String q, List<SearchResult.Hit> hits, Instant updated) {
    List<Entry> entries = new ArrayList<>();
    for (SearchResult.Hit hit : hits) {
      date(hit).ifPresent(date -> entries.add(new Entry(hit, midnight(date.first()))));
    }
    return print(
        base,
        self,
        q.isBlank() ? "Vigil" : "Vigil: " + q,
        "Newest first. Reports without a date are left out; where the day is not known, the first"
            + " day that it may be stands for it.",
        entries,
        updated);
  }

  /**
   * The feed of an alert, whose entries tell when it found each report.
   *
   * @param name of the alert
   * @param entries the latest first
   * @param created when the alert was, for a feed in which there is nothing yet
   */
  static String ofAlert(
      String base, String self, String name, List<Entry> entries, Instant created) {
    return print(base, self, "Vigil: " + name, "The latest first.", entries, created);
  }

  /**
   * A report in a feed.
   *
   * @param updated an instant
   */
  record Entry(SearchResult.Hit hit, String updated) {}

  private static String print(
      String base,
      String self,
      String title,
      String subtitle,
      List<Entry> entries,
      Instant otherwise) {
    try {
      Feed feed = new Feed(base);
      feed.write(self, title, subtitle, entries, otherwise);
      return feed.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text can always be written", e);
    }
  }

  private void write(
      String self, String title, String subtitle, List<Entry> entries, Instant otherwise)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element("title", title);
    element("subtitle", subtitle);
    element("id", "urn:sha256:" + ContentHash.of(self.getBytes(StandardCharsets.UTF_8)).hex());
    element(
        "updated", entries.stream().findFirst().map(Entry::updated).orElse(otherwise.toString()));
    xml.writeStartElement("author");
    element("name", "Vigil");
    xml.writeEndElement();
    link("self", MEDIA_TYPE, base + self);
    for (Entry entry : entries) {
      entry(entry.hit(), entry.updated());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void entry(SearchResult.Hit hit, String updated) throws XMLStreamException {
    xml.writeStartElement("entry");
    element("title", hit.title().or(hit::part).orElse(hit.path()));
    element("id", Interchange.uri(hit));
    element("updated", updated);
    Optional<PartialDate> date = date(hit).filter(d -> d.first().equals(d.last()));
    if (date.isPresent()) {
      element("published", midnight(date.get().first()));
    }
    List<String> authors = hit.authors().isEmpty() ? hit.outlet().stream().toList() : hit.authors();
    for (String author : authors) {
      xml.writeStartElement("author");
      element("name", author);
      xml.writeEndElement();
    }
    Optional<String> original = hit.url().filter(url -> url.matches("(?i)https?://.*"));
    link("alternate", "text/html", original.orElse(base + "/?report=" + hit.id()));
    link("related", "application/json", base + Route.BASE + "/reports/" + hit.id());
    categories(hit.people());
    categories(hit.places());
    List<String> passages =
        hit.snippets().stream()
            .filter(snippet -> snippet.field().equals("text"))
            .map(SearchResult.Snippet::html)
            .toList();
    xml.writeStartElement("summary");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(allowed(String.join(" … ", passages)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void categories(List<SearchResult.Named> entities) throws XMLStreamException {
    for (SearchResult.Named entity : entities) {
      xml.writeEmptyElement("category");
      xml.writeAttribute("term", allowed(entity.id()));
      xml.writeAttribute("label", allowed(entity.name()));
    }
  }

  private void link(String relation, String type, String address) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", allowed(address));
  }

  private void element(String name, String content) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(content));
    xml.writeEndElement();
  }

  private static Optional<PartialDate> date(SearchResult.Hit hit) {
    return hit.date().flatMap(PartialDate::parse);
  }

  private static String midnight(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toString();
  }

  /** The text without characters that XML cannot hold, half surrogate pairs among them. */
  static String allowed(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
