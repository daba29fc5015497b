package org.vigil.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.vigil.extract.ClassWords.Purpose;
import org.vigil.extract.ClassWords.Verdict;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Kind;
import org.vigil.extract.PageBlocks.Zone;

/**
 * Finds the text of the article on a page: the element with the greatest surplus of sentences over
 * links and labels, less what inside it serves other ends.
 */
final class MainText {

  private static final double LEAST_REMAINING = 0.15;

  /** A page with less running text beside the teasers of stories is one of teasers alone. */
  private static final int LEAST_BESIDE_TEASERS = 120;

  private static final int SHORTEST_OPENING = 5;
  private static final int SHORTEST_CLOSING = 40;
  private static final String OPENING_ENDS = "?!,:]؟？！，：;،";
  private static final int LEAD_WITHIN = 15;
  private static final int HEADLINE_WITHIN = 40;
  private static final Set<String> LEAD_WORDS = Set.of("teaser", "teasers", "meta");
  private static final Set<String> CONTAINERS =
      Set.of("div", "section", "article", "main", "td", "body", "form");

  private static final double NEARLY_ALL = 0.88;
  private final PageBlocks page;
  private final boolean[] excluded;
  private final double[] total;
  private final double[] prose;

  private final Optional<Zone> body;

  /**
   * That of a page.
   *
   * @param address of the page, if it says so
   */
  MainText(PageBlocks page, Optional<String> address) {
    this.page = page;
    boolean[] beside = excluded(Teasers.in(page, address));
    this.excluded =
        remaining(beside) < LEAST_BESIDE_TEASERS
            ? excluded(new boolean[page.blocks.size()])
            : beside;
    this.prose = new double[page.blocks.size() + 1];
    this.total = new double[page.blocks.size() + 1];
    for (int i = 0; i < page.blocks.size(); i++) {
      Block block = page.blocks.get(i);
      total[i + 1] = total[i] + (excluded[i] ? 0 : value(block));
      prose[i + 1] = prose[i] + (excluded[i] || !block.prose ? 0 : block.length());
    }
    this.body = page.blocks.isEmpty() ? Optional.empty() : Optional.of(narrow(best()));
  }

  /** The element that holds the article; empty for a page without words. */
  Optional<Zone> body() {
    return body;
  }

  /** The block of the headline: the last one before the article, or inside it. */
  Optional<Integer> headline(Optional<String> title) {
    return body.flatMap(
        zone -> {
          int from = Math.max(0, zone.from - HEADLINE_WITHIN);
          for (int i = zone.from - 1; i >= from; i--) {
            if (isHeadline(page.blocks.get(i), title)) {
              return Optional.of(i);
            }
          }
          for (int i = zone.from; i < Math.min(zone.to, zone.from + LEAD_WITHIN); i++) {
            if (isHeadline(page.blocks.get(i), title)) {
              return Optional.of(i);
            }
          }
          return Optional.empty();
        });
  }

  private static double sum(double[] running, Zone zone) {
    return running[zone.to] - running[zone.from];
  }

  private static double value(Block block) {
    if (block.prose) {
      return block.length();
    }
    if (block.kind == Kind.HEADING) {
      return block.linkShare() > 0.5 ? -20 : 0;
    }
    return block.linkShare() > 0.5
        ? -Math.min(block.length(), 60)
        : block.kind == Kind.CELL ? 0 : -Math.min(block.length(), 20) * 0.3;
  }

