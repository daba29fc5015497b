package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.DublinCore;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Message;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.pkg.CompressorParser;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.parser.pkg.RarParser;
import org.apache.tika.sax.SecureContentHandler;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Reads the formats that have no reader of their own here: office files, e-books, archives and a
 * thousand more. The only class that knows Tika.
 *
 * <p>Nothing outside this process is started: neither OCR nor the media tools that Tika looks for.
 */
final class TikaDocuments {

  private static final String CONFIGURATION =
      """
      <properties>
        <service-loader initializableProblemHandler="ignore" loadErrorHandler="IGNORE"/>
        <parsers>
          <parser class="org.apache.tika.parser.DefaultParser">
            <parser-exclude class="org.apache.tika.parser.ocr.TesseractOCRParser"/>
            <parser-exclude class="org.apache.tika.parser.external.CompositeExternalParser"/>
            <parser-exclude class="org.apache.tika.parser.pdf.PDFParser"/>
          </parser>
          <parser class="org.apache.tika.parser.pdf.PDFParser">
            <params>
              <param name="ocrStrategy" type="string">no_ocr</param>
            </params>
          </parser>
        </parsers>
      </properties>
      """;

  /** What a document shows or carries, none of which is a report. */
  private static final Set<String> NO_PARTS =
      Set.of("INLINE", "MACRO", "METADATA", "FONT", "THUMBNAIL", "RENDERING", "VERSION", "XFA");

  /** Pictures made of dots: without OCR there is nothing to read in them. */
  private static final Set<String> RASTERS =
      Set.of(
          "jpeg", "png", "gif", "tiff", "webp", "bmp", "x-ms-bmp", "heic", "heif", "avif", "jp2");

  /** What the browser Safari saves: the page is a member, beside what it shows. */
  private static final String SAVED_PAGE = "application/x-bplist-webarchive";

  /** Of itself it has but the names of its folders. */
  private static final String MAIL_STORE = "application/vnd.ms-outlook-pst";

  private static final String BOOK = "application/epub+zip";

  /** What only a page has use for. */
  private static final Set<String> STYLES_AND_SCRIPTS =
      Set.of("text/css", "text/javascript", "application/javascript", "application/x-javascript");

  private static final String PICTURE = "a picture, read only with --ocr";

  /** Containers without words of their own. */
  private static final Set<String> ARCHIVES =
      Stream.of(new PackageParser(), new CompressorParser(), new RarParser())
          .flatMap(p -> p.getSupportedTypes(new ParseContext()).stream())
          .map(MediaType::toString)
          .collect(Collectors.toUnmodifiableSet());

  private final Detector detector;
  private final Parser parser;

  /** Finds the parser of what a parser comes upon, such as the HTML body of a message. */
  private final Parser nested;

  TikaDocuments() {
    try {
      TikaConfig config = new TikaConfig(new ByteArrayInputStream(CONFIGURATION.getBytes(UTF_8)));
      detector = config.getDetector();
      parser = config.getParser();
      nested = new AutoDetectParser(config);
    } catch (TikaException | IOException | SAXException e) {
      throw new IllegalStateException("Tika does not accept its configuration", e);
    }
  }

  /**
   * Reads one document; what it holds goes to its members.
   *
   * @param name by which the format may be told where the bytes leave it open
   * @param limit characters of text
   */
  Extraction read(Input input, String name, int limit, FactContext context, Members members)
      throws IOException {
    Metadata metadata = new Metadata();
    try (TikaInputStream in =
        switch (input) {
          case Input.OnDisk file -> TikaInputStream.get(file.file(), metadata);
          case Input.InMemory memory -> TikaInputStream.get(memory.bytes(), metadata);
        }) {
      metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
      return read(in, metadata, limit, context, members);
    }
  }

  /** Whether it is unreadable since it is a picture made of dots. */
  static boolean isPicture(Extraction extraction) {
    return extraction instanceof Unreadable u && u.detail().equals(PICTURE);
  }

