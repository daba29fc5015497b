package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.vigil.api.SearchJson;
import org.vigil.api.SearchParameters;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import picocli.CommandLine;

/**
 * {@code vigil search}: searches from the terminal, with the parameters of the API as options, read
 * by the same code.
 */
final class SearchCommand extends AskingCommand<SearchResult> {

  private SearchCommand() {
    super(
        new SearchOptions(
            SearchParameters.NAMES,
            Map.of("page-size", "10", "facets", "outlet,person,place,organisation,group,date")));
  }

  /** The command, with its help. */
  static CommandLine command() {
    return new SearchCommand()
        .command(
            "search",
            "Query text; without one every report answers.",
            new String[] {
              "Search the index from the terminal.",
              "",
              "Words are joined by AND; also \"exact phrase\", \"near these\"~8, OR, NOT, -word, ( ),"
                  + " wild*, fuzzy~1, title:word, person:\"Liu Xiaoming\", place:Xinjiang,"
                  + " date:2020-07, date:[2020-01 TO 2020-06], \"@person sterilization\"~10.",
              ""
            },
            new String[] {
              "",
              "Examples:",
              "  vigil search uyghur",
              "  vigil search '\"forced labour\"' --place Xinjiang --from-date 2020",
              "  vigil search --person 'Liu Xiaoming' --outlet '-Osprey Wire'",
              "  vigil search camps --json"
            });
  }

  @Override
  SearchRequest request(Map<String, List<String>> parameters) {
    return SearchParameters.ofQuery(parameters);
  }

  @Override
  SearchResult ask(ReportSearcher searcher, SearchRequest request, boolean json)
      throws IOException {
    // The page shows neither copies nor stories, which the first search would find out.
    return searcher.search(json ? request : request.withoutKin());
  }

  @Override
  boolean ranksQuestions() {
    return true;
  }

  @Override
  ObjectNode json(SearchRequest request, SearchResult result, long tookMillis) {
    return SearchJson.result(request, result, tookMillis);
  }

  @Override
  void print(SearchPage page, SearchRequest request, SearchResult result) {
    page.print(request, result);
  }
}
