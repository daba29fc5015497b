package org.vigil.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.extract.Extraction.Extracted;

/** Pages as systems of today build them: the article is found whole, and nothing beside it. */
class PageStylesTest {

  private static final List<String> STORY =
      List.of(
          "Fishermen at the pier said on Monday that officers had come before dawn, and had taken"
              + " two of them away without a word to their families.",
          "“Nobody told us anything,” said Ana Quispe, whose brother has not been seen since.",
          "The county said that it knew nothing of the matter. It asked for patience.",
          "By Tuesday, forty people had gathered at the gate, where a judge read out a list of names"
              + " and promised an answer within the week.",
          "No answer came.");

  private static Extracted read(String html) {
    return (Extracted)
        HtmlPages.read(
            html.getBytes(StandardCharsets.UTF_8),
            Optional.empty(),
            Optional.empty(),
            LocalDate.of(2024, 5, 1));
  }

  private static String each(String before, String after) {
    return STORY.stream().map(p -> before + p + after).collect(Collectors.joining());
  }

  private static String text(List<String> paragraphs) {
    return String.join("\n\n", paragraphs);
  }

  private static final String NAVIGATION =
      "<nav><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a></nav>";
  private static final String FOOTER =
      "<footer><a href=/about>About us</a> <a href=/c>Contact</a> © 2024 Harbour Gazette. All"
          + " rights reserved.</footer>";

