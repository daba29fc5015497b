package org.vigil.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil serve}: API and page over an existing index. */
@Command(
    name = "serve",
    description = {
      "Serve the API and the web page over an existing index, until stopped with Ctrl-C.",
      "",
      "Sees what 'vigil index' and 'vigil reindex' write meanwhile."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private EntitiesOptions entities = new EntitiesOptions();
  @Mixin private OcrOptions ocr = new OcrOptions();
  @Mixin private RecogniserOptions names = new RecogniserOptions();
  @Mixin private EncoderOptions encoder = new EncoderOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Serving serving =
        new Serving(common, server, entities, ocr, names, encoder, spec.commandLine());
    if (store.isCluster(spec.commandLine())) {
      serving.overCluster(store, Optional.empty());
    } else {
      serving.untilStopped(Optional.empty());
    }
    return Vigil.DONE;
  }
}
