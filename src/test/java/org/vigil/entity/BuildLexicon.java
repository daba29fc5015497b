package org.vigil.entity;

import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * Compiles {@code lexicon.bin.gz} from the word clusters and name lists inside {@code
 * edu.emory.mathcs.nlp:nlp4j-english:1.1.3}. Arguments: that jar, the file to write.
 */
final class BuildLexicon {

  private static final String FOLDER = "edu/emory/mathcs/nlp/lexica/";
  private static final int LONGEST_NAME = 6;

  /** The classes of films, albums, songs and books, which reports seldom name. */
  private static final int WORKS = 1 << 8 | 1 << 9 | 1 << 10 | 1 << 15;

  private BuildLexicon() {}

  public static void main(String[] args) throws Exception {
    Lexicon lexicon;
    try (ZipFile jar = new ZipFile(args[0])) {
      Map<Long, Integer> names = new TreeMap<>(Long::compareUnsigned);
      for (String part : List.of("-lowercase", "")) {
        String file = "en-named-entity-gazetteers-simplified" + part + ".xz";
        collect(((PrefixTree) object(jar, file)).n_root, "", 0, names);
      }
      lexicon =
          lexicon(
              clusters(jar, "en-brown-clusters-simplified-lowercase.xz"),
              clusters(jar, "en-brown-clusters-twit-lowercase.xz"),
              names);
    }
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))))) {
      lexicon.write(out);
    }
  }

  private static Lexicon lexicon(
      Lexicon.Clusters news, Lexicon.Clusters informal, Map<Long, Integer> names) {
    Map<Integer, Integer> masks = new HashMap<>();
    Map<Integer, Integer> counts = new HashMap<>();
    names.values().forEach(mask -> counts.merge(mask, 1, Integer::sum));
    List<Integer> byCount = new ArrayList<>(counts.keySet());
    byCount.sort((a, b) -> Integer.compare(counts.getOrDefault(b, 0), counts.getOrDefault(a, 0)));
    int[] kept = new int[Math.min(256, byCount.size())];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = byCount.get(i);
      masks.put(kept[i], i);
    }
    long[] hashes = new long[names.size()];
    byte[] classes = new byte[names.size()];
    int n = 0;
    for (Map.Entry<Long, Integer> name : names.entrySet()) {
      Integer code = masks.get(name.getValue());
      if (code != null) {
        hashes[n] = name.getKey();
        classes[n++] = code.byteValue();
      }
    }
    System.out.println(n + " names, " + byCount.size() + " class sets");
    return new Lexicon(
        news,
        informal,
        FingerprintTable.of(java.util.Arrays.copyOf(hashes, n), 2),
        java.util.Arrays.copyOf(classes, n),
        kept);
  }

  private static void collect(PrefixNode node, String name, int depth, Map<Long, Integer> names) {
    if (node.value instanceof TreeSet<?> classes && !name.isBlank()) {
      int mask = 0;
      for (Object c : classes) {
        mask |= 1 << Integer.parseInt((String) c);
      }
      mask &= ~WORKS;
      Tokens tokens = Tokens.of(name);
      if (mask != 0 && tokens.size() > 0 && tokens.size() <= LONGEST_NAME) {
        long hash = 0;
        for (int i = 0; i < tokens.size(); i++) {
          hash = Hashes.mix(hash, Hashes.of(tokens.lower(i)));
        }
        names.merge(hash, mask, (a, b) -> a | b);
      }
    }
    if (depth < LONGEST_NAME) {
      for (Map.Entry<String, PrefixNode> child : node.entrySet()) {
        collect(child.getValue(), name + " " + child.getKey(), depth + 1, names);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Lexicon.Clusters clusters(ZipFile jar, String file) throws Exception {
    Map<String, HashSet<String>> words = (Map<String, HashSet<String>>) object(jar, file);
    Map<String, Short> ids = new TreeMap<>();
    TreeMap<Long, String> ordered = new TreeMap<>(Long::compareUnsigned);
    words.forEach(
        (word, prefixes) -> {
          String path = "";
          for (String prefix : prefixes) {
            path = prefix.length() > path.length() ? prefix : path;
          }
          ids.put(path, (short) 0);
          ordered.put(Hashes.of(word.toLowerCase(Locale.ROOT)), path);
        });
    String[] paths = ids.keySet().toArray(new String[0]);
    for (short i = 0; i < paths.length; i++) {
      ids.put(paths[i], i);
    }
    long[] hashes = new long[ordered.size()];
    short[] cluster = new short[ordered.size()];
    int n = 0;
    for (Map.Entry<Long, String> e : ordered.entrySet()) {
      hashes[n] = e.getKey();
      cluster[n++] = ids.getOrDefault(e.getValue(), (short) 0);
    }
    System.out.println(file + ": " + n + " words, " + paths.length + " clusters");
    return new Lexicon.Clusters(FingerprintTable.of(hashes, 2), cluster, paths);
  }

  private static Object object(ZipFile jar, String file) throws Exception {
    try (InputStream raw = jar.getInputStream(jar.getEntry(FOLDER + file));
        ObjectInputStream in =
            new LenientInput(new BufferedInputStream(new XZInputStream(raw), 1 << 16))) {
      return in.readObject();
    }
  }

  /** Reads the two tree classes of the source library into the like-shaped ones below. */
  private static final class LenientInput extends ObjectInputStream {
    LenientInput(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
      ObjectStreamClass read = super.readClassDescriptor();
      if (read.getName().endsWith(".PrefixTree")) {
        return ObjectStreamClass.lookup(PrefixTree.class);
      }
      if (read.getName().endsWith(".PrefixNode")) {
        return ObjectStreamClass.lookup(PrefixNode.class);
      }
      return read;
    }
  }

  @SuppressWarnings("serial")
  static final class PrefixTree implements java.io.Serializable {
    PrefixNode n_root = new PrefixNode();
  }

  @SuppressWarnings("serial")
  static final class PrefixNode extends HashMap<String, PrefixNode> {
    Object value = "";
  }
}