  private static String page(String content) {
    return NAVIGATION + content + FOOTER;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<main><article><h1>Two men taken</h1>%s</article></main>",
        "<div id=__next><div class=css-1><div class=css-2><h1>Two men taken</h1><div"
            + " class=css-3>%s</div></div></div></div>",
        "<div class='layout has-sidebar'><div class=content><h1>Two men taken</h1>%s</div><div"
            + " class=sidebar><h3>Most read</h3><ol><li><a href=/1>Minister opens a bridge over the"
            + " river after ten years</a></li><li><a href=/2>Council to vote on the harbour wall"
            + " again on Friday</a></li></ol></div></div>",
        "<div id=onetrust-consent-sdk><p>We and our partners store information on a device, such as"
            + " cookies, and process personal data, such as unique identifiers, for personalised"
            + " advertising.</p><button>Accept</button></div><article><h1>Two men"
            + " taken</h1>%s</article>",
        "<article><h1>Two men taken</h1>%s</article><section id=comments><h2>Comments</h2><div"
            + " class=comment><p>I never liked this pier, and neither did my cousin, who lived there"
            + " for thirty years and moved away when the ferry stopped.</p></div><div"
            + " class=comment><p>The county should be ashamed of itself, and so should everybody who"
            + " voted for them in the spring.</p></div></section>",
        "<article><h1>Two men taken</h1>%s<div class=author-bio><p>Ana Brandt covers the coast for"
            + " the Gazette. She has won several awards for her work.</p></div><div"
            + " class=newsletter-signup><h4>The Morning Tide</h4><p>All the news of the harbour,"
            + " every day at six.</p></div></article>",
        "<article><h1>Two men taken</h1>%s<ul class=article-tags><li><a"
            + " href=/t/1>Harbour</a></li><li><a href=/t/2>Police</a></li></ul><div"
            + " class=share-bar><a href=/x>Share on X</a><a href=/f>Facebook</a></div></article>",
        "<article><h1>Two men taken</h1>%s</article><section class='recirculation'><h2>More"
            + " from Harbour</h2><div class=card><a href=/1><h3>Minister opens a bridge</h3><p>The"
            + " bridge over the river was opened after ten years of work, and many came to see"
            + " it.</p></a></div><div class=card><a href=/2><h3>Wall to be built</h3><p>The council"
            + " votes on Friday on a wall that would keep the water out of the old"
            + " town.</p></a></div></section>",
        "<table><tr><td><a href=/>Home</a><br><a href=/n>News</a></td><td><h1>Two men"
            + " taken</h1>%s</td></tr></table>",
        "<html amp><article><h1>Two men taken</h1><amp-img src=a alt='The pier'></amp-img>%s<amp-ad"
            + " type=x>Advertisement</amp-ad></article></html>",
      })
  void everyParagraphOfTheStoryAndNothingElse(String content) {
    assertThat(read(page(content.formatted(each("<p>", "</p>")))).text()).isEqualTo(text(STORY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>|</p>",
        "<p class='css-at9mc1 evys1bk0'>|</p>",
        "<div class=paragraph>|</div>",
        "<div data-component=text-block><p class=sc-eb7bd5f6-0>|</p></div>",
        "<p><span style='font-weight:400'>|</span></p>",
        "|<br><br>",
        "<section class=article-part><p>|</p></section><div class='ad ad-slot'>Advertisement</div>",
        "<p>|</p><div class=related-inline><a href=/1>Read more: Minister opens a bridge</a></div>",
        "<p>|</p><p><strong><a href=/1>Read more: Minister opens a bridge</a></strong></p>",
        "<p>|</p><figure><img src=a.jpg><figcaption>The pier at dawn. Photograph: A."
            + " Brandt</figcaption></figure>",
        "<p>|</p><aside class=pullquote><p>“Nobody told us anything at all, and nobody"
            + " asked.”</p></aside>",
        "<p>|</p><div class=video-player><span>Play Video</span><p class=caption>Watch: how the"
            + " morning went at the pier, and what came after.</p></div>",
      })
  void paragraphsAreFoundInAnyMarkup(String markup) {
    String[] around = markup.split("\\|", -1);
    String article = "<article><h1>Two men taken</h1>" + each(around[0], around[1]) + "</article>";
    assertThat(read(page(article)).text()).isEqualTo(text(STORY));
  }

  @Test
  void anArticleThatOnlyItsJsonHoldsIsReadFromThere() {
    String body = String.join("\\n\\n", STORY).replace("\"", "\\\"");
    Extracted page =
        read(
            "<title>Two men taken</title><script type=application/ld+json>{\"@type\":\"NewsArticle\","
                + "\"headline\":\"Two men taken\",\"articleBody\":\""
                + body
                + "\"}</script><body><div id=__next><a href=/>Home</a> Loading…</div></body>");
    assertThat(page.text()).isEqualTo(text(STORY));
  }

  @Test
  void markupInTheArticleOfTheJsonIsNoPartOfIt() {
    Extracted page =
        read(
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x\","
                + "\"articleBody\":\""
                + each("&lt;p&gt;", "&lt;/p&gt;")
                + "\"}</script><body><p>Please enable JavaScript to read this page in your"
                + " browser.</p></body>");
    assertThat(page.text()).isEqualTo(text(STORY));
  }

  @Test
  void entriesOfALiveBlogAreAllKept() {
    StringBuilder blog = new StringBuilder("<h1>Two men taken: what we know</h1>");
    for (int i = 0; i < STORY.size(); i++) {
      blog.append("<article class=live-entry><time datetime=2024-03-05T0")
          .append(9 - i)
          .append(":00:00Z>0")
          .append(9 - i)
          .append(":00</time><h2>Entry ")
          .append(i)
          .append("</h2><p>")
          .append(STORY.get(i))
          .append("</p></article>");
    }
    assertThat(read(page("<main>" + blog + "</main>")).text()).contains(STORY);
  }

  @Test
  void questionsAnswersListsAndShortParagraphsAreParagraphs() {
    Extracted page =
        read(
            page(
                "<article><h1>Two men taken</h1><ul class=key-points><li>Two men were taken before"
                    + " dawn</li><li>The county says it knows nothing</li></ul><p>"
                    + STORY.get(0)
                    + "</p><p><strong>Who took them?</strong></p><p>Nobody knows.</p><h2>What the"
                    + " county says</h2><p>"
                    + STORY.get(2)
                    + "</p><blockquote class=twitter-tweet><p>We are looking into it.</p>— Harbour"
                    + " County (@harbour)</blockquote><p>“No.”</p><p>"
                    + STORY.get(3)
                    + "</p></article>"));
    assertThat(page.text())
        .isEqualTo(
            "Two men were taken before dawn\nThe county says it knows nothing\n\n"
                + STORY.get(0)
                + "\n\nWho took them?\n\nNobody knows.\n\nWhat the county says\n\n"
                + STORY.get(2)
                + "\n\nWe are looking into it.\n\n— Harbour County (@harbour)\n\n“No.”\n\n"
                + STORY.get(3));
  }

  @Test
  void aParagraphOfNamesWithLinksIsKept() {
    String linked =
        "<p><a href=/1>Ana Quispe</a>, <a href=/2>Tomás Ode</a> and <a href=/3>Lea Brandt</a> signed"
            + " the letter.</p>";
    Extracted page =
        read(page("<article><h1>Two men taken</h1>" + each("<p>", "</p>") + linked + "</article>"));
    assertThat(page.text())
        .isEqualTo(text(STORY) + "\n\nAna Quispe, Tomás Ode and Lea Brandt signed the letter.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "قال صيادون على الرصيف يوم الاثنين إن رجال الشرطة جاؤوا قبل الفجر وأخذوا اثنين منهم.|لم يرهما"
            + " أحد منذ ذلك الحين.|وقالت البلدية إنها لا تعرف شيئا عن الأمر، وطلبت من الناس الصبر.",
        "码头上的渔民星期一说，警察在天亮以前来到这里，带走了他们当中的两个人。|此后没有人再见过他们。|县政府表示对此事一无所知，并请大家耐心等待消息。",
        "घाट के मछुआरों ने सोमवार को कहा कि पुलिस भोर से पहले आई और उनमें से दो को ले गई।|तब से उन्हें"
            + " किसी ने नहीं देखा।|ज़िला प्रशासन ने कहा कि उसे इस मामले की कोई जानकारी नहीं है।",
        "Рыбаки на причале сказали в понедельник, что полицейские пришли до рассвета и увели двоих из"
            + " них.|С тех пор их никто не видел.|В округе сказали, что ничего об этом не знают.",
        "岸壁の漁師たちは月曜日、夜明け前に警官が来て仲間の二人を連れて行ったと話した。|それ以来、二人を見た人はいない。|郡は何も知らないとし、住民に落ち着くよう求めた。",
      })
  void pagesInAnyScriptAreReadWhole(String story) {
    List<String> paragraphs = List.of(story.split("\\|", -1));
    String body = paragraphs.stream().map(p -> "<p>" + p + "</p>").collect(Collectors.joining());
    String links =
        "<ul class=related><li><a href=/1>另一则新闻 اقرأ أيضا عن الجسر الجديد</a></li><li><a"
            + " href=/2>Ещё одна новость о новом мосте</a></li></ul>";
    assertThat(read(page("<article><h1>x</h1>" + body + links + "</article>")).text())
        .isEqualTo(text(paragraphs));
  }

  /** How a site shows another story: address, number. */
  private static final List<String> TEASERS =
      List.of(
          "<div class=item><h3><a href=/r%1$d>Ferry %1$d is late again, say its passengers</a></h3><p>%2$s</p></div>",
          "<a class=item href=/r%1$d><h3>Ferry %1$d is late again, say its passengers</h3><p>%2$s</p></a>",
          "<div class=css-9><a href=/r%1$d><img src=i.jpg></a><div><a href=/r%1$d>Ferry %1$d is late"
              + " again, say its passengers</a><div>%2$s</div><span>%1$d May 2024</span></div></div>",
          "<li><p>%2$s <a href=/r%1$d>Read more</a></p></li>",
          "<li><p>%2$s <a href=/r%1$d>Читать далее</a></p></li>");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aShortStoryIsNotLostAmongTheTeasersOfOthers(int paragraphs) {
    List<String> story = STORY.subList(0, paragraphs);
    String article =
        "<h1>Two men taken</h1><div>"
            + story.stream().map(p -> "<p>" + p + "</p>").collect(Collectors.joining())
            + "</div>";
    for (String teaser : TEASERS) {
      StringBuilder others = new StringBuilder();
      for (int i = 1; i <= 12; i++) {
        others.append(
            teaser.formatted(
                i,
                "In the harbour the ferry was late for the %dth time, and those who wait for it say that they have had enough."
                    .formatted(i)));
      }
      for (String name : List.of("related", "css-4", "latest")) {
        String list = "<section class=" + name + "><h2>More</h2>" + others + "</section>";
        assertThat(read(page("<main>" + article + list + "</main>")).text())
            .as(teaser)
            .isEqualTo(text(story));
        assertThat(read(page("<main><article>" + article + "</article></main>" + list)).text())
            .as(teaser)
            .isEqualTo(text(story));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Entries with links to themselves, sections with links to their own places, long entries.
        "<link rel=canonical href=https://a.example/live/1>|<article class=e><h2><a"
            + " href=/live/1?entry=%d>What we know by now: %d</a></h2><p>%s</p></article>",
        "<title>x</title>|<div class=e><h2><a href=#part-%d>What we know by now: %d</a></h2><p>%s</p></div>",
        "<title>x</title>|<section><h2><a href=/glossary/%d>What we know by now: %d</a></h2><p>%s</p>"
            + "<p>The village lies an hour from the pier, and the road to it was closed on Sunday by"
            + " men who did not say who had sent them, as three drivers told this newspaper.</p><p>The"
            + " drivers had waited there until the evening, when they were told to turn round, and"
            + " had then gone home by the long way through the hills above the river.</p></section>",
        "<title>x</title>|<ul><li>A witness, <a href=/w%d>number %d</a>. %s</li></ul>",
      })
  void partsOfOneStoryAreNoTeasers(String form) {
    String[] parts = form.split("\\|", -1);
    StringBuilder story = new StringBuilder("<p>").append(STORY.getFirst()).append("</p>");
    for (int i = 0; i < STORY.size(); i++) {
      story.append(parts[1].formatted(i, i, STORY.get(i)));
    }
    String html = parts[0] + page("<main><h1>Two men taken</h1>" + story + "</main>");
    assertThat(read(html).text()).contains(STORY);
  }

  @Test
  void aPageOfTeasersAloneIsReadAsOne() {
    String list =
        STORY.stream()
            .map(
                p ->
                    "<div class=i><h3><a href=/r>Fishermen wait at the pier</a></h3><p>"
                        + p
                        + "</p></div>")
            .collect(Collectors.joining());
    assertThat(read(page("<main><h1>Latest</h1>" + list + "</main>")).text()).contains(STORY);
  }

  @Test
  void theRestOfAStoryThatAWallHidesIsRead() {
    String hidden =
        "<article><h1>Two men taken</h1><p>%s</p><div class=wall style='display: none'>%s</div></article>"
            .formatted(
                STORY.getFirst(),
                STORY.stream().skip(1).map(p -> "<p>" + p + "</p>").collect(Collectors.joining()));
    assertThat(read(page(hidden)).text()).isEqualTo(text(STORY));
  }
}
