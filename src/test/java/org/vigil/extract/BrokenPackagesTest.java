package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.extract.Extraction.Extracted;

class BrokenPackagesTest {

  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  @TempDir Path folder;

  @Test
  void ofALetterCutBehindItsTextAllOfTheTextIsRead() throws IOException {
    byte[] letter = letter("Nine teachers are held in Harrowgate.", "Their lawyers were not told.");

    Extracted read = read("letter.docx", Arrays.copyOf(letter, letter.length * 6 / 10));

    assertThat(read.text())
        .isEqualTo("Nine teachers are held in Harrowgate.\n\nTheir lawyers were not told.");
    assertThat(read.warnings()).containsExactly(BrokenPackages.WARNING);
  }

  @Test
  void ofALetterCutWithinItsTextTheBeginningIsRead() throws IOException {
    String[] paragraphs =
        IntStream.range(0, 400)
            .mapToObj(i -> "Paragraph " + i + " on the " + i * 7919 % 1000 + " held in Harrowgate.")
            .toArray(String[]::new);
    byte[] whole = letter(paragraphs);

    Extracted read = read("letter.docx", Arrays.copyOf(whole, 1_500));

    assertThat(read.text()).startsWith("Paragraph 0 on the 0 held in Harrowgate.\n\nParagraph 1 ");
    assertThat(read.text()).contains("Paragraph 9 ").doesNotContain("Paragraph 399 ");
    assertThat(read.warnings()).containsExactly(BrokenPackages.WARNING);
  }

  @Test
  void aWholeLetterIsReadWithoutAWarning() throws IOException {
    Extracted read = read("letter.docx", letter("Nine teachers are held in Harrowgate."));

    assertThat(read.text()).isEqualTo("Nine teachers are held in Harrowgate.");
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void deletedWordsAndFieldsOfACutLetterAreNotItsText() throws IOException {
    byte[] letter =
        zip(
            "[Content_Types].xml",
            "<Types/>",
            "word/document.xml",
            ("<w:document xmlns:w='%s'><w:p><w:del><w:r><w:delText>Twelve</w:delText></w:r></w:del>"
                    + "<w:r><w:t>Nine teachers</w:t><w:tab/><w:t>are held</w:t></w:r>"
                    + "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:document>")
                .formatted(WORD));

    assertThat(read("letter.docx", Arrays.copyOf(letter, letter.length - 40)).text())
        .isEqualTo("Nine teachers are held");
  }

  @Test
  void ofACutOpenDocumentTheTextIsRead() throws IOException {
    byte[] whole =
        zip(
            "mimetype",
            "application/vnd.oasis.opendocument.text",
            "content.xml",
            """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
              xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
              <text:h>Nine teachers held</text:h><text:p>Their <text:span>lawyers</text:span> were
              not told.</text:p></office:text></office:body></office:document-content>""",
            "Pictures/1.bin",
            noise(4_000));

    assertThat(read("letter.odt", Arrays.copyOf(whole, whole.length - 2_000)).text())
        .isEqualTo("Nine teachers held\n\nTheir lawyers were not told.");
  }

  @Test
  void ofACutWorkbookTheRowsAreRead() throws IOException {
    byte[] whole =
        zip(
            "[Content_Types].xml",
            "<Types/>",
            "xl/sharedStrings.xml",
            "<sst><si><t>Town</t></si><si><t>Held</t></si><si><t>Harrowgate</t></si></sst>",
            "xl/worksheets/sheet1.xml",
            """
            <worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>
            <row><c t="s"><v>2</v></c><c><v>9</v></c></row></sheetData></worksheet>""",
            "xl/media/image1.bin",
            noise(4_000));

    assertThat(read("held.xlsx", Arrays.copyOf(whole, whole.length - 2_000)).text())
        .isEqualTo("Town\tHeld\n\nHarrowgate\t9");
  }

  @Test
  void theChaptersOfACutBookStandInTheOrderOfItsSpineWithoutItsContents() throws IOException {
    byte[] whole =
        zip(
            "mimetype",
            "application/epub+zip",
            "OPS/book.opf",
            """
            <package><manifest><item id="n" href="nav.xhtml" properties="nav"/>
            <item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>
            <spine><itemref idref="a"/><itemref idref="b"/></spine></package>""",
            "OPS/nav.xhtml",
            "<html><body><p>Contents</p></body></html>",
            "OPS/two.xhtml",
            "<html><head><title>2</title></head><body><p>The second chapter.</p></body></html>",
            "OPS/one.xhtml",
            "<html><head><title>1</title></head><body><p>The first chapter.</p></body></html>",
            "OPS/cover.bin",
            noise(4_000));

    assertThat(read("book.epub", Arrays.copyOf(whole, whole.length - 2_000)).text())
        .isEqualTo("The first chapter.\n\nThe second chapter.");
  }

  @Test
  void whateverOfALetterIsCutThereIsAnOutcome() throws IOException {
    byte[] letter = letter("Nine teachers are held in Harrowgate.", "Their lawyers were not told.");
    FileExtractor extractor = new FileExtractor(Limits.standard(), Clock.systemUTC());
    for (int length = 1; length < letter.length; length += 97) {
      Path file = Files.write(folder.resolve("cut.docx"), Arrays.copyOf(letter, length));

      assertThat(extractor.extract(file)).as("cut after " + length + " bytes").isNotNull();
    }
  }

  private Extracted read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return (Extracted) new FileExtractor(Limits.standard(), Clock.systemUTC()).extract(file);
  }

  /** A letter with a picture behind its text, as word processors order them. */
  private static byte[] letter(String... paragraphs) throws IOException {
    String body =
        Arrays.stream(paragraphs)
            .map(p -> "<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>")
            .collect(Collectors.joining());
    String main =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    String packages = "http://schemas.openxmlformats.org/package/2006/";
    return zip(
        "[Content_Types].xml",
        "<Types xmlns='"
            + packages
            + "content-types'><Default Extension='rels' ContentType="
            + "'application/vnd.openxmlformats-package.relationships+xml'/>"
            + "<Default Extension='bin' ContentType='application/octet-stream'/>"
            + "<Override PartName='/word/document.xml' ContentType='"
            + main
            + "'/></Types>",
        "_rels/.rels",
        "<Relationships xmlns='"
            + packages
            + "relationships'><Relationship Id='r1' Type='http://schemas.openxmlformats.org/"
            + "officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>"
            + "</Relationships>",
        "word/document.xml",
        "<w:document xmlns:w='" + WORD + "'><w:body>" + body + "</w:body></w:document>",
        "word/media/image1.bin",
        noise(5_000));
  }

  /** What does not get smaller by packing. */
  private static String noise(int length) {
    Random random = new Random(7);
    return random
        .ints(length, 0x21, 0x7f)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndContents[i]));
        out.write(namesAndContents[i + 1].getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
