package org.vigil.search;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.vigil.date.DateRange;
import org.vigil.date.PartialDate;
import org.vigil.query.Query.All;
import org.vigil.query.Query.And;
import org.vigil.query.Query.Field;
import org.vigil.query.Query.Fuzzy;
import org.vigil.query.Query.Not;
import org.vigil.query.Query.Or;
import org.vigil.query.Query.Phrase;
import org.vigil.query.Query.Published;
import org.vigil.query.Query.Wildcard;
import org.vigil.query.Query.Word;
import org.vigil.query.QueryParser;
import org.vigil.schema.Folding;
import org.vigil.schema.IndexField;
import org.vigil.schema.Names;
import org.vigil.schema.Words;
import org.vigil.search.SearchRequest.Facet;
import org.vigil.search.SearchRequest.Spelling;

/**
 * Turns what the user asked into what Lucene searches for, over one snapshot.
 *
 * <p>Title and text are one field to the user: a word may stand in either. Text without any word,
 * such as a lone dash, asks for nothing and is left out.
 */
final class QueryCompiler {

  /** Tells reports from other documents of the index. */
  static final Term IS_REPORT = new Term(IndexField.KIND.fieldName(), IndexField.REPORT_KIND);

  static final Term IS_QUOTE = new Term(IndexField.KIND.fieldName(), IndexField.QUOTE_KIND);

  /** Title and text, with the weight of each. */
  private static final Map<IndexField, Float> IN_REPORTS = new LinkedHashMap<>();

  static {
    IN_REPORTS.put(IndexField.TITLE, Ranking.TITLE);
    IN_REPORTS.put(IndexField.TEXT, 1f);
  }

  private static final Map<IndexField, Float> IN_QUOTES = Map.of(IndexField.QUOTE_TEXT, 1f);

  /** Where the names of those who are quoted are kept. */
  private static final List<IndexField> OF_SPEAKERS =
      List.of(IndexField.PERSON, IndexField.ORGANISATION, IndexField.GROUP, IndexField.PLACE);

  /** What nobody waits for may take so long. */
  private static final Duration UNHURRIED = Duration.ofMinutes(1);

  /** Neighbours beyond these add nothing to a score. */
  private static final int MOST_PAIRS = 30;

  /** From this many characters on, what is written without spaces may be several words. */
  private static final int SENTENCE = 5;

  /** A phrase is searched in at most so many combinations of other spellings of its words. */
  private static final int MOST_ALTERNATIVES = 24;

  /** Weights of terms are multiples of one such part: a power of two. */
  private static final float WEIGHT_STEPS = 1 << 10;

  /** What a query is compiled for. All find the same. */
  private enum Purpose {
    RANKING,
    /** Only whether something is found matters, so that nothing lifts one above another. */
    MATCHING,
    /** The words that it matches are marked. */
    MARKING
  }

  private final Snapshot snapshot;
  private final Forms forms;
  private final Purpose purpose;
  private final Target target;

  /** The fields in which words without a field are looked for. */
  private final Map<IndexField, Float> everywhere;

  private QueryCompiler(Snapshot snapshot, Forms forms, Purpose purpose, Target target) {
    this.snapshot = snapshot;
    this.forms = forms;
    this.purpose = purpose;
    this.target = target;
    this.everywhere = target == Target.REPORTS ? IN_REPORTS : IN_QUOTES;
  }

  /**
   * A query for Lucene.
   *
   * @param variants other spellings that are searched too, per word
   * @param contested what others call the same, which is searched too, per word or run of words
   */
  record Compiled(
      Query query,
      Map<String, List<String>> variants,
      Map<String, SearchResult.Contested> contested) {}

  /** The query that finds and ranks reports. */
  static Compiled compile(
      Snapshot snapshot, org.vigil.query.Query asked, Wording wording, Deadline deadline)
      throws IOException {
    return compile(snapshot, asked, wording, deadline, Target.REPORTS);
  }

  /** The query that finds and ranks reports or quotes. */
  static Compiled compile(
      Snapshot snapshot,
      org.vigil.query.Query asked,
      Wording wording,
      Deadline deadline,
      Target target)
      throws IOException {
    QueryCompiler compiler =
        new QueryCompiler(
            snapshot, new Forms(snapshot, wording, deadline), Purpose.RANKING, target);
    Query query = compiler.query(asked).orElse(MatchNoDocsQuery.INSTANCE);
    return new Compiled(query, compiler.forms.expanded(), compiler.forms.contested());
  }

  /** The query that finds the reports a search asks for, in no order. */
  static Query matching(Snapshot snapshot, SearchRequest request) throws IOException {
    Query query =
        new QueryCompiler(
                snapshot,
                new Forms(snapshot, request.wording(), Deadline.in(UNHURRIED)),
                Purpose.MATCHING,
                Target.REPORTS)
            .query(QueryParser.parse(request.q()).query())
            .orElse(MatchNoDocsQuery.INSTANCE);
    return narrowed(snapshot, query, request, Optional.empty());
  }

