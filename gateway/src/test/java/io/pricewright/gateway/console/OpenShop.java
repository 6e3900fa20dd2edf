package io.pricewright.gateway.console;

import io.pricewright.gateway.testing.TestNode;
import java.time.Clock;
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
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
abstract class OpenShop {
  Chromium chromium;
  TestNode node;
  Shop shop;

  @BeforeAll
  void open() {
    Optional<Chromium> found = Chromium.start();
    if (found.isEmpty()) {
      return;
    }
    chromium = found.get();
    node = new TestNode("", Clock.systemUTC());
    shop = new Shop(node);
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
    if (node != null) {
      node.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  /** Signs somebody in. */
  final Visit visit() {
    return new Visit(chromium.browser(), node.url()).signedIn(node.key);
  }
}
