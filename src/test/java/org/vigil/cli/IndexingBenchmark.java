package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.GeneratedPages;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;

/**
 * How long an index takes beside jsoup and Lucene alone over the same pages, each in a process of
 * its own, and what it takes on disk. {@code docs/performance.md} has the figures and the command.
 *
 * <p>Seconds of processors are those of the process and all its children, as Linux counts them,
 * which says more than a clock where others use the machine.
 */
@Tag("bench")
class IndexingBenchmark {

  /** Those of the launcher. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:FreqInlineSize=100",
          "-XX:MaxInlineLevel=6",
          "-XX:InlineSmallCode=1200");

  @TempDir Path folder;
  private List<String> launched = List.of();

  private record Took(double seconds, double processors, String said) {}

  @Test
  void indexBesideRawParsingAndRawLucene() throws Exception {
    int pages = Integer.getInteger("vigil.bench", 3_000);
    Path corpus = folder.resolve("corpus");
    new GeneratedPages(7).write(corpus, pages, 3_000);
    Path one = Files.createDirectory(folder.resolve("one"));
    Files.writeString(one.resolve("page.html"), new GeneratedPages(8).page(3_000));
    Path index = folder.resolve("index");
    prepareAsTheLauncherDoes();

    Took start = vigil(folder.resolve("index-of-one"), "index", one.toString());
    Took raw = raw("pages", corpus.toString(), path("raw-pages"));
    Took cold = vigil(index, "index", corpus.toString());
    long bytes = bytes(index, Map.of());
    Map<String, Long> byKind = new TreeMap<>();
    long live = bytes(live(index).folder(), byKind);
    Took again = vigil(index, "index", corpus.toString());
    Took lucene = raw("kept", index.toString(), path("raw-kept"));
    Took own = raw("same", index.toString(), path("raw-same"));
    Took kept = vigil(index, "reindex");

    System.out.printf(
        "%,d pages; seconds by the clock, of processors, processors per page in ms%n", pages);
    System.out.printf(
        "%-42s %8.1f %8.1f%n",
        "index of one page (the start of all)", start.seconds, start.processors);
    row("jsoup and Lucene alone", raw, pages);
    row("index, cold", cold, pages);
    System.out.printf(
        "%-42s %8.2f %8.2f   goal 2.5%n",
        "  times jsoup and Lucene alone",
        cold.seconds / raw.seconds,
        cold.processors / raw.processors);
    row("index, nothing changed", again, pages);
    System.out.printf(
        "%-42s %8.3f %8.3f   goal .05%n",
        "  part of cold", again.seconds / cold.seconds, again.processors / cold.processors);
    Took alone = inside(lucene);
    row("Lucene alone, same reports and facets", alone, pages);
    row("Lucene alone, the very same documents", inside(own), pages);
    row("reindex from what is kept", kept, pages);
    System.out.printf(
        "%-42s %8.2f %8.2f   goal 1.25%n",
        "  less the start, times Lucene alone",
        (kept.seconds - start.seconds) / alone.seconds,
        (kept.processors - start.processors) / alone.processors);
    System.out.printf(
        "bytes a report: %,d in all; of these kept extraction (stored fields) %,d; %s%n",
        bytes / pages, byKind.getOrDefault("stored", 0L) / pages, byKind);
    assertThat(live).isPositive();
  }

  /** What a process says that its work took, its start apart. */
  private static Took inside(Took process) {
    String[] said = process.said.strip().split(" ", -1);
    return new Took(Double.parseDouble(said[0]), Double.parseDouble(said[1]), "");
  }

  private void row(String what, Took took, int pages) {
    System.out.printf(
        "%-42s %8.1f %8.1f %8.2f%n",
        what, took.seconds, took.processors, took.processors * 1000 / pages);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Generation live(Path index) throws IOException {
    return IndexHome.at(index).live().orElseThrow();
  }

  private Took vigil(Path index, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--index", index.toString(), "--quiet"));
    return java(launched, Vigil.class, words.toArray(String[]::new));
  }

  /** Packs the program, and has archived what a start needs. */
  private void prepareAsTheLauncherDoes() throws Exception {
    Path classes = Path.of(Vigil.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path jar = folder.resolve("vigil.jar");
    if (Files.isDirectory(classes)) {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> walk = Files.walk(classes)) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, out);
        }
      }
    } else {
      jar = classes;
    }
    List<String> path = new ArrayList<>(List.of(jar.toString()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        path.add(entry);
      }
    }
    List<String> packed = List.of("-cp", String.join(File.pathSeparator, path));
    boolean profiles = Runtime.version().feature() >= 25;
    String archive = folder.resolve("archive").toString();
    List<String> training = new ArrayList<>(packed);
    training.add((profiles ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
    Took unused = java(training, Training.class);
    launched = new ArrayList<>(packed);
    launched.add((profiles ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    launched.add("-Xlog:disable");
  }

  private Took raw(String... arguments) throws Exception {
    return java(
        List.of("-cp", System.getProperty("java.class.path")), RawIndexing.class, arguments);
  }

  private Took java(List<String> options, Class<?> main, String... arguments) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(OPTIONS);
    words.addAll(options);
    words.add(main.getName());
    words.addAll(List.of(arguments));
    double before = processorsOfChildren();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words).redirectError(folder.resolve("log").toFile()).start();
    String said;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      said = String.join("\n", out.lines().toList());
    }
    int status = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(status).as(Files.readString(folder.resolve("log"))).isZero();
    return new Took(seconds, processorsOfChildren() - before, said);
  }

  /** Of those that have ended, and their children: Linux counts in hundredths of a second. */
  private static double processorsOfChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
  }

  /** The bytes of all files below a folder, and by what they hold if it is a generation. */
  private static long bytes(Path below, Map<String, Long> byKind) throws IOException {
    if (below.getFileName().toString().startsWith("generation-")) {
      try (Directory directory = new Generation(1, below).directory()) {
        for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(directory)) {
          if (segment.info.getUseCompoundFile()) {
            try (Directory inside =
                segment
                    .info
                    .getCodec()
                    .compoundFormat()
                    .getCompoundReader(directory, segment.info)) {
              count(inside, List.of(inside.listAll()), byKind);
            }
          } else {
            count(directory, List.copyOf(segment.files()), byKind);
          }
        }
      }
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static void count(Directory directory, List<String> files, Map<String, Long> byKind)
      throws IOException {
    for (String file : files) {
      String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      String kind =
          switch (ending) {
            case "fdt", "fdx", "fdm" -> "stored";
            case "doc", "pos", "pay", "tim", "tip", "tmd", "psm" -> "postings";
            case "dvd", "dvm" -> "doc values";
            case "kdd", "kdi", "kdm" -> "points";
            default -> "other";
          };
      byKind.merge(kind, directory.fileLength(file), Long::sum);
    }
  }
}
