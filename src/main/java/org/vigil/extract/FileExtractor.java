package org.vigil.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

/**
 * Reads files in this very process. Untrusted ones belong into an {@link ExtractionPool}: a parser
 * may hang here, or take all memory.
 *
 * <p>Of the limits it keeps those on text, parts, depth and unpacked bytes.
 */
final class FileExtractor implements Extractor {

  /**
   * Changes whenever a change here makes another text or other facts of the same file. Its words
   * say what the last change was, so that two changes at once are a conflict and not one number.
   */
  private static final String RULES = "26-replies-in-forums-and-nested-tables";

  /** Members up to this size are read in memory, larger ones from a temporary file. */
  private static final int IN_MEMORY_BYTES = 16 << 20;

  /**
   * Characters of one report, of several volumes of a book perhaps: names, quotes and words of the
   * index take many times their length in the process that indexes them.
   */
  private static final int MOST_OF_A_REPORT = 4_000_000;

  private static final int MOST_PAGE_BYTES = 16 << 20;
  private static final int LONGEST_NAME = 500;

  private final Limits limits;
  private final Optional<Ocr> ocr;
  private final Clock clock;
  private @Nullable TikaDocuments tika;

  /**
   * @param clock for the day after which no report can be published
   */
  FileExtractor(Limits limits, Clock clock) {
    this(limits, Optional.empty(), clock);
  }

  /**
   * One that recognises text in pictures too.
   *
   * @param clock for the day after which no report can be published
   */
  FileExtractor(Limits limits, Optional<Ocr> ocr, Clock clock) {
    this.limits = limits;
    this.ocr = ocr;
    this.clock = clock;
  }

  static String fingerprint(Limits limits, Optional<Ocr> ocr) {
    return "extract-"
        + RULES
        + ":"
        + limits.fingerprint()
        + ocr.map(o -> ":ocr:" + o.print()).orElse("");
  }

  @Override
  public String fingerprint() {
    return fingerprint(limits, ocr);
  }

  @Override
  public Duration timePerFile() {
    return limits.timePerFile();
  }

  @Override
  public Extraction extract(Path file) throws IOException {
    Reading reading = new Reading();
    return reading.read(
        new Input.OnDisk(String.valueOf(file.getFileName()), file), Members.Hints.NONE, 0);
  }

  @Override
  public void close() {}

  /** Tika takes a second to start, which a corpus of pages need not spend. */
  private synchronized TikaDocuments tika() {
    if (tika == null) {
      tika = new TikaDocuments();
    }
    return tika;
  }

  /** Content of a container, which ends where it is damaged. */
  private static final class Salvaged extends InputStream {

    /**
     * Some readers give nothing of what they were asked for when the last byte of it is missing.
     */
    private static final int LOST_AT_MOST = 512;

    private final InputStream content;
    private @Nullable IOException damage;

    Salvaged(InputStream content) {
      this.content = content;
    }

    boolean isDamaged() {
      return damage != null;
    }

    void rethrow() throws IOException {
      if (damage != null) {
        throw damage;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (damage != null) {
        return -1;
      }
      try {
        return content.read(bytes, offset, Math.min(length, LOST_AT_MOST));
      } catch (IOException e) {
        damage = e;
        return -1;
      }
    }
  }

  /** One file with all that it holds, and what is left of the limits. */
  private final class Reading {

    private final LocalDate today = LocalDate.now(clock);
    private final Optional<PictureText> pictures = ocr.map(PictureText::new);
    private final FactContext context = new FactContext(Optional.empty(), Optional.of(today));
    private int textLeft = limits.textCharacters();
    private int partsLeft = limits.parts();
    private long bytesLeft = limits.containerBytes();

    Extraction read(Input input, Members.Hints hints, int depth) throws IOException {
      if (input.size() == 0) {
        return new Unreadable(FileKind.UNKNOWN_TYPE, Reason.EMPTY, "no bytes");
      }
      FileKind kind = FileKind.of(input.first(FileKind.HEAD_BYTES), input.name());
      Inside inside = new Inside(depth);
      Extraction own;
      try {
        own = limited(read(kind, input, hints, inside));
      } catch (StackOverflowError e) {
        own =
            new Unreadable(
                FileKind.UNKNOWN_TYPE, Reason.CRASHED, "nested too deeply for the parser's stack");
      } catch (RuntimeException e) {
        own =
            new Unreadable(
                FileKind.UNKNOWN_TYPE,
                Reason.CRASHED,
                "the parser failed with " + e.getClass().getSimpleName());
      }
      return inside.complete(own, kind);
    }

