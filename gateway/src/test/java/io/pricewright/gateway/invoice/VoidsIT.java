package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invoices that are taken back, and asked anew. */
final class VoidsIT extends InvoicedTenant {
  private String meter = "";

  @BeforeEach
  void sell() {
    meter = scene.meter("call", "SUM", "n");
  }

  private void inAdvance(String amount) {
    scene.fee(plan, amount, "MONTHLY", "ADVANCE");
  }

  /** Until the invoice of a boundary is final. */
  private void closed(int month) {
    scene.until(month(month).plus(Duration.ofHours(2)));
  }

  private Json.Obj invoice(String number) {
    return invoices().stream()
        .filter(one -> number.equals(one.string("invoice_number")))
        .findFirst()
        .orElseThrow();
  }

  private Reply tryVoid(String number) {
    return scene.post("/v1/invoices/" + invoice(number).string("id") + "/void", "");
  }

  private void voids(String number) {
    Reply reply = tryVoid(number).is(200);
    assertThat(reply.text("invoice_status")).isEqualTo("VOIDED");
    assertThat(reply.text("invoice_number")).isEqualTo(number);
  }

  private Reply tryRecalculate(String number) {
    return scene.post("/v1/invoices/" + invoice(number).string("id") + "/recalculate", "");
  }

  private String recalculate(String number) {
    Reply made = tryRecalculate(number).is(200);
    assertThat(invoice(number).string("recalculated_invoice_id")).isEqualTo(made.text("id"));
    return text(made.json());
  }

  /** What accounts hold, in thousandths; those of nothing are left out. */
  private Map<String, Long> accounts(String... names) {
    Map<String, Long> held = new TreeMap<>();
    for (String name : names) {
      long amount =
          scene.number(
              "select coalesce(sum(amount * 1000), 0) from balances where account = '"
                  + name
                  + "'");
      if (amount != 0) {
        held.put(name, amount);
      }
    }
    return held;
  }

  private Map<String, Long> accounts() {
    return accounts(
        "receivable", "unbilled", "waived", "deferred", "revenue", "rounding", "credit_balance");
  }

