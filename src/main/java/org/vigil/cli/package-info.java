/** The commands; the only place where objects are wired. */
@org.jspecify.annotations.NullMarked
package org.vigil.cli;
