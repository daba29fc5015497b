package org.vigil.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.date.PartialDate;

class QueryParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "uighur camps                  | uighur camps",
        "uighur AND camps              | uighur camps",
        "+uighur +camps                | uighur camps",
        "a b OR c                      | a b OR c",
        "a (b OR c)                    | a (b OR c)",
        "-camps                        | NOT camps",
        "NOT (a b)                     | NOT (a b)",
        "well-known fox - it           | well-known fox - it",
        "“concentration camps”         | \"concentration camps\"",
        "«camps» „a“                   | \"camps\" \"a\"",
        "\"near these\"~8              | \"near these\"~8",
        "\"@person sterilization\"~10  | \"@person sterilization\"~10",
        "\"@person/liu-xiaoming camps\"| \"@person/liu-xiaoming camps\"",
        "\"@home camps\"               | \"\\@home camps\"",
        "wild* w?ld                    | wild* w?ld",
        "what happened?                | what happened?",
        "fuzzy~1 fuzzy~                | fuzzy~1 fuzzy~2",
        "title:word text:(a OR b)      | title:word (text:a OR text:b)",
        "Organization:\"NSO Group\"    | organisation:\"NSO Group\"",
        "person:person/liu-xiaoming    | person:person/liu-xiaoming",
        "date:2020-07                  | date:2020-07",
        "date:[2020-01 TO 2020-06]     | date:[2020-01 TO 2020-06]",
        "date:[* TO 2020]              | date:[* TO 2020]",
        "https://vice.com/a:b?x=1      | https\\://vice.com/a:b\\?x=1",
        "12:30 note: that              | 12:30 note\\: that",
        "/re.ge+x/                     | /re.ge+x/",
        "\\AND \\(x                    | \\AND \\(x",
        "*                             | *",
      })
  void readsAndPrintsBack(String text, String printed) {
    ParsedQuery parsed = QueryParser.parse(text);

    assertThat(parsed.query()).hasToString(printed);
    assertThat(parsed.problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(camps                 | \\(camps          | 1 | this parenthesis is not closed",
        "camps) now             | camps\\) now      | 6 | this parenthesis closes none",
        "a \"camps              | a \\\"camps       | 3 | this quotation mark is not closed",
        "camps OR               | camps \\OR        | 9 | something to search for is missing here",
        "foo:bar camps          | foo\\:bar camps   | 1 | there is no field of this name",
        "\"a b\"~900            | \\\"a b\\\"\\~900 | 6 | a distance from 0 to 100 is expected",
        "fuzzy~7                | fuzzy\\~7         | 6 | 1 or 2 is expected behind ~",
        "a*                     | a\\*              | 1 | a pattern needs 2 letters",
        "\"\"                   | \\\"\\\"          | 1 | this phrase has no words",
      })
  void searchesLiterallyWhatItCannotRead(String text, String printed, int column, String message) {
    ParsedQuery parsed = QueryParser.parse(text);

    assertThat(parsed.query()).hasToString(printed);
    assertThat(parsed.problem()).contains(new ParsedQuery.Problem(column, message));
    assertThat(parsed.escaped()).isTrue();
  }

  @Test
  void readsADateThatIsNoneAsAWord() {
    ParsedQuery parsed = QueryParser.parse("date:2020-13");

    assertThat(parsed.query()).isEqualTo(word("date:2020-13"));
    assertThat(parsed.problem()).map(ParsedQuery.Problem::column).contains(6);
  }

  @Test
  void blankTextAsksForEverything() {
    assertThat(QueryParser.parse(" \t\u00A0\n").query()).isEqualTo(new Query.All());
    assertThat(QueryParser.parse("").escaped()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "-(", "title:(", "\"", "a OR ", "(a ", "a~2 ", "ab* ", "\\"})
  void survivesAnythingRepeatedTenThousandTimes(String piece) {
    ParsedQuery parsed = QueryParser.parse(piece.repeat(10_000));

    assertThat(QueryParser.parse(parsed.query().toString()).query()).isEqualTo(parsed.query());
    assertThat(parsed.escaped()).isTrue();
  }

  @Test
  void anyQueryPrintsAsTextThatIsReadAsTheSameQuery() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Query query = randomQuery(random, 3);

      ParsedQuery again = QueryParser.parse(query.toString());

      assertThat(again.query()).as("seed %d: %s", seed, query).isEqualTo(query);
    }
  }

  @Test
  void anyTextIsReadAndWhatWasReadPrintsBack() {
    String alphabet =
        "ab *?~:()\"'\\-+@/[]TO2019.\u0000\uD800\uDC00\u202E“”\u3000é新ANDORNOTdate:title:";
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }

      Query query = QueryParser.parse(text.toString()).query();

      assertThat(QueryParser.parse(query.toString()).query())
          .as("seed %d: %s", seed, text)
          .isEqualTo(query);
    }
  }

  private static Query randomQuery(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 -> new Query.All();
      case 1 -> new Query.Word(randomField(random), randomWord(random));
      case 2 -> new Query.Wildcard(randomField(random), "wi" + (random.nextBoolean() ? "*" : "?d"));
      case 3 -> new Query.Fuzzy(randomField(random), randomWord(random), 1 + random.nextInt(2));
      case 4 -> randomPhrase(random);
      case 5 ->
          new Query.Published(
              random.nextBoolean() ? Optional.of(PartialDate.of(2019)) : Optional.empty(),
              random.nextBoolean() ? Optional.of(PartialDate.of(2020, 7)) : Optional.empty());
      case 6 -> new Query.And(randomClauses(random, depth));
      case 7 -> new Query.Or(randomClauses(random, depth));
      default -> new Query.Not(randomQuery(random, depth - 1));
    };
  }

  private static List<Query> randomClauses(RandomGenerator random, int depth) {
    List<Query> clauses = new ArrayList<>();
    int size = 2 + random.nextInt(2);
    for (int i = 0; i < size; i++) {
      clauses.add(randomQuery(random, depth - 1));
    }
    return clauses;
  }

  private static Query randomPhrase(RandomGenerator random) {
    List<Query.Phrase.Item> items = new ArrayList<>();
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      items.add(
          random.nextInt(4) == 0
              ? new Query.Phrase.Entity("person", Optional.of("person/liu xiao\"ming"))
              : new Query.Phrase.Text(randomWord(random)));
    }
    return new Query.Phrase(randomField(random), items, random.nextInt(3));
  }

  private static Optional<Query.Field> randomField(RandomGenerator random) {
    Query.Field[] fields = Query.Field.values();
    int i = random.nextInt(fields.length * 2);
    return i < fields.length ? Optional.of(fields[i]) : Optional.empty();
  }

  private static String randomWord(RandomGenerator random) {
    String alphabet = "aéß新-+\"“():~*?\\ @/.&|!{}[]^";
    StringBuilder word = new StringBuilder();
    if (random.nextInt(20) == 0) {
      return "AND";
    }
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  private static Query word(String text) {
    return new Query.Word(Optional.empty(), text);
  }
}
