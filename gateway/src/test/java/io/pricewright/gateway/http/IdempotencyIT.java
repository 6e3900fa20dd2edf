package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every POST that creates honours Idempotency-Key: the second answer is the first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdempotencyIT {
  /** What creates nothing, or has an id of its own in its body or path. */
  private static final String NOT_CREATING =
      ".*/search|/v1/events/query|/v1/events/counts|/v1/events/usage/meter|/v1/preview"
          + "|/v1/invoices/preview|/v1/billing/held/.*|/v1/check|/v1/scripts/check|/v1/events|/v1/events/bulk|/v1/events/\\{id}/void"
          + "|/v1/meters/\\{id}/disable|/v1/subscriptions/\\{id}/(?:cancel|modify/preview)"
          + "|/v1/simulations/\\{id}/cancel"
          + "|/v1/wallets/transactions/\\{id}/(?:complete|cancel)|/v1/access/reservations/.*";

  /** A body that each of the others takes, in an order in which they can be done. */
  private static final String BODIES =
      """
      /v1/customers {"external_id":"new"}
      /v1/meters {"name":"N","event_name":"n","reset_usage":"BILLING_PERIOD","aggregation":{"type":"COUNT"}}
      /v1/features {"name":"N","type":"boolean"}
      /v1/plans {"name":"N"}
      /v1/prices <price-body>
      /v1/prices/bulk {"items":[<price-body>]}
      /v1/scripts {"name":"two","source":"export function price(usage) { return [{label: 'x', amount: usage.quantity}]; }"}
      /v1/entitlements {"entity_type":"PLAN","entity_id":"<plan>","feature_id":"<feature>","feature_type":"boolean","is_enabled":true}
      /v1/entitlements/bulk {"items":[{"entity_type":"PLAN","entity_id":"<plan>","feature_id":"<second>","feature_type":"boolean","is_enabled":true}]}
      /v1/subscriptions {"external_customer_id":"new","plan_id":"<plan>","currency":"usd","billing_period":"MONTHLY","start_date":"2026-01-01T00:00:00Z"}
      /v1/subscriptions/{id}/modify/execute {"type":"quantity_change","quantity_change_params":{"line_items":[{"id":"<seat>","quantity":"2"}]}}
      /v1/events/{id}/amend {"event":{"event_id":"e2","event_name":"use","external_customer_id":"ann","properties":{"n":"7"}}}
      /v1/events/rerate {"reason":"none"}
      /v1/secrets/api/keys {"name":"made-once"}
      /v1/access {"external_customer_id":"ann","feature":"<metered>","mode":"reserve","quantity":"1"}
      /v1/wallets {"external_customer_id":"new","currency":"usd"}
      /v1/wallets/{id}/top-up {"credits_to_add":"10","transaction_reason":"FREE_CREDIT_GRANT"}
      /v1/wallets/{id}/debit {"credits":"1"}
      /v1/wallets/{id}/freeze {}
      /v1/wallets/{id}/unfreeze {}
      /v1/creditgrants {"name":"C","scope":"PLAN","plan_id":"<plan>","credits":"1","cadence":"ONETIME"}
      /v1/holds {"external_customer_id":"ann","currency":"usd","amount":"1"}
      /v1/invoices {"external_customer_id":"new","currency":"usd","line_items":[{"amount":"1"}]}
      /v1/budgets {"external_customer_id":"ann","currency":"usd","amount":"5"}
      /v1/alerts/setting {"entity_type":"wallet","entity_id":"<wallet>","config":{"info":{"threshold":"9999"}}}
      /v1/wallets/{id}/modify {"modification_type":"prepaid_to_postpaid"}
      /v1/wallets/{id}/terminate {}
      /v1/clock/advance {"by":"PT1M"}
      /v1/rollouts {"name":"R","price_id":"<price>","candidate":{"script":{"name":"one"}},"percent":"20","reason":"x"}
      /v1/simulations/files {"format":"csv"}
      /v1/simulations {"price_id":"<price>","candidate":{"script":{"name":"one"}},"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z"}
      """;

  private final Scene scene = TestNode.shared().tenant("development");
  private final Map<String, String> ids = new LinkedHashMap<>();

  @BeforeAll
  void open() {
    Scene.Sold sold = scene.sell("use", Terms.script(Terms.FLAT, Terms.amount("1")));
    ids.put("plan", sold.plan());
    ids.put("price", sold.price());
    ids.put(
        "price-body",
        Scene.draft(sold.plan(), sold.meter(), Terms.script(Terms.FLAT, Terms.amount("2"))));
    ids.put("feature", scene.made("/v1/features", "{\"name\":\"F\",\"type\":\"boolean\"}"));
    ids.put("second", scene.made("/v1/features", "{\"name\":\"G\",\"type\":\"boolean\"}"));
    ids.put(
        "metered",
        scene.made(
            "/v1/features",
            "{\"name\":\"M\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(sold.meter())));
    scene.script("one", "export function price(usage) { return [{label: 'x', amount: '1'}]; }");
    scene.subscriber("ann");
    String seats = scene.plan("seats");
    scene.fee(seats, "10", "MONTHLY", "ADVANCE");
    ids.put("seated", scene.subscribe("ann", seats));
    ids.put("seat", TenantInvoices.line(scene, ids.getOrDefault("seated", "")));
    ids.put("wallet", scene.wallet("ann", ",\"initial_credits_to_load\":\"50\""));
    scene.send(Event.of("e1", "use", "ann").n(3));
  }

  private String filled(String text) {
    String[] whole = {text};
    ids.forEach((name, id) -> whole[0] = whole[0].replace("<" + name + ">", id));
    return whole[0];
  }

  private String path(String path) {
    return path.startsWith("/v1/events/")
        ? path.replace("{id}", "e1")
        : path.startsWith("/v1/subscriptions/")
            ? path.replace("{id}", filled("<seated>"))
            : path.replace(
                "{id}", path.contains("wallets") ? filled("<wallet>") : filled("<hold>"));
  }

  private static Map<String, String> bodies() {
    return BODIES
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(' ')),
                line -> line.substring(line.indexOf(' ') + 1),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  @Test
  void creating_underOneKey_isDoneOnce() {
    bodies()
        .forEach(
            (path, body) -> {
              Reply first = scene.api.once("k-" + path, path(path), filled(body));
              assertThat(first.status()).as(path + first.body()).isBetween(200, 299);
              Reply again = scene.api.once("k-" + path, path(path), filled(body));
              assertThat(again.status()).as(path + again.body()).isEqualTo(first.status());
              assertThat(Parts.text(again.json(), "id")).as(path).isEqualTo(first.text("id"));
              if (!path.equals("/v1/simulations")) {
                assertThat(again.body()).as(path).isEqualTo(first.body());
              }
            });
    assertThat(scene.number("select count(*) from api_keys where name = 'made-once'")).isEqualTo(1);
    assertThat(scene.number("select count(*) from simulations")).isEqualTo(1);
  }

  @Test
  void creating_everyOperationOfTheDocument_mindsKeys() {
    Json.Obj paths = Parts.inner(scene.get("/openapi.json").json(), "paths");
    TreeSet<String> creating = new TreeSet<>();
    paths
        .fields()
        .forEach(
            (path, operations) -> {
              Json.Obj post =
                  (Json.Obj) ((Json.Obj) operations).fields().getOrDefault("post", Json.Obj.EMPTY);
              boolean keyed = post.text().contains("\"Idempotency-Key\"");
              if (!post.fields().isEmpty() && !path.matches(NOT_CREATING)) {
                assertThat(keyed).as(path).isTrue();
                creating.add(path);
              }
            });
    // Changes of what was made: the same wrapper, without a body of their own here.
    creating.removeIf(
        path -> path.matches("/v1/(rollouts|holds|billing/held|invoices)/\\{\\w+}/.*"));
    assertThat(creating).isEqualTo(new TreeSet<>(bodies().keySet()));
  }

  @Test
  void secret_isNotKept_norGivenToAnotherCaller() {
    Reply made = scene.api.once("secret", "/v1/secrets/api/keys", "{\"name\":\"s\"}").is(201);
    String text = made.text("api_key");
    assertThat(
            scene.number(
                "select count(*) from idempotency_keys where answer like '%" + text + "%'"))
        .isZero();
    scene
        .at(scene.api.as(text))
        .api
        .once("secret", "/v1/secrets/api/keys", "{\"name\":\"s\"}")
        .is(422);
  }
}
