package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two nodes on one database, many threads: what has to happen once happens once, and is told once
 * in the outbox under Flexprice's names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CreditNodesIT {
  private static final int THREADS = 16;
  private static final String SPEND = "subscription.spend.threshold_reached";

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @SuppressWarnings("NullAway.Init")
  private TestNode other;

  @SuppressWarnings("NullAway.Init")
  private Scene scene;

  private final List<Api> lines = new ArrayList<>();

  @BeforeAll
  void open() {
    node = TestNode.start(TestSettings.DEFAULT.keepingNotifications());
    other = node.another();
    scene = Units.sold(node.tenant("development"));
    lines.add(scene.api);
    lines.add(scene.at(other).api);
  }

  @AfterAll
  void close() {
    assertThat(node.rows.number(Units.FORGOTTEN)).isZero();
    scene.isClean();
    other.close();
    node.close();
  }

  /** Sends requests from many threads, to the nodes by turns; all are answered in the end. */
  private List<Reply> together(int count, IntFunction<String[]> ask) throws Exception {
    List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String[] request = ask.apply(i);
        Api line = lines.get(i % 2);
        running.add(threads.submit(() -> replies.add(answered(line, request))));
      }
      for (Future<?> one : running) {
        one.get(240, TimeUnit.SECONDS);
      }
    }
    return replies;
  }

  private static Reply answered(Api line, String[] request) {
    String[] under =
        request[2].isEmpty() ? new String[0] : new String[] {"Idempotency-Key", request[2]};
    return line.insist("POST", request[0], request[1], under);
  }

  private void use(String external, int events, int units) throws Exception {
    together(
        events,
        i -> new String[] {"/v1/events", Units.of(external + i, external, units + "").json(), ""});
  }

  private List<Json.Obj> told(String type, String word) {
    return node
        .rows
        .texts(
            "select payload from outbox where type = '%s' and payload like '%%%s%%' order by created_at, id"
                .formatted(type, word))
        .stream()
        .map(JsonReader::parseObject)
        .toList();
  }

  @Test
  void credits_thatComeAndLapse_areToldOnceEach() {
    Scene own = Units.sold(node.tenant("development"));
    own.made(
        "/v1/creditgrants",
        """
        {"name":"Daily","scope":"PLAN","plan_id":"%s","credits":"3","cadence":"RECURRING",
         "period":"DAILY","expiration_type":"DURATION","expiration_duration":1,
         "expiration_duration_unit":"DAY","start_date":"%s"}\
        """
            .formatted(own.sold().plan(), own.get("/v1/clock").text("now")));
    own.subscriber("told");
    assertThat(own.post("/v1/clock/advance", "{\"by\":\"P4D\"}").status()).isEqualTo(200);
    String moved =
        "from wallet_transactions t where reason in ('SUBSCRIPTION_CREDIT_GRANT',"
            + " 'CREDIT_EXPIRED')";
    // Five daily grants, of which three ended more than the hour of grace ago.
    assertThat(node.rows.number("select count(*) " + moved)).isGreaterThanOrEqualTo(8);
    assertThat(
            node.rows.number(
                "select count(*) "
                    + moved
                    + " and 1 <> (select count(*) from outbox where type ="
                    + " 'wallet.transaction.created' and payload like '%' || t.id || '%')"))
        .isZero();
  }

  @Test
  void subscriptionThatEnds_isToldThen_withTheWholeOfIt() {
    Scene own = Units.sold(node.tenant("development"));
    own.customer("leaves");
    String id = own.subscribe("leaves", own.sold().plan());
    assertThat(told("subscription.created", id)).hasSize(1);
    Instant end = Instant.parse(own.get("/v1/clock").text("now")).plus(Duration.ofDays(2));
    own.post(
            "/v1/subscriptions/" + id + "/cancel",
            "{\"cancellation_type\":\"scheduled_date\",\"cancel_at\":\"%s\"}".formatted(end))
        .is(200);
    assertThat(told("subscription.cancelled", id)).isEmpty();
    assertThat(own.post("/v1/clock/advance", "{\"by\":\"P3D\"}").status()).isEqualTo(200);
    Waiting.until("the end is told", () -> !told("subscription.cancelled", id).isEmpty());
    List<Json.Obj> told = told("subscription.cancelled", id);
    assertThat(told).hasSize(1);
    Json.Obj whole = Parts.inner(told.getFirst(), "subscription");
    assertThat(whole.string("subscription_status")).isEqualTo("cancelled");
    assertThat(whole.string("end_date")).isEqualTo(end.toString());
    assertThat(Parts.first(whole, "line_items").string("subscription_id")).isEqualTo(id);
    assertThat(whole.get("has_more")).isEqualTo(Json.of(false));
    assertThat(whole.fields().keySet())
        .containsAll(own.get("/v1/subscriptions/" + id).json().fields().keySet());
  }

  @Test
  void subscriptionWhoseSeatsChange_isToldOnce_withTheQuantityOfNow() {
    Scene own = Units.sold(node.tenant("development"));
    own.customer("grows");
    own.fee(own.sold().plan(), "10", "MONTHLY", "ADVANCE");
    String id =
        own.made(
            "/v1/subscriptions",
            """
            {"external_customer_id":"grows","plan_id":"%s","currency":"usd",
             "billing_period":"MONTHLY","proration_behavior":"create_prorations"}\
            """
                .formatted(own.sold().plan()));
    String item =
        own.read("/v1/subscriptions/" + id).list("line_items").stream()
            .filter(line -> "FIXED".equals(line.string("price_type")))
            .map(line -> String.valueOf(line.string("id")))
            .findFirst()
            .orElseThrow();
    String body =
        """
        {"type":"quantity_change","quantity_change_params":{"line_items":[{"id":"%s","quantity":"8"}]}}\
        """
            .formatted(item);
    own.post("/v1/subscriptions/" + id + "/modify/preview", body).is(200);
    assertThat(told("subscription.updated", id)).isEmpty();
    own.post("/v1/subscriptions/" + id + "/modify/execute", body).is(200);
    own.post("/v1/subscriptions/" + id + "/modify/execute", body).is(200);
    List<Json.Obj> told = told("subscription.updated", id);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().text()).contains("\"quantity\":\"8\"");
  }

  private List<String> asked(String wallet, String status) {
    return node.rows.texts(
        "select id from wallet_transactions where reason = 'PURCHASED_CREDIT_DIRECT' and wallet_id = '%s' and transaction_status = '%s' order by created_at, id"
            .formatted(wallet, status));
  }

  /**
   * Confirms what a wallet asked for, from many threads at both nodes; answers how often it did.
   */
  private int pay(String wallet) throws Exception {
    for (int paid = 0; ; paid++) {
      List<String> pending = asked(wallet, "pending");
      if (pending.isEmpty()) {
        return paid;
      }
      assertThat(pending).as("one at a time").hasSize(1);
      String path = "/v1/wallets/transactions/" + pending.getFirst() + "/complete";
      List<Reply> replies = together(6, i -> new String[] {path, "", ""});
      assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
      assertThat(scene.post(path.replace("complete", "cancel"), "").status()).isEqualTo(400);
    }
  }

  @Test
  void autoTopUp_ofManyThreads_asksForTheWholeGapAndGrantsItOnceItIsPaid() throws Exception {
    scene.subscriber("auto");
    String wallet =
        scene.wallet(
            "auto",
            ",\"initial_credits_to_load\":\"100\",\"topup_conversion_rate\":\"0.9\",\"auto_topup\":{\"threshold\":\"50\",\"amount\":\"100\",\"max_per_day\":1000}");
    use("auto", 120, 8);
    assertThat(asked(wallet, "pending")).hasSize(1);
    assertThat(scene.realTime(wallet)).as("100 - 960").isEqualByComparingTo("-860");
    int paid = pay(wallet);
    // 100 - 960 + 100 k is at least 50 from k = 10 on; what the first asks for depends on the time.
    assertThat(paid).isLessThanOrEqualTo(2);
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("140");
    assertThat(asked(wallet, "completed")).hasSize(paid);
    List<Json.Obj> told = told("wallet.topup.requested", wallet);
    assertThat(told).hasSize(paid);
    assertThat(
            told.stream()
                .map(one -> Parts.amount(one, "amount"))
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
        .as("1000 credits at 0.9")
        .isEqualByComparingTo("900");
    assertThat(told("wallet.transaction.created", wallet)).hasSize(1 + paid);
  }

  @Test
  void autoTopUp_withACooldownOrADailyMaximum_asksForNoMoreAndTellsIt() throws Exception {
    scene.subscriber("cool");
    String cool =
        scene.wallet(
            "cool",
            ",\"initial_credits_to_load\":\"10\",\"auto_topup\":{\"threshold\":\"5\",\"amount\":\"10\",\"cooldown\":\"PT1H\"}");
    scene.send(Units.of("cool", "cool", "6"));
    use("cool", 32, 2);
    assertThat(pay(cool)).isEqualTo(1);
    assertThat(asked(cool, "pending")).as("still below, but too soon").isEmpty();
    scene.subscriber("most");
    String most =
        scene.wallet(
            "most",
            ",\"initial_credits_to_load\":\"10\",\"auto_topup\":{\"threshold\":\"5\",\"amount\":\"10\",\"max_per_day\":2}");
    for (String part : List.of("a", "b")) {
      scene.send(Units.of("most" + part, "most", "9"));
      assertThat(pay(most)).isEqualTo(1);
    }
    // 10 - 18 + 10 + 10 is 12, and no more is asked for today; 64 more are open.
    assertThat(scene.realTime(most)).isEqualByComparingTo("12");
    use("most", 32, 2);
    assertThat(asked(most, "pending")).isEmpty();
    assertThat(scene.realTime(most)).isEqualByComparingTo("-52");
    assertThat(told("wallet.topup.limit_reached", most)).hasSize(1);
  }

  @Test
  void alerts_ofManyThreads_tellEachStateOnceAndRecoverPastTheHysteresis() throws Exception {
    scene.subscriber("alert");
    String wallet =
        scene.wallet(
            "alert",
            ",\"initial_credits_to_load\":\"100\",\"alert_settings\":{\"hysteresis_percent\":\"10\",\"critical\":{\"threshold\":\"20\"},\"warning\":{\"threshold\":\"40\"},\"info\":{\"threshold\":\"60\"}}");
    use("alert", 90, 1);
    List<String> states = new ArrayList<>();
    told("wallet.ongoing_balance.dropped", wallet)
        .forEach(one -> states.add(String.valueOf(((Json.Obj) alert(one)).string("state"))));
    // A batch may pass a threshold on the way; no state is told twice and the last is the worst.
    assertThat(states).endsWith("in_alarm").doesNotHaveDuplicates();
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("in_alarm");
    scene.topUp(wallet, "11", "");
    assertThat(scene.realTime(wallet)).isEqualByComparingTo("21");
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("in_alarm");
    scene.topUp(wallet, "2", "");
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("warning");
    scene.topUp(wallet, "100", "");
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("ok");
    List<Json.Obj> recovered = told("wallet.ongoing_balance.recovered", wallet);
    assertThat(recovered.stream().map(one -> ((Json.Obj) alert(one)).string("state")))
        .containsExactly("warning", "ok");
    assertThat(recovered.getFirst().string("event_type"))
        .isEqualTo("wallet.ongoing_balance.recovered");
    List<Json> logged = log(wallet, "low_ongoing_balance");
    assertThat(logged).hasSize(states.size() + 2);
    assertThat(((Json.Obj) logged.getFirst()).string("alert_status")).isEqualTo("ok");
  }

  private List<Json> log(String entity, String type) {
    Reply reply =
        scene.post(
            "/v1/alerts/search",
            "{\"entity_id\":\"%s\",\"alert_type\":\"%s\"}".formatted(entity, type));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Parts.array(reply.json(), "items");
  }

  @Test
  void alertSettings_underAnIdOfTheirOwn_areTheWallets() {
    scene.subscriber("set");
    String wallet = scene.wallet("set", ",\"initial_credits_to_load\":\"5\"");
    String config = "\"config\":{\"critical\":{\"threshold\":\"%s\",\"condition\":\"below\"}}";
    String body =
        "{\"entity_type\":\"wallet\",\"entity_id\":\"%s\",%s}"
            .formatted(wallet, config.formatted("7"));
    String id = scene.made("/v1/alerts/setting", body);
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("in_alarm");
    assertThat(log(wallet, "low_ongoing_balance")).hasSize(1);
    assertThat(scene.post("/v1/alerts/setting", body).status()).isEqualTo(409);
    String path = "/v1/alerts/setting/" + id;
    assertThat(scene.get(path).json().get("enabled")).isEqualTo(Json.of(true));
    assertThat(scene.post("/v1/alerts/setting/search", "{}").body()).contains(wallet);
    Reply changed = scene.put(path, "{" + config.formatted("2") + "}");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(scene.balance(wallet).string("alert_state")).isEqualTo("ok");
    assertThat(scene.delete(path).status()).isEqualTo(204);
    assertThat(scene.get(path).status()).isEqualTo(404);
    assertThat(scene.balance(wallet).get("alert_settings")).isNull();
    assertThat(scene.post("/v1/alerts/setting", body.replace("\"wallet\"", "\"feature\"")).body())
        .contains("/entity_type");
  }

  private static Json alert(Json.Obj payload) {
    Json alert = payload.get("alert");
    if (alert == null) {
      throw new AssertionError(payload.text());
    }
    return alert;
  }

  private List<String> percents(String budget) {
    return told(SPEND, budget).stream()
        .map(one -> String.valueOf(one.get("percent")))
        .sorted()
        .toList();
  }

  @Test
  void budget_ofManyThreads_tellsEachPercentageOnceAPeriod() throws Exception {
    String customer = scene.subscriber("spend");
    Json.Obj subscription = scene.get("/v1/subscriptions?customer_id=" + customer).first("items");
    String rest = "\"external_customer_id\":\"spend\",\"currency\":\"usd\",\"amount\":\"100\"";
    String month = scene.made("/v1/budgets", "{" + rest + "}");
    String period =
        scene.made(
            "/v1/budgets",
            "{%s,\"period\":\"BILLING_PERIOD\",\"subscription_id\":\"%s\"}"
                .formatted(rest, subscription.string("id")));
    use("spend", 40, 3);
    List<String> all = List.of("100", "50", "80");
    for (String budget : List.of(month, period)) {
      assertThat(percents(budget)).hasSameElementsAs(nums(all)).hasSize(3);
      assertThat(log(budget, "subscription_spend")).hasSize(3);
      assertThat(Parts.amount(scene.get("/v1/budgets/" + budget).json(), "spent"))
          .isEqualByComparingTo("120");
    }
    assertThat(scene.get("/v1/budgets/" + period).text("period_start")).contains("T00:00:00");
    advance("P32D");
    scene.send(Units.of("spend-next", "spend", "60"));
    for (String budget : List.of(month, period)) {
      assertThat(percents(budget)).hasSize(4);
      assertThat(Parts.amount(scene.get("/v1/budgets/" + budget).json(), "spent"))
          .isEqualByComparingTo("60");
    }
  }

  /** Sets the clock forward, and waits until the other node has heard of it. */
  private void advance(String by) throws InterruptedException {
    String now = scene.post("/v1/clock/advance", "{\"by\":\"%s\"}".formatted(by)).text("now");
    for (int i = 0; i < 100; i++) {
      String there = lines.getLast().get("/v1/clock").text("now");
      if (!Instant.parse(there).isBefore(Instant.parse(now))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("the other node has never heard of " + now);
  }

  private static List<String> nums(List<String> texts) {
    return texts.stream().map(one -> String.valueOf(Json.of(Integer.parseInt(one)))).toList();
  }

  @Test
  void posts_underOneKeyOnBothNodes_areDoneOnce() throws Exception {
    scene.subscriber("once");
    String wallet = scene.wallet("once", ",\"initial_credits_to_load\":\"100\"");
    String hold = "{\"external_customer_id\":\"once\",\"currency\":\"usd\",\"amount\":\"%s\"}";
    once("/v1/holds", hold, "holds", 201);
    once("/v1/budgets", hold, "budgets", 201);
    once(
        "/v1/creditgrants",
        "{\"name\":\"G\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"cadence\":\"ONETIME\",\"credits\":\"%%s\"}"
            .formatted(scene.made("/v1/plans", "{\"name\":\"Q\"}")),
        "credit_grants",
        201);
    String topUp =
        "{\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\",\"credits_to_add\":\"%s\"%s}";
    once(
        "/v1/wallets/" + wallet + "/top-up", topUp.formatted("%s", ""), "wallet_transactions", 200);
    once(
        "/v1/wallets/" + wallet + "/debit",
        "{\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"credits\":\"%s\"}",
        "wallet_transactions",
        200);
    keyed(
        "/v1/wallets/" + wallet + "/top-up",
        topUp.formatted("%s", ",\"idempotency_key\":\"in-the-body\""));
    String another = scene.wallet("once", "");
    Reply elsewhere = scene.topUp(another, "5", ",\"idempotency_key\":\"in-the-body\"");
    assertThat(elsewhere.status()).as(elsewhere.body()).isEqualTo(422);
  }

  private void once(String path, String body, String table, int status) throws Exception {
    long before = node.rows.number("select count(*) from " + table);
    String key = "k" + path;
    List<Reply> replies = together(8, i -> new String[] {path, body.formatted("7"), key});
    assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(status));
    assertThat(new HashSet<>(replies.stream().map(Reply::body).toList())).hasSize(1);
    Reply different = scene.api.once(key, path, body.formatted("8"));
    assertThat(different.status()).as(different.body()).isEqualTo(422);
    assertThat(different.body()).contains("idempotency");
    assertThat(node.rows.number("select count(*) from " + table)).as(path).isEqualTo(before + 1);
  }

  /** The key is in the body itself. */
  private void keyed(String path, String body) throws Exception {
    long before = node.rows.number("select count(*) from wallet_transactions");
    List<Reply> replies = together(8, i -> new String[] {path, body.formatted("5"), ""});
    assertThat(new HashSet<>(replies.stream().map(Reply::body).toList())).hasSize(1);
    assertThat(scene.post(path, body.formatted("6")).status()).isEqualTo(422);
    assertThat(node.rows.number("select count(*) from wallet_transactions")).isEqualTo(before + 1);
  }
}
