package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What is held (WEIGHTED_SUM) goes on from one period to the next, whatever happens in them. All
 * amounts are worked out by hand, and the check says the same.
 */
final class LevelsIT {
  private final Scene scene = TestNode.shared().tenant();
  private final String plan = scene.plan();

  private static Instant at(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  /** Sells seats at 12 each to ann. */
  private String seats(String aggregation, String start) {
    String meter = scene.meter("seat", aggregation);
    scene.price(plan, meter, Terms.flat("12"));
    scene.customer("ann");
    String subscription = scene.subscribe("ann", plan, at(start));
    scene.settle();
    return subscription;
  }

  private void seat(String id, String day, int n) {
    scene.send(Event.of(id, "seat", "ann").at(at(day)).with("{\"n\":%d,\"g\":\"a\"}".formatted(n)));
  }

  private static final String HELD = "{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\"}";

  /** Returns what is booked for each period by its begin; those of nothing left out. */
  private Map<String, BigDecimal> booked() {
    scene.settle().isClean();
    Map<String, BigDecimal> periods = new TreeMap<>();
    for (Json.Obj charge :
        scene.get("/v1/charges?external_customer_id=ann&limit=1000").is(200).list("items")) {
      periods.merge(
          Parts.text(charge, "period_start").substring(0, 10),
          Parts.amount(charge, "amount"),
          BigDecimal::add);
    }
    periods.values().removeIf(amount -> amount.signum() == 0);
    periods.replaceAll((start, amount) -> amount.stripTrailingZeros());
    return periods;
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text).stripTrailingZeros();
  }

  @Test
  void seats_heldOverPeriods_areChargedInEach() {
    seats(HELD, "2025-06-01");
    seat("e1", "2025-06-01", 10);
    seat("e2", "2025-07-16", -5);
    // July has 31 days: 10 seats for 15 of them, 5 for 16: 12 x (150 + 80) / 31.
    // August has 5 seats, though nothing happens in it; and so has every month up to now.
    assertThat(booked())
        .containsEntry("2025-06-01", amount("120"))
        .containsEntry("2025-07-01", amount("89.032258064516"))
        .containsEntry("2025-08-01", amount("60"))
        .containsEntry("2025-09-01", amount("60"));
    // 2 more in the middle of June: 12 x (10 + 2 x 15/30), and 2 more in each month behind it.
    seat("late", "2025-06-16", 2);
    assertThat(booked())
        .containsEntry("2025-06-01", amount("132"))
        .containsEntry("2025-07-01", amount("113.032258064516"))
        .containsEntry("2025-08-01", amount("84"));
    scene.revoke("late");
    assertThat(booked())
        .containsEntry("2025-06-01", amount("120"))
        .containsEntry("2025-07-01", amount("89.032258064516"))
        .containsEntry("2025-08-01", amount("60"));
    // All are given back: nothing is held from September on.
    seat("e3", "2025-08-31", -5);
    assertThat(booked()).doesNotContainKey("2025-09-01");
  }

  @Test
  void seats_movedToAnotherPlanInTheMiddle_areChargedByEachForItsTime() {
    String meter = scene.meter("seat", HELD);
    String old = scene.price(plan, meter, Terms.flat("12"));
    String dearer = scene.plan("Dearer");
    String price = scene.price(dearer, meter, Terms.flat("15"));
    scene.customer("ann");
    subscribed(plan, "2025-06-01", "\"end_date\":\"2025-06-16T00:00:00Z\"");
    subscribed(dearer, "2025-06-16", "\"billing_anchor\":\"2025-06-01T00:00:00Z\"");
    scene.settle();
    seat("e1", "2025-06-01", 10);
    // June has 30 days: 12 x 10 x 15/30 = 60 and 15 x 10 x 15/30 = 75; then 15 x 10 a month.
    assertThat(booked())
        .containsEntry("2025-06-01", amount("135"))
        .containsEntry("2025-07-01", amount("150"))
        .containsEntry("2025-08-01", amount("150"));
    assertThat(bookedBy(old)).isEqualByComparingTo("60");
    assertThat(scene.number("select count(*) from usage_cells where booked = 75")).isEqualTo(1);
    // 4 go in the middle of what the second plan has of June, on the 23rd and a half:
    // 15 x (10 x 15/30 - 4 x 7.5/30) = 60, and 6 seats from July on.
    scene.send(
        Event.of("e2", "seat", "ann")
            .at(Instant.parse("2025-06-23T12:00:00Z"))
            .with("{\"n\":-4,\"g\":\"a\"}"));
    assertThat(booked())
        .containsEntry("2025-06-01", amount("120"))
        .containsEntry("2025-07-01", amount("90"));
    assertThat(bookedBy(old)).isEqualByComparingTo("60");
    assertThat(bookedBy(price)).isPositive();
  }

  private void subscribed(String to, String start, String rest) {
    scene.posted(
        "/v1/subscriptions",
        """
        {"external_customer_id":"ann","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"%s",%s}\
        """
            .formatted(to, at(start), rest));
  }

  private BigDecimal bookedBy(String price) {
    return scene
        .get("/v1/charges?external_customer_id=ann&limit=1000")
        .is(200)
        .list("items")
        .stream()
        .filter(charge -> price.equals(Parts.text(charge, "price_id")))
        .map(charge -> Parts.amount(charge, "amount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void seats_heldBeforeTheSubscription_areCharged() {
    String meter = scene.meter("seat", HELD);
    scene.price(plan, meter, Terms.flat("12"));
    scene.customer("ann");
    seat("e1", "2025-05-20", 10);
    scene.subscribe("ann", plan, at("2025-06-01"));
    assertThat(booked())
        .containsEntry("2025-06-01", amount("120"))
        .containsEntry("2025-07-01", amount("120"))
        .doesNotContainKey("2025-05-01");
  }

  @Test
  void seats_ofAGroup_areCarriedApart() {
    seats("{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\",\"group_by\":\"g\"}", "2025-06-01");
    seat("e1", "2025-06-01", 10);
    scene.send(Event.of("e2", "seat", "ann").at(at("2025-07-01")).with("{\"n\":1,\"g\":\"b\"}"));
    assertThat(booked())
        .containsEntry("2025-06-01", amount("120"))
        .containsEntry("2025-07-01", amount("132"))
        .containsEntry("2025-08-01", amount("132"));
  }
}
