package io.pricewright.store.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.row.TouchedRow;
import io.pricewright.store.testing.StoreScene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClosedIT {
  private static final Instant T0 = StoreScene.T0;
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");

  private final StoreScene scene = new StoreScene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private static TouchedRow period(long lineItem, int days) {
    return new TouchedRow(new LineItemNo(lineItem), T0.plus(Duration.ofDays(days)));
  }

  private List<TouchedRow> taken(long... lineItems) {
    List<LineItemNo> of = java.util.Arrays.stream(lineItems).mapToObj(LineItemNo::new).toList();
    return scene.all(StoreScene.ONE, tx -> Closed.take(tx, of));
  }

  @Test
  void touched_isNotedOnce_andTakenOnce() {
    List<TouchedRow> both = List.of(period(7, 31), period(7, 0), period(7, 31), period(8, 0));
    scene.in(StoreScene.ONE, tx -> Closed.touch(tx, both));
    scene.in(StoreScene.ONE, tx -> Closed.touch(tx, List.of(period(7, 0))));
    scene.in(StoreScene.TWO, tx -> Closed.touch(tx, List.of(period(9, 0))));
    assertThat(taken(7, 9)).containsExactly(period(7, 0), period(7, 31));
    assertThat(taken(7, 8)).containsExactly(period(8, 0));
    assertThat(taken(7, 8)).isEmpty();
  }

  @Test
  void closed_goesForwardOnly_andBooksAreStaleThen() {
    CustomerNo customer = scene.customer(StoreScene.ONE, "c");
    scene.plan(StoreScene.ONE, "plan_1");
    scene.sql(
        StoreScene.ONE,
        "insert into subscriptions (tenant, environment, id, customer_no, plan_id, currency,"
            + " billing_period, billing_cycle, billing_anchor, timezone, start_date,"
            + " subscription_status, created_at, updated_at) values (1, 1, 'sub_1', %d, 'plan_1',"
                .formatted(customer.value())
            + " 'usd', 'MONTHLY', 'anniversary', '2026-01-01', 'UTC', '2026-01-01', 'active',"
            + " '2026-01-01', '2026-01-01')");
    long version = scene.in(StoreScene.ONE, tx -> Gates.take(tx, customer)).version();
    for (Instant until : List.of(T0.plusSeconds(60), T0)) {
      scene.in(StoreScene.ONE, tx -> Closed.through(tx, SUBSCRIPTION, customer, until));
      SubscriptionRow row =
          scene
              .one(StoreScene.ONE, tx -> SubscriptionRow.TABLE.find(tx, SUBSCRIPTION))
              .orElseThrow();
      assertThat(row.closedThrough()).isEqualTo(T0.plusSeconds(60));
    }
    assertThat(scene.in(StoreScene.ONE, tx -> Gates.take(tx, customer)).version())
        .isEqualTo(version + 2);
  }
}
