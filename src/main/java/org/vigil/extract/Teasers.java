package org.vigil.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Kind;
import org.vigil.extract.PageBlocks.Zone;

/**
 * The lists of other stories on a page, told by their form, whatever they are called: boxes alike
 * and side by side, each a headline that leads to another page, with a few words on what it is
 * about.
 */
final class Teasers {

  /** Fewer boxes that look alike are no list. */
  private static final int LEAST = 3;

  /** So many of them have the form of a teaser. */
  private static final double MOST_OF_THEM = 0.6;

  private static final int LONGEST_PROSE = 400;
  private static final int LONGEST_ON_AVERAGE = 300;
  private static final int MOST_BLOCKS = 10;
  private static final int SHORTEST_HEADLINE = 15;
  private static final double LINKED = 0.8;

  private static final Set<String> BOXES =
      Set.of("div", "li", "article", "section", "aside", "figure");

  private static final Pattern MORE =
      Pattern.compile(
          "(?iu)(?:\\[?(?:…|\\.\\.\\.)\\]?\\s*)?(?:(?:read|see|learn|view|find out|continue|full|more)\\b.{0,24}"
              + "|(?:weiter|mehr|ganzen artikel).{0,20}|(?:lire|en savoir plus|voir).{0,20}|(?:leer|ver|seguir).{0,20}"
              + "|(?:leia|ler|saiba).{0,20}|(?:leggi|continua).{0,20}|(?:подробнее|читать|далее|детальніше|читати).{0,20}"
              + "|(?:المزيد|اقرأ|للمزيد).{0,20}|(?:阅读|閱讀|更多|详细|全文).{0,8}|(?:और पढ़ें|devamı|czytaj|selengkapnya).{0,20})"
              + "\\s*[>»›→…]*");

  /** The page of a reader or of an author. */
  private static final Pattern PERSON =
      Pattern.compile(
          "(?i)[/?&](?:users?|members?|memberlist|profiles?|u|people|account|authors?|autor)(?:[/.=?]|-\\d)");

  private final PageBlocks page;
  private final String address;

  private Teasers(PageBlocks page, Optional<String> address) {
    this.page = page;
    this.address = address.map(Teasers::path).orElse("");
  }

  /**
   * Which blocks stand in such lists.
   *
   * @param address of the page, if it says so
   */
  static boolean[] in(PageBlocks page, Optional<String> address) {
    return new Teasers(page, address).find();
  }

  private boolean[] find() {
    Map<Zone, Map<String, List<Zone>>> alike = new HashMap<>();
    for (Zone zone : page.zones) {
      if (zone.parent != null
          && zone.to > zone.from
          && zone.to - zone.from <= MOST_BLOCKS
          && BOXES.contains(zone.element.normalName())) {
        alike
            .computeIfAbsent(zone.parent, parent -> new HashMap<>())
            .computeIfAbsent(form(zone.element), form -> new ArrayList<>())
            .add(zone);
      }
    }
    boolean[] found = new boolean[page.blocks.size()];
    for (Map<String, List<Zone>> groups : alike.values()) {
      for (List<Zone> group : groups.values()) {
        if (isList(group)) {
          group.forEach(zone -> Arrays.fill(found, zone.from, zone.to, true));
        }
      }
    }
    return found;
  }

  private static String form(Element element) {
    String names = element.className().strip();
    int end = 0;
    while (end < names.length() && !Character.isWhitespace(names.charAt(end))) {
      end++;
    }
    return element.normalName() + '.' + names.substring(0, end);
  }

  private boolean isList(List<Zone> group) {
    int prose = 0;
    int told = 0;
    for (Zone zone : group) {
      int length = prose(zone);
      if (length > LONGEST_PROSE) {
        return false;
      }
      prose += length;
      told += length > 0 ? 1 : 0;
    }
    if (told < LEAST || prose > LONGEST_ON_AVERAGE * told) {
      return false;
    }
    int teasers = 0;
    Set<String> stories = new HashSet<>();
    for (Zone zone : group) {
      Element link = prose(zone) > 0 ? story(zone) : null;
      if (link != null) {
        teasers++;
        String words = link.text();
        boolean label = words.isBlank() || MORE.matcher(words).matches();
        stories.add(label ? link.attr("href") : words);
      }
    }
    // Replies in a forum all have the headline of what they reply to.
    return stories.size() >= LEAST && teasers >= MOST_OF_THEM * told;
  }

  private int prose(Zone zone) {
    int length = 0;
    for (int i = zone.from; i < zone.to; i++) {
      Block block = page.blocks.get(i);
      length += block.prose ? block.length() : 0;
    }
    return length;
  }

  /** The link to the story that a box has the headline of, if it has any. */
  private @Nullable Element story(Zone zone) {
    boolean headline = false;
    boolean person = false;
    for (int i = zone.from; i < zone.to && !page.blocks.get(i).prose; i++) {
      Block block = page.blocks.get(i);
      if (block.linkShare() > LINKED
          && (block.kind == Kind.HEADING || block.length() >= SHORTEST_HEADLINE)) {
        boolean name = isNameOfPerson(zone, block);
        headline |= !name;
        person |= name;
      }
    }
    Element link = headline ? headlineLink(zone) : person ? null : lastLink(zone);
    return link != null && leadsElsewhere(link.attr("href")) ? link : null;
  }

  /** Whether all that is linked in a block leads to the page of a person: who replied. */
  private static boolean isNameOfPerson(Zone zone, Block block) {
    return zone.element.select("a[href]").stream()
        .anyMatch(
            link ->
                PERSON.matcher(link.attr("href")).find()
                    && block.text.strip().startsWith(link.text().strip())
                    && link.text().strip().length() > LINKED * block.length());
  }

  private static @Nullable Element headlineLink(Zone zone) {
    return zone.element.select("a[href]").stream()
        .filter(link -> !PERSON.matcher(link.attr("href")).find())
        .findFirst()
        .orElse(null);
  }

  /** The link at the end of a text that says no more than to read on there. */
  private @Nullable Element lastLink(Zone zone) {
    Block last = page.blocks.get(zone.to - 1);
    if (last.linked == 0 || last.linked > 40) {
      return null;
    }
    Element link = zone.element.select("a[href]").last();
    return link != null
            && last.text.endsWith(link.text().strip())
            && MORE.matcher(link.text().strip()).matches()
        ? link
        : null;
  }

  private boolean leadsElsewhere(String href) {
    return !href.isBlank()
        && !href.startsWith("#")
        && !href.startsWith("javascript:")
        && !href.startsWith("mailto:")
        && !path(href).equals(address);
  }

  /** An address without host, query and fragment. */
  private static String path(String address) {
    int from = address.indexOf("//");
    int start = from < 0 ? 0 : address.indexOf('/', from + 2);
    String path = start < 0 ? "" : address.substring(start);
    int end = 0;
    while (end < path.length() && "?#".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return path.substring(0, end);
  }
}
