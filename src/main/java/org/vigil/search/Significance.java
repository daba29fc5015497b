package org.vigil.search;

/** Tells what is unusual in the reports found by comparing them with all. */
final class Significance {

  /** Below this score two things meet by chance in one case of a hundred (chi-squared, 1 df). */
  static final double LEAST = 6.63;

  /** Fewer reports than this are a chance. */
  private static final int FEWEST = 2;

  private final FacetColumn.Counts all;
  private final long found;
  private final long reports;

  /**
   * @param all in how many of all reports each value stands
   * @param found how many reports were found
   * @param reports how many there are
   */
  Significance(FacetColumn.Counts all, long found, long reports) {
    this.all = all;
    this.found = found;
    this.reports = reports;
  }

  /** How surprising it is that so many of the reports found have a value; 0 where it is not. */
  double of(int ordinal, int here) {
    if (here < FEWEST) {
      return 0;
    }
    double score = EntityProfiles.logLikelihood(here, found, all.byOrdinal[ordinal], reports);
    return score < LEAST ? 0 : score;
  }
}
