package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of one name. */
class EntityPageTest extends BrowserTest {

  @Test
  void namesReportsAndCompanionsStandTogetherAndLeadOn() {
    open("/?entity=place/xinjiang");
    assertThat(page().locator("h1:visible")).hasText("Xinjiang");
    assertThat(page().locator("aside:visible")).containsText("Xinjiang Uygur Autonomous Region");
    assertThat(page().locator(".graph a").first()).isVisible();
    page().locator(".companions a", new Page.LocatorOptions().setHasText("Beijing")).click();
    assertThat(page()).hasURL(Pattern.compile("entity=place%2Fbeijing"));
    assertThat(page().locator("h1:visible")).hasText("Beijing");
    page().goBack();
    assertThat(page().locator("h1:visible")).hasText("Xinjiang");
    page().getByText(Pattern.compile("All \\d+ reports")).click();
    assertThat(page()).hasURL(Pattern.compile("\\?place=place%2Fxinjiang$"));
    assertThat(page().locator("#results .title").first()).isVisible();
  }

  @Test
  void nameIsPutRightFromItsPage() {
    open("/?entity=organisation/winam-courier");
    String before = page().locator("h1:visible").innerText();
    page().getByText("Put this name right").click();
    page().getByLabel("Show it as").fill("The <b>Winam</b> Courier");
    button("Rename").click();
    assertThat(page().locator("h1:visible")).hasText("The <b>Winam</b> Courier");
    page().getByText("Put this name right").click();
    page().getByLabel("Show it as").fill(before);
    button("Rename").click();
    assertThat(page().locator("h1:visible")).hasText(before);
  }

  @Test
  void pageOfANameHasNoBarrierInLightAndDark() {
    assertNoBarrierInLightAndDark(() -> open("/?entity=place/xinjiang"));
  }

  @Test
  void unknownNameIsToldInASentence() {
    open("/?entity=person/nobody-at-all");
    assertThat(page().getByRole(AriaRole.ALERT)).containsText("person/nobody-at-all");
    visit().forget();
  }

  @Test
  void namesAreMergedHiddenAndTheDecisionsTakenBack() {
    open("/?entity=organisation/environment-and-land-court");
    page().getByText("Put this name right").click();
    page().locator("input[name=other]").pressSequentially("Revolutionary C");
    Locator option = page().getByRole(AriaRole.OPTION).first();
    assertThat(option).isVisible();
    String merged = option.locator("bdi").innerText();
    page().keyboard().press("ArrowDown");
    page().keyboard().press("Enter");
    button("Merge").click();
    assertThat(page().locator("aside:visible section").first()).containsText(merged);

    page().getByText("Put this name right").click();
    button("Hide this name").click();
    page().getByText("Really hide").click();
    assertThat(page()).hasURL(Pattern.compile("/$"));

    open("/?view=desk");
    for (String decision : new String[] {"Hidden", "Merged"}) {
      Locator line = page().locator(".decided li", new Page.LocatorOptions().setHasText(decision));
      assertThat(line).hasCount(1);
      line.getByRole(AriaRole.BUTTON).click();
      assertThat(line).hasCount(0);
    }
    open("/?entity=organisation/environment-and-land-court");
    assertThat(page().locator("aside:visible section").first()).not().containsText(merged);
  }
}
