package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/**
 * Lays out what is measured, over the API: a meter, a plan with a price per token, customers and
 * their subscriptions. Without it events would match nothing and no money would move.
 */
final class Scene {
  private final String url;
  private final String apiKey;
  private final HttpClient client;

  private Scene(String url, String apiKey, HttpClient client) {
    this.url = url;
    this.apiKey = apiKey;
    this.client = client;
  }

  /** Creates everything; about three requests a customer. */
  static void layOut(Target target, BenchEvents events, Clock clock) throws InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      Scene scene = new Scene(target.base(), target.key(), client);
      String plan = scene.plan(events.eventName());
      String start = clock.instant().minus(Duration.ofHours(1)).toString();
      for (int i = 0; i < target.customers; i++) {
        String external = events.customer(i);
        scene.create(
            "/v1/customers", new JsonObject().put("external_id", external).put("name", external));
        scene.create("/v1/subscriptions", subscription(external, plan, start));
      }
    }
  }

  private String plan(String eventName) throws InterruptedException {
    String meter =
        create(
            "/v1/meters",
            new JsonObject()
                .put("name", eventName)
                .put("event_name", eventName)
                .put("aggregation", new JsonObject().put("type", "SUM").put("field", "tokens"))
                .put("reset_usage", "BILLING_PERIOD"));
    String plan = create("/v1/plans", new JsonObject().put("name", eventName));
    create(
        "/v1/prices",
        new JsonObject()
            .put("entity_type", "PLAN")
            .put("entity_id", plan)
            .put("type", "USAGE")
            .put("meter_id", meter)
            .put("currency", "usd")
            .put("billing_model", "FLAT_FEE")
            .put("billing_period", "MONTHLY")
            .put("invoice_cadence", "ARREAR")
            .put("amount", "0.000002"));
    return plan;
  }

  private static JsonObject subscription(String external, String plan, String start) {
    return new JsonObject()
        .put("external_customer_id", external)
        .put("plan_id", plan)
        .put("currency", "usd")
        .put("billing_period", "MONTHLY")
        .put("billing_cycle", "anniversary")
        .put("start_date", start);
  }

  private String create(String path, JsonObject body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("content-type", "application/json")
            .header("x-api-key", apiKey)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        throw new BenchException(
            "POST %s answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
      }
      return new JsonObject(answer.body()).getString("id");
    } catch (IOException e) {
      throw new BenchException("The server at %s does not answer: %s".formatted(url, e));
    }
  }
}
