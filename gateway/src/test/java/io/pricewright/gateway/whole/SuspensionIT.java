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
import java.util.Objects;
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
      }""";

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
      Json.Obj next = heard.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a notification of type " + type).isNotNull();
      if (type.equals(Objects.requireNonNull(next).string("type"))) {
        return next;
      }
    }
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
    } finally {
      endpoint.stop(0);
    }
  }
}
