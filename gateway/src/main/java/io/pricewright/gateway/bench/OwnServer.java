package io.pricewright.gateway.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server process of this measurement's own, on embedded stores in a folder that goes with it,
 * with everything on: fsync, row level security, ledger, receipts, and notifications to a local
 * endpoint.
 */
final class OwnServer implements AutoCloseable {
  // By name: the entry point knows the measurements, not the other way round.
  private static final String MAIN = "io.pricewright.gateway.Main";

  private static final int START_SECONDS = 180;
  private static final int STOP_SECONDS = 90;
  private static final int TRIES = 10;

  private final Path folder;
  private final Process process;
  private final HttpServer sink;
  private final int port;

  private OwnServer(Path folder, Process process, HttpServer sink, int port) {
    this.folder = folder;
    this.process = process;
    this.sink = sink;
    this.port = port;
  }

  /** Starts one with the heap of this process. */
  static OwnServer start() throws IOException, InterruptedException {
    return start("");
  }

  /**
   * Starts one.
   *
   * @param heap most heap, as {@code 512m}, or empty: that of this process
   */
  static OwnServer start(String heap) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pricewright-bench");
    HttpServer sink =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    sink.start();
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                SameJvm.command(
                    heap,
                    MAIN,
                    List.of("up", "--data", folder.toString(), "--port", Integer.toString(port))))
            .redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("server.log").toFile());
    builder
        .environment()
        .put("PRICEWRIGHT_WEBHOOK_URL", "http://127.0.0.1:" + sink.getAddress().getPort() + "/");
    builder.environment().put("PRICEWRIGHT_WEBHOOK_SECRET", "whsec_" + "YmVuY2htYXJr".repeat(3));
    builder.environment().put("PRICEWRIGHT_DEVELOPMENT", "true");
    OwnServer server = new OwnServer(folder, builder.start(), sink, port);
    server.awaitKey();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitKey() throws IOException, InterruptedException {
    for (int i = 0; i < START_SECONDS * 10; i++) {
      if (Files.exists(folder.resolve("api-key")) && Files.exists(folder.resolve("owner-url"))) {
        return;
      }
      if (!process.isAlive()) {
        String log = Files.readString(folder.resolve("server.log"));
        close();
        throw new BenchException("The server under load did not start:\n" + log);
      }
      Thread.sleep(100);
    }
    close();
    throw new BenchException("The server under load did not start within three minutes.");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String apiKey() throws IOException {
    return Files.readString(folder.resolve("api-key")).strip();
  }

  String ownerJdbcUrl() throws IOException {
    return Files.readString(folder.resolve("owner-url")).strip();
  }

  /** Returns the most memory the process held so far: Linux tells, elsewhere 0. */
  long peakBytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readString(status)
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      // Its stores end with it; killed, it would leave them behind.
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    sink.stop(0);
    remove();
  }

  // A store that is just ending writes a last file while others are deleted.
  private void remove() throws IOException {
    for (int tries = 1; ; tries++) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
        return;
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
