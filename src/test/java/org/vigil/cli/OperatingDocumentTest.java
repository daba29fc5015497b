package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.vigil.cluster.PluginPackage;

/** What {@code docs/operating.md} shows to be copied can be read, and says what there is. */
class OperatingDocumentTest {

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/operating.md")));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }

  /** The command line is one that the program takes; nothing of it is done. */
  private static void assertIsTaken(String... words) {
    assertThatCode(() -> Vigil.commands().parseArgs(words))
        .as(String.join(" ", words))
        .doesNotThrowAnyException();
  }

  @Test
  void servicesOfTheComposeFileAreWhole() throws IOException {
    Map<String, Object> read =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(blocks("yaml").getFirst());
    JsonNode file = new ObjectMapper().valueToTree(read);
    JsonNode services = file.path("services");
    assertThat(services.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "node1", "node2", "node3", "worker1", "worker2", "server1", "server2", "proxy");
    for (Map.Entry<String, JsonNode> service : services.properties()) {
      JsonNode of = service.getValue();
      assertThat(of.path("image").asText()).as(service.getKey()).isNotEmpty();
      of.path("depends_on").forEach(other -> assertThat(services.has(other.asText())).isTrue());
      for (JsonNode volume : of.path("volumes")) {
        String source = volume.asText().substring(0, volume.asText().indexOf(':'));
        assertThat(
                source.startsWith("/")
                    || source.startsWith(".")
                    || file.path("volumes").has(source))
            .as(volume.asText())
            .isTrue();
      }
      if (service.getKey().startsWith("node")) {
        assertThat(of.path("image").asText()).endsWith(":" + PluginPackage.OPENSEARCH);
        assertThat(of.at("/environment/node.name").asText()).isEqualTo(service.getKey());
      } else if (!service.getKey().equals("proxy")) {
        List<String> words = new ArrayList<>();
        of.path("command").forEach(word -> words.add(word.asText()));
        assertIsTaken(words.toArray(new String[0]));
        assertThat(of.path("entrypoint").toString()).contains(Vigil.class.getName());
      }
    }
  }

  @Test
  void unitsStartCommandsThatThereAre() throws IOException {
    List<String> units = blocks("ini");
    assertThat(units).hasSize(3);
    for (String unit : units) {
      String start =
          unit.lines().filter(line -> line.startsWith("ExecStart=")).findFirst().orElseThrow();
      String[] words = start.replace("%i", "1").split(" ", -1);
      assertThat(words[0]).isEqualTo("ExecStart=/opt/vigil/vigil");
      assertIsTaken(Arrays.copyOfRange(words, 1, words.length));
      assertThat(unit).contains("[Unit]").contains("[Service]").contains("[Install]");
    }
  }
}
