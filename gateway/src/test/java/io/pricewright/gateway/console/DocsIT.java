package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/**
 * The reference in a browser, whose every complaint counts: what the policy refuses, and what asks
 * for anything elsewhere. The pictures are in {@code target/console/}.
 */
final class DocsIT extends OpenShop {
  /** Of more than a hundred operations, on a machine that does much else. */
  private static final double PATIENCE_MS = 180_000;

  @Test
  void reference_showsTheDocument_wideAndNarrow() {
    for (int width : new int[] {1440, 390}) {
      try (Visit visit =
          new Visit(chromium.browser(), scene.api.url(), width, 900, ColorScheme.LIGHT)) {
        visit.page.setDefaultTimeout(PATIENCE_MS);
        visit.page.navigate(scene.api.url() + "/");
        visit.picture("home-" + width);
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        visit.link("API reference").click();
        visit.sees("Credit reserved before the work.");
        assertThat(visit.page.locator(".opblock-tag").count()).isGreaterThan(20);
        visit.picture("docs-" + width);
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        visit.page.locator("#operations-tag-Holds").click();
        Locator operation = visit.page.locator("#operations-Holds-createHold");
        operation.locator(".opblock-summary-control").click();
        operation.locator(".responses-table").first().waitFor();
        operation.scrollIntoViewIfNeeded();
        visit.page.screenshot(picture("docs-operation-" + width));
        assertThat(visit.overflow()).isLessThanOrEqualTo(0);
      }
    }
  }

  @Test
  void reference_triesARouteOut_withTheKey() {
    try (Visit visit = new Visit(chromium.browser(), scene.api.url())) {
      visit.page.setDefaultTimeout(PATIENCE_MS);
      visit.page.navigate(scene.api.url() + "/docs/");
      visit.page.locator("button.authorize").first().click();
      visit.page.locator(".auth-container input").first().fill(scene.api.key());
      visit.page.locator(".auth-btn-wrapper button.authorize").first().click();
      visit.page.locator(".auth-btn-wrapper button.btn-done").first().click();
      visit.page.locator("#operations-tag-Meters").click();
      Locator operation = visit.page.locator("#operations-Meters-listMeters");
      operation.locator(".opblock-summary-control").click();
      operation.locator("button.try-out__btn").click();
      operation.locator("button.execute").click();
      Locator status = operation.locator(".live-responses-table .response-col_status").last();
      status.waitFor();
      assertThat(status.innerText()).startsWith("200");
    }
  }
}
