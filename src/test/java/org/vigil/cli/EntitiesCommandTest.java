package org.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntitiesCommandTest {

  @TempDir Path folder;

  private record Outcome(int status, String out, String err) {}

  private Outcome vigil(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--index";
    all[args.length + 1] = folder.resolve("index").toString();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Vigil.run(new PrintWriter(out), new PrintWriter(err), all);
    return new Outcome(status, out.toString(), err.toString());
  }

  @Test
  void namesAreListedExplainedAndPutRightWithoutIndexingAgain() throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("reports"));
    Files.writeString(
        corpus.resolve("a.txt"),
        "A lawyer was freed in Kisumu on Monday. Akinyi Odera said that she had been held.\n");
    Files.writeString(
        corpus.resolve("b.txt"), "In Nairobi the judge Achieng Wekesa said that she would sit.\n");
    assertThat(vigil("index", corpus.toString()).status()).isZero();

    assertThat(vigil("entities", "oder").out()).contains("Akinyi Odera  (person/akinyi-odera)");
    assertThat(vigil("entities", "akiny", "--kind", "place").out()).contains("No name begins so.");
    assertThat(vigil("entities", "merge", "person/akinyi-odera", "person/achieng-wekesa").out())
        .contains("merge,person/akinyi-odera,person/achieng-wekesa");
    assertThat(vigil("entities", "rename", "person/akinyi-odera", "Odera, A.").status()).isZero();

    assertThat(vigil("entities", "--of", "Achieng Wekesa").out())
        .startsWith("Odera, A.  (person/akinyi-odera, 2 reports)")
        .contains("because line 1 of the entities file says so");
    assertThat(vigil("index", corpus.toString(), "--json").out()).contains("\"indexed\":0");
    Outcome profile = vigil("entities", "--of", "person/achieng-wekesa", "--json");
    assertThat(new ObjectMapper().readTree(profile.out()).path("id").asText())
        .isEqualTo("person/akinyi-odera");

    Files.writeString(corpus.resolve("entities.csv"), "merge,person/a\n");
    assertThat(vigil("search", "lawyer").status()).isEqualTo(Vigil.CANNOT_USE);
    assertThat(vigil("search", "lawyer").err())
        .contains("entities.csv line 1: merge takes 2 values, not 1");
  }

  @Test
  void whatIsNoIdOrNoNameOfAnEntityIsRefused() {
    assertThat(vigil("entities", "hide", "liu").status()).isEqualTo(Vigil.WRONG_USAGE);
    assertThat(vigil("entities", "--most", "0").status()).isEqualTo(Vigil.WRONG_USAGE);
  }
}
