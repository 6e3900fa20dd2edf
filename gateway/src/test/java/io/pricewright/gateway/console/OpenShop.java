package io.pricewright.gateway.console;

import io.pricewright.gateway.testing.TestNode;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
    chromium = Chromium.start();
    node = new TestNode("", Clock.systemUTC());
    shop = new Shop(node);
    shop.open();
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
