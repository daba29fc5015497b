package org.vigil.plugin;

import java.io.IOException;
import java.util.List;
import org.opensearch.action.ActionType;
import org.opensearch.action.support.broadcast.BroadcastRequest;
import org.opensearch.action.support.broadcast.BroadcastResponse;
import org.opensearch.core.action.support.DefaultShardOperationFailedException;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.common.io.stream.Writeable;

/** Reads every copy of the shards of an index against the checksums of its files. */
final class ChecksumAction extends ActionType<ChecksumAction.Checked> {

  static final ChecksumAction INSTANCE = new ChecksumAction();

  /** Whoever may see how an index is. */
  static final String NAME = "indices:monitor/vigil/checksums";

  private ChecksumAction() {
    super(NAME, Checked::new);
  }

  /** Of one index. */
  static final class Check extends BroadcastRequest<Check> {
    Check(String index) {
      super(index);
    }

    Check(StreamInput in) throws IOException {
      super(in);
    }
  }

  /**
   * How one copy is.
   *
   * @param damage empty text where it is sound
   */
  record Copy(int shard, String node, String damage) implements Writeable {
    Copy(StreamInput in) throws IOException {
      this(in.readVInt(), in.readString(), in.readString());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      out.writeVInt(shard);
      out.writeString(node);
      out.writeString(damage);
    }
  }

  /** How each copy is. */
  static final class Checked extends BroadcastResponse {
    final List<Copy> copies;

    Checked(
        int all, int failed, List<Copy> copies, List<DefaultShardOperationFailedException> why) {
      super(all, copies.size(), failed, why);
      this.copies = copies;
    }

    Checked(StreamInput in) throws IOException {
      super(in);
      copies = in.readList(Copy::new);
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
      super.writeTo(out);
      out.writeList(copies);
    }
  }
}
