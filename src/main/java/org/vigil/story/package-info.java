/**
 * Which reports are copies of one another, and which tell the same event?
 *
 * <p>In: the text and annotations of reports. Out: a {@link org.vigil.story.Signature} of each text
 * and the {@link org.vigil.story.CopyGroups} that a collection of them falls into. Knows nothing of
 * the index that keeps them. Start from {@link org.vigil.story.CopyGroups}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.story;
