package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.vigil.date.DateFinder;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;

/**
 * Scores the facts that plain text states of itself: {@code mvn -Peval verify -Dvigil.data=DIR}.
 *
 * <p>Web pages become what a reader would copy out of them: the text from the headline to the end
 * of the article, a line for each block. Agency reports become headline and body. Half of the
 * pages, by a hash of their name, are for tuning; figures count on the other half. {@code
 * -Dvigil.pages=FILE} writes what was wrong in the tuning half.
 */
@Tag("eval")
class PlainTextEvaluation {

  private static final LocalDate LATEST = LocalDate.of(2026, 11, 1);
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "li",
          "ul",
          "ol",
          "article",
          "section",
          "header",
          "main",
          "blockquote",
          "br",
          "tr",
          "table",
          "figure",
          "figcaption",
          "address",
          "dd",
          "dt",
          "td",
          "body");
  private static final Set<String> NOT_COPIED =
      Set.of(
          "script",
          "style",
          "noscript",
          "nav",
          "aside",
          "footer",
          "form",
          "button",
          "iframe",
          "figure",
          "svg",
          "select",
          "template");

  /** Counts of one fact over one half. */
  private static final class Score {
    private int stated;
    private int claimed;
    private int right;
    private int wrong;

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %.3f | %.3f |%n",
          name,
          stated,
          claimed,
          right / (double) Math.max(1, right + wrong),
          right / (double) Math.max(1, stated));
    }
  }

  private final Map<String, Score> scores = new TreeMap<>();
  private final StringBuilder details = new StringBuilder();

  @Test
  void printsTheTable() throws IOException {
    Path data = Path.of(System.getProperty("vigil.data", "target/data"));
    ObjectMapper json = new ObjectMapper();
    int pages = 0;
    for (String line : Files.readAllLines(data.resolve("html/gold.jsonl"))) {
      JsonNode gold = json.readTree(line);
      Path file = data.resolve("html").resolve(gold.get("file").asText());
      Optional<String> text = copied(Jsoup.parse(file.toFile()), gold);
      if (text.isPresent()) {
        pages++;
        score(gold, text.get());
      }
    }
    agencyReports(data.resolve("reuters21578"));
    StringBuilder table =
        new StringBuilder(
            "| fact | stated | claimed | precision | recall |\n|---|---|---|---|---|\n");
    scores.forEach((name, score) -> table.append(score.row(name)));
    System.out.println(pages + " pages\n" + table);
    String file = System.getProperty("vigil.pages");
    if (file != null) {
      Files.writeString(Path.of(file), details);
    }
    assertThat(pages).as("pages in " + data).isPositive();
  }

  private Score of(String name) {
    return scores.computeIfAbsent(name, n -> new Score());
  }

  private static Facts read(String text) {
    FactContext context = new FactContext(Optional.empty(), Optional.of(LATEST));
    Extraction read = PlainText.read(text.getBytes(StandardCharsets.UTF_8), "page.txt", context);
    return read instanceof Extracted e ? e.facts() : Facts.NONE;
  }

  private void score(JsonNode gold, String text) {
    String file = gold.get("file").asText();
    boolean tune = ((file.hashCode() * 0x9E3779B9) >>> 16) % 2 == 0;
    String half = tune ? "tune" : "check";
    Facts facts = read(text);
    StringBuilder faults = new StringBuilder();
    if (gold.has("date") && PartialDate.parse(gold.get("date").asText()).isPresent()) {
      String day = gold.get("date").asText();
      Score score = of("date, " + half);
      Optional<String> claim = facts.date().map(f -> f.value().toString());
      // Only what the copied text shows can be found in it.
      boolean shown =
          DateFinder.dateFinder().find(text, facts.language().map(Fact::value)).stream()
              .anyMatch(d -> d.date().toString().equals(day));
      count(score, shown, claim.isPresent(), claim.filter(day::startsWith).isPresent());
      if (claim.map(c -> !day.startsWith(c)).orElse(shown)) {
        faults.append("date ").append(day).append(" got ").append(facts.date()).append('\n');
      }
    }
    if (gold.has("title")) {
      String title = gold.get("title").asText();
      Optional<String> claim = facts.title().map(Fact::value);
      boolean right = claim.filter(c -> folded(c).equals(folded(title))).isPresent();
      count(of("title, " + half), true, claim.isPresent(), right);
      if (!right) {
        faults.append("title ").append(title).append(" got ").append(claim).append('\n');
      }
    }
    if (gold.has("authors")) {
      Set<String> names = new LinkedHashSet<>();
      for (JsonNode entry : gold.get("authors")) {
        String bare = entry.asText().strip().replaceFirst("^(?:By|Von|Por|Par)\\s+", "");
        for (String name : bare.split(",| und | and | & |\\n", -1)) {
          names.add(folded(name));
        }
      }
      List<String> claims = facts.authors().map(Fact::value).orElse(List.of());
      Score score = of("authors, " + half);
      String all = folded(text);
      long shown = names.stream().filter(all::contains).count();
      score.stated += (int) shown;
      score.claimed += claims.size();
      for (String claim : claims) {
        boolean right = names.contains(folded(claim));
        String rule = facts.authors().map(Fact::rule).orElse("");
        count(score, false, false, right);
        count(of("authors by " + rule + ", " + half), false, true, right);
        score.wrong += right ? 0 : 1;
      }
      if (claims.size() != shown || !claims.stream().allMatch(c -> names.contains(folded(c)))) {
        faults.append("authors ").append(gold.get("authors")).append(" got ");
        faults.append(facts.authors()).append('\n');
      }
    }
    if (facts.outlet().isPresent()) {
      String outlet = facts.outlet().get().value();
      String host = folded(gold.get("host").asText());
      boolean right =
          (gold.has("outlet") && folded(gold.get("outlet").asText()).equals(folded(outlet)))
              || isNameOf(outlet, host);
      count(of("outlet, " + half), right, true, right);
      count(of("outlet by " + facts.outlet().get().rule() + ", " + half), right, true, right);
      if (tune) {
        faults.append(right ? "right " : "wrong ");
        faults.append("outlet ").append(gold.get("host")).append(" got ");
        faults.append(facts.outlet()).append('\n');
      }
    }
    if (tune && !faults.isEmpty()) {
      details.append("=== ").append(file).append('\n').append(faults).append("--- ");
      details.append(text, 0, Math.min(700, text.length())).append("\n...\n");
      details.append(text, Math.max(0, text.length() - 300), text.length()).append('\n');
    }
  }

  private static void count(Score score, boolean stated, boolean claimed, boolean right) {
    score.stated += stated ? 1 : 0;
    score.claimed += claimed ? 1 : 0;
    score.right += right ? 1 : 0;
    score.wrong += claimed && !right ? 1 : 0;
  }

  /** Whether the host is called after the outlet, in full or by its initials. */
  private static boolean isNameOf(String outlet, String host) {
    String name = folded(outlet).replaceFirst("^the", "");
    StringBuilder initials = new StringBuilder();
    for (String word : outlet.split("\\s+", -1)) {
      initials.append(word.isEmpty() ? "" : folded(word.substring(0, 1)));
    }
    return (!host.isEmpty() && name.contains(host.replaceFirst("(com|org|net)$", "")))
        || (!host.isEmpty() && host.contains(name))
        || name.contains(host.replaceFirst("(com|org|net)$", ""))
        || (initials.length() > 2 && host.contains(initials));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** The text from the headline to the end of the smallest element that holds the article too. */
  private static Optional<String> copied(Document page, JsonNode gold) {
    Optional<String> words = sample(gold);
    Optional<String> title = Optional.ofNullable(gold.get("title")).map(t -> folded(t.asText()));
    for (Element heading : page.select("h1, h2")) {
      String name = folded(heading.text());
      if (!title.map(name::equals).orElse(heading.normalName().equals("h1"))) {
        continue;
      }
      Element container = heading;
      while (container.parent() != null) {
        String text = folded(container.text());
        boolean holds =
            words.isPresent()
                ? text.contains(words.get())
                : container.normalName().equals("article");
        if (holds && text.length() > 400) {
          return Optional.of(text(container, heading));
        }
        container = container.parent();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sample(JsonNode gold) {
    Stream<String> parts =
        gold.has("with")
            ? Stream.of(gold.get("with").path(0).asText())
            : Stream.of(gold.path("body").asText().split("\n", 2)[0]);
    return parts.map(PlainTextEvaluation::folded).filter(s -> s.length() > 10).findFirst();
  }

  private static String text(Element container, Element heading) {
    StringBuilder text = new StringBuilder();
    NodeVisitor visitor =
        new NodeVisitor() {
          private boolean started;
          private int skipped;

          @Override
          public void head(Node node, int depth) {
            started |= node.equals(heading);
            if (node instanceof Element e) {
              skipped += NOT_COPIED.contains(e.normalName()) ? 1 : 0;
              lineEnd(e);
            } else if (node instanceof TextNode words && started && skipped == 0) {
              text.append(words.text());
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element e) {
              skipped -= NOT_COPIED.contains(e.normalName()) ? 1 : 0;
              lineEnd(e);
            }
          }

          private void lineEnd(Element e) {
            if (started && BLOCKS.contains(e.normalName())) {
              text.append('\n');
            }
          }
        };
    NodeTraversor.traverse(visitor, container);
    return text.toString()
        .replaceAll("[ \\t\u00a0]+", " ")
        .replaceAll(" ?\\n[ \\n]*", "\n\n")
        .strip();
  }

  private void agencyReports(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(p -> p.toString().endsWith(".sgm")).sorted().forEach(files::add);
    }
    for (Path file : files) {
      Document reports =
          Jsoup.parse(
              Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("&#\\d+;", " "),
              org.jsoup.parser.Parser.xmlParser());
      for (Element report : reports.select("REUTERS")) {
        String title = report.select("TITLE").text();
        String body = report.select("BODY").stream().map(Element::wholeText).findFirst().orElse("");
        String dateline = report.select("DATELINE").text();
        if (title.isBlank() || body.isBlank() || dateline.isBlank()) {
          continue;
        }
        Facts facts = read(title + "\n\n" + dateline + " " + body);
        Optional<String> claim = facts.title().map(Fact::value);
        count(
            of("title, agency"), true, claim.isPresent(), claim.filter(title::equals).isPresent());
        String place = dateline.replaceFirst("\\s*-\\s*$", "");
        Optional<String> found = facts.dateline().map(Fact::value);
        count(
            of("dateline, agency"),
            true,
            found.isPresent(),
            found.filter(place::equals).isPresent());
        String day = facts.date().map(d -> d.value().toString()).orElse("");
        count(of("date, agency (none stated)"), false, !day.isEmpty(), false);
        count(of("authors, agency (none stated)"), false, facts.authors().isPresent(), false);
        if (!day.isEmpty() || facts.authors().isPresent()) {
          details.append("=== agency ").append(facts.date()).append(facts.authors()).append('\n');
        }
      }
    }
  }
}