  /**
   * Teasers, and blocks inside elements whose names say that they are not the article. A word that
   * stands on elements with most of the other prose says nothing on this page.
   */
  private boolean[] excluded(boolean[] teasers) {
    double[] prose = new double[teasers.length + 1];
    for (int i = 0; i < teasers.length; i++) {
      Block block = page.blocks.get(i);
      prose[i + 1] = prose[i] + (teasers[i] || !block.prose ? 0 : block.length());
    }
    Map<Verdict, Double> proseBy = new HashMap<>();
    Map<Verdict, Integer> seenUntil = new HashMap<>();
    for (Zone zone : page.zones) {
      Verdict verdict = zone.verdict;
      if (verdict.purpose().isOutside() && zone.from >= seenUntil.getOrDefault(verdict, 0)) {
        seenUntil.put(verdict, zone.to);
        proseBy.merge(verdict, sum(prose, zone), Double::sum);
      }
    }
    double all = prose[prose.length - 1];
    Set<Verdict> meaningless = new HashSet<>();
    proseBy.forEach(
        (verdict, held) -> {
          if (held > all * verdict.purpose().most) {
            meaningless.add(verdict);
          }
        });
    boolean[] blocks = excludedBut(meaningless, teasers);
    while (remaining(blocks) < LEAST_REMAINING * all) {
      Optional<Verdict> most =
          proseBy.entrySet().stream()
              .filter(e -> e.getKey().purpose() != Purpose.NEVER && e.getValue() > 0)
              .filter(e -> !meaningless.contains(e.getKey()))
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey);
      if (most.isEmpty()) {
        break;
      }
      meaningless.add(most.get());
      blocks = excludedBut(meaningless, teasers);
    }
    return blocks;
  }

  private boolean[] excludedBut(Set<Verdict> meaningless, boolean[] teasers) {
    boolean[] blocks = teasers.clone();
    int done = 0;
    for (Zone zone : page.zones) {
      if (zone.verdict.purpose().isOutside()
          && zone.to > done
          && !meaningless.contains(zone.verdict)) {
        Arrays.fill(blocks, Math.max(done, zone.from), zone.to, true);
        done = zone.to;
      }
    }
    return blocks;
  }

  private double remaining(boolean[] excluded) {
    double prose = 0;
    for (int i = 0; i < excluded.length; i++) {
      Block block = page.blocks.get(i);
      prose += excluded[i] || !block.prose ? 0 : block.length();
    }
    return prose;
  }

  /** The text, paragraphs separated by a blank line; empty if the page holds none. */
  String text(Optional<String> title) {
    String article = body.map(zone -> text(zone, title)).orElse("");
    // A page of links or labels alone is better found by its words than not at all.
    return article.isEmpty()
        ? print(page.blocks.stream().filter(block -> !block.boilerplate).toList())
        : article;
  }

  private String text(Zone best, Optional<String> title) {
    List<Block> kept = new ArrayList<>(lead(best, title));
    List<Block> opening = new ArrayList<>();
    int prose = kept.size();
    for (int i = best.from; i < best.to; i++) {
      Block block = page.blocks.get(i);
      if (!excluded[i] && block.boilerplate && opensTail(i, best)) {
        break;
      }
      if (!excluded[i] && belongs(block, title)) {
        boolean sentence =
            block.prose || (block.shortSentence && prose > 0 && isLike(block, kept.get(prose - 1)));
        if (sentence && prose == 0) {
          kept.addAll(0, opening.stream().filter(o -> isAlike(o, block)).toList());
        }
        if (sentence || prose > 0 || block.kind != Kind.PARAGRAPH) {
          kept.add(block);
        } else if (mayOpen(block)) {
          opening.add(block);
        } else {
          opening.clear();
        }
        if (sentence) {
          prose = kept.size();
        }
      }
    }
    while (kept.size() > prose
        && !isTabular(kept.getLast())
        && !(prose > 0 && isClosing(kept.getLast(), kept.get(prose - 1)))) {
      kept.removeLast();
    }
    return print(kept);
  }

  /** Whether a block is marked up as a paragraph, or as the prose before it is. */
  private static boolean isLike(Block block, Block prose) {
    return block.zone.element.nameIs("p") || block.zone.equals(prose.zone) || isAlike(block, prose);
  }

  /** Whether two blocks stand side by side in elements of one form. */
  private static boolean isAlike(Block block, Block prose) {
    Element element = block.zone.element;
    return Objects.equals(block.zone.parent, prose.zone.parent)
        && element.nameIs(prose.zone.element.normalName())
        && element.className().equals(prose.zone.element.className());
  }

  /** A line without a stop at the end that is long for a label and looks like the prose. */
  private static boolean isClosing(Block block, Block prose) {
    return block.kind == Kind.PARAGRAPH
        && block.linked == 0
        && block.length() >= SHORTEST_CLOSING
        && isAlike(block, prose);
  }

  /** A question, a salutation or a noise in brackets before the first sentences. */
  private static boolean mayOpen(Block block) {
    return block.linked == 0
        && block.length() >= SHORTEST_OPENING
        && OPENING_ENDS.indexOf(block.text.charAt(block.length() - 1)) >= 0
        && !HeadLine.of(block.text, Optional.empty()).isDatedOrCued();
  }

  /** A heading over links to other stories, with little of the article after it. */
  private boolean opensTail(int index, Zone body) {
    return page.blocks.get(index).kind == Kind.HEADING
        && prose[body.to] - prose[index] < LEAST_REMAINING * sum(prose, body);
  }

  private Zone best() {
    Zone best = page.zones.getFirst();
    for (Zone zone : page.zones) {
      double gain = sum(total, zone) - sum(total, best);
      if (gain > 0 || (gain == 0 && zone.within(best))) {
        best = zone;
      }
    }
    return best;
  }

  /** Prose between the headline and the body, which many pages keep outside of it. */
  private List<Block> lead(Zone body, Optional<String> title) {
    List<Block> lead = new ArrayList<>();
    for (int i = body.from - 1; i >= Math.max(0, body.from - LEAD_WITHIN); i--) {
      Block block = page.blocks.get(i);
      if (isHeadline(block, title)) {
        return lead.reversed();
      }
      boolean sentence = block.prose || (block.kind == Kind.HEADING && block.length() >= 60);
      if (sentence && block.linkShare() < 0.3 && (!excluded[i] || namesLead(block.zone))) {
        lead.add(block);
      }
    }
    return List.of();
  }

  private static boolean isHeadline(Block block, Optional<String> title) {
    return block.zone.element.normalName().equals("h1")
        || (block.kind == Kind.HEADING
            && title.filter(t -> PageFacts.sameWords(t, block.text)).isPresent());
  }

  private static boolean namesLead(Zone zone) {
    String word = zone.verdict.word();
    return LEAD_WORDS.contains(word)
        || (zone.parent != null && LEAD_WORDS.contains(zone.parent.verdict.word()));
  }

  private static boolean isTabular(Block block) {
    return block.kind == Kind.CELL || block.kind == Kind.ITEM;
  }

  /** The smallest element that still holds nearly all prose of the given one. */
  private Zone narrow(Zone zone) {
    double all = sum(prose, zone);
    Zone narrow = zone;
    for (Zone inner : page.zones) {
      if (inner.within(zone)
          && CONTAINERS.contains(inner.element.normalName())
          && sum(prose, inner)
              >= all * (inner.verdict.purpose() == Purpose.ARTICLE ? 0.6 : NEARLY_ALL)
          && narrow.verdict.purpose() != Purpose.ARTICLE) {
        narrow = inner;
      }
    }
    return narrow;
  }

  private static boolean belongs(Block block, Optional<String> title) {
    if (block.boilerplate) {
      return false;
    }
    if (block.kind == Kind.HEADING) {
      return block.linkShare() < 0.5
          && title.filter(t -> PageFacts.sameWords(t, block.text)).isEmpty();
    }
    if (block.linkShare() > 0.6 && block.length() < 200) {
      return false;
    }
    return true;
  }

  private static String print(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (i > 0) {
        text.append(gap(blocks.get(i - 1), block));
      }
      text.append(
          block.kind == Kind.PREFORMATTED ? block.text : block.text.replace(PageBlocks.SEAM, ' '));
    }
    return text.toString();
  }

  private static String gap(Block before, Block block) {
    if (before.kind == Kind.CELL && block.kind == Kind.CELL && !before.prose && !block.prose) {
      return before.zone.parent == block.zone.parent ? " | " : "\n";
    }
    return before.kind == Kind.ITEM && block.kind == Kind.ITEM ? "\n" : "\n\n";
  }
}
