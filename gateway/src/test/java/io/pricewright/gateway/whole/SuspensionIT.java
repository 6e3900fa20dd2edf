package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A version that must be stopped again and again is suspended; its tenant is told and recovers. */
final class SuspensionIT {
  private static final String DEAR =
      "const s = 'ab'.repeat(30000); for (;;) /(a|b)*a(a|b){50}c/.test(s);";
  private static final String SCRIPT =
      """
      export function rate(event, params) {
        if (event.properties.bad === 'yes') { %s }
        return [{label: 'call', amount: '1.50'}];
      }\
      """;

  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));
  private final BlockingQueue<Json.Obj> heard = new LinkedBlockingQueue<>();

  private HttpServer endpoint() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          heard.add(
              JsonReader.parseObject(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Event event(String id, String bad) {
    return Event.of(id, "call", "ann")
        .at(start.plus(Duration.ofDays(1)))
        .with("{\"bad\":\"%s\"}".formatted(bad));
  }

  private Json.Obj notification(String type) throws InterruptedException {
    while (true) {
      Json.Obj next = heard.poll(120, TimeUnit.SECONDS);
      assertThat(next).as("a notification of type " + type).isNotNull();
      if (type.equals(Objects.requireNonNull(next).string("type"))) {
        return next;
      }
    }
  }

  /**
   * Two versions fail, each in its own words for each event, in several requests: one notification
   * of each, with all of them; at the turn of an hour another one of the new hour.
   */
  private void tellsOfParkedEventsOnce(Scene scene) throws InterruptedException {
    String plan = scene.plan();
    Map<String, String> prices = new TreeMap<>();
    for (String name : List.of("one", "two")) {
      String script =
          scene.script(
              name,
              "export function rate(event) { throw new Error('%s ' + event.properties.n); }"
                  .formatted(name));
      prices.put(name, scene.price(plan, scene.meter(name), Terms.script(script, "{}")));
    }
    scene.customer("bob");
    scene.subscribe("bob", plan, start);
    for (int i = 0; i < 6; i++) {
      String name = i % 3 == 0 ? "two" : "one";
      scene.send(Event.of("w" + i, name, "bob").at(start.plusSeconds(i)).n(i));
    }
    String environment =
        scene
            .post("/v1/events/query", "{\"external_customer_id\":\"bob\"}")
            .first("events")
            .string("environment_id");
    Set<String> told = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    while (names.size() < 2) {
      Json.Obj next = notification("events.parked");
      Json.Obj data = (Json.Obj) Objects.requireNonNull(next.get("data"));
      String name = Objects.requireNonNull(data.string("script")).replace("@1", "");
      if (!prices.containsKey(name)) {
        continue; // Of the suspended version before, and of its tenant.
      }
      assertThat(next.string("tenant_id")).isNotEmpty();
      assertThat(next.string("environment_id")).isEqualTo(environment);
      names.add(name);
      assertThat(told.add(data.string("hour") + name)).as("once a cause and hour").isTrue();
      assertThat(data.string("price_id")).isEqualTo(prices.get(name));
      assertThat(data.string("reason")).isEqualTo("script_error");
      boolean one = name.equals("one");
      // w1, w2, w4, w5; w0 and w3. The latest comes first.
      assertThat(data.get("events")).isEqualTo(Json.of(one ? 4 : 2));
      assertThat(data.string("detail")).endsWith("Error: " + (one ? "one 5" : "two 3"));
      Json.Arr examples = (Json.Arr) Objects.requireNonNull(data.get("examples"));
      assertThat(examples.items()).hasSize(one ? 4 : 2);
      assertThat(((Json.Obj) examples.items().getFirst()).string("event_id"))
          .isEqualTo(one ? "w5" : "w3");
    }
    assertThat(heard.stream().map(other -> other.string("type"))).doesNotContain("events.parked");
  }

  @Test
  void version_suspended_isAnnounced_andANewVersionRatesWhatWasParked()
      throws IOException, InterruptedException {
    HttpServer endpoint = endpoint();
    String url = "http://localhost:" + endpoint.getAddress().getPort() + "/";
    try (TestNode node = TestNode.start(TestSettings.DEFAULT.webhook(url))) {
      Scene scene = node.tenant();
      String plan = scene.plan();
      String meter = scene.meter("call");
      String price =
          scene.price(
              plan, meter, Terms.script(scene.script("calls", SCRIPT.formatted(DEAR)), "{}"));
      scene.customer("ann");
      scene.subscribe("ann", plan, start);
      for (int i = 0; i < 4; i++) {
        scene.send(event("bad" + i, "yes"));
      }
      // Each event asks more than once: with the batch, then alone.
      assertThat(scene.receipt("bad0").text("reason")).isIn("script_timeout", "script_suspended");
      assertThat(scene.receipt("bad3").text("reason")).isEqualTo("script_suspended");

      Json.Obj told = notification("script.suspended");
      Json.Obj data = (Json.Obj) Objects.requireNonNull(told.get("data"));
      assertThat(data.string("name")).isEqualTo("calls");
      assertThat(data.get("version")).isEqualTo(Json.of(1));
      assertThat(data.string("reason")).contains("one evaluation takes at most");
      assertThat(Instant.parse(Objects.requireNonNull(data.string("suspended_at"))))
          .isBetween(start, Instant.now());

      String fixed = scene.script("calls", SCRIPT.formatted("return []"));
      scene.done(
          "PUT",
          "/v1/prices/" + price,
          "{\"script\":%s,\"effective_from\":\"%s\"}".formatted(fixed, start));
      scene.posted("/v1/events/rerate", "{}");
      scene.settle();
      for (int i = 0; i < 4; i++) {
        assertThat(scene.read("/v1/events/bad" + i + "/receipt").text("status"))
            .isEqualTo("accepted");
      }
      scene.send(event("good", "no"));
      assertThat(scene.receipt("good").text("amount")).isEqualTo("1.5");
      tellsOfParkedEventsOnce(node.tenant());
    } finally {
      endpoint.stop(0);
    }
  }
}
