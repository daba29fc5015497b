package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;
import org.vigil.extract.ClassWords.Purpose;
import org.vigil.extract.ClassWords.Verdict;

/**
 * A page as a row of text blocks in document order. Every element that stands as a box is a zone: a
 * contiguous range of that row, so sums over an element are differences of running totals.
 */
final class PageBlocks {

  enum Kind {
    PARAGRAPH,
    HEADING,
    ITEM,
    CELL,
    PREFORMATTED
  }

  /** One run of text with no box boundary inside. */
  static final class Block {
    final Zone zone;
    final Kind kind;
    final String text;
    final int linked;
    final int emphasised;
    final boolean boilerplate;
    final boolean prose;

    /** Too short for prose, with the stop of a sentence: prose if it stands among such. */
    final boolean shortSentence;

    Block(Zone zone, Kind kind, String text, int linked, int emphasised) {
      this.zone = zone;
      this.kind = kind;
      this.text = text;
      this.linked = linked;
      this.emphasised = emphasised;
      this.boilerplate = Boilerplate.is(text);
      this.prose =
          !boilerplate
              && kind != Kind.HEADING
              && linkShare() <= 0.4
              && (text.length() >= 80
                  || (weight(text) >= 25 && endsSentence(text))
                  || isWithoutStops(text));
      this.shortSentence =
          !prose
              && !boilerplate
              && kind == Kind.PARAGRAPH
              && linkShare() <= 0.75
              && isShortSentence(text);
    }

    /** Two words or more, with the stop of a sentence: no label ends so. */
    private static boolean isShortSentence(String text) {
      return STOPS.indexOf(text.charAt(text.length() - 1)) >= 0
          && (text.indexOf(' ') > 0 || text.codePoints().anyMatch(Bylines::isEastAsian));
    }

    /** The length in letters of an alphabet: a Chinese character is worth two. */
    private static int weight(String text) {
      int weight = text.length();
      for (int i = 0; i < text.length(); i++) {
        weight += text.charAt(i) >= CJK_BEGINS && text.charAt(i) < CJK_ENDS ? 1 : 0;
      }
      return weight;
    }

    /** Thai and Lao end sentences with nothing, and put spaces between clauses alone. */
    private static boolean isWithoutStops(String text) {
      int letters = 0;
      for (int i = 0; i < text.length(); i++) {
        letters += text.charAt(i) >= THAI_BEGINS && text.charAt(i) < LAO_ENDS ? 1 : 0;
      }
      return letters >= SHORTEST_WITHOUT_STOP && 3 * letters > 2 * text.length();
    }

    private static boolean endsSentence(String text) {
      return SENTENCE_ENDS.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    int length() {
      return text.length();
    }

    double linkShare() {
      return (double) linked / text.length();
    }
  }

  /** A time element: the block it stands in, and the moment it states for machines. */
  record Moment(int block, Element element) {}

  /** What marks an element as naming the author; the surest first. */
  enum Evidence {
    /** Microdata or a link relation. */
    EXACT,
    /** A link to the page of an author. */
    LINK,
    /** Its class. */
    NAME,
    /** What it is called for the tests of those who built the page. */
    PART
  }

  /**
   * An element that is marked as naming the author.
   *
   * @param block the block it stands in or opens
   */
  record Mark(int block, Element element, Evidence evidence) {}

  /** An element that stands as a box, and the blocks inside it: from inclusive, to exclusive. */
  static final class Zone {
    final @Nullable Zone parent;
    final Element element;
    final Verdict verdict;
    final int depth;
    final int from;
    int to;

    Zone(@Nullable Zone parent, Element element, Verdict verdict, int from) {
      this.parent = parent;
      this.element = element;
      this.verdict = verdict;
      this.depth = parent == null ? 0 : parent.depth + 1;
      this.from = from;
      this.to = from;
    }

    boolean within(Zone other) {
      return from >= other.from && to <= other.to && depth >= other.depth;
    }
  }

  /** The first character beyond those of ASCII that are printed. */
  private static final char DELETE = 0x7f;

