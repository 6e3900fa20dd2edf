package io.pricewright.gateway.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(120)
final class DriverTest {
  private final Metrics metrics = new Metrics();
  private final EnvironmentClock clock =
      new EnvironmentClock(Clock.fixed(Chores.NOW, ZoneOffset.UTC));
  private final AtomicLong nanos = new AtomicLong();
  private final ConcurrentMap<String, AtomicInteger> tries = new ConcurrentHashMap<>();

  private Driver<String> driver(Chores chores) {
    return new Driver<>(chores, clock, () -> System.nanoTime() + nanos.get(), metrics);
  }

  private Driver<String> running(Vertx vertx, Chores chores) {
    Driver<String> driver = driver(chores);
    driver.deploy(vertx).await();
    return driver;
  }

  private int tried(Claim<String> claim) {
    return tries.computeIfAbsent(claim.what(), same -> new AtomicInteger()).incrementAndGet();
  }

  private static Optional<String> nothing(Claim<String> claim) {
    return Optional.empty();
  }

  private static void eventually(BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < 1_000 && !holds.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  @Test
  void due_ofManyEnvironments_isClaimedAndDoneOnce(Vertx vertx) throws Exception {
    Chores chores = new Chores(Chores.pace(2, 3), DriverTest::nothing);
    chores.add(1, "a", "b", "c", "d", "e");
    chores.add(2, "a");
    running(vertx, chores);
    eventually(chores::none);
    assertThat(chores.done).containsExactlyInAnyOrder("1a", "1b", "1c", "1d", "1e", "2a");
    assertThat(metrics.text())
        .contains("pricewright_background_steps_total{work=\"chores\"} 6.0")
        .contains("pricewright_background_failures_total{work=\"chores\"} 0.0");
  }

  @Test
  void step_leavesSomething_goesOnWithWhatIsLeft(Vertx vertx) throws Exception {
    Chores chores =
        new Chores(
            Chores.pace(1, 1),
            claim -> claim.what().equals("a") ? Optional.of("rest of a") : Optional.empty());
    chores.add(1, "a", "b");
    running(vertx, chores);
    eventually(() -> chores.done.size() == 2);
    assertThat(chores.done).containsExactly("1rest of a", "1b");
  }

  @Test
  void step_fails_restsAndIsTriedAgainWhileOthersGoOn(Vertx vertx) throws Exception {
    Chores chores =
        new Chores(
            Chores.pace(1, 1),
            claim -> {
              if (claim.what().equals("bad") && tried(claim) < 3) {
                throw new IllegalStateException("not yet");
              }
              return Optional.empty();
            });
    // The bad one comes first each time, and a turn has one claim.
    chores.add(1, "bad", "good", "well");
    chores.add(2, "fine");
    running(vertx, chores);
    eventually(chores::none);
    assertThat(chores.done).last().isEqualTo("1bad");
    assertThat(chores.noted).containsExactly("bad not yet", "bad not yet");
    assertThat(metrics.text())
        .contains("pricewright_background_failures_total{work=\"chores\"} 2.0");
  }

  @Test
  void step_failsAndTheWorkStoresThat_isClaimedAgainWhenTheWorkSaysSo(Vertx vertx)
      throws Exception {
    Chores chores =
        new Chores(
            Chores.pace(1, 1),
            claim -> {
              if (tried(claim) < 20) {
                throw new IllegalStateException("not yet");
              }
              return Optional.empty();
            });
    chores.stores = true;
    chores.add(1, "a");
    running(vertx, chores);
    // Without pauses of the driver: twenty of them would take longer than this test may.
    eventually(chores::none);
    assertThat(chores.noted).hasSize(19);
  }

  @Test
  void group_fails_isHalvedUntilTheGuiltyStandsAlone(Vertx vertx) throws Exception {
    Chores chores =
        new Chores(
            Chores.pace(1, 1),
            claim -> {
              if (claim.what().contains("bad")) {
                throw new IllegalStateException("guilty");
              }
              return Optional.empty();
            });
    chores.add(1, "a+b+c+bad+d+e");
    running(vertx, chores);
    eventually(() -> chores.done.size() == 2);
    assertThat(chores.done).containsExactly("1a+b+c", "1d+e");
    assertThat(chores.noted).first().isEqualTo("bad guilty");
  }

  @Test
  void claim_fails_otherEnvironmentsGoOn(Vertx vertx) throws Exception {
    Chores chores = new Chores(Chores.pace(1, 1), DriverTest::nothing);
    chores.add(1, "unclaimable");
    chores.add(2, "a", "b", "c");
    Driver<String> driver = running(vertx, chores);
    eventually(() -> chores.done.size() == 3);
    assertThatThrownBy(() -> driver.caughtUp(Chores.tenant(1)).await())
        .hasMessageContaining("cannot be claimed");
  }

  @Test
  void look_fails_isDoneAgain(Vertx vertx) throws Exception {
    Chores chores = new Chores(Chores.pace(1, 1), DriverTest::nothing);
    chores.away = true;
    chores.add(1, "a");
    running(vertx, chores);
    eventually(() -> chores.looks.get() >= 2);
    chores.away = false;
    eventually(chores::none);
  }

  @Test
  void slowEnvironment_delaysNoOther(Vertx vertx, VertxTestContext test) throws Exception {
    Promise<Void> forever = Promise.promise();
    Checkpoint fast = test.checkpoint(50);
    Chores chores =
        new Chores(
            Chores.pace(1, 2),
            claim -> {
              if (claim.what().equals("slow")) {
                forever.future().await();
              } else {
                fast.flag();
              }
              return Optional.empty();
            });
    chores.add(1, "slow");
    for (int tenant = 2; tenant <= 11; tenant++) {
      chores.add(tenant, "a", "b", "c", "d", "e");
    }
    running(vertx, chores);
    assertThat(test.awaitCompletion(60, TimeUnit.SECONDS)).isTrue();
    assertThat(chores.mostUnderWay.get()).isLessThanOrEqualTo(2);
    assertThat(metrics.text()).contains("pricewright_background_in_flight{work=\"chores\"} 1.0");
    forever.complete();
    eventually(chores::none);
  }

  @Test
  void longClaim_givesWayAfterItsTurnAndGoesOnLater(Vertx vertx) throws Exception {
    AtomicInteger steps = new AtomicInteger();
    Chores chores =
        new Chores(
            Chores.pace(1, 1),
            claim -> {
              if (!claim.what().equals("long")) {
                return Optional.empty();
              }
              // Each step takes a tenth of a turn.
              nanos.addAndGet(Driver.TURN.toNanos() / 10);
              Future.succeededFuture().await();
              return steps.incrementAndGet() < 100 ? Optional.of("long") : Optional.empty();
            });
    chores.add(1, "long");
    chores.add(2, "a", "b", "c");
    running(vertx, chores);
    eventually(chores::none);
    assertThat(chores.done).last().isEqualTo("1long");
    assertThat(chores.released).contains("long");
    assertThat(steps.get()).isEqualTo(100);
  }

  @Test
  void stop_withAStepInHand_endsThatAndBeginsNoOther(Vertx vertx) throws Exception {
    Promise<Void> hold = Promise.promise();
    Chores chores =
        new Chores(
            Chores.pace(3, 1),
            claim -> {
              hold.future().await();
              return Optional.empty();
            });
    chores.add(1, "a", "b", "c");
    Driver<String> driver = driver(chores);
    driver.deploy(vertx).await();
    eventually(() -> chores.underWay.get() == 1);
    Future<Void> asker = driver.caughtUp(Chores.tenant(1));
    Future<Void> stopped = driver.close();
    assertThatThrownBy(asker::await).isInstanceOf(ProblemException.class);
    assertThat(stopped.isComplete()).isFalse();
    hold.complete();
    stopped.await();
    assertThat(chores.done).containsExactly("1a");
    assertThat(chores.released).containsExactly("b", "c");
  }

  @Test
  void stop_withAStepThatNeverEnds_takesItsTimeAndNoLonger(Vertx vertx) throws Exception {
    Pace pace =
        new Pace(Duration.ofMillis(20), 1, 1, Duration.ofSeconds(1), Duration.ofMillis(150));
    Chores chores =
        new Chores(
            pace,
            claim -> {
              Promise.promise().future().await();
              return Optional.empty();
            });
    chores.add(1, "a");
    Driver<String> driver = running(vertx, chores);
    eventually(() -> chores.underWay.get() == 1);
    long began = System.nanoTime();
    driver.close().await();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(140));
    assertThat(chores.done).isEmpty();
  }