  /**
   * 99 in advance and 0.01 a call; 6,234.5 calls: 62.345, 62.35 on the invoice. It is voided with
   * the 99 of its month: nothing is receivable of it, 62.345 is waived, and nothing is deferred, as
   * the 99 of the first month are earned. Another 100 calls come late: 1.00 on the next, beside its
   * own 99; the waived 62.35 are not asked. Recalculated it asks 63.35 - 1.00 and 99 again.
   */
  @Test
  void voided_isWaived_untilItIsRecalculated() {
    scene.price(plan, meter, Terms.flat("0.01"));
    inAdvance("99");
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "6234.5");
    scene.until(month(1).plusSeconds(60));
    Json.Obj draft = invoices().getLast();
    assertThat(scene.post("/v1/invoices/" + draft.string("id") + "/void", "").is(400).body())
        .contains("make it final before you void it");
    closed(1);
    assertThat(tryRecalculate("INV-000002").is(400).body())
        .contains("The invoice is FINALIZED: void it, then recalculate it.");
    voids("INV-000002");
    assertThat(accounts())
        .isEqualTo(Map.of("receivable", 99_000L, "waived", 62_345L, "revenue", -161_345L));
    Json.Obj voided = invoice("INV-000002");
    assertThat(text(voided)).isEqualTo("INV-000002 VOIDED 161.35 [fixed 99-0, usage 62.35-0]");
    assertThat(voided.string("payment_status")).isEqualTo("VOIDED");
    assertThat(voided.string("amount_remaining")).isEqualTo("0");
    assertThat(voided.string("voided_at")).isNotNull();
    scene.isClean();
    // Again: nothing changes.
    voids("INV-000002");
    use("late", month(1).minusSeconds(5), "100");
    closed(2);
    assertThat(texts().getLast()).isEqualTo("INV-000003 FINALIZED 100 [fixed 99-0, usage 1-0]");
    scene.isClean();
    String again = recalculate("INV-000002");
    assertThat(again).isEqualTo("INV-000004 FINALIZED 161.35 [fixed 99-0, usage 62.35-0]");
    assertThat(recalculate("INV-000002")).isEqualTo(again);
    assertThat(accounts("receivable", "waived", "unbilled"))
        .isEqualTo(Map.of("receivable", 360_350L));
    Json.Obj next = invoice("INV-000004");
    assertThat(next.string("period_start")).isEqualTo(month(0).toString());
    assertThat(next.string("period_end")).isEqualTo(month(1).toString());
    closed(3);
    assertThat(texts().getLast()).isEqualTo("INV-000005 FINALIZED 99 [fixed 99-0]");
    scene.isClean();
  }

  /**
   * 10 of promotional credit paid 4 of a fee and 6 of 9.005 of usage; 7.01 were money. The second
   * invoice is voided: the 6 come back. Asked anew they pay the same, and 7.01 is money again.
   */
  @Test
  void credits_comeBack_andPayAgain() {
    scene.price(plan, meter, Terms.flat("0.01"));
    inAdvance("4");
    String wallet = scene.wallet("ann", "");
    scene.topUp(wallet, "10", "");
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "900.5");
    closed(1);
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 7.01 [fixed 4-0, usage 9.01-6]");
    voids("INV-000002");
    assertThat(scene.number("select sum(drawn) from wallet_grants")).isEqualTo(4);
    assertThat(accounts("receivable", "waived")).isEqualTo(Map.of("waived", 9_005L));
    scene.isClean();
    assertThat(recalculate("INV-000002"))
        .isEqualTo("INV-000003 FINALIZED 7.01 [fixed 4-0, usage 9.01-6]");
    assertThat(scene.number("select sum(settled) from wallet_grants")).isEqualTo(10);
    assertThat(accounts("receivable", "waived")).isEqualTo(Map.of("receivable", 7_010L));
    scene.isClean();
  }

  /**
   * 30 of usage, asked and voided. Then 10 of it are taken back: nobody is owed that, 20 stay
   * waived; the next asks its own 1. Then 25 come late: 30 + 15 are due, 20 are waived: 25. Asked
   * anew the voided one asks the 20.
   */
  @Test
  void whatIsTakenBackOfWhatWasWaived_isOwedToNobody() {
    scene.price(plan, meter, Terms.flat("0.01"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "1000");
    use("b", month(0).plusSeconds(120), "2000");
    closed(1);
    voids("INV-000001");
    scene.revoke("a");
    scene.settle();
    use("c", month(1).plusSeconds(5), "100");
    closed(2);
    assertThat(texts().getLast()).isEqualTo("INV-000002 FINALIZED 1 [usage 1-0]");
    assertThat(accounts("waived", "unbilled", "credit_balance"))
        .isEqualTo(Map.of("waived", 20_000L));
    scene.isClean();
    use("late", month(0).plusSeconds(125), "2500");
    closed(3);
    assertThat(texts().getLast()).isEqualTo("INV-000003 FINALIZED 25 [usage 25-0]");
    scene.isClean();
    assertThat(recalculate("INV-000001")).isEqualTo("INV-000004 FINALIZED 20 [usage 20-0]");
    scene.isClean();
    // All of it is taken back: there is nothing to ask any more.
    voids("INV-000004");
    scene.revoke("b");
    scene.revoke("late");
    scene.settle();
    assertThat(tryVoid("INV-000003").is(200).text("invoice_status")).isEqualTo("VOIDED");
    assertThat(text(tryRecalculate("INV-000003").is(200).json())).isEqualTo("null SKIPPED 0 []");
    assertThat(accounts("waived", "unbilled", "credit_balance")).isEmpty();
    scene.isClean();
  }

  /**
   * 30 asked; 5 late and 7 new: 12; 10 taken back and 1 new: a credit of 9, which pays 9 of the 20
   * after it. What gave something back goes before what it corrects, and what the credit paid
   * before the credit. Asked anew: 20 of the first (25 are due, 5 were asked), 1 of the credit, 20.
   */
  @Test
  void whatWasCorrectedOrSpent_isVoidedAfterwards() {
    scene.price(plan, meter, Terms.flat("0.01"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "1000");
    use("b", month(0).plusSeconds(120), "2000");
    closed(1);
    use("late", month(1).minusSeconds(5), "500");
    use("new", month(1).plusSeconds(5), "700");
    closed(2);
    scene.revoke("a");
    scene.settle();
    use("c", month(2).plusSeconds(5), "100");
    closed(3);
    use("d", month(3).plusSeconds(5), "2000");
    closed(4);
    assertThat(tryVoid("INV-000001").is(400).body())
        .contains("What it asked was given back by INV-C-000001 since: void that one first.");
    assertThat(tryVoid("INV-C-000001").is(400).body())
        .contains("Of the 9 that it gave 0 are left on the credit balance");
    voids("INV-000003");
    assertThat(accounts("receivable", "waived", "credit_balance"))
        .isEqualTo(Map.of("receivable", 42_000L, "waived", 20_000L, "credit_balance", -9_000L));
    scene.isClean();
    voids("INV-C-000001");
    voids("INV-000001");
    assertThat(accounts("receivable", "waived", "credit_balance"))
        .isEqualTo(Map.of("receivable", 12_000L, "waived", 41_000L));
    scene.isClean();
    assertThat(recalculate("INV-000001")).isEqualTo("INV-000004 FINALIZED 20 [usage 20-0]");
    scene.isClean();
    assertThat(recalculate("INV-C-000001")).isEqualTo("INV-000005 FINALIZED 1 [usage 1-0]");
    assertThat(recalculate("INV-000003")).isEqualTo("INV-000006 FINALIZED 20 [usage 20-0]");
    assertThat(accounts("receivable", "waived", "credit_balance", "unbilled"))
        .isEqualTo(Map.of("receivable", 53_000L));
    scene.isClean();
  }

  /** A credit of which nothing was spent: nothing is owed any more, and nothing asked for it. */
  @Test
  void credit_isVoided_andGivenAnew() {
    scene.price(plan, meter, Terms.flat("0.01"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0).plusSeconds(60), "1000");
    use("b", month(0).plusSeconds(120), "2000");
    closed(1);
    scene.revoke("a");
    scene.settle();
    closed(2);
    assertThat(texts().getLast()).isEqualTo("INV-C-000001 FINALIZED -10 [usage -10-0]");
    voids("INV-C-000001");
    assertThat(accounts("receivable", "waived", "credit_balance"))
        .isEqualTo(Map.of("receivable", 30_000L, "waived", -10_000L));
    scene.isClean();
    closed(3);
    assertThat(invoices().getLast().string("invoice_status")).isEqualTo("SKIPPED");
    // 4 come late: they were asked by the first, and their return was voided.
    use("late", month(0).plusSeconds(180), "400");
    closed(4);
    assertThat(accounts("receivable", "waived", "credit_balance"))
        .isEqualTo(Map.of("receivable", 30_000L, "waived", -6_000L));
    scene.isClean();
    assertThat(recalculate("INV-C-000001")).isEqualTo("INV-C-000002 FINALIZED -6 [usage -6-0]");
    assertThat(accounts("receivable", "waived", "credit_balance"))
        .isEqualTo(Map.of("receivable", 30_000L, "credit_balance", -6_000L));
    scene.isClean();
  }
}