  private static final Set<String> MICROFORMAT =
      Set.of("published", "updated", "dt-published", "entry-date published", "published updated");
  private static final int MOST_MOMENTS = 50;
  private static final int MOST_MARKS = 200;
  private static final Pattern AUTHOR_NAME =
      Pattern.compile(
          "(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
              + "(?i:by-?line|authors?|autore?n?|auteurs?|firma|writer|contributor|reporter"
              + "|written-?by|journalist|columnist|correspondent|signature|verfasser|redakteur"
              + "|redacteur|periodista|redator|yazar|muhabir|penulis|wartawan)"
              + "(?i:(?!s?[-_]?(box|bio|image|img|photo|avatar|description|info-box)))");

  /** Nothing in {@link #AUTHOR_NAME} matches without one of these: they are quicker to look for. */
  private static final List<String> AUTHOR_WORDS =
      List.of(
          "aut",
          "by",
          "writer",
          "contributor",
          "reporter",
          "firma",
          "journalist",
          "columnist",
          "correspondent",
          "signature",
          "verfasser",
          "reda",
          "periodista",
          "yazar",
          "muhabir",
          "penulis",
          "wartawan");

  /** Attributes that name a part of a page as a class does. */
  private static final Set<String> PART_NAMES =
      Set.of(
          "data-testid",
          "data-test-id",
          "data-test",
          "data-qa",
          "data-cy",
          "data-component",
          "data-component-name",
          "data-gu-name",
          "data-block",
          "data-role",
          "data-hook");

  private static final int LONGEST_PART_NAME = 40;

  /** What style sheets keep apart. */
  static final char SEAM = '\t';

  /** Longer blocks are prose rather than labels side by side. */
  private static final int LONGEST_LABELS = 160;

  /** Steps of an address below which the pages of authors stand. */
  private static final Set<String> AUTHOR_STEPS =
      Set.of(
          "author",
          "authors",
          "autor",
          "autoren",
          "autores",
          "auteur",
          "auteurs",
          "people",
          "profile",
          "profiles",
          "staff",
          "newsteam",
          "reporter",
          "reporters",
          "journalist",
          "journalists",
          "journaliste",
          "journalistes",
          "journalisten",
          "journalistin",
          "contributor",
          "contributors",
          "by",
          "columnist",
          "columnists",
          "correspondents",
          "writer",
          "writers",
          "autori",
          "firmas",
          "periodistas",
          "redakteur",
          "redakteure",
          "redacteur",
          "redacteurs",
          "signataires",
          "yazar",
          "yazarlar",
          "penulis",
          "person",
          "persons");

  private static final int SHORTEST_NAME = 3;
  private static final int LONGEST_ADDRESS = 300;

  /** The stops of sentences, among them those of Ethiopic, Burmese, Khmer, Tibetan, Armenian. */
  private static final String FULL_STOPS = ".!?…。｡！？؟۔।॥።፧။។།։";

  private static final String STOPS = FULL_STOPS + "\"”’»";
  private static final char CJK_BEGINS = 0x2e80;
  private static final char THAI_BEGINS = 0xe00;
  private static final char LAO_ENDS = 0xf00;
  private static final char CJK_ENDS = 0xa000;
  private static final String SENTENCE_ENDS = FULL_STOPS + ":;\"'”’»)]」』";

  /** Fewer letters of a script without stops may be a label. */
  private static final int SHORTEST_WITHOUT_STOP = 40;

  private static final Set<String> SKIPPED =
      Set.of(
          "script",
          "style",
          "template",
          "iframe",
          "svg",
          "canvas",
          "object",
          "embed",
          "audio",
          "video",
          "input",
          "select",
          "textarea",
          "button",
          "head",
          "math",
          "datalist",
          "option",
          "map",
          "track",
          "progress",
          "meter",
          "applet",
          "frameset",
          "noframes",
          // How a character is read aloud: it would part the words.
          "rt",
          "rp");

  private static final Set<String> BOXES =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "body",
          "center",
          "dd",
          "details",
          "dialog",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "hr",
          "legend",
          "li",
          "main",
          "menu",
          "nav",
          "noscript",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "caption",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul",
          "search");

