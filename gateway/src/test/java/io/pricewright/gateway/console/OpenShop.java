package io.pricewright.gateway.console;

import com.microsoft.playwright.Page;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A node with a shop, and a Chromium to visit it. Each visit ends with no complaint of the browser
 * unheard; a test that provokes one says so.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
abstract class OpenShop {
  Chromium chromium;
  Scene scene;
  Shop shop;

  @BeforeAll
  void open() {
    Optional<Chromium> found = Chromium.start();
    if (found.isEmpty()) {
      return;
    }
    chromium = found.get();
    scene = TestNode.shared().tenant();
    shop = new Shop(scene);
    shop.open();
  }

  /** Skips each test, so that it is seen which were not run. */
  @BeforeEach
  void need() {
    Assumptions.assumeTrue(
        chromium != null,
        "no Chromium found: install the package 'chromium', or name one in PRICEWRIGHT_CHROMIUM");
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Signs somebody in. */
  final Visit visit() {
    return new Visit(chromium.browser(), scene.api.url()).signedIn(scene.api.key());
  }

  /** Returns where a picture of what the window shows is kept. */
  static Page.ScreenshotOptions picture(String name) {
    return new Page.ScreenshotOptions().setPath(Path.of("target", "console", name + ".png"));
  }
}
