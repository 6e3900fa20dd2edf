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

/** {@code ingest}: bulk requests, beside plain COPY of the rows they became. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "POST /v1/events/bulk with 1,000 events each; events a second against COPY.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class IngestCommand implements Callable<Integer> {
  private static final int BATCH = 1_000;

  @Spec private CommandSpec spec;
  @ParentCommand private Bench bench;
  @Mixin private Target target;

  @Option(
      names = "--connections",
      defaultValue = "8",
      description = "Keep-alive connections, one request at a time on each.")
  private int connections;

  @Option(
      names = "--pg",
      paramLabel = "JDBC_URL",
      description = "The server's database, as its owner: jdbc:postgresql://host/db?user=...")
  private @Nullable String pg;

  @Option(
      names = "--copy-events",
      defaultValue = "200000",
      description = "Most events copied to find the limit.")
  private int copyEvents;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      target.check();
      if (copyEvents < 1 || copyEvents > 1_000_000) {
        throw new BenchException("--copy-events is from 1 to 1000000");
      }
      try (OwnServer own = target.ensure()) {
        String database = own != null ? own.ownerJdbcUrl() : pg;
        if (database == null) {
          throw new BenchException("--url needs --pg, the database of that server");
        }
        measure(database);
      }
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private void measure(String database) throws IOException, InterruptedException {
    Clock clock = bench.clock();
    BenchEvents events =
        new BenchEvents(Long.toString(clock.millis(), 36), target.customers, clock);
    try (CopyLimit limit = CopyLimit.connect(database)) {
      Scene.layOut(target, events, clock);
      LoadResult server =
          LoadGenerator.run(
              new Load(
                  URI.create(target.base() + "/v1/events/bulk"),
                  target.key(),
                  () -> events.bulk(BATCH),
                  connections,
                  Duration.ofSeconds(target.warmupSeconds),
                  Duration.ofSeconds(target.measuredSeconds)));
      report(server, limit.measure(events.idPrefix(), copyEvents));
    }
  }

  private void report(LoadResult server, CopyLimit.Result copy) throws IOException {
    double ingested = server.perSecond() * BATCH;
    double ratio = ingested / copy.perSecond();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-12s %12s %10s %10s %8s%n", "", "events/s", "p50 ms", "p99 ms", "errors");
    out.printf(
        Locale.ROOT,
        "%-12s %,12.0f %10.2f %10.2f %8d%n",
        "pricewright",
        ingested,
        server.latencyMs(50),
        server.latencyMs(99),
        server.errors());
    out.printf(Locale.ROOT, "%-12s %,12.0f%n", "COPY", copy.perSecond());
    out.printf(Locale.ROOT, "%-12s %12.3f%n", "ratio", ratio);
    if (!copy.fsync()) {
      out.println("fsync is off: neither figure counts.");
    }
    out.flush();
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", "ingest")
              .put("connections", connections)
              .put("seconds", target.measuredSeconds)
              .put("events_per_second", ingested)
              .put("pricewright", SingleCommand.figures(server))
              .put("copy_events_per_second", copy.perSecond())
              .put("copy_events", copy.events())
              .put("copy_bytes", copy.bytes())
              .put("fsync", copy.fsync())
              .put("ratio", ratio);
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }
}
