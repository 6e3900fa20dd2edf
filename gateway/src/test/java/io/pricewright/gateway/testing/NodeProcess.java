package io.pricewright.gateway.testing;

import io.pricewright.gateway.Main;
import io.pricewright.store.database.PgAddress;
import io.pricewright.store.embedded.StoreAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node in a process of its own, which can be paused and killed. */
public final class NodeProcess implements AutoCloseable {
  private static final Pattern SERVES = Pattern.compile("serves http://localhost:(\\d+)");

  private final Process process;
  private final Path log;
  private final int port;

  private NodeProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts a node in kafka mode. Blocks until it serves.
   *
   * @param data folder with the API key, which nodes may share
   */
  public static NodeProcess start(
      StoreAddresses stores, String kafka, Path data, String name, Map<String, String> more) {
    return start(stores, List.of("--mode", "kafka", "--kafka", kafka), data, name, more);
  }

  /** Starts a node in direct mode. Blocks until it serves. */
  public static NodeProcess start(StoreAddresses stores, Path data, String name) {
    return start(stores, List.of(), data, name, Map.of());
  }

  private static NodeProcess start(
      StoreAddresses stores, List<String> mode, Path data, String name, Map<String, String> more) {
    try {
      Files.createDirectories(data);
      Path log = data.resolve(name + ".log");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "up",
                  "--port",
                  "0",
                  "--data",
                  data.toString()));
      command.addAll(mode);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("PRICEWRIGHT_PG_URL", url(stores.app()));
      builder.environment().put("PRICEWRIGHT_PG_OWNER_URL", url(stores.owner()));
      builder.environment().put("PRICEWRIGHT_REDIS_URL", stores.redisUri());
      builder.environment().putAll(more);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new NodeProcess(process, log, port(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int port(Process process, Path log) throws IOException, InterruptedException {
    long latest = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < latest && process.isAlive()) {
      Matcher serves = SERVES.matcher(Files.readString(log));
      if (serves.find()) {
        return Integer.parseInt(serves.group(1));
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IllegalStateException("the node did not start:\n" + Files.readString(log));
  }

  private static String url(PgAddress address) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            address.user(), address.password(), address.host(), address.port(), address.database());
  }

  /** Returns its HTTP port. */
  public int port() {
    return port;
  }

  /** Returns what it has logged. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops all its threads, as a long pause of a virtual machine does. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() {
    signal("-CONT");
  }

  /** Ends it as a crash would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  private void signal(String signal) {
    try {
      int ended =
          new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
      if (ended != 0) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
