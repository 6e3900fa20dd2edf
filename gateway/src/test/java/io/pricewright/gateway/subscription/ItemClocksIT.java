package io.pricewright.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * By which periods usage is billed, and which prices a subscription takes. All of it is checked
 * against the naive model too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ItemClocksIT {
  private static final String TEN_THEN_CHEAP =
      """
      "billing_model":"TIERED","tier_mode":"SLAB",
      "tiers":[{"up_to":10,"unit_amount":"1"},{"unit_amount":"0.1"}]\
      """;

  private final Scene scene = TestNode.shared().tenant();
  private int made;

  private String price(String plan, String meter, String period, int count, String terms) {
    return scene.made(
        "/v1/prices",
        """
        {"entity_id":"%s","meter_id":"%s","currency":"usd","billing_period":"%s",
         "billing_period_count":%d,%s}\
        """
            .formatted(plan, meter, period, count, terms));
  }

  private static String flat(String amount) {
    return "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"".formatted(amount);
  }

  private Reply subscribe(String customer, String plan, String period, String rest) {
    return scene.post(
        "/v1/subscriptions",
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"%s",
         "start_date":"2026-01-01T00:00:00Z"%s}\
        """
            .formatted(customer, plan, period, rest));
  }

  private void use(String event, String customer, String at, Object n) {
    scene.send(new Event("e" + ++made, event, customer, at, "{\"n\":\"%s\"}".formatted(n)));
  }

  private void charged(String customer, String amount) {
    scene.settle();
    assertThat(scene.sumsOf(customer).charged()).isEqualByComparingTo(amount);
  }

  private static List<String> periods(Reply subscription) {
    return subscription.is(201).list("line_items").stream()
        .map(
            item ->
                Parts.text(item, "billing_period") + " " + Parts.text(item, "billing_period_count"))
        .sorted()
        .toList();
  }

  @Test
  void prices_ofTwoPeriodsOnOneMeter_areTakenByTheSubscriptionsOwn() {
    String meter = scene.meter("two", "SUM", "n");
    String plan = scene.plan();
    price(plan, meter, "MONTHLY", 1, flat("1"));
    price(plan, meter, "ANNUAL", 1, flat("0.5"));
    price(plan, meter, "WEEKLY", 1, flat("7"));
    scene.customer("by-month");
    scene.customer("by-year");
    scene.customer("by-half");
    scene.customer("by-three");
    assertThat(periods(subscribe("by-month", plan, "MONTHLY", ""))).containsExactly("MONTHLY 1");
    assertThat(periods(subscribe("by-year", plan, "ANNUAL", ""))).containsExactly("ANNUAL 1");
    // No half year is offered: the longest that divides six months is the month, never the week.
    assertThat(periods(subscribe("by-half", plan, "HALF_YEARLY", ""))).containsExactly("MONTHLY 1");
    assertThat(periods(subscribe("by-three", plan, "DAILY", ",\"billing_period_count\":21")))
        .containsExactly("WEEKLY 1");
    for (String customer : List.of("by-month", "by-year", "by-half", "by-three")) {
      use("two", customer, "2026-03-05T00:00:00Z", 1);
    }
    charged("by-month", "1"); // not 1 + 0.5 + 7
    charged("by-year", "0.5");
    charged("by-half", "1");
    charged("by-three", "7");
    // A day is divided by none of them.
    scene.customer("by-day");
    subscribe("by-day", plan, "DAILY", "").refused(400, "ANNUAL, MONTHLY, WEEKLY");
    scene.isClean();
  }

  @Test
  void periods_ofOneLength_areTheSame_howeverWritten() {
    String meter = scene.meter("same", "SUM", "n");
    String fee = scene.meter("same-too", "SUM", "n");
    String plan = scene.plan();
    price(plan, meter, "MONTHLY", 3, flat("1"));
    price(plan, fee, "MONTHLY", 1, flat("2"));
    scene.customer("quarter");
    // Each meter has its own choice: of one the quarter is offered, of the other the month divides.
    assertThat(periods(subscribe("quarter", plan, "QUARTERLY", "")))
        .containsExactly("MONTHLY 1", "MONTHLY 3");
  }

  @Test
  void tiers_beginAnewWithThePeriodOfThePrice() {
    String meter = scene.meter("tiers", "SUM", "n");
    String plan = scene.plan();
    price(plan, meter, "MONTHLY", 1, TEN_THEN_CHEAP);
    scene.customer("tier-year");
    subscribe("tier-year", plan, "ANNUAL", "").is(201);
    use("tiers", "tier-year", "2026-09-10T00:00:00Z", 15);
    charged("tier-year", "10.5"); // 10 x 1 + 5 x 0.1
    use("tiers", "tier-year", "2026-10-10T00:00:00Z", 15);
    charged("tier-year", "21"); // and again, not 15 x 0.1
    scene.customer("tier-three");
    subscribe("tier-three", plan, "MONTHLY", ",\"billing_period_count\":3").is(201);
    use("tiers", "tier-three", "2026-01-31T23:59:59Z", 10);
    use("tiers", "tier-three", "2026-02-01T00:00:00Z", 10);
    charged("tier-three", "20"); // two months of 10, not 10 x 1 + 10 x 0.1
    assertThat(
            scene.get("/v1/charges?external_customer_id=tier-three").is(200).list("items").stream()
                .map(charge -> Parts.text(charge, "period_start"))
                .sorted())
        .containsExactly("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    scene.isClean();
  }

  @Test
  void monthEnds_areCountedFromTheAnchor_inTheZone() {
    String meter = scene.meter("ends", "SUM", "n");
    String plan = scene.plan();
    price(plan, meter, "MONTHLY", 1, TEN_THEN_CHEAP);
    scene.customer("ends-1");
    // Midnight of the 31st in Berlin: periods begin 31 Jan, 28 Feb, 31 Mar.
    subscribe(
            "ends-1",
            plan,
            "ANNUAL",
            ",\"billing_anchor\":\"2026-01-30T23:00:00Z\",\"timezone\":\"Europe/Berlin\"")
        .is(201);
    use("ends", "ends-1", "2026-02-27T22:59:59Z", 11); // 10.1, period from 31 Jan
    use("ends", "ends-1", "2026-02-27T23:00:00Z", 11); // 10.1, from 28 Feb
    use("ends", "ends-1", "2026-03-30T21:59:59Z", 1); // 0.1, still; summer time since the 29th
    use("ends", "ends-1", "2026-03-30T22:00:00Z", 1); // 1, from 31 Mar
    charged("ends-1", "21.3");
    scene.isClean();
  }

  private String limited(String event, String amount) {
    String meter = scene.meter(event, "SUM", "n");
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"F\",\"lookup_key\":\"%s\",\"type\":\"metered\",\"meter_id\":\"%s\"}"
                .formatted(event, meter));
    String plan = scene.plan();
    scene.made("/v1/entitlements", right(plan, feature, 1000, "MONTHLY"));
    price(plan, meter, "MONTHLY", 1, flat(amount));
    return plan;
  }

  private static String right(String plan, String feature, int limit, String reset) {
    return """
    {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"metered",
     "usage_limit":%d,"usage_reset_period":"%s"}\
    """
        .formatted(plan, feature, limit, reset);
  }

  @Test
  void allowance_isOfEachPeriodOfTheItem() {
    String plan = limited("allow", "0.01");
    scene.customer("allow-year");
    subscribe("allow-year", plan, "ANNUAL", "").is(201);
    for (int month = 9; month < 12; month++) {
      use("allow", "allow-year", "2026-%02d-05T00:00:00Z".formatted(month), 1000);
    }
    charged("allow-year", "0"); // 1,000 of each month are included: not 2,000 x 0.01
    use("allow", "allow-year", "2026-11-06T00:00:00Z", 1);
    charged("allow-year", "0.01");
    // Access and the price see the same window: November of the year's subscription.
    Reply access =
        scene.post("/v1/access", "{\"external_customer_id\":\"allow-year\",\"feature\":\"allow\"}");
    assertThat(access.is(200).first("results").string("used")).as(access.body()).isEqualTo("1001");
    // A month does not divide a week: refused, and the price may be named.
    scene.customer("allow-week");
    subscribe("allow-week", plan, "WEEKLY", "").refused(400, "MONTHLY");
    String named = ",\"line_items\":[{\"price_id\":\"%s\"}]".formatted(priceOf(plan));
    assertThat(periods(subscribe("allow-week", plan, "WEEKLY", named)))
        .containsExactly("MONTHLY 1");
    for (String day : List.of("02", "09", "16", "23")) {
      use("allow", "allow-week", "2026-01-" + day + "T00:00:00Z", 500);
    }
    charged("allow-week", "10"); // (2,000 - 1,000) x 0.01
    scene.isClean();
  }

  private String priceOf(String plan) {
    return scene.get("/v1/prices?limit=100").is(200).list("items").stream()
        .filter(price -> plan.equals(Parts.text(price, "entity_id")))
        .map(price -> Parts.text(price, "id"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatCannotAgree_isRefusedWhenItIsMade() {
    String meter = scene.meter("agree", "SUM", "n");
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"G\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    String plan = scene.plan();
    String other = scene.plan();
    String year = price(other, meter, "ANNUAL", 1, flat("1"));
    price(plan, meter, "MONTHLY", 3, flat("1"));
    // The entitlement, then the price, then the subscription that would bring both together.
    scene.post("/v1/entitlements", right(plan, feature, 9, "MONTHLY")).refused(400, "QUARTERLY");
    scene.made("/v1/entitlements", right(plan, feature, 9, "QUARTERLY"));
    scene
        .post(
            "/v1/prices",
            """
            {"entity_id":"%s","meter_id":"%s","currency":"usd","billing_period":"MONTHLY",%s}\
            """
                .formatted(plan, meter, flat("1")))
        .refused(400, "MONTHLY");
    scene
        .post(
            "/v1/prices",
            """
            {"entity_id":"%s","meter_id":"%s","currency":"usd","billing_period":"MONTHLY",
             "billing_period_count":5,%s}\
            """
                .formatted(plan, meter, flat("1")))
        .refused(400, "5 x MONTHLY");
    scene.customer("agree-1");
    String besides = ",\"line_items\":[{\"price_id\":\"%s\"}]".formatted(year);
    subscribe("agree-1", plan, "QUARTERLY", besides).refused(400, "ANNUAL");
    // A subscription that has another plan's price besides: its plan gets no limit that disagrees.
    String bare = scene.plan();
    subscribe("agree-1", bare, "MONTHLY", besides).is(201);
    scene.post("/v1/entitlements", right(bare, feature, 9, "MONTHLY")).refused(400, "ANNUAL");
  }

  @Test
  void priceAddedToAPlan_isTakenByTheSameRule_fromTheOpenPeriodOn() {
    String meter = scene.meter("added", "SUM", "n");
    String plan = scene.plan();
    price(plan, meter, "MONTHLY", 1, flat("1"));
    scene.customer("added-1");
    scene.customer("added-year");
    String subscription = subscribe("added-1", plan, "MONTHLY", "").is(201).text("id");
    String year = subscribe("added-year", plan, "ANNUAL", "").is(201).text("id");
    // 2 in a month long over, 3 in this one.
    use("added", "added-1", "2026-06-05T00:00:00Z", 2);
    String now = java.time.Instant.now().toString();
    use("added", "added-1", now, 3);
    charged("added-1", "5");
    price(plan, meter, "MONTHLY", 1, flat("10"));
    charged("added-1", "35"); // 5 + 3 x 10: what is over stays as it was
    // Those of other lengths are for others: nobody pays one meter by two periods.
    price(plan, meter, "ANNUAL", 1, flat("100"));
    price(plan, meter, "WEEKLY", 1, flat("1000"));
    charged("added-1", "35");
    assertThat(scene.get("/v1/subscriptions/" + subscription).is(200).list("line_items"))
        .hasSize(2);
    assertThat(scene.get("/v1/subscriptions/" + year).is(200).list("line_items")).hasSize(2);
    // Of a meter that it has no price of it gets what a new subscription would.
    String fresh = scene.meter("added-too", "SUM", "n");
    price(plan, fresh, "ANNUAL", 1, flat("1"));
    price(plan, fresh, "QUARTERLY", 1, flat("1"));
    scene.settle();
    assertThat(
            scene.get("/v1/subscriptions/" + year).is(200).list("line_items").stream()
                .map(item -> Parts.text(item, "billing_period"))
                .sorted())
        .containsExactly("ANNUAL", "MONTHLY", "MONTHLY");
    assertThat(scene.get("/v1/subscriptions/" + subscription).is(200).list("line_items"))
        .hasSize(2);
    scene.isClean();
  }

  @Test
  void lineItems_areOfTheCurrency_andCountWithinTheirSpan() {
    String meter = scene.meter("span", "SUM", "n");
    String plan = scene.plan();
    String own = price(plan, meter, "MONTHLY", 1, flat("1"));
    String other = price(scene.plan(), meter, "WEEKLY", 1, flat("10"));
    String euros =
        scene.made(
            "/v1/prices",
            """
            {"entity_id":"%s","meter_id":"%s","currency":"eur","billing_period":"MONTHLY",%s}\
            """
                .formatted(plan, meter, flat("1")));
    scene.customer("span-1");
    for (String wrong :
        List.of(
            "{\"price_id\":\"%s\"}".formatted(own),
            "{\"price_id\":\"%s\"}".formatted(euros),
            "{\"price_id\":\"price_nowhere\"}",
            "{\"price_id\":\"%s\",\"start_date\":\"2025-01-01T00:00:00Z\"}".formatted(other),
            "{\"price_id\":\"%s\",\"end_date\":\"2026-01-01T00:00:00Z\"}".formatted(other))) {
      subscribe("span-1", plan, "MONTHLY", ",\"line_items\":[" + wrong + "]")
          .refused(400, "/line_items/0/");
    }
    subscribe(
            "span-1",
            plan,
            "MONTHLY",
            """
            ,"line_items":[{"price_id":"%s","start_date":"2026-02-01T00:00:00Z",
              "end_date":"2026-03-01T00:00:00Z"}]\
            """
                .formatted(other))
        .is(201);
    use("span", "span-1", "2026-01-31T23:59:59Z", 1); // 1
    use("span", "span-1", "2026-02-01T00:00:00Z", 1); // 1 + 10
    use("span", "span-1", "2026-03-01T00:00:00Z", 1); // 1
    charged("span-1", "13");
    scene.isClean();
  }
}
