package org.vigil.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which reader a file is for, told from its first bytes and, where these leave it open, its name.
 *
 * <p>Cheap on purpose: pages and plain text, the bulk of a corpus, should not pay for the detection
 * that rare formats need.
 */
enum FileKind {
  PAGE,
  TEXT,
  PDF,
  MESSAGE,
  MAILBOX,
  FEED,
  WEB_ARCHIVE,
  /** Anything else; Tika finds out what it is. */
  OTHER;

  /** How many bytes {@link #of} wants to see. */
  static final int HEAD_BYTES = 4096;

  static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final Set<String> TEXT_NAMES =
      Set.of(
          "txt",
          "text",
          "md",
          "markdown",
          "rst",
          "asc",
          "adoc",
          "csv",
          "tsv",
          "json",
          "jsonl",
          "ndjson",
          "log");
  private static final Set<String> PAGE_NAMES = Set.of("html", "htm", "xhtml", "shtml");
  private static final List<String> PAGE_STARTS =
      List.of(
          "<!doctype html",
          "<html",
          "<head",
          "<body",
          "<meta",
          "<title",
          "<script",
          "<div",
          "<article",
          "<main",
          "<table",
          "<h1",
          "<p>");
  private static final List<String> DOCUMENT_PARTS =
      List.of("[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype");
  private static final Set<String> MAIL_HEADERS =
      Set.of(
          "from",
          "to",
          "subject",
          "date",
          "received",
          "return-path",
          "message-id",
          "mime-version",
          "delivered-to",
          "content-type",
          "reply-to",
          "x-mozilla-status");
  private static final Pattern COMPRESSED_ARCHIVE =
      Pattern.compile("(?i)\\.w?arc(?:\\.(?:wet|wat))?\\.gz$");
  private static final Pattern MAILBOX_START =
      Pattern.compile("From \\S{1,200} .{0,40}\\d\\d:\\d\\d.{0,40}");

  /**
   * @param head the first {@value #HEAD_BYTES} bytes, or all
   * @param name the file's name, for what comes after its last dot
   */
  static FileKind of(byte[] head, String name) {
    String extension = extension(name);
    String start = start(head);
    String lower = start.toLowerCase(Locale.ROOT);
    if (start.startsWith("WARC/")
        || start.startsWith("filedesc://")
        || COMPRESSED_ARCHIVE.matcher(name).find()) {
      return WEB_ARCHIVE;
    }
    int pdf = start.indexOf("%PDF-");
    if (pdf >= 0 && pdf < 1024) {
      return PDF;
    }
    if (start.startsWith("{\\rtf") || start.startsWith("%!PS") || !isText(head)) {
      return OTHER;
    }
    if (lower.startsWith("<?xml") || lower.startsWith("<!--") || lower.startsWith("<")) {
      return markup(lower, extension);
    }
    String firstLine = start.lines().findFirst().orElse("");
    if (firstLine.startsWith("From ") && MAILBOX_START.matcher(firstLine).matches()) {
      return MAILBOX;
    }
    if (PAGE_NAMES.contains(extension)) {
      return PAGE;
    }
    if (looksLikeMail(start) && (extension.equals("eml") || !TEXT_NAMES.contains(extension))) {
      return MESSAGE;
    }
    return TEXT;
  }

  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static FileKind markup(String lower, String extension) {
    String root = lower;
    while (root.startsWith("<?") || root.startsWith("<!--")) {
      String close = root.startsWith("<?") ? "?>" : "-->";
      int end = root.indexOf(close);
      if (end < 0) {
        break;
      }
      root = root.substring(end + close.length()).stripLeading();
    }
    if (root.startsWith("<rss") || root.startsWith("<feed") || root.startsWith("<rdf:rdf")) {
      return root.startsWith("<rdf:rdf") && !root.contains("purl.org/rss/") ? OTHER : FEED;
    }
    if (PAGE_NAMES.contains(extension) || PAGE_STARTS.stream().anyMatch(root::startsWith)) {
      return PAGE;
    }
    return lower.startsWith("<?xml") || !TEXT_NAMES.contains(extension) ? OTHER : TEXT;
  }

  /** At least two header fields of mail before the first empty line, and nothing but fields. */
  private static boolean looksLikeMail(String start) {
    int known = 0;
    int lines = 0;
    // The last line may be cut.
    int end = Math.max(start.lastIndexOf('\n'), 0);
    for (String line : (Iterable<String>) start.substring(0, end).lines()::iterator) {
      if (line.isEmpty() || ++lines > 40) {
        break;
      }
      if (Character.isWhitespace(line.charAt(0))) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon < 1 || line.substring(0, colon).indexOf(' ') >= 0) {
        return false;
      }
      if (MAIL_HEADERS.contains(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
        known++;
      }
    }
    return known >= 2;
  }

  /** Whether this is the beginning of a ZIP archive that is no office document and no e-book. */
  static boolean isPlainArchive(byte[] head) {
    String start = new String(head, ISO_8859_1);
    return start.startsWith("PK\3\4") && DOCUMENT_PARTS.stream().noneMatch(start::contains);
  }

  /** Whether this is the beginning of an office document or e-book that is a ZIP archive. */
  static boolean isPackage(byte[] head) {
    String start = new String(head, ISO_8859_1);
    return start.startsWith("PK\3\4") && DOCUMENT_PARTS.stream().anyMatch(start::contains);
  }

  /** Whether this is the beginning of an encrypted message (CMS, RFC 5652, enveloped data). */
  static boolean isEnveloped(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 40), ISO_8859_1);
    return start.startsWith("0") && start.contains("*\u0086H\u0086\u00f7\r\1\7\3");
  }

  /** Whether a file of this name should be text. */
  static boolean promisesText(String name) {
    return TEXT_NAMES.contains(extension(name)) || PAGE_NAMES.contains(extension(name));
  }

  /** Whether hardly any byte is one that text does not have. */
  static boolean isText(byte[] head) {
    if (!encoding(head).equals(ISO_8859_1)) {
      return true;
    }
    int strange = 0;
    for (byte b : head) {
      if (b == 0) {
        return TextBytes.isWide(head);
      }
      if (b > 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 27) {
        strange++;
      }
    }
    // A shift to another alphabet, an end mark of CP/M, a bell: old text files have a few.
    return strange <= head.length / 50 || TextBytes.shifts(head) || TextBytes.isWide(head);
  }

  private static String start(byte[] head) {
    String text = new String(head, encoding(head));
    int from = 0;
    while (from < text.length()
        && (Character.isWhitespace(text.charAt(from))
            || "\uFEFF\u00EF\u00BB\u00BF".indexOf(text.charAt(from)) >= 0)) {
      from++;
    }
    return text.substring(from);
  }

  /** UTF-16 where a mark or the zeros of Latin letters show it; else one that keeps ASCII. */
  private static Charset encoding(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      return UTF_16BE;
    }
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return UTF_16LE;
    }
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] > head.length / 5 && zeros[1] * 20 < zeros[0]) {
      return UTF_16BE;
    }
    return zeros[1] > head.length / 5 && zeros[0] * 20 < zeros[1] ? UTF_16LE : ISO_8859_1;
  }
}
