package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/**
 * The reference in a browser, whose every complaint counts: what the policy refuses, and what asks
 * for anything elsewhere. The pictures are in {@code target/console/}.
 */
final class DocsIT extends OpenShop {
  /** Of more than a hundred operations, on a machine that does much else. */
  private static final double PATIENCE_MS = 180_000;

  /** One page for all of it: that it is read takes a browser seconds. */
  @Test
  void reference_showsTheDocument_wideAndNarrow_andTriesARouteOut() {
    try (Visit visit = new Visit(chromium.browser(), scene.api.url())) {
      visit.page.setDefaultTimeout(PATIENCE_MS);
      visit.page.navigate(scene.api.url() + "/");
      fits(visit, "home");
      visit.link("API reference").click();
      visit.sees("Credit reserved before the work.");
      assertThat(visit.page.locator(".opblock-tag").count()).isGreaterThan(20);
      fits(visit, "docs");
      visit.page.locator("#operations-tag-Holds").click();
      Locator operation = visit.page.locator("#operations-Holds-createHold");
      operation.locator(".opblock-summary-control").click();
      operation.locator(".responses-table").first().waitFor();
      operation.scrollIntoViewIfNeeded();
      fits(visit, "docs-operation");
      triesOut(visit);
    }
  }

  private static void fits(Visit visit, String name) {
    for (int width : new int[] {390, 1440}) {
      visit.page.setViewportSize(width, 900);
      visit.page.screenshot(picture(name + "-" + width));
      assertThat(visit.overflow()).as(name + "-" + width).isLessThanOrEqualTo(0);
    }
  }

  private void triesOut(Visit visit) {
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
