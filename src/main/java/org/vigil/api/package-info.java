/** HTTP in, JSON out. */
@org.jspecify.annotations.NullMarked
package org.vigil.api;
