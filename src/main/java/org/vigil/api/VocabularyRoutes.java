package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.vigil.topic.Topic;
import org.vigil.topic.Topics;

/** The rights issues and instruments that reports are searched for. */
final class VocabularyRoutes implements RouteGroup {

  @Override
  public List<Route> routes() {
    return List.of(Route.reading("GET", "/topics", VocabularyRoutes::topics).fromSnapshot());
  }

  private static void topics(Context ctx) {
    Requests.withoutParameters(ctx);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    list(json.putArray("topics"), Topics.standardTopics());
    list(json.putArray("instruments"), Topics.standardInstruments());
    Responses.json(ctx, json);
  }

  private static void list(ArrayNode list, List<Topic> topics) {
    for (Topic topic : topics) {
      ObjectNode json =
          list.addObject()
              .put("id", topic.id())
              .put("label", topic.label())
              .put("definition", topic.definition());
      topic.codes().forEach(json.putArray("codes")::add);
    }
  }
}
