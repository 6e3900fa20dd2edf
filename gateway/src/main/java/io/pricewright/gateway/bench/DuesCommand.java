package io.pricewright.gateway.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dues}: recurring credits of many customers that become due at one instant, done by several
 * nodes, beside an {@code unnest} insert of the rows that this wrote.
 */
@Command(
    name = "dues",
    mixinStandardHelpOptions = true,
    description =
        "Recurring credits of many customers, due at once; credits a second, and rows a second"
            + " beside an insert of the same rows.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DuesCommand implements Callable<Integer> {
  private static final String FIRST = "bench-0";
  private static final long PATIENCE = 30L * 60 * 1_000_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--customers",
      defaultValue = "100000",
      description = "Customers with a credit due each. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--nodes",
      defaultValue = "2",
      description = "Nodes that do it. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(names = "--json", description = "Also write the figures to this file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (customers < 100 || customers > 1_000_000 || nodes < 1 || nodes > 8) {
      spec.commandLine()
          .getErr()
          .println("--customers is from 100 to 1000000, --nodes from 1 to 8");
      return 1;
    }
    try (StoreNodes server = StoreNodes.start(nodes);
        Api api = new Api(server.url(), server.apiKey());
        DueRows rows = DueRows.connect(server.owner())) {
      rows.tryingOut();
      layOut(api, rows);
      say("making %,d customers ...".formatted(customers));
      rows.copies(FIRST, customers);
      double seconds = run(api, rows);
      report(seconds, rows.again());
      return 0;
    } catch (BenchException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  /** One customer whose wallet has credits of a day, with the next ones due tomorrow. */
  private void layOut(Api api, DueRows rows) throws InterruptedException {
    String plan = api.create("/v1/plans", new JsonObject().put("name", "bench.dues"));
    String meter = Scene.meter(api, "bench.dues", "n");
    api.create(
        "/v1/prices", Scene.price(plan, meter).put("billing_model", "FLAT_FEE").put("amount", "1"));
    api.create(
        "/v1/creditgrants",
        new JsonObject()
            .put("name", "Daily")
            .put("scope", "PLAN")
            .put("plan_id", plan)
            .put("credits", "10")
            .put("cadence", "RECURRING")
            .put("period", "DAILY")
            .put("expiration_type", "DURATION")
            .put("expiration_duration", 2)
            .put("expiration_duration_unit", "DAY"));
    String now = api.call("GET", "/v1/clock", null).getString("now");
    Scene.subscribe(api, FIRST, plan, now);
    advance(api, "PT1S");
    if (rows.number("select count(*) from credit_schedules where ordinal = 1") != 1) {
      throw new BenchException("The first credit did not come.");
    }
  }

  private static void advance(Api api, String by) throws InterruptedException {
    api.call("POST", "/v1/clock/advance", new JsonObject().put("by", by));
  }

  private double run(Api api, DueRows rows) throws InterruptedException {
    Thread clock =
        Thread.ofPlatform()
            .daemon()
            .name("clock")
            .start(
                () -> {
                  try {
                    api.ask(
                        "POST", "/v1/clock/advance", new JsonObject().put("by", "P1D").toBuffer());
                  } catch (InterruptedException | BenchException e) {
                    // It answers when all is done, which may be later than one waits for an answer.
                    Thread.currentThread().interrupt();
                  }
                });
    long all = customers + 2L;
    long began = System.nanoTime();
    long told = 0;
    while (true) {
      long done = rows.number("select count(*) from wallet_grants");
      double seconds = (System.nanoTime() - began) / 1e9;
      if (done >= all) {
        clock.join(1_000);
        return seconds;
      }
      if (System.nanoTime() - began > PATIENCE) {
        throw new BenchException("%,d credits did not come in time.".formatted(all - done));
      }
      if (seconds >= told + 5) {
        told = (long) seconds;
        say("%,d of %,d in %d s".formatted(done, all, told));
      }
      Thread.sleep(100);
    }
  }

  private void report(double seconds, DueRows.Inserted inserted) throws IOException {
    double rate = customers / seconds;
    double rows = inserted.rows() / seconds;
    say("%,d credits in %.1f s, %d nodes".formatted(customers, seconds, nodes));
    say("credits/s        %,12.0f".formatted(rate));
    say("rows/s           %,12.0f".formatted(rows));
    say("rows/s by unnest %,12.0f".formatted(inserted.perSecond()));
    say("ratio            %,12.2f".formatted(rows / inserted.perSecond()));
    if (json != null) {
      JsonObject all =
          new JsonObject()
              .put("measurement", "dues")
              .put("customers", customers)
              .put("nodes", nodes)
              .put("seconds", seconds)
              .put("credits_per_second", rate)
              .put("rows", inserted.rows())
              .put("rows_per_second", rows)
              .put("unnest_rows_per_second", inserted.perSecond())
              .put("ratio", rows / inserted.perSecond());
      Files.writeString(json, all.encodePrettily() + "\n");
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
