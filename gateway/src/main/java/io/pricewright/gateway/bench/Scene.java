package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;

/**
 * Lays out what is measured, over the API: a meter, a plan with a price per token, customers and
 * their subscriptions. Without it events would match nothing and no money would move.
 */
final class Scene {
  private Scene() {}

  /** Creates everything; about three requests a customer. */
  static void layOut(Target target, BenchEvents events, Clock clock) throws InterruptedException {
    try (Api api = new Api(target.base(), target.key())) {
      layOut(api, target.customers, events, clock);
    }
  }

  /** Creates everything for so many customers. */
  static void layOut(Api api, int customers, BenchEvents events, Clock clock)
      throws InterruptedException {
    String plan = plan(api, events.eventName());
    String start = clock.instant().minus(Duration.ofHours(1)).toString();
    for (int i = 0; i < customers; i++) {
      subscribe(api, events.customer(i), plan, start);
    }
  }

  private static String plan(Api api, String eventName) throws InterruptedException {
    String meter = meter(api, eventName, "tokens");
    String plan = api.create("/v1/plans", new JsonObject().put("name", eventName));
    api.create(
        "/v1/prices",
        price(plan, meter).put("billing_model", "FLAT_FEE").put("amount", "0.000002"));
    return plan;
  }

  /** Creates a meter that sums a property of the events of its name. */
  static String meter(Api api, String eventName, String field) throws InterruptedException {
    return api.create(
        "/v1/meters",
        new JsonObject()
            .put("name", eventName)
            .put("event_name", eventName)
            .put("aggregation", new JsonObject().put("type", "SUM").put("field", field))
            .put("reset_usage", "BILLING_PERIOD"));
  }

  /** Returns a monthly price of a plan, but for how it comes to an amount. */
  static JsonObject price(String plan, String meter) {
    return new JsonObject()
        .put("entity_type", "PLAN")
        .put("entity_id", plan)
        .put("type", "USAGE")
        .put("meter_id", meter)
        .put("currency", "usd")
        .put("billing_period", "MONTHLY")
        .put("invoice_cadence", "ARREAR");
  }

  /** Creates a customer and subscribes it to a plan. */
  static void subscribe(Api api, String external, String plan, String start)
      throws InterruptedException {
    api.create(
        "/v1/customers", new JsonObject().put("external_id", external).put("name", external));
    api.create(
        "/v1/subscriptions",
        new JsonObject()
            .put("external_customer_id", external)
            .put("plan_id", plan)
            .put("currency", "usd")
            .put("billing_period", "MONTHLY")
            .put("billing_cycle", "anniversary")
            .put("start_date", start));
  }
}