  private static final Map<String, Kind> KIND_OF_BOX =
      Map.ofEntries(
          Map.entry("h1", Kind.HEADING),
          Map.entry("h2", Kind.HEADING),
          Map.entry("h3", Kind.HEADING),
          Map.entry("h4", Kind.HEADING),
          Map.entry("h5", Kind.HEADING),
          Map.entry("h6", Kind.HEADING),
          Map.entry("li", Kind.ITEM),
          Map.entry("dd", Kind.ITEM),
          Map.entry("dt", Kind.ITEM),
          Map.entry("td", Kind.CELL),
          Map.entry("th", Kind.CELL),
          Map.entry("pre", Kind.PREFORMATTED),
          Map.entry("div", Kind.PARAGRAPH),
          Map.entry("article", Kind.PARAGRAPH),
          Map.entry("section", Kind.PARAGRAPH),
          Map.entry("blockquote", Kind.PARAGRAPH));

  /** What stands in an address below one of {@link #AUTHOR_STEPS}; empty if nothing does. */
  static String nameInAddress(String href) {
    int from = href.indexOf('/') + 1;
    int to = from > 0 && href.length() < LONGEST_ADDRESS ? href.indexOf('/', from) : -1;
    while (to >= 0) {
      if (to - from >= 2
          && to - from <= 12
          && AUTHOR_STEPS.contains(href.substring(from, to).toLowerCase(Locale.ROOT))) {
        int end = to + 1;
        while (end < href.length() && "/?#".indexOf(href.charAt(end)) < 0) {
          end++;
        }
        if (end - to > SHORTEST_NAME) {
          return href.substring(to + 1, end);
        }
      }
      from = to + 1;
      to = href.indexOf('/', from);
    }
    return "";
  }

  static boolean isSkipped(String tag) {
    return SKIPPED.contains(tag);
  }

  static boolean isBox(String tag) {
    return BOXES.contains(tag) || tag.indexOf('-') > 0;
  }

  final List<Block> blocks = new ArrayList<>();
  final List<Zone> zones = new ArrayList<>();
  final List<Moment> moments = new ArrayList<>();
  final List<Mark> marks = new ArrayList<>();

  static PageBlocks of(Document page) {
    PageBlocks result = new PageBlocks();
    NodeTraversor.filter(result.new Walk(), page.body());
    return result;
  }

  /** The words of an element, cut to a length, without walking the rest. */
  static String words(Element element, int most) {
    return words(element, most, " ");
  }

  /** The words of an element, with a bar wherever markup parts them. */
  static String parts(Element element, int most) {
    return words(element, most, " | ");
  }

