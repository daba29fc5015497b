package org.vigil.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Which documents of a snapshot belong together. */
final class Groups {

  private static final int NONE = -1;

  private final int[] head;
  private final int[] size;

  /** The member of the same group before each document; a chain from the last one of all. */
  private final int[] before;

  private final int[] last;

  /**
   * @param documents how many there are
   * @param head gives one document for all of a group
   */
  Groups(int documents, IntUnaryOperator head) {
    this.head = new int[documents];
    this.size = new int[documents];
    this.before = new int[documents];
    this.last = new int[documents];
    Arrays.fill(last, NONE);
    for (int doc = 0; doc < documents; doc++) {
      int of = head.applyAsInt(doc);
      this.head[doc] = of;
      size[of]++;
      before[doc] = last[of];
      last[of] = doc;
    }
  }

  /** The document that stands for the group of this one. */
  int head(int doc) {
    return head[doc];
  }

  /** How many belong together with this document, itself included. */
  int size(int doc) {
    return size[head[doc]];
  }

  /** All of the group of this document, ascending. */
  int[] members(int doc) {
    int[] members = new int[size(doc)];
    int at = last[head[doc]];
    for (int i = members.length - 1; i >= 0; i--) {
      members[i] = at;
      at = before[at];
    }
    return members;
  }

  /** Tells groups from the hits that stand for them, where what hits have is counted. */
  static final class Once {

    private static final long LOW = 0xffff_ffffL;

    private final Optional<Groups> groups;
    private final Set<Long> seen = new HashSet<>();

    /**
     * @param groups in place of hits; empty where each hit counts
     */
    Once(Optional<Groups> groups) {
      this.groups = groups;
    }

    /** Whether nothing of the group of this document was asked about with this value before. */
    boolean isFirst(int doc, int value) {
      return groups.isEmpty()
          || groups.get().size(doc) == 1
          || seen.add((long) groups.get().head(doc) << 32 | (value & LOW));
    }
  }
}
