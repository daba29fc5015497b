package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;

/** Two reports as they were found on the web, if they lie beside the checkout. */
class SeedFactsTest {

  private static final Path SEEDS = Path.of("..", "shared", "seeds");

  @BeforeEach
  void seedsAreThere() {
    assumeTrue(Files.isDirectory(SEEDS), () -> "no folder " + SEEDS.toAbsolutePath());
  }

  private static Extracted read(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(SEEDS.resolve(name));
    return (Extracted) PlainText.read(bytes, name, FactContext.NONE);
  }

  @Test
  void theReportWithoutHeadClaimsNeitherTitleNorDateNorOutletNorAuthor() throws IOException {
    Extracted report = read("article-1.txt");
    assertThat(report.facts().title()).isEmpty();
    assertThat(report.facts().date()).isEmpty();
    assertThat(report.facts().outlet()).isEmpty();
    assertThat(report.facts().authors()).isEmpty();
    assertThat(report.text())
        .startsWith("China’s ambassador to the United Kingdom, Liu Xiaoming,")
        .endsWith("Uighurs and other Muslim minorities.")
        .doesNotContain("[email");
  }

  @Test
  void theReportWithAGluedHeadKeepsItsFactsApartFromItsText() throws IOException {
    Extracted report = read("article-2.txt");
    Facts facts = report.facts();
    assertThat(facts.title().orElseThrow().value())
        .isEqualTo(
            "‘People in Xinjiang Enjoy Happy Life’: China’s Ambassador to the UK Denies Existence"
                + " of Uighur Concentration Camps");
    assertThat(facts.date().orElseThrow().value()).isEqualTo(PartialDate.of(2020, 7, 20));
    assertThat(facts.authors().orElseThrow().value()).isEqualTo(List.of("Heather Chen"));
    assertThat(facts.outlet().orElseThrow().value()).isEqualTo("VICE News");
    assertThat(facts.outlet().orElseThrow().text()).isEqualTo("told VICE News");
    assertThat(report.text())
        .startsWith("A high-ranking Chinese diplomat")
        .doesNotContain("Off By");
  }
}
