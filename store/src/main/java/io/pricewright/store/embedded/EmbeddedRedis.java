package io.pricewright.store.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A Redis server without persistence: it holds only what can be lost. */
final class EmbeddedRedis implements AutoCloseable {
  private final RedisServer server;
  private final int port;

  private EmbeddedRedis(RedisServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static EmbeddedRedis start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path pidFile = folder.resolve("redis.pid");
    stopOrphan(pidFile);
    int port = freePort();
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .setting("maxmemory 128mb")
            .setting("maxmemory-policy allkeys-lru")
            .setting("pidfile " + pidFile)
            .setting("dir " + folder)
            .build();
    server.start();
    return new EmbeddedRedis(server, port);
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
          "A Redis of an earlier run (process %d) does not stop. End it and start again."
              .formatted(process.pid()));
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
  public void close() throws IOException {
    server.stop();
  }
}
