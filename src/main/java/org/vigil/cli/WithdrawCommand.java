package org.vigil.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vigil.cluster.ClusterIndex;
import org.vigil.cluster.ClusterWriter;
import org.vigil.index.IndexHome;
import org.vigil.index.Uploads;
import org.vigil.index.WriterLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil withdraw}: takes reports out everywhere, for good. */
@Command(
    name = "withdraw",
    description = {
      "Take reports out of the index for good: out of every generation, stored text included, and"
          + " no later run brings them back. The original files stay where they are.",
      "",
      "A report's id stands below each hit of 'vigil search'."
    })
final class WithdrawCommand implements Callable<Integer> {

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of reports.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    for (String id : ids) {
      if (!Uploads.CHOSEN_ID.matcher(id).matches()) {
        throw new ParameterException(
            spec.commandLine(), "not the id of a report (letters, digits, - and _): '" + id + "'");
      }
    }
    if (store.isCluster(spec.commandLine())) {
      return withdrawThere();
    }
    common.live();
    IndexHome home = common.home();
    PrintWriter out = spec.commandLine().getOut();
    WriterLock lock = home.lock();
    try {
      Set<String> found = home.withdraw(ids, Instant.now());
      ids.forEach(id -> say(out, id, found.contains(id)));
    } finally {
      lock.close();
    }
    out.flush();
    return Vigil.DONE;
  }

  private void say(PrintWriter out, String id, boolean found) {
    if (!common.quiet && !common.json) {
      out.println(
          id + (found ? ": withdrawn" : ": not in the index; it will not come into it either"));
    }
  }

  /** The same in a cluster. */
  private int withdrawThere() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterIndex index = store.index()) {
      ClusterWriter writer = index.checked().writer();
      for (String id : ids) {
        say(out, id, writer.withdraw(id));
      }
    }
    out.flush();
    return Vigil.DONE;
  }
}
