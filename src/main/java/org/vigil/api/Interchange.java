package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import org.vigil.date.PartialDate;
import org.vigil.search.SearchResult;

/**
 * A hit in the words of others: ninjs 2.1 (IPTC), NewsArticle (schema.org) and Article
 * (FollowTheMoney). What is not known is left out; a date that is not known to the day is left out
 * where the standard has no partial ones.
 */
final class Interchange {

  private Interchange() {}

  static ObjectNode ninjs(SearchResult.Hit hit) {
    ObjectNode json = object();
    json.put("uri", uri(hit));
    json.putObject("$standard").put("name", "ninjs").put("version", "2.1");
    json.put("type", "text");
    hit.language().ifPresent(language -> json.put("language", language));
    day(hit).ifPresent(day -> json.put("firstcreated", day.first() + "T00:00:00Z"));
    hit.title()
        .ifPresent(
            title ->
                json.putArray("headlines").addObject().put("role", "main").put("value", title));
    ArrayNode bylines = json.putArray("bylines");
    hit.authors().forEach(author -> bylines.addObject().put("byline", author));
    hit.outlet().ifPresent(outlet -> json.putArray("infosources").addObject().put("name", outlet));
    hit.url()
        .ifPresent(url -> json.putArray("altids").addObject().put("role", "url").put("value", url));
    entities(json.putArray("people"), hit.people());
    entities(json.putArray("places"), hit.places());
    return json;
  }

  static ObjectNode newsArticle(SearchResult.Hit hit) {
    ObjectNode json = object();
    json.put("@type", "NewsArticle").put("@id", uri(hit));
    json.put("identifier", hit.id());
    hit.title().ifPresent(title -> json.put("headline", title));
    hit.date().ifPresent(date -> json.put("datePublished", date));
    hit.language().ifPresent(language -> json.put("inLanguage", language));
    hit.url().ifPresent(url -> json.put("url", url));
    ArrayNode authors = json.putArray("author");
    hit.authors().forEach(a -> authors.addObject().put("@type", "Person").put("name", a));
    hit.outlet()
        .ifPresent(
            outlet -> json.putObject("publisher").put("@type", "Organization").put("name", outlet));
    ArrayNode mentions = json.putArray("mentions");
    mention(mentions, "Person", hit.people());
    mention(mentions, "Place", hit.places());
    return json;
  }

  private static void mention(ArrayNode list, String type, List<SearchResult.Named> entities) {
    for (SearchResult.Named entity : entities) {
      list.addObject().put("@type", type).put("identifier", entity.id()).put("name", entity.name());
    }
  }

  static ObjectNode followTheMoney(SearchResult.Hit hit) {
    ObjectNode json = object();
    json.put("id", "vigil-" + hit.id()).put("schema", "Article");
    ObjectNode properties = json.putObject("properties");
    values(properties, "title", hit.title().stream().toList());
    values(properties, "publisher", hit.outlet().stream().toList());
    values(properties, "author", hit.authors());
    values(properties, "publishedAt", hit.date().stream().toList());
    values(properties, "sourceUrl", hit.url().stream().toList());
    values(
        properties,
        "language",
        hit.language().flatMap(Interchange::threeLetters).stream().toList());
    values(properties, "fileName", List.of(hit.path()));
    values(properties, "peopleMentioned", names(hit.people()));
    values(properties, "locationMentioned", names(hit.places()));
    return json;
  }

  /** The name of a report wherever it is told of. */
  static String uri(SearchResult.Hit hit) {
    return "urn:vigil:report:" + hit.id();
  }

  private static Optional<PartialDate> day(SearchResult.Hit hit) {
    return hit.date().flatMap(PartialDate::parse).filter(date -> date.first().equals(date.last()));
  }

  /** FollowTheMoney writes languages after ISO 639-3. */
  private static Optional<String> threeLetters(String language) {
    try {
      return Optional.of(Locale.of(language).getISO3Language()).filter(code -> !code.isEmpty());
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  private static void entities(ArrayNode list, List<SearchResult.Named> entities) {
    entities.forEach(e -> list.addObject().put("uri", e.id()).put("name", e.name()));
  }

  private static List<String> names(List<SearchResult.Named> entities) {
    return entities.stream().map(SearchResult.Named::name).toList();
  }

  private static void values(ObjectNode properties, String name, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(properties.withArray(name)::add);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
