package io.pricewright.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant at a node: what it sells, its customers, what they use and what that costs. */
public final class Scene {
  /** When subscriptions start unless a test says otherwise. */
  public static final String START = "2026-01-01T00:00:00Z";

  /** The node, as the tenant speaks to it. */
  public final Api api;

  private final @Nullable Rows rows;
  private @Nullable Sold sold;

  private Scene(Api api, @Nullable Rows rows, @Nullable Sold sold) {
    this.api = api;
    this.rows = rows;
    this.sold = sold;
  }

  /** Returns a tenant whose rows are not looked at. */
  public static Scene of(Api api) {
    return new Scene(api, null, null);
  }

  /** Returns a tenant. */
  public static Scene of(Api api, Rows rows) {
    return new Scene(api, rows, null);
  }

  /** Returns the same tenant at another node on the same database. */
  public Scene at(TestNode other) {
    return at(new Api(other.url(), api.key()));
  }

  /** Returns the same tenant by another client. */
  public Scene at(Api other) {
    return new Scene(other, rows, sold);
  }

  /** Returns the tenant's rows. */
  public Rows rows() {
    return Objects.requireNonNull(rows, "no rows to look at");
  }

  /** Asks for one whole number of the tenant's rows. */
  public long number(String sql) {
    return rows().number(sql);
  }

  /** Waits until no task of the tenant is open, and fails the test when one has failed. */
  public Scene settle() {
    rows().settle();
    return this;
  }

  /** Asks once. */
  public Reply call(String method, String path, String body, String... headers) {
    return api.call(method, path, body, headers);
  }

  /** Reads once. */
  public Reply get(String path) {
    return api.get(path);
  }

  /** Posts once. */
  public Reply post(String path, String body) {
    return api.post(path, body);
  }

  /** Puts once. */
  public Reply put(String path, String body) {
    return api.put(path, body);
  }

  /** Deletes once. */
  public Reply delete(String path) {
    return api.delete(path);
  }

  /** Asks until the answer is known, and fails the test unless it was done. */
  public Reply done(String method, String path, String body, String... headers) {
    return api.insist(method, path, body, headers).done();
  }

  /** Posts what is done. */
  public Reply posted(String path, String body) {
    return done("POST", path, body);
  }

  /** Reads what is there. */
  public Reply read(String path) {
    return done("GET", path, "");
  }

  /** Creates something, and returns its id. */
  public String made(String path, String body) {
    return api.made(path, body);
  }

  // What is sold.

  /** What was sold: ids of a plan, of its meter and of its price. */
  public record Sold(String plan, String meter, String price) {}

  /** Sells the sum of {@code n} of an event; {@link Terms} says for what. */
  public Sold sell(String event, String terms) {
    String meter = meter(event, "SUM", "n");
    String plan = plan(event);
    sold = new Sold(plan, meter, price(plan, meter, terms));
    return sold;
  }

  /** Returns what was sold last. */
  public Sold sold() {
    return Objects.requireNonNull(sold, "nothing is sold");
  }

  /** Makes a meter that counts the events of a name. */
  public String meter(String event) {
    return meter(event, "{\"type\":\"COUNT\"}");
  }

  /** Makes a meter over a field of the events of a name. */
  public String meter(String event, String type, String field) {
    return meter(event, "{\"type\":\"%s\",\"field\":\"%s\"}".formatted(type, field));
  }

  /** Makes a meter. */
  public String meter(String event, String aggregation) {
    return filtered(event, aggregation, "[]");
  }

  /** Makes a meter that counts what passes its filters, a JSON array. */
  public String filtered(String event, String aggregation, String filters) {
    return made(
        "/v1/meters",
        """
        {"name":"%s","event_name":"%s","reset_usage":"BILLING_PERIOD","aggregation":%s,
         "filters":%s}\
        """
            .formatted(event, event, aggregation, filters));
  }

  /** Makes a plan. */
  public String plan() {
    return plan("Pay as you go");
  }

  /** Makes a plan. */
  public String plan(String name) {
    return made("/v1/plans", "{\"name\":\"%s\"}".formatted(name));
  }

  /** Makes a price; {@link Terms} says what it asks. */
  public String price(String plan, String meter, String terms) {
    return made("/v1/prices", draft(plan, meter, terms));
  }

  /** Returns the body of a price in usd for each month. */
  public static String draft(String plan, String meter, String terms) {
    return """
    {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
     "billing_period":"MONTHLY","invoice_cadence":"ARREAR",%s}\
    """
        .formatted(plan, meter, terms);
  }

  /** Publishes a script and returns how a price names it. */
  public String script(String name, String source) {
    Reply reply =
        api.insist(
                "POST",
                "/v1/scripts",
                Json.Obj.EMPTY.with("name", Json.of(name)).with("source", Json.of(source)).text())
            .is(201);
    return "{\"name\":\"%s\",\"version\":%s}".formatted(name, reply.text("version"));
  }

  // Who buys it.

  /** Makes a customer. */
  public String customer(String external) {
    return made("/v1/customers", Json.Obj.EMPTY.with("external_id", Json.of(external)).text());
  }

