package org.vigil.extract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.vigil.extract.Extraction.Extracted;

/**
 * Reads what is left of office documents and e-books (OOXML, OpenDocument, EPUB: ZIP archives all)
 * that are cut off or damaged: their directory stands at the end, but each member has a header of
 * its own before it. Members that hold words are read from these, as far as they go.
 */
final class BrokenPackages {

  static final String WARNING = "is damaged or cut off: text may be missing";

  /** The mark of the directory's end, before a comment of at most 65,535 bytes. */
  private static final int END_BYTES = 22 + 65_535;

  private static final String END_MARK = "PK\5\6";
  private static final byte[] MEMBER = {'P', 'K', 3, 4};
  private static final int MOST_MEMBERS = 10_000;
  private static final int MOST_BYTES = 64 << 20;
  private static final int DEEPEST = 200;

  /** The members that hold words, in the order in which a reader meets them. */
  private static final List<Pattern> WORDS =
      List.of(
          Pattern.compile("word/document\\d*\\.xml"),
          Pattern.compile("word/(?:foot|end)notes\\.xml"),
          Pattern.compile("ppt/slides/slide(\\d+)\\.xml"),
          Pattern.compile("ppt/notesSlides/notesSlide(\\d+)\\.xml"),
          Pattern.compile("xl/worksheets/sheet(\\d+)\\.xml"),
          Pattern.compile("content\\.xml"));

  private static final Pattern STRINGS = Pattern.compile("xl/sharedStrings\\.xml");
  private static final Pattern PROPERTIES = Pattern.compile("docProps/core\\.xml|meta\\.xml");
  private static final Pattern PAGE = Pattern.compile("(?i).*\\.x?html?");
  private static final Pattern ORDER = Pattern.compile("(?i).*\\.opf");

  private final Map<String, byte[]> members = new LinkedHashMap<>();

  private BrokenPackages() {}

  /** Whether the directory of a ZIP archive is missing, as it is when its end is. */
  static boolean isCutOff(Input input) throws IOException {
    return !new String(input.last(END_BYTES), StandardCharsets.ISO_8859_1).contains(END_MARK);
  }

  /** Its text, if there is any left. */
  static Optional<Extracted> read(Input input, String mediaType, int limit, FactContext context)
      throws IOException {
    BrokenPackages found = new BrokenPackages();
    found.collect(input);
    String text = Characters.clean(found.text()).strip();
    if (text.isBlank()) {
      return Optional.empty();
    }
    String start = Characters.start(text, limit);
    return Optional.of(
        new Extracted(
            mediaType,
            start,
            DocumentFacts.of(start, found.declared(), context),
            List.of(),
            List.of(WARNING)));
  }

  private void collect(Input input) throws IOException {
    int left = MOST_BYTES;
    for (long at : headers(input)) {
      try (InputStream in = input.open()) {
        in.skipNBytes(at);
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        ZipEntry entry = zip.getNextEntry();
        if (entry != null && isWanted(entry.getName()) && !members.containsKey(entry.getName())) {
          byte[] bytes = asFarAsItGoes(zip, left);
          left -= bytes.length;
          members.put(entry.getName(), bytes);
        }
      } catch (IOException | IllegalArgumentException e) {
        // No header, or one of a member that is encrypted or lost.
      }
    }
  }

