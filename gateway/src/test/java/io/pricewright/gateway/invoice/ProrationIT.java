package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixed prices in periods that are served in part: whole, or in shares of the time. */
final class ProrationIT extends InvoicedTenant {
  private void fee(String cadence) {
    scene.fee(plan, "100", "MONTHLY", cadence);
  }

  private void cancel(String subscription, String body) {
    scene.post("/v1/subscriptions/" + subscription + "/cancel", "{" + body + "}").is(200);
  }

  private List<String> documents() {
    return invoices().stream()
        .map(
            invoice ->
                invoice.string("invoice_type")
                    + lines(invoice, line -> line.string("kind") + " " + line.string("amount")))
        .toList();
  }

  /** 100 for so many of the month's days, in cents. */
  private String share(int served) {
    return new BigDecimal(100 * served)
        .divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String minus(String some, int whole) {
    return new BigDecimal(some)
        .subtract(BigDecimal.valueOf(whole))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** All of it is earned, in cents: what documents asked, and nothing waits any more. */
  private void assertEarned(BigDecimal all) {
    String cents =
        "select coalesce(round(sum(amount) * 100), 0)::bigint from balances where account = ";
    assertThat(scene.number(cents + "'deferred'")).isZero();
    assertThat(scene.number(cents + "'revenue'"))
        .isEqualTo(-all.movePointRight(2).longValueExact());
  }

  /** By the calendar, from the 11th: 10 days are not served. Then whole months. */
  @Test
  void firstPeriod_costsItsShare_orAsMuchAsAWholeOne() {
    fee("ADVANCE");
    subscribe(
        day(10), ",\"billing_cycle\":\"calendar\",\"proration_behavior\":\"create_prorations\"");
    scene.until(month(1));
    assertThat(documents())
        .containsExactly("SUBSCRIPTION[fixed " + share(days - 10) + "]", "SUBSCRIPTION[fixed 100]");
    scene.isClean();
  }

  @Test
  void firstPeriod_withoutProration_costsAsMuchAsAWholeOne() {
    fee("ADVANCE");
    String subscription = subscribe(day(10), ",\"billing_cycle\":\"calendar\"");
    assertThat(scene.read("/v1/subscriptions/" + subscription).text("proration_behavior"))
        .isEqualTo("none");
    scene.until(month(1));
    assertThat(documents()).containsExactly("SUBSCRIPTION[fixed 100]", "SUBSCRIPTION[fixed 100]");
  }

  /**
   * Cancelled after 12 days: of the 100 that were asked in advance the other days are given back,
   * and of 100 in arrear 12 days are asked; 30 calls at 1 are asked whole. Once, whatever the clock
   * does afterwards.
   */
  @Test
  void end_givesBackTheRestOfAdvance_andAsksTheShareOfArrear() {
    fee("ADVANCE");
    fee("ARREAR");
    String meter = scene.meter("call", "SUM", "n");
    scene.price(plan, meter, Terms.flat("1"));
    String subscription = subscribe(month(0), ",\"proration_behavior\":\"create_prorations\"");
    scene.until(day(12));
    scene.send(Event.of("e1", "call", "ann").at(day(3)).n("30"));
    scene.settle();
    cancel(subscription, "\"cancellation_type\":\"immediate\"");
    scene.until(day(14));
    String back = minus(share(12), 100);
    BigDecimal total =
        new BigDecimal(back).add(new BigDecimal(share(12))).add(BigDecimal.valueOf(30));
    assertThat(documents().getFirst()).isEqualTo("SUBSCRIPTION[fixed 100]");
    assertThat(documents().getLast())
        .isEqualTo(
            "%s[fixed %s, fixed %s, usage 30]"
                .formatted(total.signum() < 0 ? "CREDIT" : "SUBSCRIPTION", back, share(12)));
    scene.until(month(3));
    assertThat(documents()).hasSize(2);
    assertEarned(new BigDecimal(share(12)).multiply(BigDecimal.TWO).add(BigDecimal.valueOf(30)));
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
  }

  /** Fees alone: nothing else is asked at the end, and still the rest is given back. */
  @Test
  void end_ofFeesAlone_givesBackTheRest_atADateThatWasNamed() {
    fee("ADVANCE");
    String subscription = subscribe(month(0), "");
    scene.until(day(5));
    cancel(
        subscription,
        "\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\",\"proration_behavior\":\"create_prorations\""
            .formatted(day(20)));
    scene.until(day(21));
    assertThat(documents())
        .containsExactly("SUBSCRIPTION[fixed 100]", "CREDIT[fixed " + minus(share(20), 100) + "]");
    scene.until(month(2));
    assertThat(documents()).hasSize(2);
    assertEarned(new BigDecimal(share(20)));
    scene.isClean();
  }

  /** Who ends it may say otherwise than who began it; at the period's end there is no rest. */
  @Test
  void end_saysForItself_andThePeriodsEndGivesNothingBack() {
    fee("ADVANCE");
    String one = subscribe(month(0), ",\"proration_behavior\":\"create_prorations\"");
    String two =
        subscribe(month(0), ",\"proration_behavior\":\"create_prorations\",\"allow_second\":true");
    scene.until(day(5));
    cancel(one, "\"cancellation_type\":\"immediate\",\"proration_behavior\":\"none\"");
    cancel(two, "\"cancellation_type\":\"end_of_period\"");
    scene.until(month(2));
    assertThat(documents()).containsExactly("SUBSCRIPTION[fixed 100]", "SUBSCRIPTION[fixed 100]");
    scene.isClean();
  }
}
