package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Holds, the clock, recurring credits, alerts and budgets, in an environment for trying out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HoldsIT {
  private final Scene scene = Units.sold(TestNode.shared().tenant("development"));

  @AfterAll
  void clean() {
    scene.isClean();
  }

  private String hold(String external, String what) {
    return scene.made(
        "/v1/holds",
        "{\"external_customer_id\":\"%s\",\"currency\":\"usd\",%s}".formatted(external, what));
  }

  private Reply end(String hold, String verb, String body) {
    return scene.post("/v1/holds/" + hold + "/" + verb, body);
  }

  private void advance(String by) {
    scene.post("/v1/clock/advance", "{\"by\":\"%s\"}".formatted(by)).is(200);
  }

  private Instant now() {
    return Instant.parse(scene.get("/v1/clock").text("now"));
  }

  private static void impossible(Reply reply, String word) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("invalid_operation").contains(word);
  }

  @Test
  void event_besideAHold_leavesTheHeldCreditAlone() {
    scene.subscriber("a");
    String wallet = scene.wallet("a", ",\"initial_credits_to_load\":\"10\"");
    String hold = hold("a", "\"amount\":\"8\"");
    assertThat(Parts.amount(scene.balance(wallet), "held_balance")).isEqualByComparingTo("8");
    scene.send(Units.of("a1", "a", "5"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-3");
    impossible(
        scene.post(
            "/v1/holds", "{\"external_customer_id\":\"a\",\"currency\":\"usd\",\"amount\":\"1\"}"),
        "not enough credit");
    assertThat(end(hold, "release", "").text("hold_status")).isEqualTo("released");
    impossible(end(hold, "settle", "{\"amount\":\"1\"}"), "released");
    impossible(end(hold, "release", ""), "released");
    scene.topUp(wallet, "1", "");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("6");
  }

  @Test
  void settle_withEvents_drawsTheHeldCreditAndCountsKnownEventsOnce() {
    scene.subscriber("b");
    String wallet = scene.wallet("b", ",\"initial_credits_to_load\":\"10\"");
    scene.send(Units.of("b0", "b", "1"));
    String event = Units.of("b1", "b", "6").json();
    String hold = hold("b", "\"events\":[%s]".formatted(event));
    assertThat(Parts.amount(scene.get("/v1/holds/" + hold).json(), "amount"))
        .isEqualByComparingTo("6");
    String known = Units.of("b0", "b", "1").json();
    Reply settled = end(hold, "settle", "{\"events\":[%s,%s]}".formatted(event, known));
    assertThat(settled.status()).as(settled.body()).isEqualTo(200);
    assertThat(Parts.amount(settled.json(), "settled_amount")).isEqualByComparingTo("6");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("3");
    assertThat(Parts.amount(scene.balance(wallet), "held_balance")).isEqualByComparingTo("0");
    impossible(end(hold, "settle", "{\"events\":[%s]}".formatted(event)), "settled");
  }

  @Test
  void settle_withAnAmount_moreOrLess_leavesTheRest() {
    scene.subscriber("c");
    String wallet = scene.wallet("c", ",\"initial_credits_to_load\":\"10\"");
    assertThat(end(hold("c", "\"amount\":\"5\""), "settle", "{\"amount\":\"2\"}").status())
        .isEqualTo(200);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("8");
    assertThat(end(hold("c", "\"amount\":\"5\""), "settle", "{\"amount\":\"9\"}").status())
        .isEqualTo(200);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-1");
  }

  @Test
  void hold_thatNobodyEnds_expiresByTheClock() {
    scene.subscriber("d");
    String wallet = scene.wallet("d", ",\"initial_credits_to_load\":\"10\"");
    String hold = hold("d", "\"amount\":\"5\",\"expires_in_seconds\":60");
    advance("PT2M");
    assertThat(scene.get("/v1/holds/" + hold).text("hold_status")).isEqualTo("expired");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("10");
    impossible(end(hold, "settle", "{\"amount\":\"1\"}"), "expired");
  }

  @Test
  void grant_pastItsExpiryAndTheGrace_lapses() {
    scene.subscriber("e");
    String wallet = scene.wallet("e", "");
    Instant expiry = now().plusSeconds(600);
    scene.topUp(wallet, "10", ",\"expiry_date_utc\":\"%s\"".formatted(expiry));
    scene.send(Units.of("e1", "e", "4"));
    advance("PT20M");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("0");
    scene.send(Units.of("e2", "e", "1").at(expiry.minusSeconds(1)));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("0");
    scene.send(Units.of("e3", "e", "2"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("-2");
    advance("PT1H");
    assertThat(scene.get("/v1/wallets/" + wallet + "/transactions").body())
        .contains("CREDIT_EXPIRED");
    assertThat(scene.number("select count(*) from wallet_grants where lapsed and gone = 5"))
        .isEqualTo(1);
  }

  @Test
  void balance_isWhatPeriodsThatAreOverLeft_andTheRunningOneStandsBeside() {
    scene.subscriber("periods");
    String wallet = scene.wallet("periods", "");
    scene.topUp(wallet, "100", "");
    scene.send(Units.of("p1", "periods", "30"));
    balances(wallet, "100", "30", "0", "70");
    advance("P32D");
    balances(wallet, "70", "0", "0", "70");
    // 80 of 70: 70 drawn and 10 open, all of the running period.
    scene.send(Units.of("p2", "periods", "80"));
    balances(wallet, "70", "80", "0", "-10");
    advance("P32D");
    balances(wallet, "0", "0", "10", "-10");
    scene.topUp(wallet, "25", "");
    balances(wallet, "15", "0", "0", "15");
  }

  /** Balance less the running period's usage less what is unpaid is the real-time balance. */
  private void balances(String wallet, String left, String current, String unpaid, String now) {
    Json.Obj balance = scene.balance(wallet);
    assertThat(Parts.amount(balance, "balance")).isEqualByComparingTo(left);
    assertThat(Parts.amount(balance, "credit_balance")).isEqualByComparingTo(left);
    assertThat(Parts.amount(balance, "current_period_usage")).isEqualByComparingTo(current);
    assertThat(Parts.amount(balance, "unpaid_invoices_amount")).isEqualByComparingTo(unpaid);
    assertThat(Parts.amount(balance, "real_time_balance")).isEqualByComparingTo(now);
  }

  @Test
  void recurringCredits_ofAPlan_comeEachPeriodAndRollOverUnderTheCap() {
    Scene other = Units.sold(TestNode.shared().tenant("development"));
    other.made(
        "/v1/creditgrants",
        "{\"name\":\"Monthly\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"2000\",\"cadence\":\"RECURRING\",\"period\":\"MONTHLY\",\"expiration_type\":\"BILLING_CYCLE\",\"rollover_cap\":\"4000\"}"
            .formatted(other.sold().plan()));
    String id = other.customer("clay");
    other.made(
        "/v1/subscriptions",
        "{\"customer_id\":\"%s\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\"}"
            .formatted(id, other.sold().plan()));
    String[] expected = {"2000", "4000", "4000"};
    String wallet = "";
    for (int month = 0; month < 3; month++) {
      other.post("/v1/clock/advance", "{\"by\":\"%s\"}".formatted(month == 0 ? "PT1S" : "P31DT2H"));
      Json.Arr wallets =
          (Json.Arr) JsonReader.parse(other.get("/v1/customers/" + id + "/wallets").body());
      wallet = String.valueOf(((Json.Obj) wallets.items().getFirst()).string("id"));
      assertThat(other.realTime(wallet)).as("month " + month).isEqualByComparingTo(expected[month]);
    }
    other.isClean();
  }

  @Test
  void wallet_belowItsThreshold_asksForMoneyAndAlertsOnce() {
    scene.subscriber("f");
    String wallet =
        scene.wallet(
            "f",
            ",\"initial_credits_to_load\":\"10\",\"auto_topup\":{\"enabled\":true,\"threshold\":\"5\",\"amount\":\"20\"},\"alert_settings\":{\"critical\":{\"threshold\":\"7\",\"condition\":\"below\"}}");
    scene.send(Units.of("f1", "f", "4"));
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("in_alarm");
    scene.send(Units.of("f2", "f", "2"));
    assertThat(scene.realTime(wallet))
        .as("nothing is there before it is paid")
        .isEqualByComparingTo("4");
    String pending = pendingOf(wallet);
    String path = "/v1/wallets/transactions/" + pending;
    for (int i = 0; i < 2; i++) {
      assertThat(scene.posted(path + "/complete", "").body())
          .contains("\"real_time_balance\":\"24\"");
    }
    assertThat(scene.post(path + "/cancel", "").body()).contains("invalid_operation");
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("ok");
    scene.send(Units.of("f3", "f", "1"));
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("23");
    scene.send(Units.of("f4", "f", "20"));
    String last = pendingOf(wallet);
    assertThat(scene.posted("/v1/wallets/transactions/" + last + "/cancel", "").body())
        .contains("\"transaction_status\":\"failed\"");
    assertThat(scene.post("/v1/wallets/transactions/" + last + "/complete", "").body())
        .contains("invalid_operation");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("3");
    scene.send(Units.of("f5", "f", "1"));
    String open = pendingOf(wallet);
    scene.posted("/v1/wallets/" + wallet + "/terminate", "");
    assertThat(scene.post("/v1/wallets/transactions/" + open + "/complete", "").status())
        .isEqualTo(400);
    assertThat(scene.post("/v1/wallets/transactions/wtxn_none/complete", "").status())
        .isEqualTo(404);
  }

  private String pendingOf(String wallet) {
    return scene
        .rows()
        .texts("select pending_topup from wallets where id = '%s'".formatted(wallet))
        .getFirst();
  }

  @Test
  void budget_ofACustomer_countsAndTellsOnce() {
    scene.subscriber("g");
    String budget =
        scene.made(
            "/v1/budgets",
            "{\"external_customer_id\":\"g\",\"currency\":\"usd\",\"amount\":\"10\"}");
    scene.send(Units.of("g1", "g", "6"));
    Json.Obj half = scene.get("/v1/budgets/" + budget).json();
    assertThat(half.get("told_percent")).isEqualTo(Json.of(50));
    scene.send(Units.of("g2", "g", "5"));
    Json.Obj whole = scene.get("/v1/budgets/" + budget).json();
    assertThat(whole.get("told_percent")).isEqualTo(Json.of(100));
    assertThat(Parts.amount(whole, "spent")).isEqualByComparingTo("11");
  }

  @Test
  void statement_ofAnAccount_runsToItsClosingBalanceAndTheTrialBalances() {
    String customer = scene.subscriber("h");
    scene.wallet("h", ",\"initial_credits_to_load\":\"3\"");
    scene.send(Units.of("h1", "h", "2"));
    scene.send(Units.of("h2", "h", "4"));
    Json.Obj statement =
        scene
            .get(
                "/v1/ledger/statement?customer_id=%s&account=unbilled&currency=usd&to=2100-01-01T00:00:00Z"
                    .formatted(customer))
            .json();
    assertThat(Parts.amount(statement, "closing_balance")).isEqualByComparingTo("3");
    assertThat(Parts.array(statement, "items")).hasSize(4);
    Reply trial = scene.get("/v1/ledger/trial-balance");
    assertThat(trial.json().get("balanced")).as(trial.body()).isEqualTo(Json.of(true));
  }

  @Test
  void clock_ofProduction_cannotBeAdvanced() {
    impossible(
        TestNode.shared().tenant().post("/v1/clock/advance", "{\"by\":\"PT1H\"}"), "production");
  }
}