  private static List<Long> headers(Input input) throws IOException {
    List<Long> found = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(input.open(), 1 << 16)) {
      int matched = 0;
      long at = 0;
      for (int b = in.read(); b >= 0 && found.size() < MOST_MEMBERS; b = in.read()) {
        at++;
        matched = b == MEMBER[matched] ? matched + 1 : b == MEMBER[0] ? 1 : 0;
        if (matched == MEMBER.length) {
          found.add(at - MEMBER.length);
          matched = 0;
        }
      }
    }
    return found;
  }

  private static boolean isWanted(String name) {
    return WORDS.stream().anyMatch(p -> p.matcher(name).matches())
        || List.of(STRINGS, PROPERTIES, PAGE, ORDER).stream()
            .anyMatch(p -> p.matcher(name).matches());
  }

  private static byte[] asFarAsItGoes(InputStream in, int most) {
    byte[] bytes = new byte[1 << 14];
    int length = 0;
    try {
      while (length < most) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(2 * length, most));
        }
        int n = in.read(bytes, length, Math.min(512, bytes.length - length));
        if (n < 0) {
          break;
        }
        length += n;
      }
    } catch (IOException e) {
      // What was read before the damage counts.
    }
    return Arrays.copyOf(bytes, length);
  }

  private String text() throws IOException {
    List<String> strings =
        named(STRINGS).stream()
            .flatMap(name -> xml(name).select("si").stream())
            .map(BrokenPackages::words)
            .toList();
    StringBuilder text = new StringBuilder();
    for (Pattern kind : WORDS) {
      for (String name : named(kind)) {
        Document part = xml(name);
        if (kind.pattern().startsWith("xl/")) {
          rows(part, strings, text);
        } else {
          paragraphs(part, text);
        }
      }
    }
    if (text.isEmpty()) {
      // Of a workbook whose sheets are lost, or of an e-book.
      strings.forEach(line -> add(line, text));
      for (String name : pages()) {
        Document page = xml(name);
        page.select("head").remove();
        add(Feeds.paragraphs(page.html()), text);
      }
    }
    return text.toString();
  }

  /** The names of members of one kind, by their numbers. */
  private List<String> named(Pattern kind) {
    return members.keySet().stream()
        .filter(name -> kind.matcher(name).matches())
        .sorted(Comparator.comparingInt(name -> number(kind, name).orElse(0)))
        .toList();
  }

  private static OptionalInt number(Pattern kind, String name) {
    Matcher matcher = kind.matcher(name);
    return matcher.matches() && matcher.groupCount() > 0 && matcher.group(1).length() < 9
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** The pages of an e-book in the order of its spine, then those that it does not name. */
  private List<String> pages() {
    List<String> ordered = new ArrayList<>();
    List<String> lists = new ArrayList<>();
    for (String name : named(ORDER)) {
      Document book = xml(name);
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      for (Element item : book.select("item[properties~=\\bnav\\b]")) {
        lists.add(folder + item.attr("href"));
      }
      for (Element step : book.select("itemref")) {
        for (Element item : book.select("item")) {
          if (item.id().equals(step.attr("idref"))) {
            ordered.add(folder + item.attr("href"));
          }
        }
      }
    }
    List<String> pages =
        new ArrayList<>(ordered.stream().filter(members::containsKey).distinct().toList());
    for (String name : named(PAGE)) {
      if (!pages.contains(name) && !lists.contains(name)) {
        pages.add(name);
      }
    }
    return pages;
  }

  private byte[] bytes(String name) {
    return members.getOrDefault(name, new byte[0]);
  }

  private Document xml(String name) {
    try {
      // jsoup's XML parser closes what is open at the end, and knows no external entities.
      return Jsoup.parse(
          new ByteArrayInputStream(bytes(name)), null, "", Parser.xmlParser().setMaxDepth(DEEPEST));
    } catch (IOException e) {
      return new Document("");
    }
  }

  private static void paragraphs(Document part, StringBuilder text) {
    for (Element p : part.select("w|p, a|p, text|p, text|h")) {
      if (p.parents().stream().noneMatch(BrokenPackages::isParagraph)) {
        add(words(p), text);
      }
    }
  }

  private static boolean isParagraph(Element e) {
    return switch (e.normalName()) {
      case "w:p", "a:p", "text:p", "text:h" -> true;
      default -> false;
    };
  }

  private static void rows(Document sheet, List<String> strings, StringBuilder text) {
    for (Element row : sheet.select("row")) {
      List<String> cells = new ArrayList<>();
      for (Element cell : row.select("c")) {
        String value = Optional.ofNullable(cell.selectFirst("v")).map(Element::text).orElse("");
        if (!cell.attr("t").equals("s")) {
          cells.add(value.isEmpty() ? words(cell) : value);
        } else if (value.matches("\\d{1,8}") && Integer.parseInt(value) < strings.size()) {
          cells.add(strings.get(Integer.parseInt(value)));
        }
      }
      add(String.join("\t", cells), text);
    }
  }

  /** The words of a paragraph on one line, without what was deleted and without field codes. */
  private static String words(Element paragraph) {
    StringBuilder words = new StringBuilder();
    NodeVisitor visitor =
        (node, depth) -> {
          if (node instanceof TextNode written && counts(written)) {
            words.append(written.getWholeText());
          } else if (node instanceof Element e) {
            switch (e.normalName()) {
              case "w:tab", "w:br", "a:br", "text:tab", "text:line-break", "text:s" ->
                  words.append(' ');
              default -> {}
            }
          }
        };
    paragraph.traverse(visitor);
    return Characters.line(words.toString());
  }

  private static boolean counts(Node text) {
    String around = text.parent() instanceof Element e ? e.normalName() : "";
    return !around.equals("w:instrtext")
        && !around.equals("w:deltext")
        && (around.startsWith("text:") || around.endsWith(":t") || around.equals("t"));
  }

  private static void add(String paragraph, StringBuilder text) {
    if (!paragraph.isBlank()) {
      text.append(text.isEmpty() ? "" : "\n\n").append(paragraph);
    }
  }

  private DocumentFacts.Declared declared() {
    Optional<Document> properties =
        named(PROPERTIES).stream()
            .findFirst()
            .or(() -> named(ORDER).stream().findFirst())
            .map(this::xml);
    return new DocumentFacts.Declared(
        Optional.empty(),
        properties.flatMap(p -> property(p, "dc|title")),
        properties.flatMap(p -> property(p, "dc|creator")),
        Optional.empty(),
        false);
  }

  private static Optional<String> property(Document properties, String name) {
    return Optional.ofNullable(properties.selectFirst(name))
        .map(e -> Characters.line(e.text()))
        .filter(t -> !t.isEmpty());
  }
}
