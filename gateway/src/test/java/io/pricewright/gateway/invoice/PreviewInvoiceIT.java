package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PreviewInvoiceIT {
  /** The first of the month before: its invoice asks that month's usage, and fees of this one. */
  private final ZonedDateTime month =
      ZonedDateTime.now(ZoneOffset.UTC)
          .withDayOfMonth(1)
          .truncatedTo(ChronoUnit.DAYS)
          .minusMonths(1);

  private final Instant start = month.toInstant();
  private final Instant end = month.plusMonths(1).toInstant();

  private final Scene scene = TestNode.shared().tenant();
  private String plan = "";
  private String meter = "";

  @BeforeEach
  void sell() {
    plan = scene.plan();
    meter = scene.meter("call", "SUM", "n");
  }

  private String fixed(String amount, String cadence) {
    return scene.fee(plan, amount, "MONTHLY", cadence);
  }

  private Reply preview(String subscription, String more) {
    return scene.post(
        "/v1/invoices/preview", "{\"subscription_id\":\"%s\"%s}".formatted(subscription, more));
  }

  private Reply ofMonth(String subscription) {
    return preview(
        subscription, ",\"period_start\":\"%s\",\"period_end\":\"%s\"".formatted(start, end));
  }

  private static List<String> lines(Reply reply) {
    return reply.is(200).list("line_items").stream()
        .map(
            line ->
                "%s %s x %s"
                    .formatted(line.string("kind"), line.string("amount"), line.string("quantity")))
        .toList();
  }

  /**
   * 99 in advance, 10.01 in arrear, 5,000 calls included and 0.01 beyond: 6,234.5 calls are 1,234.5
   * beyond, 12.345, which is 12.35 on a line. Its invoice: 12.35 + 10.01 + 99 = 121.36.
   */
  @Test
  void hybrid_asksUsageAndFees() {
    scene.price(plan, meter, Terms.flat("0.01"));
    fixed("99", "ADVANCE");
    fixed("10.01", "ARREAR");
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"calls\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    scene.made(
        "/v1/entitlements",
        """
        {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"metered",
         "usage_limit":5000,"usage_reset_period":"MONTHLY","is_soft_limit":true}\
        """
            .formatted(plan, feature));
    scene.customer("ann");
    String subscription = scene.subscribe("ann", plan, start);
    scene.send(Event.of("e1", "call", "ann").at(start.plusSeconds(3_600)).n("6234.5"));
    scene.settle();
    Reply reply = ofMonth(subscription);
    assertThat(lines(reply))
        .containsExactlyInAnyOrder("usage 12.35 x 6234.5", "fixed 10.01 x 1", "fixed 99 x 1");
    assertThat(reply.text("subtotal")).isEqualTo("121.36");
    assertThat(reply.text("total")).isEqualTo("121.36");
    assertThat(reply.text("amount_remaining")).isEqualTo("121.36");
    assertThat(reply.text("period_end")).isEqualTo(end.toString());
    // Lines add up by hand.
    assertThat(
            reply.list("line_items").stream()
                .map(line -> new BigDecimal(String.valueOf(line.string("amount"))))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("121.36");
    Json.Obj advance =
        reply.list("line_items").stream()
            .filter(line -> "99".equals(line.string("amount")))
            .findFirst()
            .orElseThrow();
    assertThat(advance.string("period_start")).isEqualTo(end.toString());
    // The present period has no usage yet: 10.01 and 99.
    assertThat(preview(subscription, "").is(200).text("total")).isEqualTo("109.01");
  }

  /** 5 of free credit pay 5 of 12: 7 is left. What was used stays the same. */
  @Test
  void credits_payWhatTheyDrew() {
    scene.price(plan, meter, Terms.flat("1"));
    scene.customer("bob");
    String subscription = scene.subscribe("bob", plan, start);
    scene.wallet("bob", ",\"initial_credits_to_load\":\"5\"");
    scene.send(Event.of("e1", "call", "bob").n(12));
    scene.settle();
    Reply reply = preview(subscription, "");
    assertThat(lines(reply)).containsExactly("usage 12 x 12");
    assertThat(reply.text("total_prepaid_credits_applied")).isEqualTo("5");
    assertThat(reply.first("line_items").string("prepaid_credits_applied")).isEqualTo("5");
    assertThat(reply.text("total")).isEqualTo("7");
  }

  @Test
  void volumeFee_isItsScriptsPrice() {
    scene.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"FIXED","currency":"usd",
         "billing_model":"TIERED","tier_mode":"VOLUME",
         "tiers":[{"up_to":1,"unit_amount":"7.005"},{"unit_amount":"5"}],
         "billing_period":"MONTHLY","billing_period_count":1,
         "billing_cadence":"RECURRING","invoice_cadence":"ADVANCE","price_unit_type":"FIAT"}\
        """
            .formatted(plan));
    scene.customer("cy");
    String subscription = scene.subscribe("cy", plan, start);
    assertThat(lines(ofMonth(subscription))).containsExactly("fixed 7.01 x 1");
  }

  @Test
  void wrongPeriods_areRefusedWithTheRightOne() {
    fixed("5", "ADVANCE");
    scene.customer("di");
    String subscription = scene.subscribe("di", plan, start);
    preview(
            subscription,
            ",\"period_start\":\"%s\",\"period_end\":\"%s\"".formatted(start.plusSeconds(1), end))
        .refused(400, "%s to %s".formatted(start, end));
    preview(subscription, ",\"period_start\":\"%s\"".formatted(start))
        .refused(400, "Give both ends");
    preview(subscription, ",\"hide_zero_charges_line_items\":false").refused(400, "hide_zero");
    assertThat(preview(subscription, ",\"hide_zero_charges_line_items\":true").status())
        .isEqualTo(200);
    assertThat(preview("subs_none", "").status()).isEqualTo(404);
  }

  @Test
  void subscription_endedBeforeItsStart_owesNothing() {
    fixed("5", "ADVANCE");
    scene.customer("eve");
    String subscription = scene.subscribe("eve", plan, Instant.now().plus(9, ChronoUnit.DAYS));
    scene.posted(
        "/v1/subscriptions/" + subscription + "/cancel", "{\"cancellation_type\":\"immediate\"}");
    Reply reply = preview(subscription, "").is(200);
    assertThat(reply.list("line_items")).isEmpty();
    assertThat(reply.text("total")).isEqualTo("0");
  }

  @Test
  void morePeriodsThanAreShown_areRefused() {
    scene.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"FIXED","currency":"usd","amount":"1",
         "billing_model":"FLAT_FEE","billing_period":"DAILY","billing_period_count":1,
         "billing_cadence":"RECURRING","invoice_cadence":"ADVANCE","price_unit_type":"FIAT"}\
        """
            .formatted(plan));
    scene.customer("fay");
    String subscription =
        scene.made(
            "/v1/subscriptions",
            """
            {"external_customer_id":"fay","plan_id":"%s","currency":"usd","start_date":"%s",
             "billing_period":"DAILY","billing_period_count":1200}\
            """
                .formatted(plan, start));
    preview(subscription, "").refused(400, "more than 1000 periods");
  }
}
