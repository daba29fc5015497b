package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.vigil.entity.Recogniser;
import org.vigil.entity.Recognisers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What finds the names in texts. */
final class RecogniserOptions {

  /** Where the program has been unpacked: the launcher says so. */
  private static final String HOME = "vigil.home";

  private static final Path MODEL = Path.of("models", "deep-english.onnx");

  private enum Kind {
    STANDARD,
    DEEP
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--entities",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "Recogniser of people, places, organisations and groups: standard, or deep, which reads"
              + " English once more with a transformer and takes 45 times as long (default:"
              + " ${DEFAULT-VALUE}).")
  private Kind kind = Kind.STANDARD;

  @Option(
      names = "--entities-model",
      paramLabel = "FILE",
      description =
          "Model of the deep recogniser (default: models/deep-english.onnx where Vigil is).")
  private @Nullable Path model;

  private @Nullable Recogniser made;

  /** The recogniser that is asked for, always the same one; it works on this machine. */
  Recogniser recogniser() {
    if (made == null) {
      made = kind == Kind.STANDARD ? Recognisers.standard() : deep();
    }
    return made;
  }

  private Recogniser deep() {
    try {
      return Recognisers.deep(
          model == null ? Path.of(System.getProperty(HOME, ""), MODEL.toString()) : model);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
