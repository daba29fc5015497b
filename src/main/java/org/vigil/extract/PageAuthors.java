package org.vigil.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.vigil.date.DateFinder;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Evidence;
import org.vigil.extract.PageBlocks.Mark;
import org.vigil.extract.PageBlocks.Zone;

/**
 * Who wrote a page: persons named in JSON-LD and meta elements, then in elements that are marked as
 * byline, then in lines around the headline and at the end of the article that open with a word
 * such as <i>by</i>. Where none of these names a person, the pseudonym, desk or organisation that
 * stands in such a place is the author.
 */
final class PageAuthors {

  private static final List<String> KEYS =
      List.of(
          "author",
          "parsely-author",
          "sailthru.author",
          "article:author",
          "og:article:author",
          "og:author",
          "dc.creator",
          "dcterms.creator",
          "dc:creator",
          "dc.author",
          "byl",
          "citation_author",
          "shareaholic:article_author_name",
          "cxenseparse:author",
          "creator",
          "article_author",
          "author.name");

  /** Accounts and placeholders that stand where a name should. */
  private static final Set<String> NOBODY =
      Set.of(
          "admin",
          "administrator",
          "webmaster",
          "author",
          "authors",
          "autor",
          "autoren",
          "auteur",
          "guest",
          "gast",
          "user",
          "username",
          "news",
          "online",
          "unknown",
          "anonymous",
          "wordpress",
          "publisher",
          "name",
          "root",
          "web",
          "default",
          "test",
          "none",
          "null",
          "undefined");

  /** The last words of the names of desks. */
  private static final Set<String> DESK =
      Set.of("desk", "office", "team", "staff", "service", "unit", "bureau", "department");

  private static final Pattern AROUND = Pattern.compile("^[\\s|:,;–—-]+|[\\s|:,;–—-]+$");
  private static final Pattern DOMAIN = Pattern.compile("[\\w.-]{2,60}\\.[A-Za-z]{2,12}");

  /** What parts the words of several elements in the evidence. */
  private static final String NEXT = "; ";

  private static final Pattern SLUG = Pattern.compile("\\p{Ll}{2,20}");

  /** {@code Doe, Jane}, as libraries write names. */
  private static final Pattern INVERTED =
      Pattern.compile("(\\p{Lu}[\\p{L}'’-]{1,30}), (\\p{Lu}[\\p{L}.'’-]{0,20}(?: \\p{Lu}\\.?)?)");

  private static final Set<String> INVERTED_KEYS =
      Set.of("dc.creator", "dcterms.creator", "citation_author", "dc.author");

  private static final int ABOVE = 12;
  private static final int BELOW = 8;
  private static final int BESIDE = 3;
  private static final int LONGEST = 160;
  private static final int LONGEST_SLOT = 50;
  private static final int LONGEST_DATE = 60;
  private static final int MOST_PARTS = 4;
  private static final int MOST_WORDS = 6;
  private static final int SAME_PLACE = 2;

  /** A family name elsewhere. */
  private static final String SWAHILI_BY = "Na ";

  private static final int LARGEST_CARD = 10;
  private static final int MOST_CARDS = 100;
  private static final int SHORTEST_STORY = 10;
  private static final int LONGEST_DASH = 4;
  private static final int LONGEST_CUE = 3;
  private static final Pattern BARS = Pattern.compile("[|•·]|\\s[–—/-]\\s");

  private static final List<String> SET_OFF = List.of("em", "i", "strong", "b");
  private static final Pattern ABOUT_BOX = Pattern.compile("(?i)bio|about|author|autor");

  /** What opens the lines about an author: his name and what he is. */
  private static final Pattern ABOUT =
      Pattern.compile(
          "^((?:\\p{Lu}[\\p{L}\\p{M}.'’-]{0,25} ){1,3}\\p{Lu}[\\p{L}\\p{M}'’-]{1,30})"
              + " (?:is|are|est|es|ist|é|è)"
              + " (?:an?|the|un|une|eine?|la|le|el|l[’']|der|die|uma?|il)[ '’]");

