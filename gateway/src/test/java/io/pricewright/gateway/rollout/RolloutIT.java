package io.pricewright.gateway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
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

  private final TestNode node =
      TestNode.start(TestSettings.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Scene scene = node.tenant();
  private final Rollouts rollouts = new Rollouts(scene);

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void reprice_ofOneCustomer_isBookedAndTakenBackExactly() {
    String price = sell("re", "re-1", "re-2");
    send("re-1", "re", 100, "10", OPEN);
    send("re-2", "re", 100, "10", OPEN);
    assertThat(scene.booked("re-1")).isEqualTo("100");
    String rollout =
        rollouts.make(price, "0.25", "\"mode\":\"reprice\",\"external_customer_ids\":[\"re-1\"]");
    rollouts.step(rollout, "start", "");
    rollouts.await(rollout, "active");
    assertThat(scene.booked("re-1")).isEqualTo("250");
    costsNow("re-1", "2.5");
    costsNow("re-2", "1");
    assertThat(scene.booked("re-2")).isEqualTo("100");
    send("re-1", "re", 5, "1", OPEN.plusSeconds(60));
    assertThat(scene.booked("re-1")).isEqualTo("251.25");
    rollouts.isClean();

    rollouts.step(rollout, "rollback", ",\"mode\":\"reprice\"");
    rollouts.await(rollout, "rolled_back");
    assertThat(scene.booked("re-1")).isEqualTo("100.5");
    costsNow("re-1", "1");
    rollouts.isClean();
    List<String> actions =
        Parts.array(call("GET", "/v1/rollouts/" + rollout, "", 200), "steps").stream()
            .map(s -> ((Json.Obj) s).string("action") + " " + ((Json.Obj) s).string("reason"))
            .toList();
    assertThat(actions)
        .containsExactly("make because", "start because", "completed null", "rollback because");
  }

  /** The first event of a customer, 10 at 0.1 when it came. */
  private void costsNow(String customer, String amount) {
    String event =
        scene
            .post(
                "/v1/events/query",
                "{\"external_customer_id\":\"%s\",\"order\":\"asc\"}".formatted(customer))
            .first("events")
            .string("id");
    Reply receipt = scene.receipt(String.valueOf(event));
    assertThat(receipt.text("amount")).isEqualTo(amount);
    assertThat(receipt.text("first_amount")).isEqualTo("1");
  }

  @Test
  void aRollout_ofASimulation_hasTheParametersThatWereSimulated() {
    String price = sell("sim", "sim-1");
    send("sim-1", "sim", 10, "10", OPEN);
    String simulated =
        call(
                "POST",
                "/v1/simulations?wait=60",
                """
                {"price_id":"%s","from":"2026-03-01T00:00:00Z","to":"2026-03-20T00:00:00Z",
                 "candidate":{"name":"dear","script":{"name":"flat"},"params":{"amount":"0.30"},
                  "maximum_amount":"25"}}\
                """
                    .formatted(price),
                200)
            .string("id");
    Json.Obj made =
        call(
            "POST",
            "/v1/rollouts",
            "{\"name\":\"r\",\"reason\":\"because\",\"mode\":\"reprice\",\"simulation_id\":\"%s\"}"
                .formatted(simulated),
            201);
    assertThat(made.string("simulation_id")).isEqualTo(simulated);
    Json.Obj beside = Parts.inner(made, "price");
    assertThat(Parts.inner(Parts.inner(beside, "version"), "params").text())
        .isEqualTo("{\"amount\":\"0.30\"}");
    assertThat(Parts.inner(Parts.inner(beside, "live"), "params").text())
        .isEqualTo("{\"amount\":\"0.1\"}");
    assertThat(Parts.inner(Parts.inner(beside, "version"), "script").string("name"))
        .isEqualTo("flat");
    assertThat(beside.string("name")).contains("sim");
    rollouts.step(String.valueOf(made.string("id")), "start", "");
    rollouts.await(String.valueOf(made.string("id")), "active");
    // 100 x 0.30 = 30, and the simulated maximum is 25.
    assertThat(scene.booked("sim-1")).isEqualTo("25");
    rollouts.isClean();
  }

  @Test
  void aRollout_ofASimulation_thatIsNotOnePublishedPrice_isRefused() {
    String price = sell("two", "two-1");
    String both =
        """
        {"price_id":"%s","from":"2026-03-01T00:00:00Z","to":"2026-03-20T00:00:00Z",
         "candidates":[{"name":"a","script":{"name":"flat"},"params":{"amount":"1"}},
          {"name":"b","source":"export function price(usage) { return []; }"}]}\
        """
            .formatted(price);
    String simulated = call("POST", "/v1/simulations?wait=60", both, 200).string("id");
    String draft = "{\"name\":\"r\",\"reason\":\"because\",\"mode\":\"reprice\",%s}";
    String of = "\"simulation_id\":\"%s\"".formatted(simulated);
    assertThat(call("POST", "/v1/rollouts", draft.formatted(of), 400).text())
        .contains("/candidate_name", "Give one of its candidates: a, b");
    assertThat(
            call("POST", "/v1/rollouts", draft.formatted(of + ",\"candidate_name\":\"b\""), 400)
                .text())
        .contains("publish it, and simulate it so");
    assertThat(call("POST", "/v1/rollouts", draft.formatted("\"percent\":\"50\""), 400).text())
        .contains("/candidate", "/price_id");
    assertThat(
            call("POST", "/v1/rollouts", draft.formatted("\"simulation_id\":\"sim_none\""), 400)
                .text())
        .contains("There is no simulation of that id that is done.");
  }

  @Test
  void nextPeriod_leavesTheOpenOneAlone() {
    String price = sell("np", "np-1");
    send("np-1", "np", 10, "10", OPEN);
    // Rated in the next period before anybody decided.
    send("np-1", "np", 10, "10", NEXT);
    assertThat(scene.booked("np-1")).isEqualTo("20");
    String rollout = rollouts.make(price, "0.5", "\"mode\":\"next_period\"");
    rollouts.step(rollout, "start", "");
    rollouts.await(rollout, "active");
    assertThat(scene.booked("np-1")).isEqualTo("60");
    send("np-1", "np", 10, "10", OPEN.plusSeconds(1));
    send("np-1", "np", 10, "10", NEXT.plusSeconds(1));
    assertThat(scene.booked("np-1")).isEqualTo("120");
    rollouts.isClean();
    rollouts.step(rollout, "rollback", ",\"mode\":\"now\"");
    rollouts.await(rollout, "rolled_back");
    assertThat(scene.booked("np-1")).isEqualTo("40");
    rollouts.isClean();
  }

  @Test
  void at_anInstant_makesTwoSegments() {
    String price = sell("at", "at-1");
    send("at-1", "at", 10, "10", OPEN);
    String rollout = rollouts.make(price, "0.5", "\"mode\":\"at\",\"at\":\"2026-03-20T00:10:00Z\"");
    rollouts.step(rollout, "start", "");
    rollouts.await(rollout, "active");
    assertThat(scene.booked("at-1")).isEqualTo("10");
    send("at-1", "at", 10, "10", NOW.plusSeconds(900));
    assertThat(scene.booked("at-1")).isEqualTo("60");
    rollouts.isClean();
    // Everybody else's new version does not reach whom a rollout has.
    call(
        "PUT",
        "/v1/prices/" + price,
        "{\"effective_from\":\"2026-03-20T00:20:00Z\",\"amount\":\"7\"}",
        200);
    rollouts.isClean();
    assertThat(scene.booked("at-1")).isEqualTo("60");
  }

  @Test
  void guardRail_oneDoubledInAHundred_stopsBeforeItIsAssigned() {
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      customers.add("gr-" + i);
    }
    String price = sell("gr", customers.toArray(String[]::new));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(event("gr-" + i, "gr", "g" + i, i == 77 ? "100" : "10", OPEN));
    }
    scene.send(events);
    String tiers =
        "{\"script\":{\"name\":\"graduated\"},\"params\":{\"tiers\":[{\"up_to\":\"10\",\"unit_amount\":\"0.1\",\"flat_amount\":null},{\"up_to\":null,\"unit_amount\":\"0.3\",\"flat_amount\":null}]}}";
    String rollout =
        scene.made(
            "/v1/rollouts",
            "{\"name\":\"gr\",\"price_id\":\"%s\",\"candidate\":%s,\"mode\":\"reprice\",\"guard\":{\"max_change_percent\":\"50\"},\"reason\":\"because\"}"
                .formatted(price, tiers));
    rollouts.step(rollout, "shadow", "");
    for (int i = 0; i < 100 && rollouts.state(rollout).equals("shadow"); i++) {
      Waiting.pause(100);
    }
    assertThat(rollouts.state(rollout)).isEqualTo("stopped");
    Json.Obj most =
        (Json.Obj)
            Parts.array(call("GET", "/v1/rollouts/" + rollout + "/differences", "", 200), "items")
                .getFirst();
    assertThat(most.string("external_id")).isEqualTo("gr-77");
    assertThat(most.string("difference")).isEqualTo("18");
    rollouts.step(rollout, "start", "");
    for (int i = 0; i < 100 && !rollouts.state(rollout).equals("stopped"); i++) {
      Waiting.pause(100);
    }
    Json.Obj stopped = call("GET", "/v1/rollouts/" + rollout, "", 200);
    assertThat(stopped.get("line_items_reached")).isEqualTo(Json.of(0));
    assertThat(((Json.Obj) Parts.array(stopped, "steps").getLast()).string("reason"))
        .contains("gr-77 from 10 to 28");
    assertThat(scene.booked("gr-77")).isEqualTo("10");
  }

  @Test
  void percent_widened_keepsWhomItHad() {
    List<String> customers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      customers.add("pc-" + i);
    }
    String price = sell("pc", customers.toArray(String[]::new));
    String rollout = rollouts.make(price, "0.5", "\"mode\":\"reprice\",\"percent\":\"30\"");
    rollouts.step(rollout, "start", "");
    rollouts.await(rollout, "active");
    long some = reached(rollout);
    assertThat(some).isBetween(1L, 39L);
    call(
        "POST",
        "/v1/rollouts/" + rollout + "/widen",
        "{\"reason\":\"because\",\"percent\":\"100\"}",
        200);
    rollouts.await(rollout, "active");
    assertThat(reached(rollout)).isEqualTo(40);
    rollouts.isClean();
  }

  private long reached(String rollout) {
    return call("GET", "/v1/rollouts/" + rollout, "", 200).get("line_items_reached")
            instanceof Json.Num n
        ? n.value().longValueExact()
        : -1;
  }

  private String sell(String name, String... customers) {
    Scene.Sold sold = scene.sell(name, Terms.flat("0.1"));
    for (String customer : customers) {
      scene.customer(customer);
      scene.subscribe(customer, sold.plan(), START);
    }
    return sold.price();
  }

  private static Event event(String customer, String name, String id, String n, Instant at) {
    return Event.of(customer + "-" + id + "-" + at, name, customer).at(at).n(n);
  }

  private void send(String customer, String name, int events, String n, Instant at) {
    scene.send(
        IntStream.range(0, events).mapToObj(i -> event(customer, name, "e" + i, n, at)).toList());
  }

  private Json.Obj call(String method, String path, String body, int status) {
    return scene.call(method, path, body).is(status).json();
  }
}