    private Extraction read(FileKind kind, Input input, Members.Hints hints, Inside inside)
        throws IOException {
      return switch (kind) {
        case PAGE -> page(input, hints, inside);
        case TEXT -> {
          Optional<Extraction> export = Exports.read(input, context, inside);
          if (export.isPresent()) {
            yield export.get();
          }
          int characters = Math.min(textLeft, MOST_OF_A_REPORT);
          int most = (int) Math.min(2L * characters, Integer.MAX_VALUE - 8);
          Extraction plain = PlainText.read(input.first(most), input.name(), characters, context);
          yield plain instanceof Unreadable u && u.reason() == Reason.UNSUPPORTED
              ? orElse(byTika(input, inside), u)
              : cutShort(plain, input, most);
        }
        case PDF -> {
          Extraction proper = PdfDocuments.read(input, textLeft, context, inside, pictures);
          Extraction read = orByTika(proper, input, inside);
          if (PdfDocuments.hasEnd(input)) {
            yield read;
          }
          yield isEmpty(read)
              ? new Unreadable(PdfDocuments.MEDIA_TYPE, Reason.CORRUPT, "is cut off before its end")
              : warned(read, "is cut off before its end: text may be missing");
        }
        case MESSAGE -> MailMessages.read(input, today, inside);
        case MAILBOX -> Mailboxes.read(input, inside);
        case FEED -> orByTika(Feeds.read(input, inside), input, inside);
        case WEB_ARCHIVE -> WebArchives.read(input, inside);
        case OTHER -> byTika(input, inside);
      };
    }

    private Extraction page(Input input, Members.Hints hints, Inside inside) throws IOException {
      byte[] bytes = input.first(MOST_PAGE_BYTES);
      Extraction page = HtmlPages.read(bytes, hints.charset(), hints.url(), today);
      return cutShort(orByTika(page, input, inside), input, MOST_PAGE_BYTES);
    }

    /** What has no text in its proper place may have some elsewhere, such as in a form's fields. */
    private Extraction orByTika(Extraction proper, Input input, Inside inside) throws IOException {
      if (!isEmpty(proper) || inside.hasParts()) {
        return proper;
      }
      return switch (byTika(input, inside)) {
        case Extracted e -> e;
        case Unreadable u -> proper;
      };
    }

    private static boolean isEmpty(Extraction extraction) {
      return extraction instanceof Unreadable why && why.reason() == Reason.EMPTY;
    }

    private Extraction byTika(Input input, Inside inside) throws IOException {
      // A name that promises text must not make text of bytes that are none.
      String name = FileKind.promisesText(input.name()) ? "" : input.name();
      Extraction read = tika().read(input, name, textLeft, context, inside);
      if (read instanceof Unreadable u
          && u.reason() == Reason.CORRUPT
          && !inside.hasParts()
          && FileKind.isPlainArchive(input.first(FileKind.HEAD_BYTES))) {
        // An archive that is named as a document which is an archive too.
        read = tika().read(input, "", textLeft, context, inside);
      }
      if (FileKind.isPackage(input.first(FileKind.HEAD_BYTES))) {
        read = orWhatIsLeft(read, input);
      }
      if (read instanceof Unreadable && FileKind.isEnveloped(input.first(FileKind.HEAD_BYTES))) {
        return new Unreadable("application/pkcs7-mime", Reason.ENCRYPTED, "needs a key");
      }
      if (isEmpty(read) && read.mediaType().startsWith("application/vnd.apple.")) {
        Optional<Extracted> words = AppleDocuments.read(input, read.mediaType(), textLeft, context);
        if (words.isPresent()) {
          return words.get();
        }
      }
      return pictures.isPresent() && TikaDocuments.isPicture(read)
          ? pictures.get().picture(input, read.mediaType(), context)
          : read;
    }

    private static Extraction orElse(Extraction read, Unreadable unknown) {
      return read instanceof Unreadable u && u.reason() == Reason.UNSUPPORTED ? unknown : read;
    }

