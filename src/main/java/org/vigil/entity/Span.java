package org.vigil.entity;

/** A run of tokens under one label; {@code end} is exclusive. */
record Span(int start, int end, Label label) {}
