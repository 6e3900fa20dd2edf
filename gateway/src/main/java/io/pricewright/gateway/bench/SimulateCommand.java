package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code simulate}: a month of stored events, by two versions of a cumulative price, from the
 * request to the stored report; events a second and the memory of the process that does it.
 */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "POST /v1/simulations over a month of stored events; events a second, memory.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SimulateCommand implements Callable<Integer> {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-02-01T00:00:00Z");
  private static final String EVENT = "bench.simulate";
  private static final String PER_EVENT =
      "export function rate(event, params) { return [{label: 'each', amount:"
          + " event.quantity.times(new Decimal(params.a))}]; }";

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "10000000",
      description = "Events stored before. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--customers",
      defaultValue = "1000",
      description = "Customers they are spread over. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--per-event",
      description = "Try a price that is asked for each event, instead of a cumulative one.")
  private boolean perEvent;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (events < 1_000 || events > 100_000_000 || customers < 1 || customers > 10_000) {
      spec.commandLine().getErr().println("--events is from 1000, --customers from 1 to 10000");
      return 1;
    }
    try (OwnServer server = OwnServer.start();
        Api api = new Api(server.url(), server.apiKey())) {
      String price = layOut(api);
      say("storing %,d events of %,d customers ...".formatted(events, customers));
      HistoryFill.fill(server.ownerJdbcUrl(), EVENT, FROM, TO, events, customers);
      // Once to warm up what runs, once to measure.
      run(api, price);
      report(run(api, price), server.peakBytes());
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  private String layOut(Api api) throws InterruptedException {
    String meter = Scene.meter(api, EVENT, "tokens");
    String plan = api.create("/v1/plans", new JsonObject().put("name", EVENT));
    JsonObject price =
        Scene.price(plan, meter)
            .put("billing_model", "TIERED")
            .put("tier_mode", "SLAB")
            .put("tiers", tiers("0.000002", "0.0000015"));
    String priceId = api.create("/v1/prices", price);
    for (int i = 0; i < customers; i++) {
      String external = "bench-" + i;
      api.create("/v1/customers", new JsonObject().put("external_id", external));
      api.create(
          "/v1/subscriptions",
          new JsonObject()
              .put("external_customer_id", external)
              .put("plan_id", plan)
              .put("currency", "usd")
              .put("billing_period", "MONTHLY")
              .put("start_date", FROM.toString()));
    }
    api.create("/v1/scripts", new JsonObject().put("name", "each").put("source", PER_EVENT));
    return priceId;
  }

  private static JsonArray tiers(String first, String rest) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("up_to", "5000000")
                .put("unit_amount", first)
                .putNull("flat_amount"))
        .add(new JsonObject().putNull("up_to").put("unit_amount", rest).putNull("flat_amount"));
  }

  /** What one simulation came to. */
  private record Run(double seconds, long events, long errors, String totals) {}

  private Run run(Api api, String price) throws InterruptedException {
    JsonObject tried =
        perEvent
            ? new JsonObject()
                .put("script", new JsonObject().put("name", "each"))
                .put("params", new JsonObject().put("a", "0.000002"))
            : new JsonObject()
                .put("script", new JsonObject().put("name", "graduated").put("version", 1))
                .put("params", new JsonObject().put("tiers", tiers("0.0000018", "0.0000016")));
    JsonObject question =
        new JsonObject()
            .put("lineage_id", price)
            .put("candidate", tried)
            .put("from", FROM.toString())
            .put("to", TO.toString());
    long began = System.nanoTime();
    JsonObject found = api.call("POST", "/v1/simulations?wait=60", question);
    while (found.getString("status").equals("running")) {
      Thread.sleep(100);
      found = api.call("GET", "/v1/simulations/" + found.getString("id"), null);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    JsonObject report = found.getJsonObject("report");
    if (report == null) {
      throw new BenchException("The simulation did not end well: " + found.encode());
    }
    JsonArray variants = report.getJsonArray("variants");
    Run run =
        new Run(
            seconds,
            report.getLong("events"),
            report.getLong("error_count"),
            variants.getJsonObject(0).getString("total")
                + " and "
                + variants.getJsonObject(1).getString("total"));
    say("%,d events in %.1f s".formatted(run.events(), run.seconds()));
    return run;
  }

  private void report(Run run, long peak) throws IOException {
    double rate = run.events() / run.seconds();
    say("events/s     %,12.0f".formatted(rate));
    say("peak memory  %,12.0f MiB of the server's process".formatted(peak / 1048576.0));
    say("totals       %s usd, %d errors".formatted(run.totals(), run.errors()));
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", perEvent ? "simulate_per_event" : "simulate")
              .put("events", run.events())
              .put("customers", customers)
              .put("seconds", run.seconds())
              .put("events_per_second", rate)
              .put("peak_bytes", peak)
              .put("errors", run.errors());
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