  private final PageMetadata metadata;
  private final PageBlocks page;
  private final MainText main;
  private final Optional<String> title;
  private final SiteName site;
  private final Optional<String> language;
  private final Optional<Integer> headline;
  private final List<Mark> marks;

  PageAuthors(
      PageMetadata metadata,
      PageBlocks page,
      MainText main,
      Optional<String> title,
      Optional<Integer> headline,
      SiteName site,
      Optional<String> language) {
    this.metadata = metadata;
    this.page = page;
    this.main = main;
    this.title = title;
    this.site = site;
    this.language = language;
    this.headline = headline;
    this.marks = nearMarks();
  }

  Optional<Fact<List<String>>> authors() {
    Optional<JsonNode> article = metadata.json.article();
    List<String> named = metadata.json.authors();
    List<String> people = article.map(a -> metadata.json.persons(a, "author")).orElse(List.of());
    Optional<Fact<List<String>>> machine =
        persons(named, Set.copyOf(people), "json-ld-author", 0.95).or(this::stated);
    return machine
        .map(this::reconciled)
        .or(this::marked)
        .or(this::cued)
        .or(this::besideHeadline)
        .or(this::onlyOneMarked)
        .or(this::inAddress)
        .or(this::introduced)
        .or(() -> ownSite(named))
        .or(() -> slots(people, "json-ld-author", 0.7))
        .or(() -> slots(named, "json-ld-author", 0.5))
        .or(this::markedSlots)
        .or(this::statedSlots);
  }

  /**
   * What is stated for machines against what readers see. The line that readers see is right where
   * it names the same persons and more, since many content systems know but one author, and where
   * the page shows the stated ones nowhere: those are accounts from which it was published.
   */
  private Fact<List<String>> reconciled(Fact<List<String>> machine) {
    Optional<Fact<List<String>>> seen = marked().or(this::cued);
    if (seen.isEmpty()) {
      return machine;
    }
    Set<String> stated = letters(machine.value());
    Set<String> shown = letters(seen.get().value());
    boolean more = shown.containsAll(stated) && shown.size() > stated.size();
    boolean others =
        startsWithCue(seen.get().text())
            && shown.stream().noneMatch(stated::contains)
            && machine.value().stream().noneMatch(this::isShown);
    return (more && !seen.get().text().contains(NEXT)) || others ? seen.get() : machine;
  }

