package org.vigil.entity;

import java.util.List;

/**
 * What the tagger tells apart, more finely than {@link EntityKind}: facilities and works are learnt
 * so that they are not taken for something else.
 */
enum Label {
  PERSON,
  PLACE,
  ORGANISATION,
  GROUP,
  FACILITY,
  OTHER;

  static final List<Label> ALL = List.of(values());

  /** The number of tags: outside, and begin, inside, last and unit of each label. */
  static final int TAGS = 1 + 4 * ALL.size();

  static final int OUTSIDE = 0;
  static final int BEGIN = 0;
  static final int INSIDE = 1;
  static final int LAST = 2;
  static final int UNIT = 3;

  /** The tag of a token of a name, by its place from 0 among so many. */
  int tag(int place, int length) {
    int position = length == 1 ? UNIT : place == 0 ? BEGIN : place == length - 1 ? LAST : INSIDE;
    return 1 + 4 * ALL.indexOf(this) + position;
  }

  static Label of(int tag) {
    return ALL.get((tag - 1) / 4);
  }

  static int position(int tag) {
    return (tag - 1) % 4;
  }

  /** Whether {@code next} may follow {@code tag}. */
  static boolean mayFollow(int tag, int next) {
    boolean open = tag != OUTSIDE && position(tag) <= INSIDE;
    if (!open) {
      return opens(next);
    }
    return next != OUTSIDE
        && of(next) == of(tag)
        && (position(next) == INSIDE || position(next) == LAST);
  }

  /** Whether a text may begin with this tag. */
  static boolean opens(int tag) {
    return tag == OUTSIDE || position(tag) == BEGIN || position(tag) == UNIT;
  }

  /** Whether a text may end with this tag. */
  static boolean closes(int tag) {
    return tag == OUTSIDE || position(tag) >= LAST;
  }
}
