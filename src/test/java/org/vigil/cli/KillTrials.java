package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.FilesHolding.filesHolding;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.vigil.index.Generation;
import org.vigil.index.IndexHome;
import org.vigil.index.Inspection;
import org.vigil.index.Ledger;
import org.vigil.index.LedgerEntry;
import org.vigil.report.Report;
import org.vigil.search.LuceneReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/**
 * Kills processes that write to an index, as a power cut would (SIGKILL), and checks what is left:
 * it is sound as it lies there, holds everything that was acknowledged, and is complete, with
 * nothing twice, once the same command is run again.
 */
final class KillTrials {

  /** What is being done when the process is killed. */
  enum Kind {
    INDEX,
    REINDEX,
    SWITCH,
    WITHDRAW,
    HTTP
  }

  private static final int FILES = 60;

  /** For searches of the trial itself, and for steps to be reached: the machine is busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Found in the text of one report, to be searched for in bytes. */
  private static final String CANARY = "Xylocanthe";

  private final Path folder;
  private final Path corpus;
  private final IndexHome home;
  private final Random random;
  private final Map<String, Integer> steps = new TreeMap<>();
  private int file = FILES;
  private int handedIn;

  /** The text of every report that was handed in and may be here; empty text is none. */
  private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();

  /** Every text that was ever handed in under an id. */
  private final Map<String, Set<String>> handed = new ConcurrentHashMap<>();

  KillTrials(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.corpus = Files.createDirectories(folder.resolve("corpus"));
    this.home = IndexHome.at(folder.resolve("index"));
    this.random = new Random(seed);
    for (int i = 0; i < FILES; i++) {
      write(i);
    }
  }

  private void write(int number) throws IOException {
    Files.writeString(
        corpus.resolve("report-" + number + ".txt"),
        "Report number %d. Akinyi Odera said in Kisumu that house %d was torn down.%s"
            .formatted(number, number, number % 10 == 0 ? " " + canary(number) : ""));
  }

  /** A word of one report that begins no other's, so that its bytes are nobody else's. */
  private static String canary(int number) {
    return CANARY + number + "z";
  }

  /** How often a process was killed at each step. */
  Map<String, Integer> steps() {
    return steps;
  }

  /** Kills once, checks, starts again, checks. */
  void kill(Kind kind) throws Exception {
    switch (kind) {
      case INDEX -> index();
      case REINDEX -> reindex(false);
      case SWITCH -> reindex(true);
      case WITHDRAW -> withdraw();
      case HTTP -> overHttp();
    }
  }

  private void index() throws Exception {
    if (random.nextInt(3) == 0) {
      deleteTree(home.root());
      acknowledged.clear();
      handed.clear();
    }
    for (int i = 0; i < 20; i++) {
      write(file++);
    }
    Files.deleteIfExists(corpus.resolve("report-" + (file - FILES) + ".txt"));
    long before = commits();
    Process process = start("index", corpus.toString(), "--commit-every", "0", "--quiet");
    int commits = random.nextInt(6);
    await(
        process,
        random.nextInt(2) == 0
            ? after("index, at random", 300, 3500)
            : step("index, commit " + commits, () -> commits() >= before + commits));
    sound();
    completeAfter("index", corpus.toString());
  }

  private void reindex(boolean atTheSwitch) throws Exception {
    ensureIndexed();
    Generation live = home.live().orElseThrow();
    long reports = reports();
    Process process = start("reindex", "--commit-every", "0", "--quiet");
    Path fresh = home.root().resolve("live.new");
    await(
        process,
        !atTheSwitch
            ? after("reindex, at random", 300, 4000)
            : random.nextInt(2) == 0
                ? step(
                    "switch, new pointer written", () -> Files.exists(fresh) || isLive(live, false))
                : step("switch, done", () -> isLive(live, false)));
    sound();
    assertThat(reports()).as("searches find as many as before").isEqualTo(reports);
    completeAfter("reindex");
  }

