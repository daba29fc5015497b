package org.vigil.entity;

/**
 * A name found in a text, cut to what belongs to it.
 *
 * @param form as it stands, or its nominative where the language inflects names
 */
record Name(EntityKind kind, int start, int end, String form) {}
