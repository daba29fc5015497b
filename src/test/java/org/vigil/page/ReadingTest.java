package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reading one report. */
class ReadingTest extends BrowserTest {

  private void read(String q) {
    open("/?q=" + q);
    page().locator("#results .title").first().click();
    assertThat(page().locator("#view h1")).isVisible();
  }

  @Test
  void factsSayWhichWordsTheyRestOn() {
    read("obwanda%20bulldozers");
    assertThat(page().locator(".facts")).containsText("from the words");
    assertThat(page().locator("#view mark").first()).isVisible();
  }

  @Test
  void scriptsInTitlesNamesSnippetsAndFileNamesStayText() {
    open("/?q=zebrafinch");
    Locator hit = page().locator(".hit");
    assertThat(hit.locator(".title")).hasText(Newsroom.HOSTILE_TITLE);
    assertThat(hit).containsText("<script>window.taken=1</script>");
    assertThat(page().locator("#facets")).containsText("<script>window.taken=1</script> Gazette");
    hit.locator(".title").click();
    assertThat(page().locator("#view h1")).hasText(Newsroom.HOSTILE_TITLE);
    assertThat(page().locator(".facts")).containsText("<img src=x onerror=window.taken=1>.html");
    assertThat(page().locator("#view img, #view svg, #view script, a[href^=javascript]"))
        .hasCount(0);
    assertThat(page().evaluate("window.taken === undefined")).isEqualTo(true);
  }

  @Test
  void arabicReportRunsFromTheRight() {
    open("/?language=ar");
    page().locator("#results .title").first().click();
    Locator paragraph = page().locator("#view .text p").first();
    assertThat(paragraph).isVisible();
    assertThat(paragraph.evaluate("p => getComputedStyle(p).direction")).isEqualTo("rtl");
  }

  @Test
  void reportHasNoBarrierInLightAndDark() {
    assertNoBarrierInLightAndDark(() -> read("uyghur"));
  }

  @Test
  void addressOfAReportOpensItAgain() {
    read("uyghur");
    String title = page().locator("#view h1").innerText();
    page().reload();
    assertThat(page().locator("#view h1")).hasText(title);
    page().goBack();
    assertThat(page()).hasURL(Pattern.compile("\\?q=uyghur$"));
    assertThat(page().locator("#results .title").first()).isVisible();
  }

  @Test
  void selectedWordsAreCitedWithTheirPlaceAndThePermalinkShowsThem() {
    visit().allowClipboard();
    read("obwanda");
    Locator paragraph = page().locator("#view .text p").nth(1);
    paragraph.click(new Locator.ClickOptions().setClickCount(3));
    String words = (String) page().evaluate("getSelection().toString().trim()");
    page().getByText("Cite selected words").click();
    String cited = (String) page().evaluate("navigator.clipboard.readText()");
    assertThat(cited).contains("“" + words + "”", "SHA-256", "retrieved");
    String address = cited.replaceAll("(?s).*(/\\?report=\\S+?), retrieved.*", "$1");
    open(address);
    assertThat(page().evaluate("getSelection().toString().trim()")).isEqualTo(words);
  }

  @Test
  void pagesOfAPdfAreNumberedAndLeadThere() {
    open("/?q=thursdays&type=pdf");
    page().locator("#results .title").first().click();
    assertThat(page().locator(".page-number")).hasCount(4);
    page().locator(".page-list button").nth(2).click();
    assertThat(page().locator("#page-3")).isInViewport();
  }

  @Test
  void relatedReportsSayWhatTheyShareAndAreComparedFromThere() {
    read("obwanda");
    Locator related =
        page().locator("section.others", new Page.LocatorOptions().setHasText("Related"));
    assertThat(related.locator("li").first()).isVisible();
    assertThat(related.locator(".evidence").first()).not().isEmpty();
    related.getByText("Compare").first().click();
    assertThat(page().locator("h1:visible")).hasText("2 reports side by side");
  }

  @Test
  void paperShowsTheReportWithoutButtons() {
    read("obwanda");
    page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page().locator("#view .text")).isVisible();
    assertThat(page().locator(".top")).isHidden();
    assertThat(page().getByText("Copy reference")).isHidden();
    assertThat(page().locator(".facts")).isVisible();
  }

  @Test
  void instrumentsOfLawGoByTheirNames() {
    read("icc%20warrants");
    assertThat(
            page().locator(".topics", new Page.LocatorOptions().setHasText("Instruments of law")))
        .containsText("International Criminal Court");
  }
}
