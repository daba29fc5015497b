package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.vigil.search.QuoteResult;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchRequest.Facet;

/** Prints quotes. Facts that are unknown are left out. */
public final class QuoteJson {

  private QuoteJson() {}

  /** The answer to a search for quotes, laid out as that to a search. */
  public static ObjectNode result(SearchRequest request, QuoteResult result, long tookMillis) {
    ObjectNode json =
        SearchJson.head(request, result.total(), result.cursor(), tookMillis, result.query());
    quotes(json.putArray("results"), result);
    ObjectNode facets = json.putObject("facets");
    for (Facet facet : request.facets()) {
      Optional.ofNullable(result.facets().get(facet))
          .ifPresent(counts -> facets.set(Parameters.word(facet), SearchJson.counts(counts)));
    }
    return json;
  }

  /** How many there are, and the first of them. */
  static void some(ObjectNode json, QuoteResult result) {
    json.put("total", result.total());
    quotes(json.putArray("results"), result);
  }

  private static void quotes(ArrayNode list, QuoteResult result) {
    result.quotes().forEach(said -> said(list.addObject(), said));
  }

  private static void said(ObjectNode json, QuoteResult.Said said) {
    json.put("id", said.id());
    said.speaker().ifPresent(speaker -> json.put("speaker", speaker));
    said.speakerId().ifPresent(id -> json.put("speakerId", id));
    said.cue().ifPresent(cue -> json.put("cue", cue));
    said.stance().ifPresent(stance -> json.put("stance", stance.word()));
    json.put("text", said.text());
    json.put("html", said.marked());
    json.put("start", said.start());
    json.put("end", said.end());
    ObjectNode report = json.putObject("report").put("id", said.report().id());
    said.report().title().ifPresent(title -> report.put("title", title));
    said.report().outlet().ifPresent(outlet -> report.put("outlet", outlet));
    said.report().date().ifPresent(date -> report.put("date", date));
    said.report().language().ifPresent(language -> report.put("language", language));
    said.report().url().ifPresent(url -> report.put("url", url));
  }
}
