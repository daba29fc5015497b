package org.vigil.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.extract.PdfLines.Line;

/**
 * Finds the title of a printed document: the block in the most prominent type of its first page,
 * when that is more prominent than the type of the text. Letterheads and mastheads are passed over.
 */
final class PrintedTitle {

  private static final int LONGEST = 300;
  private static final double BOLD = 1.1;
  private static final double PROMINENT = 1.08;

  /** Organs whose documents print the organ's name larger than the title. */
  private static final Set<String> ORGANS =
      Set.of(
          "united nations",
          "general assembly",
          "security council",
          "human rights council",
          "economic and social council",
          "nations unies",
          "assemblée générale",
          "conseil de sécurité",
          "conseil des droits de l’homme",
          "conseil économique et social",
          "naciones unidas",
          "asamblea general",
          "consejo de seguridad",
          "consejo de derechos humanos",
          "consejo económico y social",
          "организация объединенных наций",
          "генеральная ассамблея",
          "совет безопасности",
          "совет по правам человека",
          "экономический и социальный совет");

  /** Consecutive lines in one type. */
  private record Block(String text, double rank, int lineIndex) {}

  private PrintedTitle() {}

  static Optional<String> of(List<Line> lines) {
    double body = bodyRank(lines);
    List<Block> blocks =
        blocks(lines).stream()
            .filter(b -> b.rank >= body * PROMINENT && b.text.length() <= LONGEST)
            .filter(b -> b.text.codePoints().filter(Character::isLetter).count() >= 4)
            .filter(b -> !isOrgan(b.text))
            .toList();
    Optional<Block> best = Optional.empty();
    for (Block block : blocks) {
      boolean letterhead =
          block.lineIndex == 0
              && block.text.equals(block.text.toUpperCase(Locale.ROOT))
              && blocks.stream().anyMatch(b -> b.lineIndex > 0 && words(b.text) >= 4);
      if (!letterhead && (best.isEmpty() || block.rank > best.get().rank * 1.02)) {
        best = Optional.of(block);
      }
    }
    return best.map(Block::text);
  }

  private static List<Block> blocks(List<Line> lines) {
    List<Block> blocks = new ArrayList<>();
    int i = 0;
    while (i < lines.size() && lines.get(i).page() == lines.getFirst().page()) {
      int start = i;
      double rank = rank(lines.get(i));
      StringBuilder text = new StringBuilder(lines.get(i).text());
      i++;
      while (i < lines.size()
          && lines.get(i).page() == lines.get(start).page()
          && Math.abs(rank(lines.get(i)) - rank) < 0.03 * rank
          && text.length() <= LONGEST) {
        PageLayout.join(text, lines.get(i).text(), Set.of());
        i++;
      }
      blocks.add(new Block(text.toString(), rank, start));
    }
    return blocks;
  }

  private static boolean isOrgan(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace('\'', '’');
    int distribution = lower.indexOf(" distr");
    return ORGANS.contains(distribution < 0 ? lower : lower.substring(0, distribution).strip());
  }

  private static double rank(Line line) {
    return line.size() * (line.bold() ? BOLD : 1);
  }

  /** The rank that most characters have. */
  private static double bodyRank(List<Line> lines) {
    Map<Long, Integer> characters = new HashMap<>();
    for (Line line : lines) {
      characters.merge(Math.round(rank(line) * 2), line.text().length(), Integer::sum);
    }
    return characters.entrySet().stream()
        .max(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(e -> e.getKey() / 2.0)
        .orElse(0.0);
  }

  private static int words(String text) {
    return text.split(" ", -1).length;
  }
}
