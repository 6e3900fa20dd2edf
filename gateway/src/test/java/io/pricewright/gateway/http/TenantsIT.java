package io.pricewright.gateway.http;

import static io.pricewright.gateway.http.TenantBodies.BUDGET;
import static io.pricewright.gateway.http.TenantBodies.CREDITS;
import static io.pricewright.gateway.http.TenantBodies.EVENT;
import static io.pricewright.gateway.http.TenantBodies.HOLD;
import static io.pricewright.gateway.http.TenantBodies.METER;
import static io.pricewright.gateway.http.TenantBodies.METERED;
import static io.pricewright.gateway.http.TenantBodies.RESERVE;
import static io.pricewright.gateway.http.TenantBodies.RIGHT;
import static io.pricewright.gateway.http.TenantBodies.ROLLOUT;
import static io.pricewright.gateway.http.TenantBodies.SCRIPT;
import static io.pricewright.gateway.http.TenantBodies.SIMULATE;
import static io.pricewright.gateway.http.TenantBodies.SUBSCRIPTION;
import static io.pricewright.gateway.http.TenantBodies.TABLES;
import static io.pricewright.gateway.http.TenantBodies.WALLET;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every route, asked by a tenant for what another tenant has. The same request is then sent by the
 * owner and has to succeed, so that no refusal is owed to a body that is wrong anyway.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TenantsIT {
  /** What a stranger gets. */
  private enum Stranger {
    /** 404: the path names nothing. */
    GONE,
    /** A problem that says not_found at a field, and no row. */
    REFUSED,
    /** Success, with nothing of the other tenant in it. */
    NOTHING
  }

  /**
   * One request.
   *
   * @param route as the document names it
   * @param path with ids
   * @param pointer the field that a refusal names
   */
  private record Ask(String route, String path, String body, Stranger stranger, String pointer) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }
  }

  private final Map<String, String> ids = new HashMap<>();
  private final List<Ask> asks = new ArrayList<>();

  private final Scene scene = TestNode.shared().tenant();

  private final Scene stranger = TestNode.shared().tenant();

  @BeforeAll
  void open() {
    long empty = rows();
    furnish();
    assertThat(rows()).isNotEqualTo(empty);
    readsAndSearches();
    credits();
    references();
    creations();
    changes();
  }

  private void make(String name, String path, String body) {
    ids.put(name, scene.made(path, filled(body)));
  }

  /** Replaces {@code <name>} by the id of what was made under the name. */
  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace("<" + id.getKey() + ">", id.getValue());
    }
    return filled;
  }

  private void furnish() {
    make("script", "/v1/scripts", SCRIPT);
    make("meter", "/v1/meters", METER);
    make("spare", "/v1/meters", METER);
    make("old", "/v1/meters", METER);
    make("feature", "/v1/features", METERED.formatted("tokens", "<meter>"));
    make("unsold", "/v1/features", METERED.formatted("unsold", "<spare>"));
    make("bulked", "/v1/features", METERED.formatted("bulked", "<spare>"));
    make("boolean", "/v1/features", "{\"name\":\"SSO\",\"type\":\"boolean\"}");
    make("plan", "/v1/plans", "{\"name\":\"Pro\",\"lookup_key\":\"pro\"}");
    make("price", "/v1/prices", price("\"lookup_key\":\"tokens\","));
    make("right", "/v1/entitlements", RIGHT.formatted("PLAN", "<plan>", "<feature>", "metered"));
    make("customer", "/v1/customers", "{\"external_id\":\"acme\",\"email\":\"a@example.com\"}");
    make("idle", "/v1/customers", "{\"external_id\":\"idle\"}");
    make("subscription", "/v1/subscriptions", SUBSCRIPTION.formatted(""));
    make("wallet", "/v1/wallets", WALLET);
    make("credits", "/v1/creditgrants", CREDITS);
    make("hold", "/v1/holds", HOLD);
    make("release", "/v1/holds", HOLD);
    make("budget", "/v1/budgets", BUDGET);
    for (String name : List.of("kept", "given")) {
      if (scene.post("/v1/access", filled(RESERVE)).json().get("results") instanceof Json.Arr all
          && all.items().getFirst() instanceof Json.Obj one) {
        ids.put(name, String.valueOf(one.string("reservation_id")));
      }
    }
    for (String id : List.of("e1", "e2", "e3")) {
      assertThat(scene.post("/v1/events", EVENT.formatted(id)).status()).isEqualTo(202);
    }
    make("rollout", "/v1/rollouts", ROLLOUT);
    make("file", "/v1/simulations/files", "{\"format\":\"csv\"}");
    ids.put("simulation", scene.post("/v1/simulations?wait=60", filled(SIMULATE)).text("id"));
    ids.put("task", scene.post("/v1/events/rerate", "{\"event_id\":\"e1\"}").text("id"));
    if (scene.get("/v1/charges").json().get("items") instanceof Json.Arr charges
        && charges.items().getFirst() instanceof Json.Obj charge) {
      ids.put("charge", String.valueOf(charge.string("id")));
    }
    if (scene.get(filled("/v1/wallets/<wallet>/transactions")).json().get("items")
            instanceof Json.Arr moves
        && moves.items().getFirst() instanceof Json.Obj move) {
      ids.put("move", String.valueOf(move.string("id")));
    }
    Reply made = scene.post("/v1/secrets/api/keys", "{\"name\":\"other\"}");
    if (made.json().get("secret") instanceof Json.Obj secret) {
      ids.put("key", String.valueOf(secret.string("id")));
    }
    TenantInvoices.furnish(scene, ids);
  }

  private static String price(String rest) {
    return "{\"entity_type\":\"PLAN\",\"entity_id\":\"<plan>\",\"type\":\"USAGE\","
        + "\"meter_id\":\"<meter>\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\","
        + rest
        + "\"billing_model\":\"SCRIPT\",\"script\":{\"name\":\"mine\"}}";
  }

  private void ask(String route, String path, String body, Stranger expected, String pointer) {
    String at = path.isEmpty() ? route.substring(route.indexOf(' ') + 1) : path;
    asks.add(new Ask(route, filled(at), filled(body), expected, pointer));
  }

  private void gone(String route, String path, String body) {
    ask(route, path, body, Stranger.GONE, "");
  }

  private void nothing(String route, String path, String body) {
    ask(route, path, body, Stranger.NOTHING, "");
  }

  private void refused(String route, String body, String pointer) {
    ask(route, "", body, Stranger.REFUSED, pointer);
  }

  private void step(String step, String rest) {
    gone(
        "POST /v1/rollouts/{id}/" + step,
        "/v1/rollouts/<rollout>/" + step,
        "{\"reason\":\"x\"" + rest + "}");
  }

  private void readsAndSearches() {
    for (String list :
        List.of("customers", "meters", "features", "plans", "prices", "entitlements")) {
      nothing("GET /v1/" + list, "", "");
    }
    nothing("GET /v1/prices", "/v1/prices?plan_id=<plan>", "");
    nothing("GET /v1/prices", "/v1/prices?lineage_id=<price>", "");
    nothing("GET /v1/subscriptions", "", "");
    nothing("GET /v1/subscriptions", "/v1/subscriptions?plan_id=<plan>", "");
    nothing("GET /v1/customers", "/v1/customers?external_id=acme", "");
    nothing("GET /v1/scripts", "/v1/scripts?name=mine", "");
    nothing("GET /v1/secrets/api/keys", "", "");
    nothing("POST /v1/customers/search", "", "{\"external_ids\":[\"acme\"]}");
    nothing("POST /v1/customers/search", "", "{\"external_id\":\"acme\"}");
    nothing("POST /v1/plans/search", "", "{\"plan_ids\":[\"<plan>\"]}");
    nothing("POST /v1/features/search", "", "{\"feature_ids\":[\"<feature>\"]}");
    nothing("POST /v1/prices/search", "", "{\"plan_ids\":[\"<plan>\"]}");
    nothing("POST /v1/entitlements/search", "", "{\"entity_ids\":[\"<plan>\"]}");
    nothing("POST /v1/subscriptions/search", "", "{\"customer_id\":\"<customer>\"}");
    nothing("POST /v1/subscriptions/search", "", "{\"external_customer_id\":\"acme\"}");
    nothing("POST /v1/subscriptions/search", "", "{\"subscription_ids\":[\"<subscription>\"]}");
    nothing("POST /v1/events/query", "", "{\"external_customer_id\":\"acme\"}");
    nothing("POST /v1/events/query", "", "{\"event_id\":\"e1\"}");
    nothing("POST /v1/events/counts", "", "{}");
    nothing("POST /v1/check", "", "");
    nothing("GET /v1/charges", "", "");
    gone("GET /v1/charges", "/v1/charges?external_customer_id=acme", "");
    gone("GET /v1/charges/{id}/explain", "/v1/charges/<charge>/explain", "");
    nothing("GET /v1/charges/summary", "", "");
    gone("GET /v1/charges/summary", "/v1/charges/summary?external_customer_id=acme", "");
    gone("GET /v1/customers/external/{external_id}", "/v1/customers/external/acme", "");
    gone(
        "GET /v1/customers/external/{external_id}/entitlements",
        "/v1/customers/external/acme/entitlements",
        "");
    gone("GET /v1/customers/lookup/{lookup_key}", "/v1/customers/lookup/acme", "");
    gone("GET /v1/customers/lookup", "/v1/customers/lookup?external_id=acme", "");
    gone("GET /v1/customers/usage", "/v1/customers/usage?customer_id=<customer>", "");
    gone("GET /v1/customers/usage", "/v1/customers/usage?customer_lookup_key=acme", "");
    gone("GET /v1/customers/{id}", "/v1/customers/<customer>", "");
    gone("GET /v1/customers/{id}/entitlements", "/v1/customers/<customer>/entitlements", "");
    gone("GET /v1/customers/{id}/usage", "/v1/customers/<customer>/usage", "");
    gone("GET /v1/entitlements/{id}", "/v1/entitlements/<right>", "");
    nothing("POST /v1/access", "", "{\"external_customer_id\":\"acme\",\"feature\":\"tokens\"}");
    nothing(
        "POST /v1/access",
        "",
        "{\"mode\":\"reserve\",\"external_customer_id\":\"acme\",\"feature\":\"tokens\"}");
    String kept = "/v1/access/reservations/<kept>";
    gone("GET /v1/access/reservations/{id}", kept, "");
    gone("POST /v1/access/reservations/{id}/settle", kept + "/settle", "");
    gone(
        "POST /v1/access/reservations/{id}/release", "/v1/access/reservations/<given>/release", "");
    refused(
        "POST /v1/customers",
        "{\"external_id\":\"below\",\"parent_customer_id\":\"<customer>\"}",
        "/parent_customer_id");
    gone("GET /v1/features/{id}", "/v1/features/<feature>", "");
    gone("GET /v1/meters/{id}", "/v1/meters/<meter>", "");
    gone("GET /v1/plans/{id}", "/v1/plans/<plan>", "");
    gone("GET /v1/plans/{id}/entitlements", "/v1/plans/<plan>/entitlements", "");
    gone("GET /v1/prices/{id}", "/v1/prices/<price>", "");
    gone("GET /v1/prices/lookup/{lookup_key}", "/v1/prices/lookup/tokens", "");
    gone("GET /v1/scripts/{id}", "/v1/scripts/<script>", "");
    gone("GET /v1/subscriptions/{id}", "/v1/subscriptions/<subscription>", "");
    gone("GET /v1/tasks/{id}", "/v1/tasks/<task>", "");
    gone("GET /v1/events/{id}/receipt", "/v1/events/e1/receipt", "");
    gone("GET /v1/events/receipt", "/v1/events/receipt?event_id=e1", "");
    nothing("GET /v1/simulations", "", "");
    nothing("GET /v1/rollouts", "", "");
    gone("GET /v1/rollouts/{id}", "/v1/rollouts/<rollout>", "");
    gone("GET /v1/rollouts/{id}/differences", "/v1/rollouts/<rollout>/differences", "");
    step("simulated", ",\"simulation_id\":\"<simulation>\"");
    step("shadow", "");
    step("start", "");
    step("widen", ",\"percent\":\"50\"");
    step("stop", "");
    step("retire", "");
    step("rollback", "");
    gone("GET /v1/simulations/{id}", "/v1/simulations/<simulation>", "");
    gone("GET /v1/simulations/{id}/events", "/v1/simulations/<simulation>/events", "");
    gone("GET /v1/simulations/{id}/report", "/v1/simulations/<simulation>/report", "");
    gone("POST /v1/simulations/{id}/cancel", "/v1/simulations/<simulation>/cancel", "");
    gone("GET /v1/simulations/files/{id}", "/v1/simulations/files/<file>", "");
    gone(
        "PUT /v1/simulations/files/{id}/parts/{part}", "/v1/simulations/files/<file>/parts/1", "x");
    nothing("POST /v1/simulations/files", "", "{\"format\":\"csv\"}");
  }

  private void credits() {
    nothing("GET /v1/wallets", "", "");
    nothing("POST /v1/wallets/search", "", "{\"wallet_ids\":[\"<wallet>\"]}");
    nothing("POST /v1/wallets/transactions/search", "", "{\"wallet_id\":\"<wallet>\"}");
    gone("GET /v1/customers/wallets", "/v1/customers/wallets?id=<customer>", "");
    gone("GET /v1/customers/wallets", "/v1/customers/wallets?lookup_key=acme", "");
    gone("GET /v1/customers/{id}/wallets", "/v1/customers/<customer>/wallets", "");
    String wallet = "/v1/wallets/<wallet>";
    gone("GET /v1/wallets/{id}", wallet, "");
    gone("GET /v1/wallets/{id}/balance/real-time", wallet + "/balance/real-time", "");
    gone("GET /v1/wallets/{id}/balance/real-time-cached", wallet + "/balance/real-time-cached", "");
    gone("GET /v1/wallets/{id}/transactions", wallet + "/transactions", "");
    gone("PUT /v1/wallets/{id}", wallet, "{\"name\":\"B\"}");
    refused("POST /v1/wallets", WALLET, "/customer_id");
    refused(
        "POST /v1/wallets",
        WALLET.replace("\"customer_id\":\"<customer>\"", "\"external_customer_id\":\"acme\""),
        "/external_customer_id");
    gone(
        "POST /v1/wallets/{id}/top-up",
        wallet + "/top-up",
        "{\"credits_to_add\":\"1\",\"transaction_reason\":\"FREE_CREDIT_GRANT\"}");
    gone(
        "POST /v1/wallets/{id}/debit",
        wallet + "/debit",
        "{\"credits\":\"1\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"idempotency_key\":\"d\"}");
    nothing("GET /v1/creditgrants", "", "");
    gone("GET /v1/creditgrants/{id}", "/v1/creditgrants/<credits>", "");
    gone("GET /v1/plans/{id}/creditgrants", "/v1/plans/<plan>/creditgrants", "");
    refused("POST /v1/creditgrants", CREDITS, "/plan_id");
    refused(
        "POST /v1/creditgrants",
        CREDITS
            .replace("PLAN", "SUBSCRIPTION")
            .replace("\"plan_id\":\"<plan>", "\"subscription_id\":\"<subscription>"),
        "/subscription_id");
    gone("PUT /v1/creditgrants/{id}", "/v1/creditgrants/<credits>", "{\"name\":\"B\"}");
    gone("DELETE /v1/creditgrants/{id}", "/v1/creditgrants/<credits>", "");
    refused("POST /v1/alerts/setting", TenantBodies.ALERT, "/entity_id");
    TenantBodies.ALERTS.forEach(
        (route, path) -> gone(route, path, route.startsWith("PUT") ? "{\"config\":{}}" : ""));
    nothing("POST /v1/alerts/search", "", "{\"entity_id\":\"<wallet>\"}");
    nothing("POST /v1/alerts/setting/search", "", "{\"entity_ids\":[\"<wallet>\"]}");
    nothing("GET /v1/holds", "", "");
    gone("GET /v1/holds/{id}", "/v1/holds/<hold>", "");
    refused("POST /v1/holds", HOLD, "/customer_id");
    gone("POST /v1/holds/{id}/settle", "/v1/holds/<hold>/settle", "{\"amount\":\"1\"}");
    gone("POST /v1/holds/{id}/release", "/v1/holds/<release>/release", "");
    nothing("GET /v1/budgets", "", "");
    gone("GET /v1/budgets/{id}", "/v1/budgets/<budget>", "");
    refused("POST /v1/budgets", BUDGET, "/customer_id");
    gone("DELETE /v1/budgets/{id}", "/v1/budgets/<budget>", "");
    nothing("GET /v1/ledger/trial-balance", "", "");
    gone(
        "GET /v1/ledger/statement",
        "/v1/ledger/statement?customer_id=<customer>&account=unbilled&currency=usd",
        "");
    nothing("GET /v1/reconciliation", "", "");
    nothing("GET /v1/billing/held", "", "");
    nothing("GET /v1/settings/invoice_config", "", "");
    nothing("PUT /v1/settings/invoice_config", "", "{\"due_date_days\":14}");
    nothing("GET /v1/invoices", "", "");
    nothing("POST /v1/invoices/search", "", "{\"invoice_ids\":[\"<asked>\"]}");
    gone("GET /v1/invoices/{id}", "/v1/invoices/<asked>", "");
    gone(
        "GET /v1/customers/{id}/invoices/summary", "/v1/customers/<customer>/invoices/summary", "");
    gone("GET /v1/invoices/{id}/explain", "/v1/invoices/<asked>/explain", "");
    gone("POST /v1/invoices/{id}/finalize", "/v1/invoices/<draft>/finalize", "");
    gone("POST /v1/invoices/{id}/void", "/v1/invoices/<asked>/void", "");
    gone("POST /v1/invoices/{id}/recalculate", "/v1/invoices/<asked>/recalculate", "");
    gone("POST /v1/billing/held/{customer_id}/release", "/v1/billing/held/<customer>/release", "");
    nothing("GET /v1/clock", "", "");
    nothing("POST /v1/clock/advance", "", "{\"by\":\"PT0S\"}");
    for (String word : List.of("complete", "cancel")) {
      gone(
          "POST /v1/wallets/transactions/{id}/" + word,
          "/v1/wallets/transactions/<move>/" + word,
          "");
    }
    gone("POST /v1/wallets/{id}/freeze", wallet + "/freeze", "");
    gone("POST /v1/wallets/{id}/unfreeze", wallet + "/unfreeze", "");
    gone(
        "POST /v1/wallets/{id}/modify",
        wallet + "/modify",
        "{\"modification_type\":\"prepaid_to_postpaid\"}");
    gone("POST /v1/wallets/{id}/terminate", wallet + "/terminate", "");
  }

  private void references() {
    refused("POST /v1/events/usage/meter", "{\"meter_id\":\"<meter>\"}", "/meter_id");
    refused("POST /v1/events/rerate", "{\"event_id\":\"e1\"}", "/event_id");
    refused(
        "POST /v1/events/rerate", "{\"external_customer_id\":\"acme\"}", "/external_customer_id");
    refused("POST /v1/rollouts", ROLLOUT, "/price_id");
    refused("POST /v1/simulations", SIMULATE, "/price_id");
    refused("POST /v1/features", METERED.formatted("again", "<meter>"), "/meter_id");
    refused("POST /v1/prices", price(""), "/script");
    refused("POST /v1/prices", flat("<plan>"), "/entity_id");
    refused(
        "POST /v1/prices/bulk", "{\"items\":[%s]}".formatted(flat("<plan>")), "/items/0/entity_id");
    refused("POST /v1/prices/bulk", "{\"items\":[%s]}".formatted(price("")), "/items/0/script");
    refused(
        "POST /v1/entitlements",
        RIGHT.formatted("PLAN", "<plan>", "<boolean>", "boolean"),
        "/entity_id");
    refused(
        "POST /v1/entitlements/bulk",
        "{\"items\":[%s]}".formatted(RIGHT.formatted("PLAN", "<plan>", "<bulked>", "metered")),
        "/items/0/entity_id");
    refused(
        "POST /v1/entitlements",
        RIGHT.formatted("SUBSCRIPTION", "<subscription>", "<boolean>", "boolean"),
        "/entity_id");
    refused("POST /v1/subscriptions", SUBSCRIPTION.formatted(""), "/customer_id");
    refused(
        "POST /v1/subscriptions",
        SUBSCRIPTION
            .formatted("")
            .replace("\"customer_id\":\"<customer>\"", "\"external_customer_id\":\"acme\""),
        "/external_customer_id");
  }

  private static String flat(String plan) {
    return price("")
        .replace("<plan>", plan)
        .replace(
            "\"billing_model\":\"SCRIPT\",\"script\":{\"name\":\"mine\"}",
            "\"billing_model\":\"FLAT_FEE\",\"amount\":\"1\"");
  }

  /** What refers to nothing: a stranger's own, beside the owner's of the same name. */
  private void creations() {
    refused("POST /v1/invoices", TenantBodies.ONE_OFF, "/customer_id");
    gone(
        "POST /v1/invoices/preview",
        "/v1/invoices/preview",
        "{\"subscription_id\":\"<subscription>\"}");
    nothing("POST /v1/preview", "", "{\"events\":[%s]}".formatted(EVENT.formatted("p1")));
    nothing("POST /v1/events", "", EVENT.formatted("e1"));
    nothing("POST /v1/events/bulk", "", "{\"events\":[%s]}".formatted(EVENT.formatted("e9")));
    nothing("POST /v1/meters", "", METER);
    nothing("POST /v1/scripts", "", SCRIPT);
    nothing("POST /v1/scripts/check", "", SCRIPT);
    nothing("POST /v1/secrets/api/keys", "", "{\"name\":\"mine\"}");
    nothing("POST /v1/plans", "", "{\"name\":\"Pro\"}");
    nothing("POST /v1/customers", "", "{\"external_id\":\"second\"}");
  }

  private void changes() {
    gone("PUT /v1/customers/{id}", "/v1/customers/<customer>", "{\"name\":\"B\"}");
    gone("PUT /v1/customers", "/v1/customers?id=<customer>", "{\"name\":\"B\"}");
    gone("PUT /v1/customers", "/v1/customers?external_customer_id=acme", "{\"name\":\"C\"}");
    gone("PUT /v1/plans/{id}", "/v1/plans/<plan>", "{\"name\":\"B\"}");
    gone("PUT /v1/features/{id}", "/v1/features/<feature>", "{\"name\":\"B\"}");
    gone("PUT /v1/meters/{id}", "/v1/meters/<meter>", "{\"filters\":[]}");
    gone("PUT /v1/prices/{id}", "/v1/prices/<price>", "{\"params\":{}}");
    gone("PUT /v1/prices/{id}", "/v1/prices/<price>", "{\"display_name\":\"B\"}");
    gone("PUT /v1/entitlements/{id}", "/v1/entitlements/<right>", "{\"is_soft_limit\":true}");
    gone(
        "POST /v1/events/{id}/amend",
        "/v1/events/e2/amend",
        "{\"event\":%s}".formatted(EVENT.formatted("e2b")));
    gone("POST /v1/events/{id}/void", "/v1/events/e3/void", "");
    for (String how : List.of("preview", "execute")) {
      String modify = "/modify/" + how;
      gone(
          "POST /v1/subscriptions/{id}" + modify,
          "/v1/subscriptions/<seated>" + modify,
          TenantBodies.SEATS);
    }
    gone(
        "POST /v1/subscriptions/{id}/cancel",
        "/v1/subscriptions/<subscription>/cancel",
        "{\"cancellation_type\":\"immediate\"}");
    gone("DELETE /v1/entitlements/{id}", "/v1/entitlements/<right>", "");
    gone("DELETE /v1/features/{id}", "/v1/features/<unsold>", "");
    gone("POST /v1/meters/{id}/disable", "/v1/meters/<old>/disable", "");
    gone("DELETE /v1/meters/{id}", "/v1/meters/<spare>", "");
    gone("DELETE /v1/prices/{id}", "/v1/prices/<price>", "");
    gone("DELETE /v1/plans/{id}", "/v1/plans/<plan>", "");
    gone("DELETE /v1/customers/{id}", "/v1/customers/<idle>", "");
    gone("DELETE /v1/secrets/api/keys/{id}", "/v1/secrets/api/keys/<key>", "");
  }

  /** Returns the routes that need a key, of the document. */
  private Set<String> served() {
    Set<String> served = new TreeSet<>();
    Json.Obj paths =
        (Json.Obj) java.util.Objects.requireNonNull(scene.get("/openapi.json").json().get("paths"));
    paths
        .fields()
        .forEach(
            (path, methods) ->
                ((Json.Obj) methods)
                    .fields()
                    .forEach(
                        (method, operation) -> {
                          boolean open =
                              ((Json.Obj) operation).get("security") instanceof Json.Arr keys
                                  && keys.items().isEmpty();
                          if (!open) {
                            served.add(method.toUpperCase(Locale.ROOT) + " " + path);
                          }
                        }));
    return served;
  }

  /**
   * Returns a number that differs when any table has other rows; one query, as it is asked often.
   */
  private long rows() {
    List<String> counts = new ArrayList<>();
    TABLES.forEach(table -> counts.add("(select count(*) from " + table + ")"));
    String sql = "select hashtext(concat_ws(','," + String.join(",", counts) + "))";
    return scene.number(sql) + (stranger.number(sql) << Integer.SIZE);
  }

  private static Reply send(Scene by, Ask ask) {
    return by.call(ask.method(), ask.path(), ask.body());
  }

  @Test
  void route_askedByAStranger_showsAndChangesNothing() {
    Set<String> asked = new TreeSet<>();
    asks.forEach(ask -> asked.add(ask.route()));
    assertThat(asked).as("every route with a key is asked").isEqualTo(served());
    SoftAssertions softly = new SoftAssertions();
    for (Ask ask : asks) {
      long before = rows();
      Reply reply = send(stranger, ask);
      String shown = ask.route() + " " + ask.body() + " -> " + reply.status() + " " + reply.body();
      switch (ask.stranger()) {
        case GONE -> {
          softly.assertThat(reply.status()).as(shown).isEqualTo(404);
          softly.assertThat(reply.text("code")).as(shown).isEqualTo("not_found");
          softly.assertThat(rows()).as(shown).isEqualTo(before);
        }
        case REFUSED -> {
          softly.assertThat(reply.status()).as(shown).isIn(400, 404);
          softly.assertThat(notFoundAt(reply)).as(shown).contains(ask.pointer());
          softly.assertThat(rows()).as(shown).isEqualTo(before);
        }
        case NOTHING -> {
          softly.assertThat(reply.status()).as(shown).isBetween(200, 299);
          ids.values().forEach(id -> softly.assertThat(reply.body()).as(shown).doesNotContain(id));
          if (reply.json().get("items") instanceof Json.Arr items
              && !ask.route().endsWith("api/keys")) {
            softly.assertThat(items.items()).as(shown).isEmpty();
          }
        }
      }
    }
    softly.assertAll();
    furnishedStranger_referringToFurniture_isRefused();
    for (Ask ask : asks) {
      Reply reply = send(scene, ask);
      softly
          .assertThat(reply.status())
          .as("the owner: " + ask.route() + " " + ask.body() + " -> " + reply.body())
          // What is paid cannot be cancelled any more.
          .isBetween(200, ask.route().endsWith("/transactions/{id}/cancel") ? 400 : 299);
    }
    softly.assertAll();
  }

  private static List<String> notFoundAt(Reply reply) {
    List<String> pointers = new ArrayList<>();
    if (reply.json().get("errors") instanceof Json.Arr errors) {
      for (Json error : errors.items()) {
        if (error instanceof Json.Obj one && "not_found".equals(one.string("code"))) {
          pointers.add(String.valueOf(one.string("pointer")));
        }
      }
    }
    return pointers;
  }

  /** A stranger that has everything itself refers to one foreign id at a time. */
  private void furnishedStranger_referringToFurniture_isRefused() {
    Map<String, String> own = new HashMap<>();
    own.put("meter", madeAs("/v1/meters", METER));
    own.put("plan", madeAs("/v1/plans", "{\"name\":\"Own\"}"));
    own.put("feature", madeAs("/v1/features", "{\"name\":\"SSO\",\"type\":\"boolean\"}"));
    String price = flat(own.get("plan") + "").replace("<meter>", own.get("meter") + "");
    madeAs("/v1/prices", price);
    madeAs("/v1/customers", "{\"external_id\":\"own\"}");
    String subscription =
        SUBSCRIPTION
            .replace("\"customer_id\":\"<customer>\"", "\"external_customer_id\":\"own\"")
            .formatted("");
    String line = "\"override_line_items\":[{\"price_id\":\"<price>\",\"amount\":\"2\"}]";
    List<Ask> foreign =
        List.of(
            foreign("/v1/prices", flat(own.get("plan") + ""), "/meter_id"),
            foreign(
                "/v1/entitlements",
                RIGHT.formatted("PLAN", own.get("plan"), "<boolean>", "boolean"),
                "/feature_id"),
            foreign("/v1/subscriptions", subscription, "/plan_id"),
            foreign(
                "/v1/subscriptions",
                subscription
                    .replace("<plan>", own.get("plan") + "")
                    .replace("\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00Z\"," + line),
                "/override_line_items/0/price_id"),
            foreign(
                "/v1/simulations",
                "{\"price_id\":\"%s\",\"candidate\":{\"price_id\":\"<price>\"},"
                        .formatted(ownPrice())
                    + "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"}",
                "/candidate/price_id"));
    SoftAssertions softly = new SoftAssertions();
    for (Ask ask : foreign) {
      long before = rows();
      Reply reply = send(stranger, ask);
      softly.assertThat(notFoundAt(reply)).as(ask + " -> " + reply.body()).contains(ask.pointer());
      softly.assertThat(rows()).as(ask + "").isEqualTo(before);
    }
    softly.assertAll();
  }

  private Ask foreign(String path, String body, String pointer) {
    return new Ask("POST " + path, path, filled(body), Stranger.REFUSED, pointer);
  }

  private String ownPrice() {
    Reply reply = stranger.get("/v1/prices");
    return String.valueOf(reply.first("items").string("id"));
  }

  private String madeAs(String path, String body) {
    return stranger.post(path, body).is(201).text("id");
  }
}
