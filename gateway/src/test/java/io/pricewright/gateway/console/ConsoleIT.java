package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.pricewright.gateway.testing.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Works at the console in Chromium, as people do. Each visit ends with no complaint unseen. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class ConsoleIT {
  private Chromium chromium;
  private TestNode node;
  private Shop shop;

  @BeforeAll
  void open() {
    chromium = Chromium.start();
    node = new TestNode("", Clock.systemUTC());
    shop = new Shop(node);
    shop.open();
  }

  @AfterAll
  void close() {
    if (node != null) {
      node.close();
      chromium.close();
    }
  }

  private Visit visit() {
    return new Visit(chromium.browser(), node.url()).signedIn(node.key);
  }

  @Test
  void key_wrong_saysSo_andRight_opensTheRoom() {
    try (Visit visit = new Visit(chromium.browser(), node.url())) {
      for (String wrong : new String[] {"pw_live_wrong", "schlüssel"}) {
        visit.label("API key").fill(wrong);
        visit.button("Sign in").click();
        visit.sees(wrong.startsWith("pw") ? "unknown, revoked or expired" : "This is no API key");
      }
      visit.excuse("401");
      visit.signedIn(node.key);
      assertThat(visit.page.evaluate("localStorage.length + document.cookie.length"))
          .as("the key is in this tab alone")
          .isEqualTo(0);
      visit.page.reload();
      visit.heading("Scripts").waitFor();
      visit.button("Sign out").click();
      visit.label("API key").waitFor();
      assertThat(visit.page.evaluate("sessionStorage.length")).isEqualTo(0);
    }
  }

  @Test
  void keys_reachEverything() {
    try (Visit visit = visit()) {
      Page page = visit.page;
      page.keyboard().press("?");
      visit.sees("Go to Rollouts");
      page.keyboard().press("Escape");
      page.keyboard().press("/");
      page.keyboard().type("calls");
      assertThat(page.locator("main tbody tr").count()).isEqualTo(2);
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      page.keyboard().press("j");
      page.keyboard().press("k");
      assertThat(page.evaluate("document.activeElement.className")).isEqualTo("row");
      page.keyboard().press("Enter");
      page.waitForURL("**/console/#/scripts/of/calls*");
      for (String[] room :
          new String[][] {{"m", "Simulations"}, {"r", "Rollouts"}, {"s", "Scripts"}}) {
        page.keyboard().press("g");
        page.keyboard().press(room[0]);
        visit.heading(room[1]).waitFor();
        assertThat(page.locator("nav a[aria-current=page]").textContent()).startsWith(room[1]);
      }
      page.keyboard().press("n");
      visit.heading("New script").waitFor();
    }
  }

  @Test
  void theme_chosen_isKept() {
    try (Visit visit = visit()) {
      String before = background(visit);
      visit.page.locator("button[aria-label^=Theme]").click();
      visit.page.locator("button[aria-label^=Theme]").click();
      assertThat(background(visit)).isNotEqualTo(before);
      visit.page.reload();
      visit.heading("Scripts").waitFor();
      assertThat(background(visit)).isNotEqualTo(before);
    }
  }

  private static String background(Visit visit) {
    return String.valueOf(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"));
  }

  @Test
  void versions_areCompared_lineByLine() {
    try (Visit visit = visit()) {
      visit.link("calls").click();
      visit.sees("Version 2 of 2, the newest");
      visit.button("Show differences").click();
      visit.heading("Version 1 to 2").waitFor();
      Locator diff = visit.page.locator(".diff");
      assertThat(diff.locator("tr.added").allTextContents())
          .containsExactly("1+// dearer", "3+  return [{label: 'call', amount: '0.02'}];");
      assertThat(diff.locator("tr.removed").allTextContents())
          .containsExactly("2-  return [{label: 'call', amount: '0.01'}];");
      visit.at("/scripts/of/calls/versions/1");
      visit.sees("Version 1 of 2");
    }
  }

  @Test
  void source_broken_isMarkedAtItsLine_andMended_isNot() {
    try (Visit visit = visit()) {
      visit.at("/scripts/new").heading("New script").waitFor();
      visit.typeAtEnd("const x = eval('1');");
      Locator mark = visit.page.locator(".mark.error");
      mark.waitFor();
      assertThat(mark.getAttribute("aria-label"))
          .isEqualTo("line 7: line 7, column 11: eval is not part of the contract");
      assertThat(visit.page.locator(".bad-place").first().textContent()).isEqualTo("eval");
      for (int i = 0; i < 20; i++) {
        visit.page.keyboard().press("Backspace");
      }
      visit.sees("A cumulative script without errors.");
      assertThat(mark.count()).isZero();
    }
  }

  @Test
  void completion_knowsTypesParametersAndConstants() {
    try (Visit visit = visit()) {
      visit.at("/scripts/new").heading("New script").waitFor();
      Page page = visit.page;
      page.locator(".CodeMirror-code").first().click();
      page.keyboard().press("Control+Home");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("End");
      page.keyboard().press("Enter");
      offers(visit, "usage.", "quantity: Decimal");
      offers(visit, "const q = usage.quantity; q.", "times(other: DecimalInput): Decimal");
      offers(visit, "params.", "unit_amount: string");
      offers(visit, "tiers.", "graduated(quantity: DecimalInput, list: readonly Tier[]): Line[]");
      offers(visit, "calendar.at('').", "weekday: number");
      page.keyboard().type("usa");
      page.locator(".CodeMirror-hint").first().waitFor();
      page.keyboard().press("Enter");
      page.keyboard().type(".quan");
      page.locator(".CodeMirror-hint").first().waitFor();
      page.keyboard().press("Enter");
      assertThat(page.locator(".CodeMirror-code").first().innerText()).contains("usage.quantity\n");
    }
  }

  private static void offers(Visit visit, String typed, String expected) {
    visit.page.keyboard().type(typed);
    visit
        .page
        .locator(".CodeMirror-hint")
        .filter(new Locator.FilterOptions().setHasText(expected))
        .first()
        .waitFor();
    visit.page.keyboard().press("Escape");
    visit.page.keyboard().press("Shift+Home");
    visit.page.keyboard().press("Delete");
  }

  @Test
  void tests_failThenPass_andTheVersionIsPublished() {
    try (Visit visit = visit()) {
      visit.at("/scripts/new").heading("New script").waitFor();
      visit.label("Name").fill("from-the-console");
      visit.page.getByRole(AriaRole.TAB).nth(2).click();
      Object tests =
          visit.page.evaluate(
              "[...document.querySelectorAll('.CodeMirror')][2].CodeMirror.getValue()");
      set(visit, 2, String.valueOf(tests).replace("\"amount\": \"3\"", "\"amount\": \"4\""));
      visit.button("Run tests").click();
      visit.sees("The gate would refuse it");
      visit.sees("1 of 2");
      visit.button("Publish").click();
      visit.sees("The script is not published");
      visit.excuse("422");
      set(visit, 2, String.valueOf(tests));
      visit.button("Run tests").click();
      visit.sees("Every check of the gate holds");
      visit.page.keyboard().press("Escape");
      visit.button("Publish").click();
      visit.heading("from-the-console").waitFor();
      visit.sees("passed");
      assertThat(node.get("/v1/scripts?name=from-the-console").body()).contains("\"version\":1");
    }
  }

  @Test
  void name_ofAScriptThatShips_isRefusedAtItsField() {
    try (Visit visit = visit()) {
      visit.at("/scripts/of/flat/edit/1");
      visit.sees("scripts that ship keep their names");
      assertThat(visit.label("Name").inputValue()).isEqualTo("my-flat");
      visit.label("Name").fill("flat");
      visit.button("Publish").click();
      visit.sees("Choose another.");
      assertThat(visit.label("Name").getAttribute("aria-invalid")).isEqualTo("true");
      visit.excuse("400");
    }
  }

  private static void set(Visit visit, int editor, String text) {
    visit.page.evaluate(
        "([at, text]) => document.querySelectorAll('.CodeMirror')[at].CodeMirror.setValue(text)",
        new Object[] {editor, text});
  }

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

  @Test
  void markup_isShownAsText_everywhere() {
    node.made(
        "/v1/rollouts",
        """
        {"name":"%s","price_id":"%s","candidate":{"script":{"name":"calls","version":2},"params":{}},
         "reason":"%s"}"""
            .formatted(Shop.MARKUP, shop.price("image"), Shop.MARKUP));
    try (Visit visit = visit()) {
      visit.at("/scripts/of/calls").sees(Shop.MARKUP);
      visit.at("/rollouts").sees(Shop.MARKUP);
      visit.page.getByText(Shop.MARKUP).first().click();
      visit.heading(Shop.MARKUP).waitFor();
      visit.at("/simulations/new?script=calls&version=2&price=" + shop.price("call"));
      visit.button("Simulate").click();
      visit.sees("1,800 events of 3 customers");
      visit.sees(Shop.MARKUP);
      assertThat(visit.page.locator("img:not([src='icon.svg'])").count()).isZero();
      visit.at("/scripts/of/" + Shop.MARKUP.replace("/", "%2F")).sees("There is no such version.");
      visit.at("/nowhere/" + Shop.MARKUP).sees("There is no such page.");
    }
  }

  @Test
  void refusal_ofTheServer_isShownInItsWords() {
    try (Visit visit = visit()) {
      visit.at("/simulations/new?script=calls&version=1");
      visit.label("Its parameters").fill("{");
      visit.button("Simulate").click();
      visit.sees("This is no JSON");
      visit.label("Its parameters").fill("{}");
      visit.label("Share of the customers").fill("7");
      visit.button("Simulate").click();
      visit.sees("Give a share above 0 and at most 1.");
      assertThat(visit.label("Share of the customers").getAttribute("aria-invalid"))
          .isEqualTo("true");
      visit.excuse("400");
      visit.at("/simulations/of/none").sees("There is no simulation of that id.");
      visit.excuse("404");
    }
  }
}
