package org.vigil.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One reader at the page. Whatever goes wrong in the browser meanwhile is written down. */
final class Visit implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(BrowserContext context, String address) {
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address + "/")) {
            complaints.add("asks elsewhere: " + request.url());
          }
        });
  }

  Page page() {
    return page;
  }

  /** Opens an address of the page and waits until it shows something. */
  Page open(String path) {
    page.navigate(path);
    settled();
    return page;
  }

  /** Waits until the page has drawn what it was asked for. */
  void settled() {
    page.waitForFunction(
        "() => !document.body.classList.contains('busy') &&"
            + " document.querySelector('#results > li, #view:not([hidden]) h1, .notice')");
  }

  /** Rules of WCAG 2.2 A and AA that the page breaks now, with the element that does. */
  List<String> barriers() {
    // Meanwhile what stood there before is drawn faintly.
    settled();
    page.evaluate(axe());
    Object broken =
        page.evaluate(
            """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
              'wcag22aa', 'best-practice'], resultTypes: ['violations'] })).violations
              .filter((v) => ['serious', 'critical'].includes(v.impact))
              .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`))
            """);
    return ((List<?>) broken).stream().map(Objects::toString).toList();
  }

  private static String axe() {
    try (InputStream in =
        Objects.requireNonNull(Visit.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the page write what is copied, and the test read it. */
  void allowClipboard() {
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  /** Forgets what the browser wrote down so far, because a test caused it on purpose. */
  void forget() {
    complaints.clear();
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("errors, and requests that leave the host").isEmpty();
  }
}
