package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.entity.Curation;
import org.vigil.entity.EntityKind;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.IndexField;
import org.vigil.schema.SpellingVariants;
import org.vigil.search.SearchRequest.Collapse;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.FacetOrder;
import org.vigil.search.SearchRequest.Options;
import org.vigil.search.SearchRequest.Order;
import org.vigil.search.TinyIndex.Ask;
import org.vigil.search.TinyIndex.Some;

/** Shards that answer together answer as one that has all reports. */
class SeveralShardsTest {

  private static final int SHARDS = 3;

  private final List<IndexWriter> writers = new ArrayList<>();
  private final List<Directory> directories = new ArrayList<>();
  private LuceneReportSearcher own;
  private ShardsTogether together;

  @BeforeEach
  void open() throws IOException {
    for (int i = 0; i <= SHARDS; i++) {
      Directory directory = new ByteBuffersDirectory();
      directories.add(directory);
      // What was deleted counts in frequencies until it is merged away.
      writers.add(
          new IndexWriter(
              directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE)));
      writers.getLast().commit();
    }
    own =
        LuceneReportSearcher.open(
            () -> directories.getFirst(),
            Duration.ofSeconds(60),
            () -> Curation.NONE,
            SpellingVariants::shipped);
    together = new ShardsTogether(directories.subList(1, SHARDS + 1));
  }

  @AfterEach
  void close() throws IOException {
    own.close();
    together.close();
    for (IndexWriter writer : writers) {
      writer.close();
    }
  }

  private void add(Some some, int shard) throws IOException {
    writers.getFirst().addDocuments(ReportDocuments.of(some.build()));
    writers.get(1 + shard).addDocuments(ReportDocuments.of(some.build()));
  }

  private void remove(String id) throws IOException {
    for (IndexWriter writer : writers) {
      writer.deleteDocuments(ReportDocuments.withId(id));
    }
  }

  /** Makes segments, none of which goes away: with one go the frequencies of what was deleted. */
  private void flush() throws IOException {
    for (IndexWriter writer : writers) {
      Document ledger = new Document();
      ledger.add(new StringField(IndexField.KIND.fieldName(), "ledger", Field.Store.NO));
      writer.addDocument(ledger);
      writer.flush();
    }
  }

  private void commit() throws IOException {
    flush();
    for (IndexWriter writer : writers) {
      writer.commit();
    }
    own.refresh();
    together.refresh();
  }

  private ReportSearcher there() {
    return together.searcher(Optional.empty());
  }

  @Test
  void nothingIsFoundWhereThereIsNothing() throws IOException {
    commit();
    assertThat(there().search(ask("camp").facets(Facet.values()).request()).total()).isZero();
    assertThat(there().entity("person/li")).isEmpty();
    assertThat(there().story("r1")).isEmpty();
  }

  @Test
  void namesThatAreOneAreOneInWhateverShardsTheyStand() throws IOException {
    add(report("a", "Xi Jinping spoke.").names("person/xi-jinping", "Xi Jinping"), 0);
    add(report("b", "Xi Jin-ping spoke.").names("person/xi-jin-ping", "Xi Jin-ping"), 1);
    commit();
    SearchRequest request = ask("person:\"Xi Jinping\"").facets(Facet.PERSON).request();
    SearchResult found = there().search(request);
    assertThat(found).isEqualTo(own.search(request));
    assertThat(found.total()).isEqualTo(2);
    assertThat(found.facets().values()).allSatisfy(of -> assertThat(of.total()).isEqualTo(1));
  }

  @Test
  void copiesInTwoShardsAreShownOnce() throws IOException {
    String text = "The keeper of the lighthouse was arrested on Tuesday and taken to the harbour. ";
    add(report("a", text.repeat(8)).on("2020-01-01"), 0);
    add(report("b", text.repeat(8)).on("2020-01-02"), 1);
    commit();
    SearchRequest request = ask("lighthouse").collapse(Collapse.DUPLICATES).request();
    assertThat(there().search(request)).isEqualTo(own.search(request));
    assertThat(there().search(request).total()).isEqualTo(1);
    assertThat(there().duplicates("a")).extracting(SearchResult.Hit::id).containsExactly("b");
  }

  @Test
  void whatIsOpenStaysWhatItIsUntilItIsOpenedAnew() throws IOException {
    add(report("a", "A camp."), 0);
    commit();
    String before = there().edition();
    add(report("b", "A camp."), 1);
    writers.get(2).commit();
    assertThat(there().size()).isEqualTo(1);
    assertThat(there().edition()).isEqualTo(before);
    commit();
    assertThat(there().size()).isEqualTo(2);
    assertThat(there().edition()).isNotEqualTo(before);
  }

  @Test
  void aCursorOfAnotherOrderIsRefusedByAll() throws IOException {
    commit();
    assertThatThrownBy(() -> there().search(ask("camp").cursor("nonsense", 5).request()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
  }

  private static final String[] WORDS = {
    "camp", "camps", "police", "arrested", "harbour", "court", "detained", "village", "flood"
  };

  private static final String[][] PEOPLE = {
    {"person/li-ming", "Li Ming"},
    {"person/li-ming-2", "Li Míng"},
    {"person/aung-san", "Aung San"},
    {"person/maria-santos", "Maria Santos"},
    {"person/m-santos", "M. Santos"}
  };

  private static Some random(Random random, int number) {
    StringBuilder text = new StringBuilder();
    String[] person = PEOPLE[random.nextInt(PEOPLE.length)];
    String[] other = PEOPLE[random.nextInt(PEOPLE.length)];
    // Some are copies of others.
    Random words = new Random(random.nextInt(12));
    for (int i = 0; i < 30 + random.nextInt(3); i++) {
      text.append(WORDS[words.nextInt(WORDS.length)]).append(i % 9 == 8 ? ". " : " ");
    }
    text.append(person[1]).append(" met ").append(other[1]).append(" in Kisumu.");
    Some some =
        report("r" + number, text.toString())
            .title("The " + WORDS[random.nextInt(WORDS.length)] + " of " + person[1])
            .outlet("Outlet " + random.nextInt(4))
            .names(person[0], person[1])
            .place("place/kisumu", "Kisumu", "place/kenya", "Kenya");
    if (!other[0].equals(person[0])) {
      some.names(other[0], other[1]);
    }
    if (random.nextInt(4) > 0) {
      some.on("2020-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10)));
    }
    if (random.nextBoolean()) {
      some.collection("c" + random.nextInt(2));
    }
    return some.quotes(person[0], random.nextBoolean() ? "denies" : "", text.substring(0, 20));
  }

  @Test
  void randomReportsInRandomShardsAnswerAsInOne() throws IOException {
    randomReports(1, 2);
  }

  @Tag("trial")
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5, 6})
  void soDoOthers(long seed) throws IOException {
    randomReports(seed, 3);
  }

  private void randomReports(long seed, int rounds) throws IOException {
    Random random = new Random(seed);
    int reports = 0;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 12; i++) {
        add(random(random, reports++), random.nextInt(SHARDS));
        if (i % 5 == 4) {
          flush();
        }
      }
      if (round > 0) {
        remove("r" + random.nextInt(reports));
        remove("r" + random.nextInt(reports));
      }
      commit();
      compare(own, there(), reports);
      for (Set<String> some :
          List.of(Set.of("c0"), Set.of("c1", ReportSearcher.IN_NONE), Set.of("none"))) {
        compare(own.limitedTo(some), together.searcher(Optional.of(some)), reports);
      }
    }
  }

  private static void compare(ReportSearcher one, ReportSearcher many, int reports)
      throws IOException {
    Options telling =
        new Options(
            true,
            Optional.of(SearchResult.Interval.DAY),
            true,
            true,
            FacetOrder.SIGNIFICANCE,
            true);
    for (String q :
        List.of(
            "",
            "camp",
            "police court",
            "\"police court\"",
            "cam*",
            "polise~1",
            "villagf",
            "camp harbour court flood",
            "person:\"Li Ming\" -flood",
            "\"@person met\"~3")) {
      for (Collapse collapse : Collapse.values()) {
        same(one, many, ask(q).collapse(collapse).facets(Facet.values()));
        same(one, many, ask(q).collapse(collapse).order(Order.OLDEST).page(2, 3));
      }
      same(one, many, ask(q).facets(Facet.PERSON, Facet.DATE).options(telling));
      same(one, many, ask(q).any(Facet.PERSON, "person/li-ming").facets(Facet.PERSON));
      same(one, many, ask(q).facets(Facet.PERSON).facetPrefix("m"));
      SearchRequest quotes = ask(q).facets(Facet.SPEAKER, Facet.STANCE).request();
      assertThat(many.quotes(quotes)).isEqualTo(one.quotes(quotes));
      for (StoryList.Order order : StoryList.Order.values()) {
        assertThat(many.stories(SearchRequest.of(q), order))
            .isEqualTo(one.stories(SearchRequest.of(q), order));
      }
    }
    for (int i = 0; i < reports; i += 5) {
      String id = "r" + i;
      assertThat(many.report(id)).isEqualTo(one.report(id));
      assertThat(many.duplicates(id)).isEqualTo(one.duplicates(id));
      assertThat(many.story(id)).isEqualTo(one.story(id));
      assertThat(many.related(id)).isEqualTo(one.related(id));
    }
    Set<EntityKind> kinds = EnumSet.allOf(EntityKind.class);
    assertThat(many.entities(Optional.empty(), kinds, 9))
        .isEqualTo(one.entities(Optional.empty(), kinds, 9));
    for (String name : List.of("person/li-ming", "Maria Santos", "place/kenya", "nobody")) {
      assertThat(many.entity(name)).isEqualTo(one.entity(name));
    }
    assertThat(many.size()).isEqualTo(one.size());
    for (String typed : List.of("po", "li m", "kis", "polise")) {
      assertThat(many.suggest(typed)).isEqualTo(one.suggest(typed));
    }
  }

  private static void same(ReportSearcher one, ReportSearcher many, Ask ask) throws IOException {
    assertThat(many.search(ask.request())).isEqualTo(one.search(ask.request()));
  }
}
