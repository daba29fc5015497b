package org.vigil.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Bytes to read, of a file or of a member of a container, with the name that they go by. */
sealed interface Input {

  String name();

  long size() throws IOException;

  InputStream open() throws IOException;

  /** At most so many bytes from the start. */
  default byte[] first(int most) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(most);
    }
  }

  /** At most so many bytes from the end. */
  default byte[] last(int most) throws IOException {
    try (InputStream in = open()) {
      in.skipNBytes(Math.max(0, size() - most));
      return in.readNBytes(most);
    }
  }

  record OnDisk(String name, Path file) implements Input {

    @Override
    public long size() throws IOException {
      return Files.size(file);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  /** The bytes are shared with whoever made this and must not be changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record InMemory(String name, byte[] bytes) implements Input {

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] first(int most) {
      return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }
  }
}
