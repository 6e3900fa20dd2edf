package io.pricewright.gateway.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.rules.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Invoices that somebody makes by hand, of no subscription. */
final class OneOffIT extends InvoicedTenant {
  private static String line(String name, String amount) {
    return "{\"display_name\":\"%s\",\"quantity\":\"1\",\"amount\":\"%s\"}".formatted(name, amount);
  }

  private static String body(String lines, String more) {
    return "{\"external_customer_id\":\"ann\",\"currency\":\"usd\",\"line_items\":[%s]%s}"
        .formatted(lines, more);
  }

  private Reply make(String lines, String more) {
    return scene.post("/v1/invoices", body(lines, more));
  }

  private Instant now() {
    return Instant.parse(scene.get("/v1/clock").text("now"));
  }

  /** Balances in thousandths, debits less credits, but for those that are zero. */
  private Map<String, Long> accounts() {
    Map<String, Long> held = new LinkedHashMap<>();
    for (String name : List.of("receivable", "revenue", "rounding", "unbilled", "credit_balance")) {
      long amount =
          scene.number(
              "select coalesce(sum(amount * 1000), 0)::bigint from balances where account = '%s'"
                  .formatted(name));
      if (amount != 0) {
        held.put(name, amount);
      }
    }
    return held;
  }

  private void isRight() {
    scene.isClean();
    assertThat(scene.unexplained()).isEmpty();
  }

