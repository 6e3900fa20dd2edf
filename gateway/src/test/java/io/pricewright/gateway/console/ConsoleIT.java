package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Works at the console as people do: signs in, gets about by keys, and reads what others wrote. */
final class ConsoleIT extends OpenShop {
  @Test
  void key_wrong_saysSo_andRight_opensTheRoom() {
    try (Visit visit = new Visit(chromium.browser(), scene.api.url())) {
      for (String wrong : new String[] {"pw_live_wrong", "schlüssel"}) {
        visit.label("API key").fill(wrong);
        visit.button("Sign in").click();
        visit.sees(wrong.startsWith("pw") ? "unknown, revoked or expired" : "This is no API key");
      }
      visit.excuse("401");
      visit.signedIn(scene.api.key());
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
  void markup_isShownAsText_everywhere() {
    scene.made(
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

  @Test
  void amounts_areWrittenFromTheirDigits() {
    Map<String, String> written =
        Map.of(
            "0", "0.00",
            "1234567.891", "1,234,567.89",
            "0.015", "0.02",
            "-12.345", "-12.35",
            "0.00439965", "0.00439",
            "-0.0000001", "-0.0000001",
            "9999.995", "10,000.00",
            "99999999999999999999.995", "100,000,000,000,000,000,000.00");
    try (Visit visit = visit()) {
      written.forEach(
          (amount, shown) ->
              assertThat(
                      visit.page.evaluate(
                          "async amount => (await import('./format.js')).money(amount)", amount))
                  .as(amount)
                  .isEqualTo(shown));
    }
  }

  @Test
  void differences_ofAnyTwoTexts_leadFromOneToTheOther() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Visit visit = visit()) {
      for (int i = 0; i < 60; i++) {
        String before = lines(random);
        String after = lines(random);
        Object found =
            visit.page.evaluate(
                """
                async ([before, after]) => {
                  const rows = (await import('./components/diff.js')).compare(before, after);
                  const of = sign => rows.filter(row => row.sign !== sign);
                  const numbered = (some, side) => some.every((row, i) => row[side] === i + 1);
                  return [of('+').map(row => row.text).join('\\n'), of('-').map(row => row.text).join('\\n'),
                    String(numbered(of('+'), 'before') && numbered(of('-'), 'after'))];
                }""",
                new Object[] {before, after});
        assertThat(found).as("seed %d, case %d", seed, i).isEqualTo(List.of(before, after, "true"));
      }
    }
  }

  private static String lines(Random random) {
    StringBuilder text = new StringBuilder("a");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append('\n').append("abcd".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
