package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jsoup.Jsoup;
import org.vigil.entity.Entity;
import org.vigil.index.IndexHome;
import org.vigil.index.KeptReports;
import org.vigil.index.LedgerEntry;
import org.vigil.index.ReportDocuments;
import org.vigil.report.Report;
import org.vigil.report.ReportJson;

/**
 * What jsoup and Lucene take alone, in a process of its own: {@code pages CORPUS INTO} parses pages
 * and indexes title and text, {@code kept INDEX INTO} indexes the reports that an index of Vigil
 * keeps, with facets and their JSON, by one analyser and one field for each thing, {@code same
 * INDEX INTO} makes of them the very documents that Vigil makes. Prints what Lucene took, in
 * seconds of a clock and of processors.
 */
final class RawIndexing {

  private static final FieldType OFFSETS = new FieldType(TextField.TYPE_NOT_STORED);

  static {
    OFFSETS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    OFFSETS.freeze();
  }

  private RawIndexing() {}

  /** One thing to be done for each of many, on two threads. */
  private interface Each {
    void at(int n) throws IOException;
  }

  public static void main(String[] args) throws Exception {
    Path from = Path.of(args[1]);
    try (Directory directory = FSDirectory.open(Path.of(args[2]));
        IndexWriter writer =
            new IndexWriter(
                directory, new IndexWriterConfig(new StandardAnalyzer()).setRAMBufferSizeMB(128))) {
      long start = System.nanoTime();
      long processors = processors();
      if (args[0].equals("pages")) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
          files = walk.filter(Files::isRegularFile).toList();
        }
        onTwoThreads(files.size(), n -> writer.addDocument(page(files.get(n))));
      } else {
        List<Report> reports = kept(from);
        start = System.nanoTime();
        processors = processors();
        onTwoThreads(
            reports.size(),
            args[0].equals("same")
                ? n -> writer.addDocuments(ReportDocuments.of(reports.get(n)))
                : n -> writer.addDocument(report(reports.get(n))));
      }
      writer.commit();
      System.out.printf(
          "%.3f %.3f%n", (System.nanoTime() - start) / 1e9, (processors() - processors) / 1e9);
    }
  }

  private static long processors() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static void onTwoThreads(int count, Each each) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int first = thread;
        both.add(
            pool.submit(
                () -> {
                  for (int n = first; n < count; n += 2) {
                    each.at(n);
                  }
                  return null;
                }));
      }
      for (Future<?> one : both) {
        one.get();
      }
    }
  }

  private static Document page(Path file) throws IOException {
    org.jsoup.nodes.Document page = Jsoup.parse(file);
    Document document = new Document();
    document.add(new KeywordField("path", file.toString(), Field.Store.YES));
    words(document, "title", page.title());
    words(document, "text", page.body().wholeText());
    document.add(new StoredField("text", page.body().wholeText()));
    return document;
  }

  private static void words(Document document, String field, String text) {
    document.add(new Field(field, text, OFFSETS));
  }

  private static List<Report> kept(Path index) throws IOException {
    List<Report> reports = new ArrayList<>();
    try (KeptReports kept = KeptReports.of(IndexHome.at(index).live().orElseThrow())) {
      for (LedgerEntry entry : kept.ledger().values()) {
        if (entry.reports() > 0) {
          reports.addAll(kept.reports(entry.identity().orElseThrow()));
        }
      }
    }
    return reports;
  }

  private static Document report(Report report) {
    Document document = new Document();
    keyword(document, "id", report.id());
    keyword(document, "path", report.source().path());
    report.title().ifPresent(title -> words(document, "title", title));
    words(document, "text", report.text());
    report.outlet().ifPresent(outlet -> keyword(document, "outlet", outlet));
    report.authors().forEach(author -> keyword(document, "author", author));
    report.language().ifPresent(language -> keyword(document, "language", language));
    report
        .date()
        .ifPresent(
            date -> document.add(new LongField("day", date.first().toEpochDay(), Field.Store.NO)));
    for (Entity entity : report.annotations().entities()) {
      keyword(document, entity.kind().path(), entity.id());
      words(document, entity.kind().path() + "-words", entity.name());
    }
    report.topics().stream()
        .map(topic -> topic.topicId())
        .distinct()
        .forEach(topic -> keyword(document, "topic", topic));
    document.add(new StoredField("text", report.text()));
    document.add(new StoredField("report", ReportJson.writeWithoutText(report)));
    return document;
  }

  private static void keyword(Document document, String field, String value) {
    document.add(new KeywordField(field, value, Field.Store.NO));
  }
}
