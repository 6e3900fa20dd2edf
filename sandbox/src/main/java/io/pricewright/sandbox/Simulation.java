package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A simulation under way: a lineage's live versions against a candidate that would hold instead of
 * all of them. Customers are simulated one after another. Not thread-safe; who drives it passes it
 * from thread to thread. Fails with {@link Problem.InvalidOperation} beyond its limits.
 */
public final class Simulation {

  private final Catalogue catalogue;
  private final PriceVersion candidate;
  private final Meter meter;
  private final Interval asked;
  private final SimulationLimits limits;
  private final ScriptEngine baselineEngine;
  private final ScriptEngine candidateEngine;
  private final List<CustomerAmounts> customers = new ArrayList<>();
  private final List<SimulationError> errors = new ArrayList<>();
  private @Nullable Interval covered;
  private Amounts total = Amounts.ZERO;
  private long read;
  private long events;
  private long parked;
  private long errorCount;

  /**
   * Begins a simulation.
   *
   * @param engine evaluates both prices
   * @param catalogue with the live versions
   * @param candidate the price that is tried, of the lineage it is tried on
   * @param asked the span of interest; widened to whole billing periods of each line item
   */
  public Simulation(
      ScriptEngine engine,
      Catalogue catalogue,
      PriceVersion candidate,
      Interval asked,
      SimulationLimits limits) {
    this.catalogue = catalogue;
    this.candidate = candidate;
    this.meter = meterOf(catalogue, candidate.lineageId());
    this.asked = asked;
    this.limits = limits;
    this.baselineEngine = new GivingUp(engine, limits.timeouts());
    this.candidateEngine = new GivingUp(engine, limits.timeouts());
  }

  private static Meter meterOf(Catalogue catalogue, String lineageId) {
    List<PriceVersion> versions = catalogue.lineage(lineageId);
    String id = versions.isEmpty() ? null : versions.getFirst().meterId();
    Meter meter = id == null ? null : catalogue.meter(id);
    if (meter == null) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "No published meter is priced by '%s'. Simulate a usage price."
                  .formatted(lineageId)));
    }
    return meter;
  }

  /** Begins a customer; its events come next, page by page. */
  public CustomerSimulation begin(CustomerBook book) {
    if (customers.size() >= limits.customers()) {
      throw beyond("%,d customers".formatted(limits.customers()));
    }
    return new CustomerSimulation(this, book);
  }

  /** Returns the meter whose usage is priced. */
  public Meter meter() {
    return meter;
  }

  /** Returns what was found so far. */
  public SimulationReport report() {
    return new SimulationReport(
        candidate.currency(),
        covered == null ? asked : covered,
        total,
        customers,
        events,
        parked,
        errors,
        errorCount);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  String lineageId() {
    return candidate.lineageId();
  }

  PriceVersion candidate() {
    return candidate;
  }

  Interval asked() {
    return asked;
  }

  ScriptEngine engine(Side side) {
    return switch (side) {
      case BASELINE -> baselineEngine;
      case CANDIDATE -> candidateEngine;
    };
  }

  void read(int more) {
    read += more;
    if (read > limits.events()) {
      throw beyond("%,d events".formatted(limits.events()));
    }
  }

  void count(boolean counts, boolean isParked) {
    events += counts ? 1 : 0;
    parked += isParked ? 1 : 0;
  }

  void bound(Collection<CellPair> cells) {
    if (cells.size() > limits.cells()) {
      throw beyond("%,d billing periods of one customer".formatted(limits.cells()));
    }
    long values = cells.stream().mapToLong(CellPair::distinctValues).sum();
    if (values > limits.distinctValues()) {
      throw beyond("%,d distinct values of one customer".formatted(limits.distinctValues()));
    }
  }

  void error(SimulationError error) {
    errorCount++;
    if (errors.size() < limits.listedErrors()) {
      errors.add(error);
    }
  }

  void add(CustomerAmounts done, @Nullable Interval span) {
    customers.add(done);
    total = total.plus(done.amounts());
    covered = union(covered, span);
  }

  private static ProblemException beyond(String what) {
    return new ProblemException(
        new Problem.InvalidOperation(
            "A simulation takes at most %s. Ask for a shorter span or for fewer customers."
                .formatted(what)));
  }

  static boolean overlap(Interval one, Interval other) {
    return one.from().isBefore(other.to()) && other.from().isBefore(one.to());
  }

  /** Returns the smallest span around both; null is nothing. */
  static @Nullable Interval union(@Nullable Interval one, @Nullable Interval other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Interval(
        one.from().isBefore(other.from()) ? one.from() : other.from(),
        one.to().isAfter(other.to()) ? one.to() : other.to());
  }
}
