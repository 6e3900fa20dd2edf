package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A script that fails parks the event it fails on, with the reason, and nothing else; a fixed
 * version and a re-rating book what was missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
final class ParkedIT {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));
  private Nodes nodes;

  @BeforeAll
  void open() {
    nodes = new Nodes(1);
  }

  @AfterAll
  void close() {
    nodes.close();
  }

  /** Good events cost 1.50, bad ones fail; in version 2 bad ones cost 2.25. */
  private static String script(String bad) {
    return """
        export function rate(event, params) {
          if (event.properties.bad === 'yes') { %s }
          return [{label: 'call', amount: '1.50'}];
        }"""
        .formatted(bad);
  }

  private static String event(String id, String customer, Instant at, String properties) {
    return """
        {"event_id":"%s","event_name":"call","external_customer_id":"%s","timestamp":"%s",
         "properties":%s}"""
        .formatted(id, customer, at, properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "throw new Error('no price')~script_error~1",
        "for (;;) {}~script_timeout~2",
        "return {nonsense: true}~script_result~1",
        "return [{label: 'call', amount: 0.1}]~script_result~1",
      })
  void script_fails_parksThatEventOnly(String bad, String reason, int parked) {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String meter = client.meter("call", "COUNT", "", "[]");
    String price = client.price(plan, meter, client.script("calls", script(bad)), "{}");
    for (String customer : new String[] {"ann", "bob"}) {
      client.customer(customer);
      client.subscribe(customer, plan, start.toString());
    }
    Instant at = start.plus(Duration.ofDays(1));
    Client.Reply bulk =
        client.post(
            "/v1/events/bulk",
            "{\"events\":[%s,%s,%s,%s]}"
                .formatted(
                    event("first", "ann", at, "{}"),
                    event("bad", "ann", at, "{\"bad\":\"yes\"}"),
                    event("behind", "ann", at, "{}"),
                    event("other", "bob", at, "{}")));
    // Behind one that used up its time, events of the same cell are parked untried.
    assertThat(bulk.text("parked")).isEqualTo(Integer.toString(parked));
    assertThat(bulk.text("accepted")).isEqualTo(Integer.toString(4 - parked));
    Client.Reply receipt = client.get("/v1/events/bad/receipt");
    assertThat(receipt.text("status")).isEqualTo("parked");
    assertThat(receipt.text("reason")).isEqualTo(reason);
    assertThat(client.get("/v1/events/first/receipt").text("amount")).isEqualTo("1.5");
    assertThat(client.get("/v1/events/other/receipt").text("amount")).isEqualTo("1.5");
    // Each rated event costs 1.50: 3 of them 4.50, or 2 of them 3.00.
    assertCharged(client, new BigDecimal("1.50").multiply(new BigDecimal(4 - parked)));
    // Parked usage is usage all the same.
    assertThat(usage(client, meter)).isEqualByComparingTo("4");

    String fixed = client.script("calls", script("return [{label: 'call', amount: '2.25'}]"));
    client.done(
        "PUT",
        "/v1/prices/" + price,
        "{\"script\":%s,\"effective_from\":\"%s\"}".formatted(fixed, start));
    client.post("/v1/events/rerate", "{\"reason\":\"%s\"}".formatted(reason));
    nodes.settle();
    // 3 x 1.50 + 2.25 = 6.75.
    assertCharged(client, new BigDecimal("6.75"));
    assertThat(client.get("/v1/events/bad/receipt").text("status")).isEqualTo("accepted");
    assertThat(client.get("/v1/events/bad/receipt").text("amount")).isEqualTo("2.25");

    client.post("/v1/events/rerate", "{}");
    nodes.settle();
    assertCharged(client, new BigDecimal("6.75"));
  }

  @Test
  void cumulativeScript_failsAboveTen_leavesTheEventOutUntilFixed() {
    Client client = nodes.newTenant();
    String plan = client.plan();
    String meter = client.meter("call", "SUM", "n", "[]");
    String source =
        """
        export function price(usage, params) {
          if (Decimal.from(usage.quantity).gt('%s')) throw new Error('too much');
          return [{label: 'n', amount: Decimal.from(usage.quantity).times('0.1')}];
        }""";
    String price = client.price(plan, meter, client.script("capped", source.formatted(10)), "{}");
    client.customer("ann");
    client.subscribe("ann", plan, start.toString());
    Instant at = start.plus(Duration.ofDays(1));
    client.post(
        "/v1/events/bulk",
        "{\"events\":[%s,%s,%s,%s]}"
            .formatted(
                event("e1", "ann", at, "{\"n\":4}"),
                event("e2", "ann", at, "{\"n\":4}"),
                event("e3", "ann", at, "{\"n\":4}"),
                event("e4", "ann", at, "{\"n\":1}")));
    // 4 + 4 = 8, a third 4 makes 12: parked; then 1 makes 9, at 0.1: 0.90.
    assertThat(client.get("/v1/events/e3/receipt").text("status")).isEqualTo("parked");
    assertCharged(client, new BigDecimal("0.90"));
    client.done(
        "PUT",
        "/v1/prices/" + price,
        "{\"script\":%s,\"effective_from\":\"%s\"}"
            .formatted(client.script("capped", source.formatted(1000)), start));
    client.post("/v1/events/rerate", "{\"event_id\":\"e3\"}");
    nodes.settle();
    // All 13 at 0.1.
    assertCharged(client, new BigDecimal("1.30"));
  }

  @Test
  void script_refusedAtPublishing_isNeverAPrice() {
    Client client = nodes.newTenant();
    for (String source : new String[] {"export function price(", "const x = 1;", ""}) {
      Client.Reply reply =
          client.call(
              "POST",
              "/v1/scripts",
              Json.Obj.EMPTY
                  .with("name", Json.of("broken"))
                  .with("source", Json.of(source))
                  .text());
      assertThat(reply.status()).as(reply.body().text()).isEqualTo(400);
    }
  }

  private static void assertCharged(Client client, BigDecimal amount) {
    Client.Sums sums = client.sums();
    assertThat(sums.charged()).isEqualByComparingTo(amount);
    assertThat(sums.unbilled()).isEqualByComparingTo(amount);
    assertThat(sums.revenue().abs()).isEqualByComparingTo(amount);
  }

  private static BigDecimal usage(Client client, String meter) {
    return new BigDecimal(
        client
            .post("/v1/events/usage/meter", "{\"meter_id\":\"%s\"}".formatted(meter))
            .text("value"));
  }
}
