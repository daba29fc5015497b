package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vigil.entity.Curation;
import org.vigil.schema.IndexField;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.Decisions;

/**
 * What people decided about names and spellings in an archive of a cluster: kept in a document of
 * the index, which is changed only as it was read, and told to the nodes by a setting. Every server
 * and every search follow within a second.
 */
public final class ClusterDecisions implements Decisions {

  private static final String KIND = "decided";
  private static final String ID = "decided.all";

  private final ClusterIndex index;
  private final Refresh after;

  /** Makes searches see what was written. */
  public interface Refresh {
    void run() throws IOException;
  }

  private final Optional<String> only;

  /**
   * @param only the index that is meant; empty for that which goes by the name at each moment
   */
  ClusterDecisions(ClusterIndex index, Optional<String> only, Refresh after) {
    this.index = index;
    this.only = only;
    this.after = after;
  }

  /** What stands there, and at which change. */
  private record Standing(Decided decided, long number, long term) {}

  private Standing standing(String concrete) throws IOException {
    Cluster.Answer answer = index.cluster().get("/" + concrete + "/_doc/" + ID);
    if (answer.status() == 404) {
      return new Standing(Decided.NOTHING, -1, -1);
    }
    ClusterIndex.expect(answer, "tell what was decided");
    JsonNode json = answer.json();
    byte[] text = Base64.getDecoder().decode(json.at("/_source/" + Mapping.DECIDED).asText());
    return new Standing(
        Decided.read(new String(text, StandardCharsets.UTF_8)),
        json.path("_seq_no").asLong(),
        json.path("_primary_term").asLong());
  }

  /** A change to what was decided. */
  private interface Change {
    Decided of(Decided before) throws IOException;
  }

  /** Makes a change, again if another made one meanwhile, and tells it to the nodes. */
  private Decided change(String concrete, Change change) throws IOException {
    while (true) {
      Standing before = standing(concrete);
      Decided next = change.of(before.decided());
      if (next.equals(before.decided()) && before.number() < 0) {
        return next;
      }
      if (next.equals(before.decided()) || put(concrete, before, next)) {
        tell(concrete);
        after.run();
        return next;
      }
    }
  }

  private boolean put(String concrete, Standing before, Decided next) throws IOException {
    ClusterIndex.expect(
        index.cluster().put("/" + concrete + "/_mapping", Mapping.later().toString()),
        "keep what is decided");
    ObjectNode source =
        Wire.object()
            .put(IndexField.KIND.fieldName(), KIND)
            .put(
                Mapping.DECIDED,
                Base64.getEncoder().encodeToString(next.json().getBytes(StandardCharsets.UTF_8)));
    String condition =
        before.number() < 0
            ? "?op_type=create"
            : "?if_seq_no=" + before.number() + "&if_primary_term=" + before.term();
    Cluster.Answer answer =
        index.cluster().put("/" + concrete + "/_doc/" + ID + condition, source.toString());
    if (answer.status() == 409) {
      return false;
    }
    ClusterIndex.expect(answer, "keep what is decided");
    return true;
  }

  /** Whoever tells last tells what stands there then. */
  private void tell(String concrete) throws IOException {
    Standing told = standing(concrete);
    while (true) {
      ObjectNode settings = Wire.object().put(Decided.SETTING, told.decided().json());
      ClusterIndex.expect(
          index.cluster().put("/" + concrete + "/_settings", settings.toString()),
          "tell its nodes what is decided");
      Standing now = standing(concrete);
      if (now.equals(told)) {
        return;
      }
      told = now;
    }
  }

  private String concrete() throws IOException {
    return only.isPresent() ? only.get() : index.readable().concrete();
  }

  @Override
  public Content content() throws IOException {
    List<Decision> decisions = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    new TreeMap<>(standing(concrete()).decided().names())
        .forEach(
            (source, text) -> {
              Curation.Parsed parsed = Curation.parse(text);
              Path file = Path.of(source);
              parsed.lines().forEach(line -> decisions.add(Decision.of(file, line)));
              parsed.faults().forEach(fault -> faults.add(new Fault(file, fault)));
            });
    return new Content(decisions, faults);
  }

  @Override
  public List<Decision> add(List<Curation.Line> lines) throws IOException {
    Path here = Path.of(Decided.HERE);
    Decided after =
        change(
            concrete(),
            before -> {
              String text = before.names().getOrDefault(Decided.HERE, "");
              return before.withNames(Decided.HERE, text + Decisions.missing(here, text, lines));
            });
    return Decision.standing(
        here, Curation.parse(after.names().getOrDefault(Decided.HERE, "")).lines(), lines);
  }

  /**
   * @throws IllegalArgumentException if the line stands in a file of a corpus
   */
  @Override
  public boolean withdraw(String key) throws IOException {
    Content content = content();
    List<Decision> found =
        content.decisions().stream().filter(each -> each.key().equals(key)).toList();
    if (found.isEmpty()) {
      return false;
    }
    Path file = found.getFirst().file();
    if (!file.equals(Path.of(Decided.HERE))) {
      throw new IllegalArgumentException(
          "the decision stands in " + file + ": take the line out there, and run 'vigil index'");
    }
    Decided unused =
        change(
            concrete(),
            before -> {
              String text = before.names().getOrDefault(Decided.HERE, "");
              Set<Integer> numbers = new HashSet<>();
              for (Curation.Line line : Curation.parse(text).lines()) {
                if (Decision.of(file, line).key().equals(key)) {
                  numbers.add(line.number());
                }
              }
              return before.withNames(Decided.HERE, Decisions.without(text, numbers));
            });
    return true;
  }

  /**
   * Lets files about names hold, beside others and in place of what they said before.
   *
   * @param texts by the path of the file; an empty one for a file that is there no more
   * @throws org.vigil.entity.MalformedCurationException if one cannot be read, naming file and line
   */
  public void follow(Map<String, String> texts) throws IOException {
    Curation unusedCuration = new Decided(texts, Map.of()).curation();
    Decided unused =
        change(
            concrete(),
            before -> {
              Decided next = before;
              for (Map.Entry<String, String> text : texts.entrySet()) {
                next = next.withNames(text.getKey(), text.getValue());
              }
              return next;
            });
  }

  /**
   * Lets a file of spellings hold in place of that of before.
   *
   * @throws IllegalArgumentException if it cannot be read, naming file and line
   */
  public void spell(String file, String text) throws IOException {
    Map<String, String> spellings = text.isBlank() ? Map.of() : Map.of(file, text);
    SpellingVariants unusedVariants = new Decided(Map.of(), spellings).variants();
    Decided unused = change(concrete(), before -> new Decided(before.names(), spellings));
  }

  /** Brings what was decided in another index into this one. */
  void carry(String from) throws IOException {
    Decided decided = standing(from).decided();
    Decided unused = change(concrete(), before -> decided);
  }
}
