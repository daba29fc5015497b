package org.vigil.entity;

import java.util.List;

/** Reads an English document again, knowing what was found in it before. */
interface Reviser {

  /**
   * What it finds, left to right, never overlapping.
   *
   * @param features of these tokens
   * @param found by the reading before
   */
  List<Span> revise(Tokens tokens, Features features, List<Span> found);

  /** The tagger as one that has learnt what to make of another's findings. */
  static Reviser of(Tagger tagger) {
    return (tokens, features, found) -> {
      features.guess(found);
      return tagger.tag(features);
    };
  }

  /** This one, then another that knows what this one has found. */
  default Reviser then(Reviser next) {
    return (tokens, features, found) ->
        next.revise(tokens, features, revise(tokens, features, found));
  }
}
