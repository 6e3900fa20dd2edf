package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Tries a price before anybody pays it, then brings it to customers: simulations and rollouts. */
final class PricesRoomsIT extends OpenShop {
  @Test
  void simulation_showsItsProgress_thenItsCharts() throws Exception {
    try (Visit visit = visit()) {
      visit.at("/simulations/new?script=calls-slow&version=1&price=" + shop.price("call"));
      visit.button("Simulate").click();
      visit.card("Under way").waitFor();
      visit.page.locator(".chart polyline").first().waitFor();
      visit.sees("1,800 events of 3 customers");
      assertThat(visit.page.locator(".chart polyline").count()).isEqualTo(2);
      assertThat(visit.card("candidate against the live price").textContent())
          .contains("3 pay more (+36.00), 0 pay less");
      Download saved = visit.page.waitForDownload(() -> visit.button("HTML").click());
      Path report = Path.of("target", "console", "report.html");
      saved.saveAs(report);
      assertThat(Files.readString(report))
          .contains("What would it have cost?")
          .doesNotContain(Shop.MARKUP);
    }
  }

  @Test
  void fromSimulationToRollout_parametersAreKept_andChangesOfThePriceTooAre() {
    try (Visit visit = visit()) {
      visit.at("/simulations/new?script=flat&version=1&price=" + shop.price("call"));
      visit.label("Its parameters").fill("{\"amount\": \"0.03\"}");
      visit.page.locator("select[name=price_id]").selectOption(shop.price("image"));
      assertThat(visit.label("Its parameters").inputValue()).contains("0.03");
      assertThat(visit.page.locator("select[name=script] option:checked").textContent())
          .startsWith("flat");
      visit.page.locator("select[name=price_id]").selectOption(shop.price("call"));
      assertThat(visit.page.locator(".tried").textContent()).contains("amount", "0.03");
      visit.button("Simulate").click();
      visit.card("What candidate is").waitFor();
      assertThat(visit.card("What candidate is").textContent())
          .contains("flat 1, live calls", "amount", "0.03");
      visit.link("Roll out").click();
      visit.page.locator(".tried").waitFor();
      assertThat(visit.page.locator(".tried").textContent()).contains("flat 1, live calls", "0.03");
      visit.label("Name").fill("As simulated");
      visit.label("Why").fill("it looked right");
      visit.button("Make rollout").click();
      visit.heading("As simulated").waitFor();
      assertThat(visit.card("What is rolled out").textContent())
          .contains("flat 1, live calls", "amount", "0.03");
    }
  }

  @Test
  void rollout_inShadowThenStarted_isRolledBack() {
    try (Visit visit = visit()) {
      make(visit, "Dearer calls", shop.price("call"), "200");
      visit.button("Shadow").click();
      visit.because("look first", "Shadow");
      Locator found = visit.card("Differences in shadow").locator("tbody tr");
      found.first().waitFor();
      assertThat(found.allTextContents())
          .anyMatch(row -> row.startsWith("acme7.0214.04+7.02+100.0 %"));
      visit.button("Start").click();
      visit.because("it looks right", "Start");
      visit.button("Roll back").waitFor();
      visit.page.locator(".tile", has("line items that have it3")).waitFor();
      visit.button("Roll back").click();
      visit.page.locator("dialog select").selectOption("reprice");
      visit.because("customers complained", "Roll back");
      visit.page.locator(".badge", has("rolled back")).waitFor();
      assertThat(visit.card("Audit trail").textContent())
          .contains("customers complained", "it looks right", "look first");
    }
  }

  @Test
  void rollout_ofAFewCustomers_isSimulatedStartedAndWidened() {
    scene.post(
        "/v1/simulations?wait=60",
        """
        {"price_id":"%s","candidate":{"script":{"name":"calls","version":2},"params":{}},
         "from":"%s","to":"%s"}\
        """
            .formatted(
                shop.price("image"),
                Instant.now().minus(30, ChronoUnit.DAYS),
                Instant.now().plus(1, ChronoUnit.DAYS)));
    try (Visit visit = visit()) {
      visit.at("/rollouts/new?script=calls&version=2&price=" + shop.price("image"));
      visit.label("Name").fill("Some first");
      visit.label("Why").fill("costs rose");
      visit.label("Percent of the customers").fill("101");
      visit.button("Make rollout").click();
      visit.sees("Send a share above 0, to 100.");
      visit.excuse("400");
      visit.label("Percent of the customers").fill("50");
      visit.label("One amount may move, %").fill("");
      visit.button("Make rollout").click();
      visit.heading("Some first").waitFor();
      visit.button("Note a simulation").click();
      visit.because("it was looked at", "Note a simulation");
      visit.page.locator(".badge", has("simulated")).waitFor();
      visit.button("Start").click();
      visit.because("go", "Start");
      visit.button("Widen").click();
      visit.because("all of them", "Widen");
      visit.sees("100 % of the customers");
      visit.page.locator(".tile", has("line items that have it3")).waitFor();
      visit.page.locator(".badge", has("active")).waitFor();
      visit.button("Roll back").click();
      visit.because("tried enough", "Roll back");
      visit.page.locator(".badge", has("rolled back")).waitFor();
    }
  }

  @Test
  void guardRail_touched_stopsTheRollout_andSaysWhy() {
    try (Visit visit = visit()) {
      make(visit, "Too dear", shop.price("image"), "10");
      visit.button("Shadow").click();
      visit.because("look first", "Shadow");
      visit.page.getByRole(AriaRole.ALERT).waitFor();
      assertThat(visit.page.getByRole(AriaRole.ALERT).textContent())
          .contains("Stopped.", "customers move by more than 10 %");
      visit.button("Retire").click();
      visit.because("too dear", "Retire");
      visit.page.locator(".badge", has("retired")).waitFor();
    }
  }

  private static Page.LocatorOptions has(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void make(Visit visit, String name, String price, String maxChange) {
    visit.at("/rollouts/new?script=calls&version=2&price=" + price);
    visit.label("Name").fill(name);
    visit.label("Why").fill("costs rose");
    visit.label("From").selectOption("reprice");
    visit.label("One amount may move, %").fill(maxChange);
    visit.button("Make rollout").click();
    visit.heading(name).waitFor();
  }
}
