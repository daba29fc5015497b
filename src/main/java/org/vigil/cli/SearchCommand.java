package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vigil.api.Problem;
import org.vigil.api.SearchJson;
import org.vigil.api.SearchParameters;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.SearchTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code vigil search}: searches from the terminal, with the parameters of the API as options, read
 * by the same code.
 */
final class SearchCommand implements Callable<Integer> {

  private static final String FACETS = "outlet,person,place,organisation,group,date";
  private static final Set<String> NOT_HERE = Set.of("q", "facet-prefix", "cursor");

  private final CommonOptions common = new CommonOptions();
  private final EntitiesOptions entities = new EntitiesOptions();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("search");

  /** The command with one option for each parameter. */
  static CommandLine command() {
    SearchCommand command = new SearchCommand();
    CommandSpec spec = command.spec;
    spec.addMixin("common", CommandSpec.forAnnotatedObject(command.common));
    spec.addMixin("entities", CommandSpec.forAnnotatedObject(command.entities));
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("QUERY")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Query text; without one every report answers.")
            .build());
    for (String name : SearchParameters.NAMES) {
      if (!NOT_HERE.contains(name)) {
        spec.addOption(
            OptionSpec.builder("--" + name)
                .paramLabel(label(name))
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .description(description(name))
                .build());
      }
    }
    spec.usageMessage()
        .description(
            "Search the index from the terminal.",
            "",
            "Words are joined by AND; also \"exact phrase\", \"near these\"~8, OR, NOT, -word, ( ),"
                + " wild*, fuzzy~1, title:word, person:\"Liu Xiaoming\", place:Xinjiang,"
                + " date:2020-07, date:[2020-01 TO 2020-06], \"@person sterilization\"~10.",
            "")
        .footer(
            "",
            "Examples:",
            "  vigil search uyghur",
            "  vigil search '\"forced labour\"' --place Xinjiang --from-date 2020",
            "  vigil search --person 'Liu Xiaoming' --outlet '-Osprey Wire'",
            "  vigil search camps --json");
    return new CommandLine(spec);
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
      case "page-size" -> "Hits a page (default: 10).";
      case "facets" -> "Facets to count (default: " + FACETS + ").";
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
      default ->
          "Only reports with this "
              + name
              + ", by name or id; repeated: any of them; '-' in front: without it.";
    };
  }

  @Override
  public Integer call() throws IOException {
    CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
    SearchRequest request = request(parsed);
    long start = System.nanoTime();
    try (ReportSearcher searcher = entities.searcher(common)) {
      // The page shows neither copies nor stories, which the first search would find out.
      SearchResult result = searcher.search(common.json ? request : request.withoutKin());
      PrintWriter out = spec.commandLine().getOut();
      if (common.json) {
        out.println(SearchJson.result(request, result, (System.nanoTime() - start) / 1_000_000));
      } else {
        new SearchPage(out).print(request, result);
      }
      out.flush();
    } catch (SearchTimeoutException e) {
      throw new UnusableException(
          "the search took longer than "
              + EntitiesOptions.ALLOWED.toSeconds()
              + " s: ask for something rarer");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return Vigil.DONE;
  }

  private SearchRequest request(CommandLine.ParseResult parsed) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    List<String> words =
        parsed.hasMatchedPositional(0)
            ? parsed.matchedPositional(0).originalStringValues()
            : List.of();
    parameters.put("q", List.of(String.join(" ", words)));
    parameters.put("page-size", List.of("10"));
    parameters.put("facets", List.of(FACETS));
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName().substring(2);
      if (SearchParameters.NAMES.contains(name)) {
        parameters.put(name, option.originalStringValues());
      }
    }
    try {
      return SearchParameters.ofQuery(parameters);
    } catch (Problem e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
