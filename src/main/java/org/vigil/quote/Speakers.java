package org.vigil.quote;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;

/**
 * Says who a {@link Source} is: the entity that is named, the person whom a pronoun or "the
 * ambassador" means, or the words of the text. To be asked in the order of the text, since a
 * pronoun means whom the sentences before it spoke of.
 */
final class Speakers {

  private static final int FARTHEST_SENTENCE = 6;
  private static final int FARTHEST_TOKEN = 400;
  private static final int NEAR = 6;
  private static final Set<String> OF_MEN =
      Set.of(
          "mr",
          "mr.",
          "sir",
          "lord",
          "king",
          "prince",
          "chairman",
          "spokesman",
          "congressman",
          "businessman",
          "father",
          "brother",
          "son",
          "husband",
          "señor",
          "monsieur",
          "m.",
          "herr",
          "senhor");
  private static final Set<String> OF_WOMEN =
      Set.of(
          "mrs",
          "mrs.",
          "ms",
          "ms.",
          "miss",
          "lady",
          "queen",
          "princess",
          "chairwoman",
          "spokeswoman",
          "congresswoman",
          "mother",
          "sister",
          "daughter",
          "wife",
          "señora",
          "mme",
          "madame",
          "frau",
          "senhora",
          "actress");

  private final String text;
  private final Tokens tokens;
  private final Sources sources;
  private final List<Mention> mentions;
  private final Map<String, Entity> entities = new HashMap<>();
  private final Map<String, Role> genders = new HashMap<>();
  private final Map<String, Integer> offices = new HashMap<>();
  private final Map<String, String> handles = new HashMap<>();
  private final Map<String, Set<String>> byWord = new HashMap<>();
  private final Map<Integer, String> spoke = new HashMap<>();
  private Speaker last = Speaker.UNKNOWN;
  private Speaker lastSure = Speaker.UNKNOWN;
  private int scanned;

  Speakers(String text, Tokens tokens, Sources sources, Annotations annotations) {
    this.text = text;
    this.tokens = tokens;
    this.sources = sources;
    this.mentions = annotations.mentions();
    for (Entity entity : annotations.entities()) {
      entities.put(entity.id(), entity);
      if (entity.kind() == EntityKind.PERSON) {
        for (String word : entity.name().toLowerCase(Locale.ROOT).split(" ", -1)) {
          byWord.computeIfAbsent(word, w -> new HashSet<>()).add(entity.id());
        }
      }
    }
    for (int i = 2; i < tokens.size(); i++) {
      boolean beside = tokens.is(i - 1, "(") || tokens.is(i - 1, ",");
      if (beside && tokens.isHandle(i) && sources.personAt(i - 2)) {
        handles.put(tokens.lower(i), mentions.get(sources.mentionAt(i - 2)).entityId());
      }
    }
    for (Mention mention : mentions) {
      if (mention.kind() == EntityKind.PERSON) {
        int from = tokens.from(mention.start());
        gender(mention.entityId(), tokens.lower(from));
        gender(mention.entityId(), tokens.lower(from - 1));
      }
    }
  }

  private void gender(String person, String word) {
    if (OF_MEN.contains(word)) {
      genders.put(person, Role.HE);
    } else if (OF_WOMEN.contains(word)) {
      genders.put(person, Role.SHE);
    }
  }

  /** Who speaks at this source, whose cue is at {@code cue}. */
  Speaker of(Source source, int cue) {
    learnOffices(cue);
    Speaker speaker = source.from() == cue ? unnamed(cue) : resolve(source);
    if (speaker.known()) {
      last = speaker;
      lastSure = source.sure() ? speaker : lastSure;
    }
    speaker
        .id()
        .filter(id -> kind(id) == EntityKind.PERSON)
        .ifPresent(id -> spoke.put(tokens.sentence(cue), id));
    return speaker;
  }

  /** The subject of a verb that stands without one: whoever spoke just before. */
  private Speaker unnamed(int cue) {
    int own = tokens.sentence(cue);
    for (int s = own; s >= 0 && own - s <= 2; s--) {
      String person = spoke.get(s);
      if (person != null) {
        return entity(person);
      }
    }
    int start = tokens.sentenceStart(Math.max(0, own - 1));
    for (int i = start; i < cue; i++) {
      if (sources.personAt(i) && tokens.outside(i) && !sources.is(Role.PREPOSITION, i - 1)) {
        return entity(mentions.get(sources.mentionAt(i)).entityId());
      }
    }
    return Speaker.UNKNOWN;
  }

  private Speaker resolve(Source source) {
    int first = source.from();
    if (source.mention() != Tokens.NONE) {
      Mention mention = mentions.get(source.mention());
      return entity(mention.entityId());
    }
    boolean alone = source.to() - first == 1;
    if (alone && sources.is(Role.HE, first)) {
      return person(first, Role.HE);
    }
    if (alone && sources.is(Role.SHE, first)) {
      return person(first, Role.SHE);
    }
    if (sources.is(Role.HE, first) || sources.is(Role.SHE, first)) {
      return Speaker.UNKNOWN;
    }
    if (sources.is(Role.THEY, first) || sources.is(Role.IT, first)) {
      boolean many = sources.is(Role.THEY, first);
      return lastSure.id().filter(id -> !speaksAs(kind(id), many)).isPresent()
          ? Speaker.UNKNOWN
          : lastSure;
    }
    if (sources.is(Role.OTHER, first)) {
      return Speaker.UNKNOWN;
    }
    return office(source)
        .or(() -> labelled(source))
        .or(() -> handle(source))
        .orElseGet(() -> words(source));
  }

