package io.pricewright.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.rules.id.ScriptId;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.testing.StoreScene;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class PgOutboxIT {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Scope ONE = new Scope(1, 1);
  private static final Scope TWO = new Scope(1, 2);

  private final Database database;
  private final Outbox outbox;

  PgOutboxIT(Vertx vertx) {
    database = Database.open(vertx, TestStores.freshDatabase().app().options(), 4);
    outbox = new PgOutbox(database);
    StoreScene.environments(database, ONE, TWO);
  }

  @AfterEach
  void close(VertxTestContext test) {
    database.close().onComplete(test.succeedingThenComplete());
  }

  private void add(Scope scope) {
    database.inScope(scope, tx -> outbox.add(tx, happened("because"), NOW)).await();
  }

  private static Notification happened(String reason) {
    return new Notification.ScriptSuspended(new ScriptId("script_1"), "flat", 2, reason, NOW);
  }

  private List<ClaimedNotification> claim(Scope scope, Instant at) {
    return outbox.claim(scope, at, LEASE, 10).await();
  }

  @Test
  void add_transactionThatFails_leavesNothing() {
    Future<Void> failed =
        database.inScope(
            ONE,
            tx ->
                outbox
                    .add(tx, happened("because"), NOW)
                    .compose(done -> Future.failedFuture("rolled back")));
    assertThatThrownBy(failed::await).hasMessageContaining("rolled back");
    assertThat(claim(ONE, NOW)).isEmpty();
  }

  @Test
  void add_hugePayload_isRefused() {
    String huge = "x".repeat(Outbox.MAX_PAYLOAD + 1);
    assertThatThrownBy(
            () -> database.inScope(ONE, tx -> outbox.add(tx, happened(huge), NOW)).await())
        .hasMessageContaining("send an id instead");
  }

  @Test
  void dueScopes_bounded_tellThoseWithSomethingDue_andSinceWhen() {
    add(ONE);
    add(TWO);
    Instant later = NOW.plusSeconds(30);
    settle(new Settlement.Released(claim(ONE, NOW).getFirst(), later));
    assertThat(outbox.dueScopes(NOW, 10).await()).containsExactly(new DueScope(TWO, NOW));
    assertThat(outbox.dueScopes(later, 10).await())
        .as("the longest due first")
        .containsExactly(new DueScope(TWO, NOW), new DueScope(ONE, later));
    assertThat(outbox.dueScopes(later, 1).await()).hasSize(1);
    assertThat(outbox.dueScopes(NOW.minusSeconds(1), 10).await()).isEmpty();
  }

  @Test
  void claim_twiceAtOnce_givesEachRowToOneOnly(VertxTestContext test) {
    for (int i = 0; i < 20; i++) {
      add(ONE);
    }
    Future<List<ClaimedNotification>> first = outbox.claim(ONE, NOW, LEASE, 10);
    Future<List<ClaimedNotification>> second = outbox.claim(ONE, NOW, LEASE, 10);
    Future.all(first, second)
        .onComplete(
            test.succeeding(
                both ->
                    test.verify(
                        () -> {
                          assertThat(first.result())
                              .hasSize(10)
                              .doesNotContainAnyElementsOf(second.result());
                          test.completeNow();
                        })));
  }

  @Test
  void claim_elsewhereOrTooMuch_givesNothing() {
    add(ONE);
    assertThat(claim(TWO, NOW)).isEmpty();
    assertThatThrownBy(() -> outbox.claim(ONE, NOW, LEASE, Outbox.MAX_CLAIM + 1))
        .hasMessageContaining("1000");
  }

  @Test
  void settle_claimThatRanOut_changesNothing() {
    add(ONE);
    ClaimedNotification late = claim(ONE, NOW).getFirst();
    ClaimedNotification taken = claim(ONE, NOW.plus(LEASE)).getFirst();
    assertThat(taken.attempt()).isEqualTo(2);
    assertThat(taken.type()).isEqualTo(NotificationType.SCRIPT_SUSPENDED);
    assertThat(taken.payload()).isEqualTo(happened("because").data().text());
    assertThat(taken.createdAt()).isEqualTo(NOW);
    assertThat(outbox.settle(ONE, List.of(new Settlement.Delivered(late))).await()).isZero();
    assertThat(outbox.settle(ONE, List.of(new Settlement.Delivered(taken))).await()).isOne();
    assertThat(claim(ONE, NOW.plus(Duration.ofDays(9)))).isEmpty();
  }

  @Test
  void settle_eachKind_leavesTheRowDueAsSaid() {
    add(ONE);
    Instant later = NOW.plusSeconds(30);
    settle(new Settlement.Retry(claim(ONE, NOW).getFirst(), later, "x".repeat(2_000)));
    assertThat(claim(ONE, later.minusMillis(1))).isEmpty();
    ClaimedNotification again = claim(ONE, later).getFirst();
    assertThat(again.attempt()).isEqualTo(2);
    settle(new Settlement.Released(again, later));
    ClaimedNotification released = claim(ONE, later).getFirst();
    assertThat(released.attempt()).isEqualTo(2);
    settle(new Settlement.Exhausted(released, "gave up"));
    assertThat(claim(ONE, Instant.parse("9000-01-01T00:00:00Z"))).isEmpty();
  }

  private void settle(Settlement settlement) {
    assertThat(outbox.settle(ONE, List.of(settlement)).await()).isOne();
  }
}
