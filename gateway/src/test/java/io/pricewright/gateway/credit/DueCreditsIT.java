package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.Server;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * What is due after an outage of twenty days, begun by a node that is killed in the middle and
 * ended by two that look at the same time: each of it is done once.
 */
final class DueCreditsIT {
  private static final int CUSTOMERS = 10;
  private static final int DAYS = 20;

  @Test
  void dues_ofManyPeriods_areDoneOnceByManyNodesAndAKilledOne() throws Exception {
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "due-");
    try (TestNode node = new TestNode()) {
      String key = node.newTenant("development");
      CreditScene scene = new CreditScene(node, key);
      furnish(scene);
      assertThat(granted(node)).isEqualTo(CUSTOMERS);
      // From here on the only node that works is one that will be killed.
      node.stop();
      killed(node, data, key);
      try (Server one = node.another();
          Server two = node.another()) {
        CreditScene again = new CreditScene(CreditScene.Line.of(one.port(), key));
        until(() -> granted(node) >= CUSTOMERS * (DAYS + 1L) && pending(node) == 0);
        assertThat(two.port()).isPositive();
        judge(node, again);
      }
    }
  }

  /** Daily credits that last a day, a hold and a grant that expire, of each customer. */
  private static void furnish(CreditScene scene) {
    scene.made(
        "/v1/creditgrants",
        "{\"name\":\"Daily\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"3\",\"cadence\":\"RECURRING\",\"period\":\"DAILY\",\"expiration_type\":\"DURATION\",\"expiration_duration\":1,\"expiration_duration_unit\":\"DAY\",\"start_date\":\"%s\"}"
            .formatted(scene.planId, scene.get("/v1/clock").text("now")));
    for (int i = 0; i < CUSTOMERS; i++) {
      scene.customer("c" + i);
    }
    scene.post("/v1/clock/advance", "{\"by\":\"PT1S\"}");
    for (int i = 0; i < CUSTOMERS; i++) {
      String wallet = scene.wallet("c" + i, "");
      scene.topUp(wallet, "10", ",\"expiry_date_utc\":\"%s\"".formatted(days(scene, 5)));
      scene.made(
          "/v1/holds",
          "{\"external_customer_id\":\"c%d\",\"currency\":\"usd\",\"amount\":\"4\",\"expires_in_seconds\":86400}"
              .formatted(i));
    }
  }

  private static String days(CreditScene scene, int days) {
    return java.time.Instant.parse(scene.get("/v1/clock").text("now"))
        .plus(java.time.Duration.ofDays(days))
        .toString();
  }

  private static void killed(TestNode node, Path data, String key) throws IOException {
    try (NodeProcess victim = NodeProcess.start(node.stores, data, "victim")) {
      CreditScene.Line line = CreditScene.Line.of(victim.port(), key);
      CompletableFuture<Void> advance =
          CompletableFuture.runAsync(
              () ->
                  line.send("POST", "/v1/clock/advance", "{\"by\":\"P%dD\"}".formatted(DAYS), ""));
      until(() -> granted(node) > CUSTOMERS);
      victim.kill();
      assertThat(advance.handle((done, failure) -> failure != null).join())
          .as("killed before it answered")
          .isTrue();
      System.out.println("DueCreditsIT: killed after " + granted(node) + " grants");
    }
  }

  private static long granted(TestNode node) {
    return node.number("select count(*) from wallet_grants where schedule_id is not null");
  }

  private static long pending(TestNode node) {
    return node.number("select count(*) from holds where hold_status = 'held'");
  }

  private static void judge(TestNode node, CreditScene scene) {
    until(
        () -> node.number("select count(*) from wallet_grants where not lapsed") <= CUSTOMERS * 2L);
    assertThat(granted(node)).isEqualTo(CUSTOMERS * (DAYS + 1L));
    assertThat(
            node.number(
                "select count(*) from (select schedule_id, effective_at from wallet_grants where"
                    + " schedule_id is not null group by 1, 2 having count(*) > 1) twice"))
        .isZero();
    assertThat(node.number("select count(*) from credit_schedules where ordinal <> " + (DAYS + 1)))
        .isZero();
    assertThat(
            node.number(
                "select count(*) from wallet_transactions where reason = 'SUBSCRIPTION_CREDIT_GRANT'"))
        .isEqualTo(CUSTOMERS * (DAYS + 1L));
    // The newest daily credits last, and those before are in the grace; all else lapsed whole.
    assertThat(
            node.number("select count(*) from wallet_transactions where reason = 'CREDIT_EXPIRED'"))
        .isEqualTo(CUSTOMERS * (long) DAYS);
    assertThat(node.number("select sum(gone)::bigint from wallet_grants"))
        .isEqualTo(CUSTOMERS * ((DAYS - 1) * 3L + 10));
    assertThat(node.number("select count(*) from holds where hold_status = 'expired'"))
        .isEqualTo(CUSTOMERS);
    assertThat(node.number("select count(*) from wallet_grants where held <> 0")).isZero();
    scene.isClean();
  }

  private static void until(BooleanSupplier so) {
    long latest = System.nanoTime() + 60_000_000_000L;
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > latest) {
        throw new AssertionError("it was never so");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
