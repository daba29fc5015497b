package org.vigil.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;
import org.vigil.extract.Paragraphs.Paragraph;

/**
 * The publication facts that a text states of itself, and the lines that hold nothing else.
 *
 * <p>Headline, byline, date and outlet stand in the lines before the first paragraph, in its
 * dateline or below the last one. A fact is claimed on such evidence only: a name or a date in the
 * story is part of the story.
 *
 * @param aside indexes of the lines (parted by line feeds) that are no part of the body: title,
 *     byline, date, credits, appeals to the reader
 */
record TextFacts(Facts facts, BitSet aside) {

  /** The lines that are part of the body, parted by line feeds. */
  String body(String text) {
    StringBuilder body = new StringBuilder(text.length());
    String[] lines = lines(text);
    for (int i = 0; i < lines.length; i++) {
      if (!aside.get(i)) {
        body.append(lines[i]).append('\n');
      }
    }
    return body.toString();
  }

  static String[] lines(String text) {
    return text.split("\n", -1);
  }

  /** Reads the facts from any text whose lines are parted by line feeds. */
  static TextFacts of(String text, FactContext context) {
    return new Reader(text, context).read();
  }

  private static final class Reader {

    private static final int MOST_HEAD_PARAGRAPHS = 14;
    private static final int MOST_FOOT_PARAGRAPHS = 8;
    private static final int LONGEST_TITLE = 220;
    private static final int LONGEST_APPEAL = 260;
    private static final int PROSE_WORDS = 30;
    private static final int SENTENCE_WORDS = 12;

    private static final Pattern LABEL =
        Pattern.compile("([\\p{L}_ -]{3,20})[:：]\\s{0,4}(\\S.{0,300})");
    private static final Pattern CREDIT =
        Pattern.compile(
            "^[(\\[]?(?:Reporting|Additional"
                + " reporting|Writing|Editing|Edited|Translated|Compiled|Photos?|Con"
                + " información|Avec|Mit Material)\\b.{0,300}$");
    private static final Pattern RULE_LINE =
        Pattern.compile("[-*_=#~.\\s]{3,}|-?\\s?(?:30|ends|ENDS|END|FIN|Ends)\\s?-?|###");
    private static final Pattern ADDRESS =
        Pattern.compile("\\[email[\\s\u00a0]protected\\]|\\S{1,100}@\\S{1,100}");

    private enum Label {
      TITLE,
      OUTLET,
      AUTHORS,
      DATE,
      URL,
      LANGUAGE
    }

    private static final Map<String, Label> LABELS =
        Map.ofEntries(
            Map.entry("title", Label.TITLE),
            Map.entry("headline", Label.TITLE),
            Map.entry("outlet", Label.OUTLET),
            Map.entry("publisher", Label.OUTLET),
            Map.entry("publication", Label.OUTLET),
            Map.entry("source", Label.OUTLET),
            Map.entry("author", Label.AUTHORS),
            Map.entry("authors", Label.AUTHORS),
            Map.entry("byline", Label.AUTHORS),
            Map.entry("date", Label.DATE),
            Map.entry("published", Label.DATE),
            Map.entry("publish_date", Label.DATE),
            Map.entry("pubdate", Label.DATE),
            Map.entry("url", Label.URL),
            Map.entry("link", Label.URL),
            Map.entry("canonical", Label.URL),
            Map.entry("language", Label.LANGUAGE),
            Map.entry("lang", Label.LANGUAGE));

    private final String text;
    private final String[] lines;
    private final List<Paragraph> paragraphs;
    private final FactContext context;
    private final Optional<String> language;
    private final BitSet aside = new BitSet();

    private Optional<Fact<String>> title = Optional.empty();
    private Optional<Fact<String>> outlet = Optional.empty();
    private Optional<Fact<List<String>>> authors = Optional.empty();
    private Optional<Fact<PartialDate>> date = Optional.empty();
    private Optional<Fact<String>> dateline = Optional.empty();
    private Optional<Fact<String>> url = Optional.empty();
    private Optional<Fact<String>> statedLanguage = Optional.empty();

