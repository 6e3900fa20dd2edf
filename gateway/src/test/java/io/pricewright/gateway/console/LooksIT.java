package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every page, wide and light, narrow and dark: no page is wider than its window. The pictures, for
 * people to look at, are in {@code target/console/}.
 */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class LooksIT extends OpenShop {
  private String simulation;
  private String rollout;

  @BeforeAll
  void fill() {
    if (scene == null) {
      return;
    }
    simulation =
        scene
            .post(
                "/v1/simulations?wait=60",
                """
                {"price_id":"%s","candidate":{"script":{"name":"calls","version":2},"params":{}},
                 "from":"%s","to":"%s"}\
                """
                    .formatted(
                        shop.price("call"),
                        Instant.now().minus(30, ChronoUnit.DAYS),
                        Instant.now().plus(1, ChronoUnit.DAYS)))
            .text("id");
    rollout =
        scene.made(
            "/v1/rollouts",
            """
            {"name":"Dearer calls","price_id":"%s","mode":"reprice","reason":"costs rose",
             "candidate":{"script":{"name":"calls","version":2},"params":{}}}\
            """
                .formatted(shop.price("call")));
    scene.post("/v1/rollouts/" + rollout + "/shadow", "{\"reason\":\"look first\"}");
  }

  @Test
  void everyPage_fitsItsWindow() throws IOException {
    look(1440, 900, ColorScheme.LIGHT);
    look(390, 844, ColorScheme.DARK);
  }

  private void look(int width, int height, ColorScheme scheme) throws IOException {
    String suffix = "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    try (Visit visit = new Visit(chromium.browser(), scene.api.url(), width, height, scheme)) {
      visit.label("API key").waitFor();
      fits(visit, "sign-in" + suffix);
      visit.signedIn(scene.api.key());
      fits(visit, "scripts" + suffix);
      open(visit, "/scripts/of/calls", "Version 2 of 2", "script" + suffix);
      open(visit, "/scripts/of/calls/changes/1/2", "// dearer", "changes" + suffix);
      visit.at("/scripts/of/graduated/edit/1").heading("Edit graduated").waitFor();
      visit.button("Run tests").click();
      visit.sees("Every check of the gate holds");
      visit.typeAtEnd("usage = eval(1);");
      visit.page.locator(".mark.error").waitFor();
      fits(visit, "editor" + suffix);
      open(visit, "/simulations", "1 in all.", "simulations" + suffix);
      open(visit, "/simulations/new", "What is asked", "simulation-new" + suffix);
      open(visit, "/simulations/of/" + simulation, "Who pays more", "simulation" + suffix);
      open(visit, "/rollouts", "Dearer calls", "rollouts" + suffix);
      open(visit, "/rollouts/new", "Guard rails", "rollout-new" + suffix);
      open(visit, "/rollouts/of/" + rollout, "3 customers", "rollout" + suffix);
      visit.button("Start").click();
      visit.page.screenshot(picture("dialog" + suffix));
    }
    report(width, height, scheme, suffix);
  }

  private static void open(Visit visit, String path, String seen, String name) {
    visit.at(path).sees(seen);
    fits(visit, name);
  }

  private static void fits(Visit visit, String name) {
    visit.picture(name);
    assertThat(visit.overflow()).as(name).isLessThanOrEqualTo(0);
  }

  /** The page of a report stands alone, so it is looked at as the file that it is. */
  private void report(int width, int height, ColorScheme scheme, String suffix) throws IOException {
    Path file = Path.of("target", "console", "report" + suffix + ".html").toAbsolutePath();
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, scene.get("/v1/simulations/" + simulation + "/report?format=html").body());
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme))) {
      Page page = context.newPage();
      page.navigate(file.toUri().toString());
      page.screenshot(picture("report" + suffix).setFullPage(true));
      assertThat(
              ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                  .intValue())
          .as("report" + suffix)
          .isLessThanOrEqualTo(0);
    }
  }
}