    /** Of an office document or e-book without its end, what its members hold. */
    private Extraction orWhatIsLeft(Extraction read, Input input) throws IOException {
      boolean corrupt = read instanceof Unreadable u && u.reason() == Reason.CORRUPT;
      if (!corrupt && !BrokenPackages.isCutOff(input)) {
        return read;
      }
      Optional<Extracted> left = BrokenPackages.read(input, read.mediaType(), textLeft, context);
      int known = read instanceof Extracted e ? e.text().length() : 0;
      return left.isPresent() && left.get().text().length() >= known
          ? left.get()
          : warned(read, BrokenPackages.WARNING);
    }

    private static Extraction cutShort(Extraction extraction, Input input, int most)
        throws IOException {
      return input.size() <= most
          ? extraction
          : warned(extraction, "only the first " + most + " bytes were read");
    }

    private static Extraction warned(Extraction extraction, String warning) {
      return switch (extraction) {
        case Unreadable u -> u;
        case Extracted e -> {
          List<String> warnings = new ArrayList<>(e.warnings());
          warnings.add(warning);
          yield e.with(e.parts(), warnings);
        }
      };
    }

    /** Nothing was published later than today, which somewhere on earth is tomorrow already. */
    private Extracted dated(Extracted e) {
      return e.facts().date().filter(d -> d.value().first().isAfter(today.plusDays(1))).isEmpty()
          ? e
          : e.with(e.facts().withoutDate());
    }

    /** Takes the text from what is left of the limit. */
    private Extraction limited(Extraction extraction) {
      return switch (extraction) {
        case Unreadable u -> u;
        case Extracted whole -> {
          Extracted e = dated(whole);
          int most = Math.min(textLeft, MOST_OF_A_REPORT);
          if (e.text().length() <= most) {
            textLeft -= e.text().length();
            yield e;
          }
          String start = Characters.start(e.text(), most);
          String cut = start.stripTrailing();
          textLeft -= most;
          yield cut.isEmpty()
              ? new Unreadable(e.mediaType(), Reason.TOO_LARGE, "more text than the limit")
              : warned(
                  new Extracted(
                      e.mediaType(),
                      cut,
                      e.facts(),
                      e.pages().stream().filter(page -> page < cut.length()).toList(),
                      e.parts(),
                      e.warnings()),
                  "the text was cut after " + start.length() + " characters");
        }
      };
    }

    private static Extraction captured(Extraction member, Members.Hints hints) {
      return switch (member) {
        case Unreadable u -> u;
        case Extracted e ->
            e.with(
                e.facts()
                    .withCaptured(hints.captured())
                    .withUrl(hints.url().map(url -> new Fact<>(url, "archived-url", 0.9, url))));
      };
    }

    /** The members of one container. */
    private final class Inside implements Members {

      private final int depth;
      private final List<Part> parts = new ArrayList<>();
      private final Set<String> names = new HashSet<>();
      private final List<String> warnings = new ArrayList<>();
      private boolean leftOut;

      Inside(int depth) {
        this.depth = depth;
      }

      @Override
      public void note(String warning) {
        warnings.add(warning);
      }

      @Override
      public boolean hasRoom() {
        boolean room = partsLeft > 0 && bytesLeft > 0 && textLeft > 0;
        leftOut |= !room;
        return room;
      }

      @Override
      public void add(String name, InputStream content, Hints hints) throws IOException {
        if (!hasRoom()) {
          return;
        }
        partsLeft--;
        String path = path(name);
        if (depth >= limits.depth()) {
          parts.add(new Part(path, 0, tooDeep()));
          return;
        }
        String file = path.substring(path.lastIndexOf('/') + 1);
        Salvaged salvaged = new Salvaged(content);
        byte[] start = salvaged.readNBytes((int) Math.min(IN_MEMORY_BYTES, bytesLeft));
        bytesLeft -= start.length;
        if (start.length == 0) {
          salvaged.rethrow();
        }
        if (start.length < IN_MEMORY_BYTES && bytesLeft > 0) {
          Extraction member =
              captured(read(new Input.InMemory(file, start), hints, depth + 1), hints);
          accept(path, start.length, complete(path, member, salvaged));
          return;
        }
        Path spool = Files.createTempFile("member-", ".bin");
        try {
          long size = start.length;
          try (OutputStream out = Files.newOutputStream(spool)) {
            out.write(start);
            byte[] buffer = new byte[1 << 16];
            int n = 0;
            while (bytesLeft > 0 && (n = salvaged.read(buffer)) >= 0) {
              out.write(buffer, 0, n);
              size += n;
              bytesLeft -= n;
            }
            if (n >= 0) {
              leftOut = true;
              String why = "unpacks to more than " + limits.containerBytes() + " bytes";
              parts.add(
                  new Part(
                      path, size, new Unreadable(FileKind.UNKNOWN_TYPE, Reason.TOO_LARGE, why)));
              return;
            }
          }
          Extraction member =
              captured(read(new Input.OnDisk(file, spool), hints, depth + 1), hints);
          accept(path, size, complete(path, member, salvaged));
        } finally {
          Files.deleteIfExists(spool);
        }
      }

