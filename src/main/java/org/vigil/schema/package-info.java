/**
 * Which fields does the index have, and how is each analysed?
 *
 * <p>Start from {@code IndexField}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.schema;
