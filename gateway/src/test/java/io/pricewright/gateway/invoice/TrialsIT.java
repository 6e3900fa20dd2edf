package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials: all of it is free, and what counts begins anew when they end. */
final class TrialsIT extends InvoicedTenant {
  private Json.Obj read(String subscription) {
    return scene.read("/v1/subscriptions/" + subscription).json();
  }

  private String calls(String amount) {
    String meter = scene.meter("call", "SUM", "n");
    scene.price(plan, meter, Terms.flat(amount));
    return meter;
  }

  private void included(String meter, int units) {
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"calls\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    scene
        .post(
            "/v1/entitlements",
            """
            {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"metered",
             "usage_limit":%d,"is_soft_limit":true,"usage_reset_period":"MONTHLY"}\
            """
                .formatted(plan, feature, units))
        .is(201);
  }

  private List<String> documents() {
    return invoices().stream()
        .filter(invoice -> !Parts.text(invoice, "invoice_status").equals("SKIPPED"))
        .map(
            invoice ->
                invoice.string("billing_reason")
                    + lines(invoice, line -> line.string("kind") + " " + line.string("amount")))
        .toList();
  }

  /**
   * From the 11th by the calendar, two weeks of trial, 99 a month in advance, 1,000 calls included
   * and 0.01 beyond. 900 calls on trial are free and leave all 1,000: of 1,500 after it 500 cost 5.
   */
  @Test
  void calendar_isFreeUntilItEnds_andThenCountsAnew() {
    scene.fee(plan, "99", "MONTHLY", "ADVANCE");
    String meter = calls("0.01");
    included(meter, 1000);
    String subscription =
        subscribe(day(10), ",\"billing_cycle\":\"calendar\",\"trial_period_days\":14");
    assertThat(Parts.text(read(subscription), "subscription_status")).isEqualTo("trialing");
    scene.until(day(20));
    use("tried", day(15), "900");
    use("tried-more", day(18), "600");
    assertThat(Parts.text(read(subscription), "current_period_start"))
        .isEqualTo(day(10).toString());
    assertThat(Parts.text(read(subscription), "current_period_end")).isEqualTo(day(24).toString());
    assertThat(Parts.text(read(subscription), "trial_end")).isEqualTo(day(24).toString());
    Json.Obj entry = scene.receipt("tried-more").list("entries").getFirst();
    assertThat(Parts.amount(entry, "amount")).isZero();
    assertThat(entry.string("script")).isEqualTo("free@1");
    assertThat(Parts.list(Parts.inner(entry, "price_after"), "lines"))
        .extracting(line -> line.string("label"), line -> line.string("amount"))
        .containsExactly(tuple("trial", "0"));
    assertThat(documents()).isEmpty();
    scene.until(day(25));
    assertThat(documents()).containsExactly("SUBSCRIPTION_TRIAL_END[fixed 99]");
    assertThat(Parts.text(read(subscription), "subscription_status")).isEqualTo("active");
    assertThat(Parts.text(read(subscription), "current_period_start"))
        .isEqualTo(day(24).toString());
    assertThat(Parts.text(read(subscription), "current_period_end")).isEqualTo(month(1).toString());
    use("paid", day(25), "1500");
    use("late-on-trial", day(24).minusMillis(1), "700");
    scene.until(month(1).plusSeconds(7200));
    assertThat(documents())
        .containsExactly(
            "SUBSCRIPTION_TRIAL_END[fixed 99]", "SUBSCRIPTION_CYCLE[fixed 99, usage 5]");
    scene.isClean();
  }

  /** Boundaries are counted from the trial's end: 10 days after the month began. */
  @Test
  void anniversary_isCountedFromItsEnd() {
    scene.fee(plan, "50", "MONTHLY", "ARREAR");
    calls("1");
    String subscription =
        subscribe(
            month(0), ",\"trial_start\":\"%s\",\"trial_end\":\"%s\"".formatted(month(0), day(10)));
    assertThat(Parts.text(read(subscription), "billing_anchor")).isEqualTo(day(10).toString());
    scene.until(day(12));
    use("e1", day(9), "3");
    use("e2", day(10), "4");
    scene.until(first.plusMonths(1).plusDays(11).toInstant());
    assertThat(documents()).containsExactly("SUBSCRIPTION_CYCLE[fixed 50, usage 4]");
    Json.Obj line = Parts.list(invoices().getLast(), "line_items").getFirst();
    assertThat(Parts.text(line, "period_start")).isEqualTo(day(10).toString());
    scene.isClean();
  }