    Reader(String text, FactContext context) {
      this.text = text;
      this.lines = lines(text);
      this.context = context;
      this.paragraphs = new ArrayList<>(Paragraphs.of(lines));
      this.language = context.language().or(() -> Languages.detect(text));
    }

    TextFacts read() {
      frontMatter();
      int story = head();
      if (story < paragraphs.size()) {
        dateline(paragraphs.get(story));
      }
      foot(story);
      ownVoice();
      Optional<Fact<String>> spoken =
          statedLanguage.or(() -> language.map(l -> new Fact<>(l, "text-words", 0.9, "")));
      return new TextFacts(new Facts(title, outlet, authors, date, dateline, url, spoken), aside);
    }

    /** {@code key: value} lines between two lines of hyphens, as static site generators use. */
    private void frontMatter() {
      if (paragraphs.isEmpty() || !lines[paragraphs.getFirst().first()].strip().equals("---")) {
        return;
      }
      int first = paragraphs.getFirst().first();
      int end = first + 1;
      while (end < lines.length && end - first < 60 && !lines[end].strip().equals("---")) {
        end++;
      }
      if (end >= lines.length || !lines[end].strip().equals("---")) {
        return;
      }
      for (int i = first + 1; i < end; i++) {
        labelled(lines[i], "front-matter");
      }
      aside.set(first, end + 1);
      int last = end;
      paragraphs.removeIf(p -> p.first() <= last);
    }

    /** Takes the fact of a line such as {@code Author: Jane Doe}. */
    private boolean labelled(String line, String rule) {
      Matcher matcher = LABEL.matcher(line.strip());
      if (!matcher.matches()) {
        return false;
      }
      Label label = LABELS.get(matcher.group(1).strip().toLowerCase(Locale.ROOT));
      if (label == null) {
        return false;
      }
      String value = unquoted(matcher.group(2).strip());
      switch (label) {
        case TITLE -> title = title.or(() -> Optional.of(new Fact<>(value, rule, 0.95, line)));
        case OUTLET -> outlet = outlet.or(() -> Optional.of(new Fact<>(value, rule, 0.95, line)));
        case AUTHORS -> claimAuthors(Bylines.authors(value), rule, 0.95, line);
        case DATE ->
            DateFinder.dateFinder().find(value, language).stream()
                .map(DateFinder.Found::date)
                .findFirst()
                .or(() -> PartialDate.parse(value))
                .ifPresent(d -> claimDate(d, rule, 0.95, line));
        case URL -> url = url.or(() -> Optional.of(new Fact<>(value, rule, 0.95, line)));
        case LANGUAGE ->
            statedLanguage =
                Optional.of(value.toLowerCase(Locale.ROOT).split("[-_]", 2)[0])
                    .filter(l -> l.matches("[a-z]{2}"))
                    .map(l -> new Fact<>(l, rule, 0.95, line));
      }
      return true;
    }

