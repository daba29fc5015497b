package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.vigil.report.Report;
import org.vigil.story.Comparison;

/** Prints one event side by side. */
public final class StoryJson {

  private StoryJson() {}

  /** The reports of a story, earliest first, and what they share or tell alone. */
  public static ObjectNode of(List<Report> reports) {
    Comparison compared = Comparison.of(reports);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", reports.getFirst().id());
    reports.getFirst().title().ifPresent(t -> json.put("title", t));
    reports.stream()
        .flatMap(r -> r.date().stream())
        .min(Comparable::compareTo)
        .ifPresent(d -> json.put("first", d.toString()));
    reports.stream()
        .flatMap(r -> r.date().stream())
        .max(Comparable::compareTo)
        .ifPresent(d -> json.put("last", d.toString()));
    ArrayNode members = json.putArray("reports");
    for (Report report : reports) {
      ObjectNode member = members.addObject().put("id", report.id());
      report.title().ifPresent(t -> member.put("title", t));
      report.outlet().ifPresent(o -> member.put("outlet", o));
      report.date().ifPresent(d -> member.put("date", d.toString()));
      report.language().ifPresent(l -> member.put("language", l));
      report.url().ifPresent(u -> member.put("url", u));
      subjects(member.putArray("shares"), compared.shared(report));
      subjects(member.putArray("alone"), compared.onlyIn(report));
    }
    subjects(json.putArray("all"), compared.inAll());
    ArrayNode spellings = json.putArray("spellings");
    for (Comparison.Subject subject : compared.spelledDifferently()) {
      ObjectNode each = spellings.addObject().put("id", subject.id());
      ObjectNode byReport = each.putObject("byReport");
      subject.spellings().forEach((id, words) -> words.forEach(byReport.withArray(id)::add));
    }
    ArrayNode quoted = json.putArray("quoted");
    compared
        .quoted()
        .forEach(
            (speaker, in) ->
                in.forEach(quoted.addObject().put("speaker", speaker).putArray("in")::add));
    return json;
  }

  private static void subjects(ArrayNode list, List<Comparison.Subject> subjects) {
    for (Comparison.Subject subject : subjects) {
      list.addObject()
          .put("kind", subject.kind())
          .put("id", subject.id())
          .put("name", subject.name());
    }
  }
}
