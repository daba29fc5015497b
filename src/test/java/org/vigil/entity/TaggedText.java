package org.vigil.entity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text with the names that annotators marked in it, read from the column formats of the published
 * training sets: tokens are joined by spaces, so that text comes to the trainer as it comes from a
 * report, through our own tokens.
 */
record TaggedText(String id, String text, List<Gold> gold) {

  /** A name by offsets into the text. */
  record Gold(int start, int end, Label label) {}

  /** The articles of English Worldwide Newswire; a tenth, fixed by name, is held back. */
  static List<TaggedText> worldwide(Path data, boolean heldBack) throws IOException {
    List<TaggedText> texts = new ArrayList<>();
    for (Path file : sorted(data.resolve("ner/ewn"), ".tsv")) {
      String name = file.getFileName().toString();
      boolean held = Math.floorMod(Hashes.of(name), 10) == 3;
      if (held == heldBack) {
        texts.addAll(read(file, 0, 1, Integer.MAX_VALUE));
      }
    }
    return texts;
  }

  /** The other sets, whose licences allow redistribution of what is learnt from them. */
  static List<TaggedText> licensed(Path data) throws IOException {
    List<TaggedText> texts = new ArrayList<>();
    Path ner = data.resolve("ner");
    texts.addAll(read(ner.resolve("wikigold/wikigold.conllu"), 1, 2, 25));
    texts.addAll(read(ner.resolve("crossner/politics_train.txt"), 0, 1, 10));
    texts.addAll(read(ner.resolve("crossner/politics_dev.txt"), 0, 1, 10));
    for (String part : List.of("dev.iob2", "test.iob2")) {
      texts.addAll(read(ner.resolve("uner_ewt").resolve(part), 1, 2, 20));
    }
    for (Path file : sorted(ner.resolve("btc/CONLL-format/data"), ".conll")) {
      texts.addAll(read(file, 0, 1, 1));
    }
    for (String part : List.of("dev/emerging.dev.conll", "train/wnut17train.conll")) {
      texts.addAll(read(ner.resolve("wnut17/CONLL-format/data").resolve(part), 0, 1, 1));
    }
    return texts;
  }

  private static List<Path> sorted(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** Reads one file; so many sentences make a text. */
  static List<TaggedText> read(Path file, int wordColumn, int tagColumn, int sentences)
      throws IOException {
    List<TaggedText> texts = new ArrayList<>();
    Reading reading = new Reading(file.getFileName().toString());
    int count = 0;
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", -1);
      if (line.isBlank() || line.contains("-DOCSTART-") || line.startsWith("# newdoc")) {
        boolean document = !line.isBlank();
        if (reading.endSentence()) {
          count++;
        }
        if (document || count >= sentences) {
          reading.finish(texts);
          count = 0;
        }
      } else if (!line.startsWith("# ") && columns.length > tagColumn) {
        String word = columns[wordColumn].strip();
        if (!word.isEmpty() && !word.startsWith("http")) {
          reading.add(word, columns[tagColumn]);
        }
      }
    }
    reading.endSentence();
    reading.finish(texts);
    return texts;
  }

  private static final class Reading {
    private final String file;
    private StringBuilder text = new StringBuilder();
    private List<Gold> gold = new ArrayList<>();
    private int nameStart = -1;
    private int nameEnd;
    private String name = "";

    Reading(String file) {
      this.file = file;
    }

    void add(String word, String tag) {
      boolean inside = tag.startsWith("I-") && nameStart >= 0 && tag.substring(2).equals(name);
      if (!inside) {
        close();
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append(' ');
      }
      if (tag.length() > 2 && !inside) {
        nameStart = text.length();
        name = tag.substring(2);
      }
      text.append(word);
      nameEnd = text.length();
    }

    private void close() {
      if (nameStart >= 0) {
        int start = nameStart;
        int end = nameEnd;
        label(name).ifPresent(label -> gold.add(new Gold(start, end, label)));
      }
      nameStart = -1;
    }

    boolean endSentence() {
      close();
      if (text.isEmpty() || text.charAt(text.length() - 1) == '\n') {
        return false;
      }
      text.append('\n');
      return true;
    }

    void finish(List<TaggedText> texts) {
      if (!text.isEmpty()) {
        texts.add(new TaggedText(file + "#" + texts.size(), text.toString(), gold));
      }
      text = new StringBuilder();
      gold = new ArrayList<>();
    }
  }

  static java.util.Optional<Label> label(String name) {
    return java.util.Optional.ofNullable(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "person", "per", "politician" -> Label.PERSON;
          case "location", "loc", "country", "geo-loc" -> Label.PLACE;
          case "organization", "organisation", "org", "politicalparty", "corporation" ->
              Label.ORGANISATION;
          case "norp" -> Label.GROUP;
          case "facility" -> Label.FACILITY;
          case "misc", "product", "event", "election", "creative-work" -> Label.OTHER;
          default -> null;
        });
  }

  /** The gold tags of these tokens of the text. */
  int[] tags(Tokens tokens) {
    int[] tags = new int[tokens.size()];
    int i = 0;
    for (Gold name : gold) {
      while (i < tokens.size() && tokens.end(i) <= name.start()) {
        i++;
      }
      int first = i;
      while (i < tokens.size() && tokens.start(i) < name.end()) {
        i++;
      }
      for (int k = first; k < i; k++) {
        tags[k] = name.label().tag(k - first, i - first);
      }
    }
    return tags;
  }
}
