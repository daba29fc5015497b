package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vigil.corpus.PathText;
import org.vigil.extract.Article;
import org.vigil.index.SharedArchive;
import org.vigil.index.Uploads;
import org.vigil.report.Report;

/** Writes to an archive that other processes write to as well. */
public final class SharedWriter implements ReportWriter {

  private final SharedArchive archive;
  private final HandedIn reader;
  private final Refresh refresh;

  public SharedWriter(SharedArchive archive, HandedIn reader, Refresh refresh) {
    this.archive = archive;
    this.reader = reader;
    this.refresh = refresh;
  }

  @Override
  public Received receiveArticle(String id, byte[] json) throws IOException {
    return receive(id, Article.FILE_NAME, json);
  }

  @Override
  public Received receiveFile(String id, String name, byte[] bytes) throws IOException {
    return receive(id, HandedIn.fileName(name), bytes);
  }

  private Received receive(String id, String name, byte[] bytes) throws IOException {
    HandedIn.Reading reading = reader.read(id, Uploads.placeOf(id, name), bytes);
    if (reading.entry().failure().isPresent()) {
      return new Received(List.of(), reading.entry().failure());
    }
    archive.receive(reading.entry(), reading.reports(), bytes);
    refresh.run();
    return new Received(reading.reports().stream().map(Report::id).toList(), Optional.empty());
  }

  @Override
  public boolean withdraw(String id) throws IOException {
    boolean was = archive.withdraw(id);
    refresh.run();
    return was;
  }

  @Override
  public Optional<byte[]> original(Report.Source source) throws IOException {
    Path path = PathText.path(source.path());
    return Uploads.isPlace(path) ? archive.original(path, source.hash()) : Optional.empty();
  }
}
