package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.Scene;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import io.pricewright.rules.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed again and again while a trace is imported; not a cent is lost or counted twice.
 * {@code ./pricewright soak} kills it 100 times in the whole of it, or say {@code
 * -Dpricewright.kills=N}; {@code -Dpricewright.seed=N} chooses the moments.
 */
final class KillIT {
  private static final int KILLS = Integer.getInteger("pricewright.kills", 2);
  private static final int SHORT = 5_000;

  @Test
  void importer_nodeKilledMeanwhile_totalIsExact(@TempDir Path folder) throws IOException {
    long seed = Long.getLong("pricewright.seed", System.nanoTime() % 1_000_000);
    System.out.println("KillIT: seed " + seed);
    Random random = new Random(seed);
    Trace whole = Trace.open(folder);
    Trace trace = KILLS > 10 ? whole : whole.first(SHORT, folder);
    try (NodeProcess node =
        NodeProcess.start(TestSettings.OWN_STORES, folder.resolve("data"), "killed")) {
      Scene scene = Scene.of(node.api());
      // Months of long ago would be invoiced, and nothing of them stay unbilled.
      scene.put("/v1/settings/invoice_config", "{\"enabled\":false}").is(200);
      trace.sell(scene);
      AtomicBoolean imported = new AtomicBoolean();
      CompletableFuture<Void> importing =
          CompletableFuture.runAsync(() -> importUntilDone(scene, trace, imported));
      int during = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        Waiting.pause(100 + random.nextInt(1_000));
        during += imported.get() ? 0 : 1;
        node.kill();
        node.restart();
      }
      importing.join();
      System.out.printf("KillIT: %d of %d kills fell into the import%n", during, KILLS);
      assertThat(during).as("kills that fell into the import").isGreaterThanOrEqualTo(2);
      assertTotal(scene, trace);

      assertThat(Importer.run(scene, trace))
          .isEqualTo(new Importer.Ended(0, 0, 0, 0, trace.rows(), 0, 0));
      assertTotal(scene, trace);
    }
  }

  /** Runs the command again and again, as a person would, until it says that it is done. */
  private static void importUntilDone(Scene scene, Trace trace, AtomicBoolean imported) {
    for (Trace.Part part : trace.parts()) {
      for (int run = 1; Importer.run(scene, part).exit() != 0; run++) {
        if (run == 50) {
          throw new AssertionError("the import does not come to its end");
        }
      }
    }
    imported.set(true);
  }

  /** What a cold node had no time for under its gates is parked, and rated right afterwards. */
  private static void rated(Scene scene) {
    for (int i = 0; ; i++) {
      List<String> outcomes =
          scene
              .post("/v1/events/counts", "{\"start_time\":\"2023-01-01T00:00:00Z\"}")
              .list("items")
              .stream()
              .map(Json.Obj::text)
              .toList();
      assertThat(outcomes).isNotEmpty();
      if (outcomes.stream().noneMatch(one -> one.contains("\"deferred\""))) {
        return;
      }
      assertThat(i).as(outcomes.toString()).isLessThan(3_000);
      Waiting.pause(100);
    }
  }

  private static void assertTotal(Scene scene, Trace trace) {
    rated(scene);
    scene.sums().are(trace.total());
    scene.isClean();
  }
}