  /**
   * A query for reports narrowed by every filter of a search, but for the one of a facet whose
   * siblings are counted.
   */
  static Query narrowed(
      Snapshot snapshot, Query query, SearchRequest request, Optional<Facet> apartFrom)
      throws IOException {
    return narrowed(snapshot, query, request, apartFrom, Target.REPORTS);
  }

  /** The same for reports or quotes, of which what is asked of their reports lets some through. */
  static Query narrowed(
      Snapshot snapshot,
      Query query,
      SearchRequest request,
      Optional<Facet> apartFrom,
      Target target)
      throws IOException {
    BooleanQuery.Builder narrowed = new BooleanQuery.Builder();
    narrowed.add(query, BooleanClause.Occur.MUST);
    for (Map.Entry<Facet, SearchRequest.Filter> each : request.filters().entrySet()) {
      if (apartFrom.isPresent() && apartFrom.get() == each.getKey()) {
        continue;
      }
      SearchRequest.Filter filter = each.getValue();
      if (!filter.anyOf().isEmpty()) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String value : filter.anyOf()) {
          any.add(passes(snapshot, each.getKey(), value, target), BooleanClause.Occur.SHOULD);
        }
        narrowed.add(any.build(), BooleanClause.Occur.FILTER);
      }
      for (String value : filter.noneOf()) {
        narrowed.add(passes(snapshot, each.getKey(), value, target), BooleanClause.Occur.MUST_NOT);
      }
    }
    if (request.from().isPresent() || request.to().isPresent()) {
      Query published = published(request.from(), request.to());
      narrowed.add(
          target == Target.QUOTES ? new QuotesOf(published) : published,
          BooleanClause.Occur.FILTER);
    }
    return narrowed.build();
  }

  private static Query passes(Snapshot snapshot, Facet facet, String value, Target target)
      throws IOException {
    return target == Target.QUOTES && !Facet.OF_QUOTES.contains(facet)
        ? new QuotesOf(filter(snapshot, facet, value))
        : filter(snapshot, facet, value, target);
  }

  /**
   * The telling words of a query that is nothing but words, with at least three such; else none.
   */
  static List<Words.Word> question(org.vigil.query.Query asked) {
    List<Words.Word> telling = new ArrayList<>();
    return addPlainWords(asked, telling) && telling.size() >= Ranking.QUESTION
        ? telling
        : List.of();
  }

  /** Asks for any of the words of a question, two or more. */
  static org.vigil.query.Query anyOf(List<Words.Word> question) {
    return new Or(
        question.stream()
            .map(word -> (org.vigil.query.Query) new Word(Optional.empty(), word.exact()))
            .toList());
  }

  /** Adds the telling words of a query; false if it is made of anything but plain words. */
  private static boolean addPlainWords(org.vigil.query.Query asked, List<Words.Word> telling) {
    return switch (asked) {
      case And and -> and.clauses().stream().allMatch(clause -> addPlainWords(clause, telling));
      case Or or -> or.clauses().stream().allMatch(clause -> addPlainWords(clause, telling));
      case Word(Optional<Field> field, String text) -> {
        Words.of(text).stream()
            .filter(word -> !FunctionWords.contains(word.exact()))
            .forEach(telling::add);
        yield field.isEmpty();
      }
      case All all -> false;
      case Wildcard wildcard -> false;
      case Fuzzy fuzzy -> false;
      case Phrase phrase -> false;
      case Published published -> false;
      case Not not -> false;
    };
  }

  /** The same reports, higher the more of these folded words they have in their texts. */
  static Query lifted(Query wanted, Map<String, Float> words) {
    List<Query> welcome = new ArrayList<>();
    words.forEach(
        (word, weight) -> {
          Map<String, Float> forms = new LinkedHashMap<>();
          forms.put(word, 1f);
          forms.put(Folding.MARK + word, 1f);
          welcome.add(new BoostQuery(synonyms(IndexField.TEXT, forms), weight));
        });
    return lifted(wanted, welcome);
  }

  /** The query whose matches are the words to mark: the same, with each word of a near phrase. */
  static Query marks(
      Snapshot snapshot, org.vigil.query.Query asked, Wording wording, Deadline deadline)
      throws IOException {
    return marks(snapshot, asked, wording, deadline, Target.REPORTS);
  }

  /** The same in reports or in quotes. */
  static Query marks(
      Snapshot snapshot,
      org.vigil.query.Query asked,
      Wording wording,
      Deadline deadline,
      Target target)
      throws IOException {
    return new QueryCompiler(
            snapshot, new Forms(snapshot, wording, deadline), Purpose.MARKING, target)
        .query(asked)
        .orElse(MatchNoDocsQuery.INSTANCE);
  }

  private Query every() {
    return new ConstantScoreQuery(new TermQuery(target == Target.REPORTS ? IS_REPORT : IS_QUOTE));
  }

  /** The reports whose date may lie within these bounds. */
  static Query published(Optional<PartialDate> from, Optional<PartialDate> to) {
    long first = from.map(PartialDate::first).map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE);
    long last = to.map(PartialDate::last).map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
    return new ConstantScoreQuery(
        new BooleanQuery.Builder()
            .add(
                LongField.newRangeQuery(IndexField.FIRST_DAY.fieldName(), Long.MIN_VALUE, last),
                BooleanClause.Occur.FILTER)
            .add(
                LongField.newRangeQuery(IndexField.LAST_DAY.fieldName(), first, Long.MAX_VALUE),
                BooleanClause.Occur.FILTER)
            .build());
  }

  /** The reports that speak of some time within these bounds. */
  private static Query during(DateRange bounds) {
    return LongRange.newIntersectsQuery(
        IndexField.EVENT_DATE.fieldName(),
        new long[] {bounds.from().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE)},
        new long[] {bounds.to().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE)});
  }

  /**
   * The values of a facet that a user means by a text: the value itself, or those that bear it as a
   * name.
   */
  static Set<String> values(Snapshot snapshot, Facet facet, String text) throws IOException {
    Set<String> ofEntities = new LinkedHashSet<>();
    for (String value : valuesMeant(snapshot, facet, text)) {
      ofEntities.addAll(snapshot.identities().idsOf(value));
    }
    return ofEntities;
  }

  private static Set<String> valuesMeant(Snapshot snapshot, Facet facet, String text)
      throws IOException {
    IndexField field = FacetColumn.fieldOf(facet).orElseThrow();
    Set<String> values = new LinkedHashSet<>();
    String value = Names.cut(text);
    boolean joined = snapshot.identities().idsOf(value).size() > 1;
    if (joined || snapshot.reportsWith(field, value) > 0) {
      values.add(value);
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (values.isEmpty() && snapshot.reportsWith(field, lower) > 0) {
      values.add(lower);
    }
    if (!text.contains("/")) {
      List<IndexField> named = facet == Facet.SPEAKER ? OF_SPEAKERS : List.of(field);
      for (IndexField each : named) {
        values.addAll(snapshot.valuesNamed(each, text));
      }
    }
    return values;
  }

  /** The reports with any of these values. */
  static Query anyOf(IndexField field, Set<String> values) {
    return new TermInSetQuery(field.fieldName(), values.stream().map(BytesRef::new).toList());
  }

  /** The field with the values of a facet that reports or quotes have. */
  static IndexField fieldOf(Facet facet, Target target) {
    return target.field(FacetColumn.fieldOf(facet).orElseThrow());
  }

  /** The reports that one value of a filter lets through. */
  static Query filter(Snapshot snapshot, Facet facet, String text) throws IOException {
    return filter(snapshot, facet, text, Target.REPORTS);
  }

  /** The reports or quotes that one value of a filter lets through. */
  static Query filter(Snapshot snapshot, Facet facet, String text, Target target)
      throws IOException {
    if (facet == Facet.EVENT_DATE) {
      return during(DateRange.parse(text));
    }
    IndexField field = fieldOf(facet, target);
    Set<String> values = values(snapshot, facet, text);
    if (!values.isEmpty() || field.words().isEmpty()) {
      return anyOf(field, values);
    }
    return named(field.words().get(), slots(text));
  }

  private Optional<Query> query(org.vigil.query.Query asked) throws IOException {
    if (target == Target.QUOTES && isOfReport(asked)) {
      return new QueryCompiler(snapshot, forms, purpose, Target.REPORTS)
          .query(asked)
          .map(QuotesOf::new);
    }
    return switch (asked) {
      case All all -> Optional.of(every());
      case Word word -> word(word);
      case Wildcard wildcard -> Optional.of(wildcard(wildcard));
      case Fuzzy fuzzy -> fuzzy(fuzzy);
      case Phrase phrase -> phrase(phrase);
      case Published published -> Optional.of(published(published.from(), published.to()));
      case And and -> and(and.clauses());
      case Or or -> or(or.clauses());
      case Not not -> query(not.clause()).map(q -> without(List.of(q)));
    };
  }

  /** Whether a quote answers a clause if its report does. */
  private static boolean isOfReport(org.vigil.query.Query asked) {
    Optional<Field> field =
        switch (asked) {
          case Word word -> word.field();
          case Wildcard wildcard -> wildcard.field();
          case Fuzzy fuzzy -> fuzzy.field();
          case Phrase phrase -> phrase.field();
          case Published published -> Optional.of(Field.TITLE);
          case All all -> Optional.empty();
          case And and -> Optional.empty();
          case Or or -> Optional.empty();
          case Not not -> Optional.empty();
        };
    return field.isPresent() && field.get() != Field.TEXT && field.get() != Field.SPEAKER;
  }

  private Query without(List<Query> unwanted) {
    BooleanQuery.Builder rest = new BooleanQuery.Builder();
    rest.add(every(), BooleanClause.Occur.MUST);
    unwanted.forEach(q -> rest.add(q, BooleanClause.Occur.MUST_NOT));
    return rest.build();
  }

  private Optional<Query> or(List<org.vigil.query.Query> clauses) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    boolean someTell = clauses.stream().anyMatch(QueryCompiler::isTelling);
    Map<String, Float> weights = weights(clauses);
    boolean some = false;
    Map<org.vigil.query.Query, Integer> distinct = new LinkedHashMap<>();
    clauses.forEach(clause -> distinct.merge(clause, 1, Integer::sum));
    for (Map.Entry<org.vigil.query.Query, Integer> each : distinct.entrySet()) {
      org.vigil.query.Query clause = each.getKey();
      Optional<Query> query = query(clause);
      if (query.isPresent()) {
        boolean scored = !someTell || isTelling(clause);
        any.add(
            scored
                ? weighted(query.get(), weightOf(clause, weights) * each.getValue())
                : unscored(query.get()),
            BooleanClause.Occur.SHOULD);
        some = true;
      }
    }
    if (!some) {
      return Optional.empty();
    }
    List<Query> welcome = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      List<Words.Word> run = bareWords(clauses, i);
      welcome.addAll(welcome(run, weights));
      i += run.size();
    }
    return Optional.of(lifted(any.build(), welcome));
  }

  /** What the words of a narrative count, by their exact forms; empty for anything shorter. */
  private Map<String, Float> weights(List<org.vigil.query.Query> clauses) throws IOException {
    Map<String, Float> weights = new LinkedHashMap<>();
    List<Words.Word> telling = question(new Or(clauses));
    if (purpose == Purpose.RANKING && telling.size() >= Ranking.NARRATIVE) {
      for (Words.Word word : telling) {
        weights.put(
            word.exact(), Ranking.inNarrative(snapshot.size(), forms.reportsWith(word.exact())));
      }
    }
    return weights;
  }

  private static float weightOf(org.vigil.query.Query clause, Map<String, Float> weights) {
    return clause instanceof Word(Optional<Field> field, String text)
        ? weights.getOrDefault(Words.exact(text), 1f)
        : 1;
  }

  private static Query weighted(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }

  /** The same reports, which are none the higher for it. */
  private static Query unscored(Query wanted) {
    return new BoostQuery(new ConstantScoreQuery(wanted), 0);
  }

  /** Whether a clause says what a report shall be about. */
  private static boolean isTelling(org.vigil.query.Query clause) {
    return !(clause instanceof Word(Optional<Field> field, String text))
        || field.isPresent()
        || !FunctionWords.contains(Words.exact(text));
  }

  /** The same reports, those higher that are welcome too. */
  private static Query lifted(Query wanted, List<Query> welcome) {
    if (welcome.isEmpty()) {
      return wanted;
    }
    BooleanQuery.Builder lifted = new BooleanQuery.Builder();
    lifted.add(wanted, BooleanClause.Occur.MUST);
    welcome.forEach(q -> lifted.add(q, BooleanClause.Occur.SHOULD));
    return lifted.build();
  }

  private Optional<Query> and(List<org.vigil.query.Query> clauses) throws IOException {
    List<Query> wanted = new ArrayList<>();
    List<Query> unwanted = new ArrayList<>();
    List<Query> welcome = new ArrayList<>();
    int i = 0;
    while (i < clauses.size()) {
      List<Words.Word> run = bareWords(clauses, i);
      if (!run.isEmpty()) {
        wanted.addAll(bareWords(run));
        welcome.addAll(welcome(run, Map.of()));
        i += run.size();
        continue;
      }
      Optional<Contested> contested = contested(clauses, i);
      if (contested.isPresent()) {
        wanted.add(contested.get().query());
        i += contested.get().clauses();
        continue;
      }
      org.vigil.query.Query clause = clauses.get(i);
      if (clause instanceof Not(org.vigil.query.Query negated)) {
        query(negated).ifPresent(unwanted::add);
      } else {
        query(clause).ifPresent(wanted::add);
      }
      i++;
    }
    if (wanted.isEmpty()) {
      return unwanted.isEmpty() ? Optional.empty() : Optional.of(without(unwanted));
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    wanted.forEach(q -> all.add(q, BooleanClause.Occur.MUST));
    unwanted.forEach(q -> all.add(q, BooleanClause.Occur.MUST_NOT));
    welcome.forEach(q -> all.add(q, BooleanClause.Occur.SHOULD));
    return Optional.of(all.build());
  }

  /** So many clauses, and what is searched in their place. */
  private record Contested(int clauses, Query query) {}

  /** Clauses from here, the first of which is several words, that others call otherwise. */
  private Optional<Contested> contested(List<org.vigil.query.Query> clauses, int from)
      throws IOException {
    List<Words.Word> words = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (int i = from; i < clauses.size(); i++) {
      if (!(clauses.get(i) instanceof Word(Optional<Field> field, String text))
          || field.isPresent()) {
        break;
      }
      words.addAll(Words.of(text));
      ends.add(words.size());
    }
    Optional<Forms.Variants> found = forms.contested(words);
    int last = found.map(of -> ends.indexOf(of.words())).orElse(-1);
    if (last < 1) {
      return Optional.empty();
    }
    List<Query> ways = new ArrayList<>();
    BooleanQuery.Builder asWritten = new BooleanQuery.Builder();
    for (org.vigil.query.Query clause : clauses.subList(from, from + last + 1)) {
      query(clause).ifPresent(q -> asWritten.add(q, BooleanClause.Occur.MUST));
    }
    ways.add(asWritten.build());
    for (List<Words.Word> other : found.orElseThrow().others()) {
      ways.add(variant(everywhere, other));
    }
    return Optional.of(new Contested(last + 1, new DisjunctionMaxQuery(ways, 0)));
  }

  /**
   * What lifts a report that has the words of a run.
   *
   * @param weights of words that do not count what others count
   */
  private List<Query> welcome(List<Words.Word> run, Map<String, Float> weights) throws IOException {
    List<Words.Word> telling =
        run.stream().filter(word -> !FunctionWords.contains(word.exact())).toList();
    List<Query> welcome = new ArrayList<>(neighbours(telling));
    if (purpose != Purpose.RANKING
        || forms.spelling() == Spelling.EXACT
        || telling.size() < Ranking.QUESTION) {
      return welcome;
    }
    for (Words.Word word : telling.subList(0, Math.min(MOST_PAIRS, telling.size()))) {
      Map<String, Float> family = family(word.exact());
      welcome.add(
          new BoostQuery(
              inFields(everywhere, field -> synonyms(field, family)),
              Ranking.FAMILY * weights.getOrDefault(word.exact(), 1f)));
    }
    return welcome;
  }

  /** The forms of all words of a family; of a word that stands alone those that find it. */
  private Map<String, Float> family(String exact) throws IOException {
    Map<String, Float> family = new LinkedHashMap<>();
    family.put(exact, 1f);
    snapshot.families().of(exact).forEach(form -> family.put(form, 1f));
    // So that word and family are one part of the score, which is worked out once.
    return family.size() == 1 && isAlone(exact) ? forms.of(exact) : family;
  }

  /** Whether a word is in the reports in no other form than its own. */
  private boolean isAlone(String exact) throws IOException {
    for (String form : forms.of(exact).keySet()) {
      for (IndexField field : everywhere.keySet()) {
        if (!form.equals(exact) && snapshot.reportsWith(field, form) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** The clauses from here that are single words without a field. */
  private static List<Words.Word> bareWords(List<org.vigil.query.Query> clauses, int from) {
    List<Words.Word> run = new ArrayList<>();
    for (int i = from; i < clauses.size(); i++) {
      if (!(clauses.get(i) instanceof Word(Optional<Field> field, String text))
          || field.isPresent()) {
        break;
      }
      List<Words.Word> words = Words.of(text);
      if (words.size() != 1) {
        break;
      }
      run.add(words.getFirst());
    }
    return run;
  }

  /** A query for each word, or for each run of words that has other spellings, each once. */
  private List<Query> bareWords(List<Words.Word> run) throws IOException {
    Map<Query, Integer> queries = new LinkedHashMap<>();
    boolean telling = run.stream().anyMatch(word -> !FunctionWords.contains(word.exact()));
    int i = 0;
    while (i < run.size()) {
      Optional<Forms.Variants> variants = forms.variants(run.subList(i, run.size()));
      int length = variants.map(Forms.Variants::words).orElse(1);
      if (length == 1) {
        Query word = oneWord(everywhere, run.get(i), variants);
        queries.merge(
            telling && FunctionWords.contains(run.get(i).exact()) ? unscored(word) : word,
            1,
            Integer::sum);
      } else {
        BooleanQuery.Builder asWritten = new BooleanQuery.Builder();
        for (Words.Word word : run.subList(i, i + length)) {
          asWritten.add(oneWord(everywhere, word, Optional.empty()), BooleanClause.Occur.MUST);
        }
        List<Query> spellings = new ArrayList<>();
        spellings.add(asWritten.build());
        for (List<Words.Word> other : variants.orElseThrow().others()) {
          spellings.add(variant(everywhere, other));
        }
        queries.merge(new DisjunctionMaxQuery(spellings, 0), 1, Integer::sum);
      }
      i += length;
    }
    List<Query> distinct = new ArrayList<>();
    queries.forEach((query, times) -> distinct.add(weighted(query, times)));
    return distinct;
  }

  /** Scores reports higher in which neighbours of the query stand near each other. */
  private List<Query> neighbours(List<Words.Word> run) throws IOException {
    List<Query> pairs = new ArrayList<>();
    if (purpose != Purpose.RANKING || run.size() < 2) {
      return pairs;
    }
    double common = Math.max(Ranking.COMMON * snapshot.size(), 1);
    for (int i = 1; i < run.size() && pairs.size() < MOST_PAIRS; i++) {
      List<Words.Word> pair = run.subList(i - 1, i + 1);
      if (forms.reportsWith(pair.getFirst().exact()) <= common
          && forms.reportsWith(pair.getLast().exact()) <= common) {
        pairs.add(
            new BoostQuery(phrase(everywhere, slotsOf(pair), Ranking.NEAR_SLOP), Ranking.NEAR));
      }
    }
    return pairs;
  }

  private Optional<Query> word(Word word) throws IOException {
    List<Words.Word> words = Words.of(word.text());
    if (word.field().isPresent() && !isText(word.field().get())) {
      return valued(word.field().get(), word.text());
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Map<IndexField, Float> fields = textFields(word.field());
    if (words.size() == 1) {
      return Optional.of(oneWord(fields, words.getFirst(), forms.variants(words)));
    }
    Query whole = phraseWithVariants(fields, slotsOf(words), 0);
    List<String> pieces = words.size() < SENTENCE ? List.of() : UnspacedText.words(word.text());
    if (pieces.size() < 2) {
      return Optional.of(whole);
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String piece : pieces) {
      all.add(phraseWithVariants(fields, slots(piece), 0), BooleanClause.Occur.MUST);
    }
    return Optional.of(all.add(whole, BooleanClause.Occur.SHOULD).build());
  }

  private Query oneWord(
      Map<IndexField, Float> fields, Words.Word word, Optional<Forms.Variants> variants) {
    Map<String, Float> terms = new LinkedHashMap<>(forms.of(word.exact()));
    List<Query> longer = new ArrayList<>();
    for (List<Words.Word> other : variants.map(Forms.Variants::others).orElse(List.of())) {
      if (other.size() == 1) {
        forms
            .of(other.getFirst().exact())
            .forEach((term, weight) -> terms.putIfAbsent(term, weight * Ranking.VARIANT));
      } else {
        longer.add(variant(fields, other));
      }
    }
    Query single = inFields(fields, field -> synonyms(field, terms));
    if (longer.isEmpty()) {
      return single;
    }
    longer.add(single);
    return new DisjunctionMaxQuery(longer, 0);
  }

  /** Another spelling of several words counts like one word, not like the sum of its words. */
  private Query variant(Map<IndexField, Float> fields, List<Words.Word> words) {
    return new BoostQuery(
        phrase(fields, slotsOf(words), 0), Ranking.VARIANT / Math.max(1, words.size()));
  }

  private Query wildcard(Wildcard wildcard) {
    boolean folded = forms.spelling() != Spelling.EXACT;
    List<Query> fields = new ArrayList<>();
    if (wildcard.field().isPresent() && !isText(wildcard.field().get())) {
      fieldOf(wildcard.field().get())
          .flatMap(IndexField::words)
          .ifPresent(
              words ->
                  fields.add(
                      Patterns.wildcard(words, wildcard.pattern(), folded, forms.deadline())));
    } else {
      for (IndexField field : textFields(wildcard.field()).keySet()) {
        fields.add(Patterns.wildcard(field, wildcard.pattern(), folded, forms.deadline()));
      }
    }
    return new DisjunctionMaxQuery(fields, 0);
  }

  private Optional<Query> fuzzy(Fuzzy fuzzy) throws IOException {
    List<Words.Word> words = Words.of(fuzzy.text());
    if (words.isEmpty()) {
      return Optional.empty();
    }
    List<Query> each = new ArrayList<>();
    for (Words.Word word : words) {
      List<Query> fields = new ArrayList<>();
      if (fuzzy.field().isPresent() && !isText(fuzzy.field().get())) {
        Optional<IndexField> names = fieldOf(fuzzy.field().get()).flatMap(IndexField::words);
        if (names.isPresent()) {
          fields.add(near(names.get(), word, fuzzy.edits()));
        }
      } else {
        for (Map.Entry<IndexField, Float> field : textFields(fuzzy.field()).entrySet()) {
          fields.add(new BoostQuery(near(field.getKey(), word, fuzzy.edits()), field.getValue()));
        }
      }
      each.add(sumOf(fields));
    }
    if (each.size() == 1) {
      return Optional.of(each.getFirst());
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    each.forEach(q -> all.add(q, BooleanClause.Occur.MUST));
    return Optional.of(all.build());
  }

  private Query near(IndexField field, Words.Word word, int edits) throws IOException {
    Map<String, Float> terms =
        Patterns.fuzzy(snapshot, field, word.exact(), edits, forms.deadline());
    return terms.isEmpty() ? MatchNoDocsQuery.INSTANCE : synonyms(field, terms);
  }

  private Optional<Query> phrase(Phrase phrase) throws IOException {
    if (phrase.field().isPresent() && !isText(phrase.field().get())) {
      List<String> words = new ArrayList<>();
      for (Phrase.Item item : phrase.items()) {
        switch (item) {
          case Phrase.Text(String text) -> words.add(text);
          case Phrase.Entity entity -> words.add(entity.toString());
        }
      }
      return valued(phrase.field().get(), String.join(" ", words));
    }
    List<Slot> slots = new ArrayList<>();
    for (Phrase.Item item : phrase.items()) {
      switch (item) {
        case Phrase.Text(String text) -> slots.addAll(slots(text));
        case Phrase.Entity(String kind, Optional<String> id) ->
            slots.add(new Mentioned(id.orElse(kind)));
      }
    }
    if (slots.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(phraseWithVariants(textFields(phrase.field()), slots, phrase.slop()));
  }

  /** What stands at one position of a phrase. */
  private sealed interface Slot {}

  private record Plain(Words.Word word) implements Slot {}

  /** A compound that some write as one word. */
  private record Joined(String exact) implements Slot {}

  private record Mentioned(String kindOrId) implements Slot {}

  private static List<Slot> slots(String text) {
    return slotsOf(Words.of(text));
  }

  private static List<Slot> slotsOf(List<Words.Word> words) {
    return words.stream().map(word -> (Slot) new Plain(word)).toList();
  }

  /** The phrase, and the phrase with other spellings and with compounds written as one word. */
  private Query phraseWithVariants(Map<IndexField, Float> fields, List<Slot> slots, int slop)
      throws IOException {
    List<List<Slot>> alternatives = new ArrayList<>();
    alternatives.add(slots);
    for (int i = 0; i < slots.size(); i++) {
      List<Words.Word> words = wordsFrom(slots, i);
      for (Rewriting rewriting : rewritings(words)) {
        for (List<Slot> known : List.copyOf(alternatives)) {
          // Only the part behind i is still as it was asked for.
          int at = known.size() - (slots.size() - i);
          if (alternatives.size() < MOST_ALTERNATIVES && isUntouched(known, slots, i)) {
            List<Slot> other = new ArrayList<>(known.subList(0, at));
            other.addAll(rewriting.slots());
            other.addAll(known.subList(at + rewriting.words(), known.size()));
            alternatives.add(other);
          }
        }
      }
    }
    List<Query> queries = new ArrayList<>();
    for (List<Slot> alternative : alternatives) {
      Query query = phrase(fields, alternative, slop);
      queries.add(queries.isEmpty() ? query : new BoostQuery(query, Ranking.VARIANT));
    }
    return queries.size() == 1 ? queries.getFirst() : new DisjunctionMaxQuery(queries, 0);
  }

  private static boolean isUntouched(List<Slot> known, List<Slot> slots, int i) {
    int behind = slots.size() - i;
    return known.size() >= behind
        && known
            .subList(known.size() - behind, known.size())
            .equals(slots.subList(i, slots.size()));
  }

  private static List<Words.Word> wordsFrom(List<Slot> slots, int from) {
    List<Words.Word> words = new ArrayList<>();
    for (int i = from; i < slots.size() && slots.get(i) instanceof Plain(Words.Word word); i++) {
      words.add(word);
    }
    return words;
  }

  /** So many words, and what may stand in their place. */
  private record Rewriting(int words, List<Slot> slots) {}

  private List<Rewriting> rewritings(List<Words.Word> words) throws IOException {
    List<Rewriting> rewritings = new ArrayList<>();
    int parts = words.isEmpty() ? 0 : 1;
    while (parts < words.size() && words.get(parts - 1).hyphenated()) {
      parts++;
    }
    if (parts > 1 && forms.spelling() != Spelling.EXACT) {
      rewritings.add(
          new Rewriting(parts, List.of(new Joined(Words.joined(words.subList(0, parts))))));
    }
    Optional<Forms.Variants> variants = forms.variants(words);
    if (variants.isPresent()) {
      for (List<Words.Word> other : variants.get().others()) {
        rewritings.add(new Rewriting(variants.get().words(), slotsOf(other)));
      }
    }
    return rewritings;
  }

  private Query phrase(Map<IndexField, Float> fields, List<Slot> slots, int slop) {
    return inFields(fields, field -> phrase(field, slots, slop));
  }

  private Query phrase(IndexField field, List<Slot> slots, int slop) {
    List<Map<String, Float>> positions = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      positions.add(
          switch (slots.get(i)) {
            case Plain(Words.Word word) -> forms.of(word.exact());
            case Joined(String exact) -> forms.ofJoined(exact);
            case Mentioned(String what) -> mention(what, i == 0, i == slots.size() - 1);
          });
    }
    return phraseOf(field, positions, slop);
  }

  /** A phrase goes on behind the last word of a mention and comes up to its first. */
  private Map<String, Float> mention(String kindOrId, boolean first, boolean last) {
    Map<String, Float> terms = new LinkedHashMap<>();
    for (String any : snapshot.identities().idsOf(kindOrId)) {
      if (last || !first) {
        terms.put(Words.mentionStart(any), 1f);
      }
      if (!last) {
        terms.put(Words.mentionEnd(any), 1f);
      }
    }
    return terms;
  }

  private Query phraseOf(IndexField field, List<Map<String, Float>> positions, int slop) {
    if (positions.size() == 1) {
      return synonyms(field, positions.getFirst());
    }
    if (purpose == Purpose.MARKING && slop > 0) {
      IntervalsSource[] words = new IntervalsSource[positions.size()];
      for (int i = 0; i < words.length; i++) {
        words[i] =
            Intervals.or(false, positions.get(i).keySet().stream().map(Intervals::term).toList());
      }
      return new IntervalQuery(
          field.fieldName(), Intervals.maxgaps(slop, Intervals.unordered(words)));
    }
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    phrase.setSlop(slop);
    for (Map<String, Float> terms : positions) {
      phrase.add(
          terms.keySet().stream()
              .map(term -> new Term(field.fieldName(), term))
              .toArray(Term[]::new));
    }
    return phrase.build();
  }

  /**
   * A weight of which sums are exact, in whatever order the occurrences of several terms are added
   * up: the order follows from other reports, on which no score may depend.
   */
  static float inSteps(float weight) {
    return Math.max(1, Math.round(weight * WEIGHT_STEPS)) / WEIGHT_STEPS;
  }

  private static Query synonyms(IndexField field, Map<String, Float> terms) {
    SynonymQuery.Builder synonyms = new SynonymQuery.Builder(field.fieldName());
    terms.forEach(
        (term, weight) -> synonyms.addTerm(new Term(field.fieldName(), term), inSteps(weight)));
    return synonyms.build();
  }

  /** The reports that answer any of these, higher the more they answer. */
  private static Query sumOf(List<Query> queries) {
    if (queries.size() == 1) {
      return queries.getFirst();
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, BooleanClause.Occur.SHOULD));
    return any.build();
  }

  private static Query inFields(Map<IndexField, Float> fields, Function<IndexField, Query> query) {
    List<Query> queries = new ArrayList<>();
    fields.forEach(
        (field, weight) -> {
          Query one = query.apply(field);
          queries.add(weight == 1f ? one : new BoostQuery(one, weight));
        });
    return sumOf(queries);
  }

  /** The reports that have a value, or one whose name contains these words. */
  private Optional<Query> valued(Field asked, String text) throws IOException {
    Optional<IndexField> field = fieldOf(asked);
    Optional<Facet> facet = facetOf(asked);
    if (field.isEmpty() || facet.isEmpty()) {
      return Optional.of(MatchNoDocsQuery.INSTANCE);
    }
    List<Query> ways = new ArrayList<>();
    ways.add(anyOf(field.get(), values(snapshot, facet.get(), text)));
    List<Slot> slots = slots(text);
    if (field.get().words().isPresent() && !slots.isEmpty() && !text.contains("/")) {
      ways.add(named(field.get().words().get(), slots));
    }
    return Optional.of(new ConstantScoreQuery(new DisjunctionMaxQuery(ways, 0)));
  }

  /** The reports with a name that contains these words next to each other. */
  private static Query named(IndexField words, List<Slot> slots) {
    MultiPhraseQuery.Builder phrase = new MultiPhraseQuery.Builder();
    for (Slot slot : slots) {
      if (slot instanceof Plain(Words.Word word)) {
        phrase.add(
            Forms.ofName(word.exact()).keySet().stream()
                .map(term -> new Term(words.fieldName(), term))
                .toArray(Term[]::new));
      }
    }
    return phrase.build();
  }

  private static boolean isText(Field field) {
    return field == Field.TITLE || field == Field.TEXT;
  }

  private Map<IndexField, Float> textFields(Optional<Field> field) {
    return field
        .map(f -> Map.of(target.field(f == Field.TITLE ? IndexField.TITLE : IndexField.TEXT), 1f))
        .orElse(everywhere);
  }

  private Optional<IndexField> fieldOf(Field field) {
    return facetOf(field).map(facet -> fieldOf(facet, target));
  }

  private static Optional<Facet> facetOf(Field field) {
    return switch (field) {
      case OUTLET -> Optional.of(Facet.OUTLET);
      case AUTHOR -> Optional.of(Facet.AUTHOR);
      case PERSON -> Optional.of(Facet.PERSON);
      case PLACE -> Optional.of(Facet.PLACE);
      case ORGANISATION -> Optional.of(Facet.ORGANISATION);
      case GROUP -> Optional.of(Facet.GROUP);
      case TOPIC -> Optional.of(Facet.TOPIC);
      case INSTRUMENT -> Optional.of(Facet.INSTRUMENT);
      case LANGUAGE -> Optional.of(Facet.LANGUAGE);
      case TYPE -> Optional.of(Facet.TYPE);
      case COLLECTION -> Optional.of(Facet.COLLECTION);
      case SPEAKER -> Optional.of(Facet.SPEAKER);
      case TITLE, TEXT -> Optional.empty();
    };
  }
}
