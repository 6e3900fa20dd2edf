package io.pricewright.gateway.credit;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;

/** A tenant that sells units at 1 usd each, and the events that use some. */
final class Units {
  private static final String NAME = "unit";

  /** How many things are due before the queue would look at their customers: never any. */
  static final String FORGOTTEN =
      "select count(*) from (select customer_no, case when not begun then effective_at when carries"
          + " then expires_at else expires_at + interval '1 hour' end as at from wallet_grants"
          + " where not spent and (not begun or (not lapsed and expires_at is not null))"
          + " union all select customer_no, expires_at from holds where hold_status = 'held'"
          + " union all select customer_no, next_at from credit_schedules where next_at is not"
          + " null) due left join customer_dues d using (customer_no)"
          + " where d.due_at is null or d.due_at > due.at";

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
