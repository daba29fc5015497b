/**
 * Which rights issues is this text about, and which words show it?
 *
 * <p>In: text, and its language where known. Out: {@link org.vigil.topic.TopicMention}s, each with
 * the words it rests on. What counts as evidence is written down, readably, in {@code topics.txt}.
 * Start from {@link org.vigil.topic.Topics}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.topic;