  private Extraction read(
      TikaInputStream in, Metadata metadata, int limit, FactContext facts, Members members) {
    String mediaType = FileKind.UNKNOWN_TYPE;
    ParagraphText text = new ParagraphText(limit);
    Optional<Unreadable> failure = Optional.empty();
    try {
      MediaType type = detector.detect(in, metadata);
      mediaType = type.getBaseType().toString();
      if (type.getType().equals("image") && RASTERS.contains(type.getSubtype())) {
        return new Unreadable(mediaType, Reason.UNSUPPORTED, PICTURE);
      }
      metadata.set(HttpHeaders.CONTENT_TYPE, type.toString());
      ParseContext context = new ParseContext();
      context.set(Parser.class, nested);
      context.set(EmbeddedDocumentExtractor.class, new Embedded(members, limit, facts, mediaType));
      SecureContentHandler guarded = new SecureContentHandler(text, in);
      try {
        parser.parse(in, guarded, metadata, context);
      } catch (SAXException e) {
        guarded.throwIfCauseOf(e);
        throw e;
      }
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      failure = Optional.of(failure(e, mediaType));
    }
    boolean saved = mediaType.equals(SAVED_PAGE) || text.text().startsWith("WebMainResource");
    if (ARCHIVES.contains(mediaType) || saved || mediaType.equals(MAIL_STORE)) {
      // What Tika writes of an archive itself are the names of members that it cannot open.
      return failure.orElse(archive(mediaType, metadata));
    }
    if (!text.text().isBlank()) {
      return new Extracted(
          mediaType,
          Characters.clean(text.text()).strip(),
          mediaType.equals(BOOK)
              ? book(metadata, DocumentFacts.of(text.text(), declared(metadata, text), facts))
              : DocumentFacts.of(text.text(), declared(metadata, text), facts),
          List.of(),
          failure.map(f -> "the text may be incomplete: " + f.detail()).stream().toList());
    }
    return failure.orElseGet(
        () -> withoutText(mediaTypeOf(metadata), parsedBy(metadata).contains("EmptyParser")));
  }

  private static Unreadable archive(String mediaType, Metadata metadata) {
    String unopened =
        String.valueOf(metadata.get(TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM));
    return unopened.contains("encryption")
        ? new Unreadable(mediaType, Reason.ENCRYPTED, "needs a password")
        : new Unreadable(mediaType, Reason.EMPTY, "holds nothing");
  }

  private static String mediaTypeOf(Metadata metadata) {
    MediaType type = MediaType.parse(metadata.get(HttpHeaders.CONTENT_TYPE));
    return type == null ? FileKind.UNKNOWN_TYPE : type.getBaseType().toString();
  }

  private static String parsedBy(Metadata metadata) {
    return String.join(" ", metadata.getValues(TikaCoreProperties.TIKA_PARSED_BY));
  }

  private static Unreadable withoutText(String mediaType, boolean unparsed) {
    if (mediaType.equals(FileKind.UNKNOWN_TYPE)) {
      return new Unreadable(mediaType, Reason.UNSUPPORTED, "a format that is not known");
    }
    if (mediaType.startsWith("image/")) {
      return new Unreadable(mediaType, Reason.UNSUPPORTED, "a drawing without text");
    }
    if (mediaType.startsWith("audio/") || mediaType.startsWith("video/")) {
      return new Unreadable(mediaType, Reason.UNSUPPORTED, "no text in recordings");
    }
    return unparsed
        ? new Unreadable(mediaType, Reason.UNSUPPORTED, "a format that is not read: " + mediaType)
        : new Unreadable(mediaType, Reason.EMPTY, "holds no text");
  }

  /** What the document's own properties and marks say; sender and time only for messages. */
  private static DocumentFacts.Declared declared(Metadata metadata, ParagraphText text) {
    boolean message = metadata.get(Message.MESSAGE_FROM) != null;
    Optional<PartialDate> sent =
        Optional.ofNullable(message ? metadata.getDate(TikaCoreProperties.CREATED) : null)
            .map(date -> PartialDate.of(date.toInstant().atZone(ZoneOffset.UTC).toLocalDate()));
    return new DocumentFacts.Declared(
        // The first heading of a spreadsheet is the name of its first sheet.
        mediaTypeOf(metadata).contains("sheet") || mediaTypeOf(metadata).contains("excel")
            ? Optional.empty()
            : text.heading(),
        Optional.ofNullable(metadata.get(TikaCoreProperties.TITLE)),
        message
            ? Optional.ofNullable(metadata.get(Message.MESSAGE_FROM_NAME))
                .map(name -> name + " <" + metadata.get(Message.MESSAGE_FROM_EMAIL) + ">")
            : Optional.ofNullable(metadata.get(TikaCoreProperties.CREATOR)),
        sent,
        message);
  }

