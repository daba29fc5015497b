package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.vigil.api.CurationJson;
import org.vigil.api.EntityJson;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.ClusterSearcher;
import org.vigil.entity.Curation;
import org.vigil.entity.EntityKind;
import org.vigil.entity.Identities;
import org.vigil.search.Decisions;
import org.vigil.search.EntitiesFiles;
import org.vigil.search.EntityProfile;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil entities}: lists names, tells why they are one, and puts them right. */
@Command(
    name = "entities",
    description = {
      "List the people, places, organisations and groups that reports name, tell why names are"
          + " taken for one, and put them right.",
      "",
      "What you decide is a line in a file, entities.csv in the folder of reports: it holds at"
          + " once, without indexing again, and survives it. The lines are",
      "  merge,ID,OTHER-ID   the other is this one        split,ID,OTHER-ID   they are never one",
      "  rename,ID,NAME      show it under this name      alias,ID,NAME       find it so too",
      "  hide,ID             list it nowhere              lock,ID             join it with nothing",
      ""
    },
    commandListHeading = "%nTo put names right, add one such line each:%n",
    footer = {
      "",
      "Examples:",
      "  vigil entities zelen                   names with a word that begins so, or nearly",
      "  vigil entities --kind place            the places that most reports name",
      "  vigil entities --of person/liu-xiaobo  all about one, and why its names are one",
      "  vigil entities merge person/muammar-gaddafi person/brother-leader"
    },
    subcommands = {
      EntitiesCommand.Merge.class,
      EntitiesCommand.Split.class,
      EntitiesCommand.Rename.class,
      EntitiesCommand.Alias.class,
      EntitiesCommand.Hide.class,
      EntitiesCommand.Lock.class
    })
