package org.vigil.entity;

import java.nio.charset.StandardCharsets;

/** Stable 64-bit hashes: the same in every release, because resource files hold them. */
final class Hashes {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  /** FNV-1a over UTF-16 code units, then the finisher of MurmurHash3. */
  static long of(CharSequence text, int start, int end) {
    long h = 0xcbf29ce484222325L;
    for (int i = start; i < end; i++) {
      h ^= text.charAt(i);
      h *= 0x100000001b3L;
    }
    return finish(h);
  }

  static long of(CharSequence text) {
    return of(text, 0, text.length());
  }

  /** Chains two hashes; order matters. */
  static long mix(long a, long b) {
    return finish(a * PRIME + b);
  }

  private static long finish(long value) {
    long h = value;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }

  /** A short digest of resource bytes, for version strings. */
  static String digest(byte[] bytes) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    return Long.toHexString(of(latin)).substring(0, 8);
  }
}
