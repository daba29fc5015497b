/**
 * Vigil as a library. In: the folder of an index; out: searches and reports, without a server.
 * Start at {@link org.vigil.embed.Vigil#open}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.embed;
