package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents that subscriptions get as time goes on. */
final class DocumentsIT extends InvoicedTenant {
  private String meter = "";

  @BeforeEach
  void sell() {
    meter = scene.meter("call", "SUM", "n");
  }

  private void fixed(String amount, String cadence) {
    scene.fee(plan, amount, "MONTHLY", cadence);
  }

  /** The balance of an account, in thousandths. */
  private long balance(String account) {
    return scene.number(
        "select coalesce(sum(amount * 1000), 0) from balances where account = '" + account + "'");
  }

  /**
   * 99 in advance and 0.01 a call: 99 as it begins; after a month of 6,234.5 calls 62.345, which is
   * 62.35 on a line, and 99 for the next: 161.35. 0.005 is what rounding gave.
   */
  @Test
  void hybrid_getsAnInvoiceAsItBeginsAndOneEachMonth() {
    scene.price(plan, meter, Terms.flat("0.01"));
    fixed("99", "ADVANCE");
    String subscription = scene.subscribe("ann", plan, month(0));
    Reply preview =
        scene
            .post("/v1/invoices/preview", "{\"subscription_id\":\"%s\"}".formatted(subscription))
            .is(200);
    assertThat(preview.text("total")).isEqualTo("99");
    assertThat(texts()).isEmpty();
    scene.until(month(0));
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 99 [fixed 99-0]");
    use("e1", month(0).plusSeconds(60), "6234.5");
    scene.until(month(1).plusSeconds(60));
    // It waits an hour for what comes late.
    assertThat(texts())
        .containsExactly(
            "INV-000001 FINALIZED 99 [fixed 99-0]",
            "null DRAFT 161.35 [fixed 99-0, usage 62.35-0]");
    use("e2", month(1).minusSeconds(1), "100");
    assertThat(texts().getLast()).isEqualTo("null DRAFT 162.35 [fixed 99-0, usage 63.35-0]");
    scene.until(month(1).plus(Duration.ofHours(1)));
    assertThat(texts().getLast())
        .isEqualTo("INV-000002 FINALIZED 162.35 [fixed 99-0, usage 63.35-0]");
    assertThat(balance("receivable")).isEqualTo(261_350);
    assertThat(balance("unbilled")).isZero();
    // The first month is over, and its fee earned: 99 + 63.345.
    assertThat(balance("deferred")).isEqualTo(-99_000);
    assertThat(balance("revenue")).isEqualTo(-162_345);
    assertThat(balance("rounding")).isEqualTo(-5);
    Json.Obj last = invoices().getLast();
    Reply read = scene.get("/v1/invoices/" + last.string("id")).is(200);
    assertThat(read.text("period_start")).isEqualTo(month(0).toString());
    assertThat(read.text("period_end")).isEqualTo(month(1).toString());
    assertThat(read.text("amount_remaining")).isEqualTo("162.35");
    assertThat(read.text("payment_status")).isEqualTo("PENDING");
    scene.isClean();
  }

