package org.vigil.entity;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is known of words and names from outside the training texts: Brown clusters of words, and
 * the classes (person, city, company …) under which a name stands in lists of names.
 */
final class Lexicon {

  /** Clusters of one kind: a path of bits in the binary tree of clusters. */
  static final class Clusters {
    private final FingerprintTable words;
    private final short[] cluster;
    private final String[] paths;

    Clusters(FingerprintTable words, short[] cluster, String[] paths) {
      this.words = words;
      this.cluster = cluster;
      this.paths = paths;
    }

    /** The path of a cluster in the tree. */
    String path(int number) {
      return paths[number];
    }

    /** The number of a lower-case word's cluster, -1 if it has none. */
    int of(long wordHash) {
      int position = words.first(wordHash);
      return position < 0 ? -1 : cluster[position];
    }

    FingerprintTable words() {
      return words;
    }

    /** The path of the word at this position of the table. */
    String pathAt(int position) {
      return paths[cluster[position]];
    }

    void write(DataOutputStream out) throws IOException {
      words.write(out);
      out.writeInt(paths.length);
      for (String path : paths) {
        out.writeUTF(path);
      }
      for (short id : cluster) {
        out.writeShort(id);
      }
    }

    static Clusters read(DataInputStream in) throws IOException {
      FingerprintTable words = FingerprintTable.read(in);
      String[] paths = new String[in.readInt()];
      for (int i = 0; i < paths.length; i++) {
        paths[i] = in.readUTF();
      }
      short[] cluster = new short[words.size()];
      for (int i = 0; i < cluster.length; i++) {
        cluster[i] = in.readShort();
      }
      return new Clusters(words, cluster, paths);
    }
  }

  /** The class under which lists have given and family names of one word. */
  static final int WORDS_OF_NAMES = 1 << 4;

  final Clusters news;
  final Clusters informal;
  private final FingerprintTable names;
  private final byte[] nameClasses;
  private final int[] classMasks;

  Lexicon(
      Clusters news,
      Clusters informal,
      FingerprintTable names,
      byte[] nameClasses,
      int[] classMasks) {
    this.news = news;
    this.informal = informal;
    this.names = names;
    this.nameClasses = nameClasses;
    this.classMasks = classMasks;
  }

  FingerprintTable names() {
    return names;
  }

  /** The classes of the name at this position of the table. */
  int classesAt(int position) {
    return classMasks[nameClasses[position] & 0xff];
  }

  /** A bit for each class that lists this name; the hash chains the lower-case words. */
  int classes(long nameHash) {
    int position = names.first(nameHash);
    return position < 0 ? 0 : classesAt(position);
  }

  void write(DataOutputStream out) throws IOException {
    news.write(out);
    informal.write(out);
    names.write(out);
    out.writeInt(classMasks.length);
    for (int mask : classMasks) {
      out.writeInt(mask);
    }
    out.write(nameClasses);
  }

  static Lexicon read(DataInputStream in) throws IOException {
    Clusters news = Clusters.read(in);
    Clusters informal = Clusters.read(in);
    FingerprintTable names = FingerprintTable.read(in);
    int[] masks = new int[in.readInt()];
    for (int i = 0; i < masks.length; i++) {
      masks[i] = in.readInt();
    }
    byte[] classes = new byte[names.size()];
    in.readFully(classes);
    return new Lexicon(news, informal, names, classes, masks);
  }
}
