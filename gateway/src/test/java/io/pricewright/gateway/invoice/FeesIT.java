package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fees of several seats, and fees that are asked once. */
final class FeesIT extends InvoicedTenant {
  /** Ten a seat up to five, eight beyond. */
  private static final String SEATS =
      "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":[{\"up_to\":\"5\",\"unit_amount\":\"10\"},{\"up_to\":null,\"unit_amount\":\"8\"}]";

  private static final String MONTHLY =
      ",\"billing_period\":\"MONTHLY\",\"invoice_cadence\":\"ADVANCE\"";
  private static final String ONCE = ",\"billing_period\":\"ONETIME\"";

  private static String flat(String amount) {
    return "\"billing_model\":\"FLAT_FEE\",\"amount\":\"%s\"".formatted(amount);
  }

  private String draft(String terms) {
    return "{\"entity_id\":\"%s\",\"type\":\"FIXED\",\"currency\":\"usd\",%s}"
        .formatted(plan, terms);
  }

  private String fee(String terms) {
    return scene.made("/v1/prices", draft(terms));
  }

  private Reply subscribe(String period, String more) {
    return scene.post(
        "/v1/subscriptions",
        """
        {"external_customer_id":"ann","plan_id":"%s","currency":"usd","billing_period":"%s",
         "start_date":"%s"%s}\
        """
            .formatted(plan, period, month(0), more));
  }

  private static String times(String price, String quantity) {
    return ",\"override_line_items\":[{\"price_id\":\"%s\",\"quantity\":\"%s\"}]"
        .formatted(price, quantity);
  }

  private List<String> documents() {
    return invoices().stream()
        .map(
            invoice ->
                lines(invoice, line -> line.string("amount") + " x " + line.string("quantity"))
                    .toString())
        .toList();
  }

  private static void refused(Reply reply, String pointer, String says) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("\"" + pointer + "\"").contains(says);
  }

  /**
   * Eight seats: 5 x 10 + 3 x 8 = 74 a month, in advance; setting it up costs 250 once, and is
   * earned as it is asked, while the 74 are not.
   */
  @Test
  void seatsAndASetupFee_areAskedEachMonthAndOnce() {
    String seats = fee(SEATS + MONTHLY);
    fee(flat("250") + ONCE);
    Reply made = subscribe("MONTHLY", times(seats, "8")).is(201);
    assertThat(made.list("line_items").stream().map(one -> one.string("billing_period")))
        .containsExactlyInAnyOrder("MONTHLY", "ONETIME");
    assertThat(made.list("line_items").stream().map(one -> one.string("quantity")))
        .containsExactlyInAnyOrder("8", "1");
    Reply preview =
        scene
            .post("/v1/invoices/preview", "{\"subscription_id\":\"%s\"}".formatted(made.text("id")))
            .is(200);
    assertThat(preview.text("total")).isEqualTo("324");
    scene.until(month(0));
    assertThat(scene.number("select sum(amount)::bigint from balances where account = 'revenue'"))
        .isEqualTo(-250);
    scene.until(month(2));
    assertThat(documents()).containsExactly("[250 x 1, 74 x 8]", "[74 x 8]", "[74 x 8]");
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
  }

  /**
   * Alone in a plan it is taken by any period; the subscription ends and nothing is asked again,
   * nor is anything given back. 3 x 19.99 = 59.97.
   */
  @Test
  void feeAskedOnce_isAskedOnce_whateverThePeriod() {
    String fee = fee(flat("19.99") + ONCE);
    Reply made = subscribe("ANNUAL", times(fee, "3")).is(201);
    scene.until(month(1));
    assertThat(documents()).containsExactly("[59.97 x 3]");
    scene
        .post(
            "/v1/subscriptions/" + made.text("id") + "/cancel",
            "{\"cancellation_type\":\"immediate\"}")
        .is(200);
    scene.until(month(14));
    assertThat(documents()).containsExactly("[59.97 x 3]");
    scene.isClean();
  }

  /** Day by day for 200 days, and asked once: one invoice, where 200 would be too many. */
  @Test
  void feeAskedOnce_hasOnePast_howeverShortThePeriod() {
    fee(flat("5") + ONCE);
    Instant start = month(0).minus(230, ChronoUnit.DAYS);
    scene
        .post(
            "/v1/subscriptions",
            """
            {"external_customer_id":"ann","plan_id":"%s","currency":"usd",
             "billing_period":"DAILY","start_date":"%s"}\
            """
                .formatted(plan, start))
        .is(201);
    scene.until(month(0));
    assertThat(documents()).containsExactly("[5 x 1]");
  }

  /** A plan gets a fee later: a subscription that has begun does not pay it, the next one does. */
  @Test
  void feeAskedOnce_addedLater_isOfNewSubscriptions() {
    fee(flat("10") + MONTHLY);
    subscribe("MONTHLY", "").is(201);
    scene.until(month(0));
    fee(flat("500") + ONCE);
    scene.settle();
    scene.until(month(1));
    assertThat(documents()).containsExactly("[10 x 1]", "[10 x 1]");
    Reply second = subscribe("MONTHLY", ",\"allow_second\":true").is(201);
    assertThat(second.list("line_items")).hasSize(2);
  }

  /**
   * 74 and 250, then 74: 398 are asked; nothing is paid. After 40 days the first is overdue, by the
   * terms of 30 days.
   */
  @Test
  void summary_saysWhatIsAskedUnpaidAndOverdue() {
    String seats = fee(SEATS + MONTHLY);
    fee(flat("250") + ONCE);
    String customer = subscribe("MONTHLY", times(seats, "8")).is(201).text("customer_id");
    String at = "/v1/customers/" + customer + "/invoices/summary";
    assertThat(scene.read(at).list("summaries")).isEmpty();
    scene.put("/v1/settings/invoice_config", "{\"due_date_days\":30}").is(200);
    scene.until(month(0));
    scene.until(month(1));
    Json.Obj summary = scene.read(at).list("summaries").getFirst();
    assertThat(scene.read(at).text("default_currency")).isEqualTo("usd");
    assertThat(summary.text())
        .contains("\"total_invoice_count\":2", "\"total_revenue_amount\":\"398\"")
        .contains("\"unpaid_invoice_count\":2", "\"total_unpaid_amount\":\"398\"")
        .contains("\"unpaid_usage_charges\":\"0\"", "\"unpaid_fixed_charges\":\"398\"");
    scene.until(month(0).plus(40, ChronoUnit.DAYS));
    assertThat(scene.read(at).list("summaries").getFirst().text())
        .contains("\"overdue_invoice_count\":1", "\"total_overdue_amount\":\"324\"");
    assertThat(scene.get("/v1/customers/nobody/invoices/summary").status()).isEqualTo(404);
  }

  /** Nobody says how many: the least that the price allows. A price taken besides has its own. */
  @Test
  void minimum_isTaken_whereNobodySaysMore() {
    String seats = fee(flat("10") + MONTHLY + ",\"min_quantity\":\"3\"");
    assertThat(scene.read("/v1/prices/" + seats).text("min_quantity")).isEqualTo("3");
    String other = plan;
    plan = scene.plan("another");
    String extra = fee(flat("7.5") + MONTHLY);
    plan = other;
    refused(
        subscribe("MONTHLY", times(seats, "2.5")),
        "/override_line_items/0/quantity",
        "min_quantity is 3");
    subscribe(
            "MONTHLY",
            ",\"line_items\":[{\"price_id\":\"%s\",\"quantity\":\"2.5\"}]".formatted(extra))
        .is(201);
    scene.until(month(0));
    // 3 x 10, and 2.5 x 7.5 = 18.75.
    assertThat(documents()).containsExactly("[18.75 x 2.5, 30 x 3]");
  }

  @Test
  void whatMakesNoSense_isRefusedAtItsField() {
    String meter = scene.meter("call", "SUM", "n");
    String price = scene.price(plan, meter, Terms.flat("1"));
    refused(
        subscribe("MONTHLY", times(price, "2")),
        "/override_line_items/0/quantity",
        "Usage is measured");
    refused(
        subscribe("MONTHLY", times(price, "-1")),
        "/override_line_items/0/quantity",
        "Send 0 or more.");
    refused(
        subscribe("MONTHLY", times(price, "1" + "0".repeat(40))),
        "/override_line_items/0/quantity",
        "not_a_decimal");
    refused(
        scene.post("/v1/prices", draft(flat("1") + ONCE + ",\"invoice_cadence\":\"ARREAR\"")),
        "/invoice_cadence",
        "in ADVANCE");
    refused(
        scene.post("/v1/prices", draft(flat("1") + ONCE + ",\"billing_period_count\":2")),
        "/billing_period_count",
        "no periods");
    refused(
        scene.post("/v1/prices", draft(flat("1") + ONCE + ",\"from\":\"%s\"".formatted(month(0)))),
        "/from",
        "have begun");
    String usage =
        draft(flat("1") + ONCE + ",\"meter_id\":\"%s\"".formatted(meter)).replace("FIXED", "USAGE");
    refused(scene.post("/v1/prices", usage), "/billing_period", "Only a FIXED price");
    refused(
        scene.post("/v1/prices", usage.replace("ONETIME\"", "MONTHLY\",\"min_quantity\":\"2\"")),
        "/min_quantity",
        "Usage is measured");
    refused(subscribe("ONETIME", ""), "/billing_period", "Send one of");
  }
}
