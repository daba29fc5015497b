package org.vigil.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.vigil.entity.Identities;
import org.vigil.search.EntityProfile;
import org.vigil.search.EntityProfile.Companion;
import org.vigil.search.EntityProfile.Named;
import org.vigil.search.SearchResult;

/** Prints entities. */
public final class EntityJson {

  private EntityJson() {}

  /** A list of names. */
  public static ObjectNode names(List<Named> names) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("entities");
    names.forEach(name -> named(list.addObject(), name));
    return json;
  }

  /** One entity with all that is known of it. */
  public static ObjectNode profile(EntityProfile profile) {
    ObjectNode json = named(JsonNodeFactory.instance.objectNode(), profile.entity());
    profile.ids().forEach(json.putArray("ids")::add);
    ArrayNode aliases = json.putArray("aliases");
    for (EntityProfile.Alias alias : profile.aliases()) {
      aliases.addObject().put("form", alias.form()).put("count", alias.reports());
    }
    profile.alsoCalled().forEach(json.putArray("alsoCalled")::add);
    ArrayNode joins = json.putArray("joins");
    for (Identities.Join join : profile.joins()) {
      joins.addObject().put("id", join.id()).put("with", join.with()).put("reason", join.reason());
    }
    json.put("apart", profile.apart().orElse(null));
    json.set("dates", SearchJson.histogram(profile.over()));
    ArrayNode outlets = json.putArray("outlets");
    for (SearchResult.Term outlet : profile.outlets()) {
      outlets.addObject().put("id", outlet.id()).put("count", outlet.count());
    }
    ObjectNode with = json.putObject("with");
    profile
        .with()
        .forEach(
            (kind, companions) -> {
              ArrayNode list = with.putArray(kind.path());
              companions.forEach(companion -> companion(list.addObject(), companion));
            });
    return json;
  }

  private static void companion(ObjectNode json, Companion companion) {
    named(json, companion.entity())
        .put("together", companion.together())
        .put("score", Math.round(companion.score() * 100) / 100.0);
  }

  private static ObjectNode named(ObjectNode json, Named named) {
    return json.put("id", named.id())
        .put("name", named.name())
        .put("kind", named.kind().path())
        .put("count", named.reports());
  }
}
