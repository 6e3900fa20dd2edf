package io.pricewright.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.Event;
import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.Terms;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.rules.json.Json;
import io.pricewright.store.testing.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every operation of {@code /openapi.json} with values of all kinds: nothing is answered with a
 * 5xx, no trace of a fault is in the log, and the node's 768 MiB are enough. {@code ./pricewright
 * fuzz N} sends N requests; {@code -Dpricewright.seed=N} sends the same again.
 */
final class FuzzIT {
  private static final int REQUESTS = Integer.getInteger("pricewright.requests", 1_000);
  private static final int CALLERS = 4;

  @Test
  void requests_ofAllKinds_areNeverTheNodesFault() throws Exception {
    long seed = Long.getLong("pricewright.seed", System.nanoTime() % 1_000_000);
    System.out.println("FuzzIT: seed " + seed);
    try (NodeProcess node =
        NodeProcess.start(
            TestSettings.DEFAULT.on(TestStores.freshDatabase()), NodeProcess.folder(), "fuzz")) {
      Json.Obj document = node.api().get("/openapi.json").json();
      List<String> known = known(Scene.of(node.api()));
      List<Fuzz> callers = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
        for (int i = 0; i < CALLERS; i++) {
          Fuzz caller = new Fuzz(node.api(), document, known, seed * 31 + i);
          callers.add(caller);
          running.add(threads.submit(() -> caller.run(REQUESTS / CALLERS)));
        }
        for (Future<?> one : running) {
          one.get();
        }
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      callers.forEach(
          one -> one.statuses.forEach((status, n) -> statuses.merge(status, n, Integer::sum)));
      System.out.printf(
          "FuzzIT: %d operations, answers by status %s%n",
          callers.getFirst().operations(), statuses);
      assertThat(callers.stream().flatMap(one -> one.faults.stream()).limit(20)).isEmpty();
      assertThat(node.said()).doesNotContain("OutOfMemoryError", "\tat ", " failed\n");
      assertThat(statuses.getOrDefault(200, 0) + statuses.getOrDefault(201, 0))
          .isGreaterThan(REQUESTS / 20);
      node.api().get("/readyz").is(200);
    }
  }

  /** Returns ids of one thing of each kind, a customer's names among them. */
  private static List<String> known(Scene scene) {
    Scene.Sold sold = scene.sell("use", Terms.flat("0.5"));
    String customer = scene.customer("a");
    String subscription = scene.subscribe("a", sold.plan());
    String wallet = scene.wallet("a", "");
    scene.topUp(wallet, "10", "").done();
    scene.send(Event.of("e", "use", "a").n(3));
    return List.of(
        sold.plan(), sold.meter(), sold.price(), customer, subscription, wallet, "a", "e", "flat");
  }
}
