package org.vigil.api;

import org.vigil.search.ReportSearcher;

/**
 * What the API is served from. All of it stays the caller's to close, after the server.
 *
 * @param searcher answers searches
 * @param status tells what is in the index
 * @param withdrawal takes reports out
 */
public record Backend(ReportSearcher searcher, StatusSource status, Withdrawal withdrawal) {}
