package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vigil.cluster.PluginPackage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil opensearch-plugin}: writes the plugin for the nodes of a cluster. */
@Command(
    name = "opensearch-plugin",
    description = {
      "Write the plugin that an OpenSearch cluster needs to hold the archive.",
      "",
      "It fits OpenSearch "
          + PluginPackage.OPENSEARCH
          + ". Install it in every node with"
          + " 'opensearch-plugin install file:///PATH/vigil-plugin.zip' and start the node again."
    })
final class OpensearchPluginCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "vigil-plugin.zip",
      description = "Where to write it (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("vigil-plugin.zip");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PluginPackage.write(file);
    if (!common.quiet) {
      spec.commandLine().getOut().println(file + " is for OpenSearch " + PluginPackage.OPENSEARCH);
      spec.commandLine().getOut().flush();
    }
    return Vigil.DONE;
  }
}
