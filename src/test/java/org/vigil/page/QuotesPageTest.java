package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Searching what was said. */
class QuotesPageTest extends BrowserTest {

  private Locator stances() {
    return page().locator(".quote-item .stance");
  }

  @Test
  void denialsAreChosenAndLeadToTheWordsInTheReport() {
    open("/?view=quotes");
    assertThat(page().locator(".quote-item").first()).isVisible();
    page().locator("aside:visible a", new Page.LocatorOptions().setHasText("denied")).click();
    assertThat(page()).hasURL(Pattern.compile("stance=denies"));
    assertThat(stances().filter(new Locator.FilterOptions().setHasNotText("denied"))).hasCount(0);
    String said = page().locator("blockquote").first().innerText();
    page().locator(".quote-item .meta a").first().click();
    assertThat(page().locator("#view .text")).isVisible();
    assertThat(page().evaluate("getSelection().toString()")).isEqualTo(said);
  }

  @Test
  void wordsThatWereSaidAreSearchedAsTheyAreTyped() {
    open("/?view=quotes");
    page().keyboard().press("/");
    page().keyboard().type("zebrafinch OR svg");
    assertThat(page()).hasURL(Pattern.compile("q=zebrafinch"));
    assertThat(page().locator("blockquote").first()).containsText("<svg onload=window.taken=1>");
    assertThat(page().locator("#q")).isFocused();
  }

  @Test
  void speakerIsChosenByKeyboardAndTakenOffAgain() {
    open("/?view=quotes");
    Locator field =
        page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Speaker"));
    field.pressSequentially("hashim");
    assertThat(page().getByRole(AriaRole.OPTION).first()).containsText("Gulnar Hashim");
    page().keyboard().press("ArrowDown");
    page().keyboard().press("Enter");
    assertThat(page()).hasURL(Pattern.compile("speaker=person%2Fgulnar-hashim"));
    assertThat(page().locator(".quote-item .who").first()).containsText("Gulnar Hashim");
    page().locator("aside .chip").click();
    assertThat(page()).hasURL(Pattern.compile("view=quotes$"));
  }

  @Test
  void quotesHaveNoBarrier() {
    open("/?view=quotes");
    assertThat(visit().barriers()).isEmpty();
  }
}
