package org.vigil.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.vigil.extract.PageBlocks.Block;
import org.vigil.extract.PageBlocks.Kind;
import org.vigil.extract.PageBlocks.Zone;

/**
 * Finds the text of the article on a page: the element with the greatest surplus of sentences over
 * links and labels, less what inside it serves other ends.
 */
final class MainText {

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;…\"'”’»。！？؟۔।)\\]]\\s*$");
  private static final Set<String> ASKING =
      Set.of("advertisement", "advertising", "anzeige", "werbung", "publicidad", "publicité");

  private final PageBlocks page;
  private final boolean[] excluded;
  private final double[] total;

  private MainText(PageBlocks page) {
    this.page = page;
    double[] prose = running(block -> isProse(block) ? block.length() : 0);
    this.excluded = excluded(prose);
    this.total = new double[page.blocks.size() + 1];
    for (int i = 0; i < page.blocks.size(); i++) {
      total[i + 1] = total[i] + (excluded[i] ? 0 : value(page.blocks.get(i)));
    }
  }

  /** The text, paragraphs separated by a blank line; empty if the page holds none. */
  static String of(Document document, Optional<String> title) {
    PageBlocks page = PageBlocks.of(document);
    if (page.blocks.isEmpty()) {
      return "";
    }
    return new MainText(page).text(title);
  }

  private interface Measure {
    double of(Block block);
  }

  private double[] running(Measure measure) {
    double[] sums = new double[page.blocks.size() + 1];
    for (int i = 0; i < page.blocks.size(); i++) {
      sums[i + 1] = sums[i] + measure.of(page.blocks.get(i));
    }
    return sums;
  }

  private static double sum(double[] running, Zone zone) {
    return running[zone.to] - running[zone.from];
  }

  private static boolean isProse(Block block) {
    if (block.kind == Kind.HEADING || block.linkShare() > 0.4) {
      return false;
    }
    return block.length() >= 80
        || (block.length() >= 25 && SENTENCE_END.matcher(block.text).find());
  }

  private static double value(Block block) {
    if (isProse(block)) {
      return block.length();
    }
    if (block.kind == Kind.HEADING) {
      return block.linkShare() > 0.5 ? -20 : 0;
    }
    return -Math.min(block.length(), block.linkShare() > 0.5 ? 60 : 20);
  }

  private boolean[] excluded(double[] prose) {
    double all = prose[prose.length - 1];
    boolean[] blocks = new boolean[page.blocks.size()];
    for (Zone zone : page.zones) {
      boolean out =
          switch (zone.purpose) {
            case UNKNOWN, ARTICLE -> false;
            case NEVER -> sum(prose, zone) < all * 0.9;
            case ASIDE -> sum(prose, zone) < all * 0.5;
          };
      if (out) {
        java.util.Arrays.fill(blocks, zone.from, zone.to, true);
      }
    }
    return blocks;
  }

  private String text(Optional<String> title) {
    Zone best = best();
    List<Block> kept = new ArrayList<>();
    for (int i = best.from; i < best.to; i++) {
      Block block = page.blocks.get(i);
      if (!excluded[i] && belongs(block, title)) {
        kept.add(block);
      }
    }
    while (!kept.isEmpty() && kept.getLast().kind == Kind.HEADING) {
      kept.removeLast();
    }
    return print(kept);
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

  private static boolean belongs(Block block, Optional<String> title) {
    String plain = block.text.toLowerCase(Locale.ROOT);
    if (ASKING.contains(plain)) {
      return false;
    }
    if (block.kind == Kind.HEADING) {
      return block.linkShare() < 0.5
          && title.filter(t -> t.equalsIgnoreCase(block.text)).isEmpty()
          && !block.zone.element.normalName().equals("h1");
    }
    if (block.linkShare() > 0.6 && block.length() < 200) {
      return false;
    }
    return block.length() >= 25 || SENTENCE_END.matcher(block.text).find();
  }

  private static String print(List<Block> blocks) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (i > 0) {
        text.append(gap(blocks.get(i - 1), block));
      }
      text.append(block.text);
    }
    return text.toString();
  }

  private static String gap(Block before, Block block) {
    if (before.kind == Kind.CELL && block.kind == Kind.CELL) {
      return before.zone.parent == block.zone.parent ? " | " : "\n";
    }
    return before.kind == Kind.ITEM && block.kind == Kind.ITEM ? "\n" : "\n\n";
  }
}
