package io.pricewright.sandbox;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * What a simulation found. Amounts have one place a variant, in the order of {@code variants}.
 *
 * @param variants what was compared; the first is the baseline
 * @param covered the whole billing periods that were priced, first to last
 * @param total sum over the customers
 * @param byPrice sums by lineage
 * @param byDay sums by UTC day
 * @param customers one each, in the order simulated
 * @param cells the first ones
 * @param cellCount how many cells there were in all
 * @param comparisons one a candidate
 * @param steps one a variant
 * @param events events that count on the prices
 * @param parked events that are parked on a price live: in no variant
 * @param errors usage without a price, the first ones
 * @param errorCounts how many errors each variant had in all
 */
public record SimulationReport(
    List<Variant> variants,
    Interval covered,
    Amounts total,
    Map<LineageId, Amounts> byPrice,
    SortedMap<LocalDate, Amounts> byDay,
    List<CustomerAmounts> customers,
    List<CellAmounts> cells,
    long cellCount,
    List<Comparison> comparisons,
    List<Steps> steps,
    long events,
    long parked,
    List<SimulationError> errors,
    List<Long> errorCounts) {
  public SimulationReport {
    variants = List.copyOf(variants);
    customers = List.copyOf(customers);
    cells = List.copyOf(cells);
    comparisons = List.copyOf(comparisons);
    steps = List.copyOf(steps);
    errors = List.copyOf(errors);
    errorCounts = List.copyOf(errorCounts);
  }

  /** Returns the place of what the usage costs the seller, or empty when nobody asked that. */
  public OptionalInt cost() {
    return IntStream.range(0, variants.size())
        .filter(v -> variants.get(v).role() == Variant.Role.COST)
        .findFirst();
  }

  /** Returns what a variant brings above the cost; empty without one, and for the cost itself. */
  public Optional<BigDecimal> margin(int variant) {
    return cost().isEmpty() || cost().getAsInt() == variant
        ? Optional.empty()
        : Optional.of(total.difference(variant, cost().getAsInt()));
  }

  /** Returns how many customers would pay less than they cost; empty without a cost. */
  public OptionalLong belowCost(int variant) {
    OptionalInt cost = cost();
    return cost.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            customers.stream()
                .filter(c -> c.amounts().difference(variant, cost.getAsInt()).signum() < 0)
                .count());
  }

  /** Returns how much more usage a variant left without a price than another did; 0 at least. */
  public long newErrors(int variant, int than) {
    return Math.max(0, errorCounts.get(variant) - errorCounts.get(than));
  }

  /** Returns how many errors there were in all. */
  public long errorCount() {
    return errorCounts.stream().mapToLong(Long::longValue).sum();
  }
}
