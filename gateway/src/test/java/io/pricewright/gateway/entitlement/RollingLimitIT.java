package io.pricewright.gateway.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.TestNode;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits on the time just past, beside a price on the same meter. */
final class RollingLimitIT {
  private static final Duration LENGTH = Duration.ofHours(5);
  // A sixtieth of five hours.
  private static final long STEP = 300;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final Hand clock = new Hand();

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @SuppressWarnings("NullAway.Init")
  private String plan;

  @SuppressWarnings("NullAway.Init")
  private String right;

  /** A clock that is moved by hand. */
  private static final class Hand extends Clock {
    private volatile Instant now = Instant.parse("2026-03-10T12:34:56Z");

    void move(long seconds) {
      now = now.plusSeconds(seconds);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void open() {
    node = new TestNode("", clock);
    String meter =
        node.made(
            "/v1/meters",
            """
            {"name":"Tokens","event_name":"call","reset_usage":"BILLING_PERIOD",
             "aggregation":{"type":"SUM","field":"n"}}""");
    String feature =
        node.made(
            "/v1/features",
            """
            {"name":"Tokens","lookup_key":"tokens","type":"metered","meter_id":"%s"}"""
                .formatted(meter));
    plan = node.made("/v1/plans", "{\"name\":\"Pro\"}");
    node.made(
        "/v1/prices",
        """
        {"entity_type":"PLAN","entity_id":"%s","type":"USAGE","meter_id":"%s","currency":"usd",
         "billing_model":"FLAT_FEE","billing_period":"MONTHLY","billing_cadence":"RECURRING",
         "invoice_cadence":"ARREAR","price_unit_type":"FIAT","amount":"0.5"}"""
            .formatted(plan, meter));
    right =
        node.made(
            "/v1/entitlements",
            """
            {"plan_id":"%s","feature_id":"%s","feature_type":"metered","usage_limit":100,
             "rolling_window":"PT300M"}"""
                .formatted(plan, feature));
    node.made("/v1/customers", "{\"external_id\":\"c1\"}");
    node.made(
        "/v1/subscriptions",
        """
        {"external_customer_id":"c1","plan_id":"%s","currency":"usd","billing_period":"MONTHLY",
         "start_date":"2026-01-01T00:00:00Z"}"""
            .formatted(plan));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void event(String id, int n) {
    TestNode.Reply reply =
        node.post(
            "/v1/events",
            """
            {"event_id":"%s","event_name":"call","external_customer_id":"c1","timestamp":"%s",
             "properties":{"n":"%d"}}"""
                .formatted(id, clock.instant(), n));
    assertThat(reply.status()).as(reply.body()).isEqualTo(202);
    // A rolling limit stops use; it gives none away.
    assertThat(new BigDecimal(reply.text("amount")))
        .isEqualByComparingTo(HALF.multiply(new BigDecimal(n)));
  }

  private Json.Obj check(int quantity) {
    TestNode.Reply reply =
        node.post(
            "/v1/access",
            "{\"external_customer_id\":\"c1\",\"feature\":\"tokens\",\"quantity\":\"%d\"}"
                .formatted(quantity));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    if (reply.json().get("results") instanceof Json.Arr results
        && results.items().getFirst() instanceof Json.Obj one) {
      return one;
    }
    throw new AssertionError(reply.body());
  }

  /** A sum over the events of the length, and of the step it may be late. */
  private static int used(NavigableMap<Instant, Integer> events, Instant now) {
    Instant begin =
        Instant.ofEpochSecond(Math.floorDiv(now.minus(LENGTH).getEpochSecond(), STEP) * STEP);
    return events.tailMap(begin, true).values().stream().mapToInt(n -> n).sum();
  }

  @Test
  void check_asTimePasses_countsTheLastFiveHours() {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("RollingLimitIT seed " + seed);
    Random random = new Random(seed);
    NavigableMap<Instant, Integer> events = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      clock.move(1 + random.nextLong(random.nextInt(10) == 0 ? 20_000 : 1_500));
      if (random.nextInt(3) > 0) {
        int n = 1 + random.nextInt(12);
        event("e" + i, n);
        events.put(clock.instant(), n);
      }
      int used = used(events, clock.instant());
      Json.Obj one = check(Math.max(1, 100 - used));
      String said = "seed " + seed + " step " + i + ": " + one.text();
      assertThat(one.string("used")).as(said).isEqualTo(Integer.toString(used));
      assertThat(one.get("allowed")).as(said).isEqualTo(Json.of(used < 100));
      String resets = one.string("resets_at");
      if (used == 0) {
        assertThat(resets).as(said).isNull();
      } else {
        Instant at = Instant.parse(String.valueOf(resets));
        assertThat(used(events, at.minusSeconds(1))).as(said).isEqualTo(used);
        assertThat(used(events, at)).as(said).isLessThan(used);
      }
    }
  }

  @Test
  void check_atTheLimit_isDeniedUntilTheFirstUseIsOld() {
    // 12:34:56: 60, and an hour later 40. Five hours after the first, its step of five minutes
    // that ends at 12:35:00 is left behind at 17:35:00.
    event("a", 60);
    clock.move(3_600);
    event("b", 40);
    Json.Obj full = check(1);
    assertThat(full.string("reason")).isEqualTo("limit_exceeded");
    assertThat(full.string("resets_at")).isEqualTo("2026-03-10T17:35:00Z");
    clock.move(
        Duration.between(clock.instant(), Instant.parse("2026-03-10T17:34:59Z")).toSeconds());
    assertThat(check(1).string("reason")).isEqualTo("limit_exceeded");
    clock.move(1);
    assertThat(check(60).string("reason")).isEqualTo("allowed");
    assertThat(check(61).string("reason")).isEqualTo("limit_exceeded");
    TestNode.Reply usage = node.get("/v1/customers/usage?customer_lookup_key=c1");
    assertThat(usage.body()).contains("\"current_usage\":\"40\"");
    assertThat(usage.body()).contains("\"rolling_window\":\"PT5H\"");
  }

  @Test
  void change_betweenARollingWindowAndAPeriod_takesTheOthersPlace() {
    TestNode.Reply both = put("{\"rolling_window\":\"P7D\",\"usage_reset_period\":\"MONTHLY\"}");
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.body()).contains("/rolling_window");
    for (String bad : new String[] {"PT1S", "P400D", "5h", "PT1M0.5S", "-PT1H"}) {
      assertThat(put("{\"rolling_window\":\"%s\"}".formatted(bad)).status()).as(bad).isEqualTo(400);
    }
    TestNode.Reply monthly = put("{\"usage_reset_period\":\"MONTHLY\"}");
    assertThat(monthly.text("usage_reset_period")).isEqualTo("MONTHLY");
    assertThat(monthly.json().string("rolling_window")).isNull();
    TestNode.Reply weekly = put("{\"rolling_window\":\"P7D\"}");
    assertThat(weekly.text("rolling_window")).isEqualTo("PT168H");
    assertThat(weekly.json().string("usage_reset_period")).isNull();
  }

  private TestNode.Reply put(String body) {
    return node.send("PUT", "/v1/entitlements/" + right, body.getBytes(StandardCharsets.UTF_8));
  }
}
