package io.pricewright.gateway.simulation;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.rollout.Guard;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.CustomerAmounts;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.sandbox.SimulationReport;
import io.pricewright.sandbox.Variant;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.event.EventHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a version of a price with the lineage's own versions on the same stored usage of some
 * customers. Blocks: call it on a virtual thread.
 */
public final class ComparePrices {
  private final Database database;
  private final Snapshots snapshots;
  private final SimulationRun.Parts parts;

  /** Compares with these parts. */
  public ComparePrices(
      Database database,
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      EventHistory history) {
    this.database = database;
    this.snapshots = snapshots;
    this.parts =
        new SimulationRun.Parts(
            database,
            history,
            new PooledEngine(scripts, engine, engine),
            SimulationLimits.defaults(),
            1);
  }

  /**
   * What was found.
   *
   * @param customers by customer number, external id and both amounts
   * @param newErrors how much usage only the candidate left without a price
   * @param steps what 99 of 100 evaluations of the candidate did not exceed
   */
  public record Found(List<One> customers, long newErrors, long steps) {
    /** Returns what a guard judges. */
    public List<Guard.Moved> moved() {
      return customers.stream().map(One::moved).toList();
    }
  }

  /** One customer. */
  public record One(CustomerNo customerNo, Guard.Moved moved, long events) {}

  /**
   * Compares.
   *
   * @param priceId the version that is tried, of the lineage
   * @param asked widened to whole billing periods
   */
  public Found compare(
      Scope scope,
      LineageId lineageId,
      PriceId priceId,
      List<CustomerNo> customers,
      Interval asked) {
    Catalogue catalogue =
        Blocking.await(Retry.transientFaults(() -> database.inScope(scope, snapshots::catalogue)));
    PriceVersion tried =
        catalogue.lineage(lineageId).stream()
            .filter(version -> version.id().equals(priceId))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a rollout without its price"));
    Candidates.Found found =
        new Candidates.Found(
            catalogue,
            List.of(lineageId),
            List.of(
                Variant.baseline(),
                new Variant("candidate", Variant.Role.CANDIDATE, Map.of(lineageId, tried))),
            Map.of());
    Question question =
        new Question("/price_id", priceId, List.of(), null, asked, List.of(), null, 0, null, null);
    Simulated simulated =
        new SimulationRun(parts, scope, question, found, new Progress()).call(customers);
    SimulationReport report = simulated.report();
    List<One> all = new ArrayList<>();
    for (CustomerAmounts one : report.customers()) {
      all.add(
          new One(
              one.customerNo(),
              new Guard.Moved(
                  simulated.externalId(one.customerNo()).value(),
                  one.amounts().get(0),
                  one.amounts().get(1)),
              one.events()));
    }
    return new Found(all, report.newErrors(1, 0), report.steps().get(1).percentile(99));
  }
}
