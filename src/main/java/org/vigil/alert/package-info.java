/**
 * Which saved searches does a new report match?
 *
 * <p>In: searches to save, and snapshots with reports that came since. Out: what matched each.
 * Start from {@link org.vigil.alert.Alerts}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.alert;