  @Test
  void stop_whileIdle_isAtOnce(Vertx vertx) {
    driver(new Chores(idleForAnHour(), DriverTest::nothing)).close().await();
    Chores chores = new Chores(idleForAnHour(), DriverTest::nothing);
    Driver<String> driver = running(vertx, chores);
    driver.close().await();
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  private static Pace idleForAnHour() {
    return new Pace(Duration.ofHours(1), 10, 1, Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void nudge_whileIdle_looksAtOnce(Vertx vertx) throws Exception {
    Chores chores = new Chores(idleForAnHour(), DriverTest::nothing);
    Driver<String> driver = running(vertx, chores);
    eventually(() -> chores.looks.get() == 1);
    chores.add(1, "a");
    driver.nudge();
    eventually(chores::none);
  }

  @Test
  void caughtUp_withWorkThatFails_waitsForAllThatDoesNotRest(Vertx vertx) throws Exception {
    Chores chores =
        new Chores(
            idleForAnHour(),
            claim -> {
              if (claim.what().equals("bad")) {
                throw new IllegalStateException("no");
              }
              vertx.timer(1).await();
              return Optional.empty();
            });
    Driver<String> driver = running(vertx, chores);
    eventually(() -> chores.looks.get() == 1);
    driver.caughtUp(Chores.tenant(1)).await();
    chores.add(1, "a", "bad");
    for (int i = 0; i < 25; i++) {
      chores.add(1, "c" + i);
    }
    Future<Void> one = driver.caughtUp(Chores.tenant(1));
    Future<Void> other = driver.caughtUp(Chores.tenant(1));
    one.await();
    other.await();
    assertThat(chores.done).hasSize(26);
  }

  @Test
  void lag_ofWhatIsDue_growsUntilItIsDone(Vertx vertx) throws Exception {
    Promise<Void> hold = Promise.promise();
    Chores chores =
        new Chores(
            idleForAnHour(),
            claim -> {
              hold.future().await();
              return Optional.empty();
            });
    chores.add(1, "a", "b");
    Driver<String> driver = running(vertx, chores);
    eventually(() -> chores.underWay.get() == 1);
    assertThat(lag()).isBetween(90.0, 100.0);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(lag()).isBetween(3_690.0, 3_700.0);
    hold.complete();
    eventually(chores::none);
    driver.nudge();
    eventually(() -> lag() == 0);
  }

  private double lag() {
    String name = "pricewright_background_lag_seconds{work=\"chores\"} ";
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(-1);
  }
}
