package org.vigil.quote;

/**
 * A cue with the one it speaks of.
 *
 * @param participle the subject was taken over from the verb before: {@code he said, adding}
 */
record Attribution(Cue cue, Source source, boolean participle) {

  /** The first token of cue and source. */
  int first() {
    return participle ? cue.first() : Math.min(cue.first(), source.from());
  }

  /** Behind the last token of cue and source. */
  int end() {
    return participle ? cue.end() : Math.max(cue.end(), source.to());
  }
}
