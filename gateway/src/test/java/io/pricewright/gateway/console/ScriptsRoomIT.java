package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;

/** Writes a script in the room of scripts: versions, differences, the editor, tests, publishing. */
final class ScriptsRoomIT extends OpenShop {
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
      marked(visit, "line 7: line 7, column 11: eval is not part of the contract", "eval");
      for (int i = 0; i < 20; i++) {
        visit.page.keyboard().press("Backspace");
      }
      visit.sees("No errors; the script is cumulative.");
      assertThat(mark.count()).isZero();
    }
  }

  /** Waits for a mark; what was typed so far may have had another. */
  private static void marked(Visit visit, String begins, String place) {
    visit.page.locator(".mark.error[aria-label^=\"" + begins + "\"]").waitFor();
    visit
        .page
        .locator(".bad-place")
        .filter(new Locator.FilterOptions().setHasText(place))
        .first()
        .waitFor();
  }

  @Test
  void source_thatUsesWhatIsNotThere_isMarkedWhereItStands() {
    try (Visit visit = visit()) {
      visit.at("/scripts/new").heading("New script").waitFor();
      visit.typeAtEnd("const x = Math.random();");
      marked(visit, "line 7: line 7, column 16: Math has no random", "random");
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
      assertThat(scene.get("/v1/scripts?name=from-the-console").body()).contains("\"version\":1");
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
  void draft_left_isTakenUpAgain_untilBegunAnew() {
    try (Visit visit = visit()) {
      visit.at("/scripts/of/calls/edit/2").heading("Edit calls").waitFor();
      visit.typeAtEnd("// half a thought");
      visit.at("/scripts").heading("Scripts").waitFor();
      visit.at("/scripts/of/calls/edit/2").sees("This is the draft that was left here.");
      assertThat(visit.page.locator(".CodeMirror-code").first().innerText())
          .contains("half a thought");
      visit.button("Begin anew").click();
      visit
          .page
          .getByText("This is the draft that was left here.")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      visit.sees("No errors; the script is per event.");
      assertThat(visit.page.locator(".CodeMirror-code").first().innerText())
          .doesNotContain("half a thought");
    }
  }
}
