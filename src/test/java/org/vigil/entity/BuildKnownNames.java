package org.vigil.entity;

import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Cuts {@code known-names.bin.gz} out of the shipped lexicon. Argument: the file to write. */
final class BuildKnownNames {

  private BuildKnownNames() {}

  public static void main(String[] args) throws Exception {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(Path.of(args[0]))))) {
      KnownNames.of(Recognisers.lexicon()).write(out);
    }
  }
}
