package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigil.api.Problem;
import org.vigil.api.QuoteJson;
import org.vigil.api.SearchParameters;
import org.vigil.search.QuoteResult;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code vigil quotes}: who said what, with the parameters of the API as options, read by the same
 * code.
 */
final class QuotesCommand implements Callable<Integer> {

  private static final SearchOptions OPTIONS =
      new SearchOptions(
          SearchParameters.OF_QUOTES, Map.of("page-size", "10", "facets", "speaker,stance"));

  private final CommonOptions common = new CommonOptions();
  private final StoreOptions store = new StoreOptions();
  private final EntitiesOptions entities = new EntitiesOptions();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("quotes");

  /** The command with one option for each parameter. */
  static CommandLine command() {
    QuotesCommand command = new QuotesCommand();
    CommandSpec spec = command.spec;
    spec.addMixin("common", CommandSpec.forAnnotatedObject(command.common));
    spec.addMixin("store", CommandSpec.forAnnotatedObject(command.store));
    spec.addMixin("entities", CommandSpec.forAnnotatedObject(command.entities));
    OPTIONS.addTo(spec, "Words of what was said; without any every quote answers.");
    spec.usageMessage()
        .description(
            "Show who said what: quotations and reported statements, each with its speaker, what he"
                + " does with it where the words tell (denies, accuses, admits), and the report"
                + " that it stands in.",
            "",
            "Words are looked for in what was said; --speaker and --stance are those of the quote,"
                + " every other option is asked of its report.",
            "")
        .footer(
            "",
            "Examples:",
            "  vigil quotes camps",
            "  vigil quotes --speaker 'Liu Xiaoming' --stance denies",
            "  vigil quotes '\"forced labour\"' --place Xinjiang --from-date 2020 --order-by"
                + " oldest",
            "  vigil quotes --stance accuses --stance alleges --json");
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    SearchRequest request = request();
    long start = System.nanoTime();
    try (ReportSearcher searcher = entities.searcher(common, store, spec.commandLine())) {
      QuoteResult result = searcher.quotes(request);
      PrintWriter out = spec.commandLine().getOut();
      if (common.json) {
        out.println(QuoteJson.result(request, result, (System.nanoTime() - start) / 1_000_000));
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
      return SearchParameters.ofQuotes(OPTIONS.given(spec));
    } catch (Problem e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
