package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.vigil.api.QuoteJson;
import org.vigil.api.SearchParameters;
import org.vigil.search.QuoteResult;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import picocli.CommandLine;

/**
 * {@code vigil quotes}: who said what, with the parameters of the API as options, read by the same
 * code.
 */
final class QuotesCommand extends AskingCommand<QuoteResult> {

  private QuotesCommand() {
    super(
        new SearchOptions(
            SearchParameters.OF_QUOTES, Map.of("page-size", "10", "facets", "speaker,stance")));
  }

  /** The command, with its help. */
  static CommandLine command() {
    return new QuotesCommand()
        .command(
            "quotes",
            "Words of what was said; without any every quote answers.",
            new String[] {
              "Show who said what: quotations and reported statements, each with its speaker, what he"
                  + " does with it where the words tell (denies, accuses, admits), and the report"
                  + " that it stands in.",
              "",
              "Words are looked for in what was said; --speaker and --stance are those of the quote,"
                  + " every other option is asked of its report.",
              ""
            },
            new String[] {
              "",
              "Examples:",
              "  vigil quotes camps",
              "  vigil quotes --speaker 'Liu Xiaoming' --stance denies",
              "  vigil quotes '\"forced labour\"' --place Xinjiang --from-date 2020 --order-by"
                  + " oldest",
              "  vigil quotes --stance accuses --stance alleges --json"
            });
  }

  @Override
  SearchRequest request(Map<String, List<String>> parameters) {
    return SearchParameters.ofQuotes(parameters);
  }

  @Override
  QuoteResult ask(ReportSearcher searcher, SearchRequest request, boolean json) throws IOException {
    return searcher.quotes(request);
  }

  @Override
  boolean ranksQuestions() {
    return false;
  }

  @Override
  ObjectNode json(SearchRequest request, QuoteResult result, long tookMillis) {
    return QuoteJson.result(request, result, tookMillis);
  }

  @Override
  void print(SearchPage page, SearchRequest request, QuoteResult result) {
    page.print(request, result);
  }
}