  /**
   * 0.01 a call, 3,000 of them: 30 on the first invoice. 500 more of that month come when it is
   * final: 5 on the next, which names their month. Then an event of 1,000 is taken back: -10, and
   * 100 calls of the new month: 1. Together -9, which no invoice can ask: it is a credit of 9,
   * which pays the first 9 of the 20 after it.
   */
  @Test
  void whatMovesAfterwards_isAskedByTheNext() {
    scene.price(plan, meter, Terms.flat("0.01"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "1000");
    use("b", month(0).plusSeconds(120), "2000");
    scene.until(month(1).plus(Duration.ofHours(2)));
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 30 [usage 30-0]");
    use("late", month(1).minusSeconds(5), "500");
    use("new", month(1).plusSeconds(5), "700");
    scene.until(month(2).plus(Duration.ofHours(2)));
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 12 [usage 5-0, usage 7-0]");
    Json.Obj line =
        (Json.Obj)
            ((Json.Arr) Objects.requireNonNull(invoices().getLast().get("line_items")))
                .items()
                .getFirst();
    assertThat(line.string("period_start")).isEqualTo(month(0).toString());
    scene.revoke("a");
    scene.settle();
    use("c", month(2).plusSeconds(5), "100");
    scene.until(month(3).plus(Duration.ofHours(2)));
    assertThat(texts().getLast()).isEqualTo("INV-C-000001 FINALIZED -9 [usage -10-0, usage 1-0]");
    assertThat(balance("credit_balance")).isEqualTo(-9_000);
    use("d", month(3).plusSeconds(5), "2000");
    scene.until(month(4).plus(Duration.ofHours(2)));
    Json.Obj paid = invoices().getLast();
    assertThat(text(paid)).isEqualTo("INV-000003 FINALIZED 20 [usage 20-0]");
    assertThat(paid.string("amount_paid")).isEqualTo("9");
    assertThat(paid.string("amount_remaining")).isEqualTo("11");
    assertThat(balance("credit_balance")).isZero();
    assertThat(balance("receivable")).isEqualTo(53_000);
    assertThat(balance("unbilled")).isZero();
    scene.isClean();
  }

  /**
   * 10 of promotional credit; a fee of 4 in advance takes 4 of it, usage of 9.005 draws the other 6
   * and is 9.01 on the line: 3.01 is to be paid. 8 of the usage is taken back: 1.005 is left, which
   * is 1.01, so the next asks -8: 3.01 of it was money, and 4.99 goes back to the credit, which
   * pays the fee of the month after: 4 of it.
   */
  @Test
  void credits_payLines_andGetBackWhatTheyPaid() {
    scene.price(plan, meter, Terms.flat("0.01"));
    fixed("4", "ADVANCE");
    String wallet = scene.wallet("ann", "");
    scene.topUp(wallet, "10", "");
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 0 [fixed 4-4]");
    use("a", month(0).plusSeconds(60), "800");
    use("b", month(0).plusSeconds(120), "100.5");
    scene.until(month(1).plus(Duration.ofHours(2)));
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 7.01 [fixed 4-0, usage 9.01-6]");
    assertThat(balance("receivable")).isEqualTo(7_010);
    scene.isClean();
    scene.revoke("a");
    scene.settle();
    scene.until(month(2).plus(Duration.ofHours(2)));
    assertThat(texts().getLast())
        .isEqualTo("INV-C-000001 FINALIZED -3.01 [fixed 4-4, usage -8--4.99]");
    assertThat(balance("unbilled")).isZero();
    assertThat(balance("credit_balance")).isEqualTo(-3_010);
    scene.isClean();
  }

  /** A draft is made final before its time; what comes later is asked by the next. */
  @Test
  void draft_isMadeFinalByHand() {
    scene.price(plan, meter, Terms.flat("1"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(5), "3");
    scene.until(month(1).plusSeconds(60));
    String id = String.valueOf(invoices().getFirst().string("id"));
    scene.get("/v1/invoices/" + id + "/explain").is(400);
    Reply made = scene.post("/v1/invoices/" + id + "/finalize", "").is(200);
    assertThat(made.text("invoice_number")).isEqualTo("INV-000001");
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 3 [usage 3-0]");
    assertThat(scene.post("/v1/invoices/" + id + "/finalize", "").is(400).body())
        .contains("The invoice is FINALIZED: only a DRAFT is made final.");
    use("b", month(0).plusSeconds(6), "4");
    scene.until(month(2).plus(Duration.ofHours(2)));
    assertThat(texts()).hasSize(2);
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 4 [usage 4-0]");
    Json.Obj line = scene.get("/v1/invoices/" + id + "/explain").is(200).list("lines").getFirst();
    assertThat(((Json.Obj) Objects.requireNonNull(line.get("derivation"))).string("due"))
        .isEqualTo("3");
    List<Json> charges = ((Json.Arr) Objects.requireNonNull(line.get("charges"))).items();
    String explain = String.valueOf(((Json.Obj) charges.getFirst()).string("explain"));
    assertThat(scene.get(explain).is(200).text("complete")).isEqualTo("true");
    Json.Obj posting =
        (Json.Obj) ((Json.Arr) Objects.requireNonNull(line.get("postings"))).items().getFirst();
    assertThat(
            "%s %s %s"
                .formatted(
                    posting.string("debit"), posting.string("credit"), posting.string("amount")))
        .isEqualTo("receivable unbilled 3");
    assertThat(posting.string("booked_for")).isEqualTo(month(1).toString());
    Json.Obj owed =
        scene
            .get(
                "/v1/ledger/statement?account=receivable&currency=usd&customer_id="
                    + invoices().getFirst().string("customer_id"))
            .is(200)
            .list("items")
            .getFirst();
    assertThat(owed.string("invoice_id")).isEqualTo(id);
    assertThat(String.valueOf(owed.get("line_no"))).contains("1");
    assertThat(owed.string("booked_for")).isEqualTo(month(1).toString());
    scene.isClean();
  }

  /** What was due before invoices were enabled is asked elsewhere; 20 of 30 came before. */
  @Test
  void enabled_asksWhatIsDueFromThenOn() {
    scene.price(plan, meter, Terms.flat("1"));
    fixed("7", "ADVANCE");
    scene.put("/v1/settings/invoice_config", "{\"enabled\":false,\"prefix\":\"A/\"}").is(200);
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0).plusSeconds(60));
    use("a", month(0).plusSeconds(5), "20");
    scene.until(month(1).plus(Duration.ofHours(2)));
    use("b", month(1).plusSeconds(5), "10");
    assertThat(invoices()).isEmpty();
    Reply on =
        scene
            .put(
                "/v1/settings/invoice_config",
                "{\"enabled\":true,\"finalization_delay_seconds\":0,\"due_date_days\":3}")
            .is(200);
    assertThat(on.text("bill_from")).isNotNull();
    scene.until(month(2).plusSeconds(60));
    assertThat(texts()).containsExactly("A/-000001 FINALIZED 17 [fixed 7-0, usage 10-0]");
    assertThat(invoices().getFirst().string("due_date"))
        .isEqualTo(month(2).plus(Duration.ofDays(4)).toString());
    scene.isClean();
    // What comes late of the month that is asked elsewhere is asked there too.
    use("late", month(0).plusSeconds(6), "5");
    scene.until(month(3).plusSeconds(60));
    assertThat(texts().getLast()).isEqualTo("A/-000002 FINALIZED 7 [fixed 7-0]");
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
    for (String wrong :
        List.of(
            "{\"finalization_delay_seconds\":-1}",
            "{\"due_date_days\":366}",
            "{\"prefix\":\"a b\"}",
            "{\"enabled\":false,\"bill_from\":\"2026-01-01T00:00:00Z\"}",
            "{\"suffix_length\":5}")) {
      scene.put("/v1/settings/invoice_config", wrong).is(400);
    }
  }

