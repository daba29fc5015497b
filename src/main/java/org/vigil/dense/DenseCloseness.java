package org.vigil.dense;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.search.Closeness;

/**
 * Says how close reports are to a question by the vectors in a file, which is read anew whenever it
 * has been replaced. Safe for use by several threads.
 */
public final class DenseCloseness implements Closeness {

  private static final Logger LOG = LoggerFactory.getLogger(DenseCloseness.class);

  /** More of a question is not read: what an encoder reads is shorter. */
  private static final int READ = 4_000;

  private final SentenceEncoder encoder;
  private final Path file;
  private @Nullable FileTime read;
  private Optional<LeadVectors> vectors = Optional.empty();

  /**
   * Compares by what {@link LeadEncoding} writes.
   *
   * @param file need not be there yet
   */
  public DenseCloseness(SentenceEncoder encoder, Path file) {
    this.encoder = encoder;
    this.file = file;
  }

  @Override
  public Optional<ToQuestion> to(String question) {
    Optional<LeadVectors> present = present();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    LeadVectors of = present.get();
    float[] vector = encoder.encode(question.substring(0, Math.min(READ, question.length())));
    return Optional.of(fingerprint -> of.closeness(fingerprint, vector));
  }

  private synchronized Optional<LeadVectors> present() {
    try {
      FileTime now = Files.getLastModifiedTime(file);
      if (!now.equals(read)) {
        read = now;
        vectors = LeadVectors.read(file).filter(this::isOfEncoder);
      }
    } catch (NoSuchFileException e) {
      read = null;
      vectors = Optional.empty();
    } catch (IOException e) {
      LOG.warn("questions are ranked without vectors: {}", e.getMessage());
      vectors = Optional.empty();
    }
    return vectors;
  }

  private boolean isOfEncoder(LeadVectors some) {
    boolean ours = some.encoder().equals(encoder.id());
    if (!ours) {
      LOG.warn("{} was made by another encoder: run 'vigil encode' with this one", file);
    }
    return ours;
  }
}
