package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Buckets and groups of a meter, scripts that see them all, and the bounds of a price. All amounts
 * are worked out by hand.
 */
final class BucketsIT {
  private static final String EACH =
      """
      export function rate(event, params) {
        return [{label: 'transfer', amount: event.quantity.times(params.share)}];
      }
      """;
  private static final String DEAREST_FREE =
      """
      export const sees = 'all';
      export function price(usage, params) {
        let dearest = Decimal.from('0');
        for (const cell of usage.cells) if (cell.quantity.gt(dearest)) dearest = cell.quantity;
        const due = usage.quantity.minus(dearest);
        return [{label: 'all but the busiest of ' + usage.cells.length, amount: due.times(params.unit)}];
      }
      """;

  private static Scene shop(String aggregation, String source, String params, String bounds) {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String script = source.isEmpty() ? Terms.FLAT : scene.script("own", source);
    scene.price(plan, scene.meter("use", aggregation), Terms.script(script, params) + bounds);
    scene.customer("ann");
    scene.subscribe("ann", plan, "2026-03-01T00:00:00Z");
    scene.settle();
    return scene;
  }

  private static void send(Scene scene, String id, String at, String properties) {
    scene.send(event(id, at, properties));
  }

  private static Event event(String id, String at, String properties) {
    return Event.of(id, "use", "ann").at(at).with(properties);
  }

  private static void assertCharged(Scene scene, String amount) {
    scene.settle();
    assertThat(scene.sums().charged()).isEqualByComparingTo(amount);
    assertThat(scene.sums().unbilled()).isEqualByComparingTo(amount);
    scene.isClean();
  }

  @Test
  void maximum_ofEachHour_addsUp() {
    Scene scene =
        shop(
            "{\"type\":\"MAX\",\"field\":\"n\",\"bucket_size\":\"HOUR\"}",
            "",
            "{\"amount\":\"0.10\"}",
            "");
    send(scene, "e1", "2026-03-02T10:00:00Z", "{\"n\":3}");
    send(scene, "e2", "2026-03-02T10:30:00Z", "{\"n\":5}");
    send(scene, "e3", "2026-03-02T11:30:00Z", "{\"n\":2}");
    // The hours' maxima are 5 and 2: 7 x 0.10.
    assertCharged(scene, "0.70");
    scene.revoke("e2");
    // 3 and 2.
    assertCharged(scene, "0.50");
    // The usage of the meter is the sum of its buckets.
    String meter = scene.read("/v1/meters").list("items").getFirst().string("id");
    Reply usage =
        scene.posted(
            "/v1/events/usage/meter",
            """
            {"meter_id":"%s","external_customer_id":"ann","start_time":"2026-03-01T00:00:00Z",
             "end_time":"2026-04-01T00:00:00Z"}"""
                .formatted(meter));
    assertThat(usage.text("value")).isEqualTo("5");
  }

  @Test
  void groups_areCountedApart_eachByItsOwnTiers() {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String meter = scene.meter("use", "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String tiers =
        "{\"tiers\":[{\"up_to\":\"100\",\"unit_amount\":\"0.10\"},{\"up_to\":null,\"unit_amount\":\"0.05\"}]}";
    scene.price(plan, meter, Terms.script("{\"name\":\"graduated\",\"version\":1}", tiers));
    scene.customer("ann");
    scene.subscribe("ann", plan, "2026-03-01T00:00:00Z");
    scene.settle();
    send(scene, "e1", "2026-03-02T10:00:00Z", "{\"n\":120,\"model\":\"a\"}");
    send(scene, "e2", "2026-03-03T10:00:00Z", "{\"n\":80,\"model\":\"b\"}");
    send(scene, "e3", "2026-03-04T10:00:00Z", "{\"n\":10}");
    // a: 100 x 0.10 + 20 x 0.05 = 11; b: 80 x 0.10 = 8; none: 10 x 0.10 = 1.
    assertCharged(scene, "20");
  }

  @Test
  void script_thatSeesAll_pricesTheGroupsTogether() {
    Scene scene =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"team\"}",
            DEAREST_FREE,
            "{\"unit\":\"0.5\"}",
            "");
    send(scene, "e1", "2026-03-02T10:00:00Z", "{\"n\":10,\"team\":\"a\"}");
    assertCharged(scene, "0"); // the only team is the busiest
    send(scene, "e2", "2026-03-02T10:00:00Z", "{\"n\":4,\"team\":\"b\"}");
    assertCharged(scene, "2"); // 4 x 0.5
    send(scene, "e3", "2026-03-02T10:00:00Z", "{\"n\":9,\"team\":\"b\"}");
    assertCharged(scene, "5"); // b has 13 and is the busiest now: 10 x 0.5
    scene.revoke("e1");
    assertCharged(scene, "0"); // team a is gone
    for (Json.Obj charge : scene.read("/v1/charges").list("items")) {
      Reply explained = scene.read("/v1/charges/" + charge.string("id") + "/explain");
      assertThat(explained.text("complete")).as(explained.body()).isEqualTo("true");
    }
  }

