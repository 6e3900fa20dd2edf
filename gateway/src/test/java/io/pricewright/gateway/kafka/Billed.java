package io.pricewright.gateway.kafka;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.embedded.StoreAddresses;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A tenant with subscribed customers, who sends events to a node and reads the database. */
final class Billed {
  /** What one unit costs. */
  static final BigDecimal UNIT = new BigDecimal("0.002");

  private final HttpClient client = HttpClient.newHttpClient();
  private final StoreAddresses stores;
  private final String key;

  /** An answer. */
  record Reply(int status, Json.Obj body) {
    String text(String name) {
      return String.valueOf(body.string(name));
    }
  }

  Billed(StoreAddresses stores, String key) {
    this.stores = stores;
    this.key = key;
  }

  /** Makes a meter, a price, and customers c-0, c-1, ... with a subscription. */
  void subscribe(int port, int customers) {
    String meter =
        made(
            port,
            "/v1/meters",
            "{\"name\":\"U\",\"event_name\":\"used\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"},\"reset_usage\":\"BILLING_PERIOD\"}");
    String plan = made(port, "/v1/plans", "{\"name\":\"Pro\"}");
    made(
        port,
        "/v1/prices",
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"USD\",\"billing_period\":\"MONTHLY\",\"price_unit_type\":\"FIAT\",\"invoice_cadence\":\"ARREAR\",\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"}"
            .formatted(plan, meter, UNIT));
    for (int i = 0; i < customers; i++) {
      made(port, "/v1/customers", "{\"external_id\":\"c-%d\"}".formatted(i));
      made(
          port,
          "/v1/subscriptions",
          "{\"external_customer_id\":\"c-%d\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"billing_cadence\":\"RECURRING\"}"
              .formatted(i, plan));
    }
  }

  private String made(int port, String path, String body) {
    Reply reply = post(port, path, body);
    if (reply.status() != 201) {
      throw new AssertionError(path + ": " + reply);
    }
    return reply.text("id");
  }

  static String event(String id, String customer, int n) {
    return "{\"event_id\":\"%s\",\"event_name\":\"used\",\"external_customer_id\":\"%s\",\"properties\":{\"n\":%d}}"
        .formatted(id, customer, n);
  }

  static String bulk(List<String> events) {
    return "{\"events\":[" + String.join(",", events) + "]}";
  }

  Reply post(int port, String path, String body) {
    return send(port, path, "POST", HttpRequest.BodyPublishers.ofString(body));
  }

  Reply get(int port, String path) {
    return send(port, path, "GET", HttpRequest.BodyPublishers.noBody());
  }

  private Reply send(int port, String path, String method, HttpRequest.BodyPublisher body) {
    try {
      HttpResponse<String> raw =
          client.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .timeout(Duration.ofSeconds(30))
                  .header("x-api-key", key)
                  .method(method, body)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Reply(raw.statusCode(), (Json.Obj) JsonReader.parse(raw.body()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the one number that a query finds, as the owner of the tables. */
  BigDecimal number(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                stores.owner().jdbcUrl(), stores.owner().user(), stores.owner().password());
        Statement statement = connection.createStatement();
        ResultSet row = scoped(statement).executeQuery(sql)) {
      row.next();
      return row.getBigDecimal(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Names the one tenant to row level security, which binds the owner too. */
  private static Statement scoped(Statement statement) throws SQLException {
    statement.execute(
        "select set_config('app.tenant', tenant::text, false),"
            + " set_config('app.environment', environment::text, false) from api_keys");
    return statement;
  }

  /** Waits until something is so, and fails when it is not in time. */
  static void until(String what, int seconds, BooleanSupplier so) {
    long latest = System.nanoTime() + seconds * 1_000_000_000L;
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > latest) {
        throw new AssertionError("not in %d s: %s".formatted(seconds, what));
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
