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

  /** The rule for a line of names that no word introduces. */
  static final String BARE_NAME_RULE = "text-bare-name";

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
    private static final int MOST_AFTER_STANDFIRST = 6;
    private static final int LONGEST_TITLE = 220;
    private static final int LONGEST_STANDFIRST = 420;
    private static final int LONGEST_FACT_LINE = 140;
    private static final int LONGEST_APPEAL = 260;
    private static final int PROSE_WORDS = 30;
    private static final double BARE_NAME = 0.65;
    private static final double UPDATED = 0.6;
    private static final int MOST_ABOUT = 4;
    private static final int LONGEST_LABEL = 25;
    private static final int MOST_LABELS = 10;
    private static final int LONGEST_CUED = 60;
    private static final int MOST_BETWEEN = 4;
    private static final int LONGEST_TOWN = 25;
    private static final double OUTLET_LINE = 0.75;
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

    /** What follows a name where the author is introduced: the present tense. */
    private static final Pattern ABOUT =
        Pattern.compile(
            ",? (?:is|are|covers|writes|reports|works|has|ist|lebt|arbeitet|schreibt|es|escribe"
                + "|trabaja|est|écrit|couvre|è|scrive|é|escreve)\\s.*");

    private static final Pattern DATED_CUE =
        Pattern.compile(".*\\d.*\\s(?:by|By|von|Von|par|Par|por|Por)\\s?:?");
    private static final Pattern ADDRESS =
        Pattern.compile("\\[email[\\s\u00a0]protected\\]|\\S{1,100}@\\S{1,100}");

    private static final Pattern OFFICE =
        Pattern.compile(
            "(?iu)(?<!\\p{L})(?:writer|reporter|correspondent|editor|journalist|columnist|contributor"
                + "|redakteur(?:in)?|\\p{L}*-?redaktion|journalistin|korrespondent(?:in)?|corresponsal"
                + "|periodista|redactora?|journaliste|correspondante?|jornalista|repórter"
                + "|correspondente|giornalista|inviat[oa]|корреспондент(?:ка)?|журналист(?:ка)?"
                + "|обозреватель|مراسلة?|صحفية?|كاتبة?)(?!\\p{L})");

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
    private boolean untitled;
    private int storyStart;

    /** A line that says when the report was changed. */
    private Optional<HeadLine> changed = Optional.empty();

    private Optional<Fact<String>> outlet = Optional.empty();
    private Optional<Fact<String>> agency = Optional.empty();
    private Optional<Fact<List<String>>> authors = Optional.empty();
    private Optional<Fact<PartialDate>> date = Optional.empty();
    private Optional<Fact<String>> dateline = Optional.empty();
    private Optional<Fact<String>> url = Optional.empty();
    private Optional<Fact<String>> statedLanguage = Optional.empty();

    Reader(String text, FactContext context) {
      this.text = text;
      this.lines = lines(text);
      this.context = context;
      this.paragraphs = withCuesJoined(Paragraphs.of(lines));
      this.language = context.language().or(() -> Languages.detect(text));
    }

    /** Joins a line that is only "By" with the name on the next one. */
    private static List<Paragraph> withCuesJoined(List<Paragraph> paragraphs) {
      List<Paragraph> joined = new ArrayList<>(paragraphs);
      for (int i = 0; i + 1 < Math.min(joined.size(), MOST_HEAD_PARAGRAPHS); i++) {
        Paragraph cue = joined.get(i);
        String word = PressWords.lower(cue.text()).replace(":", "").strip();
        if (PressWords.BYLINE.contains(word) || endsInCue(cue.text(), joined.get(i + 1).text())) {
          Paragraph name = joined.remove(i + 1);
          String words = cue.text() + " " + name.text();
          joined.set(i, new Paragraph(words, cue.first(), name.last(), cue.afterGap()));
        }
      }
      return joined;
    }

    /** A line with a day that breaks off where a name should follow. */
    private static boolean endsInCue(String line, String next) {
      return line.length() <= LONGEST_CUED
          && next.length() <= LONGEST_CUED
          && DATED_CUE.matcher(line).matches();
    }

    TextFacts read() {
      frontMatter();
      int story = head();
      if (story < paragraphs.size()) {
        dateline(paragraphs.get(story));
      }
      foot(story);
      // Most reports are changed on their day, and many show that moment alone.
      changed.ifPresent(
          line -> claimDate(line.dates().getFirst().date(), "text-updated", UPDATED, line.text()));
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

    /** Reads the lines before the story and returns the index of its first paragraph. */
    private int head() {
      int first = 0;
      while (first < Math.min(paragraphs.size(), MOST_HEAD_PARAGRAPHS) && !isStory(first)) {
        first++;
      }
      List<HeadLine> head = new ArrayList<>();
      int end = headEnd(first);
      storyStart = end;
      for (int i = 0; i < end; i++) {
        head.add(HeadLine.of(plain(paragraphs.get(i).text()), language));
      }
      boolean anyFacts = head.stream().anyMatch(HeadLine::isDatedOrCued);
      for (int i = 0; i < end; i++) {
        HeadLine line = head.get(i);
        Paragraph paragraph = paragraphs.get(i);
        if (labelled(line.text(), "text-label")) {
          setAside(paragraph);
        } else if (isTitle(head, i, first)) {
          claimTitle(paragraph.text());
          setAside(paragraph);
        } else if (isMatter(head, i)) {
          take(line, "text-head", 0.9);
          setAside(paragraph);
        } else if ((anyFacts && Bylines.isNoise(line.text()))
            || (i > 0
                && aside.get(paragraphs.get(i - 1).last())
                && isBetween(line)
                && isBesideFacts(head, i))
            || title.filter(t -> t.text().equals(paragraph.text())).isPresent()) {
          setAside(paragraph);
        } else {
          // The first line that is nothing else is the headline, or there is none.
          untitled |= line.outlet().isEmpty();
        }
      }
      return first;
    }

    /**
     * The end of the head when lines of facts stand below a standfirst: one or two short paragraphs
     * between the headline and the byline.
     */
    private int headEnd(int story) {
      int end = story;
      int prose = 0;
      int labels = 0;
      for (int i = story;
          i < paragraphs.size() && i - story - labels < MOST_AFTER_STANDFIRST && prose <= 2;
          i++) {
        String line = paragraphs.get(i).text();
        labels += line.length() <= LONGEST_LABEL && labels < MOST_LABELS ? 1 : 0;
        if (line.length() > LONGEST_STANDFIRST) {
          break;
        }
        if (isFactLine(line)) {
          end = i + 1;
        } else if (isStory(i)) {
          prose++;
        }
      }
      return end;
    }

    private boolean isFactLine(String line) {
      return line.length() <= LONGEST_FACT_LINE
          && !line.endsWith(".")
          && HeadLine.of(plain(line), language).isDatedOrCued();
    }

    /** A line of facts, or one with a bare name that stands beside such a line. */
    private boolean isMatter(List<HeadLine> head, int i) {
      HeadLine line = head.get(i);
      boolean underTitle = i > 0 && i <= 3 && title.isPresent();
      if (line.isDatedOrCued() || (underTitle && (line.beginsWithDate() || line.framed()))) {
        return true;
      }
      boolean besideFacts = isBesideFacts(head, i);
      if (line.outlet().isPresent() && line.rest() == 0) {
        return besideFacts || isDatedOrCued(head, i - 2) || isDatedOrCued(head, i + 2);
      }
      return besideFacts
          && i > 0
          && (line.isBareName() || line.lastPart().filter(this::isTold).isPresent());
    }

    /** Whether the next line up or down that is more than an office or a place is one of facts. */
    private static boolean isBesideFacts(List<HeadLine> head, int i) {
      int up = i - 1;
      while (up > 0 && i - up < MOST_BETWEEN && isBetween(head.get(up))) {
        up--;
      }
      int down = i + 1;
      while (down < head.size() && down - i < MOST_BETWEEN && isBetween(head.get(down))) {
        down++;
      }
      return isDatedOrCued(head, up)
          || isDatedOrCued(head, down)
          || isTownBeforeDay(head, i + 1)
          || isIntroduced(head, i);
    }

    /** A word alone may as well be a heading; above a day with its hour it is where one writes. */
    private static boolean isTownBeforeDay(List<HeadLine> head, int i) {
      return i + 1 < head.size()
          && head.get(i).text().length() <= LONGEST_TOWN
          && head.get(i).text().indexOf(' ') < 0
          && head.get(i + 1).framed()
          && Bylines.isAside(head.get(i).text());
    }

    /** Whether an office or an address stands below a line. */
    private static boolean isIntroduced(List<HeadLine> head, int i) {
      for (int j = i + 1; j < Math.min(head.size(), i + 3); j++) {
        HeadLine line = head.get(j);
        boolean office = j == i + 1 && OFFICE.matcher(line.text()).find();
        if (line.text().length() <= LONGEST_CUED
            && !Paragraphs.endsSentence(line.text())
            && (office || ADDRESS.matcher(line.text()).find())) {
          return true;
        }
      }
      return false;
    }

    /** What stands between a name and a day: an office, an address, an outlet, another name. */
    private static boolean isBetween(HeadLine line) {
      return line.text().length() <= LONGEST_CUED
          && !line.isDatedOrCued()
          && (line.isBareName()
              || isPost(line.text())
              || (line.outlet().isPresent() && line.rest() == 0));
    }

    private static boolean isPost(String line) {
      return (OFFICE.matcher(line).find() || ADDRESS.matcher(line).find()) && Bylines.isAside(line);
    }

    private static boolean isDatedOrCued(List<HeadLine> head, int i) {
      return i >= 0 && i < head.size() && head.get(i).isDatedOrCued();
    }

    /** A name that the story mentions is more likely its subject than its author. */
    private boolean isInStory(String name) {
      for (int i = storyStart; i < paragraphs.size(); i++) {
        String words = paragraphs.get(i).text();
        // Under the story stands who its author is.
        boolean about =
            i >= paragraphs.size() - MOST_ABOUT
                && words.startsWith(name)
                && ABOUT.matcher(words).region(name.length(), words.length()).lookingAt();
        if (words.contains(name) && !about) {
          return true;
        }
      }
      return false;
    }

    private boolean isTold(String name) {
      return OutletVoice.isTold(text, name);
    }

    private void take(HeadLine line, String rule, double confidence) {
      // Without a day, words beside it make another month of it than that of the publication.
      boolean alone = line.cued() || line.authors().isEmpty();
      line.dates().stream()
          .filter(HeadLine.Dated::published)
          .findFirst()
          .or(() -> line.dates().stream().filter(d -> !d.modified()).findFirst())
          .filter(d -> alone || d.date().day().isPresent())
          .ifPresent(d -> claimDate(d.date(), rule, confidence, line.text()));
      if (!line.dates().isEmpty() && line.dates().stream().allMatch(HeadLine.Dated::modified)) {
        changed = changed.or(() -> Optional.of(line));
      }
      if (line.cued()) {
        claimAuthors(line.authors(), "text-byline", confidence, line.text());
      } else if (line.framed() || line.authors().stream().noneMatch(this::isInStory)) {
        claimBareNames(line);
      }
      if (outlet.isEmpty()) {
        outlet =
            line.outlet()
                .or(() -> line.lastPart().filter(this::isTold))
                .map(o -> new Fact<>(o, rule, OUTLET_LINE, line.text()));
      }
    }

    /** Whether the paragraph belongs to the story rather than to its head. */
    private boolean isStory(int index) {
      String line = paragraphs.get(index).text();
      if (line.startsWith("#")) {
        return false;
      }
      if (line.length() <= LONGEST_TITLE && HeadLine.of(plain(line), language).isDatedOrCued()) {
        return false;
      }
      if (Dateline.of(line, language).filter(d -> isOpened(d, line, index)).isPresent()) {
        return true;
      }
      int words = words(line);
      if (words >= PROSE_WORDS || line.length() > LONGEST_TITLE + 80) {
        return true;
      }
      boolean sentence = Paragraphs.endsSentence(line) && words >= SENTENCE_WORDS;
      return sentence && !(index == 0 && mayEndTitle(line));
    }

    /** A headline with a dash in it looks like a place with its story. */
    private static boolean isOpened(Dateline dateline, String line, int index) {
      boolean certain = index > 0 || dateline.agency().isPresent() || dateline.date().isPresent();
      return line.length() > dateline.end() + 20
          && (certain || Paragraphs.endsSentence(line) || line.length() > LONGEST_TITLE);
    }

    /** A headline may end in a question, an exclamation or a quotation, but in no full stop. */
    private static boolean mayEndTitle(String line) {
      char last = line.charAt(line.length() - 1);
      boolean quoted = "\"'”’»".indexOf(last) >= 0 && line.length() <= 160;
      return "?!؟？！…".indexOf(last) >= 0 || quoted;
    }

    private boolean isTitle(List<HeadLine> head, int index, int story) {
      if (title.isPresent() || untitled) {
        return false;
      }
      if (paragraphs.get(index).text().startsWith("#")) {
        return true;
      }
      String words = head.get(index).text();
      if (words.length() < 2) {
        return false;
      }
      boolean nextIsMatter = index + 1 < head.size() && isMatter(head, index + 1);
      boolean more = index + 1 < head.size() || index + 1 < paragraphs.size();
      if ((index >= story && !nextIsMatter)
          || words.length() > LONGEST_TITLE
          || !more
          || (story >= paragraphs.size() && !nextIsMatter)
          || (index + 1 < head.size() && isMatter(head, index))) {
        return false;
      }
      char last = words.charAt(words.length() - 1);
      if (",;:".indexOf(last) >= 0 || Bylines.isNoise(words)) {
        return false;
      }
      boolean small =
          Character.isLowerCase(words.codePointAt(0)) && !Character.isUpperCase(words.charAt(1));
      boolean enough =
          nextIsMatter
              || (words.indexOf(' ') > 0 && !small)
              || words.codePoints().filter(Bylines::isEastAsian).count() >= 4;
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

    private void claimTitle(String line) {
      boolean heading = line.startsWith("#");
      String value = plain(heading ? Markdown.plain(line) : line);
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
      String rule = heading ? "markdown-heading" : "text-first-line";
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
                found
                    .byline()
                    .ifPresent(b -> claimAuthors(Bylines.authors(b), "text-dateline", 0.85, words));
                agency =
                    found
                        .agency()
                        .filter(a -> a.indexOf('/') < 0)
                        .map(
                            a ->
                                new Fact<>(
                                    a, "text-dateline", isWireService(a) ? 0.6 : 0.8, words));
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
        boolean signature =
            facts.isBareName()
                && i == paragraphs.size() - 1
                && authors.isEmpty()
                && words(line) <= 6
                && Paragraphs.endsSentence(paragraphs.get(i - 1).text());
        boolean outletOnly = facts.isOutletOnly();
        if (!facts.isDatedOrCued() && !outletOnly && !signature) {
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

    private static boolean isWireService(String name) {
      return PressWords.AGENCY.contains(PressWords.lower(name));
    }

    /** A wire service in the dateline is not the outlet: newspapers print its reports. */
    private void ownVoice() {
      outlet =
          outlet
              .or(() -> agency.filter(a -> !isWireService(a.value())))
              .or(
                  () ->
                      OutletVoice.find(text)
                          .map(v -> new Fact<>(v.outlet(), "text-own-voice", 0.6, v.words())));
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

    /** The names of one line, or of several that stand together. */
    private void claimBareNames(HeadLine line) {
      List<String> names = new ArrayList<>(line.authors());
      String words = line.text();
      if (authors.filter(known -> known.rule().equals(BARE_NAME_RULE)).isPresent()
          && line.isBareName()) {
        names.addAll(0, authors.get().value());
        words = authors.get().text() + "; " + words;
        authors = Optional.empty();
      }
      claimAuthors(names.stream().distinct().toList(), BARE_NAME_RULE, BARE_NAME, words);
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
