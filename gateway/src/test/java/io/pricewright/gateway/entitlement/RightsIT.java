package io.pricewright.gateway.entitlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestRedis;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import io.pricewright.store.cache.RedisCache;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RightsIT {
  private final TestRedis redis = TestRedis.start();
  private final TestNode node = TestNode.start(TestSettings.DEFAULT.redis(redis.uri()));
  private final Scene scene = node.tenant();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    node.close();
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** A customer "c1" with one metered feature of so many and a boolean one. */
  private String sell(int limit) {
    Scene.Sold sold = scene.sell("tokens", Terms.flat("0.01"));
    String plan = sold.plan();
    String meter = sold.meter();
    String tokens =
        scene.made(
            "/v1/features",
            "{\"name\":\"Tokens\",\"type\":\"metered\",\"meter_id\":\"%s\"}".formatted(meter));
    String sso = scene.made("/v1/features", "{\"name\":\"SSO\",\"type\":\"boolean\"}");
    String tier = scene.made("/v1/features", "{\"name\":\"Support\",\"type\":\"static\"}");
    entitle(plan, tokens, "metered", "\"usage_limit\":" + limit);
    entitle(plan, sso, "boolean", "\"is_enabled\":true");
    entitle(plan, tier, "static", "\"static_value\":\"gold\"");
    scene.subscriber("c1");
    return plan;
  }

  private void entitle(String plan, String feature, String type, String rest) {
    scene.made(
        "/v1/entitlements",
        """
        {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"%s",
         "usage_reset_period":"MONTHLY",%s}\
        """
            .formatted(plan, feature, type, rest));
  }

  private void event(String id, int tokens) {
    scene.send(Event.of(id, "tokens", "c1").n(tokens));
  }

  private static Json.Obj named(Json.Obj answer, String feature) {
    if (answer.get("features") instanceof Json.Arr features) {
      for (Json one : features.items()) {
        if (one instanceof Json.Obj of
            && of.get("feature") instanceof Json.Obj found
            && feature.equals(found.string("name"))) {
          return of;
        }
      }
    }
    throw new AssertionError("no feature " + feature + " in " + answer.text());
  }

  private Json.Obj usage() {
    return named(scene.get("/v1/customers/usage?customer_lookup_key=c1").is(200).json(), "Tokens");
  }

  private Json.Obj rights() {
    return scene.get("/v1/customers/external/c1/entitlements").is(200).json();
  }

  @Test
  void entitlements_ofACustomer_haveEveryKeyAndAreAggregated() {
    String plan = sell(500);
    scene.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"c1","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "billing_cadence":"RECURRING"}\
        """
            .formatted(plan));
    Json.Obj answer = rights();
    Json.Obj tokens = named(answer, "Tokens");
    assertThat(answer.fields().keySet()).contains("customer_id", "features");
    assertThat(tokens.fields().keySet()).contains("entitlement", "feature", "sources");
    Json.Obj whole = Parts.inner(tokens, "entitlement");
    assertThat(whole.fields().keySet())
        .contains(
            "is_enabled", "is_soft_limit", "static_values", "usage_limit", "usage_reset_period");
    assertThat(whole.get("usage_limit")).isEqualTo(Json.of(1000));
    assertThat(whole.string("usage_reset_period")).isEqualTo("MONTHLY");
    assertThat(((Json.Obj) sources(tokens).getFirst()).fields().keySet())
        .contains(
            ("entitlement_id, entity_id, entity_name, entity_type, is_enabled, quantity,"
                    + " static_value, subscription_id, usage_limit, usage_reset_period")
                .split(", *"));
    assertThat(sources(tokens)).hasSize(2);
    assertThat(Parts.inner(named(answer, "SSO"), "entitlement").get("is_enabled"))
        .isEqualTo(Json.of(true));
    assertThat(Parts.inner(named(answer, "Support"), "entitlement").get("static_values"))
        .isEqualTo(new Json.Arr(List.of(Json.of("gold"))));
    String id = String.valueOf(answer.string("customer_id"));
    assertThat(scene.get("/v1/customers/" + id + "/entitlements").json()).isEqualTo(answer);
    String only = String.valueOf(Parts.inner(tokens, "feature").string("id"));
    Json.Obj chosen = scene.get("/v1/customers/" + id + "/entitlements?feature_ids=" + only).json();
    assertThat(chosen.get("features")).isEqualTo(new Json.Arr(List.of(tokens)));
    assertThat(scene.get("/v1/customers/cust_none/entitlements").status()).isEqualTo(404);
    assertThat(scene.get("/v1/customers/usage").status()).isEqualTo(400);
  }

  private static List<Json> sources(Json.Obj object) {
    return object.get("sources") instanceof Json.Arr sources ? sources.items() : List.of();
  }

  private String entitlementTo(String feature) {
    Reply reply =
        scene.post("/v1/entitlements/search", "{\"feature_ids\":\"%s\"}".formatted(feature));
    if (reply.json().get("items") instanceof Json.Arr items
        && items.items().getFirst() instanceof Json.Obj first) {
      return String.valueOf(first.string("id"));
    }
    throw new AssertionError(reply.body());
  }

  @Test
  void usage_afterEventsAndChanges_isNeverOld() {
    sell(500);
    assertThat(usage().string("current_usage")).isEqualTo("0");
    event("e1", 100);
    Json.Obj first = usage();
    assertThat(first.string("current_usage")).isEqualTo("100");
    assertThat(first.get("total_limit")).isEqualTo(Json.of(500));
    assertThat(first.string("usage_percent")).isEqualTo("20.00");
    assertThat(first.get("is_unlimited")).isEqualTo(Json.of(false));
    assertThat(first.string("next_usage_reset_at")).isNotNull();
    assertThat(usage()).isEqualTo(first);
    event("e2", 50);
    assertThat(usage().string("current_usage")).isEqualTo("150");
    scene.post("/v1/events/e1/void", "");
    assertThat(usage().string("current_usage")).isEqualTo("50");

    String feature = String.valueOf(Parts.inner(usage(), "feature").string("id"));
    rights();
    String id = entitlementTo(feature);
    assertThat(scene.put("/v1/entitlements/" + id, "{\"usage_limit\":507}").status())
        .isEqualTo(200);
    assertThat(Parts.inner(named(rights(), "Tokens"), "entitlement").get("usage_limit"))
        .isEqualTo(Json.of(507));
    assertThat(usage().get("total_limit")).isEqualTo(Json.of(507));
  }

  @Test
  void answers_withRedis_areKeptForAMinuteAtMost() throws Exception {
    sell(500);
    Json.Obj rights = rights();
    try (var client = new Keys(vertx, redis.uri())) {
      // A first connection may take longer than an answer waits: then Redis is tried again later.
      for (int i = 0; i < 50 && client.keys().size() < 2; i++) {
        usage();
        rights();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      List<String> keys = client.waitFor(2);
      for (String key : keys) {
        long life = client.ask(Command.PTTL, key).toLong();
        assertThat(life).isPositive().isLessThanOrEqualTo(RedisCache.LIFE.toMillis());
      }
      // What is kept is what is answered as long as the numbers are the same.
      String key = keys.stream().filter(k -> k.endsWith(":rights")).findFirst().orElseThrow();
      String[] entry = client.ask(Command.GET, key).toString().split("\n", 3);
      String other = entry[2].replace("\"SSO\"", "\"from Redis\"");
      String seal = seal(key.substring("pw:".length()), entry[0], other);
      client.ask(Command.SET, key, entry[0] + "\n" + seal + "\n" + other);
      assertThat(rights().text()).contains("from Redis");
      // But not what somebody wrote there who has no seal, or the seal of something else.
      for (String forged :
          List.of(
              entry[0] + "\n" + entry[1] + "\n" + other,
              entry[0] + "\n\n" + other,
              entry[0] + "\n" + other,
              entry[0],
              "",
              entry[0] + "\n" + seal(key, entry[0], other) + "\n" + other)) {
        client.ask(Command.SET, key, forged);
        assertThat(rights()).isEqualTo(rights);
      }
      client.ask(Command.SET, key, entry[0] + "\n" + seal + "\n" + other);
      // And not when one of them has moved.
      scene.made("/v1/meters", METER);
      assertThat(rights()).isEqualTo(rights);
    }
  }

  /** The seal as its rule has it: HMAC-SHA256 of key, stamp and value, each in a line. */
  private String seal(String key, String stamp, String value) throws Exception {
    String secret = node.rows.texts("select encode(secret, 'hex') from seals").getFirst();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), "HmacSHA256"));
    byte[] sealed = mac.doFinal((key + "\n" + stamp + "\n" + value).getBytes(UTF_8));
    return Base64.getEncoder().withoutPadding().encodeToString(sealed);
  }

  private static final String METER =
      """
      {"name":"x","event_name":"x","reset_usage":"BILLING_PERIOD","aggregation":{"type":"COUNT"}}\
      """;

  @Test
  void answers_redisStoppedInTheMiddle_areTheSame() throws Exception {
    sell(500);
    event("e1", 100);
    Json.Obj rights = rights();
    assertThat(usage().string("current_usage")).isEqualTo("100");
    redis.stop();
    for (int i = 2; i < 12; i++) {
      event("e" + i, 1);
      assertThat(usage().string("current_usage")).isEqualTo(Integer.toString(99 + i));
      assertThat(rights()).isEqualTo(rights);
    }
    assertThat(scene.get("/readyz").status()).isEqualTo(200);
    redis.restart();
    event("e20", 1);
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try (var client = new Keys(vertx, redis.uri())) {
      while (client.keys().isEmpty() && System.nanoTime() < until) {
        assertThat(usage().string("current_usage")).isEqualTo("111");
        assertThat(rights()).isEqualTo(rights);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      usage();
      rights();
      // A node that was cut off uses keys of its own from then on.
      assertThat(client.waitFor(2))
          .anySatisfy(key -> assertThat(key).matches("pw:[-0-9a-f]{36}:.*"));
    }
    assertThat(scene.get("/readyz").status()).isEqualTo(200);
  }

  /** A client that looks into Redis. */
  private static final class Keys implements AutoCloseable {
    private final Redis client;

    Keys(Vertx vertx, String uri) {
      client = Redis.createClient(vertx, uri);
    }

    Response ask(Command command, String... arguments) throws Exception {
      Request request = Request.cmd(command);
      for (String argument : arguments) {
        request.arg(argument);
      }
      return client
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    }

    List<String> keys() throws Exception {
      List<String> keys = new ArrayList<>();
      ask(Command.KEYS, "pw*").forEach(key -> keys.add(key.toString()));
      return keys;
    }

    List<String> waitFor(int count) throws Exception {
      for (int i = 0; i < 50 && keys().size() < count; i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(keys()).hasSizeGreaterThanOrEqualTo(count);
      return keys();
    }

    @Override
    public void close() {
      client.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