  private static String words(Element element, int most, String gap) {
    StringBuilder words = new StringBuilder();
    NodeTraversor.filter(
        (node, depth) -> {
          if (node instanceof TextNode run) {
            if (!run.isBlank()) {
              words.append(words.isEmpty() ? "" : gap).append(run.getWholeText());
            }
          } else if (SKIPPED.contains(node.normalName())) {
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          return words.length() > 4 * most
              ? NodeFilter.FilterResult.STOP
              : NodeFilter.FilterResult.CONTINUE;
        },
        element);
    String line = Characters.line(words.toString());
    return line.length() > most ? line.substring(0, most) : line;
  }

  private final class Walk implements NodeFilter {
    private final ClassWords words = new ClassWords();
    private final Map<String, Boolean> authorNames = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Zone zone;
    private int links;
    private int emphases;
    private int preformatted;
    private int linked;
    private int emphasised;

    /** Where one inline element ended. */
    private int inlineEnd = -1;

    /** Where the next one began at once. */
    private final List<Integer> seams = new ArrayList<>();

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode run) {
        append(run);
      } else if (node instanceof Element element) {
        String tag = element.normalName();
        if (SKIPPED.contains(tag)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        boolean box = isBox(element, tag);
        if (box) {
          flush();
        }
        markAuthor(element);
        if (box) {
          zone = new Zone(zone, element, verdict(element, tag), blocks.size());
          zones.add(zone);
          preformatted += tag.equals("pre") ? 1 : 0;
        } else if ((tag.equals("time") || isMoment(element, tag))
            && moments.size() < MOST_MOMENTS) {
          moments.add(new Moment(blocks.size(), element));
          text.append(' ');
        } else if (tag.equals("br")) {
          breakLine();
        } else if (tag.equals("a")) {
          links++;
        } else if (tag.equals("b") || tag.equals("strong")) {
          emphases++;
        } else if (invisible(element)) {
          return FilterResult.SKIP_ENTIRELY;
        }
        if (!box && text.length() == inlineEnd) {
          seams.add(inlineEnd);
        }
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        String tag = element.normalName();
        if (isBox(element, tag)) {
          flush();
          Zone open = zone;
          if (open != null) {
            open.to = blocks.size();
            zone = open.parent;
          }
          preformatted -= tag.equals("pre") ? 1 : 0;
        } else if (tag.equals("a")) {
          links--;
        } else if (tag.equals("b") || tag.equals("strong")) {
          emphases--;
        }
        inlineEnd = text.isEmpty() ? -1 : text.length();
      }
      return FilterResult.CONTINUE;
    }

    /** Microformats state a moment for machines as the title of an element. */
    private static boolean isMoment(Element element, String tag) {
      return (tag.equals("abbr") || tag.equals("span"))
          && element.attributesSize() > 1
          && MICROFORMAT.contains(element.className())
          && element.hasAttr("title");
    }

    private void markAuthor(Element element) {
      if (marks.size() < MOST_MARKS && element.attributesSize() > 0) {
        if (element.attr("rel").contains("author") || element.attr("itemprop").equals("author")) {
          marks.add(new Mark(blocks.size(), element, Evidence.EXACT));
        } else if (element.normalName().equals("a") && leadsToAuthor(element.attr("href"))) {
          marks.add(new Mark(blocks.size(), element, Evidence.LINK));
        } else if (namesAuthor(element.className())) {
          marks.add(new Mark(blocks.size(), element, Evidence.NAME));
        } else if (isAuthorPart(element)) {
          marks.add(new Mark(blocks.size(), element, Evidence.PART));
        }
      }
    }

    /**
     * Whether a name that the page bears for its tests is that of a byline. Ids are not: most that
     * speak of authors belong to forms for comments.
     */
    private boolean isAuthorPart(Element element) {
      for (Attribute attribute : element.attributes()) {
        String key = attribute.getKey();
        if (PART_NAMES.contains(key)
            && attribute.getValue().length() <= LONGEST_PART_NAME
            && (namesAuthor(attribute.getValue()) || attribute.getValue().equals("user-name"))) {
          return true;
        }
      }
      return false;
    }

    private boolean namesAuthor(String names) {
      return !names.isEmpty()
          && authorNames.computeIfAbsent(
              names, n -> mayNameAuthor(n) && AUTHOR_NAME.matcher(n).find());
    }

    private static boolean mayNameAuthor(String names) {
      String lower = names.toLowerCase(Locale.ROOT);
      for (String word : AUTHOR_WORDS) {
        if (lower.contains(word)) {
          return true;
        }
      }
      return false;
    }

    private static boolean leadsToAuthor(String href) {
      return nameInAddress(href).length() >= SHORTEST_NAME;
    }

    private boolean isBox(Element element, String tag) {
      return PageBlocks.isBox(tag) || element.parent() == null;
    }

    private Verdict verdict(Element element, String tag) {
      return switch (tag) {
        case "html", "body" -> Verdict.NONE;
        case "nav", "aside", "footer", "dialog", "menu", "figcaption", "search", "noscript" ->
            new Verdict(Purpose.APART, "<" + tag + ">");
        default -> {
          if (element.attributesSize() == 0 && !tag.equals("form")) {
            yield Verdict.NONE;
          }
          if (hidden(element)) {
            yield new Verdict(Purpose.ASIDE, "hidden");
          }
          String role = element.attr("role");
          if (isAsideRole(role)) {
            yield new Verdict(Purpose.APART, role);
          }
          if (tag.equals("form") && asksForAddress(element)) {
            yield new Verdict(Purpose.APART, "subscription");
          }
          if (element.attr("itemprop").equalsIgnoreCase("articleBody")) {
            yield new Verdict(Purpose.ARTICLE, "articleBody");
          }
          yield words.of(element);
        }
      };
    }

    /** Whether a form wants an e-mail address, as those of newsletters and comments do. */
    private static boolean asksForAddress(Element form) {
      return form.selectFirst("input[type=email]") != null;
    }

    private boolean isAsideRole(String role) {
      return switch (role) {
        case "navigation",
            "complementary",
            "banner",
            "contentinfo",
            "dialog",
            "alert",
            "search",
            "menu",
            "menubar",
            "toolbar" ->
            true;
        default -> false;
      };
    }

    private boolean invisible(Element element) {
      return hidden(element) || element.className().contains("sr-only");
    }

    private boolean hidden(Element element) {
      String style = element.attr("style");
      return element.hasAttr("hidden")
          || element.attr("aria-hidden").equals("true")
          || (style.length() < 1000
              && !style.isEmpty()
              && style.replace(" ", "").toLowerCase(Locale.ROOT).contains("display:none"));
    }

    private void append(TextNode run) {
      String words = run.getWholeText();
      int before = text.length();
      int plain = 0;
      for (int i = 0; i < words.length(); i++) {
        char c = words.charAt(i);
        if (c > ' ' && c < DELETE) {
          continue;
        }
        text.append(words, plain, i);
        plain = i + 1;
        if (preformatted > 0 && (c == '\n' || c == ' ' || c == '\t')) {
          text.append(c);
        } else if (Character.isWhitespace(c)
            || Character.isSpaceChar(c)
            || Character.isISOControl(c)) {
          if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ' && last() != '\n') {
            text.append(' ');
          }
        } else {
          text.append(c);
        }
      }
      text.append(words, plain, words.length());
      int added = text.length() - before;
      linked += links > 0 ? added : 0;
      emphasised += emphases > 0 ? added : 0;
    }

