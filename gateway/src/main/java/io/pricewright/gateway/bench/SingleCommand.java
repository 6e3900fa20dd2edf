package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code single}: one event a request, beside a bare echo server under the same load. */
@Command(
    name = "single",
    mixinStandardHelpOptions = true,
    description = "POST /v1/events one by one; rate and latency against a bare JSON echo server.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SingleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private Bench bench;
  @Mixin private Target target;

  @Option(
      names = "--connections",
      defaultValue = "512",
      description = "Keep-alive connections, one request at a time on each.")
  private int connections;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      target.check();
      try (OwnServer own = target.ensure()) {
        measure(own == null ? "a running server" : "its own server");
      }
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private void measure(String where) throws IOException, InterruptedException {
    Clock clock = bench.clock();
    BenchEvents events =
        new BenchEvents(Long.toString(clock.millis(), 36), target.customers, clock);
    spec.commandLine().getOut().println("single events against " + where);
    Scene.layOut(target, events, clock);
    LoadResult echo;
    try (EchoProcess process = EchoProcess.start()) {
      echo = LoadGenerator.run(load(process.uri("/v1/events"), events));
    }
    LoadResult server = LoadGenerator.run(load(URI.create(target.base() + "/v1/events"), events));
    report(server, echo);
  }

  private Load load(URI uri, BenchEvents events) {
    return new Load(
        uri,
        target.key(),
        events::one,
        connections,
        Duration.ofSeconds(target.warmupSeconds),
        Duration.ofSeconds(target.measuredSeconds));
  }

  private void report(LoadResult server, LoadResult echo) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %12s %10s %10s %8s%n", "", "requests/s", "p50 ms", "p99 ms", "errors");
    row(out, "pricewright", server);
    row(out, "bare echo", echo);
    double ratio = server.perSecond() / echo.perSecond();
    out.printf(Locale.ROOT, "%-12s %12.3f%n", "ratio", ratio);
    out.flush();
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", "single")
              .put("connections", connections)
              .put("seconds", target.measuredSeconds)
              .put("pricewright", figures(server))
              .put("echo", figures(echo))
              .put("ratio", ratio);
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }

  static void row(PrintWriter out, String name, LoadResult result) {
    out.printf(
        Locale.ROOT,
        "%-12s %,12.0f %10.2f %10.2f %8d%n",
        name,
        result.perSecond(),
        result.latencyMs(50),
        result.latencyMs(99),
        result.errors());
  }

  static JsonObject figures(LoadResult result) {
    return new JsonObject()
        .put("requests_per_second", result.perSecond())
        .put("p50_ms", result.latencyMs(50))
        .put("p99_ms", result.latencyMs(99))
        .put("errors", result.errors())
        .put("last_error", result.lastError());
  }
}
