package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.date.PartialDate;
import org.vigil.extract.Extraction.Extracted;
import org.vigil.extract.Extraction.Reason;
import org.vigil.extract.Extraction.Unreadable;

class PlainTextTest {

  private static final String STORY =
      "Police cleared the settlement before dawn on Thursday, residents said, and nobody was told"
          + " where the families should go.\n\n"
          + "The county denied that anybody had been hurt. It called the operation a relocation"
          + " and said that it had given notice in time.\n";

  private static Extracted read(String text) {
    return (Extracted) PlainText.read(text.getBytes(UTF_8), "report.txt", FactContext.NONE);
  }

  private static String summary(String text) {
    Facts facts = read(text).facts();
    return facts.title().map(Fact::value).orElse("-")
        + " | "
        + facts.authors().map(a -> String.join("; ", a.value())).orElse("-")
        + " | "
        + facts.date().map(d -> d.value().toString()).orElse("-")
        + " | "
        + facts.outlet().map(Fact::value).orElse("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          July 20, 2020 Off By Jane Doe                     # Families evicted | Jane Doe | 2020-07-20 | -
          By Jane Doe and John Roe | 3 Mar 2019             # Families evicted | Jane Doe; John Roe | 2019-03-03 | -
          Published 12:30 GMT, 3 March 2021                 # Families evicted | - | 2021-03-03 | -
          By Jane DoeMarch 3, 2021 at 5:12 p.m. EDT         # Families evicted | Jane Doe | 2021-03-03 | -
          Jane Doe | The Harbour Post | 3 March 2021        # Families evicted | Jane Doe | 2021-03-03 | The Harbour Post
          3 March 2021 | Updated 4 March 2021               # Families evicted | - | 2021-03-03 | -
          Kisumu, 5th April, 2019                           # Families evicted | - | 2019-04-05 | -
          Publié le 24 juin 2021 à 18h20 - Par Jeanne Dupont # Families evicted | Jeanne Dupont | 2021-06-24 | -
          Por Juana Pérez, 6 de mayo de 2022                # Families evicted | Juana Pérez | 2022-05-06 | -
          Von Erika Muster, 6. Mai 2022, 12:30 Uhr          # Families evicted | Erika Muster | 2022-05-06 | -
          Автор: Мария Иванова, 6 мая 2022                  # Families evicted | Мария Иванова | 2022-05-06 | -
          2022年5月6日 记者 张三                                # Families evicted | 张三 | 2022-05-06 | -
          Source: The Harbour Post                          # Families evicted | - | - | The Harbour Post
          """)
  void takesFactsFromTheLineUnderTheHeadline(String line, String facts) {
    String text = "Families evicted\n\n" + line + "\n\n" + STORY;
    assertThat(summary(text)).isEqualTo(facts);
    assertThat(read(text).text()).isEqualTo(STORY.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          VILNIUS, May 24, 2021 (Osprey Wire) — # VILNIUS, May 24, 2021 | 2021-05-24 | Osprey Wire
          THE HAGUE (Osprey Wire) -             # THE HAGUE | - | Osprey Wire
          KISUMU –                              # KISUMU | - | -
          Abancay, 6 may. 2022 (El Candil).-    # Abancay, 6 may. 2022 | 2022-05-06 | El Candil
          DULLES, Virginia (Osprey Wire) -      # DULLES, Virginia | - | Osprey Wire
          """)
  void readsTheDatelineAndLeavesItInTheText(String dateline, String facts) {
    Extracted report = read("Families evicted\n\n" + dateline + " " + STORY);
    assertThat(
            report.facts().dateline().map(Fact::value).orElse("-")
                + " | "
                + report.facts().date().map(d -> d.value().toString()).orElse("-")
                + " | "
                + report.facts().outlet().map(Fact::value).orElse("-"))
        .isEqualTo(facts);
    assertThat(report.text()).startsWith(dateline + " Police");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Have a tip or story? Get in touch with our reporters at [email protected]",
        "Know more? newsroom@harbour.example",
        "Follow us on every channel",
        "© 2021 The Harbour Post. All rights reserved.",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "By Jane Doe",
        "Jane Doe, Kisumu",
        "***",
        "3 March 2021",
      })
  void leavesOutWhatStandsUnderTheStory(String line) {
    assertThat(read("Families evicted\n\n" + STORY + "\n" + line + "\n").text())
        .isEqualTo(STORY.strip());
  }

