package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What cannot be done with credits: each a problem of the request that names the field, or says
 * what is in the way, and leaves every table as it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CreditRefusalsIT {
  private static final String HUGE = "1" + "0".repeat(30);
  private static final List<String> TABLES =
      List.of(
          "wallets",
          "wallet_grants",
          "wallet_transactions",
          "credit_uses",
          "credit_grants",
          "credit_schedules",
          "holds",
          "budgets",
          "postings",
          "balances",
          "events",
          "charges",
          "outbox",
          "idempotency_keys");

  private final Scene scene = Units.sold(TestNode.shared().tenant("development"));

  @SuppressWarnings("NullAway.Init")
  private String wallet;

  @SuppressWarnings("NullAway.Init")
  private String eur;

  @BeforeAll
  void open() {
    scene.subscriber("r");
    wallet = scene.wallet("r", ",\"initial_credits_to_load\":\"50\"");
    scene.subscriber("e");
    eur =
        scene.made(
            "/v1/wallets",
            "{\"external_customer_id\":\"e\",\"currency\":\"eur\",\"initial_credits_to_load\":\"50\"}");
  }

  @AfterAll
  void close() {
    scene.isClean();
  }

  /** Returns what all rows add up to; anything written changes it. */
  private long rows() {
    List<String> all = new ArrayList<>();
    TABLES.forEach(
        table ->
            all.add(
                "(select count(*) || ':' || coalesce(sum(hashtext(t::text)::bigint), 0) from %s t)"
                    .formatted(table)));
    return scene.number("select hashtext(concat_ws(','," + String.join(",", all) + "))");
  }

  /** Sends what has to be refused at a field. */
  private void refused(String path, String body, String pointer) {
    long before = rows();
    Reply reply = scene.post(path, body);
    assertThat(reply.status()).as(body + reply.body()).isEqualTo(400);
    assertThat(reply.type()).contains("problem+json");
    assertThat(reply.pointers()).as(body + reply.body()).contains(pointer);
    assertThat(rows()).as(body).isEqualTo(before);
  }

  /** Sends what cannot be done now. */
  private void impossible(String path, String body, String word) {
    long before = rows();
    Reply reply = scene.api.once("key-" + word + path, path, body);
    assertThat(reply.status()).as(body + reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("invalid_operation").contains(word);
    assertThat(rows()).as(body).isEqualTo(before);
  }

  private void topUp(String rest, String pointer) {
    refused(
        "/v1/wallets/" + wallet + "/top-up",
        "{\"transaction_reason\":\"FREE_CREDIT_GRANT\"," + rest + "}",
        pointer);
  }

  @Test
  void topUp_ofNothingLessOrTooMuch_isRefusedAtItsField() {
    for (String amount : List.of("-1", "0", "0.0", HUGE, "-" + HUGE)) {
      topUp("\"credits_to_add\":\"" + amount + "\"", "/credits_to_add");
      topUp("\"amount\":\"" + amount + "\"", "/amount");
      topUp(
          "\"credits_to_add\":\"1\",\"bonus_credits_to_add\":\"" + amount + "\"",
          "/bonus_credits_to_add");
    }
    topUp("\"credits_to_add\":\"1\",\"currency\":\"eur\"", "/currency");
    topUp("\"credits_to_add\":\"1\",\"amount\":\"1\"", "/credits_to_add");
  }

  @Test
  void topUp_expiringBeforeItStarts_isRefusedAtItsField() {
    topUp(
        "\"credits_to_add\":\"1\",\"expiry_date_utc\":\"2020-01-01T00:00:00Z\"",
        "/expiry_date_utc");
    topUp(
        "\"credits_to_add\":\"1\",\"effective_date\":\"2040-01-01T00:00:00Z\",\"expiry_date_utc\":\"2040-01-01T00:00:00Z\"",
        "/expiry_date_utc");
  }

  @Test
  void topUp_whoseMoneyBuysTooManyCredits_isRefusedAtItsField() {
    scene.subscriber("cheap");
    String cheap = scene.wallet("cheap", ",\"topup_conversion_rate\":\"0.000000000001\"");
    refused(
        "/v1/wallets/" + cheap + "/top-up",
        "{\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\",\"amount\":\"100000000000000\"}",
        "/amount");
  }

  @Test
  void wallet_withValuesOutOfRange_isRefusedAtThem() {
    String begin = "{\"external_customer_id\":\"r\",\"currency\":\"usd\",";
    for (String name :
        List.of(
            "conversion_rate", "topup_conversion_rate", "credit_line", "initial_credits_to_load")) {
      refused("/v1/wallets", begin + "\"" + name + "\":\"" + HUGE + "\"}", "/" + name);
      refused("/v1/wallets", begin + "\"" + name + "\":\"-1\"}", "/" + name);
    }
    refused("/v1/wallets", begin + "\"conversion_rate\":\"1000000\"}", "/conversion_rate");
    refused(
        "/v1/wallets",
        begin + "\"auto_topup\":{\"threshold\":\"5\",\"amount\":\"1000000000000000\"}}",
        "/auto_topup/amount");
    refused(
        "/v1/wallets",
        begin + "\"auto_topup\":{\"threshold\":\"-5\",\"amount\":\"0\"}}",
        "/auto_topup/threshold");
    refused(
        "/v1/wallets",
        begin
            + "\"initial_credits_to_load\":\"1\",\"initial_credits_expiry_date_utc\":\"2020-01-01T00:00:00Z\"}",
        "/initial_credits_expiry_date_utc");
  }

  @Test
  void creditGrant_withValuesOutOfRange_isRefusedAtThem() {
    String begin =
        "{\"name\":\"G\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"cadence\":\"RECURRING\",\"period\":\"DAILY\","
            .formatted(scene.sold().plan());
    for (String amount : List.of("-1", "0", HUGE)) {
      refused("/v1/creditgrants", begin + "\"credits\":\"" + amount + "\"}", "/credits");
    }
    for (String cap : List.of("1", "2", "2.000")) {
      refused(
          "/v1/creditgrants",
          begin
              + "\"credits\":\"2\",\"expiration_type\":\"BILLING_CYCLE\",\"rollover_cap\":\"%s\"}"
                  .formatted(cap),
          "/rollover_cap");
    }
    refused(
        "/v1/creditgrants",
        begin + "\"credits\":\"1\",\"conversion_rate\":\"1000000\"}",
        "/conversion_rate");
    refused(
        "/v1/creditgrants",
        begin
            + "\"credits\":\"1\",\"start_date\":\"2040-01-02T00:00:00Z\",\"end_date\":\"2040-01-01T00:00:00Z\"}",
        "/end_date");
  }

  @Test
  void hold_ofNothingOrInAnotherCurrency_isRefusedAtItsField() {
    String begin = "{\"external_customer_id\":\"r\",\"currency\":\"usd\",";
    for (String amount : List.of("-1", "0", HUGE)) {
      refused("/v1/holds", begin + "\"amount\":\"" + amount + "\"}", "/amount");
    }
    refused(
        "/v1/holds", begin + "\"amount\":\"1\",\"expires_in_seconds\":0}", "/expires_in_seconds");
    refused(
        "/v1/holds",
        "{\"external_customer_id\":\"r\",\"currency\":\"eur\",\"amount\":\"1\"}",
        "/currency");
    refused(
        "/v1/holds",
        "{\"external_customer_id\":\"e\",\"currency\":\"eur\",\"events\":[%s]}"
            .formatted(Units.of("mixed", "e", "2").json()),
        "/currency");
    String hold =
        scene.made(
            "/v1/holds", "{\"external_customer_id\":\"e\",\"currency\":\"eur\",\"amount\":\"5\"}");
    refused(
        "/v1/holds/" + hold + "/settle",
        "{\"events\":[%s]}".formatted(Units.of("mixed", "e", "2").json()),
        "/events");
    for (String amount : List.of("-1", HUGE)) {
      refused("/v1/holds/" + hold + "/settle", "{\"amount\":\"" + amount + "\"}", "/amount");
    }
    assertThat(Parts.amount(scene.balance(eur), "held_balance")).isEqualByComparingTo("5");
  }

  @Test
  void settle_afterRelease_isImpossible() {
    String hold =
        scene.made(
            "/v1/holds", "{\"external_customer_id\":\"r\",\"currency\":\"usd\",\"amount\":\"5\"}");
    assertThat(scene.post("/v1/holds/" + hold + "/release", "").status()).isEqualTo(200);
    String path = "/v1/holds/" + hold;
    impossible(path + "/settle", "{\"amount\":\"1\"}", "released");
    impossible(
        path + "/settle",
        "{\"events\":[%s]}".formatted(Units.of("after", "r", "1").json()),
        "released");
    impossible(path + "/release", "", "released");
  }

  @Test
  void closedWallet_takesAndGivesNothing() {
    scene.subscriber("gone");
    String closed = scene.wallet("gone", ",\"initial_credits_to_load\":\"5\"");
    String path = "/v1/wallets/" + closed;
    assertThat(scene.post(path + "/terminate", "").status()).isEqualTo(200);
    impossible(
        path + "/top-up",
        "{\"credits_to_add\":\"1\",\"transaction_reason\":\"FREE_CREDIT_GRANT\"}",
        "closed");
    impossible(
        path + "/debit",
        "{\"credits\":\"1\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"idempotency_key\":\"g\"}",
        "closed");
    for (String verb : List.of("freeze", "unfreeze", "terminate")) {
      impossible(path + "/" + verb, "", "closed");
    }
  }

  @Test
  void budget_ofNothingOrInAnotherCurrency_isRefusedAtItsField() {
    for (String amount : List.of("-1", "0", HUGE)) {
      refused(
          "/v1/budgets",
          "{\"external_customer_id\":\"r\",\"currency\":\"usd\",\"amount\":\"" + amount + "\"}",
          "/amount");
    }
    refused(
        "/v1/budgets",
        "{\"external_customer_id\":\"r\",\"currency\":\"dollars\",\"amount\":\"1\"}",
        "/currency");
  }
}
