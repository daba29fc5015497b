/**
 * Which people, places, organisations and groups does this text name, and which names are one?
 *
 * <p>In: text. Out: {@link org.vigil.entity.Annotations}. Start from {@link
 * org.vigil.entity.Recogniser}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.entity;
