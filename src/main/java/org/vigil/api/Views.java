package org.vigil.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.vigil.access.Key;
import org.vigil.search.ReportSearcher;

/**
 * What each visitor may see of an archive: everything, or the reports of the collections of his
 * key, to whom there are no others. Whatever is answered about reports is asked of a view.
 */
final class Views {

  private final ReportSearcher all;

  Views(ReportSearcher all) {
    this.all = all;
  }

  /** That of who sent a request. */
  ReportSearcher of(Context ctx) throws IOException {
    return of(collections(ctx));
  }

  /** That of some collections; of everything if none are given. */
  ReportSearcher of(Optional<Set<String>> collections) throws IOException {
    return collections.isPresent() ? all.limitedTo(collections.get()) : all;
  }

  /** What the key of who sent a request is limited to. */
  static Optional<Set<String>> collections(Context ctx) {
    return Visitor.of(ctx).key().flatMap(Key::collections);
  }

  /** Whether who sent a request sees some collections only. */
  static boolean isLimited(Context ctx) {
    return collections(ctx).isPresent();
  }
}
