package org.vigil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.vigil.search.SearchRequest;
import org.vigil.search.SearchResult;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FeedTest extends ServedTest {

  private static final XPath PATHS = XPathFactory.newInstance().newXPath();

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void aSearchIsAFeedOfItsDatedReports() throws Exception {
    HttpResponse<String> response = get("/api/v1/feed.atom?q=camps&page-size=5");

    assertThat(response.headers().firstValue("Content-Type")).contains("application/atom+xml");
    SearchRequest asked = searcher.asked.orElseThrow();
    assertThat(asked.order()).contains(SearchRequest.Order.NEWEST);
    assertThat(asked.pageSize()).isEqualTo(5);
    Document feed = parsed(response.body());
    String base = "http://127.0.0.1:" + server().port();
    assertThat(PATHS.evaluate("/feed/title", feed)).isEqualTo("Vigil: camps");
    assertThat(PATHS.evaluate("/feed/updated", feed)).isEqualTo("2020-07-01T00:00:00Z");
    assertThat(PATHS.evaluate("/feed/link[@rel='self']/@href", feed))
        .isEqualTo(base + "/api/v1/feed.atom?q=camps&page-size=5");
    assertThat(PATHS.evaluate("count(//entry)", feed)).isEqualTo("1");
    assertThat(PATHS.evaluate("//entry/id", feed)).isEqualTo("urn:vigil:report:full");
    assertThat(PATHS.evaluate("//entry/title", feed)).isEqualTo("Camps \"stay\" <b>open</b>");
    assertThat(PATHS.evaluate("//entry/author/name", feed)).isEqualTo("Jo Byline");
    assertThat(PATHS.evaluate("//entry/link[@rel='alternate']/@href", feed))
        .isEqualTo("https://tideline.example/a");
    assertThat(PATHS.evaluate("//entry/link[@rel='related']/@href", feed))
        .isEqualTo(base + "/api/v1/reports/full");
    assertThat(PATHS.evaluate("//entry/summary[@type='html']", feed)).contains("<em>camps</em>");
    assertThat(PATHS.evaluate("count(//entry/published)", feed)).as("the day").isEqualTo("0");
  }

  @Test
  void aFeedInWhichNothingHasADateIsAsOldAsTheIndex() throws Exception {
    serve(Samples.bare());
    Document feed = parsed(get("/api/v1/feed.atom").body());
    assertThat(PATHS.evaluate("count(//entry)", feed)).isEqualTo("0");
    assertThat(PATHS.evaluate("/feed/title", feed)).isEqualTo("Vigil");
    assertThat(PATHS.evaluate("/feed/updated", feed)).isEqualTo(Instant.EPOCH.toString());
  }

  @Test
  void lettersOfEveryScriptArriveAsTheyAre() throws Exception {
    Document feed = parsed(get("/api/v1/feed.atom?q=%E2%80%9Ccaf%C3%A9%E2%80%9D%20%D1%8F").body());
    assertThat(PATHS.evaluate("/feed/title", feed)).isEqualTo("Vigil: “café” я");
  }

  @Test
  void parametersThatAFeedDoesNotKnowAreRefused() throws Exception {
    for (String query : List.of("order-by=oldest", "page=2", "facets=outlet", "page-size=0")) {
      assertThat(get("/api/v1/feed.atom?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void whatXmlCannotHoldIsLeftOutAndAnUnsafeAddressIsNoLink() throws Exception {
    SearchResult.Hit hit =
        new SearchResult.Hit(
            "x",
            1,
            Optional.of("a\u0000b\u000B\uD800c\uFFFE 😀 ]]>"),
            Optional.of("The Tideline"),
            Optional.of("2020-07-20"),
            List.of(),
            Optional.empty(),
            Optional.of("javascript:alert(1)"),
            "a.txt",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            0,
            Optional.empty());

    Document feed =
        parsed(Feed.of("http://localhost", "/f", "\u0001q", List.of(hit), Instant.EPOCH));

    assertThat(PATHS.evaluate("/feed/title", feed)).isEqualTo("Vigil: q");
    assertThat(PATHS.evaluate("//entry/title", feed)).isEqualTo("abc 😀 ]]>");
    assertThat(PATHS.evaluate("//entry/author/name", feed)).isEqualTo("The Tideline");
    assertThat(PATHS.evaluate("//entry/published", feed)).isEqualTo("2020-07-20T00:00:00Z");
    assertThat(PATHS.evaluate("//entry/link[@rel='alternate']/@href", feed))
        .isEqualTo("http://localhost/?report=x");
  }
}
