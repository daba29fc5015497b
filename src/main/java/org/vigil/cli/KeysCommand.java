package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vigil.access.Key;
import org.vigil.access.Keys;
import org.vigil.access.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil keys}: who may use the API where other machines reach it. */
@Command(
    name = "keys",
    description = {
      "Make, list and revoke the keys that the server asks for where other machines reach it.",
      "",
      "A running server knows of a new or revoked key at once."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Vigil.Version.class)
final class KeysCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: keys create NAME, keys list, or keys revoke ID");
  }

  private static Keys keys(CommonOptions common) {
    return Keys.of(common.home().root(), Clock.systemUTC());
  }

  private static ObjectNode json(Key key) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("id", key.id()).put("name", key.label()).put("role", word(key.role()));
    json.put("created", key.created().toString());
    key.expires().ifPresent(end -> json.put("expires", end.toString()));
    if (key.collections().isPresent()) {
      ArrayNode names = json.putArray("collections");
      key.collections().get().forEach(name -> names.add(shown(name)));
    }
    return json;
  }

  /** How the command writes the reports that are in no collection. */
  private static final String NONE = "-";

  private static String shown(String collection) {
    return collection.equals(Key.IN_NONE) ? NONE : collection;
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  @Command(
      name = "create",
      description = "Make a key and show it. It is not kept and cannot be shown again.")
  int create(
      @Mixin CommonOptions options,
      @Parameters(paramLabel = "NAME", description = "What to call it: who it is for.") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              defaultValue = "read",
              description =
                  "read (search and read), write (also add and withdraw reports) or admin (also run"
                      + " the index and watch it); default: ${DEFAULT-VALUE}.")
          Role role,
      @Option(
              names = "--days",
              paramLabel = "N",
              description = "Days until it expires (default: never).")
          Optional<Integer> days,
      @Option(
              names = "--collections",
              paramLabel = "A,B",
              split = ",",
              description =
                  "Limit it to the reports of these collections: to its bearer there are no"
                      + " others. "
                      + NONE
                      + " stands for the reports in no collection. May be given again.")
          @Nullable List<String> collections)
      throws IOException {
    Optional<Instant> end = days.map(n -> Instant.now().plus(Duration.ofDays(n)));
    Optional<Set<String>> limit =
        Optional.ofNullable(collections)
            .<Set<String>>map(
                names ->
                    names.stream()
                        .map(each -> each.equals(NONE) ? Key.IN_NONE : named(each))
                        .collect(Collectors.toCollection(TreeSet::new)));
    Keys.Created made;
    try {
      made = keys(options).create(name, role, end, limit);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (options.json) {
      out.println(json(made.key()).put("key", made.text()));
    } else {
      out.println(made.text());
      if (!options.quiet) {
        spec.commandLine()
            .getErr()
            .println("Keep it now: it cannot be shown again. Its id is " + made.key().id() + ".");
      }
    }
    out.flush();
    return Vigil.DONE;
  }

  private String named(String collection) {
    String name = collection.strip();
    if (name.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--collections names an empty collection; write " + NONE + " for reports in none");
    }
    return name;
  }

  @Command(name = "list", description = "List the keys by id; the keys themselves are not kept.")
  int list(@Mixin CommonOptions options) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    for (Key key : keys(options).list()) {
      if (options.json) {
        out.println(json(key));
      } else {
        String end =
            key.expires()
                .map(at -> (key.isValid(now) ? "expires " : "expired ") + at)
                .orElse("never expires");
        String sees =
            key.collections()
                .map(
                    names ->
                        names.stream()
                            .map(KeysCommand::shown)
                            .collect(Collectors.joining(", ", "sees ", "")))
                .orElse("sees all");
        out.println(String.join("  ", key.id(), word(key.role()), sees, end, key.label()));
      }
    }
    out.flush();
    return Vigil.DONE;
  }

  @Command(name = "revoke", description = "Make keys unusable at once, by their ids.")
  int revoke(
      @Mixin CommonOptions options,
      @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of keys.") List<String> ids)
      throws IOException {
    for (String id : ids) {
      if (!keys(options).revoke(id)) {
        throw new UnusableException(
            "there is no key with id '" + id + "': 'vigil keys list' shows those there are");
      }
    }
    return Vigil.DONE;
  }
}
