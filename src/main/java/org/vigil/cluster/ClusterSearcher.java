package org.vigil.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  private ClusterSearcher(ClusterIndex index, ReportSearcher shard) {
    this.index = index;
    this.shard = shard;
  }

  /**
   * Opens the index that goes by a name, as it is now. Closing the searcher closes the connection.
   *
   * @throws ClusterException if it cannot be searched
   */
  public static ClusterSearcher open(ClusterIndex index) throws IOException {
    index.checkCluster();
    ClusterIndex.Live live = index.readable();
    if (live.shards() != 1) {
      throw new ClusterException(
          "the index "
              + index.name()
              + " has "
              + live.shards()
              + " shards: only an index of one shard can be searched so far, build it anew with"
              + " 'vigil reindex --store opensearch'",
          false);
    }
    String session = UUID.randomUUID().toString();
    ClusterSearcher searcher = new ClusterSearcher(index, Shard.searcher(index, 0, session));
    searcher.refreshNow();
    return searcher;
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
    index.close();
  }
}
