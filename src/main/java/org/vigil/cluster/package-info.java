/**
 * An OpenSearch cluster as the place where the archive is kept: questions go in as those of {@code
 * search}, and travel to the plugin in its nodes. Start from {@link
 * org.vigil.cluster.ClusterSearcher}.
 */
@NullMarked
package org.vigil.cluster;

import org.jspecify.annotations.NullMarked;
