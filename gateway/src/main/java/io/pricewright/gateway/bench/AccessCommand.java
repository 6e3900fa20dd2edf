package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code access}: all rights of all customers in one call, and single checks beside an echo. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    description = "POST /v1/access: many checks in one call, and one by one against a bare echo.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AccessCommand implements Callable<Integer> {
  private static final int WARM = 60;
  private static final int TIMES = 60;

  @Spec private CommandSpec spec;
  @ParentCommand private Bench bench;
  @Mixin private Target target;

  @Option(names = "--features", defaultValue = "100", description = "Metered features.")
  private int features;

  @Option(
      names = "--connections",
      defaultValue = "64",
      description = "Keep-alive connections, one request at a time on each.")
  private int connections;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      target.check();
      if (features < 1 || features * (long) target.customers > 10_000) {
        throw new BenchException("--features times --customers is from 1 to 10000");
      }
      try (OwnServer own = target.ensure()) {
        spec.commandLine()
            .getOut()
            .println("access checks against " + (own == null ? "a running server" : "its own"));
        try (AccessScene scene = new AccessScene(target, features, bench.clock())) {
          scene.layOut(bench.clock());
          measure(scene);
        }
      }
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private void measure(AccessScene scene) throws IOException, InterruptedException {
    URI uri = URI.create(target.base() + "/v1/access");
    LoadResult full = LoadGenerator.run(load(uri, scene, 0));
    LoadResult half = LoadGenerator.run(load(uri, scene, full.perSecond() / 2));
    List<Double> many = scene.measureAll(WARM, TIMES);
    try (EchoProcess process = EchoProcess.start()) {
      URI echo = process.uri("/v1/access");
      LoadResult fullEcho = LoadGenerator.run(load(echo, scene, 0));
      LoadResult halfEcho = LoadGenerator.run(load(echo, scene, full.perSecond() / 2));
      report(fullEcho, halfEcho, full, half, many);
    }
  }

  private Load load(URI uri, AccessScene scene, double perSecond) {
    return new Load(
        uri,
        target.key(),
        scene::one,
        connections,
        Duration.ofSeconds(target.warmupSeconds),
        Duration.ofSeconds(target.measuredSeconds),
        perSecond);
  }

  private void report(
      LoadResult echo, LoadResult halfEcho, LoadResult full, LoadResult half, List<Double> many)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %12s %10s %10s %8s%n", "", "requests/s", "p50 ms", "p99 ms", "errors");
    SingleCommand.row(out, "pricewright", full);
    SingleCommand.row(out, "half of it", half);
    SingleCommand.row(out, "bare echo", echo);
    SingleCommand.row(out, "at that rate", halfEcho);
    double ratio = full.perSecond() / echo.perSecond();
    double median = many.get(many.size() / 2);
    double slow = many.get(many.size() * 9 / 10);
    out.printf(Locale.ROOT, "%-12s %12.3f%n", "ratio", ratio);
    out.printf(
        Locale.ROOT,
        "%d customers x %d features in one call: median %.1f ms, 9 of 10 within %.1f ms%n",
        target.customers,
        features,
        median,
        slow);
    out.flush();
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", "access")
              .put("connections", connections)
              .put("seconds", target.measuredSeconds)
              .put("pricewright", SingleCommand.figures(full))
              .put("half_load", SingleCommand.figures(half))
              .put("echo", SingleCommand.figures(echo))
              .put("echo_at_half_load", SingleCommand.figures(halfEcho))
              .put("ratio", ratio)
              .put("checks_in_one_call", target.customers * features)
              .put("one_call_ms_median", median)
              .put("one_call_ms_p90", slow);
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }
}