  /**
   * What the publisher of an e-book states of it, which unlike the properties of office files is
   * made to be shown. What its chapters begin with is not about the book.
   */
  private static Facts book(Metadata metadata, Facts text) {
    Optional<String> title = Optional.ofNullable(metadata.get(TikaCoreProperties.TITLE));
    List<String> authors =
        Stream.of(metadata.getValues(TikaCoreProperties.CREATOR))
            .flatMap(name -> Bylines.authors("By " + name).stream())
            .distinct()
            .toList();
    Optional<String> publisher = Optional.ofNullable(metadata.get(TikaCoreProperties.PUBLISHER));
    Optional<String> day =
        Optional.ofNullable(metadata.get(DublinCore.DATE))
            .or(() -> Optional.ofNullable(metadata.get(TikaCoreProperties.CREATED)));
    return new Facts(
        title
            .map(Characters::line)
            .filter(t -> !t.isEmpty())
            .map(t -> new Fact<>(t, "book-title", 0.9, t))
            .or(text::title),
        publisher
            .map(Characters::line)
            .filter(p -> !p.isEmpty())
            .map(p -> new Fact<>(p, "book-publisher", 0.8, p)),
        authors.isEmpty()
            ? Optional.empty()
            : Optional.of(new Fact<>(authors, "book-author", 0.9, String.join("; ", authors))),
        day.flatMap(d -> Feeds.date(d).map(date -> new Fact<>(date, "book-date", 0.8, d))),
        Optional.empty(),
        Optional.empty(),
        text.language());
  }

  private static Unreadable failure(Exception e, String mediaType) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof EncryptedDocumentException) {
        return new Unreadable(mediaType, Reason.ENCRYPTED, "needs a password");
      }
      if (cause instanceof ZeroByteFileException) {
        return new Unreadable(mediaType, Reason.EMPTY, "no bytes");
      }
      if (cause instanceof UnsupportedFormatException) {
        return new Unreadable(
            mediaType, Reason.UNSUPPORTED, "a version of its format that is not supported");
      }
      if (cause instanceof ParagraphText.Full) {
        return new Unreadable(mediaType, Reason.TOO_LARGE, "more text than the limit");
      }
      if (String.valueOf(cause.getMessage()).startsWith("Suspected zip bomb")) {
        return new Unreadable(
            mediaType, Reason.TOO_LARGE, "unpacks to far more than its size or nests too deeply");
      }
    }
    return new Unreadable(mediaType, Reason.CORRUPT, "does not follow its format");
  }

  /** Hands over what a parser finds inside a document, each as often as the members allow. */
  private final class Embedded implements EmbeddedDocumentExtractor {

    private final Members members;
    private final int limit;
    private final FactContext facts;
    private final String container;
    private int unnamed;
    private int handedOver;

    Embedded(Members members, int limit, FactContext facts, String container) {
      this.container = container;
      this.members = members;
      this.limit = limit;
      this.facts = facts;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
      return members.hasRoom()
          && (kind == null || !NO_PARTS.contains(kind))
          && !STYLES_AND_SCRIPTS.contains(String.valueOf(metadata.get(HttpHeaders.CONTENT_TYPE)))
          // The page itself comes before what it shows.
          && !(container.equals(SAVED_PAGE) && handedOver > 0)
          && !(container.equals(BOOK)
              && isPage(String.valueOf(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY))));
    }

    /** Of a book, what stands outside of its run of text: mostly its table of contents. */
    private static boolean isPage(String name) {
      return FileKind.extension(name).matches("x?html?|ncx");
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
        throws IOException {
      String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
      if (name == null || name.isBlank()) {
        name = "part-" + ++unnamed;
      }
      handedOver++;
      if (stream instanceof TikaInputStream in && in.getOpenContainer() != null) {
        // A storage inside its parent's, or a message of a mail store: it has no bytes of its own.
        members.add(name, inner -> read(in, metadata, limit, facts, inner));
      } else {
        members.add(name, stream, Members.Hints.NONE);
      }
    }
  }
}
