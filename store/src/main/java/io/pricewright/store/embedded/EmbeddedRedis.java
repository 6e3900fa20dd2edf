package io.pricewright.store.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A Redis server without persistence: it holds only what can be lost. */
final class EmbeddedRedis implements AutoCloseable {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration START_MAX = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Process server;
  private final int port;

  private EmbeddedRedis(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  static EmbeddedRedis start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path pidFile = folder.resolve("redis.pid");
    stopOrphan(pidFile);
    int port = freePort();
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      // Ctrl-C goes to the whole process group; the server still needs its cache while it drains.
      command.add(SETSID.toString());
    }
    command.addAll(
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .setting("maxmemory 128mb")
            .setting("maxmemory-policy allkeys-lru")
            .setting("pidfile " + pidFile)
            .setting("dir " + folder)
            .buildCommandArgs());
    Path log = folder.resolve("redis.log");
    Process server =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    EmbeddedRedis redis = new EmbeddedRedis(server, port);
    try {
      redis.awaitReady(log);
      return redis;
    } catch (IOException | RuntimeException e) {
      end(server.toHandle());
      throw e;
    }
  }

  private void awaitReady(Path log) throws IOException {
    for (long left = START_MAX.dividedBy(LOOK_EVERY); left > 0 && server.isAlive(); left--) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (ConnectException e) {
        pause();
      }
    }
    throw new FolderException("Redis did not start. See %s for its reason.".formatted(log));
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while Redis was starting");
    }
  }

  private static void stopOrphan(Path pidFile) throws IOException {
    if (Files.exists(pidFile)) {
      ProcessHandle.of(Long.parseLong(Files.readString(pidFile).trim()))
          .filter(process -> process.info().command().orElse("").contains("redis"))
          .ifPresent(EmbeddedRedis::end);
      Files.deleteIfExists(pidFile);
    }
  }

  /** Ends a process that has nothing to save, and waits until it is gone, 10 s at most. */
  private static void end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      throw new FolderException(
          "Redis (process %d) does not stop. End it and start again.".formatted(process.pid()));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    end(server.toHandle());
  }
}
