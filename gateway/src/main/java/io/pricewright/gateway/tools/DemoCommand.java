package io.pricewright.gateway.tools;

import io.pricewright.gateway.Ending;
import io.pricewright.gateway.FirstKey;
import io.pricewright.gateway.Server;
import io.pricewright.gateway.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server, plays a day of an AI company on it, and goes on serving. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Starts the server with a demo tenant and some thousand LLM calls.")
final class DemoCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "HTTP port (default 8080)")
  int port;

  @Option(
      names = "--data",
      defaultValue = ".pricewright",
      description = "folder of the embedded stores (default .pricewright)")
  Path data = Path.of(".pricewright");

  @Option(names = "--events", defaultValue = "5000", description = "how many calls to send")
  int events;

  @Option(names = "--exit", description = "end after the demo instead of serving")
  boolean exit;

  private final Clock clock;

  DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PRICEWRIGHT_MODE", "direct"); // The story shows prices at once.
    Settings settings = Settings.of(port, data, environment);
    if (exit) {
      Ending.with(() -> Server.start(settings, clock), this::play);
    } else {
      Server.serve(settings, clock, this::play);
    }
    return 0;
  }

  private void play(Server server) {
    String key = FirstKey.ensure(server, data);
    try {
      new Demo("http://localhost:" + server.port(), key, clock).play(events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
