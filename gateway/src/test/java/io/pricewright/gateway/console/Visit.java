package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody at the console, in a window of their own. What goes wrong unseen is kept: errors of the
 * page and of its console, the policy's refusals among them, and requests to anywhere else.
 */
final class Visit implements AutoCloseable {
  private static final double WAIT_MS = 90_000;

  private final String origin;
  private final BrowserContext context;
  private final List<String> faults = new ArrayList<>();
  final Page page;

  Visit(Browser browser, String origin) {
    this(browser, origin, 1440, 900, ColorScheme.LIGHT);
  }

  Visit(Browser browser, String origin, int width, int height, ColorScheme scheme) {
    this.origin = origin;
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setAcceptDownloads(true));
    page = context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            faults.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> faults.add("page: " + error));
    page.onDialog(
        dialog -> {
          faults.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(origin + "/")
              && !url.startsWith("data:")
              && !url.startsWith("blob:")) {
            faults.add("left the origin: " + url);
          }
        });
    page.navigate(origin + "/console/");
  }

  /** Signs in and waits for the first room. */
  Visit signedIn(String key) {
    page.getByLabel("API key").fill(key);
    page.keyboard().press("Enter");
    heading("Scripts").waitFor();
    return this;
  }

  /** Opens a page by its address. */
  Visit at(String path) {
    page.evaluate("path => { location.hash = path; }", path);
    return this;
  }

  Locator heading(String text) {
    return page.getByRole(
        AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setLevel(1).setExact(true));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator card(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  Locator label(String text) {
    return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true));
  }

  /** Waits until a text is to be seen. */
  void sees(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Answers a dialog that asks why. */
  void because(String reason, String button) {
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("Why").fill(reason);
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
    dialog.waitFor(
        new Locator.WaitForOptions()
            .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
  }

  /** Puts the caret behind the source's text and types. */
  void typeAtEnd(String text) {
    page.locator(".CodeMirror-code").first().click();
    page.keyboard().press("Control+End");
    page.keyboard().type(text);
  }

  /** Keeps a picture of the whole page below {@code target/console/}. */
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "console", name + ".png")));
  }

  /** How many pixels the page is wider than the window. */
  int overflow() {
    return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
  }

  /** Forgets what was provoked on purpose: faults that contain a text. */
  void excuse(String part) {
    assertThat(faults).anyMatch(fault -> fault.contains(part));
    faults.removeIf(fault -> fault.contains(part));
  }

  /** Leaves; nothing may have gone wrong unseen. */
  @Override
  public void close() {
    List<String> found = List.copyOf(faults);
    context.close();
    assertThat(found).as("what the browser of %s complained about", origin).isEmpty();
  }
}
