package org.vigil.plugin;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.common.unit.TimeValue;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexModule;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.script.ScriptService;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;
import org.vigil.cluster.Decided;
import org.vigil.search.LuceneReportSearcher;

/** What a node of a cluster learns when the plugin is installed in it. */
public final class VigilPlugin extends Plugin implements MapperPlugin, ActionPlugin {

  /** How long a search over one shard may take. */
  static final Setting<TimeValue> ALLOWED =
      Setting.timeSetting(
          "vigil.search.timeout",
          TimeValue.timeValueMillis(LuceneReportSearcher.ALLOWED.toMillis()),
          Setting.Property.NodeScope);

  /** What people decided about names and spellings in an index. */
  static final Setting<String> DECIDED =
      Setting.simpleString(
          Decided.SETTING, "", Setting.Property.IndexScope, Setting.Property.Dynamic);

  private final ShardSearchers searchers;

  /** Called by the node. */
  public VigilPlugin(Settings settings) {
    searchers = new ShardSearchers(Duration.ofMillis(ALLOWED.get(settings).millis()));
  }

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(ALLOWED, DECIDED);
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of(ReportFieldMapper.TYPE, ReportFieldMapper.PARSER);
  }

  @Override
  public List<ActionHandler<?, ?>> getActions() {
    return List.of(
        new ActionHandler<>(AskAction.INSTANCE, TransportAsk.class),
        new ActionHandler<>(ChecksumAction.INSTANCE, TransportChecksum.class));
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings settings,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter filter,
      IndexNameExpressionResolver resolver,
      Supplier<DiscoveryNodes> nodes) {
    return List.of(new RestAsk(), new RestChecksum());
  }

  @Override
  public Collection<Object> createComponents(
      Client client,
      ClusterService cluster,
      ThreadPool threads,
      ResourceWatcherService watcher,
      ScriptService scripts,
      NamedXContentRegistry registry,
      Environment environment,
      NodeEnvironment node,
      NamedWriteableRegistry writeables,
      IndexNameExpressionResolver resolver,
      Supplier<RepositoriesService> repositories) {
    threads.scheduleWithFixedDelay(
        searchers::refresh, TimeValue.timeValueSeconds(1), ThreadPool.Names.GENERIC);
    return List.of(searchers);
  }

  @Override
  public void onIndexModule(IndexModule module) {
    module.addIndexEventListener(searchers);
  }

  @Override
  public void close() {
    searchers.close();
  }
}
