package org.vigil.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.extract.Article;
import org.vigil.extract.Extraction;
import org.vigil.extract.Extractor;
import org.vigil.extract.MalformedArticleException;

/** Reads originals: files by an extractor, articles that were handed in by their own words. */
final class Originals {

  private final Extractor extractor;

  Originals(Extractor extractor) {
    this.extractor = extractor;
  }

  /**
   * What an original holds.
   *
   * @param collection that it says it belongs to
   */
  record Read(Extraction extraction, Optional<String> collection) {}

  /**
   * @param handedIn whether it did not come from a corpus
   */
  Read read(Path file, boolean handedIn) throws IOException {
    return handedIn && file.endsWith(Article.FILE_NAME) ? article(file) : file(file);
  }

  Read file(Path file) throws IOException {
    return new Read(extractor.extract(file), Optional.empty());
  }

  Read article(Path file) throws IOException {
    return article(Files.readAllBytes(file));
  }

  private static Read article(byte[] bytes) {
    try {
      Article article = Article.parse(bytes);
      return new Read(article.extracted(), article.collection());
    } catch (MalformedArticleException e) {
      return new Read(
          new Extraction.Unreadable(
              Article.MEDIA_TYPE, Extraction.Reason.CORRUPT, String.valueOf(e.getMessage())),
          Optional.empty());
    }
  }
}
