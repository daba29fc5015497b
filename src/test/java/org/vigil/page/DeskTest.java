package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The work around searching. */
class DeskTest extends BrowserTest {

  @Test
  void searchIsSavedFindsWhatComesInAndIsDeleted() {
    open("/?q=quokkaport");
    button("Save search").click();
    page().getByLabel("Name of the saved search").fill("<b>Quokkaport</b> strikes");
    page().keyboard().press("Enter");
    page().getByRole(AriaRole.STATUS).getByText("Desk").click();
    Locator saved = page().locator(".saved", new Page.LocatorOptions().setHasText("Quokkaport"));
    assertThat(saved.locator("h3")).hasText("<b>Quokkaport</b> strikes");
    assertThat(saved).containsText("0 reports since");

    handIn(
        "quokka.txt",
        "Dockers of Quokkaport strike\n\nThe dockers of Quokkaport struck on Monday.");
    assertThat(page().locator(".uploads li").first()).containsText("Read it");
    // The look at new reports goes on beside the answer.
    for (int i = 0; i < 20 && !saved.innerText().contains("1 report since"); i++) {
      page().waitForTimeout(250);
      page().reload();
      visit().settled();
    }
    assertThat(saved).containsText("quokka.txt");
    saved.locator("h3 a").click();
    assertThat(page()).hasURL(Pattern.compile("\\?q=quokkaport$"));
    assertThat(page().locator("#results .title")).hasText("quokka.txt");

    open("/?view=desk");
    saved.getByText("Delete").click();
    assertThat(saved).hasCount(0);
  }

  private void handIn(String name, String text) {
    page()
        .locator("#files")
        .setInputFiles(new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void fileWithoutTextIsRefusedWithTheReason() {
    open("/?view=desk");
    handIn("<i>blank</i>.txt", "");
    Locator line = page().locator(".uploads li").first();
    assertThat(line.locator("bdi")).hasText("<i>blank</i>.txt");
    assertThat(line.locator(".bad")).containsText("empty");
    visit().forget();
  }

  @Test
  void indexIsBroughtUpToDateWhileOneLooksOn() {
    open("/?view=desk");
    assertThat(page().locator(".reasons").first()).containsText("needs a password");
    button("Look for new files").click();
    assertThat(page().locator(".run")).containsText("Done");
    assertThat(page().locator(".run")).containsText("unchanged");
  }

  private void answer(String path, String json) {
    page()
        .route(
            Pattern.compile("/api/v1" + path + "$"),
            route ->
                route.fulfill(
                    new Route.FulfillOptions().setContentType("application/json").setBody(json)));
  }

  @Test
  void readerIsShownNothingThatOnlyOthersMayDo() {
    answer(
        "/status", "{\"version\":\"1\",\"role\":\"read\",\"reports\":2,\"collections\":[\"a\"]}");
    open("/?view=desk");
    assertThat(page().locator(".status")).containsText("2");
    assertThat(page().locator(".status")).not().containsText("undefined");
    assertThat(page().locator("#files")).hasCount(0);
    assertThat(page().locator(".decided")).hasCount(0);
    assertThat(button("Look for new files")).hasCount(0);
    open("/?entity=place/kenya");
    assertThat(page().locator("h1")).hasText("Kenya");
    assertThat(page().locator(".curation")).hasCount(0);
  }

  @Test
  void addressThatASavedSearchTellsIsShownWithWhatGoesWrong() {
    String alert =
        "{\"id\":\"a1\",\"name\":\"Camps\",\"created\":\"2026-01-01T00:00:00Z\",\"search\":{\"q\":\"camps\"},"
            + "\"query\":{\"parsed\":\"camps\",\"escaped\":false},\"webhook\":\"https://desk.example/<b>\"";
    answer("/alerts([?].*)?", "{\"total\":1,\"cursor\":null,\"alerts\":[" + alert + "}]}");
    answer(
        "/alerts/a1[?].*",
        alert
            + ",\"total\":3,\"delivery\":{\"waiting\":2,\"failure\":\"it answered 500\"},"
            + "\"cursor\":null,\"results\":[]}");
    open("/?view=desk");
    assertThat(page().locator(".saved .bad"))
        .hasText("Tells https://desk.example/<b>, 2 reports yet to be told: it answered 500");
  }

  @Test
  void deskHasNoBarrier() {
    open("/?view=desk");
    assertThat(visit().barriers()).isEmpty();
  }
}
