package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestActionListener;
import org.opensearch.transport.client.node.NodeClient;

/** {@code POST /INDEX/_vigil/SHARD?session=…} with a call: what the shard answers. */
final class RestAsk extends BaseRestHandler {

  @Override
  public String getName() {
    return "vigil_ask";
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.POST, "/{index}/_vigil/{shard}"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client)
      throws IOException {
    AskAction.Call call =
        new AskAction.Call(
            request.param("index"),
            request.paramAsInt("shard", 0),
            request.param("session", ""),
            request.requiredContent().utf8ToString());
    return channel ->
        client.execute(
            AskAction.INSTANCE,
            call,
            new RestActionListener<AskAction.Answers>(channel) {
              @Override
              protected void processResponse(AskAction.Answers answers) {
                channel.sendResponse(response(answers));
              }
            });
  }

  private static BytesRestResponse response(AskAction.Answers answers) {
    if (answers.byShard.size() == 1) {
      return new BytesRestResponse(RestStatus.OK, "application/json", answers.byShard.getFirst());
    }
    StringBuilder why = new StringBuilder("the shard cannot be asked");
    for (DefaultShardOperationFailedException failure : answers.getShardFailures()) {
      why.append(": ").append(failure.getCause());
    }
    return new BytesRestResponse(
        RestStatus.SERVICE_UNAVAILABLE, BytesRestResponse.TEXT_CONTENT_TYPE, why.toString());
  }
}
