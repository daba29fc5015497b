package org.vigil.api;

import java.util.Optional;
import org.vigil.access.Audit;
import org.vigil.access.Keys;
import org.vigil.search.Decisions;
import org.vigil.alert.Alerts;
import org.vigil.search.ReportSearcher;

/**
 * What the API is served from. All of it stays the caller's to close, after the server.
 *
 * @param searcher answers searches
 * @param status tells what is in the index
 * @param withdrawal takes reports out
 * @param keys whose bearers are let in; empty where whoever reaches the server may do everything
 * @param audit where it is written down who did what
 * @param writes takes reports in and runs the index; empty where the server does not write
 * @param decisions what people decided about names; empty where they cannot decide here
 * @param alerts saved searches; empty where another server keeps those of the index
 */
public record Backend(
    ReportSearcher searcher,
    StatusSource status,
    Withdrawal withdrawal,
    Optional<Keys> keys,
    Optional<Audit> audit,
    Optional<Writes> writes,
    Optional<Decisions> decisions,
    Optional<Alerts> alerts) {

  /** Everything for whoever reaches the server, and nothing written down or taken in. */
  public Backend(ReportSearcher searcher, StatusSource status, Withdrawal withdrawal) {
    this(
        searcher,
        status,
        withdrawal,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
