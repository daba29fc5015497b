package org.vigil.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs this program as a plugin of OpenSearch: its own classes and the libraries that nodes do not
 * have. It fits one version of OpenSearch, {@value #OPENSEARCH}.
 */
public final class PluginPackage {

  /** The version of OpenSearch that the plugin is for: that with the same Lucene inside. */
  public static final String OPENSEARCH = "3.8.0";

  private static final String OWN = "vigil.jar";

  /** One class of each library that the plugin needs and nodes do not have. */
  private static final List<String> LIBRARIES =
      List.of(
          "org.apache.lucene.analysis.icu.ICUFoldingFilter",
          "com.ibm.icu.util.VersionInfo",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.fasterxml.jackson.annotation.JsonInclude",
          "org.slf4j.Logger");

  private PluginPackage() {}

  /** Writes the archive that {@code opensearch-plugin install} takes. */
  public static void write(Path zip) throws IOException {
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, Path> jar : jars().entrySet()) {
        out.putNextEntry(new ZipEntry(jar.getKey()));
        if (Files.isDirectory(jar.getValue())) {
          pack(jar.getValue(), out);
        } else {
          Files.copy(jar.getValue(), out);
        }
        out.closeEntry();
      }
      out.putNextEntry(new ZipEntry("plugin-descriptor.properties"));
      String descriptor =
          """
          name=vigil
          description=Vigil, a search index for human-rights reporting
          version=%s
          opensearch.version=%s
          java.version=21
          classname=org.vigil.plugin.VigilPlugin
          """
              .formatted(OPENSEARCH, OPENSEARCH);
      out.write(descriptor.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
  }

  /** Where each jar of the plugin is; our own may be a folder of classes. */
  private static Map<String, Path> jars() throws IOException {
    Map<String, Path> jars = new LinkedHashMap<>();
    jars.put(OWN, home(PluginPackage.class.getName()));
    for (String library : LIBRARIES) {
      Path jar = home(library);
      jars.put(jar.getFileName().toString(), jar);
    }
    return jars;
  }

  private static Path home(String name) throws IOException {
    try {
      CodeSource source = Class.forName(name).getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("the library with " + name + " cannot be found", e);
    }
  }

  /** Writes the jar of a folder of classes. */
  private static void pack(Path classes, OutputStream to) throws IOException {
    ZipOutputStream out = new ZipOutputStream(to);
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    out.finish();
  }
}
