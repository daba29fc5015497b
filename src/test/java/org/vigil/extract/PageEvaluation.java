package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;

/**
 * Scores the reading of web pages against a folder {@code html} with {@code gold.jsonl} and pages:
 * {@code mvn -Peval verify -Dvigil.data=DIR}.
 *
 * <p>Half of the pages, by a hash of their name, are for tuning; figures count on the other half.
 * Body F1 is that of the article-extraction benchmark: shingles of four words, precision and recall
 * a page, averaged over pages. {@code -Dvigil.pages=FILE} writes the details of the tuning half.
 *
 * <p>{@code -Dvigil.ablate=json-ld,meta} takes parts out of every page before it is read, and says
 * how often a fact is still what it was on the whole page: how much rests on one kind of evidence.
 */
@Tag("eval")
class PageEvaluation {

  private static final List<String> ABLATED =
      Stream.of(System.getProperty("vigil.ablate", "").split(",", -1))
          .filter(name -> !name.isBlank())
          .toList();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int SHINGLE = 4;

  /** What can be taken out of a page, by the name of the evidence: attributes or elements. */
  private static final Map<String, String> ELEMENTS =
      Map.of(
          "json-ld", "script[type*=ld+json]",
          "meta", "meta:not([charset]):not([http-equiv]), link[rel=canonical]",
          "scripts", "script:not([type*=ld+json])",
          "title", "head > title");

  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "classes", List.of("class", "id"),
          "marks", List.of("itemprop", "itemscope", "itemtype", "property", "rel", "datetime"));

  /** One page as the gold states it, and as it was read, in part and whole. */
  private record Page(JsonNode gold, Facts facts, Facts whole, String text) {
    String set() {
      return gold.get("set").asText();
    }

    String half() {
      return ((gold.get("file").asText().hashCode() * 0x9E3779B9) >>> 16) % 2 == 0
          ? "tune"
          : "check";
    }

    Optional<String> gold(String field) {
      return Optional.ofNullable(gold.get(field)).map(JsonNode::asText).filter(s -> !s.isBlank());
    }

    List<String> goldList(String field) {
      List<String> values = new ArrayList<>();
      if (gold.has(field)) {
        gold.get(field).forEach(value -> values.add(value.asText()));
      }
      return values;
    }
  }

  @Test
  void printsTheTable() throws IOException {
    Path folder = Path.of(System.getProperty("vigil.data", "target/data")).resolve("html");
    List<byte[]> sources = new ArrayList<>();
    List<Page> pages = read(folder, sources); // also the warm-up: times are those of a long run
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    sources.forEach(PageEvaluation::parse);
    long parsed = threads.getCurrentThreadCpuTime();
    sources.forEach(PageEvaluation::read);
    long done = threads.getCurrentThreadCpuTime();

    StringBuilder table =
        new StringBuilder(
            "| pages | half | n | body P | body R | body F1 | with | without | date | wrong date |"
                + " title | author P | author R | author F1 | outlet |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    Map<String, List<Page>> groups =
        pages.stream()
            .collect(
                Collectors.groupingBy(
                    page -> page.set() + " | " + page.half(), TreeMap::new, Collectors.toList()));
    for (String half : List.of("check", "tune")) {
      groups.put("together | " + half, pages.stream().filter(p -> p.half().equals(half)).toList());
    }
    groups.forEach((name, group) -> table.append(row(name, group)));
    System.out.println(table);
    if (!ABLATED.isEmpty()) {
      System.out.println(kept(groups));
    }
    System.out.printf(
        Locale.ROOT,
        "CPU time a page: bare jsoup parse %.2f ms, whole reading %.2f ms%n",
        (parsed - start) / 1e6 / pages.size(),
        (done - parsed) / 1e6 / pages.size());
    String details = System.getProperty("vigil.pages");
    if (details != null) {
      Files.writeString(Path.of(details), details(pages));
    }
    assertThat(pages).as("pages in " + folder).isNotEmpty();
  }

  private static List<Page> read(Path folder, List<byte[]> sources) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Page> pages = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("gold.jsonl"))) {
      JsonNode gold = json.readTree(line);
      byte[] whole = Files.readAllBytes(folder.resolve(gold.get("file").asText()));
      byte[] bytes = ABLATED.isEmpty() ? whole : ablated(whole);
      sources.add(bytes);
      Extraction extraction = read(bytes);
      pages.add(
          new Page(
              gold,
              facts(extraction),
              facts(ABLATED.isEmpty() ? extraction : read(whole)),
              extraction.readableText().orElse("")));
    }
    return pages;
  }

  private static Facts facts(Extraction extraction) {
    return extraction instanceof Extracted e ? e.facts() : Facts.NONE;
  }

  private static byte[] ablated(byte[] bytes) {
    Document page = Jsoup.parse(PageCharset.decode(bytes, Optional.empty()));
    for (String part : ABLATED) {
      assertThat(ELEMENTS.containsKey(part) || ATTRIBUTES.containsKey(part))
          .as("vigil.ablate takes " + ELEMENTS.keySet() + " and " + ATTRIBUTES.keySet())
          .isTrue();
      if (ELEMENTS.containsKey(part)) {
        page.select(ELEMENTS.get(part)).remove();
      }
      for (String attribute : ATTRIBUTES.getOrDefault(part, List.of())) {
        page.select("[" + attribute + "]").removeAttr(attribute);
      }
    }
    page.charset(StandardCharsets.UTF_8);
    page.outputSettings().prettyPrint(false);
    return page.outerHtml().getBytes(StandardCharsets.UTF_8);
  }

  /** Of the facts that the whole pages state with some confidence: kept, lost, another. */
  private static String kept(Map<String, List<Page>> groups) {
    StringBuilder table = new StringBuilder("| without ").append(ABLATED);
    table.append(
        " | fact | on whole pages | the same | none | another |\n|---|---|---|---|---|---|\n");
    Map<String, Function<Facts, Optional<? extends Fact<?>>>> facts = new TreeMap<>();
    facts.put("title", Facts::title);
    facts.put("authors", Facts::authors);
    facts.put("outlet", Facts::outlet);
    facts.put("date", Facts::date);
    for (String half : List.of("check", "tune")) {
      List<Page> pages = groups.getOrDefault("together | " + half, List.of());
      facts.forEach(
          (name, fact) -> {
            List<Page> sure =
                pages.stream()
                    .filter(
                        p -> fact.apply(p.whole()).filter(f -> f.confidence() > 0.6).isPresent())
                    .toList();
            double same =
                share(
                    sure,
                    p -> Optional.of(one(value(fact, p.facts()).equals(value(fact, p.whole())))));
            double none = share(sure, p -> Optional.of(one(fact.apply(p.facts()).isEmpty())));
            table.append(
                "| %s | %s | %d | %s | %s | %s |%n"
                    .formatted(
                        half,
                        name,
                        sure.size(),
                        figure(same),
                        figure(none),
                        figure(1 - same - none)));
          });
    }
    return table.toString();
  }

  private static Optional<Object> value(
      Function<Facts, Optional<? extends Fact<?>>> fact, Facts facts) {
    return fact.apply(facts).map(Fact::value);
  }

  private static Extraction read(byte[] bytes) {
    return HtmlPages.read(bytes, Optional.empty(), Optional.empty(), TODAY);
  }

  private static void parse(byte[] bytes) {
    try {
      Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String row(String name, List<Page> pages) {
    List<Shares> bodies =
        pages.stream()
            .filter(p -> p.gold("body").isPresent())
            .map(p -> Shares.of(p.gold("body").orElseThrow(), p.text()))
            .toList();
    double precision = mean(bodies, Shares::precision);
    double recall = mean(bodies, Shares::recall);
    List<Page> authored = pages.stream().filter(p -> !p.goldList("authors").isEmpty()).toList();
    double found = authored.stream().mapToInt(p -> authors(p.facts()).size()).sum();
    double named = authored.stream().mapToInt(p -> goldAuthors(p).size()).sum();
    double hits = authored.stream().mapToInt(PageEvaluation::authorHits).sum();
    return "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            name,
            pages.size(),
            figure(precision),
            figure(recall),
            figure(2 * precision * recall / (precision + recall)),
            figure(share(pages, p -> segments(p, "with", true))),
            figure(share(pages, p -> segments(p, "without", false))),
            figure(share(pages, p -> p.gold("date").map(d -> one(d.equals(date(p.facts())))))),
            figure(
                share(
                    pages,
                    p ->
                        p.gold("date")
                            .map(
                                d ->
                                    one(
                                        p.facts().date().isPresent()
                                            && !d.equals(date(p.facts())))))),
            figure(
                share(
                    pages,
                    p -> p.gold("title").map(t -> one(plain(t).equals(plain(title(p.facts()))))))),
            figure(hits / found),
            figure(hits / named),
            figure(2 * hits / (found + named)),
            figure(
                share(
                    pages,
                    p ->
                        p.gold("outlet")
                            .map(
                                o ->
                                    one(
                                        folded(o)
                                            .equals(
                                                folded(
                                                    p.facts()
                                                        .outlet()
                                                        .map(Fact::value)
                                                        .orElse(""))))))));
  }

  private static double one(boolean yes) {
    return yes ? 1 : 0;
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static <T> double mean(List<T> values, Function<T, Double> measure) {
    return values.stream().mapToDouble(measure::apply).average().orElse(Double.NaN);
  }

  private static double share(List<Page> pages, Function<Page, Optional<Double>> measure) {
    return pages.stream()
        .map(measure)
        .flatMap(Optional::stream)
        .mapToDouble(d -> d)
        .average()
        .orElse(Double.NaN);
  }

  private static Optional<Double> segments(Page page, String field, boolean wanted) {
    List<String> segments = page.goldList(field);
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    String text = spaced(page.text());
    return Optional.of(
        segments.stream()
            .mapToDouble(s -> one(text.contains(spaced(s)) == wanted))
            .average()
            .orElseThrow());
  }

  private static String date(Facts facts) {
    return facts.date().map(Fact::value).map(PartialDate::toString).orElse("");
  }

  private static String title(Facts facts) {
    return facts.title().map(Fact::value).orElse("");
  }

  private static Set<String> authors(Facts facts) {
    return facts.authors().map(Fact::value).orElse(List.of()).stream()
        .map(PageEvaluation::folded)
        .collect(Collectors.toSet());
  }

  /** Gold bylines are sometimes the raw lines of a page: the first, without what introduces it. */
  private static Set<String> goldAuthors(Page page) {
    Set<String> names = new HashSet<>();
    for (String value : page.goldList("authors")) {
      String line = spaced(value.strip().lines().findFirst().orElse(""));
      line = line.replaceFirst("^(?i)(written by|by|von|par)\\s*:?\\s", "");
      for (String name : line.split("[,;|] ?| and | & | und ", -1)) {
        names.add(folded(name));
      }
    }
    return names;
  }

  private static int authorHits(Page page) {
    Set<String> names = goldAuthors(page);
    names.retainAll(authors(page.facts()));
    return names.size();
  }

  private static String spaced(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("[\\s\\u00a0]+", " ")
        .replace("\u00ad", "")
        .strip();
  }

  /** Title as compared: white space, quotation marks and dashes in any of their forms. */
  private static String plain(String text) {
    return spaced(text)
        .replaceAll("[\u2018\u2019\u201a\u2032`\u00b4]", "'")
        .replaceAll("[\u201c\u201d\u201e\u00ab\u00bb]", "\"")
        .replaceAll("[\u2010-\u2015]", "-");
  }

  private static String folded(String text) {
    return spaced(text).toLowerCase(Locale.ROOT);
  }

  /** True positives, false positives and false negatives of a page, in shingles of four words. */
  private record Shares(double right, double excess, double missing) {
    static Shares of(String gold, String read) {
      Map<List<String>, Integer> expected = shingles(gold);
      Map<List<String>, Integer> actual = shingles(read);
      double right = 0;
      double excess = 0;
      for (Map.Entry<List<String>, Integer> entry : actual.entrySet()) {
        int wanted = expected.getOrDefault(entry.getKey(), 0);
        right += Math.min(wanted, entry.getValue());
        excess += Math.max(0, entry.getValue() - wanted);
      }
      double total = expected.values().stream().mapToInt(i -> i).sum();
      return new Shares(right, excess, total - right);
    }

    double precision() {
      return right + excess == 0 ? (missing == 0 ? 1 : 0) : right / (right + excess);
    }

    double recall() {
      return right + missing == 0 ? 1 : right / (right + missing);
    }

    private static Map<List<String>, Integer> shingles(String text) {
      List<String> words = new ArrayList<>();
      Matcher matcher = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
      while (matcher.find()) {
        words.add(matcher.group());
      }
      Map<List<String>, Integer> shingles = new HashMap<>();
      for (int i = 0; i < Math.max(1, words.size() - SHINGLE + 1); i++) {
        List<String> shingle = words.subList(i, Math.min(words.size(), i + SHINGLE));
        shingles.merge(List.copyOf(shingle), 1, Integer::sum);
      }
      if (words.isEmpty()) {
        shingles.clear();
      }
      return shingles;
    }
  }

  /** What differs on each page of the tuning half, one JSON object a line. */
  private static String details(List<Page> pages) throws IOException {
    ObjectMapper json = new ObjectMapper();
    StringBuilder lines = new StringBuilder();
    for (Page page : pages) {
      if (page.half().equals("tune")) {
        Map<String, Object> line = new TreeMap<>();
        line.put("file", page.gold().get("file").asText());
        line.put("gold", page.gold());
        line.put("text", page.text());
        page.gold("body")
            .ifPresent(
                body -> {
                  Shares shares = Shares.of(body, page.text());
                  line.put("precision", shares.precision());
                  line.put("recall", shares.recall());
                });
        line.put("title", page.facts().title().map(Object::toString).orElse(""));
        line.put("titleValue", title(page.facts()));
        line.put("date", date(page.facts()));
        line.put("dateFact", page.facts().date().map(Object::toString).orElse(""));
        line.put("authors", page.facts().authors().map(Fact::value).orElse(List.of()));
        line.put("authorsFact", page.facts().authors().map(Object::toString).orElse(""));
        line.put("outlet", page.facts().outlet().map(Fact::value).orElse(""));
        line.put("language", page.facts().language().map(Fact::value).orElse(""));
        line.put("whole", page.whole().toString());
        line.put("wholeTitle", title(page.whole()));
        line.put("wholeAuthors", page.whole().authors().map(Fact::value).orElse(List.of()));
        line.put("wholeAuthorsFact", page.whole().authors().map(Object::toString).orElse(""));
        line.put("wholeOutlet", page.whole().outlet().map(Object::toString).orElse(""));
        line.put("outletFact", page.facts().outlet().map(Object::toString).orElse(""));
        line.put("wholeDate", date(page.whole()));
        line.put("wholeDateFact", page.whole().date().map(Object::toString).orElse(""));
        line.put("url", page.facts().url().map(Fact::value).orElse(""));
        lines.append(json.writeValueAsString(line)).append('\n');
      }
    }
    return new String(lines.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