  private static void refused(Reply reply, String pointer, String says) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("\"" + pointer + "\"").contains(says);
  }

  /**
   * 12.34, 0.005 and 0.004 are 12.34, 0.01 and 0.00 in minor units: 12.35, where 12.349 is earned
   * and rounding gave 0.001. Due at the end of the third day by terms of two days.
   */
  @Test
  void linesAreRounded_eachByItself_andEarnedExactly() {
    scene.put("/v1/settings/invoice_config", "{\"due_date_days\":2}").is(200);
    Reply made =
        make(
                line("Work", "12.34") + "," + line("Crumb", "0.005") + "," + line("Dust", "0.004"),
                ",\"amount_due\":\"12.35\",\"subtotal\":\"12.349\",\"total\":\"12.350\","
                    + "\"description\":\"By hand\",\"metadata\":{\"po\":\"7\"},"
                    + "\"invoice_type\":\"ONE_OFF\",\"billing_reason\":\"MANUAL\"")
            .is(201);
    assertThat(text(made.json()))
        .isEqualTo("INV-000001 FINALIZED 12.35 [fixed 0-0, fixed 0.01-0, fixed 12.34-0]");
    assertThat(made.body())
        .contains("\"subscription_id\":null", "\"billing_reason\":\"MANUAL\"")
        .contains("\"payment_status\":\"PENDING\"", "\"amount_remaining\":\"12.35\"")
        .contains("\"description\":\"By hand\"", "\"po\":\"7\"", "\"waits_for\":[]");
    Instant issued = Instant.parse(made.text("finalized_at"));
    assertThat(Instant.parse(made.text("due_date")))
        .isEqualTo(
            issued.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(3).toInstant());
    assertThat(accounts())
        .isEqualTo(Map.of("receivable", 12_350L, "revenue", -12_349L, "rounding", -1L));
    String explained = scene.read("/v1/invoices/" + made.text("id") + "/explain").body();
    assertThat(explained)
        .contains("\"amount\":\"0.005\",\"rounding\":\"-0.005\"")
        .contains("\"debit\":\"receivable\",\"credit\":\"revenue\",\"amount\":\"12.34\"");
    String summary = "/v1/customers/" + made.text("customer_id") + "/invoices/summary";
    assertThat(scene.read(summary).body())
        .contains("\"total_unpaid_amount\":\"12.35\"", "\"unpaid_fixed_charges\":\"12.35\"");
    assertThat(scene.read("/v1/invoices?invoice_type=ONE_OFF").list("items")).hasSize(1);
    assertThat(scene.read("/v1/invoices?invoice_type=SUBSCRIPTION").list("items")).isEmpty();
    isRight();
  }

  /** Half a yen is one, half a thousandth of a dinar a thousandth; a digit less is nothing. */
  @Test
  void minorUnits_areTheCurrencys() {
    Map<String, String> totals = new LinkedHashMap<>();
    for (String one : List.of("jpy 0.5", "jpy 0.49", "kwd 0.0005", "kwd 0.00049")) {
      String code = one.substring(0, 3);
      Reply made =
          scene
              .post(
                  "/v1/invoices",
                  body(line("x", one.substring(4)), "").replace("\"usd\"", "\"" + code + "\""))
              .is(201);
      totals.put(one, made.text("total") + " " + made.text("payment_status"));
    }
    assertThat(totals)
        .isEqualTo(
            Map.of(
                "jpy 0.5", "1 PENDING",
                "jpy 0.49", "0 SUCCEEDED",
                "kwd 0.0005", "0.001 PENDING",
                "kwd 0.00049", "0 SUCCEEDED"));
    isRight();
  }

  /**
   * A draft asks nothing and has no number; it is the caller's, so nobody makes it final by
   * himself, nor does it take the place of a subscription's. Its date has passed when it is made
   * final: it is due at once. What it was is not worked out anew.
   */
  @Test
  void draft_isMadeFinalByItsCaller_orVoided() {
    scene.fee(plan, "5", "MONTHLY", "ADVANCE");
    scene.subscribe("ann", plan, month(0));
    String due = now().plus(1, ChronoUnit.DAYS).toString();
    String draft = ",\"invoice_status\":\"DRAFT\",\"due_date\":\"%s\"".formatted(due);
    String first = make(line("One", "10"), draft).is(201).text("id");
    String second = make(line("Two", "20"), draft).is(201).text("id");
    assertThat(accounts()).isEmpty();
    scene.until(month(1));
    assertThat(texts())
        .containsExactly(
            "null DRAFT 10 [fixed 10-0]",
            "null DRAFT 20 [fixed 20-0]",
            "INV-000001 FINALIZED 5 [fixed 5-0]",
            "INV-000002 FINALIZED 5 [fixed 5-0]");
    assertThat(scene.get("/v1/invoices/" + first + "/explain").status()).isEqualTo(400);
    scene.post("/v1/invoices/" + first + "/finalize", "").is(200);
    Reply read = scene.read("/v1/invoices/" + first);
    assertThat(text(read.json())).isEqualTo("INV-000003 FINALIZED 10 [fixed 10-0]");
    assertThat(read.text("due_date")).isEqualTo(read.text("finalized_at"));
    scene.post("/v1/invoices/" + second + "/void", "").is(200);
    scene.post("/v1/invoices/" + second + "/void", "").is(200);
    assertThat(text(scene.read("/v1/invoices/" + second).json()))
        .isEqualTo("null VOIDED 20 [fixed 20-0]");
    assertThat(scene.post("/v1/invoices/" + second + "/finalize", "").status()).isEqualTo(400);
    for (String id : List.of(first, second)) {
      assertThat(scene.post("/v1/invoices/" + id + "/recalculate", "").is(400).body())
          .contains("void it, and make another");
    }
    assertThat(accounts().get("receivable")).isEqualTo(20_000L);
    isRight();
  }

  /**
   * 2,000 calls at 0.01 are asked, then taken back: 20 are owed to ann. They pay 12.35 whole and
   * 7.65 of the 10 after it. The first is voided: its 12.35 return, and 2.35 are still to be paid.
   * The 50 prepaid credits are for what subscriptions ask.
   */
  @Test
  void creditBalancePays_prepaidCreditsDoNot() {
    scene.price(plan, scene.meter("call", "SUM", "n"), Terms.flat("0.01"));
    scene.subscribe("ann", plan, month(0));
    scene.until(month(0));
    use("a", month(0), "2000");
    scene.until(month(1).plus(2, ChronoUnit.HOURS));
    scene.revoke("a");
    scene.until(month(2).plus(2, ChronoUnit.HOURS));
    assertThat(accounts()).isEqualTo(Map.of("receivable", 20_000L, "credit_balance", -20_000L));
    String wallet = scene.wallet("ann", "");
    scene.topUp(wallet, "50", "").is(200);
    Reply first = make(line("Whole", "12.35"), "").is(201);
    assertThat(first.text("payment_status")).isEqualTo("SUCCEEDED");
    assertThat(first.text("amount_remaining")).isEqualTo("0");
    Reply second = make(line("Part", "10"), "").is(201);
    assertThat(second.text("amount_paid")).isEqualTo("7.65");
    assertThat(second.text("payment_status")).isEqualTo("PENDING");
    assertThat(scene.number("select sum(drawn)::bigint from wallet_grants")).isZero();
    isRight();
    scene.post("/v1/invoices/" + first.text("id") + "/void", "").is(200);
    assertThat(accounts())
        .isEqualTo(Map.of("receivable", 22_350L, "credit_balance", -12_350L, "revenue", -10_000L));
    isRight();
  }

  /** Without lines there is one, of the amount and the description. */
  @Test
  void amountAlone_isOneLine() {
    Reply made =
        scene
            .post(
                "/v1/invoices",
                """
                {"external_customer_id":"ann","currency":"usd","amount_due":"99.999",
                 "subtotal":"100","total":"100","amount_paid":"0","description":"Setup",
                 "period_start":"2026-01-01T00:00:00Z","period_end":"2027-01-01T00:00:00Z"}\
                """)
            .is(201);
    assertThat(lines(made.json(), one -> one.string("display_name") + " " + one.string("amount")))
        .containsExactly("Setup 100");
    assertThat(made.text("period_end")).isEqualTo("2027-01-01T00:00:00Z");
    isRight();
  }

  /** The same again, however it is written, is the invoice of then; something else is refused. */
  @Test
  void key_makesItOnce() {
    String key = ",\"idempotency_key\":\"k\"";
    Reply made = make(line("A", "1.50"), key).is(201);
    Reply again = make(line("A", "1.5"), key + ",\"invoice_type\":\"ONE_OFF\"").is(201);
    assertThat(again.text("id")).isEqualTo(made.text("id"));
    scene.post("/v1/invoices/" + made.text("id") + "/void", "").is(200);
    assertThat(make(line("A", "1.5"), key).is(201).text("invoice_status")).isEqualTo("VOIDED");
    assertThat(make(line("B", "1.5"), key).is(409).body()).contains(made.text("id"));
    assertThat(make(line("A", "1.5"), key + ",\"description\":\"d\"").status()).isEqualTo(409);
    assertThat(invoices()).hasSize(1);
  }

  /** Twelve at once, of four customers: numbers 1 to 12, and each account adds up. */
  @Test
  void manyAtOnce_haveNumbersWithoutGaps() throws Exception {
    List.of("ben", "cat", "dan").forEach(scene::customer);
    List<String> who = List.of("ann", "ben", "cat", "dan");
    List<Future<String>> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        String body = body(line("n" + i, "1"), "").replace("ann", who.get(i % 4));
        made.add(
            threads.submit(
                () ->
                    scene.api.insist("POST", "/v1/invoices", body).is(201).text("invoice_number")));
      }
    }
    List<String> numbers = new ArrayList<>();
    for (Future<String> one : made) {
      numbers.add(one.get());
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 12).mapToObj("INV-%06d"::formatted).toList());
    assertThat(accounts()).isEqualTo(Map.of("receivable", 12_000L, "revenue", -12_000L));
    isRight();
  }

  @Test
  void customer_isThere_andNotHeld() {
    String ben = scene.customer("ben");
    scene.delete("/v1/customers/" + ben);
    String other = body(line("x", "1"), "").replace("ann", "ben");
    assertThat(scene.post("/v1/invoices", other).is(404).body())
        .contains("\"/external_customer_id\"");
    scene
        .rows()
        .execute(
            "insert into customer_dues select tenant, environment, customer_no, null, null, 10,"
                + " 'out of luck' from customers where external_id = 'ann' on conflict (tenant,"
                + " environment, customer_no) do update set attempts = 10, held = excluded.held");
    assertThat(make(line("x", "1"), "").is(409).body()).contains("billing_held");
    assertThat(invoices()).isEmpty();
  }

  /** What is not done is refused where it is said, with a word of what to do instead. */
  @Test
  void whatIsNotDone_isRefusedAtItsField() {
    String one = line("x", "10");
    refused(make(line("x", "-0.01"), ""), "/line_items/0/amount", "credit note");
    refused(make(line("x", "1" + "0".repeat(30)), ""), "/line_items/0/amount", "10^26");
    refused(make(line("x", "1" + "0".repeat(20)), ""), "/line_items/0/amount", "10^20");
    String most = "9".repeat(20);
    refused(make(line("x", most) + "," + line("y", most), ""), "/line_items", "10^20");
    refused(make(line("x", "0.0000000000001"), ""), "/line_items/0/amount", "12 decimals");
    refused(make(one, ",\"total\":\"10.01\""), "/total", "add up to 10, not to 10.01");
    refused(
        make(line("x", "0.005"), ",\"subtotal\":\"1\""), "/subtotal", "0.01, and 0.005 exact, not");
    refused(make("", ""), "/line_items", "amount_due and a description");
    refused(make("", ",\"amount_due\":\"5\""), "/description", "names the line");
    refused(make("", ",\"amount_due\":\"-5\",\"description\":\"d\""), "/amount_due", "credit note");
    refused(make(one, ",\"due_date\":\"2020-01-01T00:00:00Z\""), "/due_date", "not issued before");
    refused(make(one, ",\"period_start\":\"2026-01-01T00:00:00Z\""), "/period_end", "Give both");
    refused(make(one, ",\"invoice_type\":\"SUBSCRIPTION\""), "/invoice_type", "by themselves");
    refused(make(one, ",\"invoice_type\":\"CREDIT\""), "/invoice_type", "void it");
    refused(make(one, ",\"customer_id\":\"c\""), "/customer_id", "exactly one");
    Map<String, String> said =
        Map.ofEntries(
            Map.entry("coupons", "[\"c\"]"),
            Map.entry("line_item_coupons", "[{\"coupon_id\":\"c\"}]"),
            Map.entry("tax_rates", "[\"t\"]"),
            Map.entry("tax_rate_overrides", "[{}]"),
            Map.entry("prepared_tax_rates", "[{}]"),
            Map.entry("invoice_number", "\"X-1\""),
            Map.entry("issue_date", "\"2026-01-01T00:00:00Z\""),
            Map.entry("subscription_id", "\"s\""),
            Map.entry("billing_period", "\"MONTHLY\""),
            Map.entry("billing_reason", "\"SUBSCRIPTION_CYCLE\""),
            Map.entry("payment_status", "\"SUCCEEDED\""),
            Map.entry("amount_paid", "\"1\""),
            Map.entry("total_prepaid_applied", "\"1\""),
            Map.entry("invoice_status", "\"VOIDED\""),
            Map.entry("force_sync_invoice", "true"),
            Map.entry("invoice_pdf_url", "\"https://example.com\""));
    said.forEach(
        (key, value) -> refused(make(one, ",\"" + key + "\":" + value), "/" + key, "detail"));
    Map.of(
            "price_id", "\"p\"",
            "subscription_line_item_id", "\"s\"",
            "price_type", "\"USAGE\"",
            "line_item_discount", "\"1\"",
            "prepaid_credits_applied", "\"1\"",
            "price_unit", "\"tokens\"",
            "commitment_info", "{\"amount\":\"1\"}",
            "quantity", "\"-1\"")
        .forEach(
            (key, value) -> {
              String lines =
                  "{\"display_name\":\"x\",\"amount\":\"1\",\"" + key + "\":" + value + "}";
              refused(make(lines, ""), "/line_items/0/" + key, "detail");
            });
    assertThat(invoices()).isEmpty();
    assertThat(scene.number("select count(*) from given_lines")).isZero();
  }

  /** What is only tried out is told as it would be, and leaves neither row nor gap. */
  @Test
  void rehearsal_leavesNothing() {
    Reply tried = scene.post("/v1/invoices?dry_run=true", body(line("x", "3"), "")).is(201);
    assertThat(tried.text("invoice_number")).isEqualTo("INV-000001");
    assertThat(invoices()).isEmpty();
    Json.Obj made = make(line("x", "3"), "").is(201).json();
    assertThat(Parts.text(made, "invoice_number")).isEqualTo("INV-000001");
    isRight();
  }
}
