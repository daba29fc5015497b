package org.vigil.search;

import java.util.Objects;
import java.util.LinkedHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.Weight;
import org.vigil.entity.Entity;
import org.vigil.report.Report;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.topic.TopicMention;

/**
 * Finds reports on the matter of one: those that name the same rare entities, are about the same
 * topics and use the same telling words. Each of these counts by its rarity (inverse document
 * frequency), so that what a report shares with many says little.
 */
final class MoreLike {

  private static final int MOST = 10;

  /** So much of a text is read, in UTF-16 code units: its beginning says what it is about. */
  private static final int READ = 8_000;

  private static final int MOST_ENTITIES = 20;
  private static final int MOST_TERMS = 15;
  private static final int SHORTEST = 4;

  /** So many reports may have a word that tells some from others, however small the archive. */
  private static final int FEW = 10;

  /** A word counts less than a name as rare, which was told from its namesakes. */
  private static final double TERM = 0.5;

  /** One thing in common is a chance. */
  private static final int FEWEST_SHARED = 2;

  /** Hits looked at to find those that are no copies of each other. */
  private static final int LOOKED_AT = 100;

  private final Snapshot snapshot;
  private final Deadline deadline;
  private final IndexSearcher searcher;

  MoreLike(Snapshot snapshot, Deadline deadline) {
    this.snapshot = snapshot;
    this.deadline = deadline;
    this.searcher = snapshot.searcher(deadline);
  }

  private enum Kind {
    ENTITY,
    TOPIC,
    TERM
  }

  /** Something that a report may share. */
  private record Trait(Kind kind, String id, String shown, Query query, double weight) {}

  /** A report by its document, with what it shares. */
  record Found(
      int doc,
      float score,
      List<SearchResult.Named> entities,
      List<SearchResult.Named> topics,
      List<String> terms) {}

  /** The reports that share most with the one in a document, its copies left out. */
  List<Found> of(int doc) throws IOException {
    Report report = LuceneReportSearcher.reports(snapshot, List.of(doc)).getFirst();
    List<Trait> traits = new ArrayList<>(entities(report));
    traits.addAll(topics(report));
    traits.addAll(terms(report));
    deadline.check();
    if (traits.size() < FEWEST_SHARED) {
      return List.of();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    any.setMinimumNumberShouldMatch(FEWEST_SHARED);
    for (Trait trait : traits) {
      any.add(
          new BoostQuery(new ConstantScoreQuery(trait.query()), (float) trait.weight()),
          BooleanClause.Occur.SHOULD);
    }
    Groups copies = snapshot.kinship().copies();
    int wanted = Math.min(snapshot.reader().maxDoc(), LOOKED_AT + copies.size(doc));
    ScoreDoc[] hits = snapshot.best(any.build(), wanted, deadline);
    Set<Integer> seen = new HashSet<>(Set.of(copies.head(doc)));
    List<ScoreDoc> chosen = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      if (chosen.size() < MOST && seen.add(copies.head(hit.doc))) {
        chosen.add(hit);
      }
    }
    List<Weight> weights = new ArrayList<>();
    for (Trait trait : traits) {
      weights.add(
          searcher.createWeight(searcher.rewrite(trait.query()), ScoreMode.COMPLETE_NO_SCORES, 1));
    }
    Map<Integer, Found> own = new LinkedHashMap<>();
    for (ScoreDoc hit : chosen) {
      deadline.check();
      if (snapshot.isHere(hit.doc)) {
        own.put(hit.doc, found(hit, traits, weights));
      }
    }
    Map<Integer, Found> all = new HashMap<>();
    snapshot.tell(new Told(own), Told.class).forEach(told -> all.putAll(told.byDocument()));
    return chosen.stream().map(hit -> Objects.requireNonNull(all.get(hit.doc))).toList();
  }

  /** What a shard has found, by documents. */
  record Told(Map<Integer, Found> byDocument) {}

  private Found found(ScoreDoc hit, List<Trait> traits, List<Weight> weights) throws IOException {
    Found found =
        new Found(hit.doc, hit.score, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < traits.size(); i++) {
      Trait trait = traits.get(i);
      if (has(hit.doc, weights.get(i))) {
        switch (trait.kind()) {
          case ENTITY -> found.entities().add(new SearchResult.Named(trait.id(), trait.shown()));
          case TOPIC -> found.topics().add(new SearchResult.Named(trait.id(), trait.shown()));
          case TERM -> found.terms().add(trait.shown());
        }
      }
    }
    return found;
  }

