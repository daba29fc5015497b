package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Which reports of a snapshot belong together, by their documents. */
final class Groups {

  private static final int NONE = -1;

  private final ReportNumbers numbers;
  private final int[] head;
  private final int[] size;

  /** The member of the same group before each report; a chain from the last one of all. */
  private final int[] before;

  private final int[] last;

  /**
   * @param head gives the number of one report for all of a group, by the number of each
   */
  Groups(ReportNumbers numbers, IntUnaryOperator head) {
    this.numbers = numbers;
    int reports = numbers.size();
    this.head = new int[reports];
    this.size = new int[reports];
    this.before = new int[reports];
    this.last = new int[reports];
    Arrays.fill(last, NONE);
    for (int report = 0; report < reports; report++) {
      int of = head.applyAsInt(report);
      this.head[report] = of;
      size[of]++;
      before[report] = last[of];
      last[of] = report;
    }
  }

  /** The document that stands for the group of this one. */
  int head(int doc) {
    return numbers.document(head[numbers.number(doc)]);
  }

  /** Orders groups: by the number of the report that stands for that of this document. */
  int rank(int doc) {
    return head[numbers.number(doc)];
  }

  /** How many belong together with this document, itself included. */
  int size(int doc) {
    return size[head[numbers.number(doc)]];
  }

  /** The documents that stand for the groups of two or more. */
  int[] heads() {
    return IntStream.range(0, size.length)
        .filter(report -> head[report] == report && size[report] > 1)
        .map(numbers::document)
        .toArray();
  }

  /** All of the group of this document, ascending. */
  int[] members(int doc) {
    int group = head[numbers.number(doc)];
    int[] members = new int[size[group]];
    int at = last[group];
    for (int i = members.length - 1; i >= 0; i--) {
      members[i] = numbers.document(at);
      at = before[at];
    }
    Arrays.sort(members);
    return members;
  }

  /** Tells groups from the hits that stand for them, where what hits have is counted. */
  static final class Once {

    private static final long LOW = 0xffff_ffffL;

    private final Optional<Groups> groups;
    private final Exchange exchange;
    private final Set<Long> seen = new HashSet<>();

    /**
     * @param groups in place of hits; empty where each hit counts
     */
    Once(Optional<Groups> groups, Exchange exchange) {
      this.groups = groups;
      this.exchange = exchange;
    }

    /**
     * Whether nothing of the group of this document was asked about with this value before. Of
     * groups of which others may have parts that is said by {@link #countOthers} instead.
     */
    boolean isFirst(int doc, int value) {
      if (groups.isEmpty() || groups.get().size(doc) == 1) {
        return true;
      }
      boolean first = seen.add((long) groups.get().head(doc) << 32 | (value & LOW));
      return first && exchange.isAlone();
    }

    /** A group and a value that it was asked about with. */
    record Seen(int head, int value) {}

    /** Groups and values that a shard has seen, of each thing that is counted. */
    record Told(List<List<Seen>> seen) {}

    /** Counts a group that has a value, in one of several things that are counted. */
    interface Count {
      void group(int thing, int value);
    }

    /**
     * Counts the groups of which other shards may have parts: all shards together count each once.
     *
     * @param things all over the same groups, or all over hits
     */
    static void countOthers(List<Once> things, Count count, Exchange exchange) throws IOException {
      if (exchange.isAlone() || things.stream().allMatch(each -> each.groups.isEmpty())) {
        return;
      }
      List<List<Seen>> own = new ArrayList<>();
      for (Once each : things) {
        own.add(
            each.seen.stream()
                .map(seen -> new Seen((int) (seen >>> 32), (int) (seen & LOW)))
                .toList());
      }
      List<Told> all = exchange.all(new Told(own), Told.class);
      for (int thing = 0; thing < own.size(); thing++) {
        Set<Seen> before = new HashSet<>();
        for (Told told : all.subList(0, exchange.own())) {
          before.addAll(told.seen().get(thing));
        }
        for (Seen seen : own.get(thing)) {
          if (!before.contains(seen)) {
            count.group(thing, seen.value());
          }
        }
      }
    }
  }
}
