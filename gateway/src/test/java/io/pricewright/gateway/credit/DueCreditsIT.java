package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
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
    Path data = NodeProcess.folder();
    try (TestNode node = TestNode.start()) {
      Scene scene = Units.sold(node.tenant("development"));
      furnish(scene);
      assertThat(granted(node)).isEqualTo(CUSTOMERS);
      // From here on the only node that works is one that will be killed.
      node.stop();
      killed(node, data, scene.api.key());
      try (TestNode one = node.another();
          TestNode two = node.another()) {
        Waiting.until(
            "all is granted", () -> granted(node) >= CUSTOMERS * (DAYS + 1L) && pending(node) == 0);
        assertThat(two.url()).isNotEqualTo(one.url());
        judge(node, scene.at(one));
      }
    }
  }

  /** Daily credits that last a day, a hold and a grant that expire, of each customer. */
  private static void furnish(Scene scene) {
    scene.made(
        "/v1/creditgrants",
        "{\"name\":\"Daily\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"3\",\"cadence\":\"RECURRING\",\"period\":\"DAILY\",\"expiration_type\":\"DURATION\",\"expiration_duration\":1,\"expiration_duration_unit\":\"DAY\",\"start_date\":\"%s\"}"
            .formatted(scene.sold().plan(), scene.get("/v1/clock").text("now")));
    for (int i = 0; i < CUSTOMERS; i++) {
      scene.subscriber("c" + i);
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

  private static String days(Scene scene, int days) {
    return Instant.parse(scene.get("/v1/clock").text("now")).plus(Duration.ofDays(days)).toString();
  }

  private static void killed(TestNode node, Path data, String key) throws IOException {
    try (NodeProcess victim =
        NodeProcess.start(TestSettings.DEFAULT.on(node.stores), data, "victim")) {
      Api line = victim.api(key);
      CompletableFuture<Void> advance =
          CompletableFuture.runAsync(
              () -> line.post("/v1/clock/advance", "{\"by\":\"P%dD\"}".formatted(DAYS)));
      Waiting.until("some are granted", () -> granted(node) > CUSTOMERS);
      victim.kill();
      assertThat(advance.handle((done, failure) -> failure != null).join())
          .as("killed before it answered")
          .isTrue();
      System.out.println("DueCreditsIT: killed after " + granted(node) + " grants");
    }
  }

  private static long granted(TestNode node) {
    return node.rows.number("select count(*) from wallet_grants where schedule_id is not null");
  }

  private static long pending(TestNode node) {
    return node.rows.number("select count(*) from holds where hold_status = 'held'");
  }

  private static void judge(TestNode node, Scene scene) {
    Waiting.until(
        "all but the newest lapsed",
        () ->
            node.rows.number("select count(*) from wallet_grants where not lapsed")
                <= CUSTOMERS * 2L);
    assertThat(granted(node)).isEqualTo(CUSTOMERS * (DAYS + 1L));
    assertThat(
            node.rows.number(
                "select count(*) from (select schedule_id, effective_at from wallet_grants where"
                    + " schedule_id is not null group by 1, 2 having count(*) > 1) twice"))
        .isZero();
    assertThat(
            node.rows.number(
                "select count(*) from credit_schedules where ordinal <> " + (DAYS + 1)))
        .isZero();
    assertThat(
            node.rows.number(
                "select count(*) from wallet_transactions where reason ="
                    + " 'SUBSCRIPTION_CREDIT_GRANT'"))
        .isEqualTo(CUSTOMERS * (DAYS + 1L));
    // The newest daily credits last, and those before are in the grace; all else lapsed whole.
    assertThat(
            node.rows.number(
                "select count(*) from wallet_transactions where reason = 'CREDIT_EXPIRED'"))
        .isEqualTo(CUSTOMERS * (long) DAYS);
    assertThat(node.rows.number("select sum(gone)::bigint from wallet_grants"))
        .isEqualTo(CUSTOMERS * ((DAYS - 1) * 3L + 10));
    assertThat(node.rows.number("select count(*) from holds where hold_status = 'expired'"))
        .isEqualTo(CUSTOMERS);
    assertThat(node.rows.number("select count(*) from wallet_grants where held <> 0")).isZero();
    assertThat(node.rows.number(Units.FORGOTTEN)).isZero();
    scene.isClean();
  }
}
