package io.pricewright.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sold is changed, archived, searched; what refers to it keeps it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChangesIT {
  private final Scene scene = TestNode.shared().tenant();

  private int made;

  /** A plan with one metered feature and one price of 1 an event. */
  private record Shop(String event, String meter, String feature, String plan, String price) {}

  private Shop shop() {
    String event = "event-" + ++made;
    String meter = scene.meter(event);
    String feature =
        scene.made(
            "/v1/features",
            "{\"name\":\"F\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    String plan = scene.plan();
    String price = scene.made("/v1/prices", flat(plan, meter, "\"amount\":\"1\""));
    return new Shop(event, meter, feature, plan, price);
  }

  private static String flat(String plan, String meter, String rest) {
    return """
    {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
     "billing_period":"MONTHLY","billing_model":"FLAT_FEE",%s}\
    """
        .formatted(plan, meter, rest);
  }

  private String subscribe(String customer, String plan) {
    scene.customer(customer);
    return scene.subscribe(customer, plan);
  }

  private static String right(String type, String entity, Shop shop, int limit) {
    return """
    {"entity_type":"%s","entity_id":"%s","feature_id":"%s","feature_type":"metered",
     "usage_limit":%d,"usage_reset_period":"MONTHLY"}\
    """
        .formatted(type, entity, shop.feature(), limit);
  }

  private void send(Shop shop, String customer, int events) {
    for (int i = 0; i < events; i++) {
      Reply reply =
          scene.post(
              "/v1/events",
              "{\"event_name\":\"%s\",\"external_customer_id\":\"%s\"}"
                  .formatted(shop.event(), customer));
      assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    }
  }

  /** Waits until durable tasks have made it so. */
  private void charged(String customer, String amount) {
    Waiting.until(
        customer + " is charged " + amount,
        Duration.ofSeconds(20),
        () ->
            scene.get("/v1/charges/summary?external_customer_id=" + customer).list("items").stream()
                .anyMatch(sum -> amount.equals(sum.string("amount"))));
  }

  private static Reply ok(Reply reply) {
    return reply.is(200);
  }

  private static void refused(Reply reply, int status, String text) {
    reply.refused(status, text);
  }

  private static List<String> ids(Reply reply) {
    return ok(reply).list("items").stream().map(item -> Parts.text(item, "id")).toList();
  }

  @Test
  void plan_changedAndArchived_keepsItsSubscriptions() {
    Shop shop = shop();
    String subscription = subscribe("plan-1", shop.plan());
    Reply changed =
        ok(
            scene.put(
                "/v1/plans/" + shop.plan(),
                "{\"name\":\"Pro\",\"lookup_key\":\"pro\",\"display_order\":3}"));
    assertThat(changed.text("name")).isEqualTo("Pro");
    assertThat(changed.json().get("prices")).isInstanceOf(Json.Arr.class);
    assertThat(ok(scene.put("/v1/plans/" + shop.plan(), "{}")).text("lookup_key")).isEqualTo("pro");
    refused(scene.put("/v1/plans/" + shop.plan(), "{\"name\":\" \"}"), 400, "/name");
    assertThat(ok(scene.delete("/v1/plans/" + shop.plan())).text("status")).isEqualTo("archived");
    refused(scene.delete("/v1/plans/" + shop.plan()), 400, "archived");
    assertThat(ids(scene.get("/v1/plans"))).doesNotContain(shop.plan());
    assertThat(ids(scene.post("/v1/plans/search", "{\"status\":\"archived\"}")))
        .contains(shop.plan());
    assertThat(ok(scene.get("/v1/subscriptions/" + subscription)).text("plan_id"))
        .isEqualTo(shop.plan());
    send(shop, "plan-1", 2);
    charged("plan-1", "2");
    // Nothing new refers to it, and its key is free again.
    refused(
        scene.post("/v1/prices", flat(shop.plan(), shop.meter(), "\"amount\":\"1\"")),
        404,
        "/entity_id");
    refused(scene.post("/v1/entitlements", right("PLAN", shop.plan(), shop, 1)), 404, "/entity_id");
    scene.customer("plan-2");
    refused(
        scene.post(
            "/v1/subscriptions",
            "{\"external_customer_id\":\"plan-2\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\"}"
                .formatted(shop.plan())),
        404,
        "/plan_id");
    scene.made("/v1/plans", "{\"name\":\"New\",\"lookup_key\":\"pro\"}");
    refused(scene.post("/v1/plans", "{\"name\":\"Third\",\"lookup_key\":\"pro\"}"), 409, "taken");
  }

  @Test
  void feature_inUse_isArchivedAfterItsEntitlements() {
    Shop shop = shop();
    String right = scene.made("/v1/entitlements", right("PLAN", shop.plan(), shop, 1));
    Reply changed =
        ok(
            scene.put(
                "/v1/features/" + shop.feature(),
                "{\"name\":\"Tokens\",\"unit_plural\":\"tokens\",\"metadata\":{\"a\":\"b\"}}"));
    assertThat(changed.text("unit_plural")).isEqualTo("tokens");
    assertThat(changed.text("meter_id")).isEqualTo(shop.meter());
    refused(scene.put("/v1/features/" + shop.feature(), "{\"type\":\"static\"}"), 400, "/type");
    refused(scene.delete("/v1/features/" + shop.feature()), 400, "1 entitlements");
    ok(scene.delete("/v1/entitlements/" + right));
    refused(scene.delete("/v1/entitlements/" + right), 400, "archived");
    refused(scene.put("/v1/entitlements/" + right, "{\"usage_limit\":2}"), 400, "archived");
    assertThat(ok(scene.delete("/v1/features/" + shop.feature())).text("status"))
        .isEqualTo("archived");
    assertThat(ids(scene.get("/v1/features"))).doesNotContain(shop.feature());
    refused(
        scene.post("/v1/entitlements", right("PLAN", shop.plan(), shop, 1)), 404, "/feature_id");
  }

  @Test
  void entitlement_changedAndArchived_isCountedAgain() {
    Shop shop = shop();
    subscribe("right-1", shop.plan());
    send(shop, "right-1", 5);
    charged("right-1", "5");
    String right = scene.made("/v1/entitlements", right("PLAN", shop.plan(), shop, 3));
    charged("right-1", "2");
    assertThat(
            ok(scene.put("/v1/entitlements/" + right, "{\"usage_limit\":1}"))
                .json()
                .get("usage_limit"))
        .isEqualTo(Json.of(1));
    charged("right-1", "4");
    refused(
        scene.put("/v1/entitlements/" + right, "{\"usage_reset_period\":\"WEEKLY\"}"),
        400,
        "billing_period");
    refused(
        scene.post("/v1/entitlements", right("PLAN", shop.plan(), shop, 9)),
        409,
        "Change that one");
    ok(scene.delete("/v1/entitlements/" + right));
    charged("right-1", "5");
  }

  @Test
  void entitlement_ofASubscription_replacesThePlans() {
    Shop shop = shop();
    String own = subscribe("own-1", shop.plan());
    subscribe("own-2", shop.plan());
    String ofPlan = scene.made("/v1/entitlements", right("PLAN", shop.plan(), shop, 1));
    send(shop, "own-1", 5);
    send(shop, "own-2", 5);
    charged("own-1", "4");
    Reply made = scene.post("/v1/entitlements", right("SUBSCRIPTION", own, shop, 4));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("parent_entitlement_id")).isEqualTo(ofPlan);
    assertThat(made.text("entity_type")).isEqualTo("SUBSCRIPTION");
    assertThat(made.json().get("plan_id")).isNull();
    charged("own-1", "1");
    charged("own-2", "4");
    // Rights say what rating does.
    assertThat(ok(scene.get("/v1/customers/external/own-1/entitlements")).body())
        .contains("\"usage_limit\":4,")
        .doesNotContain("\"usage_limit\":5,");
    refused(
        scene.post(
            "/v1/entitlements", right("SUBSCRIPTION", own, shop, 1).replace("MONTHLY", "WEEKLY")),
        400,
        "billing_period");
    refused(
        scene.post("/v1/entitlements", right("SUBSCRIPTION", "subs_none", shop, 1)),
        404,
        "/entity_id");
    ok(scene.delete("/v1/entitlements/" + made.text("id")));
    charged("own-1", "4");
  }

  @Test
  void entitlement_ofAPlanMadeLater_leavesTheSubscriptionsInForce() {
    Shop shop = shop();
    String own = subscribe("later-1", shop.plan());
    scene.made("/v1/entitlements", right("SUBSCRIPTION", own, shop, 4));
    scene.made("/v1/entitlements", right("PLAN", shop.plan(), shop, 1));
    send(shop, "later-1", 6);
    charged("later-1", "2");
    assertThat(ok(scene.get("/v1/customers/external/later-1/entitlements")).body())
        .contains("\"usage_limit\":4,")
        .doesNotContain("\"usage_limit\":5,");
  }

  @Test
  void price_onTheMeterOfASubscriptionsLimit_obeysIt() {
    Shop shop = shop();
    String own = subscribe("rule-1", shop.plan());
    scene.made("/v1/entitlements", right("SUBSCRIPTION", own, shop, 4));
    refused(
        scene.post(
            "/v1/prices",
            flat(shop.plan(), shop.meter(), "\"amount\":\"1\"").replace("MONTHLY", "WEEKLY")),
        400,
        "billing_period");
  }

  @Test
  void entitlements_inBulk_areAllMadeOrNone() {
    Shop shop = shop();
    Shop second = shop();
    String one = right("PLAN", shop.plan(), shop, 1);
    String two = right("PLAN", second.plan(), second, 2);
    long before = scene.number("select count(*) from entitlements");
    String path = "/v1/entitlements/bulk";
    String negative = two.replace("\"usage_limit\":2", "\"usage_limit\":-2");
    assertThat(negative).isNotEqualTo(two);
    refused(
        scene.post(path, "{\"items\":[%s,%s]}".formatted(one, negative)),
        400,
        "/items/1/usage_limit");
    refused(
        scene.post(
            path, "{\"items\":[%s,%s]}".formatted(one, two.replace(second.plan(), "plan_none"))),
        404,
        "/items/1/entity_id");
    refused(scene.post(path, "{\"items\":[%s,%s]}".formatted(one, one)), 409, "Change that one");
    refused(scene.post(path, "{\"items\":[]}"), 400, "/items");
    refused(
        scene.post(path, "{\"items\":[%s]}".formatted((one + ",").repeat(100) + one)),
        400,
        "too_many");
    assertThat(scene.number("select count(*) from entitlements")).isEqualTo(before);
    Reply made = scene.post(path, "{\"items\":[%s,%s]}".formatted(one, two));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(scene.number("select count(*) from entitlements")).isEqualTo(before + 2);
  }

  @Test
  void prices_inBulk_areAllMadeOrNone() {
    Shop shop = shop();
    String good = flat(shop.plan(), shop.meter(), "\"amount\":\"2\",\"lookup_key\":\"bulk-1\"");
    String bad = flat(shop.plan(), shop.meter(), "\"amount\":\"-2\"");
    long before = scene.number("select count(*) from prices");
    refused(
        scene.post("/v1/prices/bulk", "{\"items\":[%s,%s]}".formatted(good, bad)),
        400,
        "/items/1/amount");
    refused(
        scene.post(
            "/v1/prices/bulk",
            "{\"items\":[%s,%s]}"
                .formatted(good, flat("plan_none", shop.meter(), "\"amount\":\"1\""))),
        404,
        "/items/1/entity_id");
    refused(scene.post("/v1/prices/bulk", "{\"items\":[]}"), 400, "/items");
    String many = (good + ",").repeat(PriceCount.MOST) + good;
    refused(scene.post("/v1/prices/bulk", "{\"items\":[%s]}".formatted(many)), 400, "too_many");
    assertThat(scene.number("select count(*) from prices")).isEqualTo(before);
    Reply made =
        scene.post(
            "/v1/prices/bulk",
            "{\"items\":[%s,%s]}"
                .formatted(good, flat(shop.plan(), shop.meter(), "\"amount\":\"3\"")));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(scene.number("select count(*) from prices")).isEqualTo(before + 2);
    Reply found = ok(scene.get("/v1/prices/lookup/bulk-1"));
    assertThat(found.text("amount")).isEqualTo("2");
    // A later version is what the key finds, and an archived price is not.
    ok(scene.put("/v1/prices/" + found.text("id"), "{\"amount\":\"4\"}"));
    assertThat(ok(scene.get("/v1/prices/lookup/bulk-1")).text("amount")).isEqualTo("4");
    ok(scene.delete("/v1/prices/" + found.text("id")));
  }

  /** The bound of the routes, which another package keeps. */
  private static final class PriceCount {
    static final int MOST = io.pricewright.gateway.catalogue.PriceRoutes.MAX_BULK;
  }

  @Test
  void price_versionFromTheSameInstant_replacesIt() {
    Shop shop = shop();
    subscribe("same-1", shop.plan());
    send(shop, "same-1", 3);
    charged("same-1", "3");
    String path = "/v1/prices/" + shop.price();
    String from = "\"adjust_closed\":true,\"effective_from\":\"2026-06-01T00:00:00Z\"";
    ok(scene.put(path, "{\"amount\":\"2\"," + from + "}"));
    charged("same-1", "6");
    Reply third = ok(scene.put(path, "{\"amount\":\"5\"," + from + "}"));
    assertThat(third.json().get("version")).isEqualTo(Json.of(3));
    assertThat(third.text("effective_from")).isEqualTo("2026-06-01T00:00:00Z");
    charged("same-1", "15");
    send(shop, "same-1", 1);
    charged("same-1", "20");
    refused(
        scene.put(path, "{\"amount\":\"9\",\"effective_from\":\"2026-05-31T23:59:59.999999Z\"}"),
        400,
        "/effective_from");
    scene.isClean();
  }

  @Test
  void search_byEachCondition_findsAndNarrows() {
    Shop shop = shop();
    Shop other = shop();
    String subscription = subscribe("find-1", shop.plan());
    String unwanted = subscribe("find-2", other.plan());
    String customer = ok(scene.get("/v1/customers/external/find-1")).text("id");
    String right = scene.made("/v1/entitlements", right("PLAN", shop.plan(), shop, 1));
    String subscriptions = "/v1/subscriptions/search";
    for (String body :
        List.of(
            "{\"customer_id\":\"%s\"}".formatted(customer),
            "{\"external_customer_id\":\"find-1\"}",
            "{\"plan_id\":\"%s\"}".formatted(shop.plan()),
            "{\"subscription_ids\":[\"%s\"],\"subscription_status\":[\"active\"]}"
                .formatted(subscription),
            filter("plan_id", "eq", "{\"string\":\"%s\"}".formatted(shop.plan())),
            filter("id", "in", "{\"array\":[\"%s\",\"x\"]}".formatted(subscription)))) {
      assertThat(ids(scene.post(subscriptions, body))).as(body).containsExactly(subscription);
    }
    for (String body :
        List.of(
            "{\"external_customer_id\":\"nobody\"}",
            "{\"plan_id\":\"%s\",\"external_customer_id\":\"find-2\"}".formatted(shop.plan()),
            "{\"subscription_ids\":[\"%s\"],\"subscription_status\":\"cancelled\"}"
                .formatted(unwanted))) {
      assertThat(ids(scene.post(subscriptions, body))).as(body).isEmpty();
    }
    Reply page = ok(scene.post(subscriptions, "{\"limit\":1,\"offset\":1}"));
    assertThat(ids(page)).hasSize(1);
    assertThat(page.body()).contains("\"limit\":1,\"offset\":1,\"total\":");
    assertThat(
            ids(scene.post("/v1/prices/search", "{\"plan_ids\":[\"%s\"]}".formatted(shop.plan()))))
        .containsExactly(shop.price());
    assertThat(
            ids(
                scene.post(
                    "/v1/features/search", "{\"meter_ids\":[\"%s\"]}".formatted(shop.meter()))))
        .containsExactly(shop.feature());
    assertThat(
            ids(
                scene.post(
                    "/v1/entitlements/search", "{\"plan_ids\":[\"%s\"]}".formatted(shop.plan()))))
        .containsExactly(right);
    assertThat(
            ids(
                scene.post(
                    "/v1/customers/search",
                    filter("external_id", "in", "{\"array\":[\"find-1\",\"nobody\"]}"))))
        .containsExactly(customer);
  }

  private static String filter(String field, String operator, String value) {
    return "{\"filters\":[{\"field\":\"%s\",\"operator\":\"%s\",\"data_type\":\"string\",\"value\":%s}]}"
        .formatted(field, operator, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"filters\":[{\"field\":\"secret\",\"operator\":\"eq\",\"value\":{\"string\":\"x\"}}]}|/filters/0/field",
        "{\"filters\":[{\"field\":\"id\",\"operator\":\"gt\",\"value\":{\"string\":\"x\"}}]}|/filters/0/operator",
        "{\"filters\":[{\"field\":\"id\",\"operator\":\"eq\"}]}|/filters/0/value",
        "{\"filters\":[{\"field\":\"id\",\"operator\":\"in\",\"value\":{\"array\":[]}}]}|/filters/0/value/array",
        "{\"sort\":[{\"field\":\"secret\",\"direction\":\"asc\"}]}|/sort/0/field",
        "{\"start_tim\":\"2026-01-01T00:00:00Z\"}|/start_tim",
        "{\"limit\":0}|/limit",
        "{\"limit\":1001}|/limit",
      })
  void search_conditionItDoesNotKnow_isRefused(String body, String pointer) {
    for (String what :
        List.of("customers", "plans", "features", "prices", "entitlements", "subscriptions")) {
      refused(scene.post("/v1/" + what + "/search", body), 400, "\"" + pointer + "\"");
    }
    String values = "\"x\",".repeat(1_000) + "\"x\"";
    refused(
        scene.post("/v1/plans/search", "{\"plan_ids\":[%s]}".formatted(values)), 400, "too_many");
  }

  @Test
  void customer_withSubscriptions_isNotArchived() {
    Shop shop = shop();
    String subscription = subscribe("busy", shop.plan());
    String customer = ok(scene.get("/v1/customers/external/busy")).text("id");
    refused(scene.delete("/v1/customers/" + customer), 400, "1 subscriptions");
    ok(
        scene.post(
            "/v1/subscriptions/" + subscription + "/cancel",
            "{\"cancellation_type\":\"immediate\"}"));
    assertThat(scene.delete("/v1/customers/" + customer).status()).isEqualTo(204);
    assertThat(ok(scene.get("/v1/customers/" + customer)).text("status")).isEqualTo("archived");
  }

  @Test
  void key_ofAnEnvironment_isNamedAfterItsKind() {
    for (String kind : List.of("production", "development")) {
      Scene first = TestNode.shared().tenant(kind);
      String prefix = kind.equals("production") ? "pw_live_" : "pw_test_";
      assertThat(first.api.key()).startsWith(prefix);
      Reply made = first.post("/v1/secrets/api/keys", "{\"name\":\"second\"}");
      assertThat(made.text("api_key")).startsWith(prefix);
      assertThat(first.api.as(made.text("api_key")).get("/v1/plans").status()).isEqualTo(200);
    }
  }
}
