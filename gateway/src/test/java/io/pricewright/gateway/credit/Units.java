package io.pricewright.gateway.credit;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;

/** A tenant that sells units at 1 usd each, and the events that use some. */
final class Units {
  private static final String NAME = "unit";

  private Units() {}

  /** Sells units. */
  static Scene sold(Scene scene) {
    scene.sell(NAME, Terms.flat("1"));
    return scene;
  }

  /** Sells units, seen from outside alone. */
  static Scene sold(Api api) {
    return sold(Scene.of(api));
  }

  static Event of(String event, String external, String n) {
    return Event.of(event, NAME, external).n(n);
  }
}
