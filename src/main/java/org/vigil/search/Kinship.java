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

  /** The stories by the numbers of reports, from which those of the next snapshot follow. */
  private final Stories events;

  private Kinship(Groups copies, Groups stories, Stories events) {
    this.copies = copies;
    this.stories = stories;
    this.events = events;
  }

  /**
   * Reads the whole column of what is kept for the purpose; takes time that grows with it.
   *
   * @param before that of an earlier snapshot, which makes it faster and no different
   */
  static Kinship of(List<LeafReaderContext> leaves, ReportNumbers numbers, Optional<Kinship> before)
      throws IOException {
    int reports = numbers.size();
    Column signatures = new Column(leaves, numbers, IndexField.SIGNATURE);
    CopyGroups copies =
        CopyGroups.of(
            new CopyGroups.Texts() {
              @Override
              public int size() {
                return reports;
              }

              @Override
              public Optional<Signature> signature(int text) throws IOException {
                return signatures
                    .value(text)
                    .map(b -> Signature.decode(b.bytes, b.offset, b.length));
              }
            });
    Column tellings = new Column(leaves, numbers, IndexField.TELLING);
    Stories stories =
        Stories.of(
            new Stories.Tellings() {
              @Override
              public int size() {
                return reports;
              }

              @Override
              public Optional<Telling> telling(int report) throws IOException {
                // Copies go where the one goes that stands for them.
                return copies.group(report) != report
                    ? Optional.empty()
                    : tellings.value(report).map(b -> Telling.decode(b.bytes, b.offset, b.length));
              }
            },
            before.map(b -> b.events));
    boolean[] shared = new boolean[reports];
    for (int report = 0; report < reports; report++) {
      shared[stories.head(report)] |= stories.head(report) != report;
    }
    return new Kinship(
        new Groups(numbers, copies::group),
        new Groups(
            numbers,
            report -> {
              // Copies alone are no story: nobody tells it in other words.
              int story = stories.head(copies.group(report));
              return shared[story] ? story : report;
            }),
        stories);
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

  /** A column of values, read in any order. */
  private static final class Column {

    private final List<LeafReaderContext> leaves;
    private final ReportNumbers numbers;
    private final BinaryDocValues[] values;
    private final int[] read;
    private final IndexField field;

    Column(List<LeafReaderContext> leaves, ReportNumbers numbers, IndexField field) {
      this.leaves = leaves;
      this.numbers = numbers;
      this.field = field;
      this.values = new BinaryDocValues[leaves.size()];
      this.read = new int[leaves.size()];
      Arrays.fill(read, Integer.MAX_VALUE);
    }

    Optional<BytesRef> value(int report) throws IOException {
      int doc = numbers.document(report);
      int leaf = ReaderUtil.subIndex(doc, leaves);
      LeafReaderContext context = leaves.get(leaf);
      int within = doc - context.docBase;
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
