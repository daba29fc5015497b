package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.ocr.TesseractOCRConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.xml.sax.SAXException;

/**
 * A child process that reads files as Tika does out of the box: what a trial compares with. Only
 * that it recognises no text in pictures, which Tika does wherever Tesseract is installed.
 */
final class PlainTikaChild implements Extractor {

  private static final int MOST_CHARACTERS = 2_000_000;

  private final AutoDetectParser parser = new AutoDetectParser();

  public static void main(String[] args) throws IOException {
    ExtractionChild.serve(new PlainTikaChild());
  }

  @Override
  public Extraction extract(Path file) throws IOException {
    BodyContentHandler text = new BodyContentHandler(MOST_CHARACTERS);
    Metadata metadata = new Metadata();
    ParseContext context = new ParseContext();
    TesseractOCRConfig pictures = new TesseractOCRConfig();
    pictures.setSkipOcr(true);
    context.set(TesseractOCRConfig.class, pictures);
    context.set(Parser.class, parser);
    try (InputStream in = TikaInputStream.get(file, metadata)) {
      parser.parse(in, text, metadata, context);
    } catch (TikaException | SAXException | RuntimeException | StackOverflowError e) {
      // What was read before the failure counts as found.
    }
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
    return text.toString().isBlank()
        ? new Unreadable(type, Reason.EMPTY, "plain Tika finds no text")
        : new Extracted(type, text.toString(), Facts.NONE, List.of(), List.of());
  }

  @Override
  public String fingerprint() {
    return "plain Tika";
  }

  @Override
  public Duration timePerFile() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void close() {}
}