  /** Fees of 10 in advance and 3 in arrear; ended in the second month: 3 and its usage, no 10. */
  @Test
  void cancelled_getsALastDocument() {
    scene.price(plan, meter, Terms.flat("1"));
    fixed("10", "ADVANCE");
    fixed("3", "ARREAR");
    String subscription = scene.subscribe("ann", plan, month(0));
    scene.until(month(1).plus(Duration.ofDays(10)));
    use("a", month(1).plusSeconds(5), "5");
    scene.done(
        "POST",
        "/v1/subscriptions/" + subscription + "/cancel",
        "{\"cancellation_type\":\"immediate\"}");
    scene.until(month(3).plus(Duration.ofHours(2)));
    assertThat(texts())
        .containsExactly(
            "INV-000001 FINALIZED 10 [fixed 10-0]",
            "INV-000002 FINALIZED 13 [fixed 10-0, fixed 3-0]",
            "INV-000003 FINALIZED 8 [fixed 3-0, usage 5-0]");
    assertThat(
            scene
                .get("/v1/invoices?invoice_status=FINALIZED&external_customer_id=ann")
                .is(200)
                .list("items"))
        .hasSize(3);
    assertThat(scene.get("/v1/invoices?external_customer_id=nobody").is(200).list("items"))
        .isEmpty();
    assertThat(
            scene
                .post(
                    "/v1/invoices/search",
                    "{\"invoice_number\":\"INV-000002\",\"customer_id\":\"%s\"}"
                        .formatted(invoices().getFirst().string("customer_id")))
                .is(200)
                .list("items"))
        .hasSize(1);
    scene.isClean();
  }

