package org.vigil.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.Mention;
import org.vigil.quote.Quote;
import org.vigil.report.Report;

/** Shows reports under the ids and names that entities have in a whole snapshot. */
final class GlobalNames {

  private final Snapshot over;

  GlobalNames(Snapshot over) {
    this.over = over;
  }

  /** The report with every entity under the id and name of all its names, without hidden ones. */
  Report in(Report report) throws IOException {
    Map<String, Entity> entities = new LinkedHashMap<>();
    for (Entity entity : report.annotations().entities()) {
      if (over.identities().isHidden(entity.id())) {
        continue;
      }
      String id = over.identities().idOf(entity.id());
      Entity known = entities.get(id);
      Set<String> aliases = new LinkedHashSet<>(known == null ? List.of() : known.aliases());
      aliases.add(entity.name());
      aliases.addAll(entity.aliases());
      String name = over.name(id);
      aliases.remove(name);
      entities.put(
          id,
          new Entity(
              id,
              entity.kind(),
              name,
              List.copyOf(aliases),
              known == null || known.location().isEmpty() ? entity.location() : known.location()));
    }
    List<Mention> mentions = new ArrayList<>();
    for (Mention mention : report.annotations().mentions()) {
      String id = over.identities().idOf(mention.entityId());
      if (entities.containsKey(id) && !over.identities().isHidden(mention.entityId())) {
        mentions.add(new Mention(mention.kind(), mention.start(), mention.end(), id));
      }
    }
    List<Quote> quotes = new ArrayList<>();
    for (Quote quote : report.quotes()) {
      quotes.add(in(quote));
    }
    return report.recognisedAs(
        new Annotations(List.copyOf(entities.values()), mentions),
        quotes,
        report.topics(),
        report.instruments(),
        report.eventDates());
  }

  private Quote in(Quote quote) throws IOException {
    Optional<String> id = quote.speakerId().flatMap(over::shown);
    return new Quote(
        id.isPresent() ? Optional.of(over.name(id.get())) : quote.speaker(),
        id,
        quote.cue(),
        quote.stance(),
        quote.text(),
        quote.start(),
        quote.end());
  }
}
