package io.pricewright.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/** A real Kafka broker in a process of its own, which keeps its port and data when restarted. */
public final class TestKafka implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(4);

  private final Path folder;
  private final int port;
  private Process process;

  private TestKafka(Path folder, int port) {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /** Starts a broker. Blocks until it listens. */
  public static TestKafka start() {
    try {
      Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
      Path folder = Files.createTempDirectory(target, "kafka-");
      int port = Ports.free();
      Files.writeString(
          folder.resolve("server.properties"), properties(folder, port, Ports.free()));
      String format = "format -t %s -c server.properties".formatted(Uuid.randomUuid());
      Process formatted = java(folder, "kafka.tools.StorageTool", List.of(format.split(" ")));
      if (!formatted.waitFor(240, TimeUnit.SECONDS) || formatted.exitValue() != 0) {
        throw new IllegalStateException("no storage: see " + folder);
      }
      return new TestKafka(folder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String properties(Path folder, int port, int controller) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    controller.listener.names=CONTROLLER
    log.dirs=%3$s/data
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    group.initial.rebalance.delay.ms=0
    group.min.session.timeout.ms=1000
    """
        .formatted(port, controller, folder);
  }

  private Process launch() {
    try {
      Process started = java(folder, "kafka.Kafka", List.of("server.properties"));
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      long latest = System.nanoTime() + START.toNanos();
      while (!listens()) {
        if (System.nanoTime() > latest || !started.isAlive()) {
          throw new IllegalStateException("the broker did not start: see " + folder);
        }
        Thread.sleep(100);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process java(Path folder, String main, List<String> arguments) throws IOException {
    Path logging = folder.resolve("logback.xml");
    Files.writeString(logging, "<configuration><root level=\"OFF\"/></configuration>");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(main + ".log").toFile())
        .start();
  }

  /** Returns its bootstrap servers. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Ends the broker as a crash would. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts the broker again on its data. */
  public void restart() {
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }
}
