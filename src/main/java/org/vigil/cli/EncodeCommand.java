package org.vigil.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vigil.dense.LeadEncoding;
import org.vigil.dense.SentenceEncoder;
import org.vigil.index.WriterLock;
import org.vigil.search.LuceneReportSearcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigil encode}: vectors by which the answers to questions are ranked by meaning too. */
@Command(
    name = "encode",
    description = {
      "Make the vectors of reports that have none yet, by which 'vigil search' and 'vigil serve' with"
          + " the same --encoder rank the best answers to questions by meaning too.",
      "",
      "Run it again after 'vigil index'. A withdrawal deletes all vectors."
    })
final class EncodeCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private EncoderOptions options = new EncoderOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Vectors made before others may write to the index again: half a minute's work. */
  private static final int BATCH = 1_000;

  @Override
  public Integer call() throws IOException {
    long encoded = 0;
    long dropped = 0;
    LeadEncoding.Done done;
    try (SentenceEncoder encoder = options.encoder(spec.commandLine());
        LuceneReportSearcher searcher = LuceneReportSearcher.open(common.liveHome().root())) {
      do {
        done = batch(searcher, encoder);
        encoded += done.encoded();
        dropped += done.dropped();
      } while (done.left() > 0 && done.encoded() > 0);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (common.json) {
      out.println(
          new ObjectMapper()
              .createObjectNode()
              .put("encoded", encoded)
              .put("dropped", dropped)
              .put("vectors", done.kept()));
    } else if (!common.quiet) {
      out.println(
          encoded
              + " reports encoded; all "
              + done.kept()
              + " have a vector now, "
              + dropped
              + " vectors dropped.");
    }
    out.flush();
    return Vigil.DONE;
  }

  private LeadEncoding.Done batch(LuceneReportSearcher searcher, SentenceEncoder encoder)
      throws IOException {
    WriterLock lock = common.home().lock();
    try (lock) {
      searcher.refresh();
      return LeadEncoding.encode(searcher, encoder, common.home().leadVectors(), BATCH);
    }
  }
}
