package org.vigil.plugin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.broadcast.BroadcastShardOperationFailedException;
import org.opensearch.action.support.broadcast.BroadcastShardRequest;
import org.opensearch.action.support.broadcast.BroadcastShardResponse;
import org.opensearch.action.support.broadcast.TransportBroadcastAction;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.block.ClusterBlockLevel;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.routing.GroupShardsIterator;
import org.opensearch.cluster.routing.ShardIterator;
import org.opensearch.cluster.routing.ShardRouting;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.index.shard.ShardId;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;
import org.opensearch.tasks.Task;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Carries a call to a copy of a shard; where that fails, the next copy is asked. */
public final class TransportAsk
    extends TransportBroadcastAction<
        AskAction.Call, AskAction.Answers, TransportAsk.ShardCall, TransportAsk.ShardAnswer> {

  private final IndicesService indices;
  private final ShardSearchers searchers;

  /** Called by the node. */
  @Inject
  public TransportAsk(
      ClusterService cluster,
      TransportService transport,
      IndicesService indices,
      ActionFilters filters,
      IndexNameExpressionResolver resolver,
      ShardSearchers searchers) {
    super(
        AskAction.NAME,
        cluster,
        transport,
        filters,
        resolver,
        AskAction.Call::new,
        ShardCall::new,
        ThreadPool.Names.SEARCH);
    this.indices = indices;
    this.searchers = searchers;
  }

  /** A call for one shard. */
  static final class ShardCall extends BroadcastShardRequest {
    final String text;

    ShardCall(ShardId shard, AskAction.Call call) {
      super(shard, call);
      this.text = call.text;
    }

    ShardCall(StreamInput in) throws IOException {
      super(in);
      text = in.readString();
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      super.writeTo(out);
      out.writeString(text);
    }
  }

  /** What one shard says. */
  static final class ShardAnswer extends BroadcastShardResponse {
    final String text;

    ShardAnswer(ShardId shard, String text) {
      super(shard);
      this.text = text;
    }

    ShardAnswer(StreamInput in) throws IOException {
      super(in);
      text = in.readString();
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      super.writeTo(out);
      out.writeString(text);
    }
  }

  @Override
  protected ShardAnswer shardOperation(ShardCall call, Task task) throws IOException {
    IndexShard shard =
        indices.indexServiceSafe(call.shardId().getIndex()).getShard(call.shardId().id());
    return new ShardAnswer(call.shardId(), searchers.answer(shard, call.text));
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared there
  protected AskAction.Answers newResponse(
      AskAction.Call call, AtomicReferenceArray responses, ClusterState state) {
    List<String> answers = new ArrayList<>();
    List<DefaultShardOperationFailedException> failures = new ArrayList<>();
    for (int i = 0; i < responses.length(); i++) {
      switch (responses.get(i)) {
        case ShardAnswer answer -> answers.add(answer.text);
        case BroadcastShardOperationFailedException failed ->
            failures.add(new DefaultShardOperationFailedException(failed));
        case null, default ->
            failures.add(
                new DefaultShardOperationFailedException(
                    call.indices()[0],
                    i,
                    new IllegalStateException("no copy of the shard is active")));
      }
    }
    return new AskAction.Answers(responses.length(), answers, failures);
  }

  @Override
  protected ShardCall newShardRequest(int shards, ShardRouting shard, AskAction.Call call) {
    return new ShardCall(shard.shardId(), call);
  }

  @Override
  protected ShardAnswer readShardResponse(StreamInput in) throws IOException {
    return new ShardAnswer(in);
  }

  @Override
  protected GroupShardsIterator<ShardIterator> shards(
      ClusterState state, AskAction.Call call, String[] concrete) {
    List<ShardIterator> asked = new ArrayList<>();
    for (ShardIterator copies :
        clusterService
            .operationRouting()
            .searchShards(
                state, concrete, Map.of(), call.session.isEmpty() ? null : call.session)) {
      if (copies.shardId().id() == call.shard) {
        asked.add(copies);
      }
    }
    return new GroupShardsIterator<>(asked);
  }

  @Override
  protected @Nullable ClusterBlockException checkGlobalBlock(
      ClusterState state, AskAction.Call call) {
    return state.blocks().globalBlockedException(ClusterBlockLevel.READ);
  }

  @Override
  protected @Nullable ClusterBlockException checkRequestBlock(
      ClusterState state, AskAction.Call call, String[] concrete) {
    return state.blocks().indicesBlockedException(ClusterBlockLevel.READ, concrete);
  }
}
