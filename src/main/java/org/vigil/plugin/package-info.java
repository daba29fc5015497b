/**
 * The part of Vigil that runs in the nodes of an OpenSearch cluster: makes of a report the very
 * fields that {@code index} makes of it, and answers searches over a shard by the code that answers
 * them over an index of our own. Start from {@link org.vigil.plugin.VigilPlugin}.
 */
@NullMarked
package org.vigil.plugin;

import org.jspecify.annotations.NullMarked;