  /**
   * Usage of a subscription that ended comes when all is asked: an invoice of its own, an hour
   * later.
   */
  @Test
  void ended_isAskedOnceMoreForWhatComesLate() {
    scene.price(plan, meter, Terms.flat("1"));
    String subscription = scene.subscribe("ann", plan, month(0));
    scene.until(month(0).plus(Duration.ofDays(10)));
    use("a", month(0).plusSeconds(5), "5");
    scene.done(
        "POST",
        "/v1/subscriptions/" + subscription + "/cancel",
        "{\"cancellation_type\":\"immediate\"}");
    scene.until(month(0).plus(Duration.ofDays(11)));
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 5 [usage 5-0]");
    use("b", month(0).plusSeconds(6), "2");
    use("c", month(0).plusSeconds(7), "1");
    scene.until(month(0).plus(Duration.ofDays(12)));
    assertThat(texts())
        .containsExactly(
            "INV-000001 FINALIZED 5 [usage 5-0]", "INV-000002 FINALIZED 3 [usage 3-0]");
    scene.isClean();
  }

  /** 121 months until now are too many to be asked at once, unless they were asked elsewhere. */
  @Test
  void beganLongAgo_isRefused() {
    scene.price(plan, meter, Terms.flat("1"));
    Instant longAgo = first.minusMonths(123).toInstant();
    assertThat(scene.trySubscribe("ann", plan, longAgo).is(400).body())
        .contains("/start_date", "More than 120 invoices would be made until now.");
    scene.put("/v1/settings/invoice_config", "{\"bill_from\":\"%s\"}".formatted(month(-3))).is(200);
    scene.subscribe("ann", plan, longAgo);
    scene.until(month(0).plus(Duration.ofHours(2)));
    // Months without usage ask nothing.
    assertThat(invoices())
        .hasSize(3)
        .allMatch(one -> "SKIPPED".equals(one.string("invoice_status")));
  }

  /**
   * A meter that never begins anew, by calendar months from the 11th: 1 each up to 10 in the whole
   * life, 0.5 beyond. 8 by the end of the month: 8; 8 more: 10 + 3 - 8 = 5, and 2 that come late
   * with the 4 of the third month: 3.
   */
  @Test
  void meterThatNeverBeginsAnew_isAskedWhatItsLifeCameTo() {
    String life =
        scene.made(
            "/v1/meters",
            """
            {"name":"call","event_name":"call","reset_usage":"NEVER",
             "aggregation":{"type":"SUM","field":"n"},"filters":[]}\
            """);
    scene.price(
        plan,
        life,
        "\"billing_model\":\"TIERED\",\"tier_mode\":\"SLAB\",\"tiers\":"
            + "[{\"up_to\":10,\"unit_amount\":\"1\"},{\"unit_amount\":\"0.5\"}]");
    Instant start = month(0).plus(Duration.ofDays(10));
    scene.done(
        "POST",
        "/v1/subscriptions",
        """
        {"external_customer_id":"ann","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "billing_cycle":"calendar","start_date":"%s"}\
        """
            .formatted(plan, start));
    scene.until(start);
    use("a", start.plusSeconds(5), "8");
    scene.until(month(1).plus(Duration.ofHours(2)));
    assertThat(texts()).containsExactly("INV-000001 FINALIZED 8 [usage 8-0]");
    use("b", month(1).plusSeconds(5), "8");
    scene.until(month(2).plus(Duration.ofHours(2)));
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 5 [usage 5-0]");
    use("late", month(1).plusSeconds(6), "2");
    use("c", month(2).plusSeconds(6), "4");
    scene.until(month(3).plus(Duration.ofHours(2)));
    assertThat(texts().getLast()).isEqualTo("INV-000003 FINALIZED 3 [usage 3-0]");
    scene.isClean();
  }
}
