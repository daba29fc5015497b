package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.vigil.api.StoryJson;
import org.vigil.report.Report;
import org.vigil.search.ReportSearcher;
import org.vigil.story.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil story}: one event as several reports tell it. */
@Command(
    name = "story",
    description = {
      "Show one event side by side: what all reports of it name, what one alone names, who is"
          + " quoted where, and how each spells the names.",
      "",
      "ID is the story that a hit names, or any report of it."
    })
final class StoryCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private EntitiesOptions entities = new EntitiesOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "Id of a story or of a report.")
  private String id = "";

  @Override
  public Integer call() throws IOException {
    try (ReportSearcher searcher = entities.searcher(common, store, spec.commandLine())) {
      List<Report> reports = searcher.story(id);
      if (reports.isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "no report with id '" + id + "' tells a story of several: search --json shows ids");
      }
      PrintWriter out = spec.commandLine().getOut();
      if (common.json) {
        out.println(StoryJson.of(reports));
      } else {
        print(Comparison.of(reports), out);
      }
      out.flush();
      return Vigil.DONE;
    }
  }

  private static void print(Comparison compared, PrintWriter out) {
    out.println("All name: " + names(compared.inAll()));
    for (Report report : compared.reports()) {
      out.println();
      out.println(
          Printable.of(report.title().orElse(report.source().path()))
              + "\n  "
              + Printable.of(report.outlet().orElse("unknown outlet"))
              + report.date().map(d -> ", " + d).orElse("")
              + ", "
              + report.id());
      out.println("  shares: " + names(compared.shared(report)));
      out.println("  alone:  " + names(compared.onlyIn(report)));
      if (!compared.wordsOnlyIn(report).isEmpty()) {
        out.println("  words:  " + Printable.of(String.join(", ", compared.wordsOnlyIn(report))));
      }
    }
    out.println();
    for (Comparison.Speaker speaker : compared.speakers()) {
      out.println(
          "quoted: "
              + Printable.of(speaker.name())
              + " in "
              + String.join(", ", speaker.quotes().keySet()));
    }
    for (Comparison.Subject term : compared.contested()) {
      out.println("called: " + byReport(term));
    }
    for (Comparison.Subject subject : compared.spelledDifferently()) {
      out.println("spelled: " + byReport(subject));
    }
  }

  private static String byReport(Comparison.Subject subject) {
    return subject.spellings().entrySet().stream()
        .map(e -> e.getKey() + " " + Printable.of(String.join(" / ", e.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String names(List<Comparison.Subject> subjects) {
    return subjects.isEmpty()
        ? "nothing"
        : subjects.stream().map(s -> Printable.of(s.name())).collect(Collectors.joining(", "));
  }
}