  /**
   * 5 seats at 10 become 8 on trial: what is paid for is 8 from its first day on, though the month
   * that counts whole began before.
   */
  @Test
  void seatsChangedOnTrial_areThoseThatArePaidFor() {
    scene.fee(plan, "10", "MONTHLY", "ADVANCE");
    String price = scene.get("/v1/prices").list("items").getFirst().string("id");
    String subscription =
        subscribe(
            day(2),
            ",\"billing_cycle\":\"calendar\",\"trial_period_days\":10,\"override_line_items\":"
                + "[{\"price_id\":\"%s\",\"quantity\":\"5\"}]".formatted(price));
    scene.until(day(5));
    String item = Parts.text(Parts.list(read(subscription), "line_items").getFirst(), "id");
    scene
        .post(
            "/v1/subscriptions/" + subscription + "/modify/execute",
            """
            {"type":"quantity_change",
             "quantity_change_params":{"line_items":[{"id":"%s","quantity":"8"}]}}\
            """
                .formatted(item))
        .is(200);
    scene.until(month(1));
    assertThat(documents())
        .containsExactly("SUBSCRIPTION_TRIAL_END[fixed 80]", "SUBSCRIPTION_CYCLE[fixed 80]");
    scene.isClean();
  }

  /** A fee of 100, in shares: the days of the month that are left when the trial ends. */
  @Test
  void firstPaidPeriod_costsItsShare() {
    scene.fee(plan, "100", "MONTHLY", "ADVANCE");
    subscribe(
        day(2),
        ",\"billing_cycle\":\"calendar\",\"trial_period_days\":7,"
            + "\"proration_behavior\":\"create_prorations\"");
    scene.until(month(1));
    String share =
        new BigDecimal(100 * (days - 9))
            .divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    assertThat(documents())
        .containsExactly(
            "SUBSCRIPTION_TRIAL_END[fixed " + share + "]", "SUBSCRIPTION_CYCLE[fixed 100]");
    assertThat(
            scene.number(
                "select coalesce(round(sum(amount) * 100), 0)::bigint from balances where account ="
                    + " 'revenue'"))
        .isEqualTo(-new BigDecimal(share).movePointRight(2).longValueExact());
    scene.isClean();
  }

