package org.vigil.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vigil.api.Problem;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchTimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A command that asks the index what the API is asked, with its parameters as options, read by the
 * same code.
 *
 * @param <R> what the index answers
 */
abstract class AskingCommand<R> implements Callable<Integer> {

  private final SearchOptions options;
  private final CommonOptions common = new CommonOptions();
  private final StoreOptions store = new StoreOptions();
  private final EntitiesOptions entities = new EntitiesOptions();
  private final EncoderOptions encoder = new EncoderOptions();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  AskingCommand(SearchOptions options) {
    this.options = options;
  }

  /**
   * The command with one option for each parameter.
   *
   * @param query what its words are
   */
  final CommandLine command(String name, String query, String[] description, String[] footer) {
    spec.name(name);
    spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
    spec.addMixin("store", CommandSpec.forAnnotatedObject(store));
    spec.addMixin("entities", CommandSpec.forAnnotatedObject(entities));
    if (ranksQuestions()) {
      spec.addMixin("encoder", CommandSpec.forAnnotatedObject(encoder));
    }
    options.addTo(spec, query);
    spec.usageMessage().description(description).footer(footer);
    return new CommandLine(spec);
  }

  /**
   * Reads the parameters as the API does.
   *
   * @throws Problem if they are wrong
   */
  abstract SearchRequest request(Map<String, List<String>> parameters);

  /**
   * Asks.
   *
   * @param json whether all that is known of the answer is printed, and not a page for people
   */
  abstract R ask(ReportSearcher searcher, SearchRequest request, boolean json) throws IOException;

  /** Whether what is asked may be a question, whose answers are ranked in more than one way. */
  abstract boolean ranksQuestions();

  /** The answer as the API gives it. */
  abstract ObjectNode json(SearchRequest request, R result, long tookMillis);

  /** Prints the answer for people. */
  abstract void print(SearchPage page, SearchRequest request, R result);

  @Override
  public final Integer call() throws IOException {
    SearchRequest request = request();
    long start = System.nanoTime();
    try (ReportSearcher searcher = entities.searcher(common, store, encoder, spec.commandLine())) {
      R result = ask(searcher, request, common.json);
      PrintWriter out = spec.commandLine().getOut();
      if (common.json) {
        out.println(json(request, result, (System.nanoTime() - start) / 1_000_000));
      } else {
        print(new SearchPage(out), request, result);
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
      return request(options.given(spec));
    } catch (Problem e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