  /** Makes a fixed price of a plan in usd, and returns its id. */
  public String fee(String plan, String amount, String period, String cadence) {
    return made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"FIXED","currency":"usd","amount":"%s",
         "billing_model":"FLAT_FEE","billing_period":"%s","billing_period_count":1,
         "billing_cadence":"RECURRING","invoice_cadence":"%s","price_unit_type":"FIAT"}\
        """
            .formatted(plan, amount, period, cadence));
  }

  /** Sets the clock forward; everything due until then is done. */
  public void until(Instant time) {
    Reply reply = post("/v1/clock/advance", "{\"to\":\"%s\"}".formatted(time)).is(200);
    assertThat(reply.text("caught_up")).as(reply.body()).isEqualTo("true");
  }

  /** Makes a customer who subscribed to what was sold last, and returns the customer's id. */
  public String subscriber(String external) {
    String id = customer(external);
    subscribe(external, sold().plan());
    return id;
  }

  /** Subscribes a customer to a plan from {@link #START} on, and returns the subscription's id. */
  public String subscribe(String external, String plan) {
    return subscribe(external, plan, START);
  }

  /** Subscribes a customer to a plan, and returns the subscription's id. */
  public String subscribe(String external, String plan, Object start) {
    return trySubscribe(external, plan, start).is(201).text("id");
  }

  /** Subscribes a customer to a plan if that can be. */
  public Reply trySubscribe(String external, String plan, Object start) {
    return api.insist(
        "POST",
        "/v1/subscriptions",
        Json.Obj.EMPTY
            .with("external_customer_id", Json.of(external))
            .with("plan_id", Json.of(plan))
            .with("currency", Json.of("usd"))
            .with("billing_period", Json.of("MONTHLY"))
            .with("start_date", Json.of(start.toString()))
            .text(),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  // What they use, and what it costs.

  /** Sends an event, which is taken. */
  public Reply send(Event event) {
    return api.insist("POST", "/v1/events", event.json()).is(202);
  }

  /** Sends many events at once, which are taken. */
  public Reply send(List<Event> events) {
    return api.insist("POST", "/v1/events/bulk", Event.bulk(events)).is(202);
  }

  /** Takes an event back. */
  public Reply revoke(String event) {
    return api.insist("POST", "/v1/events/" + event + "/void", "").is(200);
  }

  /** Returns the receipt of an event. */
  public Reply receipt(String event) {
    return get("/v1/events/" + event + "/receipt").is(200);
  }

  /** What was charged in USD: by the charges, by what is unbilled, and by the ledger's revenue. */
  public record Sums(BigDecimal charged, BigDecimal unbilled, BigDecimal revenue) {
    static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Fails the test unless all three are this amount. */
    public void are(BigDecimal amount) {
      assertThat(charged).isEqualByComparingTo(amount);
      assertThat(unbilled).isEqualByComparingTo(amount);
      assertThat(revenue.abs()).isEqualByComparingTo(amount);
    }

    /** Fails the test unless all three are this amount. */
    public void are(String amount) {
      are(new BigDecimal(amount));
    }
  }

  /** Returns the sums of all customers. */
  public Sums sums() {
    return sums("");
  }

  /** Returns the sums of one customer. */
  public Sums sumsOf(String external) {
    return sums("?external_customer_id=" + external);
  }

  private Sums sums(String query) {
    List<Json.Obj> items =
        api.insist("GET", "/v1/charges/summary" + query, "").is(200).list("items");
    if (items.isEmpty()) {
      return Sums.NONE;
    }
    Json.Obj sum = items.getFirst();
    return new Sums(
        Parts.amount(sum, "amount"), Parts.amount(sum, "unbilled"), Parts.amount(sum, "revenue"));
  }

  /** Returns what was charged a customer, as the node writes it. */
  public String booked(String external) {
    return Parts.text(
        get("/v1/charges/summary?external_customer_id=" + external).is(200).first("items"),
        "amount");
  }

  /** The books are clean by the check, once the tasks that follow the last requests are done. */
  public void isClean() {
    Waiting.until(
        "tasks are done", () -> !post("/v1/check", "").body().contains("tasks are not done yet"));
    Reply check = post("/v1/check", "").is(200);
    assertThat(check.json().get("clean")).as(check.body()).isEqualTo(Json.of(true));
  }

  /** Returns what of the books nothing explains, as {@code customer currency compared: amount}. */
  public List<String> unexplained() {
    List<String> unexplained = new ArrayList<>();
    int seen = 0;
    List<Json.Obj> page;
    do {
      page = get("/v1/reconciliation?limit=100&offset=" + seen).is(200).list("items");
      seen += page.size();
      page.forEach(books -> unexplained(books, unexplained));
    } while (page.size() == 100);
    return unexplained;
  }

  private static void unexplained(Json.Obj books, List<String> to) {
    for (Json.Obj one : Parts.list(books, "currencies")) {
      for (Json.Obj held : Parts.list(one, "comparisons")) {
        if (Parts.amount(held, "unexplained").signum() != 0) {
          to.add(
              "%s %s %s: %s"
                  .formatted(
                      Parts.text(books, "external_customer_id"),
                      Parts.text(one, "currency"),
                      Parts.text(held, "compared"),
                      Parts.text(held, "unexplained")));
        }
      }
    }
  }

  // Credits.

  /** Makes a wallet in usd; what else it has is JSON that begins with a comma. */
  public String wallet(String external, String rest) {
    return made(
        "/v1/wallets",
        "{\"external_customer_id\":\"%s\",\"currency\":\"usd\"%s}".formatted(external, rest));
  }

  /** Puts credits into a wallet. */
  public Reply topUp(String wallet, String credits, String rest) {
    return post(
        "/v1/wallets/" + wallet + "/top-up",
        "{\"credits_to_add\":\"%s\",\"transaction_reason\":\"PURCHASED_CREDIT_DIRECT\"%s}"
            .formatted(credits, rest));
  }

  /** Returns the balance of a wallet. */
  public Json.Obj balance(String wallet) {
    return get("/v1/wallets/" + wallet + "/balance/real-time").is(200).json();
  }

  /** Returns what a wallet has left by now. */
  public BigDecimal realTime(String wallet) {
    return Parts.amount(balance(wallet), "real_time_balance");
  }
}
