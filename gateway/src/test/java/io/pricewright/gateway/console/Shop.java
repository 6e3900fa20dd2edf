package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prices, customers and usage that the console shows; some are named like markup. */
final class Shop {
  /** Runs if anything shows it as more than text. */
  static final String MARKUP = "<img src=x onerror=alert(1)>";

  private static final List<String> EVENTS = List.of("call", "image");
  static final List<String> CUSTOMERS = List.of("acme", "globex", MARKUP);

  private final Scene scene;
  private final Map<String, String> prices = new HashMap<>();

  Shop(Scene scene) {
    this.scene = scene;
  }

  /** Fills the shop. */
  void open() {
    script("calls", cents("0.01"), "first");
    script("calls", "// dearer\n" + cents("0.02"), MARKUP);
    script("calls-slow", slow(), "takes its time");
    String plan = scene.plan();
    for (String event : EVENTS) {
      prices.put(event, sell(plan, event));
    }
    Instant now = Instant.now();
    for (String customer : CUSTOMERS) {
      scene.customer(customer);
      scene.subscribe(customer, plan, now.minus(20, ChronoUnit.DAYS));
    }
    use(now);
    scene.settle();
  }

  private String sell(String plan, String event) {
    return scene.price(
        plan, scene.meter(event), Terms.script("{\"name\":\"calls\",\"version\":1}", "{}"));
  }

  /** Returns the price of an event, {@code call} or {@code image}. */
  String price(String event) {
    return Objects.requireNonNull(prices.get(event));
  }

  /** A script that takes so much a call. */
  static String cents(String amount) {
    return "export function rate(event) {\n  return [{label: 'call', amount: '%s'}];\n}\n"
        .formatted(amount);
  }

  private static String slow() {
    return """
        export function rate(event) {
          let n = 0;
          for (let i = 0; i < 4000; i++) n += i % 7;
          return [{label: 'call ' + (n > 0), amount: '0.03'}];
        }
        """;
  }

  void script(String name, String source, String description) {
    scene.made(
        "/v1/scripts",
        Json.Obj.EMPTY
            .with("name", Json.of(name))
            .with("source", Json.of(source))
            .with("description", Json.of(description))
            .text());
  }

  private void use(Instant now) {
    for (int day = 1; day <= 6; day++) {
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < 330; i++) {
        Json event =
            Json.Obj.EMPTY
                .with("event_name", Json.of(EVENTS.get(i / 300)))
                .with(
                    "external_customer_id",
                    Json.of(CUSTOMERS.get(i % (i < 200 || i >= 300 ? 3 : 2))))
                .with("timestamp", Json.of(now.minus(day, ChronoUnit.DAYS).toString()));
        events.append(i == 0 ? "" : ",").append(event.text());
      }
      assertThat(scene.post("/v1/events/bulk", "{\"events\":[" + events + "]}").status())
          .isEqualTo(202);
    }
  }
}
