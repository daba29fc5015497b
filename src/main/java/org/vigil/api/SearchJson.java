package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.vigil.report.Report;
import org.vigil.search.Related;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchResult;
import org.vigil.search.Suggestions;

/**
 * Prints answers. A hit leaves out what is not known of its report; what belongs to the search
 * itself is always there, null when there is none.
 */
public final class SearchJson {

  private SearchJson() {}

  /** The answer to a search, in the shape of the contract. */
  public static ObjectNode result(SearchRequest request, SearchResult result, long tookMillis) {
    ObjectNode json = head(request, result.total(), result.cursor(), tookMillis, result.query());
    ArrayNode hits = json.putArray("results");
    for (SearchResult.Hit hit : result.hits()) {
      ObjectNode each = hit(hit);
      Optional.ofNullable(result.explanations().get(hit.id()))
          .ifPresent(reasons -> explain(each.putArray("explanation"), reasons));
      hits.add(each);
    }
    ObjectNode facets = json.putObject("facets");
    for (Facet facet : request.facets()) {
      String name = Parameters.word(facet);
      if (facet == Facet.DATE) {
        result.dates().ifPresent(dates -> facets.set(name, histogram(dates)));
      } else {
        Optional.ofNullable(result.facets().get(facet))
            .ifPresent(counts -> facets.set(name, counts(counts)));
      }
    }
    return json;
  }

  /** What an answer says before its results. */
  static ObjectNode head(
      SearchRequest request,
      long total,
      Optional<String> cursor,
      long tookMillis,
      SearchResult.Understood understood) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total", total);
    json.put("page", request.page());
    json.put("pageSize", request.pageSize());
    json.put("cursor", cursor.orElse(null));
    json.put("tookMillis", tookMillis);
    json.set("query", query(request, understood));
    return json;
  }

  private static void explain(ArrayNode explanation, List<SearchResult.Reason> reasons) {
    for (SearchResult.Reason reason : reasons) {
      ObjectNode json = explanation.addObject();
      json.put("score", reason.score());
      json.put("text", reason.sentence());
      if (reason.field().isPresent()) {
        json.put("field", reason.field().get());
        texts(json.putArray("words"), reason.words());
        json.put("phrase", reason.phrase());
        json.put("occurrences", reason.occurrences());
        if (!reason.phrase()) {
          json.put("reports", reason.reports());
        }
      }
    }
  }

  private static ObjectNode query(SearchRequest request, SearchResult.Understood understood) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("text", request.q());
    json.put("parsed", understood.parsed());
    json.put("escaped", understood.escaped());
    ObjectNode variants = json.putObject("variants");
    understood.variants().forEach((word, others) -> texts(variants.putArray(word), others));
    ObjectNode contested = json.putObject("contested");
    understood
        .contested()
        .forEach(
            (words, others) -> {
              ObjectNode set = contested.putObject(words);
              texts(set.putArray("terms"), others.terms());
              set.put("note", others.note()).put("source", others.source());
            });
    json.put("relaxed", understood.relaxed());
    json.put("suggestion", understood.suggestion().orElse(null));
    return json;
  }

  static ObjectNode hit(SearchResult.Hit hit) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", hit.id());
    json.put("score", hit.score());
    hit.title().ifPresent(title -> json.put("title", title));
    hit.outlet().ifPresent(outlet -> json.put("outlet", outlet));
    hit.date().ifPresent(date -> json.put("date", date));
    texts(json.putArray("authors"), hit.authors());
    hit.language().ifPresent(language -> json.put("language", language));
    hit.url().ifPresent(url -> json.put("url", url));
    ObjectNode source = json.putObject("source").put("path", hit.path());
    hit.part().ifPresent(part -> source.put("part", part));
    named(json.putArray("people"), hit.people());
    named(json.putArray("places"), hit.places());
    ArrayNode snippets = json.putArray("snippets");
    for (SearchResult.Snippet snippet : hit.snippets()) {
      snippets
          .addObject()
          .put("field", snippet.field())
          .put("text", snippet.html())
          .put("start", snippet.start())
          .put("end", snippet.end());
    }
    json.put("duplicates", hit.duplicates());
    json.put("story", hit.story().orElse(null));
    return json;
  }

  /** Another report with the same wording: enough to tell where it stands. */
  static ObjectNode copy(SearchResult.Hit hit) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", hit.id());
    hit.title().ifPresent(title -> json.put("title", title));
    hit.outlet().ifPresent(outlet -> json.put("outlet", outlet));
    hit.date().ifPresent(date -> json.put("date", date));
    hit.url().ifPresent(url -> json.put("url", url));
    return json;
  }

  /** Another report of the same event: as much as is said of a copy. */
  static ObjectNode copy(Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", report.id());
    report.title().ifPresent(title -> json.put("title", title));
    report.outlet().ifPresent(outlet -> json.put("outlet", outlet));
    report.date().ifPresent(date -> json.put("date", date.toString()));
    report.url().ifPresent(url -> json.put("url", url));
    return json;
  }

  /** Reports on the same matter as one. */
  static ObjectNode related(List<Related> related) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("related");
    for (Related each : related) {
      ObjectNode report = copy(each.hit());
      report.put("score", each.hit().score());
      ObjectNode shared = report.putObject("shared");
      named(shared.putArray("entities"), each.entities());
      named(shared.putArray("topics"), each.topics());
      texts(shared.putArray("terms"), each.terms());
      list.add(report);
    }
    return json;
  }

  static ObjectNode counts(SearchResult.TermCounts counts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total", counts.total());
    json.put("missing", counts.missing());
    ArrayNode terms = json.putArray("terms");
    for (SearchResult.Term term : counts.terms()) {
      ObjectNode each =
          terms
              .addObject()
              .put("id", term.id())
              .put("label", term.label())
              .put("count", term.count())
              .put("selected", term.selected());
      term.score().ifPresent(score -> each.put("score", Math.round(score * 100) / 100.0));
    }
    return json;
  }

  static ObjectNode histogram(SearchResult.Histogram dates) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("interval", Parameters.word(dates.interval()));
    json.put("missing", dates.missing());
    ArrayNode buckets = json.putArray("buckets");
    for (SearchResult.Bucket bucket : dates.buckets()) {
      buckets
          .addObject()
          .put("from", bucket.from().toString())
          .put("to", bucket.to().toString())
          .put("count", bucket.count());
    }
    return json;
  }

  /** Completions. */
  static ObjectNode suggestions(Suggestions suggestions) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode entities = json.putArray("entities");
    for (Suggestions.Name name : suggestions.entities()) {
      entities
          .addObject()
          .put("id", name.id())
          .put("name", name.name())
          .put("kind", name.kind().path())
          .put("count", name.reports())
          .put("start", name.start());
    }
    ArrayNode titles = json.putArray("titles");
    for (Suggestions.Title title : suggestions.titles()) {
      titles.addObject().put("id", title.id()).put("title", title.title());
    }
    ArrayNode phrases = json.putArray("phrases");
    for (Suggestions.Phrase phrase : suggestions.phrases()) {
      phrases.addObject().put("text", phrase.text()).put("start", phrase.start());
    }
    ObjectNode variants = json.putObject("variants");
    suggestions.variants().forEach((word, others) -> texts(variants.putArray(word), others));
    json.put("suggestion", suggestions.suggestion().orElse(null));
    return json;
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }

  static void named(ArrayNode list, List<SearchResult.Named> entities) {
    entities.forEach(e -> list.addObject().put("id", e.id()).put("name", e.name()));
  }
}
