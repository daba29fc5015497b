package org.vigil.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reader before the page in a real browser, on a screen of 1280 by 900 points. */
abstract class BrowserTest {

  @RegisterExtension static final Opening OPENING = new Opening();

  private Visit visit = null;

  /** Opens the newsroom with the first test that needs it and closes it after the last. */
  static final class Opening implements BeforeAllCallback {

    private Newsroom newsroom = null;

    @Override
    public void beforeAll(ExtensionContext context) {
      boolean required = "required".equals(System.getenv("VIGIL_BROWSER_TESTS"));
      assumeTrue(required || Newsroom.lacks().isEmpty(), () -> Newsroom.lacks().orElse(""));
      try {
        newsroom =
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(Newsroom.class))
                .getOrComputeIfAbsent(Newsroom.class, key -> start(), Newsroom.class);
      } catch (PlaywrightException e) {
        // A browser that is there, but does not start here, is as good as none.
        assumeTrue(required, () -> "the page was not tested in a browser: " + e.getMessage());
        throw e;
      }
    }

    private static Newsroom start() {
      try {
        return Newsroom.open();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void arrive() {
    visit = OPENING.newsroom.visit(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  /** Comes back with another device. */
  final void arriveWith(int width, int height, ColorScheme colours) {
    visit.close();
    visit =
        OPENING.newsroom.visit(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(colours));
  }

  @AfterEach
  void leave() {
    visit.close();
  }

  final Visit visit() {
    return visit;
  }

  final Page page() {
    return visit.page();
  }

  final Page open(String path) {
    return visit.open(path);
  }

  final Locator button(String name) {
    return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /** Opens something in each of the two schemes of colours. */
  final void assertNoBarrierInLightAndDark(Runnable opening) {
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      arriveWith(1280, 900, colours);
      opening.run();
      assertThat(visit.barriers()).as(colours.toString()).isEmpty();
    }
  }
}
