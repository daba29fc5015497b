package org.vigil.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.vigil.schema.IndexField;
import org.vigil.story.CopyGroups;
import org.vigil.story.Signature;
import org.vigil.story.Stories;
import org.vigil.story.Telling;

/** Which reports of a snapshot are copies, and which tell one story. */
final class Kinship {

  /** Comes behind every date. */
  private static final String UNDATED = "9999-99";

  private final Groups copies;
  private final Groups stories;

  private Kinship(Groups copies, Groups stories) {
    this.copies = copies;
    this.stories = stories;
  }

  /** Reads the whole column of what is kept for the purpose; takes time that grows with it. */
  static Kinship of(List<LeafReaderContext> leaves, int documents) throws IOException {
    Column signatures = new Column(leaves, documents, IndexField.SIGNATURE);
    CopyGroups copies =
        CopyGroups.of(
            new CopyGroups.Texts() {
              @Override
              public int size() {
                return documents;
              }

              @Override
              public Optional<Signature> signature(int text) throws IOException {
                return signatures
                    .value(text)
                    .map(b -> Signature.decode(b.bytes, b.offset, b.length));
              }
            });
    Column tellings = new Column(leaves, documents, IndexField.TELLING);
    int[] stories =
        Stories.of(
            new Stories.Tellings() {
              @Override
              public int size() {
                return documents;
              }

              @Override
              public Optional<Telling> telling(int doc) throws IOException {
                // Copies go where the one goes that stands for them.
                return copies.group(doc) != doc
                    ? Optional.empty()
                    : tellings.value(doc).map(b -> Telling.decode(b.bytes, b.offset, b.length));
              }
            });
    boolean[] shared = new boolean[documents];
    for (int doc = 0; doc < documents; doc++) {
      shared[stories[doc]] |= stories[doc] != doc;
    }
    return new Kinship(
        new Groups(documents, copies::group),
        new Groups(
            documents,
            doc -> {
              // Copies alone are no story: nobody tells it in other words.
              int story = stories[copies.group(doc)];
              return shared[story] ? story : doc;
            }));
  }

  /** Those that are copies of one another. */
  Groups copies() {
    return copies;
  }

  /** Those that tell one story. */
  Groups stories() {
    return stories;
  }

  /** The order of the reports of a story, which goes by the id of the first. */
  static <T> Comparator<T> earliestFirst(
      Function<T, Optional<String>> date, Function<T, String> id) {
    return Comparator.comparing((T report) -> date.apply(report).orElse(UNDATED)).thenComparing(id);
  }

  /** A column of values, read in any order, deleted documents aside. */
  private static final class Column {

    private final List<LeafReaderContext> leaves;
    private final BinaryDocValues[] values;
    private final int[] read;
    private final IndexField field;

    Column(List<LeafReaderContext> leaves, int documents, IndexField field) {
      this.leaves = leaves;
      this.field = field;
      this.values = new BinaryDocValues[leaves.size()];
      this.read = new int[leaves.size()];
      Arrays.fill(read, documents);
    }

    Optional<BytesRef> value(int doc) throws IOException {
      int leaf = ReaderUtil.subIndex(doc, leaves);
      LeafReaderContext context = leaves.get(leaf);
      int within = doc - context.docBase;
      Bits live = context.reader().getLiveDocs();
      if (live != null && !live.get(within)) {
        return Optional.empty();
      }
      // Doc values are read forwards only.
      if (within <= read[leaf]) {
        values[leaf] = DocValues.getBinary(context.reader(), field.fieldName());
      }
      read[leaf] = within;
      return values[leaf].advanceExact(within)
          ? Optional.of(values[leaf].binaryValue())
          : Optional.empty();
    }
  }
}
