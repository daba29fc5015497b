package org.vigil.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.extract.Extraction.Extracted;

/** Whole pages in many scripts, each peculiar in something: what they say, and their text. */
class PageFormsTest {

  /**
   * @param stated title, authors, outlet and date, as in the file
   * @param kept what the text has to hold
   * @param left what it must not
   */
  record Form(String html, String stated, List<String> kept, List<String> left) {}

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final Pattern PARAGRAPHS = Pattern.compile("⟦(,?)([^|⟧]*)\\|([^⟧]*)⟧");

  static Stream<Named<Form>> forms() throws IOException {
    Map<String, List<String>> stories = new HashMap<>();
    List<Named<Form>> forms = new ArrayList<>();
    String files = read("page-forms.txt") + "\n" + read("more-page-forms.txt");
    for (String part : files.split("(?m)^(?=(?:--|==) )", -1)) {
      if (part.isBlank()) {
        continue;
      }
      List<String> lines = part.strip().lines().toList();
      String name = lines.getFirst().substring(3);
      if (part.startsWith("-- ")) {
        stories.put(name, lines.subList(1, lines.size()));
      } else if (part.startsWith("== ")) {
        String[] stated = lines.get(1).split(" \\| ", 2);
        List<String> story = Objects.requireNonNull(stories.get(stated[0]), name);
        List<String> kept = new ArrayList<>(story);
        List<String> left = new ArrayList<>();
        int start = 2;
        for (; !lines.get(start).startsWith("<"); start++) {
          (lines.get(start).startsWith("+ ") ? kept : left).add(lines.get(start).substring(2));
        }
        String html = String.join("\n", lines.subList(start, lines.size()));
        forms.add(Named.of(name, new Form(filled(html, story), stated[1], kept, left)));
      }
    }
    return forms.stream();
  }

  private static String read(String file) throws IOException {
    try (InputStream in = PageFormsTest.class.getResourceAsStream("/extract/" + file)) {
      String lines = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return lines.replaceAll("(?m)^# .*\n", "");
    }
  }

  private static String filled(String html, List<String> story) {
    return PARAGRAPHS
        .matcher(html)
        .replaceAll(
            around ->
                Matcher.quoteReplacement(
                    story.stream()
                        .map(p -> around.group(2) + p + around.group(3))
                        .collect(Collectors.joining(around.group(1)))));
  }

  private static String stated(Facts facts) {
    return String.join(
        " | ",
        facts.title().map(Fact::value).orElse("-"),
        facts.authors().map(a -> String.join("; ", a.value())).orElse("-"),
        facts.outlet().map(Fact::value).orElse("-"),
        facts.date().map(d -> d.value().toString()).orElse("-"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isReadWithItsFactsAndAllOfItsStory(Form form) {
    Extracted page =
        (Extracted)
            HtmlPages.read(form.html.getBytes(UTF_8), Optional.empty(), Optional.empty(), TODAY);
    assertThat(stated(page.facts())).isEqualTo(form.stated);
    assertThat(page.text()).contains(form.kept);
    form.left.forEach(words -> assertThat(page.text()).doesNotContain(words));
  }
}
