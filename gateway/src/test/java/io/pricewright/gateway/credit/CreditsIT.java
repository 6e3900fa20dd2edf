package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Wallets, draws and what cannot be, as a caller sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CreditsIT {
  private final Scene scene = Units.sold(TestNode.shared().tenant());

  @AfterAll
  void clean() {
    scene.isClean();
  }

  @Test
  void events_ofACustomerWithCredit_drawItAndLeaveTheRestUncovered() {
    scene.subscriber("a");
    String wallet = scene.wallet("a", "");
    assertThat(scene.topUp(wallet, "10", "").status()).isEqualTo(200);
    scene.send(Units.of("a1", "a", "4"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("6");
    assertThat(Parts.amount(scene.balance(wallet), "balance")).isEqualByComparingTo("10");
    scene.send(Units.of("a2", "a", "9"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-3");
    assertThat(Parts.amount(scene.balance(wallet), "current_period_usage"))
        .isEqualByComparingTo("13");
    scene.topUp(wallet, "5", "");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("2");
    assertThat(scene.post("/v1/events/a2/void", "").status()).isEqualTo(200);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("11");
  }

  @Test
  void transactions_areListedByWhatTheyHave_andWhatIsNoColumnIsRefused() {
    scene.subscriber("listed");
    String wallet = scene.wallet("listed", "");
    String path = "/v1/wallets/" + wallet + "/transactions";
    scene
        .topUp(wallet, "10", ",\"priority\":3,\"expiry_date_utc\":\"2090-01-01T00:00:00Z\"")
        .is(200);
    scene.posted(
        "/v1/wallets/" + wallet + "/top-up",
        "{\"credits_to_add\":\"5\",\"transaction_reason\":\"FREE_CREDIT_GRANT\"}");
    scene.posted(
        "/v1/wallets/" + wallet + "/debit",
        "{\"credits\":\"2\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\","
            + "\"idempotency_key\":\"listed-1\"}");
    Map.ofEntries(
            Map.entry("", 3),
            Map.entry("?type=credit", 2),
            Map.entry("?type=debit", 1),
            Map.entry("?transaction_reason=FREE_CREDIT_GRANT", 1),
            Map.entry("?transaction_status=completed", 3),
            Map.entry("?transaction_status=pending", 0),
            Map.entry("?reference_id=none", 0),
            Map.entry("?reference_type=none", 0),
            Map.entry("?priority=3", 1),
            Map.entry("?priority=4", 0),
            Map.entry("?expiry_date_after=2089-01-01T00:00:00Z", 1),
            Map.entry("?expiry_date_before=2089-01-01T00:00:00Z", 0),
            Map.entry("?expiry_date_before=2091-01-01T00:00:00Z&type=credit", 1),
            Map.entry("?start_time=2000-01-01T00:00:00Z", 3),
            Map.entry("?end_time=2000-01-01T00:00:00Z", 0))
        .forEach(
            (query, found) ->
                assertThat(scene.get(path + query).is(200).body())
                    .as(query)
                    .contains("\"total\":" + found));
    assertThat(scene.get(path + "?order=asc&limit=1").body())
        .contains("\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\"");
    assertThat(scene.get(path + "?order=desc&limit=1").body())
        .contains("\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\"");
    scene.get(path + "?type=gift").refused(400, "/query/type");
    scene.get(path + "?credits_available_gt=1").refused(400, "/query/credits_available_gt");
  }

  @Test
  void wallet_madeAfterTheUsage_paysForIt_whenItWasBought_butGiftsPayWhatComes() {
    scene.subscriber("b");
    scene.send(Units.of("b1", "b", "7"));
    String wallet = scene.wallet("b", ",\"initial_credits_to_load\":\"20\"");
    assertThat(drawn(wallet)).isZero();
    // The 7 are open, so 20 given are 13 in all; the 5 that come are paid by them.
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("13");
    scene.send(Units.of("b2", "b", "5"));
    assertThat(drawn(wallet)).isEqualTo(5);
    String gift = "\"transaction_reason\":\"FREE_CREDIT_GRANT\",\"credits_to_add\":\"3\"";
    String path = "/v1/wallets/" + wallet + "/top-up";
    for (String kind : List.of("promotional", "sign_up")) {
      scene.posted(path, "{%s,\"kind\":\"%s\"}".formatted(gift, kind));
    }
    assertThat(drawn(wallet)).isEqualTo(5);
    // One that is dated back pays from there on: the 7, which are kept at the period's start.
    scene.posted(path, "{%s,\"effective_date\":\"%s\"}".formatted(gift, Scene.START));
    assertThat(drawn(wallet)).isEqualTo(8);
    scene.topUp(wallet, "10", "");
    assertThat(drawn(wallet)).as("bought ones pay the 4 that are open").isEqualTo(12);
    assertThat(Parts.amount(scene.balance(wallet), "balance")).isEqualByComparingTo("39");
  }

  private long drawn(String wallet) {
    return scene.number(
        "select sum(drawn)::bigint from wallet_grants where wallet_id = '%s'".formatted(wallet));
  }

  @Test
  void twoWallets_ofOneCustomer_subtractTheSameUsageOnce() {
    scene.subscriber("c");
    String one = scene.wallet("c", "");
    String two = scene.wallet("c", "");
    scene.topUp(one, "5", ",\"priority\":2");
    scene.topUp(two, "5", ",\"priority\":1");
    scene.send(Units.of("c1", "c", "7"));
    assertThat(scene.realTime(one)).isEqualByComparingTo("3");
    assertThat(scene.realTime(two)).isEqualByComparingTo("0");
    scene.send(Units.of("c2", "c", "5"));
    assertThat(scene.realTime(one)).isEqualByComparingTo("-2");
    assertThat(scene.realTime(two)).isEqualByComparingTo("0");
  }

  @Test
  void wallet_frozen_isNotDrawnFrom_untilItThaws() {
    scene.subscriber("d");
    String wallet = scene.wallet("d", ",\"initial_credits_to_load\":\"9\"");
    assertThat(scene.post("/v1/wallets/" + wallet + "/freeze", "").status()).isEqualTo(200);
    scene.send(Units.of("d1", "d", "4"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("9");
    assertThat(scene.post("/v1/wallets/" + wallet + "/unfreeze", "").status()).isEqualTo(200);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("5");
  }

  @Test
  void wallet_withACreditLine_goesBelowZeroDownToIt() {
    scene.subscriber("l");
    String wallet = scene.wallet("l", ",\"credit_line\":\"5\"");
    scene.send(Units.of("l1", "l", "7"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-7");
    Json.Obj balance = scene.balance(wallet);
    assertThat(Parts.amount(balance, "balance")).isEqualByComparingTo("0");
    scene.topUp(wallet, "10", "");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("3");
  }

  @Test
  void topUp_withItsIdempotencyKeyAgain_isDoneOnce() {
    scene.subscriber("e");
    String wallet = scene.wallet("e", "");
    String rest = ",\"idempotency_key\":\"once-e\"";
    assertThat(scene.topUp(wallet, "3", rest).body()).contains("\"real_time_balance\":\"3\"");
    assertThat(scene.topUp(wallet, "3", rest).status()).isEqualTo(200);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("3");
    String body = "{\"credits\":\"1\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\"}";
    for (int i = 0; i < 2; i++) {
      assertThat(scene.api.once("debit-e", "/v1/wallets/" + wallet + "/debit", body).status())
          .isEqualTo(200);
    }
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("2");
  }

  @Test
  void customUnits_drawnOneByOne_loseNothing() {
    scene.subscriber("u");
    String wallet =
        scene.wallet("u", ",\"conversion_rate\":\"0.03\",\"initial_credits_to_load\":\"100\"");
    for (int i = 0; i < 3; i++) {
      scene.send(Units.of("u" + i, "u", "1"));
    }
    Json.Obj balance = scene.balance(wallet);
    assertThat(Parts.amount(balance, "real_time_credit_balance")).isEqualByComparingTo("0");
    assertThat(Parts.amount(balance, "credit_balance")).isEqualByComparingTo("100");
    assertThat(Parts.amount(balance, "balance")).isEqualByComparingTo("3");
  }

  @Test
  void impossible_requests_areClearProblemsAndLeaveNothingHalfDone() {
    scene.subscriber("p");
    String wallet = scene.wallet("p", ",\"initial_credits_to_load\":\"5\"");
    for (String body :
        List.of(
            "\"credits_to_add\":\"-1\"",
            "\"credits_to_add\":\"0\"",
            "\"credits_to_add\":\"1000000000000000000000000000000\"",
            "\"credits_to_add\":\"1\",\"expiry_date_utc\":\"2020-01-01T00:00:00Z\"",
            "\"credits_to_add\":\"1\",\"effective_date\":\"2030-01-01T00:00:00Z\",\"expiry_date_utc\":\"2029-01-01T00:00:00Z\"")) {
      Reply reply =
          scene.post(
              "/v1/wallets/" + wallet + "/top-up",
              "{\"transaction_reason\":\"FREE_CREDIT_GRANT\"," + body + "}");
      assertThat(reply.status()).as(body + reply.body()).isEqualTo(400);
      assertThat(reply.body()).as(body).contains("out_of_range");
    }
    Reply tooMuch =
        scene.post(
            "/v1/wallets/" + wallet + "/debit",
            "{\"credits\":\"6\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"idempotency_key\":\"p6\"}");
    assertThat(tooMuch.status()).isEqualTo(400);
    assertThat(tooMuch.body()).contains("invalid_operation");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("5");
    assertThat(scene.post("/v1/wallets/" + wallet + "/terminate", "").status()).isEqualTo(200);
    Reply closed = scene.topUp(wallet, "1", "");
    assertThat(closed.status()).isEqualTo(400);
    assertThat(closed.body()).contains("closed");
    assertThat(
            scene
                .post("/v1/wallets", "{\"external_customer_id\":\"p\",\"currency\":\"dollars\"}")
                .status())
        .isEqualTo(400);
    assertThat(
            scene
                .post("/v1/wallets", "{\"external_customer_id\":\"nobody\",\"currency\":\"usd\"}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void configFeature_ofAPlan_isShownByItsCustomersAndSubscriptions() {
    String plan = scene.made("/v1/plans", "{\"name\":\"C\"}");
    String feature = scene.made("/v1/features", "{\"name\":\"Limits\",\"type\":\"config\"}");
    String body =
        "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"feature_id\":\"%s\",\"feature_type\":\"config\"%s}";
    Reply bare = scene.post("/v1/entitlements", body.formatted(plan, feature, ""));
    assertThat(bare.status()).isEqualTo(400);
    assertThat(bare.body()).contains("/config_value");
    String value = "{\"seats\":3,\"models\":[\"a\",\"b\"]}";
    scene.made("/v1/entitlements", body.formatted(plan, feature, ",\"config_value\":" + value));
    String customer = scene.made("/v1/customers", "{\"external_id\":\"conf\"}");
    String subscription =
        scene.made(
            "/v1/subscriptions",
            "{\"customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"start_date\":\"2026-01-01T00:00:00Z\"}"
                .formatted(customer, plan));
    for (String path : List.of("/v1/customers/" + customer, "/v1/subscriptions/" + subscription)) {
      Reply rights = scene.get(path + "/entitlements");
      assertThat(rights.status()).as(rights.body()).isEqualTo(200);
      assertThat(rights.body()).contains("\"config_values\":[" + value + "]");
    }
  }

  @Test
  void usage_inAnotherCurrency_isNotDrawn() {
    scene.subscriber("x");
    String wallet =
        scene.made(
            "/v1/wallets",
            "{\"external_customer_id\":\"x\",\"currency\":\"eur\",\"initial_credits_to_load\":\"5\"}");
    scene.send(Units.of("x1", "x", "2"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("5");
  }

  @Test
  void wallet_ofAnotherFeature_isNotDrawnFrom() {
    scene.subscriber("f");
    String other = scene.made("/v1/features", "{\"name\":\"F\",\"type\":\"boolean\"}");
    String wallet =
        scene.wallet(
            "f",
            ",\"initial_credits_to_load\":\"5\",\"config\":{\"allowed_feature_ids\":[\"%s\"]}"
                .formatted(other));
    scene.send(Units.of("f1", "f", "2"));
    assertThat(Parts.amount(scene.balance(wallet), "balance")).isEqualByComparingTo("5");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("3");
    assertThat(
            scene.number(
                "select count(*) from wallet_grants where drawn > 0 and wallet_id = '%s'"
                    .formatted(wallet)))
        .isZero();
  }
}
