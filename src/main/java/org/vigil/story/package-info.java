/**
 * Which reports are copies of one another, and which tell the same event?
 *
 * <p>In: reports. Out: a {@link org.vigil.story.Signature} and a {@link org.vigil.story.Telling} of
 * each, by which a collection of them falls into {@link org.vigil.story.CopyGroups} and {@link
 * org.vigil.story.Stories}, and the {@link org.vigil.story.Comparison} of one story. Knows nothing
 * of the index that keeps them. Start from {@link org.vigil.story.Stories}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.story;