  @Test
  void script_thatSeesAll_parksTheGroupAfterAThousand() {
    Scene scene =
        shop("{\"type\":\"COUNT\",\"group_by\":\"team\"}", DEAREST_FREE, "{\"unit\":\"1\"}", "");
    scene.send(bulk(0, 1_000));
    // 1,000 teams of one event each: all but one are paid.
    assertCharged(scene, "999");
    scene.send(bulk(999, 1_002));
    // Team 999 has two now, so 1,001 - 2; teams 1000 and 1001 wait.
    assertCharged(scene, "999");
    assertThat(scene.receipt("n1001").body()).contains("too_many_groups");
  }

  private static List<Event> bulk(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                event(
                    (from == 0 ? "m" : "n") + i,
                    "2026-03-02T10:00:00Z",
                    "{\"team\":\"%d\"}".formatted(i)))
        .toList();
  }

  @Test
  void maximumAmount_capsThePeriod_andAVoidComesBelowIt() {
    Scene scene =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\"}",
            "",
            "{\"amount\":\"1\"}",
            ",\"maximum_amount\":\"50\"");
    send(scene, "e1", "2026-03-02T10:00:00Z", "{\"n\":30}");
    assertCharged(scene, "30");
    send(scene, "e2", "2026-03-02T11:00:00Z", "{\"n\":30}");
    assertCharged(scene, "50");
    send(scene, "e3", "2026-03-02T12:00:00Z", "{\"n\":5}");
    assertCharged(scene, "50");
    scene.revoke("e2");
    assertCharged(scene, "35"); // 30 + 5
    // A price that takes effect later, with a lower maximum, takes nothing back.
    send(scene, "e4", "2026-04-02T12:00:00Z", "{\"n\":80}");
    assertCharged(scene, "85"); // April has a maximum of its own: 35 + 50
  }

  @Test
  void freeEvents_areTheEarliest_whateverTheyArriveAs() {
    Scene scene =
        shop(
            "{\"type\":\"SUM\",\"field\":\"n\"}",
            EACH,
            "{\"share\":\"0.01\"}",
            ",\"free_events\":2");
    send(scene, "e3", "2026-03-03T10:00:00Z", "{\"n\":300}");
    send(scene, "e4", "2026-03-04T10:00:00Z", "{\"n\":400}");
    assertCharged(scene, "0");
    send(scene, "e2", "2026-03-02T10:00:00Z", "{\"n\":200}");
    assertCharged(scene, "4"); // e2 and e3 are free now, e4 costs 400 x 0.01
    send(scene, "e1", "2026-03-01T10:00:00Z", "{\"n\":100}");
    assertCharged(scene, "7"); // e3 and e4
    scene.revoke("e1");
    assertCharged(scene, "4"); // e3 is free again
  }

  @Test
  void bounds_thatMakeNoSense_areRefused() {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String parted = scene.meter("use", "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String flat = Terms.script(Terms.FLAT, Terms.amount("1"));
    refused(scene, Scene.draft(plan, parted, flat + ",\"maximum_amount\":\"5\""), "sees = 'all'");
    refused(scene, Scene.draft(plan, parted, flat + ",\"free_events\":5"), "each event alone");
    Reply tooMany =
        scene.call("POST", "/v1/prices", Scene.draft(plan, parted, flat + ",\"free_events\":1001"));
    tooMany.refused(400, "/free_events");
    Reply weighted =
        scene.call(
            "POST",
            "/v1/meters",
            "{\"name\":\"w\",\"event_name\":\"use\",\"aggregation\":{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\",\"bucket_size\":\"DAY\"}}");
    weighted.refused(400, "/aggregation/bucket_size");
  }

  @Test
  void version_thatSeesOtherwise_isRefused() {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String parted = scene.meter("use", "{\"type\":\"SUM\",\"field\":\"n\",\"group_by\":\"model\"}");
    String all = scene.script("own", DEAREST_FREE);
    String made = scene.price(plan, parted, Terms.script(all, "{\"unit\":\"1\"}"));
    Reply other =
        scene.call(
            "PUT",
            "/v1/prices/" + made,
            "{\"script\":%s,\"params\":{\"amount\":\"1\"}}".formatted(Terms.FLAT));
    other.refused(400, "Make a new price");
  }

  private static void refused(Scene scene, String body, String why) {
    Reply reply = scene.call("POST", "/v1/prices", body);
    reply.refused(400, why);
  }
}
