package org.vigil.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

  @Test
  void deskHasNoBarrier() {
    open("/?view=desk");
    assertThat(visit().barriers()).isEmpty();
  }
}
