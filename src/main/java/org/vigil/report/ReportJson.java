package org.vigil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.vigil.corpus.ContentHash;
import org.vigil.date.EventDate;
import org.vigil.date.PartialDate;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Location;
import org.vigil.entity.Mention;
import org.vigil.extract.Fact;
import org.vigil.extract.Facts;
import org.vigil.quote.Quote;
import org.vigil.quote.Stance;
import org.vigil.topic.TopicMention;

/**
 * Writes and reads reports in the shape that {@code vigil extract} prints and {@code
 * /api/v1/reports} answers: absent knowledge is an absent key or an empty list.
 */
public final class ReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /** The report as one object; a new tree at each call, which the caller may add to. */
  public static ObjectNode toJson(Report report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", report.id());
    json.set("source", source(report.source()));
    Facts facts = report.facts();
    facts.title().ifPresent(f -> json.put("title", f.value()));
    facts.outlet().ifPresent(f -> json.put("outlet", f.value()));
    ArrayNode authors = json.putArray("authors");
    report.authors().forEach(authors::add);
    facts.date().ifPresent(f -> json.put("date", f.value().toString()));
    facts.dateline().ifPresent(f -> json.put("dateline", f.value()));
    facts.url().ifPresent(f -> json.put("url", f.value()));
    facts.language().ifPresent(f -> json.put("language", f.value()));
    facts.symbol().ifPresent(f -> json.put("symbol", f.value()));
    facts.captured().ifPresent(f -> json.put("captured", f.value().toString()));
    report.collection().ifPresent(c -> json.put("collection", c));
    ObjectNode evidence = json.putObject("evidence");
    evidence(evidence, "title", facts.title());
    evidence(evidence, "outlet", facts.outlet());
    evidence(evidence, "authors", facts.authors());
    evidence(evidence, "date", facts.date());
    evidence(evidence, "dateline", facts.dateline());
    evidence(evidence, "url", facts.url());
    evidence(evidence, "language", facts.language());
    evidence(evidence, "symbol", facts.symbol());
    evidence(evidence, "captured", facts.captured());
    json.put("text", report.text());
    if (!report.pages().isEmpty()) {
      ArrayNode pages = json.putArray("pages");
      report.pages().forEach(pages::add);
    }
    for (Kind kind : Kind.values()) {
      entities(json.putArray(kind.key), report, kind.kind);
    }
    ArrayNode quotes = json.putArray("quotes");
    report.quotes().forEach(quote -> quote(quotes.addObject(), quote));
    topics(json.putArray("topics"), report.topics());
    topics(json.putArray("instruments"), report.instruments());
    ArrayNode dates = json.putArray("eventDates");
    for (EventDate date : report.eventDates()) {
      dates
          .addObject()
          .put("from", date.from().toString())
          .put("to", date.to().toString())
          .put("granularity", date.granularity().name().toLowerCase(Locale.ROOT))
          .put("text", date.text())
          .put("start", date.start())
          .put("end", date.end());
    }
    if (!report.warnings().isEmpty()) {
      ArrayNode warnings = json.putArray("warnings");
      report.warnings().forEach(warnings::add);
    }
    json.putNull("failure");
    return json;
  }

  /**
   * A file, or a part of one, that gave no report.
   *
   * @param hash and size of the file, as far as it could be read
   */
  public static ObjectNode failure(
      String path,
      Optional<ContentHash> hash,
      OptionalLong size,
      Optional<String> part,
      String reason,
      String detail) {
    ObjectNode json = JSON.createObjectNode();
    ObjectNode source = json.putObject("source");
    source.put("path", path);
    hash.ifPresent(h -> source.put("sha256", h.hex()));
    size.ifPresent(n -> source.put("size", n));
    part.ifPresentOrElse(p -> source.put("part", p), () -> source.putNull("part"));
    json.putObject("failure").put("reason", reason).put("detail", detail);
    return json;
  }

  /** The report as one line. */
  public static String write(Report report) {
    return toJson(report).toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the text is not that of a report
   */
  public static Report read(String line) {
    try {
      return fromJson(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a report in JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * The report as one line without its text and without what repeats its text: for keeping beside
   * the text.
   */
  public static String writeWithoutText(Report report) {
    ObjectNode json = toJson(report);
    json.remove("text");
    for (Kind kind : Kind.values()) {
      json.path(kind.key).forEach(entity -> withoutText(entity.path("mentions"), "text"));
    }
    withoutText(json.path("quotes"), "text");
    withoutText(json.path("topics"), "trigger");
    withoutText(json.path("instruments"), "trigger");
    withoutText(json.path("eventDates"), "text");
    return json.toString();
  }

  /**
   * Reads what {@link #writeWithoutText} wrote.
   *
   * @throws IllegalArgumentException if it does not belong to the text
   */
  public static Report readWithText(String line, String text) {
    ObjectNode json;
    try {
      json = (ObjectNode) JSON.readTree(line);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalArgumentException("not a report in JSON", e);
    }
    json.put("text", text);
    withText(json.path("quotes"), "text", text);
    withText(json.path("topics"), "trigger", text);
    withText(json.path("instruments"), "trigger", text);
    withText(json.path("eventDates"), "text", text);
    return fromJson(json);
  }

  private static void withoutText(JsonNode spans, String key) {
    spans.forEach(span -> ((ObjectNode) span).remove(key));
  }

  private static void withText(JsonNode spans, String key, String text) {
    for (JsonNode span : spans) {
      String words = text.substring(span.path("start").asInt(), span.path("end").asInt());
      ((ObjectNode) span).put(key, words);
    }
  }

  /** Reads the tree that {@link #toJson} makes; keys it does not know are left alone. */
  public static Report fromJson(JsonNode json) {
    JsonNode source = json.path("source");
    JsonNode evidence = json.path("evidence");
    List<String> authors = strings(json.path("authors"));
    Facts facts =
        new Facts(
            fact(evidence, "title", text(json, "title")),
            fact(evidence, "outlet", text(json, "outlet")),
            fact(evidence, "authors", authors.isEmpty() ? Optional.empty() : Optional.of(authors)),
            fact(evidence, "date", text(json, "date").flatMap(PartialDate::parse)),
            fact(evidence, "dateline", text(json, "dateline")),
            fact(evidence, "url", text(json, "url")),
            fact(evidence, "language", text(json, "language")),
            fact(evidence, "symbol", text(json, "symbol")),
            fact(evidence, "captured", text(json, "captured").map(Instant::parse)));
    List<Integer> pages = new ArrayList<>();
    json.path("pages").forEach(start -> pages.add(start.asInt()));
    return new Report(
        json.path("id").asText(),
        new Report.Source(
            source.path("path").asText(),
            new ContentHash(source.path("sha256").asText()),
            source.path("mediaType").asText(),
            source.path("size").asLong(),
            text(source, "part")),
        facts,
        json.path("text").asText(),
        pages,
        annotations(json),
        quotes(json.path("quotes")),
        topics(json.path("topics")),
        topics(json.path("instruments")),
        eventDates(json.path("eventDates")),
        text(json, "collection"),
        strings(json.path("warnings")));
  }

  private static ObjectNode source(Report.Source source) {
    ObjectNode json = JSON.createObjectNode();
    json.put("path", source.path());
    json.put("sha256", source.hash().hex());
    json.put("mediaType", source.mediaType());
    json.put("size", source.size());
    source.part().ifPresentOrElse(p -> json.put("part", p), () -> json.putNull("part"));
    return json;
  }

  private static <T> void evidence(ObjectNode evidence, String name, Optional<Fact<T>> fact) {
    fact.ifPresent(
        f ->
            evidence
                .putObject(name)
                .put("rule", f.rule())
                .put("confidence", f.confidence())
                .put("text", f.text()));
  }

  private static <T> Optional<Fact<T>> fact(JsonNode evidence, String name, Optional<T> value) {
    JsonNode e = evidence.path(name);
    return value.map(
        v ->
            new Fact<>(
                v,
                e.path("rule").asText(),
                e.path("confidence").asDouble(),
                e.path("text").asText()));
  }

  private static void entities(ArrayNode list, Report report, EntityKind kind) {
    for (Entity entity : report.annotations().entities()) {
      if (entity.kind() != kind) {
        continue;
      }
      ObjectNode json = list.addObject();
      json.put("id", entity.id());
      json.put("name", entity.name());
      if (!entity.aliases().isEmpty()) {
        ArrayNode aliases = json.putArray("aliases");
        entity.aliases().forEach(aliases::add);
      }
      entity
          .location()
          .ifPresent(
              where -> {
                where.country().ifPresent(c -> json.put("country", c));
                json.put("lat", where.latitude());
                json.put("lon", where.longitude());
                ArrayNode within = json.putArray("within");
                where.within().forEach(a -> within.add(a.name()));
                ArrayNode ids = json.putArray("withinIds");
                where.within().forEach(a -> ids.add(a.id()));
              });
      ArrayNode mentions = json.putArray("mentions");
      for (Mention m : report.annotations().mentions()) {
        if (m.entityId().equals(entity.id())) {
          mentions
              .addObject()
              .put("start", m.start())
              .put("end", m.end())
              .put("text", report.text().substring(m.start(), m.end()));
        }
      }
    }
  }

  private static void quote(ObjectNode json, Quote quote) {
    quote.speaker().ifPresent(s -> json.put("speaker", s));
    quote.speakerId().ifPresent(id -> json.put("speakerId", id));
    quote.cue().ifPresent(c -> json.put("cue", c));
    quote.stance().ifPresent(s -> json.put("stance", s.word()));
    json.put("text", quote.text()).put("start", quote.start()).put("end", quote.end());
  }

  private static List<Quote> quotes(JsonNode list) {
    List<Quote> quotes = new ArrayList<>();
    for (JsonNode q : list) {
      quotes.add(
          new Quote(
              text(q, "speaker"),
              text(q, "speakerId"),
              text(q, "cue"),
              text(q, "stance").map(s -> Stance.valueOf(s.toUpperCase(Locale.ROOT))),
              q.path("text").asText(),
              q.path("start").asInt(),
              q.path("end").asInt()));
    }
    return quotes;
  }

  private static void topics(ArrayNode list, List<TopicMention> topics) {
    for (TopicMention topic : topics) {
      list.addObject()
          .put("id", topic.topicId())
          .put("trigger", topic.trigger())
          .put("start", topic.start())
          .put("end", topic.end());
    }
  }

  private static List<TopicMention> topics(JsonNode list) {
    List<TopicMention> topics = new ArrayList<>();
    for (JsonNode t : list) {
      topics.add(
          new TopicMention(
              t.path("id").asText(),
              t.path("trigger").asText(),
              t.path("start").asInt(),
              t.path("end").asInt()));
    }
    return topics;
  }

  private static List<EventDate> eventDates(JsonNode list) {
    List<EventDate> dates = new ArrayList<>();
    for (JsonNode d : list) {
      dates.add(
          new EventDate(
              LocalDate.parse(d.path("from").asText()),
              LocalDate.parse(d.path("to").asText()),
              EventDate.Granularity.valueOf(
                  d.path("granularity").asText().toUpperCase(Locale.ROOT)),
              d.path("text").asText(),
              d.path("start").asInt(),
              d.path("end").asInt()));
    }
    return dates;
  }

  private static Annotations annotations(JsonNode json) {
    List<Entity> entities = new ArrayList<>();
    List<Mention> mentions = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (JsonNode e : json.path(kind.key)) {
        String id = e.path("id").asText();
        entities.add(
            new Entity(
                id, kind.kind, e.path("name").asText(), strings(e.path("aliases")), location(e)));
        for (JsonNode m : e.path("mentions")) {
          mentions.add(new Mention(kind.kind, m.path("start").asInt(), m.path("end").asInt(), id));
        }
      }
    }
    mentions.sort(Comparator.comparingInt(Mention::start));
    return new Annotations(entities, mentions);
  }

  private static Optional<Location> location(JsonNode e) {
    if (!e.has("lat")) {
      return Optional.empty();
    }
    List<String> names = strings(e.path("within"));
    List<String> ids = strings(e.path("withinIds"));
    List<Location.Ancestor> within = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      within.add(new Location.Ancestor(ids.get(i), names.get(i)));
    }
    return Optional.of(
        new Location(
            text(e, "country"), e.path("lat").asDouble(), e.path("lon").asDouble(), within));
  }

  private static Optional<String> text(JsonNode json, String key) {
    return Optional.of(json.path(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static List<String> strings(JsonNode list) {
    List<String> strings = new ArrayList<>();
    list.forEach(s -> strings.add(s.asText()));
    return strings;
  }

  /** The key under which each kind of entity is listed. */
  private enum Kind {
    PEOPLE("people", EntityKind.PERSON),
    PLACES("places", EntityKind.PLACE),
    ORGANISATIONS("organisations", EntityKind.ORGANISATION),
    GROUPS("groups", EntityKind.GROUP);

    private final String key;
    private final EntityKind kind;

    Kind(String key, EntityKind kind) {
      this.key = key;
      this.kind = kind;
    }
  }
}
