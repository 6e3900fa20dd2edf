package io.pricewright.gateway.testing;

import io.pricewright.gateway.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, which can be paused, killed and started again. */
public final class NodeProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);

  private final TestSettings settings;
  private final Path data;
  private final Path log;
  private final int port = Ports.free();
  private Process process;

  private NodeProcess(TestSettings settings, Path data, String name) {
    this.settings = settings;
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + "-" + name + ".log");
    this.process = launch();
  }

  /**
   * Starts a node. Blocks until it serves.
   *
   * @param data folder of its API key, which nodes on one database may share, and of its stores
   *     when the settings name none
   * @param name of its log, beside the folder
   */
  public static NodeProcess start(TestSettings settings, Path data, String name) {
    return new NodeProcess(settings, data, name);
  }

  /** Returns a new folder for nodes below {@code target/}. */
  public static Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "node-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--port=" + port,
                "--data=" + data));
    command.addAll(settings.options());
    try {
      Files.deleteIfExists(log);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PRICEWRIGHT_"));
      builder.environment().putAll(settings.variables());
      Process started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      awaitServing(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitServing(Process started) {
    long end = System.nanoTime() + START.toNanos();
    while (!said().contains("Pricewright serves")) {
      if (!started.isAlive() || System.nanoTime() > end) {
        started.destroyForcibly();
        throw new AssertionError("the node does not serve:\n" + said());
      }
      Waiting.pause(20);
    }
  }

  /** Returns a client with a key. */
  public Api api(String key) {
    return Api.of(port, key);
  }

  /** Returns a client with the key in the folder, which the first node on a database wrote. */
  public Api api() {
    try {
      return api(Files.readString(data.resolve("api-key")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what it has logged since it was started. */
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

  private void signal(String signal) {
    try {
      ProcessBuilder kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()));
      if (kill.start().waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as {@code kill -9} does; stores of its own live on as orphans. */
  public void kill() {
    process.destroyForcibly();
    join();
  }

  /** Starts it again on its folder and its port. */
  public void restart() {
    process = launch();
  }

  private void join() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the node does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the node, and stores of its own with it. */
  @Override
  public void close() {
    if (settings.variables().containsKey("PRICEWRIGHT_PG_URL")) {
      kill();
      return;
    }
    if (!process.isAlive()) {
      restart(); // so that orphaned stores are stopped
    }
    process.destroy();
    join();
  }
}
