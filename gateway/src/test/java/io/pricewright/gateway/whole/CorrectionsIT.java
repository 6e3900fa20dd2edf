package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What changes behind events that are already rated: they are taken back, their price or filter
 * changes, their subscription or customer comes later. All amounts are worked out by hand.
 */
final class CorrectionsIT {
  private final Instant start =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));

  private Instant day(int day) {
    return start.plus(Duration.ofDays(day));
  }

  private static Event event(String id, Instant at, String properties) {
    return Event.of(id, "use", "ann").at(at).with(properties);
  }

  private static void send(Scene scene, String id, Instant at, int n) {
    scene.send(event(id, at, "{\"n\":%d}".formatted(n)));
  }

  private static void amend(Scene scene, String id, Event replacement) {
    scene.posted("/v1/events/" + id + "/amend", "{\"event\":" + replacement.json() + "}");
  }

  private static void assertCharged(Scene scene, String amount) {
    scene.settle().sums().are(amount);
  }

  /** A tenant who sells a price on a meter over n. */
  private record Shop(Scene scene, String plan, String meter, String price) {}

  private static Shop shop(String type, String filters, String script, String params) {
    Scene scene = TestNode.shared().tenant();
    String plan = scene.plan();
    String meter =
        scene.filtered("use", "{\"type\":\"%s\",\"field\":\"n\"}".formatted(type), filters);
    return new Shop(scene, plan, meter, scene.price(plan, meter, Terms.script(script, params)));
  }

  private Scene subscribed(Shop shop) {
    shop.scene().customer("ann");
    shop.scene().subscribe("ann", shop.plan(), start);
    return shop.scene().settle();
  }

  @Test
  void void_ofASum_pricesWhatRemains() {
    String tiers =
        "{\"tiers\":[{\"up_to\":\"100\",\"unit_amount\":\"0.10\"},{\"up_to\":null,\"unit_amount\":\"0.05\"}]}";
    Scene scene = subscribed(shop("SUM", "[]", "{\"name\":\"graduated\",\"version\":1}", tiers));
    send(scene, "e1", day(1), 80);
    send(scene, "e2", day(2), 50);
    // 130 units: 100 x 0.10 + 30 x 0.05.
    assertCharged(scene, "11.50");
    // It adds 20 x 0.10 + 30 x 0.05 behind 80.
    costs(scene, "e2", "3.5", "3.5");
    costs(scene.revoke("e1"), "0", "8");
    // 50 x 0.10.
    assertCharged(scene, "5.00");
    costs(scene, "e1", "0", "8");
    scene.revoke("e1");
    assertCharged(scene, "5.00");
    // A voided id stays taken.
    assertThat(scene.send(event("e1", day(1), "{\"n\":80}")).text("status")).isEqualTo("voided");
    assertCharged(scene, "5.00");
    amend(scene, "e2", event("e3", day(2), "{\"n\":110}"));
    // 100 x 0.10 + 10 x 0.05.
    assertCharged(scene, "10.50");
    amend(scene, "e2", event("e3", day(2), "{\"n\":110}"));
    assertCharged(scene, "10.50");
  }

  private static void costs(Scene scene, String event, String now, String first) {
    costs(scene.receipt(event), now, first);
  }

  /** A receipt tells what an event costs now and what it cost first, in all and by line. */
  private static void costs(Reply receipt, String now, String first) {
    for (Json.Obj part : List.of(receipt.json(), receipt.first("entries"))) {
      assertThat(part.string("amount")).as(receipt.body()).isEqualTo(now);
      assertThat(part.string("first_amount")).as(receipt.body()).isEqualTo(first);
    }
  }

  /**
   * A version that is dated back takes the place of the one that rated: 2 a unit, then tiers of 10
   * at 1 and more at 0.5, of which 8 and 4 units cost 8 and 2 x 1 + 2 x 0.5. At most 9 in all: then
   * they cost 8 and 1.
   */
  @Test
  void receipt_afterAnotherVersion_tellsWhatTheEventCostsNow() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("2"));
    Scene scene = subscribed(shop);
    send(scene, "e1", day(1), 8);
    send(scene, "e2", day(2), 4);
    costs(scene, "e2", "8", "8");
    String tiers =
        "\"script\":{\"name\":\"graduated\"},\"params\":{\"tiers\":[{\"up_to\":\"10\",\"unit_amount\":\"1\"},{\"up_to\":null,\"unit_amount\":\"0.5\"}]}";
    String dated = ",\"effective_from\":\"%s\",\"adjust_closed\":true".formatted(start);
    scene.done("PUT", "/v1/prices/" + shop.price(), "{" + tiers + dated + "}");
    assertCharged(scene, "11");
    costs(scene, "e1", "8", "16");
    costs(scene, "e2", "3", "8");
    Json.Obj line = scene.receipt("e2").first("entries");
    assertThat(line.string("script")).isEqualTo("graduated@1");
    assertThat(line.string("price_id")).isNotEqualTo(line.string("first_price_id"));
    scene.done("PUT", "/v1/prices/" + shop.price(), "{\"maximum_amount\":\"9\"" + dated + "}");
    assertCharged(scene, "9");
    costs(scene, "e2", "1", "8");
    costs(scene.revoke("e2"), "0", "8");
    assertCharged(scene, "8");
  }

  @Test
  void void_ofTheMaximum_findsTheNext() {
    Scene scene = subscribed(shop("MAX", "[]", Terms.FLAT, Terms.amount("2")));
    send(scene, "e5", day(1), 5);
    send(scene, "e9", day(2), 9);
    send(scene, "e7", day(3), 7);
    assertCharged(scene, "18"); // 9 x 2
    scene.revoke("e9");
    assertCharged(scene, "14"); // 7 x 2
    scene.revoke("e7");
    assertCharged(scene, "10"); // 5 x 2
    amend(scene, "e5", event("e6", day(1), "{\"n\":6}"));
    assertCharged(scene, "12"); // 6 x 2
    scene.revoke("e6");
    assertCharged(scene, "0");
  }

  @Test
  void void_ofTheLatest_findsTheOneBefore() {
    Scene scene = subscribed(shop("LATEST", "[]", Terms.FLAT, Terms.amount("2")));
    send(scene, "e3", day(1), 3);
    send(scene, "e8", day(4), 8);
    assertCharged(scene, "16"); // 8 x 2
    scene.revoke("e8");
    assertCharged(scene, "6"); // 3 x 2
    send(scene, "late", day(1).minusSeconds(3600), 100);
    assertCharged(scene, "6"); // an hour older than e3, so it loses
    amend(scene, "e3", event("e4", day(1), "{\"n\":4}"));
    assertCharged(scene, "8"); // 4 x 2
    scene.revoke("e4");
    assertCharged(scene, "200"); // only the late one is left: 100 x 2
  }

  @Test
  void void_ofADistinctValue_keepsItWhileAnotherHasIt() {
    Scene scene = subscribed(shop("COUNT_UNIQUE", "[]", Terms.FLAT, Terms.amount("1")));
    send(scene, "a1", day(1), 1);
    send(scene, "a2", day(2), 1);
    send(scene, "b1", day(3), 2);
    assertCharged(scene, "2"); // the values 1 and 2
    scene.revoke("a1");
    assertCharged(scene, "2"); // a2 still has the value 1
    scene.revoke("a2");
    assertCharged(scene, "1");
  }

  @Test
  void price_changedInThePast_recountsByTheRuleOfSegments() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("1"));
    Scene scene = subscribed(shop);
    send(scene, "e1", day(1), 10);
    send(scene, "e2", day(6), 10);
    assertCharged(scene, "20");
    scene.done(
        "PUT",
        "/v1/prices/" + shop.price(),
        "{\"params\":%s,\"effective_from\":\"%s\"}".formatted(Terms.amount("3"), day(5)));
    // P1(10) + P2(20) - P2(10) = 10 + 60 - 30.
    assertCharged(scene, "40");
    send(scene, "e3", day(2), 5);
    // P1(15) + P2(25) - P2(15) = 15 + 75 - 45: a late event at the price of its time.
    assertCharged(scene, "45");
    scene.revoke("e2");
    assertCharged(scene, "15"); // P1(15), nothing after
  }

  @Test
  void filters_changed_recountTheOpenPeriod() {
    Shop shop =
        shop("SUM", "[{\"key\":\"model\",\"values\":[\"a\"]}]", Terms.FLAT, Terms.amount("1"));
    Scene scene = subscribed(shop);
    scene.send(event("e1", day(1), "{\"n\":10,\"model\":\"a\"}"));
    scene.send(event("e2", day(2), "{\"n\":20,\"model\":\"b\"}"));
    assertCharged(scene, "10");
    filter(shop, "[{\"key\":\"model\",\"values\":[\"b\"]}]");
    assertCharged(scene, "20");
    filter(shop, "[]");
    assertCharged(scene, "30");
    filter(shop, "[{\"key\":\"model\",\"values\":[\"c\"]}]");
    assertCharged(scene, "0");
    scene.revoke("e1");
    filter(shop, "[]");
    assertCharged(scene, "20"); // e1 was voided while it did not count
  }

  private static void filter(Shop shop, String filters) {
    shop.scene().done("PUT", "/v1/meters/" + shop.meter(), "{\"filters\":%s}".formatted(filters));
  }

  @Test
  void subscription_afterItsEvents_ratesThoseSinceItsStart() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("1"));
    Scene scene = shop.scene();
    scene.customer("ann");
    scene.settle();
    send(scene, "e1", day(1), 10);
    send(scene, "e2", day(4), 10);
    send(scene, "e3", day(5), 10);
    assertCharged(scene, "0");
    scene.subscribe("ann", shop.plan(), day(4));
    assertCharged(scene, "20"); // e1 is before the start: usage, never money
    assertThat(scene.receipt("e1").text("reason")).isEqualTo("no_subscription");
    assertThat(scene.receipt("e2").text("amount")).isEqualTo("10");
  }

  @Test
  void customer_afterItsEvents_paysForThem() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("1"));
    Scene scene = shop.scene();
    send(scene, "e1", day(1), 5);
    send(scene, "e2", day(2), 5);
    send(scene, "voided", day(3), 100);
    assertThat(scene.receipt("e1").text("reason")).isEqualTo("no_customer");
    scene.revoke("voided");
    scene.customer("ann");
    scene.subscribe("ann", shop.plan(), start);
    assertCharged(scene, "10"); // two times 5; what was voided before is nobody's
    scene.revoke("e1");
    assertCharged(scene, "5");
  }

  @Test
  void price_afterItsEvents_ratesThemOnceAttached() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("1"));
    Scene scene = subscribed(shop);
    String second = scene.meter("use");
    send(scene, "e1", day(1), 5);
    send(scene, "e2", day(2), 5);
    assertCharged(scene, "10");
    scene.price(shop.plan(), second, Terms.script(Terms.FLAT, Terms.amount("0.25")));
    assertCharged(scene, "10.50"); // and two events at 0.25
  }

  /** Every charge that corrects others is explained by evaluations that give it. */
  private static void assertExplained(Scene scene, String cause, String amount) {
    Json.Obj newest =
        scene.read("/v1/charges?limit=100").list("items").stream()
            .filter(charge -> cause.equals(charge.string("cause")))
            .findFirst()
            .orElseThrow();
    Reply explained = scene.read("/v1/charges/" + newest.string("id") + "/explain");
    assertThat(explained.text("amount")).isEqualTo(amount);
    assertThat(explained.text("complete")).as(explained.body()).isEqualTo("true");
    Json.Obj part = explained.list("parts").getLast();
    assertThat(Parts.inner(part, "price_after").string("amount")).isNotNull();
    assertThat(part.string("script_sha256")).hasSize(64);
  }

  @Test
  void corrections_areExplainedByWhatTheScriptsSaw() {
    Shop shop = shop("SUM", "[]", Terms.FLAT, Terms.amount("1"));
    Scene scene = subscribed(shop);
    send(scene, "e1", day(1), 10);
    send(scene, "e2", day(6), 10);
    scene.done(
        "PUT",
        "/v1/prices/" + shop.price(),
        "{\"params\":%s,\"effective_from\":\"%s\"}".formatted(Terms.amount("3"), day(5)));
    assertCharged(scene, "40"); // P1(10) + P2(20) - P2(10) = 10 + 60 - 30, 20 before
    assertExplained(scene, "recount", "20");
    scene.revoke("e1");
    assertCharged(scene, "30"); // P1(0) + P2(10) - P2(0)
    assertExplained(scene, "void", "-10");
  }
}
