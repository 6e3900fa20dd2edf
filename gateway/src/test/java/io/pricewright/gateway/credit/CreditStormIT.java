package io.pricewright.gateway.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Api;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Parts;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestNode;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.store.embedded.StoreAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * 64 threads on one wallet with a credit line and daily credits: top-ups, draws, holds, settles,
 * releases, debits, reversals and a clock that jumps, so that grants and holds expire. At every
 * sampled instant, which is one snapshot, the ledger and the grants agree and nothing is below its
 * floor; in the end the books hold exactly what was answered. The long run is {@code
 * -Dpricewright.storm=60} (seconds); {@code -Dpricewright.seed} replays the steps of a seed.
 */
final class CreditStormIT {
  private static final int THREADS = 64;
  private static final long SECONDS = Long.getLong("pricewright.storm", 2);
  private static final long SEED = Long.getLong("pricewright.seed", System.nanoTime());
  private static final long SAMPLE_MS = 400;

  /** Two servers do whatever one does: alone it is part of the soak. */
  @EnabledIfSystemProperty(named = "pricewright.soak", matches = "true")
  @Test
  void wallet_underManyThreads_losesAndDoublesNothing() throws Exception {
    try (TestNode node = TestNode.start()) {
      storm("one server", node.stores, List.of(node.tenant("development").api));
    }
  }

  @Test
  void wallet_underManyThreadsOnTwoServers_losesAndDoublesNothing() throws Exception {
    StoreAddresses stores;
    String key;
    try (TestNode maker = TestNode.start()) {
      stores = maker.stores;
      key = maker.tenant("development").api.key();
    }
    TestSettings settings = TestSettings.DEFAULT.on(stores);
    Path data = NodeProcess.folder();
    try (NodeProcess one = NodeProcess.start(settings, data, "one");
        NodeProcess two = NodeProcess.start(settings, data, "two")) {
      storm("two servers", stores, List.of(one.api(key), two.api(key)));
    }
  }

  private static String furnish(Scene scene) {
    scene.made(
        "/v1/creditgrants",
        "{\"name\":\"Daily\",\"scope\":\"PLAN\",\"plan_id\":\"%s\",\"credits\":\"20\",\"cadence\":\"RECURRING\",\"period\":\"DAILY\",\"expiration_type\":\"DURATION\",\"expiration_duration\":1,\"expiration_duration_unit\":\"DAY\",\"rollover_cap\":\"30\",\"start_date\":\"%s\"}"
            .formatted(scene.sold().plan(), scene.get("/v1/clock").text("now")));
    scene.customer("storm");
    String wallet =
        scene.wallet("storm", ",\"initial_credits_to_load\":\"100\",\"credit_line\":\"25\"");
    scene.subscribe("storm", scene.sold().plan());
    return wallet;
  }

  private static void storm(String where, StoreAddresses stores, List<Api> lines)
      throws InterruptedException, ExecutionException, IOException {
    System.out.printf("CreditStormIT: %s, replay with -Dpricewright.seed=%d%n", where, SEED);
    Scene scene = Units.sold(lines.getFirst());
    String wallet = furnish(scene);
    List<StormActor> actors = new ArrayList<>();
    int samples = 0;
    try (StormBooks books = new StormBooks(stores)) {
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          StormActor actor = new StormActor(lines.get(i % lines.size()), wallet, i);
          Supplier<StormStep> steps = StormStep.of(SEED, i);
          actors.add(actor);
          running.add(
              threads.submit(
                  () -> {
                    while (System.nanoTime() < until) {
                      actor.act(steps.get());
                    }
                    return null;
                  }));
        }
        while (running.stream().anyMatch(one -> !one.isDone())) {
          books.sample();
          samples++;
          Thread.sleep(SAMPLE_MS);
        }
        for (Future<?> one : running) {
          one.get();
        }
      }
      judge(scene, wallet, books, actors);
    }
    int steps = actors.stream().mapToInt(StormActor::steps).sum();
    System.out.printf(
        "CreditStormIT: %s, %d steps, %d samples: %s%n", where, steps, samples, sum(actors));
    scene.isClean();
  }

  private static StormActor.Tally sum(List<StormActor> actors) {
    StormActor.Tally sum = new StormActor.Tally();
    actors.forEach(actor -> sum.add(actor.tally));
    return sum;
  }

  /** The books hold what was answered, no more and no less. */
  private static void judge(Scene scene, String wallet, StormBooks books, List<StormActor> actors) {
    StormActor.Tally sum = sum(actors);
    assertThat(sum.topUps).isPositive();
    assertThat(sum.charged).isPositive();
    books.sample();
    String put = " from wallet_transactions where reason = 'PURCHASED_CREDIT_DIRECT'";
    assertThat(books.number("select count(*)" + put)).isEqualByComparingTo(sum.topUps + "");
    assertThat(books.number("select coalesce(sum(credits), 0)" + put))
        .isEqualByComparingTo(sum.toppedUp + "");
    assertThat(books.number(Units.FORGOTTEN)).isEqualByComparingTo("0");
    String taken = " from wallet_transactions where reason = 'MANUAL_BALANCE_DEBIT'";
    assertThat(books.number("select count(*)" + taken)).isEqualByComparingTo(sum.debits + "");
    assertThat(books.number("select coalesce(sum(amount), 0)" + taken))
        .isEqualByComparingTo(sum.debited + "");
    assertThat(books.number("select coalesce(sum(amount), 0) from charges"))
        .isEqualByComparingTo(sum.charged + "");
    assertThat(
            books.number(
                "select coalesce(sum(case when debit = 'unbilled' then amount else -amount end), 0)"
                    + " from postings where charge_id is null and 'revenue' in (debit, credit)"))
        .as("settled by amount")
        .isEqualByComparingTo(sum.worked + "");
    books.end();
    assertThat(Parts.amount(scene.balance(wallet), "credit_line")).isEqualByComparingTo("25");
  }
}
