/**
 * Who may do what. In: what a key may do; out: whether a request is allowed. Start at {@link
 * org.vigil.access.Role}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.access;
