package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.vigil.quote.Quote;
import org.vigil.report.Report;
import org.vigil.search.SearchRequest;
import org.vigil.search.StoryList;
import org.vigil.story.Comparison;

/** Prints one event side by side. */
public final class StoryJson {

  /** Quotes shown of one speaker in one report. */
  private static final int MOST_QUOTES = 10;

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
      compared.wordsOnlyIn(report).forEach(member.putArray("words")::add);
    }
    subjects(json.putArray("all"), compared.inAll());
    differing(json.putArray("spellings"), compared.spelledDifferently());
    differing(json.putArray("contested"), compared.contested());
    ArrayNode quoted = json.putArray("quoted");
    for (Comparison.Speaker speaker : compared.speakers()) {
      ObjectNode each = quoted.addObject().put("speaker", speaker.name());
      speaker.id().ifPresent(id -> each.put("speakerId", id));
      speaker.quotes().keySet().forEach(each.putArray("in")::add);
      ArrayNode quotes = each.putArray("quotes");
      speaker
          .quotes()
          .forEach(
              (report, said) ->
                  said.stream()
                      .limit(MOST_QUOTES)
                      .forEach(quote -> quote(quotes.addObject().put("report", report), quote)));
    }
    return json;
  }

  private static void quote(ObjectNode json, Quote quote) {
    quote.cue().ifPresent(cue -> json.put("cue", cue));
    quote.stance().ifPresent(stance -> json.put("stance", stance.word()));
    json.put("text", quote.text()).put("start", quote.start()).put("end", quote.end());
  }

  private static void differing(ArrayNode list, List<Comparison.Subject> subjects) {
    for (Comparison.Subject subject : subjects) {
      ObjectNode byReport = list.addObject().put("id", subject.id()).putObject("byReport");
      subject.spellings().forEach((id, words) -> words.forEach(byReport.withArray(id)::add));
    }
  }

  /** A page of stories. */
  static ObjectNode list(SearchRequest narrowing, StoryList stories, long tookMillis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total", stories.total());
    json.put("page", narrowing.page());
    json.put("pageSize", narrowing.pageSize());
    json.put("tookMillis", tookMillis);
    ArrayNode list = json.putArray("results");
    for (StoryList.Told story : stories.stories()) {
      ObjectNode each = list.addObject().put("id", story.id());
      story.title().ifPresent(title -> each.put("title", title));
      each.put("size", story.size()).put("matching", story.matching());
      story.first().ifPresent(date -> each.put("first", date));
      story.last().ifPresent(date -> each.put("last", date));
      ArrayNode outlets = each.putArray("outlets");
      story.outlets().forEach(o -> outlets.addObject().put("id", o.id()).put("count", o.count()));
      story.languages().forEach(each.putArray("languages")::add);
      SearchJson.named(each.putArray("people"), story.people());
      SearchJson.named(each.putArray("places"), story.places());
    }
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
