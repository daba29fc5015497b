package org.vigil.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.alert.WebhookHosts;
import org.vigil.api.ApiServer;
import org.vigil.api.Backend;
import org.vigil.api.ServerSettings;
import org.vigil.index.IndexHome;
import org.vigil.search.LuceneReportSearcher;

/** An index served to whoever reads it and keeps alerts, without keys and without writes. */
record ReadingServer(LuceneReportSearcher searcher, AlertWatch alerts, ApiServer server)
    implements AutoCloseable {

  static ReadingServer over(Path index, ServerSettings settings) throws IOException {
    IndexHome home = IndexHome.at(index);
    LuceneReportSearcher searcher = LuceneReportSearcher.open(index);
    AlertWatch alerts = AlertWatch.over(home, searcher, WebhookHosts.NONE, Optional.empty());
    Backend backend =
        new Backend(
            searcher,
            new IndexStatus(home, searcher, Optional.empty()),
            id -> false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            alerts.alerts());
    return new ReadingServer(searcher, alerts, ApiServer.start(backend, settings));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() throws IOException {
    server.close();
    alerts.close();
    searcher.close();
  }
}