    private char last() {
      return text.charAt(text.length() - 1);
    }

    private void breakLine() {
      while (!text.isEmpty() && last() == ' ') {
        text.setLength(text.length() - 1);
      }
      if (!text.isEmpty() && last() == '\n' && preformatted == 0) {
        flush();
      } else if (!text.isEmpty()) {
        text.append('\n');
      }
    }

    private void flush() {
      Zone open = zone;
      if (open != null && !text.isEmpty()) {
        if (text.length() <= LONGEST_LABELS) {
          partSeams();
        }
        String words = Characters.clean(text.toString()).strip();
        if (!words.isEmpty()) {
          blocks.add(
              new Block(
                  open,
                  kind(open),
                  words,
                  Math.min(linked, words.length()),
                  Math.min(emphasised, words.length())));
        }
      }
      text.setLength(0);
      linked = 0;
      emphasised = 0;
      inlineEnd = -1;
      seams.clear();
    }

    /**
     * Puts a tabulator where style sheets keep two elements apart: {@code Ana Brandt5 March}.
     * Letters that stand in elements of their own, to be moved, stay together.
     */
    private void partSeams() {
      for (int i = seams.size() - 1; i >= 0; i--) {
        int at = seams.get(i);
        if (at < text.length() && isSeam(text.charAt(at - 1), text.charAt(at))) {
          text.insert(at, SEAM);
        }
      }
    }

    private static boolean isSeam(char before, char after) {
      boolean small = Character.isLowerCase(before) || isUncased(before);
      boolean capital = Character.isUpperCase(after) || isUncased(after);
      return (small && (capital || Character.isDigit(after)))
          || (Character.isDigit(before) && Character.isUpperCase(after));
    }

    private static boolean isUncased(char c) {
      return Character.getType(c) == Character.OTHER_LETTER && !Character.isIdeographic(c);
    }

    /** What the nearest boxes around make of a text: a paragraph in a list item is an item. */
    private static Kind kind(Zone open) {
      for (Zone z = open; z != null && open.depth - z.depth < 3; z = z.parent) {
        Kind kind = KIND_OF_BOX.get(z.element.normalName());
        if (kind != null) {
          return kind;
        }
      }
      return Kind.PARAGRAPH;
    }
  }
}
