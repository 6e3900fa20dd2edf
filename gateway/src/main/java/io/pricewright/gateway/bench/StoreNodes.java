package io.pricewright.gateway.bench;

import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.EmbeddedStores;
import io.pricewright.store.embedded.StoreAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Several nodes, a process each, on embedded stores of this measurement's own, in a folder that
 * goes with it. Without an endpoint: what is told would be delivered, and gone, meanwhile.
 */
final class StoreNodes implements AutoCloseable {
  // By name: the entry point knows the measurements, not the other way round.
  private static final String MAIN = "io.pricewright.gateway.Main";
  private static final int TRIES = 600;

  private final Path folder;
  private final EmbeddedStores stores;
  private final List<Process> nodes = new ArrayList<>();
  private int port;

  private StoreNodes(Path folder) {
    this.folder = folder;
    this.stores = EmbeddedStores.start(folder.resolve("stores"));
  }

  /** Starts so many nodes, one after the other. */
  static StoreNodes start(int count) throws IOException, InterruptedException {
    StoreNodes all = new StoreNodes(Files.createTempDirectory("pricewright-bench"));
    try {
      for (int i = 1; i <= count; i++) {
        all.node(i);
      }
      return all;
    } catch (IOException | InterruptedException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void node(int number) throws IOException, InterruptedException {
    int own = freePort();
    Path log = folder.resolve("node-%d.log".formatted(number));
    StoreAddresses addresses = stores.addresses();
    ProcessBuilder builder =
        new ProcessBuilder(
                SameJvm.command(
                    "512m",
                    MAIN,
                    List.of("up", "--data", folder.toString(), "--port", Integer.toString(own))))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PRICEWRIGHT_PG_URL", url(addresses.app()),
                "PRICEWRIGHT_PG_OWNER_URL", url(addresses.owner()),
                "PRICEWRIGHT_REDIS_URL", addresses.redisUri(),
                "PRICEWRIGHT_DEVELOPMENT", "true"));
    Process node = builder.start();
    nodes.add(node);
    port = number == 1 ? own : port;
    for (int i = 0; i < TRIES && !Files.readString(log).contains("Pricewright serves"); i++) {
      if (!node.isAlive()) {
        throw new BenchException("A node did not start:\n" + Files.readString(log));
      }
      Thread.sleep(100);
    }
  }

  private static String url(PgAddress to) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(to.user(), to.password(), to.host(), to.port(), to.database());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns the address of the first node. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  String apiKey() throws IOException {
    return Files.readString(folder.resolve("api-key")).strip();
  }

  /** Returns the owner's address of the database. */
  PgAddress owner() {
    return stores.addresses().owner();
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(Process::destroy);
    for (Process node : nodes) {
      try {
        if (!node.waitFor(20, TimeUnit.SECONDS)) {
          node.destroyForcibly();
        }
      } catch (InterruptedException e) {
        node.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    stores.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
