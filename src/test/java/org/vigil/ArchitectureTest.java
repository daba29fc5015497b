package org.vigil;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigil.alert.Webhooks;
import org.vigil.cli.Vigil;
import org.vigil.cluster.Cluster;

/**
 * Holds the table of {@code docs/architecture.md}: who may use whom, and which library lives where.
 */
class ArchitectureTest {

  /** A package, the packages it may use, and the outside libraries it may use. */
  private record Room(String name, Set<String> mayUse, List<String> libraries) {}

  private static final String LUCENE_ANALYSIS = "org.apache.lucene.analysis..";
  private static final String LUCENE = "org.apache.lucene..";
  private static final String ICU = "com.ibm.icu..";
  private static final String JACKSON = "com.fasterxml.jackson..";

  private static final List<Room> ROOMS =
      List.of(
          new Room("date", Set.of(), List.of()),
          new Room("corpus", Set.of(), List.of()),
          new Room(
              "extract",
              Set.of("corpus", "date"),
              List.of(
                  "org.apache.tika..",
                  "org.apache.pdfbox..",
                  "org.apache.james.mime4j..",
                  "org.netpreserve.jwarc..",
                  "org.jsoup..",
                  JACKSON,
                  ICU,
                  "org.xml.sax..")),
          new Room(
              "entity",
              Set.of(),
              List.of(
                  ICU,
                  "org.apache.lucene.util..",
                  "org.apache.lucene.store..",
                  "ai.onnxruntime..")),
          new Room("quote", Set.of("entity"), List.of()),
          new Room("topic", Set.of(), List.of()),
          new Room(
              "report",
              Set.of("corpus", "date", "extract", "entity", "quote", "topic"),
              List.of(JACKSON)),
          new Room(
              "story", Set.of("corpus", "date", "entity", "quote", "report", "topic"), List.of()),
          new Room("schema", Set.of(), List.of(LUCENE_ANALYSIS, "org.apache.lucene.util..", ICU)),
          new Room(
              "index",
              Set.of("corpus", "date", "entity", "quote", "topic", "report", "schema", "story"),
              List.of(LUCENE)),
          new Room("query", Set.of("date"), List.of()),
          new Room(
              "search",
              Set.of(
                  "corpus", "date", "entity", "quote", "topic", "report", "schema", "story",
                  "index", "query"),
              List.of(LUCENE, ICU)),
          new Room(
              "cluster",
              Set.of("alert", "corpus", "date", "report", "entity", "schema", "index", "search"),
              List.of(JACKSON)),
          new Room(
              "plugin",
              Set.of("report", "index", "search", "cluster"),
              List.of(LUCENE, "org.opensearch..", "org.apache.logging.log4j..")),
          new Room("alert", Set.of("search"), List.of(LUCENE)),
          new Room("dense", Set.of("entity", "search"), List.of("ai.onnxruntime..")),
          new Room(
              "ingest",
              Set.of("corpus", "date", "extract", "entity", "quote", "topic", "report", "index"),
              List.of()),
          new Room("access", Set.of(), List.of()),
          new Room(
              "api",
              Set.of(
                  "access", "alert", "date", "corpus", "extract", "entity", "quote", "topic",
                  "query", "search", "report", "story", "index", "ingest"),
              List.of("io.javalin..", JACKSON, "jakarta.servlet..", "org.eclipse.jetty..")),
          new Room("embed", Set.of("entity", "report", "search"), List.of()),
          new Room(
              "cli",
              Set.of(
                  "access", "alert", "cluster", "date", "corpus", "dense", "extract", "entity",
                  "quote", "report", "schema", "index", "query", "search", "story", "ingest",
                  "api"),
              List.of("picocli..", "me.tongfei.progressbar..", JACKSON)));

  private static final JavaClasses CLASSES =
      // Where the program's own classes are, and so none of the tests.
      new ClassFileImporter()
          .importUrl(Vigil.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyPackageIsInTheTableAndEveryRoomHasCode() {
    Set<String> rooms =
        ROOMS.stream().map(Room::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> packages = new TreeSet<>();
    for (JavaClass c : CLASSES) {
      assertThat(c.getPackageName()).matches("org\\.vigil\\.[a-z]+");
      packages.add(c.getPackageName().substring("org.vigil.".length()));
    }
    assertThat(packages).isEqualTo(rooms);
  }

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    for (Room room : ROOMS) {
      List<String> allowed = new ArrayList<>(room.libraries());
      allowed.add("java..");
      allowed.add("javax..");
      allowed.add("org.jspecify..");
      allowed.add("org.slf4j..");
      allowed.add("org.vigil." + room.name() + "..");
      room.mayUse().forEach(name -> allowed.add("org.vigil." + name + ".."));
      classes()
          .that(resideInAPackage("org.vigil." + room.name() + ".."))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(allowed.toArray(new String[0]))
                  .or(JavaClass.Predicates.type(Object.class))
                  .or(primitives()))
          .check(CLASSES);
    }
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> primitives() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "primitives and arrays of them", c -> c.getBaseComponentType().isPrimitive());
  }

  @Test
  void noCycles() {
    slices().matching("org.vigil.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nobodyOpensConnectionsButToTheHostsNamedForIt() {
    noClasses()
        .that(
            resideInAPackage("org.vigil..")
                .and(not(type(Webhooks.class)))
                .and(not(type(Cluster.class))))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/vigil"))) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(f -> !f.endsWith("vigil"))
              .filter(f -> !Files.exists(f.resolve("package-info.java")))
              .toList();
      assertThat(silent).isEmpty();
    }
  }
}
