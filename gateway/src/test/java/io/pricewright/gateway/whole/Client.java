package io.pricewright.gateway.whole;

import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A tenant's client of a node. Safe for many threads. */
final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final String url;
  final String key;

  /** An answer: its status and its body. */
  record Reply(int status, Json.Obj body) {
    /** Returns a text or a number of the body as text. */
    String text(String name) {
      Json value = body.get(name);
      return value instanceof Json.Str text ? text.value() : value == null ? "" : value.text();
    }

    List<Json.Obj> list(String name) {
      return ((Json.Arr) Objects.requireNonNull(body.get(name), name))
          .items().stream().map(Json.Obj.class::cast).toList();
    }

    Json.Obj inner(String name) {
      return (Json.Obj) Objects.requireNonNull(body.get(name), name);
    }
  }

  Client(int port, String key) {
    this.url = "http://localhost:" + port;
    this.key = key;
  }

  Reply call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(60))
            .header("x-api-key", key)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> raw = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(raw.statusCode(), JsonReader.parseObject(raw.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Calls, and fails the test unless the answer says that it was done. */
  Reply done(String method, String path, String body) {
    Reply reply = call(method, path, body);
    if (reply.status() / 100 != 2) {
      throw new AssertionError(
          "%s %s answered %d: %s".formatted(method, path, reply.status(), reply.body().text()));
    }
    return reply;
  }

  Reply get(String path) {
    return done("GET", path, "");
  }

  Reply post(String path, String body) {
    return done("POST", path, body);
  }

  /** Creates something and returns its id. */
  String create(String path, String body) {
    return post(path, body).text("id");
  }

  String customer(String externalId) {
    return create("/v1/customers", "{\"external_id\":\"%s\"}".formatted(externalId));
  }

  String plan() {
    return create("/v1/plans", "{\"name\":\"Pay as you go\"}");
  }

  String meter(String eventName, String type, String field, String filters) {
    String aggregation =
        field.isEmpty()
            ? "{\"type\":\"%s\"}".formatted(type)
            : "{\"type\":\"%s\",\"field\":\"%s\"}".formatted(type, field);
    return create(
        "/v1/meters",
        """
        {"name":"%s of %s","event_name":"%s","aggregation":%s,"filters":%s,
         "reset_usage":"BILLING_PERIOD"}"""
            .formatted(type, field, eventName, aggregation, filters));
  }

  /** Adds a monthly USD price by script; {@code script} and {@code params} are JSON. */
  String price(String plan, String meter, String script, String params) {
    return create(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_model":"SCRIPT","billing_period":"MONTHLY","invoice_cadence":"ARREAR",
         "script":%s,"params":%s}"""
            .formatted(plan, meter, script, params));
  }

  /** Publishes a script and returns how a price names it. */
  String script(String name, String source) {
    Reply reply =
        post(
            "/v1/scripts",
            Json.Obj.EMPTY.with("name", Json.of(name)).with("source", Json.of(source)).text());
    return "{\"name\":\"%s\",\"version\":%s}"
        .formatted(name, new BigDecimal(reply.text("version")).toPlainString());
  }

  Reply trySubscribe(String externalId, String plan, String start) {
    return call(
        "POST",
        "/v1/subscriptions",
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"%s"}"""
            .formatted(externalId, plan, start));
  }

  void subscribe(String externalId, String plan, String start) {
    Reply reply = trySubscribe(externalId, plan, start);
    if (reply.status() != 201) {
      throw new AssertionError(reply.body().text());
    }
  }

  /** What was charged in USD: by the charges, by what is unbilled, and by the ledger's revenue. */
  record Sums(BigDecimal charged, BigDecimal unbilled, BigDecimal revenue) {
    static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Returns the sums of all customers. */
  Sums sums() {
    return sums("");
  }

  Sums sumsOf(String externalId) {
    return sums("?external_customer_id=" + externalId);
  }

  private Sums sums(String query) {
    List<Json.Obj> items = get("/v1/charges/summary" + query).list("items");
    if (items.isEmpty()) {
      return Sums.NONE;
    }
    Reply sum = new Reply(200, items.getFirst());
    return new Sums(
        new BigDecimal(sum.text("amount")),
        new BigDecimal(sum.text("unbilled")),
        new BigDecimal(sum.text("revenue")));
  }
}
