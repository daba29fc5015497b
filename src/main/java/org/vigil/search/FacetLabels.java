package org.vigil.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;
import org.vigil.schema.Names;
import org.vigil.search.SearchRequest.Facet;

/**
 * The labels of all values of a facet, folded, in one stretch of memory that is searched from end
 * to end. Read when first needed and kept for the life of the snapshot; cut off by a deadline, the
 * next search goes on from there.
 */
final class FacetLabels {

  /** Values between two looks at the clock. */
  private static final int PATIENCE = 1 << 8;

  private final Snapshot snapshot;
  private final Facet facet;
  private final FacetColumn.Values values;
  private final int size;
  private @Nullable NamesInOrder names;

  /** Each label with a space before each of its words. */
  private byte[] labels = {};

  /** Where the label of each value ends. */
  private final int[] ends;

  private int read;

  FacetLabels(Snapshot snapshot, Facet facet, FacetColumn column) {
    this.snapshot = snapshot;
    this.facet = facet;
    this.values = column.new Values();
    this.size = column.size();
    this.ends = new int[size];
  }

  /** The label of a value. */
  static String of(Facet facet, String value, Snapshot snapshot) throws IOException {
    return isNamed(facet) ? snapshot.name(value) : value;
  }

  /** Whether the values of a facet are ids of what has names. */
  private static boolean isNamed(Facet facet) {
    return switch (facet) {
      case PERSON, PLACE, ORGANISATION, GROUP, TOPIC, INSTRUMENT, SPEAKER -> true;
      case OUTLET, AUTHOR, STANCE, LANGUAGE, TYPE, COLLECTION, EVENT_DATE, DATE -> false;
    };
  }

  /** Reads the labels that are not read yet. */
  synchronized void complete(Deadline deadline) throws IOException {
    while (read < size) {
      if (read % PATIENCE == 0) {
        deadline.check();
      }
      byte[] label = (" " + Names.folded(label(values.of(read)))).getBytes(StandardCharsets.UTF_8);
      int from = read == 0 ? 0 : ends[read - 1];
      labels = ArrayUtil.grow(labels, from + label.length);
      System.arraycopy(label, 0, labels, from, label.length);
      ends[read] = from + label.length;
      read++;
    }
  }

  /** The label of the next value, the same as one asked for by itself. */
  private String label(String value) throws IOException {
    if (!isNamed(facet)) {
      return value;
    }
    if (names == null) {
      names = new NamesInOrder(snapshot);
    }
    return names.of(value);
  }

  /**
   * Tells labels with a word that begins in some way from others.
   *
   * @param beginning folded
   */
  Beginning beginning(String beginning) {
    return new Beginning((" " + beginning).getBytes(StandardCharsets.UTF_8));
  }

  /** How a word of a label may begin. */
  final class Beginning {

    private final byte[] wanted;

    private Beginning(byte[] wanted) {
      this.wanted = wanted;
    }

    /** Whether a word of the label of a value begins so. */
    boolean isIn(int ordinal) {
      int last = ends[ordinal] - wanted.length;
      for (int at = ordinal == 0 ? 0 : ends[ordinal - 1]; at <= last; at++) {
        if (labels[at] == ' ' && matches(at)) {
          return true;
        }
      }
      return false;
    }

    private boolean matches(int at) {
      for (int i = 1; i < wanted.length; i++) {
        if (labels[at + i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }
  }
}
