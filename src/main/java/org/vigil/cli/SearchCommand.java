package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
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
import picocli.CommandLine.ParameterException;

/**
 * {@code vigil search}: searches from the terminal, with the parameters of the API as options, read
 * by the same code.
 */
final class SearchCommand implements Callable<Integer> {

  private static final SearchOptions OPTIONS =
      new SearchOptions(
          SearchParameters.NAMES,
          Map.of("page-size", "10", "facets", "outlet,person,place,organisation,group,date"));

  private final CommonOptions common = new CommonOptions();
  private final StoreOptions store = new StoreOptions();
  private final EntitiesOptions entities = new EntitiesOptions();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("search");

  /** The command with one option for each parameter. */
  static CommandLine command() {
    SearchCommand command = new SearchCommand();
    CommandSpec spec = command.spec;
    spec.addMixin("common", CommandSpec.forAnnotatedObject(command.common));
    spec.addMixin("store", CommandSpec.forAnnotatedObject(command.store));
    spec.addMixin("entities", CommandSpec.forAnnotatedObject(command.entities));
    OPTIONS.addTo(spec, "Query text; without one every report answers.");
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

  @Override
  public Integer call() throws IOException {
    SearchRequest request = request();
    long start = System.nanoTime();
    try (ReportSearcher searcher = entities.searcher(common, store, spec.commandLine())) {
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

  private SearchRequest request() {
    try {
      return SearchParameters.ofQuery(OPTIONS.given(spec));
    } catch (Problem e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