  private boolean has(int doc, Weight weight) throws IOException {
    List<LeafReaderContext> leaves = snapshot.leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    Scorer scorer = weight.scorer(leaf);
    return scorer != null && scorer.iterator().advance(doc - leaf.docBase) == doc - leaf.docBase;
  }

  private List<Trait> entities(Report report) throws IOException {
    Map<String, Trait> traits = new HashMap<>();
    for (Entity entity : report.annotations().entities()) {
      String id = snapshot.identities().idOf(entity.id());
      Facet facet = EntityProfiles.facetOf(entity.kind());
      if (!snapshot.identities().isHidden(entity.id()) && !traits.containsKey(id)) {
        add(traits, Kind.ENTITY, id, facet, snapshot.identities().idsOf(id));
      }
    }
    return heaviest(traits, MOST_ENTITIES);
  }

  private List<Trait> topics(Report report) throws IOException {
    Map<String, Trait> traits = new HashMap<>();
    for (TopicMention topic : report.topics()) {
      add(traits, Kind.TOPIC, topic.topicId(), Facet.TOPIC, List.of(topic.topicId()));
    }
    return heaviest(traits, traits.size());
  }

  private void add(Map<String, Trait> traits, Kind kind, String id, Facet facet, List<String> ids)
      throws IOException {
    int reports = snapshot.column(facet).countOf(ids, snapshot.browse(facet, deadline));
    if (reports > 1) {
      IndexField field = FacetColumn.fieldOf(facet).orElseThrow();
      Query query = QueryCompiler.anyOf(field, new LinkedHashSet<>(ids));
      traits.put(id, new Trait(kind, id, snapshot.name(id), query, rarity(reports)));
    }
  }

  /** The words that tell this report from others, those of the names in it left out. */
  private List<Trait> terms(Report report) throws IOException {
    Set<String> named = new HashSet<>();
    for (Entity entity : report.annotations().entities()) {
      Words.of(entity.name()).forEach(word -> named.add(word.exact()));
      entity.aliases().forEach(alias -> Words.of(alias).forEach(word -> named.add(word.exact())));
    }
    Folding folding = Folding.of(report.language());
    String read =
        report.title().orElse("")
            + "\n"
            + report.text().substring(0, Math.min(READ, report.text().length()));
    Map<String, Map<String, Integer>> counts = new HashMap<>();
    for (Words.Word word : Words.of(read)) {
      String exact = word.exact();
      if (exact.length() >= SHORTEST
          && !FunctionWords.contains(exact)
          && !named.contains(exact)
          && exact.codePoints().allMatch(Character::isLetter)) {
        counts
            .computeIfAbsent(folding.fold(exact), fold -> new HashMap<>())
            .merge(exact, 1, Integer::sum);
      }
    }
    Map<String, Trait> traits = new HashMap<>();
    double common = Math.max(FEW, Ranking.COMMON * snapshot.size());
    String field = IndexField.TEXT.fieldName();
    for (Map.Entry<String, Map<String, Integer>> word : counts.entrySet()) {
      String fold = word.getKey();
      int reports =
          Math.max(
              snapshot.reportsWith(IndexField.TEXT, fold),
              snapshot.reportsWith(IndexField.TEXT, Folding.MARK + fold));
      if (reports > 1 && reports <= common) {
        int times = word.getValue().values().stream().mapToInt(Integer::intValue).sum();
        Query query =
            new SynonymQuery.Builder(field)
                .addTerm(new Term(field, fold))
                .addTerm(new Term(field, Folding.MARK + fold))
                .build();
        double weight = TERM * rarity(reports) * times / (times + Ranking.SATURATION);
        traits.put(fold, new Trait(Kind.TERM, fold, usual(word.getValue()), query, weight));
      }
    }
    return heaviest(traits, MOST_TERMS);
  }

  /** The form that the report uses most. */
  private static String usual(Map<String, Integer> forms) {
    return forms.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  private double rarity(int reports) {
    return Math.log(1 + (snapshot.size() - reports + 0.5) / (reports + 0.5));
  }

  private static List<Trait> heaviest(Map<String, Trait> traits, int most) {
    return traits.values().stream()
        .sorted(Comparator.comparingDouble(Trait::weight).reversed().thenComparing(Trait::id))
        .limit(most)
        .toList();
  }
}
