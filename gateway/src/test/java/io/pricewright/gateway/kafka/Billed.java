package io.pricewright.gateway.kafka;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import java.math.BigDecimal;

/** A tenant whose customers c-0, c-1, ... pay for each unit they use. */
final class Billed {
  /** What one unit costs. */
  static final BigDecimal UNIT = new BigDecimal("0.002");

  private Billed() {}

  /** Makes a meter, a price, and customers with a subscription. */
  static Scene subscribe(Scene scene, int customers) {
    scene.sell("used", Terms.flat(UNIT.toPlainString()));
    for (int i = 0; i < customers; i++) {
      scene.subscriber("c-" + i);
    }
    return scene;
  }

  static Event event(String id, String customer, int n) {
    return Event.of(id, "used", customer).with("{\"n\":%d}".formatted(n));
  }
}