    private static String unquoted(String value) {
      boolean quoted =
          value.length() > 1
              && (value.charAt(0) == '"' || value.charAt(0) == '\'')
              && value.charAt(value.length() - 1) == value.charAt(0);
      return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Reads the lines before the first paragraph of the story, whose index is returned. */
    private int head() {
      int end = Math.min(paragraphs.size(), MOST_HEAD_PARAGRAPHS);
      int story = 0;
      List<HeadLine> head = new ArrayList<>();
      while (story < end && !isStory(story)) {
        head.add(HeadLine.of(plain(paragraphs.get(story).text()), language));
        story++;
      }
      boolean anyMatter = head.stream().anyMatch(HeadLine::isNearlyMatter);
      for (int i = 0; i < head.size(); i++) {
        HeadLine line = head.get(i);
        Paragraph paragraph = paragraphs.get(i);
        boolean heading = paragraph.text().startsWith("#");
        boolean nextIsMatter = i + 1 < head.size() && isMatter(head, i + 1);
        if (labelled(line.text(), "text-label")) {
          setAside(paragraph);
        } else if (title.isEmpty()
            && (heading || isTitle(line, i, nextIsMatter, story))
            && !(line.isMatter() && !heading && i + 1 < head.size())) {
          if (heading) {
            claimTitle(Markdown.plain(line.text()), "markdown-heading");
          } else {
            claimTitle(line.text(), "text-first-line");
          }
          setAside(paragraph);
        } else if (title.filter(t -> t.value().equals(line.text())).isPresent()) {
          setAside(paragraph);
        } else if (isMatter(head, i)) {
          take(line, "text-head", 0.9);
          setAside(paragraph);
        } else if (!anyMatter && title.isPresent()) {
          break;
        }
      }
      return story;
    }

    /** A line of facts, or a bare name or place that stands beside one. */
    private static boolean isMatter(List<HeadLine> head, int i) {
      if (head.get(i).isNearlyMatter()) {
        return true;
      }
      boolean neighbour =
          (i > 0 && head.get(i - 1).isNearlyMatter())
              || (i + 1 < head.size() && head.get(i + 1).isNearlyMatter());
      return neighbour && i > 0 && head.get(i).isBareName();
    }

    private void take(HeadLine line, String rule, double confidence) {
      line.dates().stream()
          .filter(HeadLine.Dated::published)
          .findFirst()
          .or(() -> line.dates().stream().filter(d -> !d.modified()).findFirst())
          .ifPresent(d -> claimDate(d.date(), rule, confidence, line.text()));
      claimAuthors(line.authors(), rule, line.cued() ? confidence : confidence - 0.2, line.text());
      if (outlet.isEmpty()) {
        outlet = line.outlet().map(o -> new Fact<>(o, rule, confidence - 0.1, line.text()));
      }
    }

    /** Whether the paragraph belongs to the story rather than to its head. */
    private boolean isStory(int index) {
      String line = paragraphs.get(index).text();
      if (line.startsWith("#")) {
        return false;
      }
      if (line.length() <= LONGEST_TITLE && HeadLine.of(plain(line), language).isMatter()) {
        return false;
      }
      if (Dateline.of(line, language).filter(d -> line.length() > d.end() + 20).isPresent()) {
        return true;
      }
      int words = words(line);
      if (words >= PROSE_WORDS || line.length() > LONGEST_TITLE + 80) {
        return true;
      }
      boolean sentence = Paragraphs.endsSentence(line) && words >= SENTENCE_WORDS;
      return sentence && !(index == 0 && mayEndTitle(line));
    }

    /** A headline may end in a question, an exclamation or a quotation, but in no full stop. */
    private static boolean mayEndTitle(String line) {
      char last = line.charAt(line.length() - 1);
      boolean quoted = "\"'”’»".indexOf(last) >= 0 && line.length() <= 160;
      return "?!؟？！…".indexOf(last) >= 0 || quoted;
    }

    private boolean isTitle(HeadLine line, int index, boolean nextIsMatter, int story) {
      String words = line.text();
      if (words.length() > LONGEST_TITLE || (story >= paragraphs.size() && !nextIsMatter)) {
        return false;
      }
      int first = words.codePointAt(0);
      char last = words.charAt(words.length() - 1);
      if (Character.isLowerCase(first) || ",;:".indexOf(last) >= 0 || Bylines.isNoise(words)) {
        return false;
      }
      boolean enough =
          words.indexOf(' ') > 0 || words.codePoints().filter(Bylines::isEastAsian).count() >= 4;
      boolean gapAfter = index + 1 >= paragraphs.size() || paragraphs.get(index + 1).afterGap();
      boolean sentence = Paragraphs.endsSentence(words) && !mayEndTitle(words);
      if (sentence) {
        return enough && nextIsMatter && words.length() <= 120;
      }
      return enough && (gapAfter || nextIsMatter || index + 1 == story);
    }

    /** Counts each East Asian character as half a word. */
    private static int words(String line) {
      int eastAsian = (int) line.codePoints().filter(Bylines::isEastAsian).count();
      return eastAsian / 2 + line.split("\\s+", -1).length;
    }

    private void claimTitle(String line, String rule) {
      String value = line;
      for (String mark : List.of(" | ", " - ", " – ", " — ", " • ")) {
        int at = value.lastIndexOf(mark);
        if (at > 0 && HeadLine.isOutlet(value.substring(at + mark.length()).strip())) {
          String name = value.substring(at + mark.length()).strip();
          if (outlet.isEmpty()) {
            outlet = Optional.of(new Fact<>(name, "text-title-suffix", 0.85, line));
          }
          value = value.substring(0, at).strip();
          break;
        }
      }
      title = Optional.of(new Fact<>(value, rule, 0.85, line));
    }

    private void dateline(Paragraph paragraph) {
      Dateline.of(paragraph.text(), language)
          .ifPresent(
              found -> {
                String words = paragraph.text().substring(found.start(), found.end());
                if (!found.place().isEmpty()) {
                  dateline = Optional.of(new Fact<>(found.place(), "text-dateline", 0.9, words));
                }
                found.date().ifPresent(d -> claimDate(d, "text-dateline", 0.85, words));
                if (outlet.isEmpty()) {
                  outlet =
                      found
                          .agency()
                          .filter(a -> a.indexOf('/') < 0)
                          .map(a -> new Fact<>(a, "text-dateline", 0.8, words));
                }
              });
    }

    /** Reads the lines under the story, from the last one up. */
    private void foot(int story) {
      int lowest = Math.max(story + 1, paragraphs.size() - MOST_FOOT_PARAGRAPHS);
      for (int i = paragraphs.size() - 1; i >= lowest; i--) {
        Paragraph paragraph = paragraphs.get(i);
        String line = plain(paragraph.text());
        if (isAppeal(line) || RULE_LINE.matcher(paragraph.text()).matches()) {
          setAside(paragraph);
          continue;
        }
        if (CREDIT.matcher(line).matches()) {
          if (line.startsWith("Reporting") || line.startsWith("(Reporting")) {
            claimAuthors(Bylines.authors(line), "text-credit", 0.85, line);
          }
          setAside(paragraph);
          continue;
        }
        HeadLine facts = HeadLine.of(line, language);
        boolean signature = facts.isBareName() && authors.isEmpty() && words(line) <= 6;
        if (!facts.isMatter() && !signature) {
          return;
        }
        take(facts, "text-foot", 0.8);
        setAside(paragraph);
      }
    }

    private static boolean isAppeal(String line) {
      if (line.length() > LONGEST_APPEAL) {
        return false;
      }
      String lower = PressWords.lower(line).replaceAll("^[^\\p{L}]+", "");
      return PressWords.APPEAL.stream().anyMatch(lower::startsWith)
          || (ADDRESS.matcher(line).find() && words(line) <= 25);
    }

    private void ownVoice() {
      if (outlet.isEmpty()) {
        outlet =
            OutletVoice.find(text)
                .map(v -> new Fact<>(v.outlet(), "text-own-voice", 0.6, v.words()));
      }
    }

    private void claimDate(PartialDate found, String rule, double confidence, String words) {
      boolean past = context.latest().map(l -> !found.first().isAfter(l)).orElse(true);
      boolean vague = found.month().isEmpty();
      if (date.isEmpty() && past && !vague) {
        date = Optional.of(new Fact<>(found, rule, confidence, words));
      }
    }

    private void claimAuthors(List<String> names, String rule, double confidence, String words) {
      if (authors.isEmpty() && !names.isEmpty()) {
        authors = Optional.of(new Fact<>(names, rule, confidence, words));
      }
    }

    private void setAside(Paragraph paragraph) {
      aside.set(paragraph.first(), paragraph.last() + 1);
    }

    /** Without the marks that Markdown puts around a line. */
    private static String plain(String line) {
      String bare = line.replaceAll("^(?:#{1,6}\\s+|>\\s?)", "").strip();
      while (bare.length() > 2
          && (bare.charAt(0) == '*' || bare.charAt(0) == '_')
          && bare.charAt(bare.length() - 1) == bare.charAt(0)) {
        bare = bare.substring(1, bare.length() - 1).strip();
      }
      return bare;
    }
  }
}
