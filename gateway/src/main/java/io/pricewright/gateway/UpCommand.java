package io.pricewright.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves until it is told to stop. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the server on embedded stores, or on those named in the environment.")
final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--host",
      description =
          "address to listen on (default 127.0.0.1 with embedded stores, else all addresses)")
  @Nullable String host;

  @Option(names = "--port", defaultValue = "8080", description = "HTTP port (default 8080)")
  int port;

  @Option(
      names = "--data",
      defaultValue = ".pricewright",
      description = "folder of the embedded stores (default .pricewright)")
  Path data = Path.of(".pricewright");

  @Option(names = "--mode", description = "direct (default), or kafka")
  @Nullable String mode;

  @Option(names = "--kafka", description = "bootstrap servers, for --mode kafka")
  @Nullable String kafka;

  private final Clock clock;

  UpCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Server.serve(settings(), clock, this::say);
    return 0;
  }

  private void say(Server server) {
    System.out.printf(
        "Pricewright serves http://localhost:%d (%s); the console is at /console/, the reference at"
            + " /docs/. Stop it with Ctrl-C.%n",
        server.port(), server.embedded() ? keyInFolder(server) : keyOfDatabase(server));
  }

  /** A folder whose key was lost keeps its tenants, and gets no other. */
  private String keyInFolder(Server server) {
    FirstKey.writeOwner(server, data);
    if (FirstKey.read(data).isPresent()) {
      return "API key in " + FirstKey.file(data);
    }
    return server
        .createFirstTenant("Demo", "development")
        .map(first -> FirstKey.hand(data, first.apiKey()))
        .orElse(
            "%s is gone: ./pricewright key create --data %s makes a new key"
                .formatted(FirstKey.file(data), data));
  }

  /** A database named in the environment may be shared, and the folder may not be writable. */
  private String keyOfDatabase(Server server) {
    return server
        .createFirstTenant("First", "production")
        .map(first -> FirstKey.hand(data, first.apiKey()))
        .orElse("the database has its tenants and keys");
  }

  /** The options outdo the environment. */
  private Settings settings() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (mode != null) {
      environment.put("PRICEWRIGHT_MODE", mode);
    }
    if (kafka != null) {
      environment.put("PRICEWRIGHT_KAFKA", kafka);
    }
    return Settings.of(port, data, environment).listeningOn(host);
  }
}
