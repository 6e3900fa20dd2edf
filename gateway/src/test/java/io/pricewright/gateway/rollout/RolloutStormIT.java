package io.pricewright.gateway.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.testing.TestStores;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  private final StoreAddresses stores = TestStores.freshDatabase();
  private final Instant start = Instant.now().minus(3, ChronoUnit.DAYS);
  private final AtomicIntegerArray quantities = new AtomicIntegerArray(CUSTOMERS);
  private final AtomicReference<@Nullable NodeProcess> mortal = new AtomicReference<>();

  @SuppressWarnings("NullAway.Init")
  private Scene scene;

  @SuppressWarnings("NullAway.Init")
  private Rollouts rollouts;

  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean stop;

  @Test
  void rolloutAndRollback_underTrafficAndKills_neverMixVersions() throws InterruptedException {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("RolloutStormIT seed " + seed);
    Random random = new Random(seed);
    TestSettings settings = TestSettings.DEFAULT.on(stores);
    Path data = NodeProcess.folder();
    try (NodeProcess one = NodeProcess.start(settings, data, "one")) {
      scene = Scene.of(one.api());
      rollouts = new Rollouts(scene);
      mortal.set(NodeProcess.start(settings, data, "two"));
      String price = sell();
      while (next.get() < BEFORE) {
        send();
      }
      Thread traffic = Thread.ofPlatform().start(this::traffic);
      String rollout = rollouts.make(price, "0.25", "\"mode\":\"reprice\",\"percent\":\"50\"");
      rollouts.step(rollout, "start", "");
      kill(random);
      mortal.set(NodeProcess.start(settings, data, "again"));
      rollouts.await(rollout, "active");
      rollouts.step(rollout, "widen", ",\"percent\":\"70\"");
      rollouts.await(rollout, "active");
      stop = true;
      traffic.join();
      int moved = assertOneVersionEach(rollout);
      assertThat(moved).isBetween(1, CUSTOMERS - 1);

      stop = false;
      Thread more = Thread.ofPlatform().start(this::traffic);
      rollouts.step(rollout, "rollback", ",\"mode\":\"reprice\"");
      kill(random);
      rollouts.await(rollout, "rolled_back");
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
    List<Event> events = new ArrayList<>();
    for (int i = first; i < first + BULK; i++) {
      events.add(
          Event.of("e-" + i, "s", "c-" + i % CUSTOMERS).at(start.plusSeconds(60 + i)).n(1 + i % 7));
    }
    String body = Event.bulk(events);
    for (int tries = 0; ; tries++) {
      NodeProcess node = mortal.get();
      Api api = (first / BULK + tries) % 2 == 1 ? scene.api : node == null ? null : node.api();
      try {
        if (api != null && api.post("/v1/events/bulk", body).status() == 202) {
          for (int i = first; i < first + BULK; i++) {
            quantities.addAndGet(i % CUSTOMERS, 1 + i % 7);
          }
          return;
        }
      } catch (UncheckedIOException e) {
        assertThat(tries).as("no node answers").isLessThan(1_000);
      }
    }
  }

  /** Returns how many customers pay the new price; every one pays one of the two, exactly. */
  private int assertOneVersionEach(String rollout) {
    rollouts.isClean();
    int moved = 0;
    for (int c = 0; c < CUSTOMERS; c++) {
      BigDecimal amount = new BigDecimal(scene.booked("c-" + c));
      BigDecimal quantity = BigDecimal.valueOf(quantities.get(c));
      boolean old = amount.compareTo(quantity.multiply(new BigDecimal("0.1"))) == 0;
      boolean fresh = amount.compareTo(quantity.multiply(new BigDecimal("0.25"))) == 0;
      assertThat(old || fresh).as("c-%d used %s and pays %s", c, quantity, amount).isTrue();
      moved += fresh ? 1 : 0;
    }
    System.out.printf(
        "%d events, %d customers moved, %s%n", next.get(), moved, rollouts.state(rollout));
    return moved;
  }

  private String sell() {
    Scene.Sold sold = scene.sell("s", Terms.flat("0.1"));
    for (int c = 0; c < CUSTOMERS; c++) {
      scene.customer("c-" + c);
      scene.subscribe("c-" + c, sold.plan(), start);
    }
    return sold.price();
  }
}
