package io.pricewright.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.notification.Notification.SubscriptionChanged;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.DueScope;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.outbox.ClaimedNotification;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.PgOutbox;
import io.pricewright.store.testing.StoreScene;
import io.pricewright.store.testing.TestStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
final class DeliverNotificationsIT {
  private static final Scope ONE = new Scope(1, 1);
  private static final Scope TWO = new Scope(2, 2);
  private static final RetrySchedule THREE_ATTEMPTS =
      new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)));
  private static final int CONCURRENCY = 4;

  private final Vertx vertx = Vertx.vertx();
  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Database database = Database.open(vertx, stores.app().options(), 4);
  private final Outbox outbox = new PgOutbox(database);
  private final TestClock clock = new TestClock();
  private volatile boolean closed;

  @BeforeEach
  void open() {
    StoreScene.environments(database, ONE, TWO);
  }

  @AfterEach
  void close() throws Exception {
    closed = true;
    database.close().await(60, TimeUnit.SECONDS);
    vertx.close().await(60, TimeUnit.SECONDS);
  }

  private void add(Scope scope, int count) {
    database
        .inScope(
            scope,
            tx -> {
              Future<Void> last = Future.succeededFuture();
              for (int i = 0; i < count; i++) {
                last =
                    outbox.add(
                        tx,
                        new SubscriptionChanged(
                            NotificationType.SUBSCRIPTION_CREATED,
                            new SubscriptionId("subs_" + i),
                            io.pricewright.rules.json.Json.Obj.EMPTY),
                        clock.instant());
              }
              return last;
            })
        .await();
  }

  private DeliverNotifications deliver(Receiver receiver) {
    WebhookSettings settings =
        new WebhookSettings(
            "http://receiver.test:" + receiver.port,
            List.of(Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
            true,
            Duration.ofSeconds(2),
            CONCURRENCY,
            Duration.ofMillis(20),
            THREE_ATTEMPTS);
    Resolver local = host -> Future.succeededFuture(List.of(InetAddress.ofLiteral("127.0.0.1")));
    return new DeliverNotifications(vertx, outbox, settings, local, clock);
  }

  /** Delivers what is due until the test ends, as the server's driver does. */
  private void start(Receiver receiver) {
    DeliverNotifications deliver = deliver(receiver);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!closed) {
                deliver.dueScopes(100).await().forEach(due -> turn(deliver, due.scope()));
                vertx.timer(20).await();
              }
            });
  }

  private static void turn(DeliverNotifications deliver, Scope scope) {
    List<ClaimedNotification> claimed = deliver.claim(scope).await();
    if (!claimed.isEmpty()) {
      deliver.deliver(scope, claimed).await();
    }
  }

  private String rows(Scope scope) {
    return database
        .inScope(
            scope,
            tx ->
                tx.run(
                    "select coalesce(string_agg(attempts || ' ' || coalesce(last_error, '-') || ' '"
                        + " || to_char(next_attempt_at at time zone 'UTC', 'YYYY'), ', '), '') as t"
                        + " from outbox",
                    io.vertx.sqlclient.Tuple.tuple()))
        .await()
        .iterator()
        .next()
        .getString(0);
  }

  private static void eventually(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 500 && !holds.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  @Test
  void deliver_manyRowsOfTwoScopes_eachArrivesOnceAndRowsAreGone() throws Exception {
    Receiver receiver = new Receiver(vertx, (request, n) -> Receiver.answer(request, 200));
    add(ONE, 3 * CONCURRENCY + 1);
    add(TWO, 2);
    start(receiver);
    start(receiver);
    eventually(() -> rows(ONE).isEmpty() && rows(TWO).isEmpty());
    assertThat(
            receiver.deliveries.stream()
                .map(delivery -> delivery.headers().get("webhook-id"))
                .collect(Collectors.toSet()))
        .hasSize(3 * CONCURRENCY + 3);
    assertThat(receiver.deliveries).hasSize(3 * CONCURRENCY + 3);
  }

  @Test
  void deliver_receiverThatFailsAtFirst_isTriedAgainWithTheSameIdUntilItAccepts() throws Exception {
    Receiver receiver =
        new Receiver(vertx, (request, n) -> Receiver.answer(request, n < 3 ? 500 + n : 200));
    add(ONE, 1);
    start(receiver);
    eventually(() -> rows(ONE).equals("1 the receiver answered 501 2026"));
    Thread.sleep(100);
    assertThat(receiver.deliveries).hasSize(1);
    clock.advance(Duration.ofSeconds(6));
    eventually(() -> rows(ONE).startsWith("2 the receiver answered 502"));
    clock.advance(Duration.ofMinutes(6));
    eventually(() -> rows(ONE).isEmpty());
    assertThat(receiver.deliveries).hasSize(3);
    assertThat(
            receiver.deliveries.stream()
                .map(delivery -> delivery.headers().get("webhook-id"))
                .distinct())
        .hasSize(1);
  }

  @Test
  void deliver_attemptsUsedUp_rowStaysExhausted() throws Exception {
    // Each attempt has a status of its own: a row that is claimed still shows the one before.
    Receiver receiver = new Receiver(vertx, (request, n) -> Receiver.answer(request, 500 + n));
    add(ONE, 1);
    start(receiver);
    for (int attempt = 1; attempt <= 2; attempt++) {
      String ended = attempt + " the receiver answered " + (500 + attempt);
      eventually(() -> rows(ONE).startsWith(ended));
      clock.advance(Duration.ofHours(1));
    }
    eventually(() -> rows(ONE).equals("3 the receiver answered 503 9999"));
    clock.advance(Duration.ofDays(1_000));
    Thread.sleep(200);
    assertThat(receiver.deliveries).hasSize(3);
  }

  @Test
  void deliver_gone_stopsAndKeepsTheRowUncounted() throws Exception {
    Receiver receiver = new Receiver(vertx, (request, n) -> Receiver.answer(request, 410));
    add(ONE, 1);
    start(receiver);
    eventually(() -> receiver.deliveries.size() == 1 && rows(ONE).startsWith("0 -"));
    clock.advance(Duration.ofHours(1));
    Thread.sleep(200);
    assertThat(receiver.deliveries).hasSize(1);
  }

  @Test
  void deliver_claimOfADeadNode_comesBackWhenTheLeaseRunsOut() throws Exception {
    Receiver receiver = new Receiver(vertx, (request, n) -> Receiver.answer(request, 200));
    add(ONE, 1);
    List<ClaimedNotification> dead =
        outbox.claim(ONE, clock.instant(), Duration.ofMinutes(1), 10).await();
    assertThat(dead).hasSize(1);
    start(receiver);
    Thread.sleep(200);
    assertThat(receiver.deliveries).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    eventually(() -> rows(ONE).isEmpty());
    assertThat(receiver.deliveries).hasSize(1);
  }

  @Test
  void release_ofAClaim_leavesItDueWithItsAttemptUncounted() {
    DeliverNotifications deliver =
        deliver(new Receiver(vertx, (request, n) -> Receiver.answer(request, 200)));
    add(ONE, CONCURRENCY + 1);
    List<ClaimedNotification> claimed = deliver.claim(ONE).await();
    assertThat(claimed).hasSize(CONCURRENCY);
    deliver.release(ONE, claimed).await();
    assertThat(rows(ONE))
        .isEqualTo(String.join(", ", java.util.Collections.nCopies(CONCURRENCY + 1, "0 - 2026")));
    assertThat(deliver.dueScopes(10).await()).containsExactly(new DueScope(ONE, clock.instant()));
    assertThat(deliver.claim(ONE).await()).hasSize(CONCURRENCY);
    deliver.close().await();
  }
}
