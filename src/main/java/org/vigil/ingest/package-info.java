/** Corpus in, index out: resumes, keeps order, accounts for every file. */
@org.jspecify.annotations.NullMarked
package org.vigil.ingest;
