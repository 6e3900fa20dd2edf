package io.pricewright.gateway.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.pricewright.gateway.testing.NodeProcess;
import io.pricewright.gateway.testing.TestSettings;
import io.pricewright.gateway.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is killed while a program that shares no code with it sends events and pays in, every
 * third time with its PostgreSQL; that program's own book is the judge of what was lost or counted
 * twice. {@code ./pricewright kills 100} does it a hundred times.
 */
final class KilledOutsideIT {
  private static final int KILLS = Integer.getInteger("pricewright.kills", 2);

  @Test
  void client_nodeKilledMeanwhile_owesWhatItsOwnBookSays(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("pricewright.seed", System.nanoTime() % 1_000_000);
    System.out.println("KilledOutsideIT: seed " + seed);
    Random random = new Random(seed);
    Path data = folder.resolve("data");
    try (NodeProcess node = NodeProcess.start(TestSettings.OWN_STORES, data, "killed");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OutsideClient client = new OutsideClient(node.api().url(), node.api().key());
      List<OutsideClient.Customer> customers = client.customers(4, seed);
      AtomicBoolean stop = new AtomicBoolean();
      List<CompletableFuture<Void>> lives =
          customers.stream()
              .map(one -> CompletableFuture.runAsync(() -> one.live(stop), threads))
              .toList();
      for (int kill = 1; kill <= KILLS; kill++) {
        Waiting.pause(300 + random.nextInt(1_200));
        if (kill % 3 == 0) {
          killPostgres(data);
        }
        node.kill();
        node.restart();
      }
      Waiting.pause(500);
      stop.set(true);
      lives.forEach(CompletableFuture::join);
      long events = customers.stream().mapToLong(OutsideClient.Customer::events).sum();
      System.out.printf("KilledOutsideIT: %d kills, %d events%n", KILLS, events);
      assertThat(events).isGreaterThan(KILLS * 10L);
      // What a cold node had no time for is rated afterwards.
      Waiting.until(
          "the books agree", () -> customers.stream().allMatch(one -> one.difference().isEmpty()));
    }
  }

  /** All of its processes at once, as when a machine loses its power. */
  private static void killPostgres(Path data) throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = postmaster.descendants().toList();
    postmaster.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
