package org.vigil.alert;

import java.time.Instant;

/**
 * A report that an alert found.
 *
 * @param position grows with each match; later ones have higher ones
 * @param report its id
 * @param at when it was found, which is soon after it could be
 */
public record Match(long position, String report, Instant at) {}
