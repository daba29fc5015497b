package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reports side by side. */
class ComparingTest extends BrowserTest {

  private Locator row(String name) {
    return page()
        .locator(".side tr:has(th[scope=row])", new Page.LocatorOptions().setHasText(name));
  }

  @Test
  void storyShowsWhatIsSharedInTheWordsOfEachReport() {
    open("/?q=Duroquet");
    page().getByText("The same event elsewhere").first().click();
    assertThat(page().locator("h1:visible")).containsText("2 reports of one event");
    assertThat(row("United Nations").first()).containsText("Nations unies");
    assertThat(row("Only here").first()).isVisible();
    assertThat(visit().barriers()).isEmpty();
  }

  @Test
  void twoChosenReportsStandSideBySide() {
    open("/?q=obwanda");
    Locator compare = page().locator("#results .more button");
    compare.first().click();
    assertThat(page()).hasURL(Pattern.compile("pick="));
    page().getByText("Compare with the chosen one").first().click();
    assertThat(page().locator("h1:visible")).hasText("2 reports side by side");
    assertThat(page().locator(".side thead .title")).hasCount(2);
    assertThat(row("Kisumu").first()).isVisible();
  }

  @Test
  void eventsAreListedAndOpenSideBySide() {
    open("/?view=events&q=Duroquet");
    assertThat(page().locator(".events .title")).hasCount(1);
    assertThat(visit().barriers()).isEmpty();
    page().locator(".events .title").click();
    assertThat(row("Camps").first()).containsText("vocational education and training centre");
  }
}
