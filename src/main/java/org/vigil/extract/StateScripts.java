package org.vigil.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/**
 * The article in the data from which scripts build a page that holds no text itself.
 *
 * <p>No framework is known by name. The article is the list that holds the most prose, or the one
 * string that does; who wrote it stands in the object around it.
 */
final class StateScripts {

  /**
   * An article as data.
   *
   * @param text paragraphs parted by a blank line
   * @param headlines what the objects around it are called
   * @param authors whom they name
   */
  record Story(String text, List<String> headlines, List<String> authors) {}

  private static final int MOST_NODES = 200_000;
  private static final int SHORTEST_STORY = 400;
  private static final int SHORTEST_PARAGRAPH = 40;
  private static final int DEEPEST = 100;
  private static final int MOST_AROUND = 3;

  private static final Pattern NO_PROSE =
      Pattern.compile(
          "(?i).*(?:image|video|embed|gallery|newsletter|related|interstitial|promo|social|audio"
              + "|advert|link_?list|teaser|script|style).*");

  /** Under which keys the words of a paragraph stand; the first that is there is taken. */
  private static final List<String> WORDS =
      List.of("text", "html", "content", "children", "value", "items", "body", "paragraph", "data");

  private static final List<String> KINDS = List.of("type", "_type", "__typename", "nodeType");
  private static final List<String> HEADLINES = List.of("headline", "headlines", "title", "titles");

  private static final List<String> AUTHORS =
      List.of("authors", "author", "bylines", "byline", "credits", "contributors", "creators");

  private final Predicate<List<String>> called;
  private Candidate best = new Candidate(List.of(), List.of());
  private boolean bestIsCalled;
  private int seen;

  private record Candidate(List<String> paragraphs, List<JsonNode> around) {
    int length() {
      return paragraphs.stream().mapToInt(String::length).sum();
    }
  }

  private StateScripts(Predicate<List<String>> called) {
    this.called = called;
  }

  /**
   * The article in the scripts of a page, if one holds enough prose for one.
   *
   * @param called whether the page has one of these headlines: such an article comes before others
   */
  static Optional<Story> story(Document page, Predicate<List<String>> called) {
    StateScripts scripts = new StateScripts(called);
    ScriptData.of(page).forEach(data -> scripts.look(data, new ArrayList<>()));
    return scripts.best.length() < SHORTEST_STORY
        ? Optional.empty()
        : Optional.of(story(scripts.best));
  }

  private void look(JsonNode node, List<JsonNode> path) {
    if (seen++ > MOST_NODES || path.size() > DEEPEST) {
      return;
    }
    if (node.isTextual()) {
      consider(new Candidate(paragraphs(node.asText()), path));
      return;
    }
    if (node.isArray()) {
      List<String> paragraphs = new ArrayList<>();
      node.forEach(element -> paragraphs.addAll(paragraphs(words(element, 0))));
      consider(new Candidate(paragraphs, path));
    }
    path.add(node);
    node.forEach(child -> look(child, path));
    path.removeLast();
  }

  private void consider(Candidate candidate) {
    int length = candidate.length();
    if (length < SHORTEST_STORY || (bestIsCalled && length <= best.length())) {
      return;
    }
    boolean isCalled = called.test(headlines(candidate.around()));
    if (isCalled == bestIsCalled ? length > best.length() : isCalled) {
      best = new Candidate(candidate.paragraphs(), List.copyOf(candidate.around()));
      bestIsCalled = isCalled;
    }
  }

  /** The words of one element of an article, whatever nests in it. */
  private static String words(JsonNode element, int depth) {
    if (element.isTextual()) {
      return element.asText();
    }
    if (depth > MOST_AROUND * 2 || isNoProse(element) || (depth == 0 && isHeaded(element))) {
      return "";
    }
    if (isMarkup(element)) {
      return words(element.get(3).path("children"), depth + 1);
    }
    if (element.isArray()) {
      StringBuilder joined = new StringBuilder();
      element.forEach(child -> joined.append(words(child, depth + 1)));
      return joined.toString();
    }
    for (String key : WORDS) {
      if (element.hasNonNull(key)) {
        return words(element.get(key), depth + 1);
      }
    }
    return "";
  }

  /** An element of a page as an array of a sign, its name, its key and its properties. */
  private static boolean isMarkup(JsonNode element) {
    return element.isArray() && element.size() == 4 && element.get(0).asText().equals("$");
  }

  /** An article among others: its words are its own. */
  private static boolean isHeaded(JsonNode element) {
    return HEADLINES.stream().map(element::path).anyMatch(title -> !title.asText().isBlank());
  }

  private static boolean isNoProse(JsonNode element) {
    return KINDS.stream()
        .map(element::path)
        .anyMatch(kind -> kind.isTextual() && NO_PROSE.matcher(kind.asText()).matches());
  }

  /** The paragraphs in a string that may be HTML: those that are prose. */
  private static List<String> paragraphs(String written) {
    if (written.length() < SHORTEST_PARAGRAPH || written.indexOf(' ') < 0) {
      return List.of();
    }
    return PageFacts.paragraphs(written).stream()
        .filter(p -> p.length() >= SHORTEST_PARAGRAPH && isProse(p))
        .toList();
  }

  /** Code, addresses and lists of words are none. */
  private static boolean isProse(String paragraph) {
    int letters = 0;
    int blanks = 0;
    int signs = 0;
    for (int i = 0; i < paragraph.length(); i++) {
      char c = paragraph.charAt(i);
      letters +=
          Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK ? 1 : 0;
      blanks += c == ' ' || c >= '\u3000' ? 1 : 0;
      signs += "{}[]<>=;_\\".indexOf(c) >= 0 ? 1 : 0;
    }
    return letters * 10 > paragraph.length() * 6
        && blanks * 20 > paragraph.length()
        && signs * 50 < paragraph.length();
  }

  private static Story story(Candidate candidate) {
    Set<String> authors = new LinkedHashSet<>();
    int objects = 0;
    for (int i = candidate.around().size() - 1; i >= 0 && objects < MOST_AROUND; i--) {
      JsonNode node = candidate.around().get(i);
      if (node.isObject()) {
        objects++;
        if (authors.isEmpty()) {
          List<String> named = new ArrayList<>();
          AUTHORS.forEach(key -> gather(node.path(key), "name", named, 0));
          authors.addAll(named);
        }
      }
    }
    return new Story(
        String.join("\n\n", candidate.paragraphs()),
        headlines(candidate.around()),
        List.copyOf(authors));
  }

  /** What the nearest of the objects is called that has a name. */
  private static List<String> headlines(List<JsonNode> around) {
    List<String> headlines = new ArrayList<>();
    for (int i = around.size() - 1; i >= 0 && headlines.isEmpty(); i--) {
      for (String key : HEADLINES) {
        gather(around.get(i).path(key), "", headlines, 0);
      }
    }
    return headlines;
  }

  /**
   * The strings of a value, in arrays and objects too.
   *
   * @param ending of the keys whose strings count in an object
   */
  private static void gather(JsonNode node, String ending, Collection<String> found, int depth) {
    if (node.isTextual() && !node.asText().isBlank()) {
      found.add(PageFacts.unescaped(node.asText()));
    } else if (depth < MOST_AROUND && node.isArray()) {
      node.forEach(child -> gather(child, ending, found, depth + 1));
    } else if (depth < MOST_AROUND && node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                boolean named = field.getKey().toLowerCase(Locale.ROOT).endsWith(ending);
                if (named || field.getValue().isContainerNode()) {
                  gather(field.getValue(), ending, found, depth + 1);
                }
              });
    }
  }
}
