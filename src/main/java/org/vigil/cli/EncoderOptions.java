package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.dense.DenseCloseness;
import org.vigil.dense.SentenceEncoder;
import org.vigil.index.IndexHome;
import org.vigil.search.Closeness;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What ranks the answers to questions by meaning too. */
final class EncoderOptions {

  @Option(
      names = "--encoder",
      paramLabel = "FILE",
      description =
          "Model of sentences (ONNX, with vocab.txt beside it) by which the best answers to questions"
              + " are ranked, with the vectors that 'vigil encode' made (default: by words alone).")
  private @Nullable Path model;

  /** Ranks by the vectors beside an index; empty unless asked for. */
  Optional<Closeness> in(IndexHome home, CommandLine command) {
    return model == null
        ? Optional.empty()
        : Optional.of(new DenseCloseness(encoder(command), home.leadVectors()));
  }

  /** The encoder, or a complaint. */
  SentenceEncoder encoder(CommandLine command) {
    if (model == null) {
      throw new ParameterException(command, "name the model of sentences with --encoder FILE");
    }
    try {
      return SentenceEncoder.open(model);
    } catch (IOException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** Complains if it is given where the archive is in a cluster. */
  void checkFor(StoreOptions store, CommandLine command) {
    store.refuse(command, model != null, "--encoder", "a cluster ranks by words alone");
  }
}
