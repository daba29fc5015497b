package org.vigil.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Decides over {@code -Dvigil.names=N} names that are made up (100,000 unless told otherwise):
 * given names and family names by Zipf's law, two words or three, a bare family name or an initial
 * now and then. Prints time and heap.
 */
@Tag("bench")
class IdentitiesBenchmark {

  private static final int NAMES = Integer.getInteger("vigil.names", 100_000);
  private static final int GIVEN = 3_000;
  private static final int FAMILIES = 400_000;

  private final Random random = new Random(7);

  /** Names as numbers, so that they are not held as words. */
  private final class Archive implements Iterable<Attested> {
    private final List<String> given = words(GIVEN, 2);
    private final List<String> families = words(FAMILIES, 3);
    private final long[] names;

    Archive(int size) {
      Set<Long> all = new HashSet<>();
      while (all.size() < size) {
        long kind = random.nextInt(20);
        long first = zipf(GIVEN);
        long middle = random.nextInt(4) == 0 ? zipf(GIVEN) : GIVEN;
        all.add(((kind < 2 ? kind : 2) << 56 | first << 40 | middle << 24) | zipf(FAMILIES));
      }
      names = all.stream().mapToLong(n -> n).sorted().toArray();
    }

    private Attested name(long n) {
      int kind = (int) (n >>> 56);
      String first = given.get((int) (n >>> 40) & 0xffff);
      int middle = (int) (n >>> 24) & 0xffff;
      String family = families.get((int) n & 0xffffff);
      String name =
          switch (kind) {
            case 0 -> family;
            case 1 -> first.charAt(0) + ". " + family;
            default -> first + (middle == GIVEN ? " " : " " + given.get(middle) + " ") + family;
          };
      // No two names have one id: the number makes it unique where a part of the name is not said.
      String id = "person/" + name.toLowerCase(Locale.ROOT).replace(". ", "-").replace(' ', '-');
      return new Attested(
          kind == 2 ? id : id + "-" + n,
          EntityKind.PERSON,
          name,
          1 + (int) (n % 97 == 0 ? n % 89 : 0));
    }

    @Override
    public Iterator<Attested> iterator() {
      return LongStream.of(names).mapToObj(this::name).iterator();
    }
  }

  private int zipf(int n) {
    return (int) Math.min(n - 1.0, Math.exp(random.nextDouble() * Math.log(n)) - 1);
  }

  private List<String> words(int count, int syllables) {
    String[] parts = new String[600];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          ""
              + "bdfghklmnprstvz".charAt(random.nextInt(15))
              + "aeiou".charAt(random.nextInt(5))
              + (random.nextInt(3) == 0 ? "lmnrst".charAt(random.nextInt(6)) : "");
    }
    Set<String> words = new HashSet<>();
    while (words.size() < count) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < syllables + random.nextInt(2); i++) {
        word.append(parts[random.nextInt(parts.length)]);
      }
      words.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    List<String> list = new ArrayList<>(words);
    list.sort(null);
    java.util.Collections.shuffle(list, random);
    return list;
  }

  private static long live() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  @Test
  void namesOfAnArchiveAreDecidedInBoundedMemory() {
    Archive archive = new Archive(NAMES);
    GivenNames.shipped();
    KnownNames.shipped();
    long before = live();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Identities identities = Identities.of(archive, UnaryOperator.identity(), Curation.NONE);
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    System.out.printf(
        Locale.ROOT,
        "%d names: %.1f s of processor time, %d joined, %d MB before, %d at the most, %d after%n",
        NAMES,
        took / 1e9,
        identities.changed().size(),
        before,
        peak,
        live());
    start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Identities after = identities.after(archive);
    took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    System.out.printf(
        Locale.ROOT,
        "%d neighbourhoods decided, the largest of %d names; again: %.1f s, %d decided%n",
        identities.decidedAnew(),
        identities.largest(),
        took / 1e9,
        after.decidedAnew());
    assertThat(after.changed()).isEqualTo(identities.changed());
    assertThat(Arrays.stream(archive.names).count()).isEqualTo(NAMES);
  }
}
