package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.TestNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Many threads on one wallet: top-ups, draws, holds, settles, releases, debits and voids at random.
 * Afterwards the books are clean, and at every sampled instant no grant is below its floor. Prints
 * its seed; -Dseed replays the threads' choices, -Dpricewright.seconds makes it longer.
 */
final class CreditStormIT {
  private static final int THREADS = 64;

  @Test
  void wallet_underManyThreads_losesAndDoublesNothing() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    long seconds = Long.getLong("pricewright.seconds", 4);
    System.out.println("CreditStormIT seed " + seed);
    try (TestNode node = new TestNode()) {
      CreditScene scene = new CreditScene(node, node.newTenant("development"));
      scene.customer("storm");
      String wallet = scene.wallet("storm", ",\"initial_credits_to_load\":\"100\"");
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      AtomicLong done = new AtomicLong();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        for (int i = 0; i < THREADS; i++) {
          Actor actor = new Actor(scene, wallet, i, new Random(seed + i));
          running.add(
              threads.submit(
                  () -> {
                    start.await();
                    while (System.nanoTime() < until) {
                      actor.act();
                      done.incrementAndGet();
                    }
                    return null;
                  }));
        }
        start.countDown();
        while (System.nanoTime() < until) {
          assertThat(
                  node.number(
                      "select count(*) from wallet_grants where amount - drawn - gone < held or"
                          + " drawn < 0 or held < 0"))
              .isZero();
          Thread.sleep(200);
        }
        for (Future<?> one : running) {
          one.get(60, TimeUnit.SECONDS);
        }
      }
      System.out.println("CreditStormIT did " + done.get() + " things");
      assertThat(done.get()).isPositive();
      assertThat(scene.realTime(wallet)).isNotNull();
      scene.isClean();
    }
  }

  /** One thread's doings; each answer is a success or a problem that says why not. */
  private static final class Actor {
    private final CreditScene scene;
    private final String wallet;
    private final int number;
    private final Random random;
    private final List<String> holds = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private int made;

    Actor(CreditScene scene, String wallet, int number, Random random) {
      this.scene = scene;
      this.wallet = wallet;
      this.number = number;
      this.random = random;
    }

    void act() {
      String amount = Integer.toString(1 + random.nextInt(9));
      switch (random.nextInt(8)) {
        case 0 ->
            ended(
                scene.topUp(
                    wallet,
                    amount,
                    random.nextBoolean() ? "" : ",\"expiry_date_utc\":\"%s\"".formatted(soon())));
        case 1, 2, 3 -> {
          String event = "e" + number + "-" + made++;
          ended(scene.post("/v1/events", CreditScene.event(event, "storm", amount, "")));
          events.add(event);
        }
        case 4 -> {
          TestNode.Reply hold =
              scene.post(
                  "/v1/holds",
                  "{\"external_customer_id\":\"storm\",\"currency\":\"usd\",\"amount\":\"%s\",\"expires_in_seconds\":2}"
                      .formatted(amount));
          ended(hold);
          if (hold.status() == 201) {
            holds.add(hold.text("id"));
          }
        }
        case 5 -> {
          if (!holds.isEmpty()) {
            String hold = holds.remove(random.nextInt(holds.size()));
            String event = "s" + number + "-" + made++;
            ended(
                random.nextBoolean()
                    ? scene.post("/v1/holds/" + hold + "/release", "")
                    : scene.post(
                        "/v1/holds/" + hold + "/settle",
                        "{\"events\":[%s]}"
                            .formatted(CreditScene.event(event, "storm", amount, ""))));
          }
        }
        case 6 ->
            ended(
                scene.post(
                    "/v1/wallets/" + wallet + "/debit",
                    "{\"credits\":\"%s\",\"transaction_reason\":\"MANUAL_BALANCE_DEBIT\",\"idempotency_key\":\"d%d-%d\"}"
                        .formatted(amount, number, made++)));
        default -> {
          if (!events.isEmpty()) {
            String event = events.remove(random.nextInt(events.size()));
            ended(scene.post("/v1/events/" + event + "/void", ""));
          }
        }
      }
    }

    private Instant soon() {
      return Instant.parse(scene.get("/v1/clock").text("now")).plus(Duration.ofSeconds(5));
    }

    private static void ended(TestNode.Reply reply) {
      assertThat(reply.status())
          .as(reply.body())
          .satisfiesAnyOf(
              status -> assertThat(status).isBetween(200, 299),
              status -> assertThat(status).isEqualTo(400),
              status -> assertThat(status).isEqualTo(404),
              status -> assertThat(status).isEqualTo(409),
              status -> assertThat(status).isEqualTo(503));
    }
  }
}
