package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.vigil.entity.Curation;
import org.vigil.search.Decisions;

/** Prints what people decided about names, and reads it. */
public final class CurationJson {

  private static final String OTHER = "other";
  private static final String NAME = "name";

  /** The names of what a decision consists of. */
  static final List<String> MEMBERS = List.of("action", "entity", OTHER, NAME);

  private CurationJson() {}

  /** One decision. */
  public static ObjectNode decision(Decisions.Decision decision) {
    Curation.Line line = decision.line();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", decision.key())
            .put("file", decision.file().toString())
            .put("line", line.number())
            .put("action", line.action().word())
            .put("entity", line.id());
    if (!line.other().isEmpty()) {
      json.put(second(line.action()), line.other());
    }
    return json;
  }

  /** All that stands in the files. */
  static ObjectNode content(Decisions.Content content) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode decisions = json.putArray("decisions");
    content.decisions().forEach(d -> decisions.add(decision(d)));
    ArrayNode errors = json.putArray("errors");
    for (Decisions.Fault fault : content.faults()) {
      errors
          .addObject()
          .put("file", fault.file().toString())
          .put("line", fault.fault().number())
          .put("text", fault.fault().text())
          .put("detail", fault.fault().detail());
    }
    return json;
  }

  /**
   * A decision that is asked for.
   *
   * @throws Problem if it is none
   */
  static Curation.Line line(Parameters given) {
    Curation.Action action =
        given
            .choice("action", Curation.Action.class)
            .orElseThrow(
                () ->
                    new Problem(
                        400,
                        "action is missing; expected merge, split, rename, hide, lock or alias"));
    String second = second(action);
    for (String member : List.of(OTHER, NAME)) {
      if (given.one(member).isPresent() && !member.equals(second)) {
        throw Problem.parameter(
            member, given.one(member).get(), "nothing: " + action.word() + " takes no " + member);
      }
    }
    try {
      return new Curation.Line(
          action,
          given.one("entity").orElse(""),
          second.isEmpty() ? "" : given.one(second).orElse(""),
          1);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }

  /** What the second value of a line is called; empty if it has none. */
  private static String second(Curation.Action action) {
    return switch (action) {
      case MERGE, SPLIT -> OTHER;
      case RENAME, ALIAS -> NAME;
      case HIDE, LOCK -> "";
    };
  }
}
