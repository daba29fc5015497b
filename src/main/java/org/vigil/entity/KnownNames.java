package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Words that are known as names, from {@code known-names.bin.gz}: two of them that differ by a
 * letter are two names, where an unknown one may be a slip of the pen.
 *
 * <p>A word that is not among them is taken for one with a probability of about 1 in 40,000.
 */
final class KnownNames {

  /** Paths of the clusters of names in the binary tree, the given names within. */
  private static final String CLUSTERS_OF_NAMES = "1010";

  private static final String CLUSTERS_OF_GIVEN_NAMES = "10100101";

  private final FingerprintTable words;
  private final byte[] given;
  private final FingerprintTable listed;

  private KnownNames(FingerprintTable words, byte[] given, FingerprintTable listed) {
    this.words = words;
    this.given = given;
    this.listed = listed;
  }

  /** Those of a lexicon, which is large and holds much else. */
  static KnownNames of(Lexicon lexicon) {
    FingerprintTable all = lexicon.news.words();
    long[] hashes = new long[all.size()];
    byte[] given = new byte[all.size()];
    int n = 0;
    for (int i = 0; i < all.size(); i++) {
      String path = lexicon.news.pathAt(i);
      if (path.startsWith(CLUSTERS_OF_NAMES)) {
        given[n] = (byte) (path.startsWith(CLUSTERS_OF_GIVEN_NAMES) ? 1 : 0);
        hashes[n++] = all.kept(i);
      }
    }
    FingerprintTable names = lexicon.names();
    long[] listed = new long[names.size()];
    int m = 0;
    for (int i = 0; i < names.size(); i++) {
      if ((lexicon.classesAt(i) & Lexicon.WORDS_OF_NAMES) != 0) {
        listed[m++] = names.kept(i);
      }
    }
    return new KnownNames(
        FingerprintTable.of(java.util.Arrays.copyOf(hashes, n), 2),
        java.util.Arrays.copyOf(given, n),
        FingerprintTable.of(java.util.Arrays.copyOf(listed, m), 2));
  }

  static KnownNames shipped() {
    return Shipped.NAMES;
  }

  /** Whether a lower-case word is a name, of people as a rule. */
  boolean isName(String word) {
    return words.first(Hashes.of(word)) >= 0 || isListed(word);
  }

  /** Whether a lower-case word is used like given names. */
  boolean isGiven(String word) {
    int position = words.first(Hashes.of(word));
    return position >= 0 && given[position] == 1;
  }

  /** Whether a lower-case word is one of the names that the registers of a country count. */
  boolean isListed(String word) {
    return listed.first(Hashes.mix(0, Hashes.of(word))) >= 0;
  }

  void write(DataOutputStream out) throws IOException {
    words.write(out);
    out.write(given);
    listed.write(out);
  }

  static KnownNames read(DataInputStream in) throws IOException {
    FingerprintTable words = FingerprintTable.read(in);
    byte[] given = new byte[words.size()];
    in.readFully(given);
    return new KnownNames(words, given, FingerprintTable.read(in));
  }

  private static final class Shipped {
    static final KnownNames NAMES = load();

    private static KnownNames load() {
      try {
        return Recognisers.knownNames();
      } catch (IOException e) {
        throw new UncheckedIOException("the names of people cannot be read", e);
      }
    }
  }
}
