package org.vigil.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.vigil.entity.EntityKind;
import org.vigil.report.Report;
import org.vigil.search.EntityProfile;
import org.vigil.search.QuoteResult;
import org.vigil.search.Related;
import org.vigil.search.ReportSearcher;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.vigil.search.StoryList;
import org.vigil.search.Suggestions;
import org.vigil.search.Wording;

/** Searches an index of a cluster. */
public final class ClusterSearcher implements ReportSearcher {

  private final ClusterIndex index;
  private final ReportSearcher shard;

  private final Optional<ShardsTogether> together;

  private ClusterSearcher(
      ClusterIndex index, ReportSearcher shard, Optional<ShardsTogether> together) {
    this.index = index;
    this.shard = shard;
    this.together = together;
  }

  /**
   * Opens the index that goes by a name, as it is now. Closing the searcher closes the connection.
   *
   * @throws ClusterException if it cannot be searched
   */
  public static ClusterSearcher open(ClusterIndex index) throws IOException {
    index.checkCluster();
    ClusterIndex.Live live = index.readable();
    ClusterSearcher searcher = live.shards() == 1 ? ofOne(index) : ofMany(index, live);
    searcher.refreshNow();
    return searcher;
  }

  private static ClusterSearcher ofOne(ClusterIndex index) {
    String session = UUID.randomUUID().toString();
    return new ClusterSearcher(index, Shard.searcher(index, 0, session), Optional.empty());
  }

  private static ClusterSearcher ofMany(ClusterIndex index, ClusterIndex.Live live) {
    // As few sessions as there are copies: those who share one share what is opened for it.
    int copy = ThreadLocalRandom.current().nextInt(live.replicas() + 1);
    ShardsTogether together = new ShardsTogether(index, live.shards(), "vigil-" + copy);
    return new ClusterSearcher(index, together.searcher(), Optional.of(together));
  }

  /** Makes later calls see what was written until now, which they do after a second anyway. */
  public void refreshNow() throws IOException {
    ClusterIndex.expect(
        index.cluster().post("/" + index.name() + "/_refresh", ""), "show what was written");
    shard.refresh();
  }

  @Override
  public SearchResult search(SearchRequest request) throws IOException {
    return shard.search(request);
  }

  @Override
  public QuoteResult quotes(SearchRequest request) throws IOException {
    return shard.quotes(request);
  }

  @Override
  public List<SearchResult.Hit> hits(List<String> ids, SearchRequest request) throws IOException {
    return shard.hits(ids, request);
  }

  @Override
  public Optional<Report> report(String id) throws IOException {
    return shard.report(id);
  }

  @Override
  public List<SearchResult.Hit> duplicates(String id) throws IOException {
    return shard.duplicates(id);
  }

  @Override
  public List<Related> related(String id) throws IOException {
    return shard.related(id);
  }

  @Override
  public List<Report> story(String id) throws IOException {
    return shard.story(id);
  }

  @Override
  public StoryList stories(SearchRequest narrowing, StoryList.Order order) throws IOException {
    return shard.stories(narrowing, order);
  }

  @Override
  public List<Span> highlights(String id, String q, Wording wording) throws IOException {
    return shard.highlights(id, q, wording);
  }

  @Override
  public List<EntityProfile.Named> entities(
      Optional<String> beginning, Set<EntityKind> kinds, int most) throws IOException {
    return shard.entities(beginning, kinds, most);
  }

  @Override
  public Optional<EntityProfile> entity(String idOrName) throws IOException {
    return shard.entity(idOrName);
  }

  @Override
  public Suggestions suggest(String typed) throws IOException {
    return shard.suggest(typed);
  }

  @Override
  public List<String> matching(SearchRequest request, List<String> ids) throws IOException {
    return shard.matching(request, ids);
  }

  @Override
  public long size() throws IOException {
    return shard.size();
  }

  @Override
  public String edition() throws IOException {
    return shard.edition();
  }

  @Override
  public ReportSearcher limitedTo(Set<String> collections) throws IOException {
    return shard.limitedTo(collections);
  }

  /** Does nothing: what a cluster was asked to write is seen a second later. */
  @Override
  public void refresh() {}

  @Override
  public void close() {
    together.ifPresent(ShardsTogether::close);
    index.close();
  }
}
