package org.vigil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Web pages of invented news, the same for the same seed: a head with facts, navigation, an article
 * of some 3,000 characters in English sentences with people, places, organisations and quotes, and
 * further links. Beside words that every page has, each has rare ones, by Zipf's law.
 */
public final class GeneratedPages {

  private static final List<String> GIVEN =
      List.of(
          "Akinyi", "Marta", "Daniel", "Leyla", "Joseph", "Amina", "Pedro", "Nino", "Tomas",
          "Farida", "Samuel", "Irina", "Hassan", "Grace", "Andrei", "Lucia", "Omar", "Helen",
          "Viktor", "Rosa");
  private static final List<String> FAMILY =
      List.of(
          "Odera",
          "Ellingsen",
          "Karimov",
          "Mensah",
          "Alvarez",
          "Beridze",
          "Novak",
          "Rahimi",
          "Okafor",
          "Petrova",
          "Haddad",
          "Wanjiru",
          "Ionescu",
          "Marchetti",
          "Farouk",
          "Lindqvist",
          "Sokolov",
          "Quispe",
          "Tadesse",
          "Yilmaz",
          "Castellanos",
          "Nguyen",
          "Abubakar",
          "Dimitrov",
          "Sesay");
  private static final List<String> PLACES =
      List.of(
          "Kisumu",
          "Geneva",
          "Nairobi",
          "Xinjiang",
          "Tbilisi",
          "Lagos",
          "Bogota",
          "Aleppo",
          "Kabul",
          "Minsk",
          "Lima",
          "Khartoum",
          "Addis Ababa",
          "Colombo",
          "Mosul",
          "Tripoli",
          "Caracas",
          "Yangon",
          "Manila",
          "Dhaka",
          "Kampala",
          "Ankara",
          "Baku",
          "Quito",
          "Goma");
  private static final List<String> ORGANISATIONS =
      List.of(
          "Amnesty International",
          "Human Rights Watch",
          "the Ministry of Justice",
          "UNICEF",
          "the Supreme Court",
          "the Interior Ministry",
          "Kestrel Mining Corporation",
          "the Committee to Protect Journalists",
          "the University of Nairobi",
          "the European Union");
  private static final List<String> SENTENCES =
      List.of(
          "%P, a lawyer from %L, was arrested on %D after a protest against the %W in the city centre.",
          "“We were not told why they were held,” %P said in %L on Tuesday, “and nobody let us see the"
              + " %W.”",
          "%O called on the government to publish the report about the %W and to free the prisoners.",
          "Witnesses in %L told reporters that soldiers had burnt houses near the %W and driven families"
              + " into the forest.",
          "A spokesman for %O, %P, denied that anyone had been tortured in the prison at %L.",
          "The court in %L sentenced %P to nine years for spreading what it called false news about the"
              + " %W.",
          "At least %N people have been displaced since the fighting around %L began, according to %O.",
          "Journalists who wrote about the %W were questioned for hours, their telephones taken, and one"
              + " of them, %P, is still missing.",
          "In a statement %O said that forced labour in the fields around %L had gone on for years.",
          "The mother of %P waited outside the barracks every morning with bread and a clean shirt.",
          "Officials in %L confirmed on %D that the %W would be closed and its %N workers sent home.",
          "According to %P, who teaches law in %L, the decree breaks the International Covenant on Civil"
              + " and Political Rights.",
          "Nobody has been charged with the killing of %P, whose body was found near the %W in %M.",
          "The women were told that they would be sterilised if they spoke about the %W again, %P said.");

  private final Random random;
  private final List<String> words = new ArrayList<>();

  public GeneratedPages(long seed) {
    random = new Random(seed);
    for (int i = 0; i < 30_000; i++) {
      words.add(syllables(2 + random.nextInt(3)));
    }
  }

  private String syllables(int count) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < count; i++) {
      word.append("bdfghjklmnprstvz".charAt(random.nextInt(16)));
      word.append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }

  private <T> T often(List<T> list) {
    return list.get((int) (list.size() * Math.pow(random.nextDouble(), 3)));
  }

  private String person() {
    return often(GIVEN) + " " + often(FAMILY);
  }

  private String sentence() {
    String sentence = SENTENCES.get(random.nextInt(SENTENCES.size()));
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < sentence.length(); i++) {
      if (sentence.charAt(i) != '%') {
        filled.append(sentence.charAt(i));
        continue;
      }
      filled.append(
          switch (sentence.charAt(++i)) {
            case 'P' -> person();
            case 'L' -> often(PLACES);
            case 'O' -> often(ORGANISATIONS);
            case 'D' -> date().format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
            case 'M' -> date().format(DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH));
            case 'N' -> Integer.toString(20 + random.nextInt(5_000));
            default -> often(words) + " " + often(words);
          });
    }
    return Character.toUpperCase(filled.charAt(0)) + filled.substring(1);
  }

  private LocalDate date() {
    return LocalDate.of(2015, 1, 1).plusDays(random.nextInt(3_600));
  }

  /** A page of an article with so many characters of text, or a few more. */
  public String page(int characters) {
    String title = "Inquiry into the " + often(words) + " in " + often(PLACES) + " demanded";
    String outlet = "The " + often(PLACES) + " Courier";
    LocalDate date = date();
    StringBuilder article = new StringBuilder();
    int length = 0;
    while (length < characters) {
      article.append("<p>");
      for (int i = 0; i < 3; i++) {
        String sentence = sentence();
        length += sentence.length() + 1;
        article.append(sentence).append(' ');
      }
      article.append("</p>\n");
    }
    StringBuilder links = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      links
          .append("<li><a href=\"/news/")
          .append(i)
          .append("\">")
          .append(often(words))
          .append("</a></li>\n");
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>%s | %s</title>
        <meta property="og:title" content="%s"><meta property="og:site_name" content="%s">
        <meta name="author" content="%s"><meta property="article:published_time" content="%s">
        <link rel="stylesheet" href="/style.css"><script>var a = {"page": 1};</script></head>
        <body><header><nav><ul>%s</ul></nav></header>
        <main><article><h1>%s</h1>
        %s</article></main>
        <aside><h2>More</h2><ul>%s</ul></aside><footer>All rights reserved</footer></body></html>
        """
        .formatted(title, outlet, title, outlet, person(), date, links, title, article, links);
  }

  /** Writes so many pages below a folder, a thousand in each folder. */
  public void write(Path folder, int pages, int characters) throws IOException {
    for (int i = 0; i < pages; i++) {
      Path below = folder.resolve(Integer.toString(i / 1000));
      if (i % 1000 == 0) {
        Files.createDirectories(below);
      }
      Files.writeString(below.resolve("page-" + i + ".html"), page(characters));
    }
  }
}
