package io.pricewright.gateway.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node as a process of its own on a data folder, which can be killed and started again. */
final class NodeProcess implements AutoCloseable {
  private static final int START_SECONDS = 60;

  private final Path data;
  private final Path output;
  private final int port;
  private Process process;

  NodeProcess(Path folder) {
    data = folder.resolve("data");
    output = folder.resolve("output.txt");
    port = freePort();
    process = launch();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "io.pricewright.gateway.Main",
            "up",
            "--port=" + port,
            "--data=" + data);
    try {
      Files.deleteIfExists(output);
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      await(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process started) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!Files.readString(output).contains("Pricewright serves")) {
      if (!started.isAlive() || System.nanoTime() > end) {
        started.destroyForcibly();
        throw new AssertionError("the node does not serve: " + Files.readString(output));
      }
      Nodes.pause(20);
    }
  }

  Client client() {
    try {
      return new Client(port, Files.readString(data.resolve("api-key")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the node as {@code kill -9} does; its children live on as orphans. */
  void kill() {
    process.destroyForcibly();
    join();
  }

  void restart() {
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

  /** Ends the node and its stores. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      restart(); // so that orphaned stores are stopped
    }
    process.destroy();
    join();
  }
}
