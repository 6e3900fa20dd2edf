package io.pricewright.gateway.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestWorkers;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

final class AccessIT {
  private static final int THREADS = 64;

  @SuppressWarnings("NullAway.Init")
  private RedisServer redis;

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @SuppressWarnings("NullAway.Init")
  private Server other;

  @SuppressWarnings("NullAway.Init")
  private String plan;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void open() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
    String uri = "redis://127.0.0.1:" + port;
    node = new TestNode(uri, Clock.systemUTC());
    other =
        Server.start(
            new Settings(
                0,
                Path.of("target"),
                node.stores.app(),
                null,
                uri,
                null,
                "unused",
                null,
                null,
                false,
                8,
                2,
                10_000,
                30_000,
                1_000,
                false),
            Clock.systemUTC(),
            TestWorkers.SHARED);
    scene();
  }

  @AfterEach
  void close() throws IOException {
    other.close();
    node.close();
    redis.stop();
    client.close();
  }

  private void scene() {
    String meter =
        node.made(
            "/v1/meters",
            """
            {"name":"Calls","event_name":"call","reset_usage":"BILLING_PERIOD",
             "aggregation":{"type":"SUM","field":"n"}}""");
    plan = node.made("/v1/plans", "{\"name\":\"Pro\"}");
    feature("calls", "metered", "\"meter_id\":\"" + meter + "\"", "\"usage_limit\":10");
    feature(
        "soft",
        "metered",
        "\"meter_id\":\"" + meter + "\"",
        "\"usage_limit\":10,\"is_soft_limit\":true");
    feature("endless", "metered", "\"meter_id\":\"" + meter + "\"", "\"is_enabled\":true");
    feature("sso", "boolean", "\"description\":\"x\"", "\"is_enabled\":true");
    feature("off", "boolean", "\"description\":\"x\"", "\"is_enabled\":false");
    feature("models", "config", "\"description\":\"x\"", "\"config_value\":{\"max\": 3}");
    feature("tier", "static", "\"description\":\"x\"", "\"static_value\":\"gold\"");
    customer("c1", "");
    subscribe("c1");
  }

  private void feature(String key, String type, String more, String right) {
    String id =
        node.made(
            "/v1/features",
            "{\"name\":\"%s\",\"lookup_key\":\"%s\",\"type\":\"%s\",%s}"
                .formatted(key, key, type, more));
    node.made(
        "/v1/entitlements",
        """
        {"entity_type":"PLAN","entity_id":"%s","feature_id":"%s","feature_type":"%s",
         "usage_reset_period":"DAILY",%s}"""
            .formatted(plan, id, type, right));
  }

  private String customer(String external, String more) {
    return node.made("/v1/customers", "{\"external_id\":\"%s\"%s}".formatted(external, more));
  }

  private void subscribe(String external) {
    node.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"%s","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"2026-01-01T00:00:00Z"}"""
            .formatted(external, plan));
  }

  private void event(String id, String customer, int n) {
    TestNode.Reply reply =
        node.post(
            "/v1/events",
            """
            {"event_id":"%s","event_name":"call","external_customer_id":"%s",
             "properties":{"n":"%d"}}"""
                .formatted(id, customer, n));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
  }

  private static String ask(String customer, String feature, int quantity, String more) {
    return "{\"external_customer_id\":\"%s\",\"feature\":\"%s\",\"quantity\":\"%d\"%s}"
        .formatted(customer, feature, quantity, more);
  }

  private static Json.Obj first(Json.Obj answer) {
    if (answer.get("results") instanceof Json.Arr results
        && results.items().getFirst() instanceof Json.Obj one) {
      return one;
    }
    throw new AssertionError(answer.text());
  }

  private Json.Obj check(String customer, String feature, int quantity) {
    TestNode.Reply reply = node.post("/v1/access", ask(customer, feature, quantity, ""));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return first(reply.json());
  }

  private Json.Obj reserve(String customer, int quantity, String more) {
    TestNode.Reply reply =
        node.post("/v1/access", ask(customer, "calls", quantity, ",\"mode\":\"reserve\"" + more));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return first(reply.json());
  }

  private static void says(Json.Obj one, boolean allowed, String reason) {
    assertThat(one.get("allowed")).as(one.text()).isEqualTo(Json.of(allowed));
    assertThat(one.string("reason")).as(one.text()).isEqualTo(reason);
  }

  @Test
  void check_ofEachKindOfFeature_saysWhetherAndWhy() {
    Json.Obj fresh = check("c1", "calls", 10);
    says(fresh, true, "allowed");
    assertThat(fresh.string("remaining")).isEqualTo("10");
    assertThat(Instant.parse(String.valueOf(fresh.string("resets_at"))))
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    event("e1", "c1", 7);
    Json.Obj after = check("c1", "calls", 4);
    says(after, false, "limit_exceeded");
    assertThat(after.string("used")).isEqualTo("7");
    assertThat(after.string("remaining")).isEqualTo("3");
    says(check("c1", "calls", 3), true, "allowed");
    says(check("c1", "soft", 4), true, "soft_limit_exceeded");
    says(check("c1", "endless", 1_000_000), true, "allowed");
    says(check("c1", "sso", 1), true, "allowed");
    says(check("c1", "off", 1), false, "disabled");
    says(check("c1", "none", 1), false, "not_entitled");
    says(check("nobody", "calls", 1), false, "unknown_customer");
    assertThat(check("c1", "tier", 1).get("static_values"))
        .isEqualTo(new Json.Arr(List.of(Json.of("gold"))));
    assertThat(check("c1", "models", 1).text()).contains("\"config_values\":[{\"max\":3}]");
    for (int i = 0; i < 5; i++) {
      event("s" + i, "c1", 1);
      assertThat(check("c1", "calls", 1).string("used")).isEqualTo(Integer.toString(8 + i));
    }
    assertThat(node.post("/v1/events/e1/void", "").status()).isEqualTo(200);
    assertThat(check("c1", "calls", 1).string("used")).isEqualTo("5");
  }

  /** The bound is 100 ms; what it came to is printed, as a busy machine may take longer. */
  @Test
  void check_askedOfTheOtherNode_followsEachCommit() throws Exception {
    List<Long> took = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      event("e" + i, "c1", 1);
      long committed = System.nanoTime();
      String used = "";
      while (!used.equals(Integer.toString(i))) {
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committed);
        assertThat(waited).as("other node says " + used + " of " + i).isLessThan(30_000);
        String answer = atOther(ask("c1", "endless", 1, "")).body();
        used = String.valueOf(first(JsonReader.parseObject(answer)).string("used"));
        assertThat(Integer.parseInt(used)).as("never back").isGreaterThanOrEqualTo(i - 1);
      }
      took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committed));
    }
    took.sort(null);
    System.out.printf(
        "AccessIT: the other node followed in %d ms in the middle, %d ms at most%n",
        took.get(took.size() / 2), took.getLast());
  }

  private HttpResponse<String> atOther(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + other.port() + "/v1/access"))
            .header("x-api-key", node.key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void check_tooMany_isRefused() {
    String one = ask("c1", "calls", 1, "");
    String full = "[" + (one + ",").repeat(AccessRoutes.MOST_CHECKS - 1) + one + "]";
    String over = "[" + (one + ",").repeat(AccessRoutes.MOST_CHECKS) + one + "]";
    assertThat(node.post("/v1/access", "{\"checks\":" + full + "}").status()).isEqualTo(200);
    assertThat(node.post("/v1/access", "{\"checks\":" + over + "}").status()).isEqualTo(400);
    assertThat(node.post("/v1/access", "{\"checks\":[]}").status()).isEqualTo(400);
    assertThat(node.post("/v1/access", "{\"feature\":\"calls\"}").status()).isEqualTo(400);
  }

  @Test
  void check_redisStopped_isTheSame() throws IOException {
    event("e1", "c1", 7);
    Json.Obj with = check("c1", "calls", 1);
    redis.stop();
    assertThat(check("c1", "calls", 1)).isEqualTo(with);
    for (int i = 0; i < 5; i++) {
      event("r" + i, "c1", 1);
      assertThat(check("c1", "calls", 1).string("used")).isEqualTo(Integer.toString(8 + i));
    }
  }

  @Test
  void reserve_ofManyThreadsOnTwoNodes_neverPassesAHardLimit() throws Exception {
    AtomicInteger granted = new AtomicInteger();
    AtomicInteger denied = new AtomicInteger();
    event("e1", "c1", 3);
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        boolean here = i % 2 == 0;
        all.add(pool.submit(() -> one(here, granted, denied)));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    assertThat(granted).hasValue(7);
    assertThat(denied).hasValue(THREADS - 7);
    assertThat(node.number("select sum(quantity)::bigint from reservations")).isEqualTo(7);
    says(check("c1", "calls", 1), false, "limit_exceeded");
  }

  private Void one(boolean here, AtomicInteger granted, AtomicInteger denied) throws Exception {
    String body = ask("c1", "calls", 1, ",\"mode\":\"reserve\"");
    for (int tries = 0; tries < 20; tries++) {
      int status;
      String text;
      if (here) {
        TestNode.Reply reply = node.post("/v1/access", body);
        status = reply.status();
        text = reply.body();
      } else {
        HttpResponse<String> reply = atOther(body);
        status = reply.statusCode();
        text = reply.body();
      }
      if (status == 200) {
        boolean allowed = Json.of(true).equals(first(JsonReader.parseObject(text)).get("allowed"));
        (allowed ? granted : denied).incrementAndGet();
        return null;
      }
      assertThat(status).as(text).isEqualTo(503);
    }
    throw new AssertionError("the database never answered in time");
  }

  @Test
  void reservation_settledReleasedOrExpired_countsNoMore() throws InterruptedException {
    String path = "/v1/access/reservations/";
    String kept = String.valueOf(reserve("c1", 4, "").string("reservation_id"));
    String other = String.valueOf(reserve("c1", 4, "").string("reservation_id"));
    says(reserve("c1", 4, ""), false, "limit_exceeded");
    assertThat(check("c1", "calls", 1).string("reserved")).isEqualTo("8");
    assertThat(node.post(path + kept + "/release", "").text("status")).isEqualTo("released");
    assertThat(node.post(path + kept + "/release", "").text("status")).isEqualTo("released");
    assertThat(node.post(path + kept + "/settle", "").status()).isEqualTo(400);
    event("e1", "c1", 4);
    assertThat(node.post(path + other + "/settle", "").text("status")).isEqualTo("settled");
    Json.Obj then = check("c1", "calls", 6);
    says(then, true, "allowed");
    assertThat(then.string("used")).isEqualTo("4");
    Json.Obj brief = reserve("c1", 6, ",\"expires_in_seconds\":1");
    says(check("c1", "calls", 1), false, "limit_exceeded");
    TimeUnit.MILLISECONDS.sleep(1_100);
    says(check("c1", "calls", 6), true, "allowed");
    String id = String.valueOf(brief.string("reservation_id"));
    assertThat(node.get(path + id).text("status")).isEqualTo("expired");
    assertThat(node.post(path + id + "/settle", "").status()).isEqualTo(400);
    assertThat(node.get(path + "resv_none").status()).isEqualTo(404);
  }

  @Test
  void usage_ofAChild_countsAgainstAllAboveIt() {
    String org = customer("org", "");
    subscribe("org");
    String team = customer("team", ",\"parent_customer_id\":\"" + org + "\"");
    customer("u1", ",\"parent_customer_id\":\"" + team + "\"");
    String u2 = customer("u2", ",\"parent_customer_id\":\"" + team + "\"");
    says(check("u1", "calls", 10), true, "allowed");
    event("e1", "u1", 4);
    event("e2", "u2", 4);
    Json.Obj one = check("u1", "calls", 3);
    says(one, false, "ancestor_limit_exceeded");
    assertThat(one.string("limited_by")).isEqualTo(org);
    assertThat(check("org", "calls", 1).string("used")).isEqualTo("8");
    says(reserve("u2", 2, ""), true, "allowed");
    says(reserve("u1", 1, ""), false, "ancestor_limit_exceeded");
    assertThat(
            node.put("/v1/customers/" + org, "{\"parent_customer_id\":\"" + team + "\"}").status())
        .isEqualTo(400);
    assertThat(node.put("/v1/customers/" + u2, "{\"parent_customer_id\":\"\"}").status())
        .isEqualTo(200);
    assertThat(check("org", "calls", 1).string("used")).isEqualTo("4");
    says(check("u1", "calls", 6), true, "allowed");
    says(check("u2", "calls", 1), false, "not_entitled");
  }
}
