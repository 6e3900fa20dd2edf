package io.pricewright.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Prices, customers and usage that the console shows; some are named like markup. */
final class Shop {
  /** Runs if anything shows it as more than text. */
  static final String MARKUP = "<img src=x onerror=alert(1)>";

  static final List<String> CUSTOMERS = List.of("acme", "globex", MARKUP);

  private final TestNode node;
  private String price = "";

  Shop(TestNode node) {
    this.node = node;
  }

  /** Fills the shop. */
  void open() {
    script("calls", cents("0.01"), "first");
    script("calls", "// dearer\n" + cents("0.02"), MARKUP);
    script("calls-slow", slow(), "takes its time");
    String meter =
        node.made(
            "/v1/meters",
            "{\"name\":\"Calls\",\"event_name\":\"call\",\"aggregation\":{\"type\":\"COUNT\"},\"reset_usage\":\"BILLING_PERIOD\"}");
    String plan = node.made("/v1/plans", "{\"name\":\"Pay as you go\"}");
    price =
        node.made(
            "/v1/prices",
            """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_period":"MONTHLY","invoice_cadence":"ARREAR","billing_model":"SCRIPT",
         "script":{"name":"calls","version":1},"params":{}}"""
                .formatted(plan, meter));
    Instant now = Instant.now();
    for (String customer : CUSTOMERS) {
      node.made("/v1/customers", Json.Obj.EMPTY.with("external_id", Json.of(customer)).text());
      node.made(
          "/v1/subscriptions",
          Json.Obj.EMPTY
              .with("external_customer_id", Json.of(customer))
              .with("plan_id", Json.of(plan))
              .with("currency", Json.of("usd"))
              .with("billing_period", Json.of("MONTHLY"))
              .with("start_date", Json.of(now.minus(20, ChronoUnit.DAYS).toString()))
              .text());
    }
    use(now);
  }

  /** Returns the price of a call. */
  String price() {
    return price;
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
    node.made(
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
      for (int i = 0; i < 300; i++) {
        Json event =
            Json.Obj.EMPTY
                .with("event_name", Json.of("call"))
                .with("external_customer_id", Json.of(CUSTOMERS.get(i % (i < 200 ? 3 : 2))))
                .with("timestamp", Json.of(now.minus(day, ChronoUnit.DAYS).toString()));
        events.append(i == 0 ? "" : ",").append(event.text());
      }
      assertThat(node.post("/v1/events/bulk", "{\"events\":[" + events + "]}").status())
          .isEqualTo(202);
    }
  }
}