  /** The only person of that name: {@code OKOTH: …}. */
  private Optional<Speaker> labelled(Source source) {
    int last = source.to() - 1;
    boolean name = source.to() - source.from() <= 2 && tokens.capitalised(source.from());
    if (!name || !tokens.isWord(last)) {
      return Optional.empty();
    }
    Set<String> bearers = byWord.getOrDefault(tokens.lower(last), Set.of());
    return bearers.size() == 1 ? Optional.of(entity(bearers.iterator().next())) : Optional.empty();
  }

  /** The person beside whose name the text sets that handle: {@code Mary Okoth (@okoth)}. */
  private Optional<Speaker> handle(Source source) {
    return source.to() - source.from() == 1
        ? Optional.ofNullable(handles.get(tokens.lower(source.from()))).map(this::entity)
        : Optional.empty();
  }

  /** Whether such an entity is "they", or "it". */
  private static boolean speaksAs(EntityKind kind, boolean many) {
    return switch (kind) {
      case PERSON -> false;
      case PLACE -> !many;
      case ORGANISATION -> true;
      case GROUP -> many;
    };
  }

  private EntityKind kind(String id) {
    return entityOf(id).kind();
  }

  private Entity entityOf(String id) {
    Entity entity = entities.get(id);
    if (entity == null) {
      throw new IllegalStateException("mention of an entity not listed: " + id);
    }
    return entity;
  }

  private Speaker entity(String id) {
    return new Speaker(Optional.of(entityOf(id).name()), Optional.of(id));
  }

  private Speaker words(Source source) {
    String words = text.substring(tokens.start(source.from()), tokens.end(source.to() - 1));
    return new Speaker(Optional.of(words.replace('\n', ' ')), Optional.empty());
  }

  /** The person who bears the office that "the ambassador" names, if the text has told. */
  private Optional<Speaker> office(Source source) {
    boolean known = sources.is(Role.DETERMINER, source.from()) && source.to() - source.from() == 2;
    Integer mention = known ? offices.get(tokens.lower(source.to() - 1)) : null;
    return Optional.ofNullable(mention).map(m -> entity(mentions.get(m).entityId()));
  }

  /** Remembers which office stands beside which name, up to this token. */
  private void learnOffices(int until) {
    for (; scanned < until; scanned++) {
      if (!sources.is(Role.SPEAKER, scanned) || !tokens.outside(scanned)) {
        continue;
      }
      Optional<Integer> bearer = bearer(scanned);
      if (bearer.isPresent()) {
        offices.put(tokens.lower(scanned), bearer.get());
      }
    }
  }

  private Optional<Integer> bearer(int office) {
    if (sources.personAt(office + 1) && !sources.is(Role.BODY, office)) {
      return Optional.of(sources.mentionAt(office + 1));
    }
    int commas = 0;
    for (int i = office - 1; i >= 0 && office - i <= NEAR && commas < 2; i--) {
      if (tokens.sentence(i) != tokens.sentence(office)) {
        break;
      }
      commas += tokens.is(i, ",") ? 1 : 0;
      if (sources.personAt(i)) {
        return commas == 1 ? Optional.of(sources.mentionAt(i)) : Optional.empty();
      }
    }
    commas = 0;
    for (int i = office + 1; i < tokens.size() && i - office <= NEAR + 2 && commas < 2; i++) {
      if (tokens.sentence(i) != tokens.sentence(office)) {
        break;
      }
      commas += tokens.is(i, ",") ? 1 : 0;
      if (sources.personAt(i) && tokens.is(i - 1, ",")) {
        return Optional.of(sources.mentionAt(i));
      }
    }
    return Optional.empty();
  }

  private Speaker person(int pronoun, Role gender) {
    int own = tokens.sentence(pronoun);
    Optional<String> person = firstPerson(tokens.sentenceStart(own), pronoun, gender);
    int floor = Math.max(0, pronoun - FARTHEST_TOKEN);
    for (int s = own - 1; person.isEmpty() && s >= 0 && own - s <= FARTHEST_SENTENCE; s--) {
      int start = tokens.sentenceStart(s);
      if (start < floor) {
        break;
      }
      person = Optional.ofNullable(spoke.get(s)).filter(id -> fits(id, gender));
      if (person.isEmpty()) {
        person = firstPerson(start, tokens.sentenceEnd(s), gender);
      }
    }
    person.ifPresent(id -> genders.putIfAbsent(id, gender));
    return person.map(this::entity).orElse(Speaker.UNKNOWN);
  }

  /** The first person named between two tokens as a subject is; else the only one named there. */
  private Optional<String> firstPerson(int from, int to, Role gender) {
    Optional<String> other = Optional.empty();
    boolean several = false;
    for (int i = Math.max(from, to - FARTHEST_TOKEN); i < to; i++) {
      if (!sources.personAt(i) || !tokens.outside(i)) {
        continue;
      }
      int m = sources.mentionAt(i);
      String id = mentions.get(m).entityId();
      if (sources.mentionAt(i - 1) == m || !fits(id, gender)) {
        continue;
      }
      boolean owner = tokens.is(tokens.from(mentions.get(m).end()), "'s");
      if (!sources.is(Role.PREPOSITION, i - 1) && !owner) {
        return Optional.of(id);
      }
      several |= other.filter(o -> !o.equals(id)).isPresent();
      other = Optional.of(id);
    }
    return several ? Optional.empty() : other;
  }

  private boolean fits(String person, Role gender) {
    return genders.getOrDefault(person, gender) == gender;
  }

  /** The last one who spoke. */
  Speaker last() {
    return last;
  }
}
