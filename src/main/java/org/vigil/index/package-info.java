/** How does a report get into a generation, and how does a generation live? */
@org.jspecify.annotations.NullMarked
package org.vigil.index;
