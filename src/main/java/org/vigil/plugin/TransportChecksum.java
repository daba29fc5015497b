package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;
import org.opensearch.action.support.ActionFilters;
import org.opensearch.action.support.broadcast.node.TransportBroadcastByNodeAction;
import org.opensearch.cluster.ClusterState;
import org.opensearch.cluster.block.ClusterBlockException;
import org.opensearch.cluster.block.ClusterBlockLevel;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.routing.ShardRouting;
import org.opensearch.cluster.routing.ShardsIterator;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.inject.Inject;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.TransportService;

/** Has each node read the copies that it holds. */
public final class TransportChecksum
    extends TransportBroadcastByNodeAction<
        ChecksumAction.Check, ChecksumAction.Checked, ChecksumAction.Copy> {

  private final ClusterService cluster;
  private final IndicesService indices;

  /** Called by the node. */
  @Inject
  public TransportChecksum(
      ClusterService cluster,
      TransportService transport,
      IndicesService indices,
      ActionFilters filters,
      IndexNameExpressionResolver resolver) {
    super(
        ChecksumAction.NAME,
        cluster,
        transport,
        filters,
        resolver,
        ChecksumAction.Check::new,
        ThreadPool.Names.GENERIC);
    this.cluster = cluster;
    this.indices = indices;
  }

  @Override
  protected ChecksumAction.Copy shardOperation(ChecksumAction.Check check, ShardRouting copy)
      throws IOException {
    IndexShard shard = indices.indexServiceSafe(copy.index()).getShard(copy.id());
    String damage = "";
    try (Engine.Searcher searcher = shard.acquireSearcher("vigil_checksums")) {
      for (LeafReaderContext leaf : searcher.getDirectoryReader().leaves()) {
        leaf.reader().checkIntegrity();
      }
    } catch (CorruptIndexException e) {
      damage = String.valueOf(e.getMessage());
    }
    return new ChecksumAction.Copy(copy.id(), cluster.localNode().getName(), damage);
  }

  @Override
  protected ChecksumAction.Checked newResponse(
      ChecksumAction.Check check,
      int all,
      int successful,
      int failed,
      List<ChecksumAction.Copy> copies,
      List<DefaultShardOperationFailedException> why,
      ClusterState state) {
    return new ChecksumAction.Checked(all, failed, copies, why);
  }

  @Override
  protected ChecksumAction.Check readRequestFrom(StreamInput in) throws IOException {
    return new ChecksumAction.Check(in);
  }

  @Override
  protected ChecksumAction.Copy readShardResult(StreamInput in) throws IOException {
    return new ChecksumAction.Copy(in);
  }

  @Override
  protected ShardsIterator shards(
      ClusterState state, ChecksumAction.Check check, String[] concrete) {
    return state.routingTable().allShards(concrete);
  }

  @Override
  protected @Nullable ClusterBlockException checkGlobalBlock(
      ClusterState state, ChecksumAction.Check check) {
    return state.blocks().globalBlockedException(ClusterBlockLevel.METADATA_READ);
  }

  @Override
  protected @Nullable ClusterBlockException checkRequestBlock(
      ClusterState state, ChecksumAction.Check check, String[] concrete) {
    return state.blocks().indicesBlockedException(ClusterBlockLevel.METADATA_READ, concrete);
  }
}
