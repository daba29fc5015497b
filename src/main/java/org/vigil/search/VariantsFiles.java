package org.vigil.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.index.IndexHome;
import org.vigil.schema.SpellingVariants;

/**
 * The spellings that come with Vigil and those of the user's own files: the one given, and {@value
 * #FILE} in the folder of the index. They are read again when they change. Safe for several
 * threads.
 */
public final class VariantsFiles {

  /** The name of the file in the folder of the index. */
  public static final String FILE = "variants.txt";

  private static final Logger LOG = LoggerFactory.getLogger(VariantsFiles.class);

  private final Path ofIndex;
  private final Optional<Path> given;
  private Map<Path, FileTime> read = Map.of();
  private Optional<SpellingVariants> variants = Optional.empty();

  /**
   * @param given beside the one in the folder of the index
   */
  public VariantsFiles(IndexHome home, Optional<Path> given) {
    this.ofIndex = home.root().resolve(FILE);
    this.given = given;
  }

  /**
   * What the files say now. Once they were read, that holds until they can be read again.
   *
   * @throws IllegalArgumentException if a line cannot be read, naming file and line
   * @throws NoSuchFileException if the file given is not there
   */
  synchronized SpellingVariants get() throws IOException {
    Map<Path, FileTime> now = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>();
    if (Files.exists(ofIndex)) {
      files.add(ofIndex);
    }
    given.ifPresent(files::add);
    try {
      for (Path file : files) {
        now.put(file, Files.getLastModifiedTime(file));
      }
      if (variants.isEmpty() || !now.equals(read)) {
        variants =
            Optional.of(
                files.isEmpty() ? SpellingVariants.shipped() : SpellingVariants.shippedAnd(files));
        read = now;
      }
    } catch (IOException | IllegalArgumentException e) {
      if (variants.isEmpty()) {
        throw e;
      }
      if (!now.equals(read)) {
        LOG.warn("{} cannot be read and what they said before holds", files);
        read = now;
      }
    }
    return variants.orElseThrow();
  }
}
