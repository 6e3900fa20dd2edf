package io.pricewright.store.embedded;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis server without persistence: it holds only what can be lost. Nobody enters without the
 * password, and what writes files, loads code or reads its settings is switched off.
 */
final class EmbeddedRedis implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(10);

  /** What could reach beyond the server's own memory. */
  private static final List<String> OFF =
      List.of(
          "CONFIG",
          "SAVE",
          "BGSAVE",
          "BGREWRITEAOF",
          "DEBUG",
          "MODULE",
          "REPLICAOF",
          "SLAVEOF",
          "SYNC",
          "PSYNC",
          "MIGRATE",
          "MONITOR",
          "ACL",
          "SHUTDOWN");

  private final Child server;
  private final int port;
  private final String password;

  private EmbeddedRedis(Child server, int port, String password) {
    this.server = server;
    this.port = port;
    this.password = password;
  }

  static EmbeddedRedis start(Path home) throws IOException {
    Path folder = Folders.closed(home.resolve("redis"));
    Path program = Programs.redis(home);
    Path pidFile = folder.resolve("redis.pid");
    stopOrphan(folder, pidFile);
    String password = Passwords.in(home.resolve("redis-password")).text();
    int port = Child.freePort();
    Path settings = folder.resolve("redis.conf");
    Passwords.write(settings, settings(port, password, folder, pidFile));
    Child server =
        new Child(
            "Redis",
            List.of(program.toString(), settings.toString()),
            home.resolve("redis.log"),
            START_MAX,
            () -> answers(port));
    return new EmbeddedRedis(server, port, password);
  }

  private static String settings(int port, String password, Path folder, Path pidFile) {
    Stream<String> lines =
        Stream.of(
            "bind 127.0.0.1",
            "port " + port,
            "protected-mode yes",
            "requirepass " + password,
            "save \"\"",
            "appendonly no",
            "maxmemory 128mb",
            "maxmemory-policy allkeys-lru",
            "pidfile \"%s\"".formatted(quoted(pidFile)),
            "dir \"%s\"".formatted(quoted(folder)));
    return Stream.concat(lines, OFF.stream().map("rename-command %s \"\""::formatted))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static void stopOrphan(Path folder, Path pidFile) throws IOException {
    if (Files.exists(pidFile)) {
      Orphan.find(Files.readString(pidFile), "redis", folder, null).ifPresent(Child::stop);
      Files.deleteIfExists(pidFile);
    }
  }

  String uri() {
    return "redis://:%s@127.0.0.1:%d".formatted(password, port);
  }

  /** Returns its process id. */
  long pid() {
    return server.pid();
  }

  @Override
  public void close() {
    server.stop();
  }
}
