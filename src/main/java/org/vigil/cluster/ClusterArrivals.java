package org.vigil.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.alert.Alerts;
import org.vigil.corpus.ContentHash;
import org.vigil.index.ReportDocuments;
import org.vigil.schema.IndexField;
import org.vigil.search.NewReports;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SeenReports;

/**
 * Finds what came into an index of a cluster by the numbers that the engine gives to changes: up to
 * the one below which every change is in every copy, so that none is passed over.
 */
public final class ClusterArrivals implements Alerts.Source {

  private static final int PAGE = 5_000;

  /** Ids in one call. */
  private static final int AT_ONCE = 1_000;

  private final ClusterIndex index;
  private final ClusterSearcher searcher;

  /** Up to which change each shard of which index was looked at. */
  private Map<String, Long> seenUpTo = Map.of();

  public ClusterArrivals(ClusterIndex index, ClusterSearcher searcher) {
    this.index = index;
    this.searcher = searcher;
  }

  @Override
  public String edition() throws IOException {
    return searcher.edition();
  }

  @Override
  public synchronized void beginAnew() {
    seenUpTo = Map.of();
  }

  private synchronized void sawUpTo(Map<String, Long> numbers) {
    seenUpTo = numbers;
  }

  @Override
  public synchronized NewReports arrivals(SeenReports seen, Optional<Set<String>> collections)
      throws IOException {
    String concrete = index.readable().concrete();
    Map<String, Long> upTo = checkpoints(concrete);
    searcher.refreshNow();
    Map<String, Long> fresh = new LinkedHashMap<>();
    for (Map.Entry<String, Long> shard : upTo.entrySet()) {
      long from = seenUpTo.getOrDefault(shard.getKey(), -1L);
      if (shard.getValue() > from) {
        look(concrete, shard.getKey(), from, shard.getValue(), seen, fresh);
      }
    }
    ReportSearcher over =
        collections.isPresent() ? searcher.limitedTo(collections.get()) : searcher;
    return new Found(over, seen, fresh, upTo);
  }

  /** The change of each shard below which all are in every copy, by index and shard. */
  private Map<String, Long> checkpoints(String concrete) throws IOException {
    Cluster.Answer answer = index.cluster().get("/" + concrete + "/_stats?level=shards");
    ClusterIndex.expect(answer, "say what was written");
    Map<String, Long> numbers = new LinkedHashMap<>();
    answer
        .json()
        .path("indices")
        .path(concrete)
        .path("shards")
        .properties()
        .forEach(
            shard -> {
              for (JsonNode copy : shard.getValue()) {
                long number = copy.at("/seq_no/global_checkpoint").asLong(-1);
                // A copy may know of it late.
                numbers.merge(concrete + "/" + shard.getKey(), number, Math::max);
              }
            });
    return numbers;
  }

  private void look(
      String concrete, String shard, long from, long to, SeenReports seen, Map<String, Long> fresh)
      throws IOException {
    ObjectNode changes = Wire.object();
    changes.putObject("range").putObject("_seq_no").put("gt", from).put("lte", to);
    ObjectNode json =
        Documents.all(Documents.term(IndexField.KIND, IndexField.REPORT_KIND), changes)
            .put("size", PAGE);
    json.putArray("_source").add(Mapping.REPORT + ".source.sha256");
    json.putArray("sort").addObject().put("_seq_no", "asc");
    String number = shard.substring(shard.lastIndexOf('/') + 1);
    JsonNode hits;
    do {
      Cluster.Answer answer =
          index
              .cluster()
              .post("/" + concrete + "/_search?preference=_shards:" + number, json.toString());
      ClusterIndex.expect(answer, "search for what is new");
      hits = answer.json().path("hits").path("hits");
      for (JsonNode hit : hits) {
        String id = hit.path("_id").asText();
        String hash = hit.at("/_source/" + Mapping.REPORT + "/source/sha256").asText();
        long fingerprint = ReportDocuments.fingerprint(id, new ContentHash(hash));
        if (!seen.contains(fingerprint)) {
          fresh.put(id, fingerprint);
        }
        json.set("search_after", hit.path("sort"));
      }
    } while (hits.size() == PAGE);
  }

  /** What is new in what is searched by some. */
  private final class Found implements NewReports {
    private final ReportSearcher over;
    private final SeenReports seen;
    private final Map<String, Long> fresh;
    private final Map<String, Long> upTo;
    private boolean areSearched;

    Found(ReportSearcher over, SeenReports seen, Map<String, Long> fresh, Map<String, Long> upTo) {
      this.over = over;
      this.seen = seen;
      this.fresh = fresh;
      this.upTo = upTo;
    }

    @Override
    public int size() {
      return fresh.size();
    }

    @Override
    public long[] fingerprints() {
      return fresh.values().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long reports() throws IOException {
      return over.size();
    }

    @Override
    public boolean holds(String id) throws IOException {
      return over.report(id).isPresent();
    }

    @Override
    public List<String> matching(SearchRequest request) throws IOException {
      if (!areSearched) {
        checkSearched();
        areSearched = true;
      }
      return new ArrayList<>(matching(over, request));
    }

    private Set<String> matching(ReportSearcher in, SearchRequest request) throws IOException {
      Set<String> matching = new TreeSet<>();
      List<String> ids = List.copyOf(fresh.keySet());
      for (int from = 0; from < ids.size(); from += AT_ONCE) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
        matching.addAll(in.matching(request, some));
      }
      return matching;
    }

    /** Another copy than before may answer, which shows less until it is looked at again. */
    private void checkSearched() throws IOException {
      Set<String> searched = matching(searcher, SearchRequest.of(""));
      Documents documents = new Documents(index.cluster(), index.name());
      for (String id : fresh.keySet()) {
        if (!searched.contains(id) && documents.get(id).isPresent()) {
          throw new ClusterException("a copy does not show yet what is new: try again", true);
        }
      }
    }

    @Override
    public void markSeen() {
      fresh.values().forEach(seen::add);
      sawUpTo(upTo);
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
