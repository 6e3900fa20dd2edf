package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.Catalogue;
import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rating.CellHistory;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A simulation under way: the live versions of some prices against candidates that would hold
 * instead. Ask {@link #span} which events a customer needs, {@link #fold} those of some customers,
 * on several threads if you like, then {@link #finish} the merged fold; so on for other customers,
 * and ask for the {@link #report}. Fails with {@link Problem.InvalidOperation} beyond its limits.
 */
public final class Simulation {
  private final Catalogue catalogue;
  private final List<Variant> variants;
  private final Set<LineageId> lineages;
  private final Interval asked;
  private final SimulationLimits limits;
  private final List<GivingUp> engines = new ArrayList<>();
  private final Tally tally;
  private final AtomicLong read = new AtomicLong();
  private final AtomicInteger customers = new AtomicInteger();
  private final Set<LineItemNo> lineItems = new HashSet<>();

  /**
   * Begins a simulation.
   *
   * @param engine evaluates all prices; thread-safe
   * @param catalogue with the live versions
   * @param variants the baseline first
   * @param lineages which prices
   * @param asked the span of interest; widened to whole billing periods of each line item
   */
  public Simulation(
      ScriptEngine engine,
      Catalogue catalogue,
      List<Variant> variants,
      Collection<LineageId> lineages,
      Interval asked,
      SimulationLimits limits) {
    this.catalogue = catalogue;
    this.variants = List.copyOf(variants);
    this.lineages = new LinkedHashSet<>(lineages);
    this.asked = asked;
    this.limits = limits;
    this.lineages.forEach(this::meterOf);
    this.lineages.forEach(this::checkParts);
    List<Steps> steps = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      steps.add(new Steps());
      engines.add(new GivingUp(engine, limits.timeouts(), steps.getLast()));
    }
    GivingUp explaining = new GivingUp(engine, limits.timeouts(), new Steps());
    this.tally = new Tally(this.variants, engines, explaining, steps, limits);
  }

  private Meter meterOf(LineageId lineageId) {
    List<PriceVersion> versions = catalogue.lineage(lineageId);
    MeterId id = versions.isEmpty() ? null : versions.getFirst().meterId();
    Meter meter = id == null ? null : catalogue.meter(id);
    if (meter == null) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "No published meter is priced by '%s'. Simulate a usage price."
                  .formatted(lineageId)));
    }
    return meter;
  }

  /** A price that sees all parts together folds other cells than one that does not. */
  private void checkParts(LineageId lineageId) {
    boolean all = seesAll(catalogue.lineage(lineageId).getFirst());
    for (Variant variant : variants) {
      PriceVersion tried = variant.prices().get(lineageId);
      if (tried != null && seesAll(tried) != all) {
        throw new ProblemException(
            new Problem.InvalidOperation(
                "The scripts of '%s' and of %s do not both see all cells. Try one that does as the live one does."
                    .formatted(lineageId, variant.name())));
      }
    }
  }

  private static boolean seesAll(PriceVersion price) {
    return price.script().kind() == ScriptKind.ALL_CELLS;
  }

  /** Returns the meters whose usage is priced. */
  public List<Meter> meters() {
    return lineages.stream().map(this::meterOf).distinct().toList();
  }

  /**
   * Returns the whole billing periods, over all line items of the prices, that the asked span
   * touches; empty when a customer has no usage there. All its events in it are to be folded.
   */
  public Optional<Interval> span(CustomerBook book) {
    return covered(book)
        .map(
            span ->
                meters().stream()
                        .anyMatch(m -> m.aggregation().type() == AggregationType.WEIGHTED_SUM)
                    ? new Interval(Instant.EPOCH, span.to())
                    : span);
  }

  /** Returns the periods that are priced; a level held began before them. */
  private Optional<Interval> covered(CustomerBook book) {
    Interval span = null;
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        if (lineages.contains(lineItem.lineageId())) {
          span = union(span, whole(lineItem));
        }
      }
    }
    return Optional.ofNullable(span);
  }

  private @Nullable Interval whole(LineItem lineItem) {
    Interval periods =
        meterOf(lineItem.lineageId()).reset() == ResetUsage.NEVER
            ? new Interval(lineItem.start(), Interval.END_OF_TIME)
            : new Interval(
                lineItem.span().counted(asked.from()).whole().from(),
                lineItem.span().counted(asked.to().minus(1, ChronoUnit.MICROS)).whole().to());
    boolean ended = lineItem.end() != null && !lineItem.end().isAfter(periods.from());
    return ended || !lineItem.start().isBefore(periods.to()) ? null : periods;
  }

  /**
   * Announces customers whose events come next. Their folds are then made with {@link #fold}, on
   * any threads, and merged before the next customers are announced.
   */
  public void begin(Collection<CustomerBook> books) {
    if (customers.addAndGet(books.size()) > limits.customers()) {
      throw beyond("%,d customers".formatted(limits.customers()));
    }
    lineItems.clear();
    for (CustomerBook book : books) {
      for (Subscription subscription : book.subscriptions()) {
        for (LineItem lineItem : subscription.lineItems()) {
          if (lineages.contains(lineItem.lineageId())) {
            lineItems.add(lineItem.no());
          }
        }
      }
    }
  }

  /** Begins a fold of announced customers. */
  public SimulationFold fold(Map<CustomerNo, CustomerBook> books) {
    return new SimulationFold(this, books);
  }

  /** Prices folded customers and adds them to the report; asks for scripts' prices. */
  public void finish(SimulationFold fold) {
    tally.add(fold, this::covered);
  }

  /** Returns what was found so far. */
  public SimulationReport report() {
    return tally.report(asked);
  }

  /** Returns how many events were read so far; any thread may ask. */
  public long read() {
    return read.get();
  }

  /** Returns what is compared, the baseline first. */
  public List<Variant> variants() {
    return variants;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Interval asked() {
    return asked;
  }

  List<GivingUp> engines() {
    return engines;
  }

  boolean simulated(LineItemNo lineItemNo) {
    return lineItems.contains(lineItemNo);
  }

  void read(int more) {
    if (read.addAndGet(more) > limits.events()) {
      throw beyond("%,d events".formatted(limits.events()));
    }
  }

  void refused(CellHistory.Refused refused) {
    tally.error(
        new SimulationError(
            variants.get(refused.variant()).name(),
            refused.hit().key().customerNo(),
            refused.hit().cell().lineItem().lineageId(),
            refused.hit().key().periodStart(),
            refused.hit().event().id(),
            refused.reason(),
            1),
        refused.variant());
  }

  void bound(Collection<CellHistory> cells) {
    long states = 0;
    long values = 0;
    for (CellHistory cell : cells) {
      states += cell.states();
      values += cell.distinctValues();
    }
    if (states > limits.states()) {
      throw beyond("%,d days of use at once".formatted(limits.states()));
    }
    if (values > limits.distinctValues()) {
      throw beyond("%,d distinct values at once".formatted(limits.distinctValues()));
    }
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
