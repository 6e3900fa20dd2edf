package io.pricewright.gateway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plan with so many metered features, each on a meter of its own with a hard limit, and so many
 * customers who have it and have used a little of the first.
 */
final class AccessScene implements AutoCloseable {
  private final Api api;
  private final String run;
  private final int customers;
  private final int features;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Buffer> singles = new ArrayList<>();

  AccessScene(Target target, int features, Clock clock) {
    api = new Api(target.base(), target.key());
    run = Long.toString(clock.millis(), 36);
    customers = target.customers;
    this.features = features;
    for (int i = 0; i < customers * features; i++) {
      // Each pair once, the customer and the feature another one each time.
      int customer = i % customers;
      int feature = (i / customers + i) % features;
      singles.add(
          Buffer.buffer(
              "{\"external_customer_id\":\"%s\",\"feature\":\"%s\",\"quantity\":\"1\"}"
                  .formatted(customer(customer), event(feature))));
    }
  }

  void layOut(Clock clock) throws InterruptedException {
    String plan = api.create("/v1/plans", new JsonObject().put("name", run));
    for (int i = 0; i < features; i++) {
      String meter =
          api.create(
              "/v1/meters",
              new JsonObject()
                  .put("name", event(i))
                  .put("event_name", event(i))
                  .put("aggregation", new JsonObject().put("type", "COUNT"))
                  .put("reset_usage", "BILLING_PERIOD"));
      String feature =
          api.create(
              "/v1/features",
              new JsonObject()
                  .put("name", event(i))
                  .put("lookup_key", event(i))
                  .put("type", "metered")
                  .put("meter_id", meter));
      api.create(
          "/v1/entitlements",
          new JsonObject()
              .put("entity_type", "PLAN")
              .put("entity_id", plan)
              .put("feature_id", feature)
              .put("feature_type", "metered")
              .put("usage_limit", 1_000_000)
              .put("usage_reset_period", i % 2 == 0 ? "DAILY" : "MONTHLY"));
    }
    String start = clock.instant().minus(Duration.ofHours(1)).toString();
    for (int i = 0; i < customers; i++) {
      String external = customer(i);
      api.create(
          "/v1/customers", new JsonObject().put("external_id", external).put("name", external));
      api.create(
          "/v1/subscriptions",
          new JsonObject()
              .put("external_customer_id", external)
              .put("plan_id", plan)
              .put("currency", "usd")
              .put("billing_period", "MONTHLY")
              .put("start_date", start));
      api.good(
          "POST",
          "/v1/events",
          new JsonObject()
              .put("event_id", external)
              .put("event_name", event(0))
              .put("external_customer_id", external)
              .toBuffer());
    }
  }

  private String event(int i) {
    return "bench_" + run + "_feature_" + i;
  }

  private String customer(int i) {
    return "bench_" + run + "_" + i;
  }

  /** Returns the body of a single check, made ahead, so that it costs the load nothing. */
  Buffer one() {
    return singles.get((next.getAndIncrement() & Integer.MAX_VALUE) % singles.size());
  }

  /** Returns the body that asks for each feature of each customer. */
  Buffer all() {
    JsonArray checks = new JsonArray();
    for (int c = 0; c < customers; c++) {
      for (int f = 0; f < features; f++) {
        checks.add(
            new JsonObject()
                .put("external_customer_id", customer(c))
                .put("feature", event(f))
                .put("quantity", "1"));
      }
    }
    return new JsonObject().put("checks", checks).toBuffer();
  }

  /** Asks for all again and again; returns the milliseconds of each, sorted. */
  List<Double> measureAll(int warmups, int times) throws InterruptedException {
    Buffer body = all();
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < warmups + times; i++) {
      long began = System.nanoTime();
      Api.Answer answer = api.good("POST", "/v1/access", body);
      double ms = (System.nanoTime() - began) / 1e6;
      if (i == 0) {
        check(answer.body());
      }
      if (i >= warmups) {
        took.add(ms);
      }
    }
    took.sort(null);
    return took;
  }

  private void check(JsonObject answer) {
    int results = answer.getJsonArray("results").size();
    if (results != customers * features || !answer.getBoolean("allowed")) {
      throw new BenchException(
          "Asked for %d rights, got %d, all allowed: %s"
              .formatted(customers * features, results, answer.getBoolean("allowed")));
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