  /**
   * 10 seats at 12 a month, held since the second day of a trial: paid from its end on, 12 x 10 for
   * what is left of the month.
   */
  @Test
  void level_isHeldThrough_andPaidFromItsEnd() {
    scene.price(
        plan, scene.meter("seat", "{\"type\":\"WEIGHTED_SUM\",\"field\":\"n\"}"), Terms.flat("12"));
    subscribe(month(0), ",\"billing_cycle\":\"calendar\",\"trial_period_days\":10");
    scene.until(day(5));
    scene.send(Event.of("s1", "seat", "ann").at(day(1)).n("10"));
    scene.settle();
    scene.until(month(1).plusSeconds(7200));
    BigDecimal due =
        new BigDecimal(120 * (days - 10)).divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP);
    assertThat(documents())
        .containsExactly(
            "SUBSCRIPTION_CYCLE[usage " + due.stripTrailingZeros().toPlainString() + "]");
    Json.Obj line = Parts.list(invoices().getLast(), "line_items").getFirst();
    // Of 10 seats as long as they were paid for, in months.
    assertThat(Parts.amount(line, "quantity"))
        .isEqualByComparingTo(
            new BigDecimal(10 * (days - 10))
                .divide(BigDecimal.valueOf(days), 12, RoundingMode.HALF_UP));
    scene.isClean();
  }

  /** What is sold without end counts from the trial's end, and nothing of it is lost. */
  @Test
  void meterThatNeverBeginsAnew_beginsOnceMore() {
    String meter =
        scene.made(
            "/v1/meters",
            """
            {"name":"call","event_name":"call","aggregation":{"type":"SUM","field":"n"},
             "reset_usage":"NEVER"}\
            """);
    scene.price(
        plan,
        meter,
        Terms.script(
            "{\"name\":\"graduated\",\"version\":1}",
            "{\"tiers\":[{\"up_to\":\"10\",\"unit_amount\":\"2\"},{\"up_to\":null,\"unit_amount\":\"1\"}]}"));
    subscribe(month(0), ",\"trial_end\":\"%s\"".formatted(day(10)));
    scene.until(day(12));
    use("e1", day(4), "30");
    use("e2", day(11), "12"); // 10 at 2, 2 at 1
    scene.until(first.plusMonths(1).plusDays(11).toInstant());
    use("e3", first.plusMonths(1).plusDays(11).toInstant(), "5"); // 5 at 1
    scene.until(first.plusMonths(2).plusDays(11).toInstant());
    assertThat(documents())
        .containsExactly("SUBSCRIPTION_CYCLE[usage 22]", "SUBSCRIPTION_CYCLE[usage 5]");
    scene.isClean();
  }

  /** Who leaves on trial owes nothing, now or at its end. */
  @ParameterizedTest
  @CsvSource({"immediate,5", "end_of_period,10"})
  void cancelled_onTrial_owesNothing(String how, int end) {
    scene.fee(plan, "99", "MONTHLY", "ADVANCE");
    calls("1");
    String subscription = subscribe(month(0), ",\"trial_period_days\":10");
    scene.until(day(5));
    use("e1", day(3), "40");
    Reply cancelled =
        scene
            .post(
                "/v1/subscriptions/" + subscription + "/cancel",
                "{\"cancellation_type\":\"" + how + "\"}")
            .is(200);
    assertThat(Instant.parse(cancelled.text("effective_date")))
        .isBetween(day(end), day(end).plusSeconds(3600));
    scene.until(month(2));
    assertThat(documents()).isEmpty();
    assertThat(Parts.text(read(subscription), "subscription_status")).isEqualTo("cancelled");
    scene.sums().are("0");
    scene.isClean();
  }

  /** A limit of 5 that is used up on trial is whole again when it is paid for. */
  @Test
  void limit_countsAnewWhenItIsPaidFor() {
    String meter = calls("1");
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"calls\",\"type\":\"metered\",\"meter_id\":\"%s\",\"lookup_key\":\"calls\"}"
                .formatted(meter));
    scene
        .post(
            "/v1/entitlements",
            """
            {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"metered",
             "usage_limit":5,"included_quantity":0,"usage_reset_period":"MONTHLY"}\
            """
                .formatted(plan, feature))
        .is(201);
    subscribe(month(0), ",\"billing_cycle\":\"calendar\",\"trial_period_days\":10");
    scene.until(day(8));
    use("e1", day(7), "5");
    assertThat(allowed()).isEqualTo("false");
    scene.until(day(11));
    assertThat(allowed()).isEqualTo("true");
    use("e2", day(10), "4");
    assertThat(allowed()).isEqualTo("true");
    use("e3", day(10), "1");
    assertThat(allowed()).isEqualTo("false");
  }

  private String allowed() {
    return scene
        .post(
            "/v1/access",
            "{\"external_customer_id\":\"ann\",\"feature\":\"calls\",\"quantity\":\"1\"}")
        .is(200)
        .text("allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'trial_period_days':0 | /trial_period_days",
        "'trial_period_days':731 | /trial_period_days",
        "'trial_period_days':5,'trial_end':'END' | /trial_end",
        "'trial_end':'START' | /trial_end",
        "'trial_end':'2099-01-01T00:00:00Z' | /trial_end",
        "'trial_end':'END','trial_start':'END' | /trial_start",
        "'trial_start':'START' | /trial_start",
      })
  void trial_thatCannotBe_isRefusedAtItsField(String trial, String pointer) {
    scene.fee(plan, "99", "MONTHLY", "ADVANCE");
    Reply reply =
        trySubscribe(
            month(0),
            ","
                + trial
                    .strip()
                    .replace('\'', '"')
                    .replace("START", month(0).toString())
                    .replace("END", day(9).toString()));
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.list("errors").getFirst().string("pointer")).isEqualTo(pointer.strip());
    assertThat(scene.number("select count(*) from subscriptions")).isZero();
  }
}
