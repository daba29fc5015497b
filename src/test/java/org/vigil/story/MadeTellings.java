package org.vigil.story;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An archive of made-up tellings: words by Zipf's law, and events that several tell, each with its
 * people, places and some of its words. Kept as bytes, as an index keeps them.
 */
final class MadeTellings implements Stories.Tellings {

  private final List<byte[]> all = new ArrayList<>();

  /**
   * @param days over which the tellings are spread
   * @param words each has, half as many in its other features
   */
  static MadeTellings of(int tellings, int days, int words, Random random) {
    MadeTellings made = new MadeTellings();
    while (made.size() < tellings) {
      made.event(days, words, random, random.nextInt(3) == 0 ? 2 + random.nextInt(5) : 1);
    }
    return made;
  }

  /** Adds so many tellings of one event, of which some have no day or a month only. */
  void event(int days, int words, Random random, int tellers) {
    int day = 16_000 + random.nextInt(days);
    List<Feature> event = features(words, random);
    for (int i = 0; i < tellers; i++) {
      Map<String, Feature> told = new LinkedHashMap<>();
      for (Feature feature : event) {
        if (random.nextInt(3) > 0) {
          told.put(feature.label(), feature);
        }
      }
      for (Feature feature : features(words / 2, random)) {
        told.putIfAbsent(feature.label(), feature);
      }
      int first = day + random.nextInt(4);
      int last = first;
      switch (random.nextInt(40)) {
        case 0 -> {
          first = Telling.UNDATED;
          last = Telling.UNDATED;
        }
        case 1 -> {
          first -= first % 30;
          last = first + 29;
        }
        case 2 -> {
          first -= first % 365;
          last = first + 364;
        }
        default -> {}
      }
      all.add(Telling.of(first, last, "en", List.copyOf(told.values())).encoded());
    }
  }

  long bytes() {
    return all.stream().mapToLong(b -> b.length + 16).sum();
  }

  void remove(int number) {
    all.set(number, new byte[0]);
  }

  private static List<Feature> features(int words, Random random) {
    Map<String, Feature> features = new LinkedHashMap<>();
    for (int i = 0; i < words; i++) {
      add(features, Feature.Kind.WORD, "w" + zipf(40_000, random));
      if (i % 4 == 0) {
        add(features, Feature.Kind.PERSON, "p" + zipf(40_000, random));
        add(features, Feature.Kind.PLACE, "l" + zipf(2_000, random));
      }
    }
    return List.copyOf(features.values());
  }

  private static void add(Map<String, Feature> features, Feature.Kind kind, String label) {
    features.put(label, new Feature(kind, label, 1));
  }

  private static int zipf(int size, Random random) {
    return (int) Math.pow(size, random.nextDouble());
  }

  @Override
  public int size() {
    return all.size();
  }

  @Override
  public Optional<Telling> telling(int number) throws IOException {
    byte[] bytes = all.get(number);
    return bytes.length == 0
        ? Optional.empty()
        : Optional.of(Telling.decode(bytes, 0, bytes.length));
  }
}
