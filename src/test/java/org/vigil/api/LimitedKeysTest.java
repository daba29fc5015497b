package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.access.Keys;
import org.vigil.access.Role;
import org.vigil.alert.WebhookHosts;
import org.vigil.corpus.ContentHash;
import org.vigil.entity.Annotations;
import org.vigil.entity.Entity;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Mention;
import org.vigil.entity.Recogniser;
import org.vigil.extract.Facts;
import org.vigil.report.Report;

/**
 * A key that is limited to some collections is answered as if there were no others: the same
 * archive is served with and without them, and every route answers the same, byte for byte but for
 * the time taken.
 */
class LimitedKeysTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PERMITTED = Set.of("open", "shared work", "");

  private static final List<String> PEOPLE =
      List.of("Amina Yusuf", "Yusuf", "Bakar Musa", "B. Musa", "Chen Wei", "Wei", "Dana Ito");
  private static final List<String> PLACES = List.of("Kisumu", "Lodwar", "Marsabit", "Nakuru");
  private static final List<String> WORDS =
      List.of(
          "police",
          "detained",
          "detention",
          "tortured",
          "organised",
          "crowd",
          "market",
          "women",
          "Kaschgar",
          "Kashgar",
          "colour",
          "color",
          "camp",
          "camps",
          "guard",
          "informant");

  @TempDir Path folder;

  /** Finds the people and places of the list, in the order in which they stand there. */
  private static final Recogniser LISTED =
      new Recogniser() {
        @Override
        public Annotations recognise(
            Optional<String> title, String text, Optional<String> language) {
          Map<String, Entity> entities = new LinkedHashMap<>();
          List<Mention> mentions = new ArrayList<>();
          int at = 0;
          while (at < text.length()) {
            int from = at++;
            for (EntityKind kind : List.of(EntityKind.PERSON, EntityKind.PLACE)) {
              for (String name : kind == EntityKind.PERSON ? PEOPLE : PLACES) {
                if (at <= from + 1 && text.startsWith(name, from)) {
                  String id =
                      kind.path() + "/" + name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-");
                  entities.putIfAbsent(id, new Entity(id, kind, name, List.of(), Optional.empty()));
                  at = from + name.length();
                  mentions.add(new Mention(kind, from, at, id));
                }
              }
            }
          }
          return new Annotations(List.copyOf(entities.values()), mentions);
        }

        @Override
        public String name() {
          return "test";
        }

        @Override
        public String version() {
          return "listed";
        }
      };

  /** The time as the test has it. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A server, with a key that sees everything and one that is limited. */
  private static final class World implements AutoCloseable {
    final ServedIndex served;
    final Hands clock = new Hands();
    private final String everything;
    private final String limited;

    World(Path folder) throws Exception {
      Path at = Files.createDirectories(folder);
      Keys keys = Keys.of(at.resolve("index"), Clock.systemUTC());
      everything = keys.create("all", Role.ADMIN, Optional.empty()).text();
      limited = keys.create("some", Role.WRITE, Optional.empty(), Optional.of(PERMITTED)).text();
      served = new ServedIndex(at, Optional.of(keys), WebhookHosts.NONE, LISTED, clock);
    }

    HttpResponse<String> asAll(Ask ask) throws Exception {
      return served.sendAs(everything, ask.method, ask.path, ask.body, ask.type);
    }

    HttpResponse<String> asLimited(Ask ask) throws Exception {
      return served.sendAs(limited, ask.method, ask.path, ask.body, ask.type);
    }

    /** Everything of an answer that a client sees, but for what tells of time or of this server. */
    String seen(Ask ask) throws Exception {
      HttpResponse<String> answer = asLimited(ask);
      Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
      headers.keySet().removeAll(Set.of("date", "x-request-id", "content-length"));
      headers.computeIfPresent("etag", (name, value) -> List.of("some"));
      String body =
          answer
              .body()
              .replaceAll("\"tookMillis\":[0-9]+", "\"tookMillis\":0")
              .replace(":" + served.port(), ":port");
      return answer.statusCode() + "\n" + headers + "\n" + body;
    }

    /** Does it once completions are there, which are made behind the answers. */
    void awaitCompletions() throws Exception {
      Ask suggest = new Ask("GET", "/suggest?q=a");
      long end = System.nanoTime() + 60_000_000_000L;
      while (!asLimited(suggest).body().contains("person/") && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    }

    @Override
    public void close() throws IOException {
      served.close();
    }
  }

  /** A request, below the path of the API. */
  private static final class Ask {
    final String method;
    final String path;
    final String body;
    final String type;

    Ask(String method, String path) {
      this(method, path, "");
    }

    Ask(String method, String path, String body) {
      this(method, path, body, "application/json");
    }

    Ask(String method, String path, String body, String type) {
      this.method = method;
      this.path = path;
      this.body = body;
      this.type = type;
    }

    @Override
    public String toString() {
      return method + " " + path + " " + body;
    }
  }

  /** Makes up articles. */
  private static final class Archive {
    final Random random;
    final List<String> texts = new ArrayList<>();
    final Map<String, Boolean> hidden = new LinkedHashMap<>();
    final List<String> words = new ArrayList<>(WORDS);

    Archive(long seed) {
      random = new Random(seed);
      for (int i = 0; i < 60; i++) {
        words.add("w" + Integer.toString(random.nextInt(9_000) + 1_000, 36));
      }
    }

    <T> T any(List<T> list) {
      return list.get((int) (list.size() * Math.pow(random.nextDouble(), 2)));
    }

    String article(boolean isHidden) {
      StringBuilder text = new StringBuilder();
      if (!texts.isEmpty() && random.nextInt(4) == 0) {
        text.append(any(texts));
      } else {
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
          text.append("In ").append(any(PLACES)).append(' ').append(any(PEOPLE));
          text.append(random.nextBoolean() ? " denied: \"The " : " said: \"The ");
          for (int w = 0; w < 4 + random.nextInt(8); w++) {
            text.append(any(words)).append(' ');
          }
          text.append("there.\" ");
        }
      }
      texts.add(text.toString());
      ObjectNode json = JSON.createObjectNode();
      json.put("title", any(words) + " " + any(PEOPLE) + " " + any(words));
      json.put("text", text.toString()).put("language", "en");
      json.put("outlet", "Outlet " + any(List.of("A", "B")) + (isHidden ? " Secret" : ""));
      json.put("date", LocalDate.of(2020, 1, 1).plusDays(random.nextInt(30)).toString());
      if (isHidden) {
        json.put("collection", any(List.of("secret", "sealed")));
      } else if (random.nextInt(3) > 0) {
        json.put("collection", any(List.of("open", "shared work")));
      }
      return json.toString();
    }
  }

  private static void both(World with, World without, long seed, Ask ask) throws Exception {
    assertThat(with.seen(ask)).as("seed %d: %s", seed, ask).isEqualTo(without.seen(ask));
  }

  /** The same archive in both worlds, but for what is hidden. */
  private static void fill(World with, World without, Archive archive, long seed) throws Exception {
    for (int i = 0; i < 40; i++) {
      boolean isHidden = archive.random.nextInt(3) == 0;
      String id = (isHidden ? "h" : "r") + i;
      archive.hidden.put(id, isHidden);
      Ask put = new Ask("PUT", "/reports/" + id, archive.article(isHidden));
      with.asAll(put);
      if (!isHidden) {
        without.asAll(put);
      }
      if (archive.random.nextInt(5) == 0) {
        String gone = archive.any(List.copyOf(archive.hidden.keySet()));
        Ask delete = new Ask("DELETE", "/reports/" + gone);
        with.asAll(delete);
        without.asAll(delete);
      }
      if (i == 12) {
        Ask alert = new Ask("POST", "/alerts", "{\"name\":\"mine\",\"search\":{\"q\":\"police\"}}");
        assertThat(with.asLimited(alert).statusCode()).isEqualTo(201);
        assertThat(without.asLimited(alert).statusCode()).isEqualTo(201);
        with.asAll(alert);
        without.asAll(alert);
      }
      if (i % 7 == 0) {
        both(with, without, seed, new Ask("GET", "/search?q=police&facets=all&explain=true"));
      }
      with.clock.now = with.clock.now.plusSeconds(1);
      without.clock.now = with.clock.now;
      with.served.alerts().follow();
      without.served.alerts().follow();
    }
  }

  private static final List<String> QUERIES =
      List.of(
          "",
          "police",
          "detention%20camp",
          "police%20crowd%20market%20women",
          "%22the%20camp%22",
          "Kashgar",
          "polise",
          "guard~",
          "inform*",
          "person:amina-yusuf",
          "place:kisumu",
          "speaker:wei",
          "collection:secret",
          "outlet:%22Outlet%20A%20Secret%22",
          "-police",
          "topic:torture-ill-treatment",
          "w*");

  /** Requests for every route that reads, by the route. */
  private static Map<String, List<Ask>> reading(Archive archive) {
    Map<String, List<Ask>> asks = new LinkedHashMap<>();
    List<String> queries = new ArrayList<>(QUERIES);
    for (int i = 0; i < 3; i++) {
      queries.add(archive.any(archive.words));
    }
    Set<String> ids = new LinkedHashSet<>(archive.hidden.keySet());
    ids.add("absent");
    String facets =
        "&facets=person,place,topic,outlet,collection,language,type,speaker,stance,date";
    for (String q : queries) {
      add(
          asks,
          "GET /search",
          "/search?q=" + q + facets + "&explain=true&facet-order=significance");
      add(asks, "GET /search", "/search?q=" + q + "&collapse=story&page-size=5&page=2" + facets);
      add(asks, "GET /search", "/search?q=" + q + "&collection=secret&collection=open" + facets);
      add(asks, "GET /search", "/search?q=" + q + "&-outlet=Outlet%20A%20Secret&cursor=*");
      add(asks, "GET /quotes", "/quotes?q=" + q + "&facets=speaker,stance");
      add(asks, "GET /export", "/export?format=csv&q=" + q);
      add(asks, "GET /feed.atom", "/feed.atom?q=" + q);
      add(asks, "GET /stories", "/stories?order-by=largest&q=" + q);
      add(asks, "GET /suggest", "/suggest?q=" + q);
    }
    for (String format : List.of("jsonl", "ninjs", "jsonld", "ftm")) {
      add(asks, "GET /export", "/export?format=" + format);
    }
    add(asks, "GET /feed.atom", "/feed.atom?q=collection:secret");
    for (String id : ids) {
      add(asks, "GET /reports/{id}", "/reports/" + id + "?q=police%20camp");
      add(asks, "GET /reports/{id}/related", "/reports/" + id + "/related");
      add(asks, "GET /reports/{id}/source", "/reports/" + id + "/source");
      add(asks, "GET /stories/{id}", "/stories/" + id);
    }
    for (String prefix : List.of("", "?prefix=a", "?prefix=wei", "?prefix=muza&kind=person")) {
      add(asks, "GET /entities", "/entities" + prefix);
    }
    for (String name : PEOPLE) {
      String slug = name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-");
      add(asks, "GET /entities/{id}", "/entities/" + name.replace(" ", "%20"));
      add(asks, "GET /entities/{kind}/{name}", "/entities/person/" + slug);
    }
    add(asks, "GET /topics", "/topics");
    add(asks, "GET /status", "/status");
    add(asks, "GET /docs", "/docs");
    add(asks, "GET /healthz", "/healthz");
    add(asks, "GET /readyz", "/readyz");
    add(asks, "GET /openapi.json", "/openapi.json");
    asks.put(
        "POST /search",
        List.of(new Ask("POST", "/search", "{\"q\":\"police\",\"facets\":[\"person\"]}")));
    String rows = "{\"queries\":[{\"q\":\"police\"},{\"q\":\"secret\"},{\"q\":\"wei\"}]}";
    asks.put(
        "POST /batch",
        List.of(
            new Ask("POST", "/batch", rows),
            new Ask("POST", "/batch", "q\npolice\nsecret\n", "text/csv")));
    return asks;
  }

  private static void add(Map<String, List<Ask>> asks, String route, String path) {
    asks.computeIfAbsent(route, r -> new ArrayList<>()).add(new Ask("GET", path));
  }

  /** Requests for every route that writes, in an order in which each finds what it needs. */
  private static Map<String, List<Ask>> writing(Archive archive) {
    Map<String, List<Ask>> asks = new LinkedHashMap<>();
    List<Ask> puts = new ArrayList<>();
    List<Ask> posts = new ArrayList<>();
    List<Ask> deletes = new ArrayList<>();
    String open = "{\"text\":\"Police of the camp.\",\"collection\":\"open\"}";
    String secret = "{\"text\":\"Police of the camp.\",\"collection\":\"secret\"}";
    String none = "{\"text\":\"Police of no camp.\"}";
    for (String body : List.of(open, secret, none, "{\"text\":\"\"}")) {
      posts.add(new Ask("POST", "/reports", body));
      posts.add(new Ask("POST", "/reports", body));
      for (String id : archive.hidden.keySet()) {
        if (archive.random.nextInt(10) == 0) {
          puts.add(new Ask("PUT", "/reports/" + id, body));
        }
      }
      puts.add(new Ask("PUT", "/reports/absent", body));
      puts.add(new Ask("PUT", "/reports/" + prefix("open") + "mine", body));
      puts.add(new Ask("PUT", "/reports/" + prefix("secret") + "mine", body));
    }
    for (String id : archive.hidden.keySet()) {
      if (archive.random.nextInt(5) == 0) {
        deletes.add(new Ask("DELETE", "/reports/" + id));
      }
    }
    deletes.add(new Ask("DELETE", "/reports/absent"));
    asks.put("POST /reports", posts);
    asks.put("PUT /reports/{id}", puts);
    asks.put("DELETE /reports/{id}", deletes);
    return asks;
  }

  private static String prefix(String collection) {
    return org.vigil.index.Uploads.prefixOf(Optional.of(collection));
  }

  private static String alertId(World world) throws Exception {
    return JSON.readTree(world.asLimited(new Ask("GET", "/alerts")).body())
        .path("alerts")
        .path(0)
        .path("id")
        .asText();
  }

  /** The alert of each world goes by an id of chance, from which that of its feed follows. */
  private static void compareAlerts(World with, World without, long seed) throws Exception {
    String one = alertId(with);
    String other = alertId(without);
    assertThat(JSON.readTree(with.asLimited(new Ask("GET", "/alerts/" + one)).body()).path("total"))
        .isNotEqualTo(JSON.getNodeFactory().numberNode(0));
    for (String path :
        List.of(
            "/alerts",
            "/alerts/ID",
            "/alerts/ID?order-by=oldest&page-size=2",
            "/alerts/ID/feed.atom",
            "/alerts/absent")) {
      String left = with.seen(new Ask("GET", path.replace("ID", one))).replace(one, "ID");
      String right = without.seen(new Ask("GET", path.replace("ID", other))).replace(other, "ID");
      assertThat(left.replaceAll("urn:sha256:[0-9a-f]+<", "urn<"))
          .as("seed %d: %s", seed, path)
          .isEqualTo(right.replaceAll("urn:sha256:[0-9a-f]+<", "urn<"));
    }
    for (String path : List.of("/alerts/absent", "/alerts/ID", "/alerts/ID")) {
      String left = with.seen(new Ask("DELETE", path.replace("ID", one))).replace(one, "ID");
      String right =
          without.seen(new Ask("DELETE", path.replace("ID", other))).replace(other, "ID");
      assertThat(left).as("seed %d: %s", seed, path).isEqualTo(right);
    }
  }

  /** Routes of alerts, which {@link #compareAlerts} asks. */
  private static final Set<String> OF_ALERTS =
      Set.of(
          "GET /alerts",
          "POST /alerts",
          "GET /alerts/{id}",
          "DELETE /alerts/{id}",
          "GET /alerts/{id}/feed.atom");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyRouteAnswersAsIfThereWereNoOtherCollections(long seed) throws Exception {
    Archive archive = new Archive(seed);
    try (World with = new World(folder.resolve("with"));
        World without = new World(folder.resolve("without"))) {
      fill(with, without, archive, seed);
      assertThat(with.served.searcher().size()).isGreaterThan(without.served.searcher().size());
      with.awaitCompletions();
      without.awaitCompletions();
      Map<String, List<Ask>> reading = reading(archive);
      Map<String, List<Ask>> writing = writing(archive);
      Set<String> asked = new TreeSet<>(OF_ALERTS);
      asked.addAll(reading.keySet());
      asked.addAll(writing.keySet());
      assertThat(asked).isEqualTo(routes("none", "read", "write"));

      for (List<Ask> asks : reading.values()) {
        for (Ask ask : asks) {
          both(with, without, seed, ask);
        }
      }
      for (String route : routes("admin")) {
        String[] parts = route.split(" ", -1);
        Ask ask = new Ask(parts[0], parts[1].replace("{id}", "absent"));
        both(with, without, seed, ask);
        assertThat(with.asLimited(ask).statusCode()).as(route).isEqualTo(403);
      }
      Map<String, String> kept = hidden(with, archive);
      for (List<Ask> asks : writing.values()) {
        for (Ask ask : asks) {
          both(with, without, seed, ask);
        }
      }
      compareAlerts(with, without, seed);
      assertThat(hidden(with, archive)).isEqualTo(kept);
      for (Ask ask : reading.getOrDefault("GET /search", List.of())) {
        both(with, without, seed, ask);
      }
    }
  }

  /** What somebody who sees all is told of each hidden report. */
  private static Map<String, String> hidden(World world, Archive archive) throws Exception {
    Map<String, String> reports = new LinkedHashMap<>();
    for (Map.Entry<String, Boolean> each : archive.hidden.entrySet()) {
      if (each.getValue()) {
        Ask ask = new Ask("GET", "/reports/" + each.getKey());
        HttpResponse<String> answer = world.asAll(ask);
        ObjectNode json = (ObjectNode) JSON.readTree(answer.body());
        // Which visible reports are copies of it changes with them.
        json.remove(List.of("duplicates", "story"));
        reports.put(each.getKey(), answer.statusCode() + " " + json);
      }
    }
    return reports;
  }

  /** Routes below the path of the API that ask for one of these roles. */
  private static Set<String> routes(String... roles) {
    Set<String> routes = new TreeSet<>();
    AccessTest.TABLE
        .lines()
        .map(line -> line.split(" +", -1))
        .filter(cells -> List.of(roles).contains(cells[0]) && cells[2].startsWith(Route.BASE))
        .forEach(cells -> routes.add(cells[1] + " " + cells[2].substring(Route.BASE.length())));
    return routes;
  }

  @Test
  void whatAClientKeepsStaysGoodWhileOnlyHiddenReportsChange() throws Exception {
    try (World world = new World(folder)) {
      world.asAll(new Ask("PUT", "/reports/a", "{\"text\":\"One camp.\",\"collection\":\"open\"}"));
      Ask ask = new Ask("GET", "/search?q=camp");
      String tag = world.asLimited(ask).headers().firstValue("ETag").orElseThrow();
      String secret = "{\"text\":\"Two camps.\",\"collection\":\"secret\"}";
      world.asAll(new Ask("PUT", "/reports/h", secret));
      world.asAll(new Ask("DELETE", "/reports/h"));
      assertThat(world.asLimited(ask).headers().firstValue("ETag")).contains(tag);
      assertThat(world.asAll(ask).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
      world.asAll(new Ask("PUT", "/reports/b", "{\"text\":\"A camp.\"}"));
      assertThat(world.asLimited(ask).headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    }
  }

  @Test
  void theOriginalOfAPartIsForKeysThatSeeEverything() throws Exception {
    Keys keys = Keys.of(folder, Clock.systemUTC());
    String limited =
        keys.create("some", Role.READ, Optional.empty(), Optional.of(Set.of(""))).text();
    String all = keys.create("all", Role.READ, Optional.empty()).text();
    Path mailbox = Files.writeString(folder.resolve("a.mbox"), "two messages");
    Report part =
        new Report(
            "p",
            new Report.Source(
                mailbox.toString(),
                ContentHash.of(mailbox),
                "application/mbox",
                Files.size(mailbox),
                Optional.of("1")),
            Facts.NONE,
            "One of them.",
            Annotations.NONE,
            Optional.empty(),
            List.of());
    try (ApiServer server =
        ApiServer.start(
            new Backend(
                new FakeSearcher(part),
                () -> new StatusSource.Status("1", "g", 1, 1, Map.of(), Optional.empty()),
                id -> false,
                Optional.of(keys),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new ServerSettings("127.0.0.1", 0))) {
      String ask =
          "GET /api/v1/reports/p/source HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
      String head = "Authorization: Bearer ";
      assertThat(ServedTest.raw(server.port(), ask + head + limited + "\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("two messages");
      assertThat(ServedTest.raw(server.port(), ask + head + all + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .endsWith("two messages");
    }
  }

  @Test
  void aLimitedKeyWritesWhereItReadsAndNamesNewReportsAfterTheirCollection() throws Exception {
    try (World world = new World(folder)) {
      String open = "{\"text\":\"One camp.\",\"collection\":\"open\"}";
      Ask free = new Ask("PUT", "/reports/mine", open);
      HttpResponse<String> refused = world.asLimited(free);
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(JSON.readTree(refused.body()).path("detail").asText())
          .isEqualTo(
              "there is no report with id \"mine\"; the id of a new one in its collection begins"
                  + " with "
                  + prefix("open"));
      Ask named = new Ask("PUT", "/reports/" + prefix("open") + "mine", open);
      assertThat(world.asLimited(named).statusCode()).isEqualTo(201);
      assertThat(world.asLimited(named).statusCode()).isEqualTo(200);
      assertThat(world.asAll(free).statusCode()).isEqualTo(201);
      assertThat(world.asLimited(free).statusCode()).isEqualTo(200);
      String secret = "{\"text\":\"One camp.\",\"collection\":\"secret\"}";
      HttpResponse<String> elsewhere = world.asLimited(new Ask("POST", "/reports", secret));
      assertThat(elsewhere.statusCode()).isEqualTo(403);
      assertThat(JSON.readTree(elsewhere.body()).path("detail").asText())
          .isEqualTo(
              "the key may not write to collection \"secret\"; expected none or \"open\" or"
                  + " \"shared work\"");
      // Nobody moves a report out of the collection that its id names.
      assertThat(world.asAll(new Ask("PUT", named.path, secret)).statusCode()).isEqualTo(400);
    }
  }
}
