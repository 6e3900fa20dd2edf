package io.pricewright.gateway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rolls versions out over HTTP, and judges what is booked by the naive model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RolloutIT {
  private static final Instant NOW = Instant.parse("2026-03-20T00:00:00Z");
  // The next period begins half an hour from now, where events may already lie.
  private static final Instant START = Instant.parse("2026-01-20T00:30:00Z");
  private static final Instant OPEN = Instant.parse("2026-03-10T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-03-20T00:45:00Z");

  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private Server server;

  @SuppressWarnings("NullAway.Init")
  private String key;

  @BeforeAll
  void start() {
    StoreAddresses stores = TestStores.freshDatabase();
    server =
        Server.start(
            new Settings(
                0,
                Path.of("target", "rollout"),
                stores.app(),
                stores.owner(),
                stores.redisUri(),
                null,
                "events",
                null,
                null,
                true,
                8,
                2,
                10_000,
                30_000,
                1_000,
                false),
            Clock.fixed(NOW, ZoneOffset.UTC),
            TestWorkers.SHARED);
    key = server.createTenant("Acme", "production").apiKey();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void reprice_ofOneCustomer_isBookedAndTakenBackExactly() {
    String price = sell("re", "re-1", "re-2");
    send("re-1", "re", 100, "10", OPEN);
    send("re-2", "re", 100, "10", OPEN);
    assertThat(booked("re-1")).isEqualTo("100");
    String rollout =
        rollout(price, "0.25", "\"mode\":\"reprice\",\"external_customer_ids\":[\"re-1\"]");
    step(rollout, "start", "");
    await(rollout, "active");
    assertThat(booked("re-1")).isEqualTo("250");
    assertThat(booked("re-2")).isEqualTo("100");
    send("re-1", "re", 5, "1", OPEN.plusSeconds(60));
    assertThat(booked("re-1")).isEqualTo("251.25");
    assertClean();

    step(rollout, "rollback", ",\"mode\":\"reprice\"");
    await(rollout, "rolled_back");
    assertThat(booked("re-1")).isEqualTo("100.5");
    assertClean();
    List<String> actions =
        items(call("GET", "/v1/rollouts/" + rollout, "", 200), "steps").stream()
            .map(s -> ((Json.Obj) s).string("action") + " " + ((Json.Obj) s).string("reason"))
            .toList();
    assertThat(actions)
        .containsExactly("make because", "start because", "completed null", "rollback because");
  }

  @Test
  void nextPeriod_leavesTheOpenOneAlone() {
    String price = sell("np", "np-1");
    send("np-1", "np", 10, "10", OPEN);
    // Rated in the next period before anybody decided.
    send("np-1", "np", 10, "10", NEXT);
    assertThat(booked("np-1")).isEqualTo("20");
    String rollout = rollout(price, "0.5", "\"mode\":\"next_period\"");
    step(rollout, "start", "");
    await(rollout, "active");
    assertThat(booked("np-1")).isEqualTo("60");
    send("np-1", "np", 10, "10", OPEN.plusSeconds(1));
    send("np-1", "np", 10, "10", NEXT.plusSeconds(1));
    assertThat(booked("np-1")).isEqualTo("120");
    assertClean();
    step(rollout, "rollback", ",\"mode\":\"now\"");
    await(rollout, "rolled_back");
    assertThat(booked("np-1")).isEqualTo("40");
    assertClean();
  }

  @Test
  void at_anInstant_makesTwoSegments() {
    String price = sell("at", "at-1");
    send("at-1", "at", 10, "10", OPEN);
    String rollout = rollout(price, "0.5", "\"mode\":\"at\",\"at\":\"2026-03-20T00:10:00Z\"");
    step(rollout, "start", "");
    await(rollout, "active");
    assertThat(booked("at-1")).isEqualTo("10");
    send("at-1", "at", 10, "10", NOW.plusSeconds(900));
    assertThat(booked("at-1")).isEqualTo("60");
    assertClean();
    // Everybody else's new version does not reach whom a rollout has.
    call(
        "PUT",
        "/v1/prices/" + price,
        "{\"effective_from\":\"2026-03-20T00:20:00Z\",\"amount\":\"7\"}",
        200);
    assertClean();
    assertThat(booked("at-1")).isEqualTo("60");
  }

  @Test
  void guardRail_oneDoubledInAHundred_stopsBeforeItIsAssigned() {
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      customers.add("gr-" + i);
    }
    String price = sell("gr", customers.toArray(String[]::new));
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      bulk.append(i == 0 ? "" : ",")
          .append(event("gr-" + i, "gr", "g" + i, i == 77 ? "100" : "10", OPEN));
    }
    call("POST", "/v1/events/bulk", "{\"events\":[" + bulk + "]}", 202);
    String tiers =
        "{\"script\":{\"name\":\"graduated\"},\"params\":{\"tiers\":[{\"up_to\":\"10\",\"unit_amount\":\"0.1\",\"flat_amount\":null},{\"up_to\":null,\"unit_amount\":\"0.3\",\"flat_amount\":null}]}}";
    String rollout =
        made(
            "/v1/rollouts",
            "{\"name\":\"gr\",\"price_id\":\"%s\",\"candidate\":%s,\"mode\":\"reprice\",\"guard\":{\"max_change_percent\":\"50\"},\"reason\":\"because\"}"
                .formatted(price, tiers));
    step(rollout, "shadow", "");
    for (int i = 0; i < 100 && state(rollout).equals("shadow"); i++) {
      pause();
    }
    assertThat(state(rollout)).isEqualTo("stopped");
    Json.Obj most =
        (Json.Obj)
            items(call("GET", "/v1/rollouts/" + rollout + "/differences", "", 200), "items")
                .getFirst();
    assertThat(most.string("external_id")).isEqualTo("gr-77");
    assertThat(most.string("difference")).isEqualTo("18");
    step(rollout, "start", "");
    for (int i = 0; i < 100 && !state(rollout).equals("stopped"); i++) {
      pause();
    }
    Json.Obj stopped = call("GET", "/v1/rollouts/" + rollout, "", 200);
    assertThat(stopped.get("line_items_reached")).isEqualTo(Json.of(0));
    assertThat(((Json.Obj) items(stopped, "steps").getLast()).string("reason"))
        .contains("gr-77 from 10 to 28");
    assertThat(booked("gr-77")).isEqualTo("10");
  }

  @Test
  void percent_widened_keepsWhomItHad() {
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      customers.add("pc-" + i);
    }
    String price = sell("pc", customers.toArray(String[]::new));
    String rollout = rollout(price, "0.5", "\"mode\":\"reprice\",\"percent\":\"30\"");
    step(rollout, "start", "");
    await(rollout, "active");
    long some = reached(rollout);
    assertThat(some).isBetween(1L, 39L);
    call(
        "POST",
        "/v1/rollouts/" + rollout + "/widen",
        "{\"reason\":\"because\",\"percent\":\"100\"}",
        200);
    await(rollout, "active");
    assertThat(reached(rollout)).isEqualTo(40);
    assertClean();
  }

  private long reached(String rollout) {
    return call("GET", "/v1/rollouts/" + rollout, "", 200).get("line_items_reached")
            instanceof Json.Num n
        ? n.value().longValueExact()
        : -1;
  }

  private String rollout(String price, String amount, String rest) {
    return made(
        "/v1/rollouts",
        "{\"name\":\"r\",\"price_id\":\"%s\",\"candidate\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"%s\"}},\"reason\":\"because\",%s}"
            .formatted(price, amount, rest));
  }

  private void step(String rollout, String action, String rest) {
    call(
        "POST",
        "/v1/rollouts/" + rollout + "/" + action,
        "{\"reason\":\"because\"" + rest + "}",
        200);
  }

  private String state(String rollout) {
    return call("GET", "/v1/rollouts/" + rollout, "", 200).string("state") + "";
  }

  /** Waits until a rollout is in a state and nothing is left to do. */
  private void await(String rollout, String state) {
    Json.Obj found = Json.Obj.EMPTY;
    for (int i = 0; i < 600; i++) {
      found = call("GET", "/v1/rollouts/" + rollout, "", 200);
      boolean idle =
          found.get("pending") == null && Json.of(0).equals(found.get("line_items_to_count"));
      if (state.equals(found.string("state")) && idle) {
        return;
      }
      pause();
    }
    throw new AssertionError(found.text());
  }

  private void assertClean() {
    Json.Obj check = Json.Obj.EMPTY;
    for (int i = 0; i < 100; i++) {
      check = call("POST", "/v1/check", "", 200);
      if (Json.of(true).equals(check.get("clean"))) {
        return;
      }
      pause();
    }
    throw new AssertionError(check.text());
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String sell(String name, String... customers) {
    String meter =
        made(
            "/v1/meters",
            "{\"name\":\"%s\",\"event_name\":\"%s\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"},\"reset_usage\":\"BILLING_PERIOD\"}"
                .formatted(name, name));
    String plan = made("/v1/plans", "{\"name\":\"%s\"}".formatted(name));
    String price =
        made(
            "/v1/prices",
            "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"USD\",\"billing_period\":\"MONTHLY\",\"invoice_cadence\":\"ARREAR\",\"billing_model\":\"FLAT_FEE\",\"amount\":\"0.1\"}"
                .formatted(plan, meter));
    for (String customer : customers) {
      made("/v1/customers", "{\"external_id\":\"%s\"}".formatted(customer));
      made(
          "/v1/subscriptions",
          "{\"external_customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"start_date\":\"%s\"}"
              .formatted(customer, plan, START));
    }
    return price;
  }

  private static String event(String customer, String name, String id, String n, Instant at) {
    return "{\"event_id\":\"%s-%s-%s\",\"event_name\":\"%s\",\"external_customer_id\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"n\":\"%s\"}}"
        .formatted(customer, id, at, name, customer, at, n);
  }

  private void send(String customer, String name, int events, String n, Instant at) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? "" : ",").append(event(customer, name, "e" + i, n, at));
    }
    call("POST", "/v1/events/bulk", "{\"events\":[" + body + "]}", 202);
  }

  private String booked(String customer) {
    Json.Obj sums = call("GET", "/v1/charges/summary?external_customer_id=" + customer, "", 200);
    return String.valueOf(((Json.Obj) items(sums, "items").getFirst()).string("amount"));
  }

  private static List<Json> items(Json.Obj object, String name) {
    return object.get(name) instanceof Json.Arr array ? array.items() : List.of();
  }

  private String made(String path, String body) {
    return String.valueOf(call("POST", path, body, 201).string("id"));
  }

  private Json.Obj call(String method, String path, String body, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("x-api-key", key)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(status);
      return JsonReader.parseObject(reply.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
