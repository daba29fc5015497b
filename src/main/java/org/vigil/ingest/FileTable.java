package org.vigil.ingest;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.vigil.corpus.PackedFile;
import org.vigil.corpus.PathText;
import org.vigil.corpus.SourceFile;

/** Files by path in little memory, since a corpus may have millions. */
final class FileTable {

  private final List<PackedFile> rows = new ArrayList<>();

  /** Adds a file. */
  void add(PackedFile file) {
    rows.add(file);
  }

  /** Adds a file of another table. */
  void addFrom(FileTable other, int position) {
    rows.add(other.rows.get(position));
  }

  /** Puts the files in the order of their paths, each once. */
  void sort() {
    Collections.sort(rows);
    PackedFile last = null;
    int kept = 0;
    for (int i = 0; i < rows.size(); i++) {
      PackedFile row = rows.get(i);
      if (last == null || last.compareTo(row) != 0) {
        rows.set(kept++, row);
        last = row;
      }
    }
    rows.subList(kept, rows.size()).clear();
  }

  /** These and others, sorted. */
  FileTable with(Collection<PackedFile> others) {
    if (others.isEmpty()) {
      return this;
    }
    FileTable all = new FileTable();
    all.rows.addAll(rows);
    all.rows.addAll(others);
    all.sort();
    return all;
  }

  /** Whether a file lies at this path; to be asked of a sorted table. */
  boolean contains(String path) {
    return Collections.binarySearch(rows, PackedFile.named(path)) >= 0;
  }

  /** The file at this position. */
  SourceFile file(int position) {
    PackedFile row = rows.get(position);
    return new SourceFile(
        PathText.path(row.path()), row.hash().orElseThrow(), row.size(), row.modified());
  }

  /** All of them, made anew each time one is asked for. */
  List<SourceFile> files() {
    return new AbstractList<>() {
      @Override
      public SourceFile get(int position) {
        return file(position);
      }

      @Override
      public int size() {
        return rows.size();
      }
    };
  }

  int size() {
    return rows.size();
  }
}
