package io.pricewright.sandbox;

import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.subscription.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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

  /** Returns how many errors there were in all. */
  public long errorCount() {
    return errorCounts.stream().mapToLong(Long::longValue).sum();
  }
}
