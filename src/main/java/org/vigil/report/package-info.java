/**
 * What is one report, whole? The domain record that every later stage reads.
 *
 * <p>Start from {@link org.vigil.report.Report}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.report;
