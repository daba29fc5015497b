package org.vigil.cluster;

import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;
import org.opensearch.transport.TransportService;

/**
 * One node of OpenSearch in a process of its own, with settings as arguments. Says its ports on
 * standard output and ends with its standard input. Nothing of Vigil is on its class path: that is
 * installed as a plugin.
 */
final class NodeMain {

  private NodeMain() {}

  private static final class NettyNode extends Node {
    NettyNode(Environment environment) {
      super(
          environment,
          List.of(
              new PluginInfo(
                  "transport-netty4",
                  "",
                  "1",
                  Version.CURRENT,
                  "21",
                  Netty4ModulePlugin.class.getName(),
                  "",
                  List.of(),
                  false)),
          false);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings = Settings.builder();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      settings.put(argument.substring(0, at), argument.substring(at + 1));
    }
    try (Node node =
        new NettyNode(
            InternalSettingsPreparer.prepareEnvironment(
                settings.build(), Map.of(), null, () -> "node"))) {
      node.start();
      System.out.println(
          "ports "
              + node.injector()
                  .getInstance(HttpServerTransport.class)
                  .boundAddress()
                  .publishAddress()
                  .getPort()
              + " "
              + node.injector()
                  .getInstance(TransportService.class)
                  .boundAddress()
                  .publishAddress()
                  .getPort());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Until whoever started it closes the stream or ends.
      }
    }
    System.exit(0);
  }
}
