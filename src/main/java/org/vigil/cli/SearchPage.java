package org.vigil.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigil.search.QuoteResult;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/**
 * Prints the answer to a search, for reports or quotes, for people. Foreign text cannot command the
 * terminal.
 */
final class SearchPage {

  private static final int LABEL_WIDTH = 13;

  private final PrintWriter out;
  private final boolean colour;

  SearchPage(PrintWriter out) {
    this.out = out;
    this.colour = Boolean.getBoolean("vigil.colour");
  }

  void print(SearchRequest request, SearchResult result) {
    SearchResult.Understood query = result.query();
    print(query);
    out.println(result.total() + (result.total() == 1 ? " report" : " reports"));
    query.suggestion().ifPresent(s -> out.println("Did you mean: " + Printable.of(s)));
    int number = (request.page() - 1) * request.pageSize();
    for (SearchResult.Hit hit : result.hits()) {
      print(++number, hit);
    }
    if (!result.facets().isEmpty() || result.dates().isPresent()) {
      out.println();
    }
    for (SearchRequest.Facet facet : request.facets()) {
      Optional.ofNullable(result.facets().get(facet)).ifPresent(counts -> print(facet, counts));
    }
    result.dates().ifPresent(this::print);
  }

  void print(SearchRequest request, QuoteResult result) {
    print(result.query());
    out.println(result.total() + (result.total() == 1 ? " quote" : " quotes"));
    int number = (request.page() - 1) * request.pageSize();
    for (QuoteResult.Said said : result.quotes()) {
      print(++number, said);
    }
    if (!result.facets().isEmpty()) {
      out.println();
    }
    for (SearchRequest.Facet facet : request.facets()) {
      Optional.ofNullable(result.facets().get(facet)).ifPresent(counts -> print(facet, counts));
    }
  }

  /** Who said it and how, the words, and where they stand. */
  private void print(int number, QuoteResult.Said said) {
    out.println();
    out.println(
        number
            + ". "
            + bold(Printable.of(said.speaker().orElse("(speaker unknown)")))
            + said.stance().map(stance -> " " + stance.word()).orElse("")
            + said.cue().map(cue -> " [" + Printable.of(cue) + "]").orElse(""));
    out.println("   " + marked(said.marked()));
    List<String> facts = new ArrayList<>();
    said.report().title().ifPresent(facts::add);
    said.report().outlet().ifPresent(facts::add);
    said.report().date().ifPresent(facts::add);
    facts.add(said.report().id() + ", characters " + said.start() + " to " + said.end());
    out.println("   " + Printable.of(String.join(" · ", facts)));
  }

  private void print(SearchResult.Understood query) {
    if (query.escaped()) {
      out.println("(some of the query could not be parsed and was searched literally)");
    }
    query
        .variants()
        .forEach(
            (word, others) ->
                out.println(
                    "("
                        + Printable.of(word)
                        + ": also "
                        + Printable.of(String.join(", ", others))
                        + ")"));
    query
        .contested()
        .forEach(
            (words, others) ->
                out.println(
                    "("
                        + Printable.of(words)
                        + ": others say "
                        + String.join(", ", others.terms())
                        + ")"));
  }

  private void print(int number, SearchResult.Hit hit) {
    out.println();
    out.println(number + ". " + bold(Printable.of(hit.title().orElse("(no title)"))));
    List<String> facts = new ArrayList<>();
    hit.outlet().ifPresent(facts::add);
    hit.date().ifPresent(facts::add);
    if (!hit.authors().isEmpty()) {
      facts.add(String.join(", ", hit.authors()));
    }
    facts.add(hit.path() + hit.part().map(p -> " ! " + p).orElse(""));
    out.println("   " + Printable.of(String.join(" · ", facts)));
    for (SearchResult.Snippet snippet : hit.snippets()) {
      if (snippet.field().equals("text")) {
        out.println("   " + marked(snippet.html()));
      }
    }
    out.println("   " + hit.id());
  }

  private void print(SearchRequest.Facet facet, SearchResult.TermCounts counts) {
    if (counts.terms().isEmpty()) {
      return;
    }
    List<String> terms = new ArrayList<>();
    for (SearchResult.Term term : counts.terms()) {
      terms.add((term.selected() ? "*" : "") + term.label() + " " + term.count());
    }
    int more = counts.total() - counts.terms().size();
    out.println(
        label(facet.name())
            + Printable.of(String.join(", ", terms))
            + (more > 0 ? " … " + more + " more" : ""));
  }

  private void print(SearchResult.Histogram dates) {
    List<String> buckets = new ArrayList<>();
    for (SearchResult.Bucket bucket : dates.buckets()) {
      if (bucket.count() > 0) {
        buckets.add(start(bucket, dates.interval()) + " " + bucket.count());
      }
    }
    if (!buckets.isEmpty()) {
      out.println(label("date") + String.join(", ", buckets));
    }
  }

  private static String start(SearchResult.Bucket bucket, SearchResult.Interval interval) {
    String day = bucket.from().toString();
    return switch (interval) {
      case DAY -> day;
      case MONTH -> day.substring(0, 7);
      case YEAR -> day.substring(0, 4);
      case DECADE -> day.substring(0, 4) + "s";
    };
  }

  private static String label(String name) {
    return (name.toLowerCase(Locale.ROOT) + " ".repeat(LABEL_WIDTH)).substring(0, LABEL_WIDTH);
  }

  private String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** Snippets are HTML with {@code <em>} as the only markup: back to text, with marks. */
  private String marked(String html) {
    String text = Printable.of(html);
    text =
        colour
            ? text.replace("<em>", "\u001b[1;33m").replace("</em>", "\u001b[0m")
            : text.replace("<em>", "*").replace("</em>", "*");
    for (Map.Entry<String, String> entity : ENTITIES) {
      text = text.replace(entity.getKey(), entity.getValue());
    }
    return text;
  }

  /** In this order: the ampersand last, or it would unescape what was escaped twice. */
  private static final List<Map.Entry<String, String>> ENTITIES =
      List.of(
          Map.entry("&lt;", "<"),
          Map.entry("&gt;", ">"),
          Map.entry("&quot;", "\""),
          Map.entry("&#x27;", "'"),
          Map.entry("&#39;", "'"),
          Map.entry("&#x2F;", "/"),
          Map.entry("&amp;", "&"));
}
