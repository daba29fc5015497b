package org.vigil.extract;

import java.net.URI;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vigil.date.DateFinder;

/** Who publishes a page, and what a headline is once that name is taken off. */
final class SiteName {

  private static final int SHORTEST_PART = 10;
  private static final int SHORTEST_HELD = 7;
  private static final int MOST_WORDS = 5;

  private static final List<String> NAME_KEYS =
      List.of(
          "og:site_name",
          "shareaholic:site_name",
          "site_name",
          "sitename",
          "article:publisher",
          "dc.publisher",
          "dcterms.publisher",
          "publisher",
          "og:publisher",
          "citation_publisher",
          "citation_journal_title",
          "application-name",
          "apple-mobile-web-app-title",
          "twitter:app:name:iphone");

  /** What stands between a headline and the name of the site. */
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "\\s+[-|–—:·•»«/\\\\~]{1,3}\\s+|\\s*[|｜»«]\\s*|(?<=\\S)[:_]\\s+|\\s*_\\s*"
              + "|(?<=[\\p{IsHan}”》？！])[-–—](?=\\p{IsHan})");

  private static final Pattern HOST_PREFIX = Pattern.compile("^(?:www|m|amp)\\.");

  private static final Pattern COPYRIGHT =
      Pattern.compile(
          "(?:(?:©|\\([cC]\\)|(?i:copyright))[\\s\\d,|–-]{0,20})+(?:(?i:by) )?"
              + "(?!(?i:copyright))(\\p{Lu}[\\p{L}\\d&'’. -]{1,40})");

  /** What follows the name of a holder of rights. */
  private static final Pattern RIGHTS =
      Pattern.compile(
          "(?i)[.,]?\\s*\\b(?:all rights|alle rechte|tous droits|todos os|todos los|derechos"
              + "|tutti i|\\d{4}).*|(?<=\\p{L}{3})\\.\\s.*");

  /** What the foot of a page says behind the name of who has the rights. */
  private static final Pattern RESERVED =
      Pattern.compile("(?:©|\\([cC]\\)).{2,60}\\ball rights reserved", Pattern.CASE_INSENSITIVE);

  private static final int FOOT = 600;

  /** The legal form of a company. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?i),?\\s(?:inc|ltd|llc|gmbh|ag|limited|corp|plc|pvt|s\\.?l|s\\.?a|b\\.?v|a/?s)\\.?$");

  /** Words of companies, behind the name of what they publish. */
  private static final Set<String> COMPANY =
      Set.of(
          "media",
          "medien",
          "medios",
          "group",
          "groupe",
          "gruppe",
          "grupo",
          "company",
          "co",
          "co.",
          "inc",
          "inc.",
          "ltd",
          "ltd.",
          "limited",
          "llc",
          "plc",
          "corp",
          "corp.",
          "corporation",
          "gmbh",
          "ag",
          "kg",
          "sa",
          "s.a.",
          "srl",
          "s.r.l.",
          "spa",
          "s.p.a.",
          "ab",
          "as",
          "oy",
          "bv",
          "b.v.",
          "pvt",
          "pvt.",
          "private",
          "publishing",
          "publications",
          "publishers",
          "verlag",
          "verlags",
          "verlagsgesellschaft",
          "vertriebs",
          "mbh",
          "éditions",
          "editions",
          "ediciones",
          "editora",
          "editorial",
          "editore",
          "communications",
          "comunicaciones",
          "holding",
          "holdings",
          "newspapers",
          "&",
          "and",
          "und",
          "foundation",
          "trust");

  /** Where others publish: the address names the host, not the outlet. */
  private static final Set<String> PLATFORMS =
      Set.of(
          "blogspot",
          "wordpress",
          "medium",
          "substack",
          "github",
          "gitlab",
          "tumblr",
          "livejournal",
          "typepad",
          "weebly",
          "wixsite",
          "squarespace",
          "webflow",
          "ghost",
          "archive",
          "google",
          "googleusercontent",
          "facebook",
          "linkedin",
          "twitter",
          "youtube",
          "cloudfront",
          "amazonaws",
          "netlify",
          "vercel",
          "herokuapp",
          "ampproject",
          "feedburner");

  /** {@code Page 2}. */
  private static final Pattern NUMBERED = Pattern.compile("\\p{L}{1,12} \\d{1,4}");

  private static final int SHORTEST_LABEL = 4;
  private static final int LONGEST_LABEL = 30;
  private static final int SEARCHED = 300_000;

  private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
  private static final Pattern AFTER_WORD = Pattern.compile("[,-]+$");
  private static final Pattern AROUND = Pattern.compile("^[\\s|/:–—-]+|[\\s|/:–—-]+$");
  private static final Pattern DOMAIN =
      Pattern.compile("(?i)(?:www\\.)?[a-z0-9-]{2,40}(?:\\.[a-z]{2,8}){1,2}");

  private final Optional<Fact<String>> outlet;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> knownLetters = new HashSet<>();
  private final String hostLabel;
  private final String hostLetters;

  SiteName(PageMetadata metadata, Document page, Optional<String> address, List<String> headings) {
    String host = address.map(SiteName::host).orElse("");
    this.hostLabel = label(host);
    this.hostLetters = letters(host);
    List<Fact<String>> found = new ArrayList<>();
    for (String key : NAME_KEYS) {
      for (String value : metadata.all(key)) {
        if (isName(value) && !(isLong(value) && PageFacts.sameWords(value, metadata.title()))) {
          double confidence = key.equals("og:site_name") ? 0.95 : 0.8;
          found.add(new Fact<>(value, "meta-" + key, confidence, value));
        }
      }
    }
    metadata
        .json
        .article()
        .ifPresent(
            article ->
                metadata.json.names(article, "publisher").stream()
                    .map(PageFacts::unescaped)
                    .filter(SiteName::isName)
                    .forEach(
                        n ->
                            found.add(
                                Math.min(found.size(), 1),
                                new Fact<>(n, "json-ld-publisher", 0.9, n))));
    metadata
        .marked("publisher")
        .filter(SiteName::isName)
        .ifPresent(n -> found.add(new Fact<>(n, "microdata-publisher", 0.8, n)));
    metadata.json.objects().stream()
        .filter(o -> JsonLd.isA(o, "organization", "website"))
        .flatMap(o -> metadata.json.text(o, "name").stream())
        .map(PageFacts::unescaped)
        .filter(SiteName::isName)
        .forEach(n -> found.add(new Fact<>(n, "json-ld-site", 0.7, n)));
    found.forEach(fact -> know(fact.value()));
    Optional<Fact<String>> stated =
        found.stream()
            .findFirst()
            .map(
                fact ->
                    new Fact<>(
                        spelled(named(fact.value(), metadata.title()), found, metadata, page),
                        fact.rule(),
                        fact.confidence(),
                        fact.text()));
    stated.ifPresent(fact -> know(fact.value()));
    Optional<Fact<String>> named =
        stated
            .filter(fact -> fact.rule().equals("json-ld-publisher") && isCompany(fact.value()))
            .flatMap(owner -> besideHeading(metadata.title(), new Masthead(page), headings))
            .or(() -> stated)
            .or(() -> inTitle(metadata));
    this.outlet = named.isPresent() ? named : unstated(metadata, page, headings);
    outlet.filter(fact -> !fact.rule().equals("copyright")).ifPresent(fact -> know(fact.value()));
  }

  /** What a site states as its name, without its motto and the legal form of its owner. */
  private String named(String stated, String title) {
    String name = AROUND.matcher(stated).replaceAll("");
    List<int[]> cuts = cuts(name);
    if (!cuts.isEmpty()) {
      String first = name.substring(0, cuts.getFirst()[0]);
      String last = name.substring(cuts.getLast()[1]);
      boolean acronym = last.equals(last.toUpperCase(Locale.ROOT));
      boolean endsTitle =
          title.endsWith(first)
              && cuts(title).stream().anyMatch(cut -> title.substring(cut[1]).equals(first));
      if (isHost(first)
          || isDomain(first)
          || (endsTitle && isShortName(first))
          || (cuts.size() > 1 && name.indexOf('|') > 0 && isShortName(first))) {
        return first;
      }
      if (isHost(last) && !acronym) {
        return last;
      }
    }
    String bare = FORM.matcher(name).replaceFirst("");
    return isHost(bare) ? bare : withoutCompany(name);
  }

  /** {@code Kaizeitung Verlags- und Vertriebs GmbH}: the name of who owns it, by its last words. */
  private static boolean isCompany(String name) {
    String last = fold(name.substring(name.lastIndexOf(' ') + 1));
    return name.indexOf(' ') > 0 && (COMPANY.contains(last) || FORM.matcher(name).find());
  }

  private static boolean isDomain(String words) {
    int dot = words.lastIndexOf('.');
    return dot >= SHORTEST_LABEL
        && words.length() - dot <= 4
        && words.substring(dot + 1).chars().allMatch(Character::isLowerCase)
        && words.indexOf(' ') < 0;
  }

  /** {@code Harbour Post} for {@code Harbour Post Media Group}, at an address made of it. */
  private String withoutCompany(String name) {
    String[] words = name.split(" ", -1);
    for (int length = 1; length < words.length; length++) {
      boolean company = true;
      for (int i = length; i < words.length; i++) {
        company &= COMPANY.contains(AFTER_WORD.matcher(fold(words[i])).replaceAll(""));
      }
      String start = String.join(" ", Arrays.copyOf(words, length)).replaceAll(",$", "");
      if (company && isHost(start)) {
        return start;
      }
    }
    return name;
  }

  /**
   * What the address is made of, as the page writes it: {@code The Local} at {@code thelocal.se}.
   */
  private Optional<Fact<String>> addressed(String title, Document page) {
    if (hostLabel.length() < SHORTEST_LABEL
        || hostLabel.length() > LONGEST_LABEL
        || PLATFORMS.contains(hostLabel)
        || !hostLabel.chars().allMatch(Character::isLetterOrDigit)) {
      return Optional.empty();
    }
    StringBuilder letters = new StringBuilder("(?<![\\p{L}\\d@./#_-])(?i:");
    for (int i = 0; i < hostLabel.length(); i++) {
      letters.append(i == 0 ? "" : "[ '’&-]?").append(hostLabel.charAt(i));
    }
    Pattern written = Pattern.compile(letters.append(")(?![\\p{L}\\d_@-])").toString());
    String words = title + "\n" + page.body().text();
    String searched = words.length() > SEARCHED ? words.substring(0, SEARCHED) : words;
    Map<String, Integer> forms = new LinkedHashMap<>();
    Matcher found = written.matcher(searched);
    while (found.find()) {
      String form = found.group();
      if (!form.equals(fold(form))) {
        forms.merge(form, form.equals(form.toUpperCase(Locale.ROOT)) ? 1 : 1_000, Integer::sum);
      }
    }
    return forms.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(
            name -> {
              know(name);
              return new Fact<>(name, "address-written", 0.6, name);
            });
  }

  private boolean isHost(String words) {
    String letters = letters(words);
    return !letters.isEmpty() && (hostLabel.equals(letters) || hostLetters.equals(letters));
  }

  /**
   * A name as readers see it where the page states it as an address or without capitals and blanks:
   * {@code Live Science} for {@code livescience.com}.
   */
  private static String spelled(
      String name, List<Fact<String>> found, PageMetadata metadata, Document page) {
    if (name.indexOf(' ') > 0 || !name.equals(fold(name))) {
      return name;
    }
    boolean domain = DOMAIN.matcher(name).matches();
    String letters =
        letters(domain ? label(HOST_PREFIX.matcher(fold(name)).replaceFirst("")) : name);
    List<String> written = new ArrayList<>();
    String title = metadata.title();
    List<int[]> cuts = cuts(title);
    for (int i = 0; i < cuts.size(); i++) {
      written.add(title.substring(cuts.get(i)[1]));
      if (i + 1 < cuts.size()) {
        written.add(title.substring(cuts.get(i)[1], cuts.get(i + 1)[0]));
      }
    }
    List<String> ends = List.copyOf(written);
    found.forEach(fact -> written.add(fact.value()));
    written.addAll(new Masthead(page).names());
    return written.stream()
        .filter(w -> !DOMAIN.matcher(w).matches() && !w.equals(fold(w)) && isName(w))
        .filter(w -> letters(w).equals(letters) || letters(w).equals("the" + letters))
        .findFirst()
        .or(() -> domain ? longer(letters, ends) : Optional.empty())
        .orElse(name);
  }

  /** {@code Welle International} for the address {@code welle.example}, which is short for it. */
  private static Optional<String> longer(String label, List<String> written) {
    return written.stream()
        .filter(w -> isShortName(w) && w.indexOf(' ') > 0 && cuts(w).isEmpty())
        .filter(w -> !w.equals(fold(w)) && label.length() > 1)
        .filter(w -> letters(w).startsWith(label) || initials(w).equals(label))
        .findFirst();
  }

  private static String initials(String name) {
    StringBuilder initials = new StringBuilder();
    for (String word : name.split(" ", -1)) {
      initials.append(Character.isUpperCase(word.codePointAt(0)) ? word.substring(0, 1) : "");
    }
    return fold(initials.toString());
  }

  private void know(String name) {
    known.add(fold(name));
    knownLetters.add(letters(name));
  }

  Optional<Fact<String>> outlet() {
    return outlet;
  }

  /** The headline without the name of the site, of which nothing else is left. */
  String strip(String title) {
    List<int[]> cuts = cuts(title);
    if (cuts.isEmpty()) {
      return title;
    }
    int[] last = cuts.getLast();
    for (int[] cut : cuts) {
      String tail = title.substring(cut[1]);
      if (isSite(tail)) {
        return strip(title.substring(0, cut[0]));
      }
    }
    int[] first = cuts.getFirst();
    if (isSite(title.substring(0, first[0]))) {
      return title.substring(first[1]);
    }
    return isSite(title.substring(last[1])) ? title.substring(0, last[0]) : title;
  }

  boolean isSite(String words) {
    String folded = fold(words);
    if (folded.isEmpty()) {
      return false;
    }
    if (known.contains(folded)) {
      return true;
    }
    String letters = letters(folded);
    return letters.length() >= 3
        && (hostLabel.equals(letters)
            || hostLetters.equals(letters)
            || knownLetters.contains(letters));
  }

  /** Whether words hold the name of the site and more, as "Global Voices Latin America" does. */
  boolean isIn(String words) {
    String letters = letters(words);
    return knownLetters.stream()
        .anyMatch(
            name ->
                name.length() >= SHORTEST_HELD
                    && name.length() < letters.length()
                    && letters.contains(name));
  }

  /** The last part of the title, when it spells the address. */
  private Optional<Fact<String>> inTitle(PageMetadata metadata) {
    String title = metadata.title();
    List<int[]> cuts = cuts(title);
    for (int[] cut : cuts) {
      String tail = title.substring(cut[1]);
      if (isSite(tail) && isName(tail)) {
        know(tail);
        return Optional.of(new Fact<>(newspaper(bare(tail)), "title-suffix", 0.8, title));
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<String>> unstated(
      PageMetadata metadata, Document page, List<String> headings) {
    String title = metadata.title();
    Masthead masthead = new Masthead(page);
    return besideHeading(title, masthead, headings)
        .or(() -> borne(title, masthead, headings))
        .or(masthead::feed)
        .or(() -> masthead.logo(hostLabel))
        .or(() -> addressed(title, page))
        .or(() -> copyright(page))
        .or(() -> account(metadata));
  }

  /** {@code Estuary Post} for the account {@code @EstuaryPost}, where the address is made of it. */
  private Optional<Fact<String>> account(PageMetadata metadata) {
    return metadata.all("twitter:site").stream()
        .map(handle -> handle.startsWith("@") ? handle.substring(1) : handle)
        .filter(handle -> handle.length() >= SHORTEST_LABEL && isHost(handle))
        .map(handle -> HUMP.matcher(handle).replaceAll(" "))
        .filter(name -> name.indexOf(' ') > 0 && isShortName(name))
        .findFirst()
        .map(name -> new Fact<>(name, "account", 0.5, "@" + name.replace(" ", "")));
  }

  /** The last or first part of the title, where the masthead bears it too. */
  private Optional<Fact<String>> borne(String title, Masthead masthead, List<String> headings) {
    List<int[]> cuts = cuts(title);
    if (cuts.isEmpty()) {
      return Optional.empty();
    }
    String end = bare(title.substring(cuts.getLast()[1]));
    String start = title.substring(0, cuts.getFirst()[0]);
    return Stream.of(end, start)
        .filter(part -> isShortName(part))
        .filter(part -> isHeading(part, headings) ? masthead.opensWith(part) : masthead.bears(part))
        .filter(part -> part.equals(end) || !isHeading(part, headings))
        .findFirst()
        .map(
            name -> {
              know(name);
              return new Fact<>(newspaper(name), "title-masthead", 0.7, title);
            });
  }

  /**
   * What remains of the title beside a heading of the page, if it is short as a name. Before a
   * heading also stand kickers: there, the masthead has to bear the name too.
   */
  private Optional<Fact<String>> besideHeading(
      String title, Masthead masthead, List<String> headings) {
    List<int[]> cuts = cuts(title);
    if (cuts.isEmpty()) {
      return Optional.empty();
    }
    int[] first = cuts.getFirst();
    int[] last = cuts.getLast();
    String tail = bare(title.substring(last[1]));
    String start = title.substring(0, first[0]);
    boolean ends = isHeading(title.substring(0, last[0]), headings) && isShortName(tail);
    boolean begins = isHeading(title.substring(first[1]), headings) && isShortName(start);
    if (!ends && !(begins && masthead.bears(start))) {
      return Optional.empty();
    }
    String name = ends ? tail : start;
    know(name);
    return Optional.of(new Fact<>(newspaper(name), "title-remainder", 0.6, title));
  }

  private static boolean isHeading(String words, List<String> headings) {
    return headings.stream().anyMatch(h -> PageFacts.sameWords(h, words));
  }

  /** Without the signs that other signs left at its head. */
  private static String bare(String name) {
    return AROUND.matcher(name).replaceAll("");
  }

  private static boolean isShortName(String words) {
    return isName(words)
        && !Bylines.read(words).cued()
        && !NUMBERED.matcher(words).matches()
        && !isLong(words)
        && DateFinder.dateFinder().find(words, Optional.empty()).isEmpty();
  }

  private static boolean isLong(String words) {
    return words.split(" ", -1).length > MOST_WORDS;
  }

  /** Chinese newspapers call their site by their name and <i>net</i>. */
  private static String newspaper(String site) {
    String name =
        site.endsWith("网") && !site.endsWith("新闻网") ? site.substring(0, site.length() - 1) : site;
    return HeadLine.isOutlet(name) ? name : site;
  }

  /** Is the heading one or more of the parts of a title, between separators? */
  static boolean isPart(String heading, String title) {
    int at = title.indexOf(heading);
    if (at < 0 || heading.length() < SHORTEST_PART || heading.length() >= title.length()) {
      return false;
    }
    int end = at + heading.length();
    boolean startsPart = at == 0;
    boolean endsPart = end == title.length();
    for (int[] cut : cuts(title)) {
      startsPart |= cut[1] == at;
      endsPart |= cut[0] == end;
    }
    return startsPart && endsPart;
  }

  private Optional<Fact<String>> copyright(Document page) {
    for (Element footer : page.select("footer, [class*=copyright], [id*=copyright], [id=footer]")) {
      Optional<Fact<String>> holder = holder(PageBlocks.parts(footer, 4000));
      if (holder.isPresent()) {
        return holder;
      }
    }
    String words = page.body().text();
    String end = words.substring(Math.max(0, words.length() - FOOT));
    return RESERVED.matcher(end).find() ? holder(end) : Optional.empty();
  }

  private Optional<Fact<String>> holder(String words) {
    Matcher matcher = COPYRIGHT.matcher(words);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String holder = RIGHTS.matcher(matcher.group(1)).replaceFirst("").strip();
    String name = withoutCompany(FORM.matcher(bare(holder)).replaceFirst("").strip());
    return isName(name)
            && !isLong(name)
            && !Bylines.isNoise(name)
            && !PressWords.ROLE.contains(fold(name))
        ? Optional.of(new Fact<>(name, "copyright", 0.5, matcher.group()))
        : Optional.empty();
  }

  private static List<int[]> cuts(String title) {
    List<int[]> cuts = new ArrayList<>();
    Matcher matcher = SEPARATOR.matcher(title);
    while (matcher.find()) {
      if (matcher.start() > 0 && matcher.end() < title.length()) {
        cuts.add(new int[] {matcher.start(), matcher.end()});
      }
    }
    return cuts;
  }

  static boolean isName(String value) {
    return value.length() >= 2
        && value.length() <= 80
        && !PageMetadata.isAddress(value)
        && !value.startsWith("@")
        && !value.startsWith("//")
        && value.chars().anyMatch(Character::isLetter);
  }

  private static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null
          ? ""
          : HOST_PREFIX.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** The part of the host that is a name: bbc of news.bbc.co.uk. */
  static String label(String host) {
    String[] labels = host.split("\\.", -1);
    if (labels.length < 2) {
      return host;
    }
    int at = labels.length - 2;
    if (at > 0 && labels[at].length() <= 3 && labels[at + 1].length() == 2) {
      at--;
    }
    return labels[at].replace("-", "");
  }

  private static String fold(String words) {
    return words.strip().toLowerCase(Locale.ROOT);
  }

  /** The letters and digits, small, without accents. */
  static String letters(String words) {
    String plain = Normalizer.normalize(fold(words), Normalizer.Form.NFD);
    StringBuilder letters = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        letters.append(c);
      }
    }
    return letters.toString();
  }
}
