package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searching as readers do it. */
class SearchingTest extends BrowserTest {

  private Locator titles() {
    return page().locator("#results .title");
  }

  @Test
  void typingFindsAndTheAddressSaysWhat() {
    open("/");
    page()
        .getByRole(AriaRole.SEARCHBOX)
        .or(page().locator("#q"))
        .first()
        .pressSequentially("obwanda");
    assertThat(page()).hasURL(Pattern.compile("\\?q=obwanda$"));
    assertThat(titles().first()).containsText("Obwanda");
    assertThat(page().locator("#results mark").first())
        .hasText(Pattern.compile("obwanda", Pattern.CASE_INSENSITIVE));
    assertThat(page()).hasTitle("obwanda – Vigil");
  }

  @Test
  void facetNarrowsKeepsItsSiblingsAndIsTakenOffAgain() {
    open("/?q=uyghur");
    int all = titles().count();
    Locator outlets =
        page().locator("section", new Page.LocatorOptions().setHasText("Outlet")).first();
    int siblings = outlets.getByRole(AriaRole.CHECKBOX).count();
    outlets.getByRole(AriaRole.CHECKBOX).first().check();
    assertThat(page()).hasURL(Pattern.compile("outlet="));
    assertThat(titles()).not().hasCount(all);
    assertThat(outlets.getByRole(AriaRole.CHECKBOX)).hasCount(siblings);
    page().locator(".active .chip").first().click();
    assertThat(titles()).hasCount(all);
    page().goBack();
    assertThat(page()).hasURL(Pattern.compile("outlet="));
    assertThat(titles()).not().hasCount(all);
  }

  @Test
  void keyboardAloneSearchesOpensStepsThroughHitsAndComesBack() {
    open("/");
    page().keyboard().press("/");
    page().keyboard().type("uyghur");
    assertThat(page()).hasURL(Pattern.compile("q=uyghur"));
    assertThat(page().locator("#results mark").first()).isVisible();
    page().keyboard().press("Enter");
    visit().settled();
    page().keyboard().press("ArrowDown");
    page().keyboard().press("ArrowDown");
    String second = titles().nth(1).innerText();
    assertThat(titles().nth(1)).isFocused();
    page().keyboard().press("Enter");
    assertThat(page().locator("#view h1")).hasText(second);
    page().keyboard().press("n");
    assertThat(page().locator("mark.current")).isInViewport();
    page().keyboard().press("Escape");
    assertThat(titles().nth(1)).isFocused();
  }

  @Test
  void questionMarkShowsTheSyntaxAndEscapeClosesIt() {
    open("/");
    page().keyboard().press("?");
    assertThat(page().getByRole(AriaRole.DIALOG)).containsText("\"forced labour\"");
    page().keyboard().press("Escape");
    assertThat(page().getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  @Test
  void nothingFoundSaysWhatToDo() {
    open("/?q=zzqxj&outlet=Osprey%20Wire");
    assertThat(page().locator(".empty")).containsText("No report matches");
    page().locator(".empty").getByText("remove the filters").click();
    assertThat(page()).hasURL(Pattern.compile("\\?q=zzqxj$"));
  }

  @Test
  void wrongAddressIsToldInASentenceWithAWayOn() {
    open("/?from-date=2020-99");
    assertThat(page().getByRole(AriaRole.ALERT)).containsText("from-date");
    page().locator(".active .chip").first().click();
    assertThat(titles().first()).isVisible();
    visit().forget();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?q=uyghur", "/?q=zzqxj"})
  void listHasNoBarrierInLightAndDark(String path) {
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      arriveWith(1280, 900, colours);
      open(path);
      assertThat(visit().barriers()).as(colours.toString()).isEmpty();
    }
  }

  @Test
  void phoneShowsNoSidewaysScrollAndItsFiltersOnDemand() {
    arriveWith(390, 844, ColorScheme.LIGHT);
    open("/?q=uyghur");
    assertThat(page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Filters")).click();
    assertThat(page().locator("#facets")).isVisible();
    assertThat(visit().barriers()).isEmpty();
    page().locator(".done").click();
    assertThat(titles().first()).isVisible();
  }
}