      @Override
      public void add(String name, Function<Members, Extraction> reader) {
        if (!hasRoom()) {
          return;
        }
        partsLeft--;
        String path = path(name);
        if (depth >= limits.depth()) {
          parts.add(new Part(path, 0, tooDeep()));
          return;
        }
        Inside inner = new Inside(depth + 1);
        Extraction own = limited(reader.apply(inner));
        accept(path, 0, inner.complete(own, FileKind.OTHER));
      }

      /** What was read of a member, with a word about what was not. */
      private Extraction complete(String path, Extraction member, Salvaged from) {
        if (!from.isDamaged()) {
          return member;
        }
        String damage = "is damaged or cut off, and its end is missing";
        if (member instanceof Unreadable) {
          warnings.add(path + ": " + damage);
        }
        return warned(member, damage);
      }

      private void accept(String path, long size, Extraction member) {
        switch (member) {
          case Unreadable u -> parts.add(new Part(path, size, u));
          case Extracted e -> {
            if (!e.text().isBlank()) {
              parts.add(new Part(path, size, e.with(List.of(), e.warnings())));
            }
            for (Part part : e.parts()) {
              parts.add(new Part(path + "!" + part.path(), part.size(), part.content()));
            }
            if (e.text().isBlank()) {
              e.warnings().forEach(w -> warnings.add(path + ": " + w));
            }
          }
        }
      }

      boolean hasParts() {
        return !parts.isEmpty();
      }

      /** What the container's reader made of it, together with its members. */
      Extraction complete(Extraction own, FileKind kind) {
        if (leftOut) {
          warnings.add("holds more than the limits allow: parts were left out");
        }
        return switch (own) {
          case Unreadable u -> {
            if (parts.isEmpty()) {
              yield u;
            }
            if (u.reason() != Reason.EMPTY) {
              warnings.add("parts may be missing: " + u.detail());
            }
            yield new Extracted(u.mediaType(), "", Facts.NONE, parts, warnings);
          }
          case Extracted e -> {
            warnings.addAll(0, e.warnings());
            List<Part> kept = kind == FileKind.MESSAGE ? parts : reports();
            yield e.with(kept, warnings);
          }
        };
      }

      /** Pictures and objects that a document shows are no reports that failed. */
      private List<Part> reports() {
        return parts.stream()
            .filter(
                p ->
                    !(p.content() instanceof Unreadable u
                        && (u.reason() == Reason.UNSUPPORTED || u.reason() == Reason.EMPTY)))
            .toList();
      }

      private static Unreadable tooDeep() {
        return new Unreadable(
            FileKind.UNKNOWN_TYPE, Reason.TOO_LARGE, "containers in containers too deep");
      }

      /** A name as a relative path, unique here. It is only ever a label: no file is made of it. */
      private String path(String name) {
        List<String> steps = new ArrayList<>();
        for (String step : Characters.line(name).replace('\\', '/').split("/", -1)) {
          if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
            steps.add(step);
          }
        }
        String path = String.join("/", steps);
        if (path.isEmpty()) {
          path = "part-" + (parts.size() + 1);
        }
        if (path.length() > LONGEST_NAME) {
          path = path.substring(path.length() - LONGEST_NAME);
        }
        String unique = path;
        for (int i = 2; !names.add(unique); i++) {
          unique = path + " (" + i + ")";
        }
        return unique;
      }
    }
  }
}
