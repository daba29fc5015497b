package org.vigil.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedReports;
import org.vigil.index.ReportDocuments;
import org.vigil.search.SearchRequest.Facet;

/**
 * Measures what it costs that three shards answer together, in one process: what they tell each
 * other of {@code -Dvigil.bench=N} generated reports (10,000 unless told otherwise), the time it
 * takes to open them together, at first and when another hundred reports were added, and the time
 * of a search for a word with five facets. {@code docs/scaling.md} has the figures.
 */
@Tag("bench")
class ShardsBenchmark {

  private static final int SHARDS = 3;
  private static final int MORE = 100;
  private static final int WARM_UP = 300;
  private static final int TIMED = 300;

  @Test
  void costOfAnsweringTogether(@TempDir Path folder) throws IOException {
    int reports = Integer.getInteger("vigil.bench", 10_000);
    GeneratedReports generated = new GeneratedReports(3);
    List<Directory> directories = new ArrayList<>();
    List<IndexWriter> writers = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      Path path = Files.createDirectories(folder.resolve("shard-" + i));
      directories.add(FSDirectory.open(path));
      writers.add(
          new IndexWriter(directories.get(i), new IndexWriterConfig().setRAMBufferSizeMB(64)));
    }
    try (ShardsTogether together = new ShardsTogether(directories)) {
      add(writers, generated, 0, reports);
      long bytes = 0;
      long outlines = 0;
      for (Directory directory : directories) {
        for (String file : directory.listAll()) {
          bytes += directory.fileLength(file);
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          for (LeafReaderContext leaf : reader.leaves()) {
            ByteBuffersDataOutput out = new ByteBuffersDataOutput();
            SegmentOutline.of(leaf.reader()).write(out);
            outlines += out.size();
          }
        }
      }
      say(
          "%,d reports, of each %d bytes of index, %d of outline",
          reports, bytes / reports, outlines / reports);
      long start = System.nanoTime();
      together.refresh();
      say("opened together in %d ms", since(start));
      add(writers, generated, reports, reports + MORE);
      start = System.nanoTime();
      together.refresh();
      say("with %d more reports in %d ms", MORE, since(start));
      ReportSearcher searcher = together.searcher(Optional.empty());
      long[] micros = new long[TIMED];
      for (int i = -WARM_UP; i < TIMED; i++) {
        SearchRequest request =
            TinyIndex.Ask.ask(generated.word())
                .facets(Facet.PERSON, Facet.PLACE, Facet.OUTLET, Facet.AUTHOR, Facet.LANGUAGE)
                .request();
        start = System.nanoTime();
        SearchResult unused = searcher.search(request);
        if (i >= 0) {
          micros[i] = (System.nanoTime() - start) / 1_000;
        }
      }
      Arrays.sort(micros);
      say(
          "a search in %d rounds, p50 %d µs, p99 %d µs",
          together.told(), micros[TIMED / 2], micros[TIMED * 99 / 100]);
    }
    for (IndexWriter writer : writers) {
      writer.close();
    }
  }

  private static void add(List<IndexWriter> writers, GeneratedReports generated, int from, int to)
      throws IOException {
    for (int i = from; i < to; i++) {
      writers.get(i % SHARDS).addDocuments(ReportDocuments.of(generated.report(i)));
    }
    for (IndexWriter writer : writers) {
      writer.commit();
    }
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void say(String what, Object... numbers) {
    System.out.printf(Locale.ROOT, what + "%n", numbers);
  }
}
