package io.pricewright.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * The Redis server of one folder. It keeps nothing on disk and is detached from the terminal, so
 * that Ctrl-C reaches the JVM alone, which then stops it in order.
 */
final class EmbeddedRedis implements AutoCloseable {
  private static final int TRIES_MAX = 200;
  private final Path pidFile;
  private final int port;

  private EmbeddedRedis(Path pidFile, int port) {
    this.pidFile = pidFile;
    this.port = port;
  }

  /** Stops an orphan of the folder and starts the server. */
  static EmbeddedRedis start(Path folder, int wantedPort) {
    Path home = folder.resolve("redis");
    Path pidFile = home.resolve("redis.pid");
    Orphan.stop(pidFile, "redis-server", List.of("TERM", "KILL"));
    int port = Ports.free(wantedPort, "Redis");
    try {
      Files.createDirectories(home);
      Path log = home.resolve("redis.log");
      Files.deleteIfExists(log);
      Process launcher =
          new ProcessBuilder(command(home, pidFile, log, port))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      EmbeddedRedis redis = new EmbeddedRedis(pidFile, port);
      if (!launcher.waitFor(20, TimeUnit.SECONDS) || !redis.answers()) {
        redis.close();
        throw new StoreStartException("Redis does not start: see " + log);
      }
      return redis;
    } catch (IOException e) {
      throw new StoreStartException("Redis does not start in " + home + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreStartException("Interrupted while Redis started", e);
    }
  }

  private static List<String> command(Path home, Path pidFile, Path log, int port)
      throws IOException {
    Path program = ExecutableProvider.newJarResourceProvider(home.toFile()).get().toPath();
    return List.of(
        program.toAbsolutePath().toString(),
        "--daemonize",
        "yes",
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--pidfile",
        pidFile.toAbsolutePath().toString(),
        "--logfile",
        log.toAbsolutePath().toString(),
        "--dir",
        home.toAbsolutePath().toString(),
        "--save",
        "",
        "--appendonly",
        "no",
        "--maxmemory",
        "128mb",
        "--maxmemory-policy",
        "allkeys-lru",
        "--databases",
        "1024");
  }

  private boolean answers() throws InterruptedException {
    for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(1000);
        socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes(5);
        if (new String(answer, StandardCharsets.US_ASCII).equals("+PONG")
            && Files.exists(pidFile)) {
          return true;
        }
      } catch (IOException notYet) {
        // The server is still starting: the loop tries again, a bounded number of times.
      }
      Thread.sleep(20);
    }
    return false;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    Orphan.stop(pidFile, "redis-server", List.of("TERM", "KILL"));
  }
}
