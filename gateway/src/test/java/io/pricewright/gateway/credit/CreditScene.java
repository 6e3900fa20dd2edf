package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A tenant that sells units at 1 usd each, and what its customers do. */
final class CreditScene {
  final String planId;
  final String meterId;
  private final Line line;

  /** Sends requests of one tenant to a node. */
  @FunctionalInterface
  interface Line {
    /** Sends a body; an empty key is none. */
    TestNode.Reply send(String method, String path, String body, String idempotencyKey);

    /** Returns a line to a node of this process. */
    static Line of(TestNode node, String key) {
      return (method, path, body, once) ->
          node.sendAs(
              key,
              method,
              path,
              body.getBytes(StandardCharsets.UTF_8),
              once.isEmpty() ? new String[0] : new String[] {"Idempotency-Key", once});
    }

    /** Returns a line to a port of this machine. */
    static Line of(int port, String key) {
      HttpClient client = HttpClient.newHttpClient();
      return (method, path, body, once) -> {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("x-api-key", key)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!once.isEmpty()) {
          request.header("Idempotency-Key", once);
        }
        try {
          HttpResponse<String> raw =
              client.send(request.build(), HttpResponse.BodyHandlers.ofString());
          return new TestNode.Reply(
              raw.statusCode(), raw.headers().firstValue("content-type").orElse(""), raw.body());
        } catch (HttpTimeoutException e) {
          // Whether it was done is unknown, as after "busy".
          return new TestNode.Reply(503, "", "no answer in time");
        } catch (IOException | InterruptedException e) {
          throw new AssertionError(method + " " + path, e);
        }
      };
    }
  }

  CreditScene(TestNode node, String key) {
    this(Line.of(node, key));
  }

  CreditScene(Line line) {
    this.line = line;
    meterId =
        made(
            "/v1/meters",
            "{\"name\":\"T\",\"event_name\":\"unit\",\"reset_usage\":\"BILLING_PERIOD\","
                + "\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"}}");
    planId = made("/v1/plans", "{\"name\":\"P\"}");
    made(
        "/v1/prices",
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\","
                .formatted(planId, meterId)
            + "\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"billing_model\":\"FLAT_FEE\","
            + "\"amount\":\"1\"}");
  }

  TestNode.Reply send(String method, String path, String body) {
    return line.send(method, path, body, "");
  }

  TestNode.Reply post(String path, String body) {
    return send("POST", path, body);
  }

  /** Posts under an Idempotency-Key. */
  TestNode.Reply once(String key, String path, String body) {
    return line.send("POST", path, body, key);
  }

  TestNode.Reply get(String path) {
    return send("GET", path, "");
  }

  String made(String path, String body) {
    TestNode.Reply reply = post(path, body);
    assertThat(reply.status())
        .as(path + " " + reply.body())
        .isEqualTo(path.equals("/v1/wallets") ? 200 : 201);
    return reply.text("id");
  }

  /** Makes a customer who is subscribed since 2026. */
  String customer(String external) {
    String id = made("/v1/customers", "{\"external_id\":\"%s\"}".formatted(external));
    made(
        "/v1/subscriptions",
        "{\"customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",".formatted(id, planId)
            + "\"billing_period\":\"MONTHLY\",\"start_date\":\"2026-01-01T00:00:00Z\"}");
    return id;
  }

  String wallet(String external, String rest) {
    return made(
        "/v1/wallets",
        "{\"external_customer_id\":\"%s\",\"currency\":\"usd\"%s}".formatted(external, rest));
  }

  TestNode.Reply topUp(String wallet, String credits, String rest) {
    return post(
        "/v1/wallets/" + wallet + "/top-up",
        "{\"credits_to_add\":\"%s\",\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\"%s}"
            .formatted(credits, rest));
  }

  TestNode.Reply use(String event, String external, String n) {
    TestNode.Reply reply = post("/v1/events", event(event, external, n, ""));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    return reply;
  }

  static String event(String event, String external, String n, String rest) {
    return "{\"event_id\":\"%s\",\"event_name\":\"unit\",\"external_customer_id\":\"%s\",\"properties\":{\"n\":\"%s\"}%s}"
        .formatted(event, external, n, rest);
  }

  Json.Obj balance(String wallet) {
    TestNode.Reply reply = get("/v1/wallets/" + wallet + "/balance/real-time");
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  BigDecimal realTime(String wallet) {
    return amount(balance(wallet), "real_time_balance");
  }

  static BigDecimal amount(Json.Obj of, String name) {
    return new BigDecimal(String.valueOf(of.string(name)));
  }

  /** The books are clean by the check, once the tasks that follow the last requests are done. */
  void isClean() {
    TestNode.Reply reply = post("/v1/check", "");
    for (int i = 0; i < 300 && reply.body().contains("tasks are not done yet"); i++) {
      LockSupport.parkNanos(50_000_000);
      reply = post("/v1/check", "");
    }
    assertThat(reply.json().get("clean")).as(reply.body()).isEqualTo(Json.of(true));
  }
}
