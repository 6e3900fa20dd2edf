package io.pricewright.gateway.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.Reply;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import java.math.BigDecimal;
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
import org.junit.jupiter.api.Test;

/** Limits on the time just past, beside a price on the same meter. */
final class RollingLimitIT {
  private static final Duration LENGTH = Duration.ofHours(5);
  // A sixtieth of five hours.
  private static final long STEP = 300;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final Hand clock = new Hand();

  private final TestNode node = TestNode.start(TestSettings.DEFAULT, clock);
  private final Scene scene = node.tenant();
  private final Scene.Sold sold = scene.sell("call", Terms.flat("0.5"));
  private final String right = right();

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

  private String right() {
    String feature =
        scene.made(
            "/v1/features",
            """
            {"name":"Tokens","lookup_key":"tokens","type":"metered","meter_id":"%s"}"""
                .formatted(sold.meter()));
    String made =
        scene.made(
            "/v1/entitlements",
            """
            {"plan_id":"%s","feature_id":"%s","feature_type":"metered","usage_limit":100,
             "rolling_window":"PT300M"}"""
                .formatted(sold.plan(), feature));
    scene.subscriber("c1");
    return made;
  }

  @AfterEach
  void close() {
    node.close();
  }

  private void event(String id, int n) {
    Reply reply = scene.send(Event.of(id, "call", "c1").at(clock.instant()).n(n));
    // A rolling limit stops use; it gives none away.
    assertThat(new BigDecimal(reply.text("amount")))
        .isEqualByComparingTo(HALF.multiply(new BigDecimal(n)));
  }

  private Json.Obj check(int quantity) {
    return scene
        .post(
            "/v1/access",
            "{\"external_customer_id\":\"c1\",\"feature\":\"tokens\",\"quantity\":\"%d\"}"
                .formatted(quantity))
        .is(200)
        .first("results");
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
    Reply usage = scene.get("/v1/customers/usage?customer_lookup_key=c1");
    assertThat(usage.body()).contains("\"current_usage\":\"40\"");
    assertThat(usage.body()).contains("\"rolling_window\":\"PT5H\"");
  }

  @Test
  void change_betweenARollingWindowAndAPeriod_takesTheOthersPlace() {
    Reply both = put("{\"rolling_window\":\"P7D\",\"usage_reset_period\":\"MONTHLY\"}");
    assertThat(both.status()).isEqualTo(400);
    assertThat(both.body()).contains("/rolling_window");
    for (String bad : new String[] {"PT1S", "P400D", "5h", "PT1M0.5S", "-PT1H"}) {
      assertThat(put("{\"rolling_window\":\"%s\"}".formatted(bad)).status()).as(bad).isEqualTo(400);
    }
    Reply monthly = put("{\"usage_reset_period\":\"MONTHLY\"}");
    assertThat(monthly.text("usage_reset_period")).isEqualTo("MONTHLY");
    assertThat(monthly.json().string("rolling_window")).isNull();
    Reply weekly = put("{\"rolling_window\":\"P7D\"}");
    assertThat(weekly.text("rolling_window")).isEqualTo("PT168H");
    assertThat(weekly.json().string("usage_reset_period")).isNull();
  }

  private Reply put(String body) {
    return scene.put("/v1/entitlements/" + right, body);
  }
}
