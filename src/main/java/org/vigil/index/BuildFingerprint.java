package org.vigil.index;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.vigil.corpus.ContentHash;

/**
 * Tells whether two runs are of the same program, without reading all of it: by the checksums that
 * archives hold of their entries, and by size and time of classes that lie in folders.
 */
final class BuildFingerprint {

  private BuildFingerprint() {}

  /** That of everything on a class path, and of the Java that runs it. */
  static String of(String classPath) throws IOException {
    StringBuilder all = new StringBuilder(Runtime.version().toString());
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      all.append('\n').append(path.getFileName());
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file :
              files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
            all.append('\n').append(path.relativize(file)).append(' ').append(Files.size(file));
            all.append(' ').append(Files.getLastModifiedTime(file).toInstant());
          }
        }
      } else if (Files.isRegularFile(path)) {
        all.append(' ').append(Files.size(path));
        try (ZipFile archive = new ZipFile(path.toFile())) {
          for (Enumeration<? extends ZipEntry> each = archive.entries(); each.hasMoreElements(); ) {
            ZipEntry one = each.nextElement();
            all.append('\n').append(one.getName()).append(' ').append(one.getCrc());
          }
        }
      }
    }
    return ContentHash.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }
}
