package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Prices that change within April 2026, which has 30 days, on a node: by count, by share and by
 * time. All amounts are worked out by hand, and the check says the same.
 */
final class PriceChangeIT {
  private static final String VOLUME =
      """
      {"tiers":[{"up_to":"10","unit_amount":"%s"},{"up_to":null,"unit_amount":"%s"}]}\
      """;

  private final Scene scene = TestNode.shared().tenant();
  private final String plan = scene.plan();

  private static Instant day(int day) {
    return Instant.parse("2026-04-01T00:00:00Z").plusSeconds(86_400L * day);
  }

  /** Sells an aggregation over n to ann from the first of April on, and returns the price. */
  private String sold(String aggregation, String script, String params) {
    String meter = scene.meter("use", aggregation, "n");
    String price =
        scene.price(
            plan, meter, Terms.script("{\"name\":\"%s\",\"version\":1}".formatted(script), params));
    scene.customer("ann");
    scene.subscribe("ann", plan, day(0));
    scene.settle();
    return price;
  }

  private void change(String price, String params, int day) {
    scene.done(
        "PUT",
        "/v1/prices/" + price,
        "{\"params\":%s,\"effective_from\":\"%s\",\"adjust_closed\":true}"
            .formatted(params, day(day)));
    scene.settle();
  }

  private void send(String id, int day, String n) {
    scene.send(Event.of(id, "use", "ann").at(day(day)).with("{\"n\":%s}".formatted(n)));
  }

  private void costs(String amount) {
    scene.settle().sums().are(amount);
    scene.isClean();
  }

  @Test
  void volume_dearerTiersInTheMiddle_costNeverLessThanNothing() {
    String price = sold("SUM", "volume", VOLUME.formatted("1", "0.5"));
    String wallet = scene.wallet("ann", "");
    scene.topUp(wallet, "10", "").is(200);
    send("e1", 4, "8");
    change(price, VOLUME.formatted("3", "1"), 9);
    assertThat(scene.booked("ann")).isEqualTo("8");
    send("e2", 14, "4");
    // 12 units cost 6 and 12; 8 and 4 were added: 6 x 8/12 + 12 x 4/12.
    assertThat(scene.booked("ann")).isEqualTo("8");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("2");
    scene.revoke("e1");
    // 4 at 3, all of them added under the second version; 10 are paid, 2 are open.
    assertThat(scene.settle().booked("ann")).isEqualTo("12");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-2");
    scene.isClean();
  }

  @Test
  void graduated_cheaperInTheMiddle_goesOnByCount() {
    String tiers =
        "{\"tiers\":[{\"up_to\":\"1000\",\"unit_amount\":\"%s\"},{\"up_to\":null,\"unit_amount\":\"%s\"}]}";
    String price = sold("SUM", "graduated", tiers.formatted("0.10", "0.05"));
    send("e1", 4, "800");
    change(price, tiers.formatted("0.08", "0.04"), 15);
    send("e2", 20, "800");
    // 80 + (80 + 24 - 64).
    costs("120");
    // A return: 1,599 cost 129.95 and 103.96, and 800 of 1,600 were added in each half.
    send("e3", 21, "-1");
    assertThat(scene.receipt("e3").body()).contains("quantity_negative");
    costs("120");
  }

  @Test
  void latest_changedWithoutAnotherEvent_weighsByTime() {
    String price = sold("LATEST", "flat", Terms.amount("5"));
    send("e1", 2, "20");
    costs("100");
    change(price, Terms.amount("1"), 15);
    // 100 x 1/2 + 20 x 1/2, though nothing came behind the change.
    costs("60");
    Reply charges = scene.get("/v1/charges?external_customer_id=ann").is(200);
    assertThat(charges.list("items")).hasSize(2);
    String recount = Parts.text(charges.first("items"), "id");
    // The charge of the change says by which share each version counts.
    assertThat(scene.get("/v1/charges/" + recount + "/explain").is(200).body())
        .contains("\"complete\":true")
        .contains("\"share_after\":\"1296000000000/2592000000000\"");
    send("e2", 25, "4");
    // 20 x 1/2 + 4 x 1/2.
    costs("12");
  }

  @Test
  void equalVersion_changesNothing() {
    String price = sold("LATEST", "flat", Terms.amount("5"));
    send("e1", 2, "20");
    change(price, Terms.amount("5"), 15);
    send("e2", 20, "10");
    costs("50");
  }

  @Test
  void average_ofThirds_isDividedOnce() {
    sold("AVG", "flat", Terms.amount("3"));
    send("e1", 1, "1");
    send("e2", 2, "1");
    send("e3", 3, "2");
    costs("4");
    // What is answered has 12 decimals.
    assertThat(scene.receipt("e3").body()).contains("\"usage_after\":\"1.333333333333\"");
  }

  @Test
  void never_whatCannotBeSplitByTime_isRefused() {
    scene
        .post(
            "/v1/meters",
            "{\"name\":\"w\",\"event_name\":\"use\",\"reset_usage\":\"NEVER\","
                + "\"aggregation\":{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\"}}")
        .is(400);
    String meter =
        scene.made(
            "/v1/meters",
            "{\"name\":\"l\",\"event_name\":\"use\",\"reset_usage\":\"NEVER\","
                + "\"aggregation\":{\"type\":\"LATEST\",\"field\":\"n\"}}");
    String price = scene.price(plan, meter, Terms.flat("5"));
    assertThat(scene.put("/v1/prices/" + price, "{\"amount\":\"6\"}").is(400).body())
        .contains("Make a new price");
  }
}
