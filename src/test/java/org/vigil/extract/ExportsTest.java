package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Part;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class ExportsTest {

  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2024-05-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void eachItemOfAJsonArrayIsAReport() throws IOException {
    Extracted export =
        read(
            "wire.json",
            """
            [{"id": 7, "headline": "Wells &amp; courts", "body_html": "<p>The first.</p><p>The second.</p>",
              "byline": "By Ann Oneill", "published": "2023-03-04T09:00:00Z", "source": "Lake Courier",
              "url": "https://lake.example/7", "language": "en-GB"},
             {"headline": "No words", "body_html": ""}]
            """);

    assertThat(export.parts()).extracting(Part::path).containsExactly("7", "2");
    Extracted first = (Extracted) export.parts().getFirst().content();
    assertThat(first.text()).isEqualTo("The first.\n\nThe second.");
    Facts facts = first.facts();
    assertThat(facts.title().map(Fact::value)).hasValue("Wells & courts");
    assertThat(facts.authors().map(Fact::value)).hasValue(List.of("Ann Oneill"));
    assertThat(facts.date().map(Fact::value)).hasValue(PartialDate.of(2023, 3, 4));
    assertThat(facts.outlet().map(Fact::value)).hasValue("Lake Courier");
    assertThat(facts.url().map(Fact::value)).hasValue("https://lake.example/7");
    assertThat(facts.language().map(Fact::value)).hasValue("en");
    assertThat(((Unreadable) export.parts().getLast().content()).reason()).isEqualTo(Reason.EMPTY);
  }

  @Test
  void ninjsOfTheThirdVersionKeepsItsWordsInLists() throws IOException {
    Extracted export =
        read(
            "item.json",
            """
            {"uri": "https://lake.example/8", "standard": {"name": "ninjs", "version": "3.0"},
             "versioncreated": "2023-03-05T09:00:00Z", "infosources": [{"name": "Osprey Wire"}],
             "headlines": [{"role": "main", "value": "A village goes to court"}],
             "bodies": [{"contenttype": "text/plain", "value": "The elders went to court."}]}
            """);

    Extracted item = (Extracted) export.parts().getFirst().content();
    assertThat(item.text()).isEqualTo("The elders went to court.");
    assertThat(item.facts().title().map(Fact::value)).hasValue("A village goes to court");
    assertThat(item.facts().outlet().map(Fact::value)).hasValue("Osprey Wire");
  }

  @Test
  void aDamagedLineOfJsonLinesIsLeftOutWithAWarning() throws IOException {
    Extracted export =
        read(
            "dump.jsonl",
            """
            {"title": "One", "text": "The first report."}

            {"title": "Two", "text
            {"title": "Three", "text": "The third report."}
            {"title": "Four"
            """);

    assertThat(export.parts())
        .extracting(part -> part.content().readableText().orElse(""))
        .containsExactly("The first report.", "The third report.");
    assertThat(export.warnings()).containsExactly("2 lines are no JSON and left out");
  }

  @Test
  void itemsOfJsonLinesMayTakeSeveralLines() throws IOException {
    Extracted export =
        read(
            "dump.ndjson",
            """
            {"title": "One",
             "text": "The first report."}
            {"title": "Two",
             "text": "The second report."}
            """);

    assertThat(export.parts()).hasSize(2);
  }

  @Test
  void aValueThatBeginsWithAQuotationKeepsItsMarks() throws IOException {
    Extracted export =
        read(
            "table.tsv",
            """
            title\ttext
            One\t"Nobody was told," she said.
            Two\t"All of it was quoted." \t
            """);

    assertThat(export.parts())
        .extracting(part -> part.content().readableText().orElse(""))
        .containsExactly("\"Nobody was told,\" she said.", "All of it was quoted.");
  }

  @Test
  void rowsOfATableMayBeQuotedAndSeparatedBySemicolons() throws IOException {
    Extracted export =
        read(
            "table.csv",
            """
            \uFEFFTitle;Date;Text;Authors
            "Four wells; no water";2023-03-04;"He said ""no"".

            Then he left.";"Ann Oneill; Mary Okello"
            """);

    Extracted row = (Extracted) export.parts().getFirst().content();
    assertThat(row.text()).isEqualTo("He said \"no\".\n\nThen he left.");
    assertThat(row.facts().title().map(Fact::value)).hasValue("Four wells; no water");
    assertThat(row.facts().date().map(Fact::value)).hasValue(PartialDate.of(2023, 3, 4));
    assertThat(row.facts().authors().map(Fact::value))
        .hasValue(List.of("Ann Oneill", "Mary Okello"));
  }

  @Test
  void aLineThatNamesTheSeparatorIsNoRow() throws IOException {
    Extracted export =
        read("table.csv", "sep=;\r\nTitle;Date;Text\r\nWells, all dry;2023-03-04;No water.\r\n");

    assertThat(export.parts()).hasSize(1);
    assertThat(export.parts().getFirst().content().readableText()).hasValue("No water.");
  }

  @Test
  void aListOfWhatAServiceFoundGivesItsHeadlines() throws IOException {
    Extracted export =
        read(
            "found.csv",
            """
            stories_id,publish_date,title,url,media_name
            7,2023-03-04 10:15:00,Wells run dry,https://lake.example/7,Lake Courier
            """);

    Extracted row = (Extracted) export.parts().getFirst().content();
    assertThat(row.text()).isEqualTo("Wells run dry");
    assertThat(row.facts().outlet().map(Fact::value)).hasValue("Lake Courier");
    assertThat(row.facts().date().map(Fact::value)).hasValue(PartialDate.of(2023, 3, 4));
    assertThat(row.facts().url().map(Fact::value)).hasValue("https://lake.example/7");
  }

  @Test
  void whatAJsonFeedSaysOfItselfHoldsForItsItems() throws IOException {
    Extracted export =
        read(
            "feed.json",
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Lake Courier",
             "language": "en", "authors": [{"name": "Ann Oneill"}],
             "items": [{"id": "https://lake.example/7", "title": "Wells run dry",
                        "content_html": "<p>No water.</p>", "url": "https://lake.example/7"}]}
            """);

    assertThat(export.parts()).extracting(Part::path).containsExactly("lake.example/7");
    Facts facts = ((Extracted) export.parts().getFirst().content()).facts();
    assertThat(facts.outlet().map(Fact::value)).hasValue("Lake Courier");
    assertThat(facts.authors().map(Fact::value)).hasValue(List.of("Ann Oneill"));
    assertThat(facts.language().map(Fact::value)).hasValue("en");
  }

  @Test
  void answersOfNewsServicesAreOpenedToTheirItems() throws IOException {
    Extracted one =
        read(
            "one.json",
            """
            {"response": {"status": "ok", "results": [{"webTitle": "Wells run dry",
              "webPublicationDate": "2023-03-04T09:00:00Z", "webUrl": "https://lake.example/7",
              "fields": {"body": "<p>No water.</p>", "byline": "Ann Oneill"}}]}}
            """);
    Extracted other =
        read(
            "other.json",
            """
            {"articles": {"results": [{"title": "Wells run dry", "body": "No water.",
              "dateTime": "2023-03-04T09:00:00Z", "source": {"uri": "lake.example",
              "title": "Lake Courier"}}]}}
            """);

    for (Extracted answer : List.of(one, other)) {
      Extracted item = (Extracted) answer.parts().getFirst().content();
      assertThat(item.text()).isEqualTo("No water.");
      assertThat(item.facts().title().map(Fact::value)).hasValue("Wells run dry");
      assertThat(item.facts().date().map(Fact::value)).hasValue(PartialDate.of(2023, 3, 4));
    }
    Facts facts = ((Extracted) other.parts().getFirst().content()).facts();
    assertThat(facts.outlet().map(Fact::value)).hasValue("Lake Courier");
  }

  @Test
  void aDataFileThatHoldsNoArticlesIsTheTextItIs() throws IOException {
    assertThat(read("settings.json", "{\"colour\": \"a shade of blue\"}").parts()).isEmpty();
    assertThat(read("towns.csv", "town,people\nKisumu,400000\n").text()).contains("Kisumu,400000");
    assertThat(read("broken.json", "{\"title\": \"Only a beginning").parts()).isEmpty();
  }

  private Extracted read(String name, String content) throws IOException {
    Path file = Files.write(folder.resolve(name), content.getBytes(UTF_8));
    try (Extractor extractor = new FileExtractor(Limits.standard(), TODAY)) {
      Extraction extraction = extractor.extract(file);
      assertThat(extraction).isInstanceOf(Extracted.class);
      return (Extracted) extraction;
    }
  }
}