  @Test
  void aTextWithoutHeadClaimsNothing() {
    String text =
        """
        On 3 March 2019 the ambassador told the BBC that the reports were false.
        By Tuesday, Jane Doe had heard of it, the BBC reported on Monday.
        She told Reuters that she had not.\
        """;
    assertThat(summary(text)).isEqualTo("- | - | - | -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      textBlock =
          """
          “I saw it,” she told Harbour News.                                       # Harbour News
          The Harbour Post can reveal that the order came from above.              # Harbour Post
          “I saw it,” she told the BBC.                                            # -
          “I saw it,” she told Harbour News. The rest is by hearsay, Harbour News reported. # -
          “I saw it,” she told Harbour News, and later told Quay Times.            # -
          She told Parliament. She told Jane Doe.                                  # -
          """)
  void namesTheOutletThatSpeaksOfItself(String words, String outlet) {
    Facts facts = read("Families evicted\n\n" + STORY + "\n" + words + "\n").facts();
    assertThat(facts.outlet().map(Fact::value).orElse("-")).isEqualTo(outlet);
  }

  @Test
  void bylineAndDateBelowAStandfirstAreFactsAndTheStandfirstIsText() {
    String standfirst =
        "The settlement on the shore had stood for thirty-one years, until Thursday.";
    String text =
        "Families evicted\n\n" + standfirst + "\n\nBy\nJane Doe\n\n3 March 2021\n\n" + STORY;
    assertThat(summary(text)).isEqualTo("Families evicted | Jane Doe | 2021-03-03 | -");
    assertThat(read(text).text()).isEqualTo(standfirst + "\n\n" + STORY.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Sign Out", "World News", "Pay April 15", "NOTE: Company formed", "Press"})
  void wordsWithCapitalsBesideADateAreNoAuthors(String line) {
    String text = "Families evicted\n\n3 March 2021\n" + line + "\n\n" + STORY;
    assertThat(summary(text)).isEqualTo("Families evicted | - | 2021-03-03 | -");
  }

  @Test
  void aBareNameIsTheAuthorUnlessTheStoryIsAboutIt() {
    String head = "Families evicted\n\nJane Doe\n3 March 2021\n\n" + STORY;
    assertThat(summary(head)).isEqualTo("Families evicted | Jane Doe | 2021-03-03 | -");
    assertThat(summary(head + "\nJane Doe was among them.\n"))
        .isEqualTo("Families evicted | - | 2021-03-03 | -");
    assertThat(summary(head + "\nJane Doe is a reporter in Harbour.\n"))
        .isEqualTo("Families evicted | Jane Doe | 2021-03-03 | -");
    assertThat(summary(head.replace("Jane Doe", "Jane Doe\nJane Doe")))
        .isEqualTo("Families evicted | Jane Doe | 2021-03-03 | -");
  }

  @Test
  void aWireServiceInADatelineIsNotTheOutlet() {
    String story = "LONDON (Reuters) - " + STORY;
    assertThat(summary("Families evicted\n\n" + story)).endsWith("| -");
    assertThat(summary("Families evicted | The Harbour Post\n\n" + story))
        .endsWith("| The Harbour Post");
    assertThat(summary("Families evicted\n\n" + story + "\nShe told Harbour News so.\n"))
        .endsWith("| Harbour News");
  }

  @Test
  void everyFactCarriesTheWordsItCameFrom() {
    String text = "Families evicted\n\nBy Jane Doe | 3 Mar 2019\n\n" + STORY;
    Facts facts = read(text).facts();
    assertThat(facts.authors().orElseThrow().text()).isEqualTo("By Jane Doe | 3 Mar 2019");
    assertThat(facts.date().orElseThrow().rule()).isEqualTo("text-head");
    assertThat(facts.title().orElseThrow().text()).isEqualTo("Families evicted");
  }

  @Test
  void aDateAfterTheLastPossibleDayIsNotTaken() {
    String text = "Families evicted\n\nBy Jane Doe | 3 Mar 2019\n\n" + STORY;
    FactContext context = new FactContext(Optional.empty(), Optional.of(LocalDate.of(2019, 3, 2)));
    Extracted report = (Extracted) PlainText.read(text.getBytes(UTF_8), "a.txt", context);
    assertThat(report.facts().date()).isEmpty();
  }

  @Test
  void markdownLosesItsMarksAndItsHeadingIsTheTitle() {
    String text =
        "# What the *judge* decided\n\n**By Jane Doe · Friday 15 May 2020**\n\n## Was it legal?\n\n"
            + "No. The [court](https://court.example/1) called it **forced**, and said so twice"
            + " in a ruling of ninety pages.\n\n> It was night.\n";
    Extracted report =
        (Extracted) PlainText.read(text.getBytes(UTF_8), "ruling.md", FactContext.NONE);
    assertThat(report.mediaType()).isEqualTo("text/markdown");
    assertThat(report.facts().title().orElseThrow().value()).isEqualTo("What the judge decided");
    assertThat(report.facts().authors().orElseThrow().value()).isEqualTo(List.of("Jane Doe"));
    assertThat(report.text())
        .isEqualTo(
            "Was it legal?\n\nNo. The court called it forced, and said so twice in a ruling of"
                + " ninety pages.\n\nIt was night.");
  }

  @Test
  void linesWrappedAtAFixedWidthBecomeParagraphsAgain() {
    String text =
        """
        Police cleared the settlement before dawn on Thursday,
        residents said, and nobody was told where the families
        should go.

        The county denied that anybody had been hurt. It called
        the operation a relocation and said that it had given
        notice in time.
        """;
    assertThat(read(text).text()).isEqualTo(STORY.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "UTF-16LE",
        "UTF-16BE",
        "UTF-32LE",
        "windows-1251",
        "KOI8-R",
        "IBM866",
        "x-MacCyrillic"
      })
  void decodesRussianInAnyOfItsEncodings(String charset) {
    String text =
        "Комитет завершил в понедельник рассмотрение доклада. Главным вопросом двух дней стала"
            + " судьба жителей севера, сообщили представители организации в Женеве.";
    byte[] bytes = text.getBytes(Charset.forName(charset));
    assertThat(((Extracted) PlainText.read(bytes, "a.txt", FactContext.NONE)).text())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          windows-1252 | Où étaient les élèves ? « À l'école », répond le préfet, gêné, près de Besançon.
          windows-1254 | Hakim, gazetecinin duruşmasını erteledi; ailesi adliye önünde ağlayarak bekliyordu, çünkü içeri alınmadı.
          windows-1250 | Většina obyvatel říká, že o vystěhování nevěděla; úřad to popírá a žádá další čas.
          windows-1253 | Η επιτροπή δήλωσε τη Δευτέρα ότι οι κρατούμενοι δεν είχαν δικηγόρο και ότι θα επιστρέψει.
          windows-1255 | הוועדה מסרה ביום שני כי לעצורים לא היה עורך דין וכי היא תשוב לבדוק את הדברים.
          windows-1256 | قالت اللجنة يوم الاثنين إن المعتقلين لم يكن لديهم محام وإنها ستعود للتحقق من ذلك.
          GB18030      | 委员会星期一表示，被拘留者没有律师，并称将再次前往调查。当局否认了这一说法。
          Big5         | 委員會星期一表示，被拘留者沒有律師，並稱將再次前往調查。當局否認了這一說法。
          Shift_JIS    | 委員会は月曜日、拘束された人々には弁護士がいなかったと述べ、再び調査すると語った。
          EUC-KR       | 위원회는 월요일 구금된 사람들에게 변호사가 없었다고 밝히고 다시 조사하겠다고 말했다.
          ISO-2022-JP  | 委員会は月曜日、拘束された人々には弁護士がいなかったと述べた。
          ISO-2022-KR  | 위원회는 월요일 구금된 사람들에게 변호사가 없었다고 밝혔다.
          UTF-16LE     | 委员会星期一表示，被拘留者没有律师，并称将再次前往调查。当局否认了这一说法。
          UTF-16BE     | 委員会は月曜日、拘束された人々には弁護士がいなかったと述べ、再び調査すると語った。
          x-windows-874 | คณะกรรมการกล่าวเมื่อวันจันทร์ว่าผู้ถูกควบคุมตัวไม่มีทนายความและจะกลับไปตรวจสอบอีกครั้ง
          x-MacRoman   | Où étaient les élèves ? « À l'école », répond le préfet, gêné, près de Besançon.
          """)
  void decodesTheEncodingsOfOldFiles(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    assertThat(TextBytes.decode(bytes)).contains(text);
    assertThat(FileKind.of(bytes, "report")).isEqualTo(FileKind.TEXT);
  }

  @Test
  void aDocumentOfTheUnitedNationsHasItsSymbolAndNoHeadsOfPages() {
    Extracted document =
        read(
            """
            United Nations                                   A/HRC/91/7

            General Assembly                                 Distr.: General
                                                             12 August 2022

                                                             Original: English

            Human Rights Council
            Ninety-first session
            12 September-7 October 2022
            Agenda item 3
            Promotion and protection of all human rights

            Teachers held in
            Harrowgate

            Report of the Secretary-General

            1. Police took nine teachers before dawn on Monday, and their families waited

            2\tGE.22-12345

            A/HRC/91/7

            outside the station until the evening.

            GE.22-12345\t3

            A/HRC/91/7

            2. The ministry denied it.
            """);

    Facts facts = document.facts();
    assertThat(facts.symbol().map(Fact::value)).hasValue("A/HRC/91/7");
    assertThat(facts.title().map(Fact::value)).hasValue("Teachers held in Harrowgate");
    assertThat(facts.outlet().map(Fact::value)).hasValue("United Nations");
    assertThat(facts.date().map(Fact::value)).hasValue(PartialDate.of(2022, 8, 12));
    assertThat(document.text())
        .doesNotContain("GE.22")
        .containsPattern("families waited\\s{1}outside the station")
        .contains("evening.\n\n2. The ministry denied it.");
  }

  @Test
  void saysWhyThereIsNoText() {
    byte[] noise = new byte[4000];
    new Random(7).nextBytes(noise);
    assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
    assertThat(reason(" \n\t\n".getBytes(UTF_8))).isEqualTo(Reason.EMPTY);
    assertThat(reason(noise)).isEqualTo(Reason.UNSUPPORTED);
    assertThat(reason(new byte[100])).isEqualTo(Reason.UNSUPPORTED);
  }

  private static Reason reason(byte[] bytes) {
    return ((Unreadable) PlainText.read(bytes, "a.txt", FactContext.NONE)).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "7",
        "2020 ",
        "July 20, 2020 ",
        "By Jane Doe ",
        "told The Harbour Post ",
        "(",
        "[",
        "*",
        "| ",
        "# ",
        "- ",
        ".",
        "年",
        "\n",
        "a\n",
        "© ",
        "2020-",
        "By ",
        "é",
        "\u0000",
        "🙂",
        "A-",
        "told "
      })
  void aLongTextOfOneThingNeitherHangsNorOverflows(String piece) {
    byte[] bytes = piece.repeat(300_000 / piece.length()).getBytes(UTF_8);
    assertThat(PlainText.read(bytes, "a.md", FactContext.NONE)).isNotNull();
  }

  @Test
  void whateverComesInCleanTextGoesOut() {
    String text =
        "Families evicte\u0301d\u0000\u0007\ud800\n\n" + STORY + "\r\n\u0085\u200b\udc00\ufeff";
    for (Charset charset : List.of(UTF_8, Charset.forName("UTF-16LE"))) {
      Extracted report =
          (Extracted) PlainText.read(text.getBytes(charset), "a.txt", FactContext.NONE);
      String out = report.text() + report.facts().title().map(Fact::value).orElse("");
      assertThat(Normalizer.isNormalized(out, Normalizer.Form.NFC)).isTrue();
      assertThat(out.codePoints())
          .noneMatch(c -> c != '\n' && Character.getType(c) == Character.CONTROL)
          .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
  }
}
