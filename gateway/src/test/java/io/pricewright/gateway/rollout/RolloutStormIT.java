package io.pricewright.gateway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Rolls a version out and back while two nodes take events and one of them is killed in between:
 * nobody's period ends up with two versions, and what is taken back is what it was. {@code
 * -Dpricewright.bulk=500} sends as many events at once; the rate is printed.
 */
final class RolloutStormIT {
  private static final int CUSTOMERS = 24;
  private static final int BEFORE = 240;
  private static final int BULK = Integer.getInteger("pricewright.bulk", 10);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Instant start = Instant.now().minus(3, ChronoUnit.DAYS);
  private final AtomicIntegerArray quantities = new AtomicIntegerArray(CUSTOMERS);
  private final AtomicReference<@Nullable NodeProcess> mortal = new AtomicReference<>();

  @SuppressWarnings("NullAway.Init")
  private NodeProcess lasting;

  @SuppressWarnings("NullAway.Init")
  private String key;

  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stop;

  @Test
  void rolloutAndRollback_underTrafficAndKills_neverMixVersions()
      throws IOException, InterruptedException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RolloutStormIT seed " + seed);
    Random random = new Random(seed);
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "storm-");
    try (NodeProcess one = NodeProcess.start(stores, data, "one")) {
      lasting = one;
      key = Files.readString(data.resolve("api-key")).strip();
      mortal.set(NodeProcess.start(stores, data, "two"));
      String price = sell();
      while (next.get() < BEFORE) {
        send();
      }
      Thread traffic = Thread.ofPlatform().start(this::traffic);
      String rollout =
          made(
              "/v1/rollouts",
              "{\"name\":\"r\",\"price_id\":\"%s\",\"candidate\":{\"script\":{\"name\":\"flat\"},\"params\":{\"amount\":\"0.25\"}},\"reason\":\"because\",\"mode\":\"reprice\",\"percent\":\"50\"}"
                  .formatted(price));
      step(rollout, "start", "");
      kill(random);
      mortal.set(NodeProcess.start(stores, data, "again"));
      await(rollout, "active");
      step(rollout, "widen", ",\"percent\":\"70\"");
      await(rollout, "active");
      stop = true;
      traffic.join();
      int moved = assertOneVersionEach(rollout);
      assertThat(moved).isBetween(1, CUSTOMERS - 1);

      stop = false;
      Thread more = Thread.ofPlatform().start(this::traffic);
      step(rollout, "rollback", ",\"mode\":\"reprice\"");
      kill(random);
      await(rollout, "rolled_back");
      stop = true;
      more.join();
      assertThat(assertOneVersionEach(rollout)).isZero();
    } finally {
      stop = true;
      NodeProcess left = mortal.get();
      if (left != null) {
        left.close();
      }
    }
  }

  private void kill(Random random) throws InterruptedException {
    Thread.sleep(random.nextInt(600));
    NodeProcess victim = mortal.getAndSet(null);
    if (victim != null) {
      victim.kill();
    }
  }

  /** Asks both nodes in turns; what is not answered is sent again with the same id. */
  private void traffic() {
    long begun = System.nanoTime();
    int before = next.get();
    while (!stop) {
      send();
      LockSupport.parkNanos(2_000_000);
    }
    System.out.printf(
        "RolloutStormIT: %.0f events/s meanwhile%n",
        (next.get() - before) / ((System.nanoTime() - begun) / 1e9));
  }

  private void send() {
    int first = next.getAndAdd(BULK);
    StringBuilder events = new StringBuilder();
    for (int i = first; i < first + BULK; i++) {
      events
          .append(i == first ? "" : ",")
          .append(
              "{\"event_id\":\"e-%d\",\"event_name\":\"s\",\"external_customer_id\":\"c-%d\",\"timestamp\":\"%s\",\"properties\":{\"n\":\"%d\"}}"
                  .formatted(i, i % CUSTOMERS, start.plusSeconds(60 + i), 1 + i % 7));
    }
    String body = "{\"events\":[" + events + "]}";
    for (int tries = 0; ; tries++) {
      NodeProcess node = (first / BULK + tries) % 2 == 0 ? mortal.get() : lasting;
      try {
        if (node != null && call(node, "POST", "/v1/events/bulk", body).statusCode() == 202) {
          for (int i = first; i < first + BULK; i++) {
            quantities.addAndGet(i % CUSTOMERS, 1 + i % 7);
          }
          return;
        }
      } catch (IOException e) {
        assertThat(tries).as("no node answers").isLessThan(1_000);
      }
    }
  }

  /** Returns how many customers pay the new price; every one pays one of the two, exactly. */
  private int assertOneVersionEach(String rollout) {
    Json.Obj check = Json.Obj.EMPTY;
    for (int i = 0; i < 200 && !Json.of(true).equals(check.get("clean")); i++) {
      check = asked("POST", "/v1/check", "{}", 200);
    }
    assertThat(check.get("clean")).as(check.text()).isEqualTo(Json.of(true));
    int moved = 0;
    for (int c = 0; c < CUSTOMERS; c++) {
      Json.Obj sums = asked("GET", "/v1/charges/summary?external_customer_id=c-" + c, "", 200);
      BigDecimal amount =
          new BigDecimal(String.valueOf(((Json.Obj) items(sums).getFirst()).string("amount")));
      BigDecimal quantity = BigDecimal.valueOf(quantities.get(c));
      boolean old = amount.compareTo(quantity.multiply(new BigDecimal("0.1"))) == 0;
      boolean fresh = amount.compareTo(quantity.multiply(new BigDecimal("0.25"))) == 0;
      assertThat(old || fresh).as("c-%d used %s and pays %s", c, quantity, amount).isTrue();
      moved += fresh ? 1 : 0;
    }
    Json.Obj found = asked("GET", "/v1/rollouts/" + rollout, "", 200);
    System.out.printf(
        "%d events, %d customers moved, %s%n", next.get(), moved, found.string("state"));
    return moved;
  }

  private String sell() {
    String meter =
        made(
            "/v1/meters",
            "{\"name\":\"m\",\"event_name\":\"s\",\"aggregation\":{\"type\":\"SUM\",\"field\":\"n\"}}");
    String plan = made("/v1/plans", "{\"name\":\"p\"}");
    String price =
        made(
            "/v1/prices",
            "{\"entity_type\":\"PLAN\",\"entity_id\":\"%s\",\"type\":\"USAGE\",\"meter_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"billing_model\":\"FLAT_FEE\",\"amount\":\"0.1\"}"
                .formatted(plan, meter));
    for (int c = 0; c < CUSTOMERS; c++) {
      made("/v1/customers", "{\"external_id\":\"c-%d\"}".formatted(c));
      made(
          "/v1/subscriptions",
          "{\"external_customer_id\":\"c-%d\",\"plan_id\":\"%s\",\"currency\":\"usd\",\"billing_period\":\"MONTHLY\",\"start_date\":\"%s\"}"
              .formatted(c, plan, start));
    }
    return price;
  }

  private void step(String rollout, String action, String rest) {
    asked(
        "POST",
        "/v1/rollouts/" + rollout + "/" + action,
        "{\"reason\":\"because\"" + rest + "}",
        200);
  }

  private void await(String rollout, String state) throws InterruptedException {
    Json.Obj found = Json.Obj.EMPTY;
    for (int i = 0; i < 900; i++) {
      found = asked("GET", "/v1/rollouts/" + rollout, "", 200);
      boolean idle =
          found.get("pending") == null && Json.of(0).equals(found.get("line_items_to_count"));
      if (state.equals(found.string("state")) && idle) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(found.text());
  }

  private static List<Json> items(Json.Obj object) {
    return object.get("items") instanceof Json.Arr array ? array.items() : List.of();
  }

  private String made(String path, String body) {
    return String.valueOf(asked("POST", path, body, 201).string("id"));
  }

  private Json.Obj asked(String method, String path, String body, int status) {
    try {
      HttpResponse<String> reply = call(lasting, method, path, body);
      assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(status);
      return JsonReader.parseObject(reply.body());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private HttpResponse<String> call(NodeProcess node, String method, String path, String body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + node.port() + path))
            .timeout(Duration.ofSeconds(30))
            .header("x-api-key", key)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
