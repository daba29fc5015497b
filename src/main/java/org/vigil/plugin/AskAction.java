package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.broadcast.BroadcastRequest;
import org.opensearch.action.support.broadcast.BroadcastResponse;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/** Asks one shard of an index: any copy of it. */
final class AskAction extends ActionType<AskAction.Answers> {

  static final AskAction INSTANCE = new AskAction();

  /** As the read of an index, so that whoever may search an index may ask. */
  static final String NAME = "indices:data/read/vigil";

  private AskAction() {
    super(NAME, Answers::new);
  }

  /** A call of {@link org.vigil.cluster.ShardCalls}. */
  static final class Call extends BroadcastRequest<Call> {
    final int shard;
    final String session;
    final String text;

    /**
     * @param session calls of one go to the same copy of the shard, as long as it is there
     */
    Call(String index, int shard, String session, String text) {
      super(index);
      this.shard = shard;
      this.session = session;
      this.text = text;
    }

    Call(StreamInput in) throws IOException {
      super(in);
      shard = in.readVInt();
      session = in.readString();
      text = in.readString();
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      super.writeTo(out);
      out.writeVInt(shard);
      out.writeString(session);
      out.writeString(text);
    }
  }

  /** What the shard says: one text, none where it could not be asked. */
  static final class Answers extends BroadcastResponse {
    final List<String> byShard;

    Answers(int shards, List<String> byShard, List<DefaultShardOperationFailedException> failures) {
      super(shards, byShard.size(), failures.size(), failures);
      this.byShard = byShard;
    }

    Answers(StreamInput in) throws IOException {
      super(in);
      byShard = in.readStringList();
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      super.writeTo(out);
      out.writeStringCollection(byShard);
    }
  }
}
