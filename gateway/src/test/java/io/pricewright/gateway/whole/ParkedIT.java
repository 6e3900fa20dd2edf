package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A script that fails parks the event it fails on, with the reason, and nothing else; a fixed
 * version and a re-rating book what was missing.
 */
final class ParkedIT {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));

  /** Good events cost 1.50, bad ones fail; in version 2 bad ones cost 2.25. */
  private static String script(String bad) {
    return """
    export function rate(event, params) {
      if (event.properties.bad === 'yes') { %s }
      return [{label: 'call', amount: '1.50'}];
    }\
    """
        .formatted(bad);
  }

  private static Event event(String id, String customer, Instant at, String properties) {
    return Event.of(id, "call", customer).at(at).with(properties);
  }

  /**
   * One unit costs 6 x 10^19: the first is rated, two come to 1.2 x 10^20 and are beyond the bound
   * of 10^20, and so is one of the dear kind alone. What others use is rated beside them.
   */
  @Test
  void amount_beyondWhatIsKept_parksThatEventAlone() {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String flat = "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"";
    scene.price(plan, scene.meter("much", "SUM", "n"), flat.formatted("6" + "0".repeat(19)));
    scene.price(plan, scene.meter("dear", "SUM", "n"), flat.formatted("9".repeat(26)));
    scene.price(plan, scene.meter("cheap", "SUM", "n"), flat.formatted("1"));
    scene.customer("ann");
    scene.subscribe("ann", plan, start);
    Instant at = start.plus(Duration.ofDays(1));
    Reply bulk =
        scene.send(
            List.of(
                Event.of("e1", "much", "ann").at(at).n(1),
                Event.of("e2", "much", "ann").at(at).n(1),
                Event.of("e3", "dear", "ann").at(at).n(1),
                Event.of("e4", "cheap", "ann").at(at).n(2)));
    assertThat(bulk.text("accepted")).isEqualTo("2");
    assertThat(bulk.text("parked")).isEqualTo("2");
    assertThat(scene.receipt("e2").text("reason")).isEqualTo("amount_out_of_range");
    assertThat(scene.receipt("e3").text("reason")).isEqualTo("amount_out_of_range");
    // A re-rating parks them again, and ends.
    scene.done("POST", "/v1/events/rerate", "{\"reason\":\"amount_out_of_range\"}");
    scene.settle().sums().are("60000000000000000002");
    scene.isClean();
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
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String meter = scene.meter("call");
    String price = scene.price(plan, meter, Terms.script(scene.script("calls", script(bad)), "{}"));
    for (String customer : new String[] {"ann", "bob"}) {
      scene.customer(customer);
      scene.subscribe(customer, plan, start);
    }
    Instant at = start.plus(Duration.ofDays(1));
    Reply bulk =
        scene.send(
            List.of(
                event("first", "ann", at, "{}"),
                event("bad", "ann", at, "{\"bad\":\"yes\"}"),
                event("behind", "ann", at, "{}"),
                event("other", "bob", at, "{}")));
    // Behind one that used up its time, events of the same cell are parked untried.
    assertThat(bulk.text("parked")).isEqualTo(Integer.toString(parked));
    assertThat(bulk.text("accepted")).isEqualTo(Integer.toString(4 - parked));
    Reply receipt = scene.receipt("bad");
    assertThat(receipt.text("status")).isEqualTo("parked");
    assertThat(receipt.text("reason")).isEqualTo(reason);
    assertThat(scene.receipt("first").text("amount")).isEqualTo("1.5");
    assertThat(scene.receipt("other").text("amount")).isEqualTo("1.5");
    // Each rated event costs 1.50: 3 of them 4.50, or 2 of them 3.00.
    assertCharged(scene, new BigDecimal("1.50").multiply(new BigDecimal(4 - parked)));
    // Parked usage is usage all the same.
    assertThat(usage(scene, meter)).isEqualByComparingTo("4");

    String fixed = scene.script("calls", script("return [{label: 'call', amount: '2.25'}]"));
    scene.done(
        "PUT",
        "/v1/prices/" + price,
        "{\"script\":%s,\"effective_from\":\"%s\"}".formatted(fixed, start));
    scene.posted("/v1/events/rerate", "{\"reason\":\"%s\"}".formatted(reason));
    scene.settle();
    // 3 x 1.50 + 2.25 = 6.75.
    assertCharged(scene, new BigDecimal("6.75"));
    assertThat(scene.receipt("bad").text("status")).isEqualTo("accepted");
    assertThat(scene.receipt("bad").text("amount")).isEqualTo("2.25");

    scene.posted("/v1/events/rerate", "{}");
    scene.settle();
    assertCharged(scene, new BigDecimal("6.75"));
  }

  @Test
  void cumulativeScript_failsAboveTen_leavesTheEventOutUntilFixed() {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String meter = scene.meter("call", "SUM", "n");
    String source =
        """
        export function price(usage, params) {
          if (Decimal.from(usage.quantity).gt('%s')) throw new Error('too much');
          return [{label: 'n', amount: Decimal.from(usage.quantity).times('0.1')}];
        }\
        """;
    String price =
        scene.price(plan, meter, Terms.script(scene.script("capped", source.formatted(10)), "{}"));
    scene.customer("ann");
    scene.subscribe("ann", plan, start);
    Instant at = start.plus(Duration.ofDays(1));
    scene.send(
        List.of(
            event("e1", "ann", at, "{\"n\":4}"),
            event("e2", "ann", at, "{\"n\":4}"),
            event("e3", "ann", at, "{\"n\":4}"),
            event("e4", "ann", at, "{\"n\":1}")));
    // 4 + 4 = 8, a third 4 makes 12: parked; then 1 makes 9, at 0.1: 0.90.
    assertThat(scene.receipt("e3").text("status")).isEqualTo("parked");
    assertCharged(scene, new BigDecimal("0.90"));
    scene.done(
        "PUT",
        "/v1/prices/" + price,
        "{\"script\":%s,\"effective_from\":\"%s\"}"
            .formatted(scene.script("capped", source.formatted(1000)), start));
    scene.posted("/v1/events/rerate", "{\"event_id\":\"e3\"}");
    scene.settle();
    // All 13 at 0.1.
    assertCharged(scene, new BigDecimal("1.30"));
  }

  @Test
  void script_refusedAtPublishing_isNeverAPrice() {
    Scene scene = TestNode.shared().tenant();
    for (String source : new String[] {"export function price(", "const x = 1;", ""}) {
      Reply reply =
          scene.call(
              "POST",
              "/v1/scripts",
              Json.Obj.EMPTY
                  .with("name", Json.of("broken"))
                  .with("source", Json.of(source))
                  .text());
      assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    }
  }

  /**
   * What a script throws is told where its event is: as it stands, with line and column, bounded,
   * and with the price and the script version.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "throw new Error('no price for <b>gpt-9</b>, {\"a\":1}')~Error: no price for <b>gpt-9</b>,"
            + " {\"a\":1}~0",
        "throw new Error('two\\nlines \\u0000')~Error: two\uFFFDlines \uFFFD~0",
        "throw new Error('x'.repeat(2000))~Error: xxx~500",
        "event.properties.nothing.more~TypeError~0",
      })
  void script_throws_isToldWithLineAndColumn(String bad, String said, int length) {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String version = scene.script("told", script(bad));
    String price = scene.price(plan, scene.meter("call"), Terms.script(version, "{}"));
    scene.customer("ann");
    scene.subscribe("ann", plan, start);
    Event event = event("bad", "ann", start.plus(Duration.ofDays(1)), "{\"bad\":\"yes\"}");
    Json.Obj previewed =
        Parts.first(scene.post("/v1/preview", Event.bulk(List.of(event))).json(), "results");
    Reply sent = scene.send(event);
    assertThat(sent.text("detail")).startsWith("told@1: line 2, column ").contains(said);
    Json.Obj entry = scene.receipt("bad").first("entries");
    assertThat(entry.string("reason")).isEqualTo("script_error");
    Json.Obj failure = Parts.inner(entry, "failure");
    assertThat(failure.string("price_id")).isEqualTo(price);
    assertThat(failure.string("script")).isEqualTo("told@1");
    assertThat(failure.string("detail"))
        .matches("(?s)line 2, column [0-9]+: .*")
        .contains(said)
        .hasSizeBetween(Math.max(1, length), 500);
    // What it would see now is what replays it.
    assertThat(Parts.inner(Parts.inner(entry, "input_after"), "subject").string("event_id"))
        .isEqualTo("bad");
    assertThat(Parts.inner(Parts.first(previewed, "entries"), "failure")).isEqualTo(failure);
    assertThat(
            Parts.inner(
                scene
                    .post("/v1/events/query", "{\"external_customer_id\":\"ann\"}")
                    .first("events"),
                "failure"))
        .isEqualTo(failure);
    scene.isClean();
    assertThat(Parts.inner(scene.post("/v1/check", "").first("parked_events"), "failure"))
        .isEqualTo(failure);
  }

  private static void assertCharged(Scene scene, BigDecimal amount) {
    scene.sums().are(amount);
  }

  private static BigDecimal usage(Scene scene, String meter) {
    return new BigDecimal(
        scene
            .post("/v1/events/usage/meter", "{\"meter_id\":\"%s\"}".formatted(meter))
            .text("value"));
  }
}