  /** Who is stated by the address of his page alone: {@code /author/jane-doe}. */
  private Optional<Fact<List<String>>> inAddress() {
    List<String> addresses = new ArrayList<>();
    metadata.json.article().ifPresent(a -> addresses.addAll(metadata.json.addresses(a, "author")));
    KEYS.forEach(key -> addresses.addAll(metadata.all(key)));
    Set<String> names = new LinkedHashSet<>();
    List<String> written = new ArrayList<>();
    for (String address : addresses) {
      String[] words = PageBlocks.nameInAddress(address).split("-", -1);
      if (PageMetadata.isAddress(address)
          && words.length >= 2
          && words.length <= 3
          && Stream.of(words).allMatch(word -> SLUG.matcher(word).matches())) {
        String name =
            Stream.of(words).map(PageAuthors::capitalised).collect(Collectors.joining(" "));
        if (Bylines.authors(name).equals(List.of(name)) && !site.isSite(name) && !site.isIn(name)) {
          names.add(name);
          written.add(address);
        }
      }
    }
    return fact(names, written, "author-address", 0.6);
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static Set<String> letters(List<String> names) {
    return names.stream().map(SiteName::letters).collect(Collectors.toSet());
  }

  private boolean isShown(String name) {
    String small = PressWords.lower(name);
    return page.blocks.stream()
        .anyMatch(block -> !apart(block) && PressWords.lower(block.text).contains(small));
  }

  private Optional<Fact<List<String>>> stated() {
    return KEYS.stream()
        .flatMap(key -> persons(upright(key, metadata.all(key)), "meta-" + key, 0.85).stream())
        .findFirst()
        .or(() -> persons(metadata.labelled(PageAuthors::isCue), "meta-label", 0.8));
  }

  /** A weblog may bear the name of its author. */
  private Optional<Fact<List<String>>> ownSite(List<String> named) {
    Set<String> names = new LinkedHashSet<>();
    named.forEach(words -> names.addAll(Bylines.authors(PageFacts.unescaped(words))));
    return fact(names, named, "json-ld-author", 0.6);
  }

  private static List<String> upright(String key, List<String> names) {
    return INVERTED_KEYS.contains(key)
        ? names.stream().map(n -> INVERTED.matcher(n).replaceFirst("$2 $1")).toList()
        : names;
  }

  private Optional<Fact<List<String>>> statedSlots() {
    return KEYS.stream()
        .flatMap(key -> slots(metadata.all(key), "meta-" + key, 0.5).stream())
        .findFirst()
        .or(() -> slots(metadata.labelled(PageAuthors::isCue), "meta-label", 0.5));
  }

  private static boolean isCue(String label) {
    return PressWords.BYLINE.contains(PressWords.lower(label));
  }

  /**
   * The names in elements marked as byline, the surest marks first; a weaker mark counts where it
   * holds all names of the surer one and more.
   */
  private Optional<Fact<List<String>>> marked() {
    Optional<Fact<List<String>>> best = Optional.empty();
    for (Evidence evidence : Evidence.values()) {
      Optional<Fact<List<String>>> here = markedBy(evidence);
      List<String> known = best.map(Fact::value).orElse(List.of());
      if (here.filter(fact -> fact.value().containsAll(known)).isPresent()) {
        best = here;
      }
    }
    return best;
  }

  /** The one name that microdata or link relations give all over the page, wherever it stands. */
  private Optional<Fact<List<String>>> onlyOneMarked() {
    Set<List<String>> found = new LinkedHashSet<>();
    List<String> written = new ArrayList<>();
    for (Mark mark : page.marks) {
      if (mark.evidence() == Evidence.EXACT
          && (mark.block() >= page.blocks.size() || !apart(page.blocks.get(mark.block())))) {
        List<String> here = names(mark.element());
        if (!here.isEmpty() && found.add(here)) {
          written.add(PageBlocks.words(mark.element(), LONGEST));
        }
      }
    }
    return found.size() == 1
        ? fact(new LinkedHashSet<>(found.iterator().next()), written, "byline", 0.6)
        : Optional.empty();
  }

  /** The names in the first marks of a kind that stand together. */
  private Optional<Fact<List<String>>> markedBy(Evidence evidence) {
    Set<String> names = new LinkedHashSet<>();
    List<String> written = new ArrayList<>();
    int place = -1;
    for (Mark mark : marks) {
      if (mark.evidence() == evidence && (place < 0 || mark.block() - place <= SAME_PLACE)) {
        List<String> here = names(mark.element()).stream().filter(n -> !site.isIn(n)).toList();
        if (!here.isEmpty() && names.addAll(here)) {
          written.add(PageBlocks.words(mark.element(), LONGEST));
          place = place < 0 ? mark.block() : place;
        }
        if (evidence.compareTo(Evidence.NAME) >= 0 && place >= 0) {
          break;
        }
      }
    }
    return fact(names, written, "byline", evidence == Evidence.EXACT ? 0.8 : 0.7);
  }

  /** Markup parts a name from a role; where it parts the name itself, the words count. */
  private List<String> names(Element element) {
    Element name = element.selectFirst("[itemprop=name]");
    if (name != null && !name.attr("content").isBlank()) {
      return Bylines.authors(Characters.line(name.attr("content")));
    }
    List<Element> cards = name == null ? element.select(".fn") : List.of(name);
    Element named = cards.size() == 1 ? cards.getFirst() : element;
    String words = PageBlocks.words(named, LONGEST + 1);
    if (words.isEmpty() || words.length() > LONGEST) {
      return List.of();
    }
    if (language.filter("sw"::equals).isPresent() && words.startsWith(SWAHILI_BY)) {
      return Bylines.authors(words.substring(SWAHILI_BY.length()));
    }
    List<String> parted = Bylines.authors(PageBlocks.parts(named, 2 * LONGEST));
    return parted.isEmpty() ? Bylines.authors(words) : parted;
  }

  private List<Mark> nearMarks() {
    if (main.body().isEmpty()) {
      return List.of();
    }
    Zone body = main.body().get();
    int from = headline.orElse(body.from) - ABOVE;
    return page.marks.stream()
        .filter(m -> m.block() >= from && m.block() < body.to + BELOW)
        .filter(m -> m.block() < page.blocks.size())
        .filter(m -> !apart(page.blocks.get(m.block())))
        .filter(m -> !isOtherCredit(m))
        .filter(m -> !isOnCard(m))
        .toList();
  }

  /**
   * Whether a name above the headline stands on the card of another story: in one of several boxes
   * that look alike, each of them leading to somebody and to something.
   */
  private boolean isOnCard(Mark mark) {
    int top = headline.orElse(-1);
    if (mark.block() >= top) {
      return false;
    }
    for (Zone box = page.blocks.get(mark.block()).zone;
        box.parent != null && box.to <= top && box.to - box.from <= LARGEST_CARD;
        box = box.parent) {
      if (leadsToStory(box.element) && hasAlike(box.element)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a link in a box has words of its own beside those of a name. */
  private static boolean leadsToStory(Element box) {
    return box.select("a[href]").stream()
        .map(Element::text)
        .anyMatch(
            link ->
                link.length() >= SHORTEST_STORY
                    && link.indexOf(' ') > 0
                    && !Bylines.read(link).whole());
  }

  private static boolean hasAlike(Element box) {
    return box.parent() != null
        && box.parent().childrenSize() <= MOST_CARDS
        && box.parent().children().stream()
            .anyMatch(
                other ->
                    !other.equals(box)
                        && other.nameIs(box.normalName())
                        && other.className().equals(box.className())
                        && other.selectFirst("a[href]") != null);
  }

  /** Whether the words before a marked name say that he did something else than write. */
  private boolean isOtherCredit(Mark mark) {
    String line = page.blocks.get(mark.block()).text;
    String words = PageBlocks.words(mark.element(), LONGEST + 1);
    int at = words.isEmpty() ? -1 : line.indexOf(words);
    return at > 0 && Bylines.endsInOtherCredit(line.substring(Math.max(0, at - LONGEST_SLOT), at));
  }

  private Optional<Fact<List<String>>> markedSlots() {
    for (Mark mark : marks) {
      Element element = mark.element();
      String words = PageBlocks.words(element, LONGEST + 1);
      boolean named =
          element.className().strip().equalsIgnoreCase("author")
              || PressWords.AGENCY.contains(PressWords.lower(words));
      if (mark.evidence().compareTo(Evidence.NAME) < 0 || named || startsWithCue(words)) {
        Optional<Fact<List<String>>> fact = slots(List.of(words), "byline", 0.4);
        if (fact.isPresent()) {
          return fact;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<List<String>>> cued() {
    if (main.body().isEmpty()) {
      return Optional.empty();
    }
    Zone body = main.body().get();
    int top = headline.orElse(body.from);
    return cued(top, Math.max(top, body.from) + BELOW)
        .or(() -> cued(top - ABOVE, top))
        .or(() -> cued(body.to - BELOW, body.to + BELOW));
  }

  private Optional<Fact<List<String>>> cued(int from, int to) {
    int end = Math.min(page.blocks.size(), to);
    boolean label = false;
    for (int i = Math.max(0, from); i < end; i++) {
      Block block = page.blocks.get(i);
      if (block.length() <= LONGEST && !apart(block)) {
        Optional<Bylines.Byline> labelled = labelledByMarkup(block);
        if (labelled.isPresent()) {
          return Optional.of(cuedBy(labelled.get(), block.text));
        }
        for (String line : block.text.split("\n", -1)) {
          if (label || Bylines.mayBeCued(line)) {
            Bylines.Byline byline = Bylines.read(line);
            if ((label || byline.cued()) && byline.whole()) {
              return Optional.of(label ? listed(i, byline, line) : cuedBy(byline, line));
            }
          }
          label = isCue(AROUND.matcher(line).replaceAll(""));
        }
      }
    }
    return Optional.empty();
  }

  /** {@code Text <b>Jane Doe</b>}: a word that needs a colon elsewhere. */
  private static Optional<Bylines.Byline> labelledByMarkup(Block block) {
    Element box = block.zone.element;
    int gap = block.text.indexOf(' ');
    if (gap < 0 || box.childrenSize() == 0 || !isCue(block.text.substring(0, gap))) {
      return Optional.empty();
    }
    String rest = block.text.substring(gap + 1);
    Element last = box.child(box.childrenSize() - 1);
    return rest.equals(PageBlocks.words(last, LONGEST))
        ? Optional.of(Bylines.read(rest)).filter(Bylines.Byline::whole)
        : Optional.empty();
  }

  private static Fact<List<String>> cuedBy(Bylines.Byline byline, String line) {
    return new Fact<>(byline.authors(), "byline-words", 0.75, line.strip());
  }

  /** Whom a list names below its label, whose first item is read. */
  private Fact<List<String>> listed(int first, Bylines.Byline byline, String line) {
    Set<String> names = new LinkedHashSet<>(byline.authors());
    StringBuilder written = new StringBuilder(line.strip());
    Zone item = page.blocks.get(first).zone;
    for (int i = first + 1; i < page.blocks.size() && item.element.nameIs("li"); i++) {
      Block block = page.blocks.get(i);
      Bylines.Byline other = Bylines.read(block.text);
      if (block.zone.parent != item.parent || !other.whole() || block.length() > LONGEST) {
        break;
      }
      names.addAll(other.authors());
      written.append(NEXT).append(block.text);
    }
    return new Fact<>(List.copyOf(names), "byline-words", 0.75, written.toString());
  }

  /**
   * Who is told of below the story, in letters or in a box of their own: {@code Jane Doe is a …}.
   */
  private Optional<Fact<List<String>>> introduced() {
    if (main.body().isEmpty()) {
      return Optional.empty();
    }
    int to = Math.min(page.blocks.size(), main.body().get().to + BESIDE);
    for (int i = Math.max(0, main.body().get().to - BESIDE); i < to; i++) {
      Block block = page.blocks.get(i);
      Matcher about = ABOUT.matcher(block.text);
      if (!apart(block) && about.find() && isSetOff(block)) {
        List<String> names = Bylines.authors(about.group(1));
        if (names.equals(List.of(about.group(1))) && !site.isIn(about.group(1))) {
          return Optional.of(new Fact<>(names, "about-author", 0.6, Characters.line(block.text)));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether all of a block is in letters of another kind, or its box is called after the author.
   */
  private static boolean isSetOff(Block block) {
    Element box = block.zone.element;
    String whole = box.text();
    return SET_OFF.stream()
            .flatMap(tag -> box.getElementsByTag(tag).stream())
            .anyMatch(e -> e.text().length() >= whole.length() - 2)
        || ABOUT_BOX.matcher(box.className() + " " + parentClass(box)).find();
  }

  private static String parentClass(Element box) {
    Element parent = box.parent();
    return parent == null ? "" : parent.className();
  }

  /** A name between bars in the line of the date, or in an address, beside the headline. */
  private Optional<Fact<List<String>>> besideHeadline() {
    int top = headline.orElse(-1);
    int end = Math.min(page.blocks.size(), top + BESIDE + 1);
    for (int i = Math.max(0, top - BESIDE); top >= 0 && i < end; i++) {
      Block block = page.blocks.get(i);
      if (block.length() <= LONGEST && !apart(block)) {
        List<String> names = unintroduced(block);
        if (names.isEmpty()) {
          names = inLines(block);
        }
        if (names.isEmpty() && i > top && (isDated(i - 1) || isDated(i + 1))) {
          names = alone(block);
        }
        if (!names.isEmpty() && names.stream().noneMatch(site::isSite)) {
          return Optional.of(new Fact<>(names, "beside-headline", 0.65, block.text));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a block holds a date and hardly anything else. */
  private boolean isDated(int i) {
    return i >= 0 && i < page.blocks.size() && isDated(page.blocks.get(i).text);
  }

  private boolean isDated(String words) {
    return words.length() <= LONGEST_DATE && HeadLine.of(words, language).isDatedOrCued();
  }

  /** The names in a line of a block whose next line or the one before holds a date. */
  private List<String> inLines(Block block) {
    String[] lines = block.text.split("\n", -1);
    if (lines.length == 1 || lines.length > MOST_PARTS || language.equals(Optional.of("de"))) {
      return List.of();
    }
    for (int i = 0; i < lines.length; i++) {
      boolean dated =
          (i > 0 && isDated(lines[i - 1])) || (i + 1 < lines.length && isDated(lines[i + 1]));
      List<String> names = dated ? alone(block.kind, lines[i].strip()) : List.of();
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of();
  }

  /** The names that are a block's only words. */
  private List<String> alone(Block block) {
    return alone(block.kind, block.text);
  }

  private List<String> alone(PageBlocks.Kind kind, String words) {
    if (kind == PageBlocks.Kind.HEADING
        || words.length() > LONGEST_SLOT
        || words.indexOf('©') >= 0
        // "Dear Members,"
        || words.endsWith(",")) {
      return List.of();
    }
    Bylines.Byline line = Bylines.read(words);
    boolean names =
        line.whole()
            && line.authors().stream().allMatch(name -> !site.isIn(name) && looksLikeName(name));
    return names && HeadLine.of(words, Optional.of("en")).isBareName() ? line.authors() : List.of();
  }

  /** German writes all its nouns with a capital, Chinese none: there, more than that is needed. */
  private boolean looksLikeName(String name) {
    int words = name.split(" ", -1).length;
    return words >= 2 && words <= (language.equals(Optional.of("de")) ? 2 : MOST_PARTS);
  }

  private List<String> unintroduced(Block block) {
    if (block.zone.element.normalName().equals("address")) {
      Bylines.Byline byline = Bylines.read(block.text);
      return byline.whole() ? byline.authors() : List.of();
    }
    if (!BARS.matcher(block.text).find()) {
      return List.of();
    }
    HeadLine line = HeadLine.of(block.text, language);
    // "AI & Machine Learning" has a name in it, but is none.
    boolean alone =
        BARS.splitAsStream(block.text)
            .map(String::strip)
            .anyMatch(field -> isNameWithPost(field, line.authors()));
    boolean barred = block.text.codePoints().anyMatch(c -> "|•·".indexOf(c) >= 0);
    return alone && (barred ? !line.dates().isEmpty() : isNameAndDate(block.text, line))
        ? line.authors()
        : List.of();
  }

  /** Whether a field holds these names and at most who they are and where. */
  private static boolean isNameWithPost(String field, List<String> authors) {
    return List.of(field).equals(authors)
        || (!authors.isEmpty()
            && field.startsWith(authors.getFirst() + ", ")
            && Bylines.read(field).whole());
  }

  /** A dash parts many things: here only a name from a date, with hardly anything beside them. */
  private boolean isNameAndDate(String text, HeadLine line) {
    int named = line.authors().stream().mapToInt(String::length).sum();
    int dated =
        DateFinder.dateFinder().find(text, language).stream()
            .mapToInt(date -> date.end() - date.start())
            .sum();
    return dated > 0 && text.length() - named - dated <= LONGEST_DASH;
  }

  private static boolean apart(Block block) {
    for (Zone zone = block.zone; zone != null; zone = zone.parent) {
      if (zone.verdict.purpose() == ClassWords.Purpose.NEVER
          || zone.verdict.word().startsWith("related")) {
        return true;
      }
    }
    return false;
  }

  private Optional<Fact<List<String>>> persons(
      List<String> written, String rule, double confidence) {
    return persons(written, Set.of(), rule, confidence);
  }

  /**
   * @param people those of the names that are said to be persons'
   */
  private Optional<Fact<List<String>>> persons(
      List<String> written, Set<String> people, String rule, double confidence) {
    Set<String> names = new LinkedHashSet<>();
    for (String words : written) {
      if (!PageMetadata.isAddress(words)) {
        String plain = PageFacts.unescaped(words);
        List<String> here = Bylines.authors(plain);
        if (here.isEmpty() && people.contains(words)) {
          here = Bylines.person(plain).stream().toList();
        }
        for (String name : here) {
          if (!site.isSite(name)) {
            names.add(name);
          }
        }
      }
    }
    return fact(names, written, rule, confidence);
  }

  /** Pseudonyms, first names, desks, organisations: names only because of where they stand. */
  private Optional<Fact<List<String>>> slots(List<String> written, String rule, double confidence) {
    Set<String> names = new LinkedHashSet<>();
    for (String words : written) {
      for (String name : withoutCue(beforeDate(PageFacts.unescaped(words))).split(", ", -1)) {
        if (isSlot(name)
            && !(rule.startsWith("meta") && DOMAIN.matcher(name).matches())
            && !(isOwnDesk(name) && !isShown(name))) {
          names.add(name);
        }
      }
    }
    return fact(names, written, rule, confidence);
  }

  /** {@code Harbour Post Staff}, which says nothing where readers do not see it. */
  private boolean isOwnDesk(String name) {
    String last = PressWords.lower(name.substring(name.lastIndexOf(' ') + 1));
    return site.isIn(name) && DESK.contains(last);
  }

  /** What stands before a date, without the words that introduce it. */
  private String beforeDate(String words) {
    List<DateFinder.Found> dates = DateFinder.dateFinder().find(words, language);
    if (dates.isEmpty() || dates.getFirst().start() == 0) {
      return words;
    }
    String before = words.substring(0, dates.getFirst().start()).strip();
    int gap = before.lastIndexOf(' ');
    while (gap > 0 && Bylines.isNoise(before.substring(gap + 1))) {
      before = before.substring(0, gap).strip();
      gap = before.lastIndexOf(' ');
    }
    return before;
  }

  private static boolean startsWithCue(String words) {
    return !withoutCue(words).equals(AROUND.matcher(words).replaceAll(""));
  }

  private static String withoutCue(String words) {
    String bare = AROUND.matcher(words).replaceAll("");
    String rest = bare;
    int gap = bare.indexOf(' ');
    for (int n = 0; gap > 0 && n < LONGEST_CUE; n++) {
      if (isCue(AROUND.matcher(bare.substring(0, gap)).replaceAll(""))) {
        rest = AROUND.matcher(bare.substring(gap)).replaceAll("");
      }
      gap = bare.indexOf(' ', gap + 1);
    }
    return rest;
  }

  private boolean isSlot(String name) {
    String[] words = name.split(" ", -1);
    String first = PressWords.lower(words[0]);
    return name.length() >= 2
        && name.length() <= LONGEST_SLOT
        && words.length <= MOST_WORDS
        && name.codePoints().filter(Character::isLetter).count() * 2 > name.length()
        && name.indexOf('@') < 0
        && name.indexOf('|') < 0
        && !PageMetadata.isAddress(name)
        && !NOBODY.contains(PressWords.lower(name))
        && !PressWords.lower(name).endsWith("admin")
        && !PressWords.lower(name).startsWith("creative commons")
        && !PressWords.PLACE.contains(PressWords.lower(name))
        && !(PressWords.NOISE.contains(first)
            && first.length() > 2
            && !first.equals("the")
            && !DESK.contains(PressWords.lower(words[words.length - 1])))
        && !Bylines.isNoise(name)
        && !isCue(name)
        && title.filter(t -> PageFacts.sameWords(t, name)).isEmpty()
        && DateFinder.dateFinder().find(name, Optional.empty()).isEmpty();
  }

  private static Optional<Fact<List<String>>> fact(
      Set<String> names, List<String> written, String rule, double confidence) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact<>(
                List.copyOf(names), rule, confidence, Characters.line(String.join(NEXT, written))));
  }
}
