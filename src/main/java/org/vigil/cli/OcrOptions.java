package org.vigil.cli;

import java.time.Duration;
import java.util.Optional;
import org.vigil.extract.Limits;
import org.vigil.extract.Ocr;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether and how the text of pictures and scanned pages is recognised. */
final class OcrOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--ocr",
      description =
          "Recognise the text of pictures and of PDFs without a text layer; needs tesseract.")
  boolean wanted;

  @Option(
      names = "--ocr-languages",
      paramLabel = "CODES",
      defaultValue = "eng",
      description = "Models of tesseract, such as eng+fra (default: ${DEFAULT-VALUE}).")
  String languages = "eng";

  @Option(
      names = "--ocr-pages",
      paramLabel = "N",
      defaultValue = "20",
      description = "Most pages and pictures of one file (default: ${DEFAULT-VALUE}).")
  int pages = 20;

  @Option(
      names = "--ocr-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Longest time for the pictures of one file (default: ${DEFAULT-VALUE}).")
  int seconds = 60;

  /** What is asked for; it can be done on this machine. */
  Optional<Ocr> ocr() {
    if (!wanted) {
      return Optional.empty();
    }
    Ocr ocr;
    try {
      ocr = new Ocr(languages, pages, Duration.ofSeconds(seconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Optional<String> missing = ocr.missing();
    if (missing.isPresent()) {
      throw new ParameterException(spec.commandLine(), missing.get());
    }
    return Optional.of(ocr);
  }

  /** Limits that leave as much time for all else. */
  static Limits within(Duration fileTimeout, Optional<Ocr> ocr) {
    return Limits.standard().within(fileTimeout.plus(ocr.map(Ocr::time).orElse(Duration.ZERO)));
  }
}
