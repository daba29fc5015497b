package org.vigil.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.vigil.quote.Quote;

/**
 * What a list shows of a quote but for its words, which stand in its report, and for what has a
 * field of its own: its id, who says it and how.
 *
 * @param ahead how many documents further on its report stands
 * @param start of the words in the report, in UTF-16 code units
 * @param end exclusive
 */
public record QuoteCard(
    int ahead, Optional<String> speaker, Optional<String> cue, int start, int end) {

  /** Stands where cards of an earlier schema have the length of an id. */
  private static final int WITHOUT_ID = 0;

  public QuoteCard {
    if (ahead < 1) {
      throw new IllegalArgumentException("the report of a quote stands behind it: " + ahead);
    }
  }

  static QuoteCard of(Quote quote, int ahead) {
    return new QuoteCard(ahead, quote.speaker(), quote.cue(), quote.start(), quote.end());
  }

  BytesRef encoded() {
    try {
      ByteBuffersDataOutput out = new ByteBuffersDataOutput();
      out.writeVInt(WITHOUT_ID);
      out.writeVInt(ahead);
      out.writeString(speaker.orElse(""));
      out.writeString(cue.orElse(""));
      out.writeVInt(start);
      out.writeVInt(end - start);
      return new BytesRef(out.toArrayCopy());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the doc value of {@code QUOTE}, also that of an earlier schema. */
  public static QuoteCard decode(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    int idLength = in.readVInt();
    in.skipBytes(idLength);
    int ahead = in.readVInt();
    Optional<String> speaker = text(in);
    if (idLength != WITHOUT_ID) {
      Optional<String> unused = text(in);
    }
    Optional<String> cue = text(in);
    if (idLength != WITHOUT_ID) {
      Optional<String> unused = text(in);
    }
    int start = in.readVInt();
    return new QuoteCard(ahead, speaker, cue, start, start + in.readVInt());
  }

  private static Optional<String> text(ByteArrayDataInput in) throws IOException {
    return Optional.of(in.readString()).filter(text -> !text.isEmpty());
  }
}