  private void withdraw() throws Exception {
    ensureIndexed();
    String word = "";
    String id = "";
    for (int i = 0; i < file && id.isEmpty(); i += 10) {
      word = canary(i);
      id = search(word).stream().map(SearchResult.Hit::id).findFirst().orElse("");
    }
    if (id.isEmpty()) {
      write(file - file % 10 + 10);
      file = file - file % 10 + 11;
      completeAfter("index", corpus.toString());
      return;
    }
    Path tombstones = home.root().resolve("withdrawn");
    long size = Files.exists(tombstones) ? Files.size(tombstones) : 0;
    Process process = start("withdraw", id);
    await(
        process,
        random.nextInt(2) == 0
            ? after("withdraw, at random", 300, 2500)
            : step("withdraw, tombstone written", () -> size(tombstones) > size));
    sound();
    boolean meant = home.withdrawals().contains(id);
    completeAfter("index", corpus.toString());
    assertThat(search(word)).hasSize(meant ? 0 : 1);
    if (meant) {
      assertThat(filesHolding(word, home.root())).isEmpty();
    }
  }

  /** Several clients put and delete until the kill; each waits for its answer before it goes on. */
  private void overHttp() throws Exception {
    ensureIndexed();
    Process process = start("serve", "--port", "0", "--json");
    URI base;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      base = URI.create(new ObjectMapper().readTree(out.readLine()).get("url").asText());
      List<Thread> clients = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        int own = handedIn;
        handedIn += 4;
        long seed = random.nextLong();
        clients.add(Thread.startVirtualThread(() -> putAndDelete(base, own, new Random(seed))));
      }
      Path uploads = home.uploads().folder();
      Path tombstones = home.root().resolve("withdrawn");
      long size = size(tombstones);
      int last = handedIn - 4;
      await(
          process,
          switch (random.nextInt(4)) {
            case 0 -> step("PUT, original staged", () -> exists(uploads.resolve(".staged"), "*"));
            case 1 -> step("PUT, original in place", () -> exists(uploads, "h-" + last + "*"));
            case 2 -> step("DELETE, tombstone written", () -> size(tombstones) > size);
            default -> after("PUT and DELETE, at random", 20, 1500);
          });
      for (Thread client : clients) {
        client.join();
      }
    }
    sound();
    assertAcknowledged(false);
    completeAfter("index", corpus.toString());
  }

  private void putAndDelete(URI base, int first, Random own) {
    HttpClient client = HttpClient.newHttpClient();
    while (true) {
      String id = "h-" + (first + own.nextInt(4));
      Set<String> before = acknowledged.getOrDefault(id, Set.of(""));
      String text = own.nextInt(4) == 0 ? "" : "Zyx%010d".formatted(own.nextInt(1 << 30));
      Set<String> either = new HashSet<>(before);
      either.add(text);
      acknowledged.put(id, either);
      handed.computeIfAbsent(id, i -> ConcurrentHashMap.newKeySet()).add(text);
      URI uri = base.resolve("/api/v1/reports/" + id);
      HttpRequest request =
          text.isEmpty()
              ? HttpRequest.newBuilder(uri).DELETE().build()
              : HttpRequest.newBuilder(uri)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                  .build();
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status < 300 || status == 404) {
          acknowledged.put(id, Set.of(text));
        }
      } catch (IOException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void assertAcknowledged(boolean decided) throws IOException {
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(home.root(), PATIENCE)) {
      for (Map.Entry<String, Set<String>> one : acknowledged.entrySet()) {
        String text = searcher.report(one.getKey()).map(Report::text).orElse("");
        assertThat(one.getValue()).as(one.getKey()).contains(text);
        if (decided) {
          one.setValue(Set.of(text));
        }
      }
    }
  }

  private void assertWithdrawnIsInNoByte() throws IOException {
    Map<String, String> gone = new TreeMap<>();
    for (String id : home.withdrawals().ids()) {
      for (String text : handed.getOrDefault(id, Set.of())) {
        if (!text.isEmpty()) {
          gone.put(text, id);
        }
      }
    }
    for (Path file : files()) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(gone.keySet().stream().filter(bytes::contains).map(gone::get))
          .as("withdrawn and still in the bytes of " + file)
          .isEmpty();
    }
  }

  private void ensureIndexed() throws IOException {
    if (home.live().isEmpty()) {
      completeAfter("index", corpus.toString());
    }
  }

  /** Whatever lies there can be used as it is. */
  private void sound() throws IOException {
    for (Optional<Generation> generation : List.of(home.live(), home.unfinished())) {
      if (generation.isPresent()) {
        assertThat(Inspection.of(generation.get())).isEmpty();
      }
    }
  }

  /** The same command once more ends well, and all is there once. */
  private void completeAfter(String... command) throws IOException {
    StringWriter said = new StringWriter();
    List<String> all = new ArrayList<>(Arrays.asList(command));
    all.addAll(List.of("--index", home.root().toString(), "--quiet"));
    int status =
        Vigil.run(new PrintWriter(said), new PrintWriter(said), all.toArray(String[]::new));
    assertThat(status).as(said.toString()).isZero();
    Generation live = home.live().orElseThrow();
    assertThat(Inspection.of(live)).isEmpty();
    long there;
    try (Stream<Path> files = Files.list(corpus)) {
      there = files.count();
    }
    Map<String, LedgerEntry> ledger = Ledger.read(live);
    assertThat(ledger.values().stream().filter(e -> e.path().startsWith(corpus.toString())))
        .hasSize((int) there);
    assertThat(
            ledger.values().stream()
                .filter(e -> e.outcome() != LedgerEntry.Outcome.INDEXED)
                .filter(e -> !e.failure().equals(Optional.of(LedgerEntry.WITHDRAWAL))))
        .isEmpty();
    assertWithdrawnIsInNoByte();
    // What was in work and not acknowledged came to one end or the other; now it is decided.
    assertAcknowledged(true);
  }

  private List<SearchResult.Hit> search(String word) throws IOException {
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(home.root(), PATIENCE)) {
      return searcher.search(SearchRequest.of(word)).hits();
    }
  }

  private long reports() throws IOException {
    try (LuceneReportSearcher searcher = LuceneReportSearcher.open(home.root(), PATIENCE)) {
      return searcher.size();
    }
  }

  // --- Killing

  private record When(String name, BooleanSupplier now, long latest) {}

  private When after(String name, int least, int most) {
    long at =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(least + random.nextInt(most - least));
    return new When(name, () -> System.nanoTime() >= at, Long.MAX_VALUE);
  }

  private static When step(String name, BooleanSupplier reached) {
    return new When(name, reached, System.nanoTime() + PATIENCE.toNanos());
  }

  private void await(Process process, When when) throws InterruptedException {
    boolean reached = false;
    while (process.isAlive() && !reached && System.nanoTime() < when.latest()) {
      reached = when.now().getAsBoolean();
      LockSupport.parkNanos(100_000);
    }
    boolean killed = process.isAlive();
    process.destroyForcibly().waitFor();
    steps.merge(
        !killed
            ? "ended before: " + when.name()
            : reached ? when.name() : "not seen: " + when.name(),
        1,
        Integer::sum);
  }

  private Process start(String... command) throws IOException {
    return VigilProcess.start(home.root(), folder.resolve("log"), command);
  }

  // --- What the parent sees of the steps

  /** Grows with each commit, in whichever generation it is made. */
  private long commits() {
    long all = 0;
    try (DirectoryStream<Path> generations =
        Files.newDirectoryStream(home.root(), "generation-*")) {
      for (Path generation : generations) {
        all += commits(generation);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder is not there yet, or not any more: the next look sees what there is.
    }
    return all;
  }

  private static long commits(Path generation) throws IOException {
    long latest = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(generation, "segments_*")) {
      for (Path file : files) {
        String number = file.getFileName().toString().substring("segments_".length());
        latest = Math.max(latest, Long.parseLong(number, Character.MAX_RADIX));
      }
    }
    return latest;
  }

  private boolean isLive(Generation generation, boolean expected) {
    try {
      return home.live().equals(Optional.of(generation)) == expected;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean exists(Path folder, String glob) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
      return found.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(home.root())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void deleteTree(Path below) throws IOException {
    if (Files.exists(below)) {
      try (Stream<Path> walk = Files.walk(below)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
