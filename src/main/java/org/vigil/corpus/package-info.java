/**
 * Which source files are there, and are they the same as last time?
 *
 * <p>In: folders, files, lists of paths. Out: {@link org.vigil.corpus.SourceFile}s with their
 * content hash. Start from {@link org.vigil.corpus.Corpus}. The corpus is read only: nothing here
 * writes, follows a link out of a folder, or opens a device.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.corpus;
