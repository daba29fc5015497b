package org.vigil.search;

import java.util.List;

/**
 * A report on the same matter as another, and why it is taken for one.
 *
 * @param hit the report, without snippets; its score tells nothing beside those of other lists
 * @param entities that both name, most telling first
 * @param topics that both are about
 * @param terms words that both have and few others, most telling first
 */
public record Related(
    SearchResult.Hit hit,
    List<SearchResult.Named> entities,
    List<SearchResult.Named> topics,
    List<String> terms) {}
