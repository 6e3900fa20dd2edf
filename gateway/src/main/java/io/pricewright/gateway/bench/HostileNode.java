package io.pricewright.gateway.bench;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.bench.ScriptTenant.Used;
import io.pricewright.gateway.catalogue.SeedScripts;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.script.hostile.HostileScript;
import io.pricewright.rules.script.hostile.HostileScripts;
import io.pricewright.store.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What one tenant of a node sees while another one's scripts attack: a server of its own in a heap
 * of 512 MiB with everything on, whose bystander sends events at a steady rate, whatever is
 * answered. Meanwhile another tenant publishes a script every so often, sells by it and uses it:
 * first scripts that mean no harm, which is calm, then the hostile ones.
 */
final class HostileNode {
  private static final int PER_SECOND = 200;
  private static final int CONNECTIONS = 64;
  private static final int CUSTOMERS = 20;
  private static final int WARM_TIMES = 2;
  private static final int MOST_SLICE_SECONDS = 10;
  private static final long APART_MILLIS = 300;
  private static final JsonObject PARAMS = new JsonObject(HostileScripts.USUAL.params());

  private final Clock clock;
  private final PrintWriter out;
  private int wrong;

  HostileNode(Clock clock, PrintWriter out) {
    this.clock = clock;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param chosen what attacks; what attacks with its input is left out
   * @param calmSeconds how long to measure calm, after twice as long to warm up
   * @param mostRatio most that the bystander's p99 may rise
   * @return whether each script came to its outcome and the bystander's p99 was within bounds
   */
  boolean run(List<HostileScript> chosen, int calmSeconds, double mostRatio)
      throws IOException, InterruptedException {
    List<HostileScript> sold = chosen.stream().filter(HostileScript::hasUsualInput).toList();
    if (sold.isEmpty()) {
      return true;
    }
    try (OwnServer server = OwnServer.start("512m");
        Api attacker = new Api(server.url(), server.apiKey());
        Api bystander = new Api(server.url(), anotherTenant(server.ownerJdbcUrl()))) {
      BenchEvents events = new BenchEvents("bystander", CUSTOMERS, clock);
      Scene.layOut(bystander, CUSTOMERS, events, clock);
      Load load =
          new Load(
              URI.create(server.url() + "/v1/events"),
              bystander.key(),
              events::one,
              CONNECTIONS,
              Duration.ofSeconds(1),
              Duration.ofSeconds(Math.min(MOST_SLICE_SECONDS, calmSeconds)),
              PER_SECOND);
      ScriptTenant tenant = new ScriptTenant(attacker, clock);
      int harmless = (int) (calmSeconds * 1_000L / APART_MILLIS) + 1;
      beside(load, () -> harmless(tenant, WARM_TIMES * harmless));
      Beside calm = beside(load, () -> harmless(tenant, harmless));
      Beside attacked = beside(load, () -> attack(tenant, sold));
      return report(calm, attacked, mostRatio);
    }
  }

  /** What the bystander saw, and what came of the scripts meanwhile. */
  private record Beside(LoadResult bystander, List<Long> millis) {}

  /** Measures the bystander until the work is done, which returns milliseconds. */
  private static Beside beside(Load load, Callable<List<Long>> work) throws InterruptedException {
    FutureTask<List<Long>> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name("script-tenant").start(task);
    List<LoadResult> slices = new ArrayList<>();
    while (!task.isDone()) {
      slices.add(LoadGenerator.run(load));
    }
    try {
      return new Beside(LoadResult.sum(slices), task.get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchException known ? known : new IllegalStateException(e);
    }
  }

  private static List<Long> harmless(ScriptTenant tenant, int times) throws InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long next = System.nanoTime() + APART_MILLIS * 1_000_000;
      Used used =
          tenant.use(
              "// %d%nexport function price(usage) {".formatted(i)
                  + " return [{label: 'x', amount: usage.quantity.times('0.1')}]; }",
              PARAMS);
      if (!used.outcome().equals(HostileScript.PRICED)) {
        throw new BenchException("A harmless script came to " + used.outcome());
      }
      millis.add(used.millis());
      pauseUntil(next);
    }
    return millis;
  }

  private List<Long> attack(ScriptTenant tenant, List<HostileScript> chosen)
      throws InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (HostileScript script : chosen) {
      long next = System.nanoTime() + APART_MILLIS * 1_000_000;
      Used used = tenant.use(script.source(), PARAMS);
      if (!script.allows(used.outcome())) {
        wrong++;
        out.printf("%-40s %-16s %s%n", script.name(), script.outcome(), used.outcome());
      }
      millis.add(used.millis());
      pauseUntil(next);
    }
    return millis;
  }

  private static void pauseUntil(long nanos) throws InterruptedException {
    long left = (nanos - System.nanoTime()) / 1_000_000;
    if (left > 0) {
      Thread.sleep(left);
    }
  }

  private boolean report(Beside calm, Beside attacked, double mostRatio) {
    out.printf(
        Locale.ROOT,
        "%n%d scripts over the API: %d with another outcome; the attacker's event was answered after %d ms at most, harmless ones after %d%n",
        attacked.millis().size(),
        wrong,
        Collections.max(attacked.millis()),
        Collections.max(calm.millis()));
    out.printf(
        "bystander tenant, %d events/s, ms an event: %10s %10s %6s%n",
        PER_SECOND, "calm", "attacked", "ratio");
    boolean bounded = true;
    for (int percentile : new int[] {50, 99}) {
      double before = calm.bystander().latencyMs(percentile);
      double beside = attacked.bystander().latencyMs(percentile);
      bounded &= percentile < 99 || beside / before <= mostRatio;
      out.printf(
          Locale.ROOT, "p%-41d %10.2f %10.2f %6.2f%n", percentile, before, beside, beside / before);
    }
    long errors = calm.bystander().errors() + attacked.bystander().errors();
    out.printf("%d of the bystander's events were not accepted%n", errors);
    return bounded && wrong == 0 && errors == 0;
  }

  private String anotherTenant(String ownerJdbcUrl) {
    Vertx vertx = Vertx.vertx();
    Database database =
        Database.open(vertx, PgConnectOptions.fromUri(ownerJdbcUrl.substring("jdbc:".length())), 1);
    Ids ids = new Ids();
    try (GraalScriptEngine engine = new GraalScriptEngine(ScriptLimits.defaults())) {
      return new CreateTenant(
              database, new EnvironmentClock(clock), ids, SeedScripts.shipped(ids, engine))
          .create("Bystander", "production")
          .await()
          .apiKey();
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }
}
