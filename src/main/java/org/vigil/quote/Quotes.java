package org.vigil.quote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.entity.Annotations;

/**
 * Finds quotations and reported statements with who makes them. Rules over word lists, no model: a
 * cue ({@code said}, {@code denied}, {@code according to}), its subject, and what it governs.
 */
public final class Quotes {

  /** Nobody's statement is longer; the rest of one that claims to be is cut off. */
  private static final int LONGEST = 20_000;

  /** Counts up whenever the rules change what they find. */
  public static final String VERSION = "quotes-4";

  private Quotes() {}

  /**
   * The quotes of a text by their start, in time linear in its length. A reported statement may
   * hold another one; quotations neither overlap nor lie within a statement.
   *
   * @param annotations of the same text
   * @param language ISO 639-1 code, if known; other languages than English, Spanish, French,
   *     German, Portuguese, Russian, Arabic and Chinese are read by the English rules, which find
   *     no cue in them
   */
  public static List<Quote> find(String text, Annotations annotations, Optional<String> language) {
    return located(text, annotations, language).stream().map(Located::quote).toList();
  }

  /**
   * A quote with the place that names its speaker, for whoever wants to check it.
   *
   * @param source the words that name the speaker, pronouns too: start and end in the text; those
   *     of the quote before, where its speaker goes on
   */
  record Located(Quote quote, boolean reported, Optional<int[]> source) {}

  static List<Located> located(String text, Annotations annotations, Optional<String> language) {
    Vocabulary vocabulary = Vocabulary.of(language);
    List<Marked> marks = QuotationMarks.find(text);
    Tokens tokens = Tokens.of(text, marks);
    Sources sources = new Sources(tokens, vocabulary, annotations.mentions());
    List<Attribution> attributions = Attributions.find(tokens, vocabulary, sources);
    Labels labels = new Labels(tokens, sources, annotations);
    Blocks blocks = new Blocks(tokens, sources, labels, attributions);
    Quotations quotations = new Quotations(text, tokens, sources, labels, marks, attributions);
    Statements rule = new Statements(text, tokens, sources, vocabulary, marks);
    List<Found> statements = new ArrayList<>();
    for (int a = 0; a < attributions.size(); a++) {
      Attribution attribution = attributions.get(a);
      if (!quotations.used().contains(attribution) && !blocks.used().contains(attribution)) {
        Optional<Attribution> next =
            a + 1 < attributions.size() ? Optional.of(attributions.get(a + 1)) : Optional.empty();
        rule.of(attribution, next).ifPresent(statements::add);
      }
    }
    statements.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
    List<Found> all = new ArrayList<>(quotations.found(statements));
    all.addAll(statements);
    removeWithin(all, blocks.found());
    all.addAll(blocks.found());
    all.sort(Comparator.comparingInt(Found::start).thenComparingInt(Found::end));
    return new Telling(
            text,
            tokens,
            vocabulary,
            attributions,
            new Speakers(text, tokens, sources, annotations))
        .of(all);
  }

  /** Takes out what touches one of the blocks, which stand in order. */
  private static void removeWithin(List<Found> all, List<Found> blocks) {
    int[] starts = blocks.stream().mapToInt(Found::start).toArray();
    all.removeIf(
        found -> {
          int at = Arrays.binarySearch(starts, found.end());
          int before = (at >= 0 ? at : -at - 1) - 1;
          return before >= 0 && blocks.get(before).end() > found.start();
        });
  }

  /** Turns what was found into quotes. */
  private record Telling(
      String text,
      Tokens tokens,
      Vocabulary vocabulary,
      List<Attribution> attributions,
      Speakers speakers) {

    List<Located> of(List<Found> all) {
      Map<Attribution, Speaker> known = new HashMap<>();
      List<Located> quotes = new ArrayList<>();
      Set<Long> taken = new HashSet<>();
      int next = 0;
      Optional<Source> source = Optional.empty();
      for (Found found : all) {
        int here = tokens.from(found.start());
        int until = found.attribution().map(a -> Math.max(here, a.cue().first())).orElse(here);
        while (next < attributions.size() && attributions.get(next).cue().first() <= until) {
          Attribution a = attributions.get(next++);
          known.computeIfAbsent(a, n -> speakers.of(n.source(), n.cue().first()));
        }
        Speaker speaker =
            found
                .attribution()
                .map(a -> known.computeIfAbsent(a, n -> speakers.of(n.source(), n.cue().first())))
                .orElse(found.follows() ? speakers.last() : Speaker.UNKNOWN);
        Optional<Source> named = found.attribution().map(Attribution::source);
        source = found.follows() ? source : named;
        if (taken.add(((long) found.start() << 32) | found.end())) {
          quotes.add(located(found, speaker, source));
        }
      }
      return quotes;
    }

    private Located located(Found found, Speaker speaker, Optional<Source> source) {
      int end = Math.min(found.end(), found.start() + LONGEST);
      Optional<String> cue =
          found
              .attribution()
              .map(
                  a ->
                      text.substring(tokens.start(a.cue().first()), tokens.end(a.cue().end() - 1)));
      Quote quote =
          new Quote(
              speaker.name(),
              speaker.id(),
              cue,
              stance(found),
              text.substring(found.start(), end),
              found.start(),
              end);
      Optional<int[]> place =
          source.map(s -> new int[] {tokens.start(s.from()), tokens.end(s.to() - 1)});
      return new Located(quote, found.reported(), place);
    }

    /**
     * That of the cue; where the cue tells no more than that something is claimed, that which the
     * words themselves show, if any.
     */
    private Optional<Stance> stance(Found found) {
      Optional<Stance> cue = found.attribution().flatMap(a -> a.cue().stance());
      if (cue.isPresent() && cue.get() != Stance.CLAIMS) {
        return cue;
      }
      Optional<Stance> shown =
          vocabulary.stance(tokens, tokens.from(found.start()), tokens.from(found.end()));
      return shown.isPresent() ? shown : cue;
    }
  }
}
