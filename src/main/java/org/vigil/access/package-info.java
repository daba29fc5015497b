/**
 * Who may do what, and who did. In: what somebody sent as his key; out: the {@link
 * org.vigil.access.Key} that it is, with its role. Start at {@link org.vigil.access.Keys}.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.access;