final class EntitiesCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private EntitiesOptions entities = new EntitiesOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "BEGINNING",
      arity = "0..*",
      description = "How a word of the name begins; without it the most frequent names.")
  private List<String> beginning = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only person, place, organisation or group.")
  private @Nullable EntityKind kind;

  @Option(
      names = "--of",
      paramLabel = "ID",
      description = "Tell all about the entity of this id or name, and why its names are one.")
  private @Nullable String of;

  @Option(names = "--most", paramLabel = "N", description = "Names listed (default: 20).")
  private int most = 20;

  @Override
  public Integer call() throws IOException {
    if (most < 1 || most > 1000) {
      throw new ParameterException(spec.commandLine(), "--most must be from 1 to 1000: " + most);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ReportSearcher searcher = searcher()) {
      if (of != null) {
        EntityProfile profile = find(searcher, of);
        if (common.json) {
          out.println(EntityJson.profile(profile));
        } else {
          print(profile, out);
        }
      } else {
        Set<EntityKind> kinds = kind == null ? EnumSet.allOf(EntityKind.class) : EnumSet.of(kind);
        Optional<String> typed =
            Optional.of(String.join(" ", beginning)).filter(text -> !text.isBlank());
        List<EntityProfile.Named> names = searcher.entities(typed, kinds, most);
        if (common.json) {
          out.println(EntityJson.names(names));
        } else {
          print(names, out);
        }
      }
    }
    out.flush();
    return Vigil.DONE;
  }

  private ReportSearcher searcher() throws IOException {
    if (!store.isCluster(spec.commandLine())) {
      return entities.searcher(common);
    }
    ClusterIndex index = store.index();
    try {
      entities.putInto(index.checked());
      return ClusterSearcher.open(index);
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private static EntityProfile find(ReportSearcher searcher, String idOrName) throws IOException {
    return searcher
        .entity(idOrName)
        .orElseThrow(
            () ->
                new UnusableException(
                    "no report names an entity '"
                        + idOrName
                        + "': 'vigil entities BEGINNING' lists ids"));
  }

  private static void print(List<EntityProfile.Named> names, PrintWriter out) {
    if (names.isEmpty()) {
      out.println("No name begins so.");
    }
    for (EntityProfile.Named name : names) {
      out.printf(
          Locale.ROOT,
          "%7d  %s  (%s)%n",
          name.reports(),
          Printable.of(name.name()),
          Printable.of(name.id()));
    }
  }

  private static void print(EntityProfile profile, PrintWriter out) {
    EntityProfile.Named entity = profile.entity();
    out.println(
        Printable.of(entity.name())
            + "  ("
            + Printable.of(entity.id())
            + ", "
            + entity.reports()
            + " reports)");
    for (EntityProfile.Alias alias : profile.aliases()) {
      out.printf(Locale.ROOT, "%7d  %s%n", alias.reports(), Printable.of(alias.form()));
    }
    profile.alsoCalled().forEach(name -> out.println("   also  " + Printable.of(name)));
    for (Identities.Join join : profile.joins()) {
      out.println(
          "one     "
              + Printable.of(join.id())
              + " and "
              + Printable.of(join.with())
              + " because "
              + Printable.of(join.reason()));
    }
    profile.apart().ifPresent(why -> out.println("apart   because " + Printable.of(why)));
    for (SearchResult.Term outlet : profile.outlets()) {
      out.println("outlet  " + Printable.of(outlet.label()) + " " + outlet.count());
    }
    profile
        .with()
        .values()
        .forEach(
            companions -> {
              for (EntityProfile.Companion companion : companions) {
                out.println(
                    "with    "
                        + Printable.of(companion.entity().name())
                        + " "
                        + companion.together());
              }
            });
  }

  /** What the commands that write a line have in common. */
  abstract static class Deciding implements Callable<Integer> {

    @Mixin private CommonOptions common = new CommonOptions();
    @Mixin private EntitiesOptions entities = new EntitiesOptions();
    @Mixin private StoreOptions store = new StoreOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "Id of an entity.")
    private String id = "";

    private final Curation.Action action;

    Deciding(Curation.Action action) {
      this.action = action;
    }

    /** The second value of the line; empty if it has none. */
    String other() {
      return "";
    }

    @Override
    public Integer call() throws IOException {
      Curation.Line line;
      try {
        line = new Curation.Line(action, id, other(), 1);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
      Decisions.Decision decision;
      try {
        decision = decide(line);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
      PrintWriter out = spec.commandLine().getOut();
      if (common.json) {
        out.println(CurationJson.decision(decision));
      } else if (!common.quiet) {
        out.println(Printable.of(decision.file() + ": " + decision.line()));
      }
      out.flush();
      return Vigil.DONE;
    }

    private Decisions.Decision decide(Curation.Line line) throws IOException {
      if (store.isCluster(spec.commandLine())) {
        try (ClusterIndex index = store.index()) {
          entities.putInto(index.checked());
          return index.decisions().add(List.of(line)).getFirst();
        }
      }
      EntitiesFiles files = entities.in(common.home());
      if (files.paths().isEmpty()) {
        throw new UnusableException(
            "no folder was indexed that could hold entities.csv: name a file with --entities-file");
      }
      return files.add(List.of(line)).getFirst();
    }
  }

  /** A line about two entities. */
  abstract static class OfTwo extends Deciding {
    @Parameters(index = "1", paramLabel = "OTHER-ID", description = "Id of the other.")
    private String other = "";

    OfTwo(Curation.Action action) {
      super(action);
    }

    @Override
    String other() {
      return other;
    }
  }

  /** A line that gives an entity a name. */
  abstract static class Naming extends Deciding {
    @Parameters(
        index = "1",
        paramLabel = "NAME",
        description = "The name to show or to find it under.")
    private String name = "";

    Naming(Curation.Action action) {
      super(action);
    }

    @Override
    String other() {
      return name;
    }
  }

  @Command(name = "merge", description = "Take two for one: the other one is this one.")
  static final class Merge extends OfTwo {
    Merge() {
      super(Curation.Action.MERGE);
    }
  }

  @Command(name = "split", description = "Never take two for one.")
  static final class Split extends OfTwo {
    Split() {
      super(Curation.Action.SPLIT);
    }
  }

  @Command(name = "rename", description = "Show an entity under another name.")
  static final class Rename extends Naming {
    Rename() {
      super(Curation.Action.RENAME);
    }
  }

  @Command(name = "alias", description = "Find an entity under one more name.")
  static final class Alias extends Naming {
    Alias() {
      super(Curation.Action.ALIAS);
    }
  }

  @Command(name = "hide", description = "List an entity nowhere.")
  static final class Hide extends Deciding {
    Hide() {
      super(Curation.Action.HIDE);
    }
  }

  @Command(name = "lock", description = "Join an entity with nothing unless a line says so.")
  static final class Lock extends Deciding {
    Lock() {
      super(Curation.Action.LOCK);
    }
  }
}
