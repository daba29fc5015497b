package org.vigil.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The parameters of a search as options of a command, with the query as its words. */
final class SearchOptions {

  private static final Set<String> NOT_HERE = Set.of("q", "facet-prefix", "cursor");

  private final Set<String> names;
  private final Map<String, String> defaults;

  /**
   * @param parameters of which those that make sense on a terminal are taken
   * @param defaults by the names of the parameters, where they are not those of the API
   */
  SearchOptions(Set<String> parameters, Map<String, String> defaults) {
    this.names = new LinkedHashSet<>(parameters);
    this.names.removeAll(NOT_HERE);
    this.defaults = defaults;
  }

  /** Gives a command an option for each parameter, and words for the query. */
  void addTo(CommandSpec spec, String query) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("QUERY")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(query)
            .build());
    for (String name : names) {
      spec.addOption(
          OptionSpec.builder("--" + name)
              .paramLabel(label(name))
              .type(List.class)
              .auxiliaryTypes(String.class)
              .arity("1")
              .description(description(name) + told(name))
              .build());
    }
  }

  private String told(String name) {
    return defaults.containsKey(name) ? " Default: " + defaults.get(name) + "." : "";
  }

  /** What was given on the command line, by the names of the parameters. */
  Map<String, List<String>> given(CommandSpec spec) {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    List<String> words =
        parsed.hasMatchedPositional(0)
            ? parsed.matchedPositional(0).originalStringValues()
            : List.of();
    parameters.put("q", List.of(String.join(" ", words)));
    defaults.forEach((name, value) -> parameters.put(name, List.of(value)));
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName().substring(2);
      if (names.contains(name)) {
        parameters.put(name, option.originalStringValues());
      }
    }
    return parameters;
  }

  private static String label(String name) {
    return switch (name) {
      case "from-date", "to-date" -> "DATE";
      case "page", "page-size", "facet-size" -> "N";
      case "order-by", "spelling", "collapse", "date-interval", "facet-order" -> "MODE";
      case "facets" -> "LIST";
      case "highlight", "relax", "contested", "explain" -> "BOOL";
      default -> "NAME";
    };
  }

  private static String description(String name) {
    return switch (name) {
      case "from-date" -> "First day of publication, such as 2020-07-01, 2020-07 or 2020.";
      case "to-date" -> "Last day of publication, inclusive.";
      case "order-by" -> "relevance, newest or oldest.";
      case "page" -> "Which page of hits, from 1.";
      case "page-size" -> "Hits a page.";
      case "facets" -> "What to count, separated by commas.";
      case "facet-size" -> "Values listed for each facet (default: 10).";
      case "spelling" -> "exact, folded (accents, inflection) or variants (default).";
      case "facet-order" ->
          "count (default), or significance: values that far more of the reports found have than"
              + " others do.";
      case "explain" -> "Whether --json tells what each score is made of: true or false (default).";
      case "contested" ->
          "Whether also what others call the same thing is searched, such as camps and centres: true"
              + " or false (default).";
      case "collapse" -> "duplicates or story: one hit for each group of copies or of tellers.";
      case "highlight" -> "true (default) or false.";
      case "date-interval" -> "day, month, year or decade (default: one that fits).";
      case "relax" ->
          "Whether a question whose words no report has all is answered with some of them: true"
              + " (default) or false.";
      case "stance" ->
          "claims, denies, alleges, accuses, confirms, admits, condemns or declines; repeated: any"
              + " of them; '-' in front: without it.";
      default ->
          "Only reports with this "
              + name
              + ", by name or id; repeated: any of them; '-' in front: without it.";
    };
  }
}
