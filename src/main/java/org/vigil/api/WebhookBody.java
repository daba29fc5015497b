package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.alert.Alert;
import org.vigil.alert.Match;
import org.vigil.alert.Webhooks;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/** Says ids and titles of what an alert found and nothing else of them. */
public final class WebhookBody implements Webhooks.Body {

  private final Views views;

  public WebhookBody(ReportSearcher searcher) {
    this.views = new Views(searcher);
  }

  @Override
  public Optional<String> of(Alert alert, List<Match> matches) throws IOException {
    Map<String, SearchResult.Hit> found = new HashMap<>();
    for (SearchResult.Hit hit :
        views
            .of(alert.collections())
            .hits(matches.stream().map(Match::report).toList(), SearchRequest.of(""))) {
      found.put(hit.id(), hit);
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("alert").put("id", alert.id()).put("name", alert.name());
    ArrayNode reports = json.putArray("reports");
    for (Match match : matches) {
      SearchResult.Hit hit = found.get(match.report());
      if (hit != null) {
        ObjectNode report =
            reports.addObject().put("id", hit.id()).put("matched", match.at().toString());
        hit.title().ifPresent(title -> report.put("title", title));
      }
    }
    return Optional.of(new String(Responses.bytes(json), StandardCharsets.UTF_8));
  }
}
