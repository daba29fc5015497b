package org.vigil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vigil.search.TinyIndex.Ask.ask;
import static org.vigil.search.TinyIndex.Some.report;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.junit.jupiter.api.Test;
import org.vigil.query.QueryParser;
import org.vigil.search.SearchRequest.Facet;

/** Whether the quick ways to count and to find the best give what scoring every hit gives. */
class ScorePartsTest {

  private static final List<String> WORDS =
      List.of("camp", "camps", "labour", "labor", "Uighur", "Uyghur", "police", "trial", "said");

  @Test
  void countsAndScoresAreThoseOfTheQueryItself() throws IOException {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    try (TinyIndex index = new TinyIndex()) {
      for (int segment = 0; segment < 3; segment++) {
        TinyIndex.Some[] reports = new TinyIndex.Some[20];
        for (int i = 0; i < reports.length; i++) {
          reports[i] =
              report("r" + segment + "-" + i, text(random, 30))
                  .title(text(random, 3))
                  .outlet("Outlet " + random.nextInt(3));
        }
        index.add(reports);
        index.remove("r" + segment + "-" + random.nextInt(20));
      }
      for (int i = 0; i < 300; i++) {
        String q = query(random);
        TinyIndex.Ask asked = ask(q);
        if (random.nextInt(3) == 0) {
          asked.any(Facet.OUTLET, "Outlet " + random.nextInt(3));
        }
        check("seed " + seed + ": " + q, index, q, asked.request());
      }
    }
  }

  private static void check(String as, TinyIndex index, String q, SearchRequest request)
      throws IOException {
    Boolean checked =
        index
            .searcher()
            .ask(
                over -> {
                  Deadline deadline = Deadline.in(Duration.ofMinutes(1));
                  Query asked =
                      QueryCompiler.compile(
                              over, QueryParser.parse(q).query(), request.wording(), deadline)
                          .query();
                  Query query = QueryCompiler.narrowed(over, asked, request, Optional.empty());
                  IndexSearcher searcher = over.searcher(deadline);
                  TopDocs expected = searcher.search(query, 1_000);
                  HitSet hits = HitSet.of(over, query, deadline);
                  assertThat(hits.size()).as(as).isEqualTo(expected.totalHits.value());
                  assertThat(searcher.count(Matching.of(query))).as(as).isEqualTo(hits.size());
                  Map<Integer, Float> scores = new HashMap<>();
                  for (ScoreDoc hit : expected.scoreDocs) {
                    scores.put(hit.doc, hit.score);
                  }
                  ScoreDoc[] best = searcher.search(ScoreParts.among(hits, query), 5).scoreDocs;
                  assertThat(best).as(as).hasSize(Math.min(5, expected.scoreDocs.length));
                  for (int i = 0; i < best.length; i++) {
                    float score = expected.scoreDocs[i].score;
                    assertThat(best[i].score).as(as).isCloseTo(score, within(1e-4f));
                    assertThat(scores.getOrDefault(best[i].doc, -1f))
                        .as(as)
                        .isCloseTo(score, within(1e-4f));
                  }
                  return true;
                });
    assertThat(checked).isTrue();
  }

  private static String text(RandomGenerator random, int most) {
    List<String> words = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      words.add(word(random));
    }
    return String.join(" ", words);
  }

  private static String word(RandomGenerator random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static String query(RandomGenerator random) {
    StringBuilder query = new StringBuilder();
    int clauses = 1 + random.nextInt(5);
    for (int i = 0; i < clauses; i++) {
      query.append(
          switch (random.nextInt(9)) {
            case 0 -> "\"" + word(random) + " " + word(random) + "\" ";
            case 1 -> "OR ";
            case 2 -> "-" + word(random) + " ";
            case 3 -> "(" + word(random) + " OR title:" + word(random) + ") ";
            case 4 -> "lab* ";
            case 5 -> word(random) + "~1 ";
            default -> word(random) + " ";
          });
    }
    return query.toString();
  }
}
