package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.vigil.entity.Curation;
import org.vigil.entity.MalformedCurationException;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.CurationSource;
import org.vigil.search.ShardOfMany;
import org.vigil.search.VariantsSource;

/**
 * What people decided about names and spellings, as it travels to the nodes of a cluster: texts as
 * in {@code entities.csv} and {@code variants.txt}, by what they are from.
 */
public record Decided(Map<String, String> names, Map<String, String> spellings) {

  /** The setting of an index that holds it for the nodes. */
  public static final String SETTING = "index.vigil.decided";

  /** Where that stands which was decided in the cluster itself. */
  static final String HERE = "entities.csv";

  static final Decided NOTHING = new Decided(Map.of(), Map.of());

  public Decided {
    names = Map.copyOf(names);
    spellings = Map.copyOf(spellings);
  }

  /** The same with another text about names; an empty one is none. */
  Decided withNames(String source, String text) {
    return new Decided(with(names, source, text), spellings);
  }

  private static Map<String, String> with(Map<String, String> texts, String source, String text) {
    Map<String, String> all = new TreeMap<>(texts);
    if (text.isEmpty()) {
      all.remove(source);
    } else {
      all.put(source, text);
    }
    return all;
  }

  /**
   * The decisions of all texts, those decided in the cluster last.
   *
   * @throws MalformedCurationException if one cannot be read, naming what it is from and the line
   */
  Curation curation() throws MalformedCurationException {
    Curation all = Curation.NONE;
    for (Map.Entry<String, String> text : new TreeMap<>(names).entrySet()) {
      if (!text.getKey().equals(HERE)) {
        all = all.and(Curation.parse(text.getValue()).orThrow(text.getKey()));
      }
    }
    return all.and(Curation.parse(names.getOrDefault(HERE, "")).orThrow(HERE));
  }

  /** The spellings that are shipped and those of all texts. */
  SpellingVariants variants() {
    return spellings.isEmpty()
        ? SpellingVariants.shipped()
        : SpellingVariants.shippedAnd(new TreeMap<>(spellings));
  }

  String json() {
    ObjectNode json = Wire.object();
    ObjectNode ofNames = json.putObject("names");
    new TreeMap<>(names).forEach(ofNames::put);
    ObjectNode ofSpellings = json.putObject("spellings");
    new TreeMap<>(spellings).forEach(ofSpellings::put);
    return json.toString();
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param text empty for nothing
   */
  static Decided read(String text) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    JsonNode json = Wire.parse(text);
    return new Decided(texts(json.path("names")), texts(json.path("spellings")));
  }

  private static Map<String, String> texts(JsonNode json) {
    Map<String, String> texts = new TreeMap<>();
    json.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  /**
   * What the shards of an index decide by together.
   *
   * @param setting gives the present value of {@value #SETTING} in a node, empty for none
   */
  public static ShardOfMany.Decisions together(Supplier<String> setting) {
    return new ShardOfMany.Decisions() {
      @Override
      public String text() {
        return setting.get();
      }

      @Override
      public Curation names(String text) throws MalformedCurationException {
        return read(text).curation();
      }

      @Override
      public SpellingVariants spellings(String text) {
        return read(text).variants();
      }
    };
  }

  /** What a node knows of it; read again only when it is another. Safe for several threads. */
  public static final class InNode {
    private final Supplier<String> setting;
    private String last = "";
    private Curation curation = Curation.NONE;
    private SpellingVariants variants = SpellingVariants.shipped();

    /**
     * @param setting gives the present value of {@value Decided#SETTING}, empty for none
     */
    public InNode(Supplier<String> setting) {
      this.setting = setting;
    }

    private synchronized void follow() throws MalformedCurationException {
      String now = setting.get();
      if (!now.equals(last)) {
        Decided decided = read(now);
        curation = decided.curation();
        variants = decided.variants();
        last = now;
      }
    }

    /** What was decided about names. */
    public CurationSource names() {
      return () -> {
        follow();
        return curation;
      };
    }

    /** The known spellings. */
    public VariantsSource spellings() {
      return () -> {
        follow();
        return variants;
      };
    }
  }
}
