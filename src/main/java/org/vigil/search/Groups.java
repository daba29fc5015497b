package org.vigil.search;

import java.util.Arrays;
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
}
