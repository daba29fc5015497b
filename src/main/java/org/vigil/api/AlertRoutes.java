package org.vigil.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.access.Key;
import org.vigil.alert.Alert;
import org.vigil.alert.Alerts;
import org.vigil.alert.Delivery;
import org.vigil.alert.Match;
import org.vigil.alert.TooManyAlertsException;
import org.vigil.alert.WebhookNotAllowedException;
import org.vigil.date.PartialDate;
import org.vigil.query.ParsedQuery;
import org.vigil.query.QueryParser;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;

/** Saved searches and what they found since. An alert is there for the key that made it alone. */
final class AlertRoutes implements RouteGroup {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LISTED = 20;
  private static final Set<String> OF_LIST = Set.of("page-size", "cursor");
  private static final List<String> OF_MATCHES =
      List.of("since", "order-by", "page-size", "cursor");

  /** Which matches come first. */
  private enum Order {
    NEWEST,
    OLDEST
  }

  private final Optional<Alerts> alerts;
  private final Views views;
  private final WorkPool work;

  AlertRoutes(Optional<Alerts> alerts, Views views, WorkPool work) {
    this.alerts = alerts;
    this.views = views;
    this.work = work;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.reading("GET", "/alerts", this::list),
        Route.reading("POST", "/alerts", this::create),
        Route.reading("GET", "/alerts/{id}", this::matches),
        Route.reading("DELETE", "/alerts/{id}", this::delete),
        Route.reading("GET", "/alerts/{id}/feed.atom", this::feed));
  }

  private Alerts alerts() {
    return alerts.orElseThrow(
        () ->
            new Problem(
                    503,
                    "this server keeps no alerts: another process does, or they cannot be read, as"
                        + " its log says")
                .header("Retry-After", "600"));
  }

  private static String owner(Context ctx) {
    return Visitor.of(ctx).key().map(Key::id).orElse("");
  }

  private Alert find(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    return alerts().find(owner(ctx), id).orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(String id) {
    return new Problem(404, "there is no alert with id " + Problem.quote(id));
  }

  private void create(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String unused = Requests.mediaType(ctx, "application/json");
    JsonNode body = Parameters.object(ctx.bodyAsBytes(), List.of("name", "search", "webhook"));
    String name = Parameters.text(body, "name");
    if (!Alert.isName(name)) {
      throw Problem.parameter("name", name, "1 to " + Alert.LONGEST_NAME + " printable characters");
    }
    SearchRequest unusedRequest = SearchParameters.ofAlert(body.path("search"));
    Optional<String> webhook =
        body.hasNonNull("webhook")
            ? Optional.of(Parameters.text(body, "webhook"))
            : Optional.empty();
    Alert made;
    try {
      made =
          alerts()
              .create(
                  owner(ctx),
                  name,
                  body.path("search").toString(),
                  webhook,
                  Views.collections(ctx));
    } catch (WebhookNotAllowedException e) {
      throw Problem.parameter(
          "webhook",
          webhook.orElse(""),
          "an http or https address on a host that the server was given as --webhook-host");
    } catch (TooManyAlertsException e) {
      throw new Problem(409, String.valueOf(e.getMessage()));
    }
    ctx.header("Location", Route.BASE + "/alerts/" + made.id());
    ObjectNode json = json(made);
    // Told once: the receiver needs it to know whose body it is.
    made.webhook().ifPresent(hook -> json.put("secret", hook.secret()));
    Responses.json(ctx, json);
    ctx.status(201);
  }

  private void list(Context ctx) throws IOException {
    Parameters given = Parameters.of(ctx.queryParamMap(), OF_LIST, Set.of());
    int most = given.number("page-size", 1, SearchRequest.LARGEST_PAGE, LISTED);
    List<Alert> all = alerts().of(owner(ctx));
    int from = 0;
    Optional<String> cursor = given.text("cursor").filter(c -> !c.equals("*"));
    if (cursor.isPresent()) {
      List<String> ids = all.stream().map(Alert::id).toList();
      from = ids.indexOf(cursor.get()) + 1;
      if (from == 0) {
        throw Problem.parameter("cursor", cursor.get(), "* or the cursor of an answer");
      }
    }
    List<Alert> page = all.subList(from, Math.min(from + most, all.size()));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total", all.size());
    json.put("cursor", from + most < all.size() ? page.getLast().id() : null);
    ArrayNode list = json.putArray("alerts");
    page.forEach(alert -> list.add(json(alert)));
    Responses.json(ctx, json);
  }

  private void matches(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), OF_MATCHES, Set.of());
    int most = given.number("page-size", 1, SearchRequest.LARGEST_PAGE, LISTED);
    Order order = given.choice("order-by", Order.class).orElse(Order.NEWEST);
    Optional<Long> behind = given.text("cursor").filter(c -> !c.equals("*")).map(this::position);
    Instant since = given.text("since").map(AlertRoutes::instant).orElse(Instant.EPOCH);
    Alert alert = find(ctx);
    List<Match> matches = alerts().matches(alert.id(), order == Order.NEWEST, behind, since, most);
    ObjectNode json = json(alert);
    json.put("total", alerts().count(alert.id()));
    if (alert.webhook().isPresent()) {
      Delivery delivery = alerts().delivery(alert.id());
      json.putObject("delivery")
          .put("waiting", delivery.waiting())
          .put("failure", delivery.failure().orElse(null));
    }
    json.put("cursor", cursor(order, behind, matches, most).orElse(null));
    ArrayNode results = json.putArray("results");
    found(alert, matches)
        .forEach(
            (match, hit) ->
                results
                    .addObject()
                    .put("matched", match.at().toString())
                    .set("report", SearchJson.hit(hit)));
    Responses.json(ctx, json);
  }

  /** Whoever walks forward is given a cursor also at the end, to come back with. */
  private static Optional<String> cursor(
      Order order, Optional<Long> behind, List<Match> matches, int most) {
    if (order == Order.NEWEST && matches.size() < most) {
      return Optional.empty();
    }
    return Optional.of(
        Long.toString(matches.isEmpty() ? behind.orElse(0L) : matches.getLast().position()));
  }

  private long position(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw Problem.parameter("cursor", cursor, "* or the cursor of an answer");
    }
    return Long.parseLong(cursor);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return PartialDate.parse(text)
          .map(date -> date.first().atStartOfDay().toInstant(ZoneOffset.UTC))
          .orElseThrow(
              () ->
                  Problem.parameter(
                      "since", text, "a time such as 2020-07-20T08:00:00Z, or a date"));
    }
  }

  /** The reports that were matched and can be found still. */
  private Map<Match, SearchResult.Hit> found(Alert alert, List<Match> matches) throws Exception {
    Map<String, SearchResult.Hit> byId = new LinkedHashMap<>();
    List<String> ids = matches.stream().map(Match::report).toList();
    work.run(
            () -> views.of(alert.collections()).hits(ids, SearchParameters.ofAlert(alert.search())))
        .forEach(hit -> byId.put(hit.id(), hit));
    Map<Match, SearchResult.Hit> found = new LinkedHashMap<>();
    for (Match match : matches) {
      SearchResult.Hit hit = byId.get(match.report());
      if (hit != null) {
        found.put(match, hit);
      }
    }
    return found;
  }

  private void feed(Context ctx) throws Exception {
    Parameters given = Parameters.of(ctx.queryParamMap(), List.of("page-size"), Set.of());
    int most = given.number("page-size", 1, SearchRequest.LARGEST_PAGE, LISTED);
    Alert alert = find(ctx);
    List<Feed.Entry> entries = new ArrayList<>();
    found(alert, alerts().matches(alert.id(), true, Optional.empty(), Instant.EPOCH, most))
        .forEach((match, hit) -> entries.add(new Feed.Entry(hit, match.at().toString())));
    String feed =
        Feed.ofAlert(Requests.server(ctx), ctx.path(), alert.name(), entries, alert.created());
    ctx.contentType(Feed.MEDIA_TYPE).result(feed.getBytes(StandardCharsets.UTF_8));
  }

  private void delete(Context ctx) throws IOException {
    Requests.withoutParameters(ctx);
    String id = ctx.pathParam("id");
    if (!alerts().delete(owner(ctx), id)) {
      throw unknown(id);
    }
    ctx.status(204);
  }

  private static ObjectNode json(Alert alert) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", alert.id());
    json.put("name", alert.name());
    json.put("created", alert.created().toString());
    try {
      json.set("search", JSON.readTree(alert.search()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an alert holds what was read before", e);
    }
    ParsedQuery parsed = QueryParser.parse(SearchParameters.ofAlert(alert.search()).q());
    json.putObject("query")
        .put("parsed", parsed.query().toString())
        .put("escaped", parsed.escaped());
    json.put("webhook", alert.webhook().map(Alert.Webhook::address).orElse(null));
    return json;
  }
}
