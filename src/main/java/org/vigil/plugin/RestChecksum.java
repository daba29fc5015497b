package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.rest.RestStatus;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.rest.BaseRestHandler;
import org.opensearch.rest.BytesRestResponse;
import org.opensearch.rest.RestRequest;
import org.opensearch.rest.action.RestActionListener;
import org.opensearch.transport.client.node.NodeClient;

/** {@code POST /INDEX/_vigil_checksums}: which copies of its shards are damaged. */
final class RestChecksum extends BaseRestHandler {

  @Override
  public String getName() {
    return "vigil_checksums";
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.POST, "/{index}/_vigil_checksums"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    ChecksumAction.Check check = new ChecksumAction.Check(request.param("index"));
    return channel ->
        client.execute(
            ChecksumAction.INSTANCE,
            check,
            new RestActionListener<ChecksumAction.Checked>(channel) {
              @Override
              protected void processResponse(ChecksumAction.Checked checked) throws Exception {
                try (XContentBuilder json = XContentFactory.jsonBuilder()) {
                  write(checked, json);
                  channel.sendResponse(new BytesRestResponse(RestStatus.OK, json));
                }
              }
            });
  }

  private static void write(ChecksumAction.Checked checked, XContentBuilder json)
      throws IOException {
    json.startObject()
        .field("sound", checked.copies.stream().filter(c -> c.damage().isEmpty()).count());
    json.startArray("damaged");
    for (ChecksumAction.Copy copy : checked.copies) {
      if (!copy.damage().isEmpty()) {
        json.startObject().field("shard", copy.shard()).field("node", copy.node());
        json.field("why", copy.damage()).endObject();
      }
    }
    json.endArray().startArray("unread");
    for (DefaultShardOperationFailedException failure : checked.getShardFailures()) {
      json.startObject().field("shard", failure.shardId());
      json.field("why", String.valueOf(failure.getCause())).endObject();
    }
    json.endArray().endObject();
  }
}
