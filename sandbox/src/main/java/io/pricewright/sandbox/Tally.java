package io.pricewright.sandbox;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.rating.CellHistory;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prices folded cells and adds up what they cost, by every view of the report. */
final class Tally {
  private final List<Variant> variants;
  private final List<? extends ScriptEngine> engines;
  private final ScriptEngine explaining;
  private final List<Steps> steps;
  private final SimulationLimits limits;
  private final Map<LineageId, Amounts> byPrice =
      new TreeMap<>(Comparator.comparing(LineageId::value));
  private final TreeMap<LocalDate, Amounts> byDay = new TreeMap<>();
  private final List<CustomerAmounts> customers = new ArrayList<>();
  private final List<CellAmounts> cells = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<SimulationError> errors = new ArrayList<>();
  private final long[] errorCounts;
  private Amounts total;
  private long cellCount;
  private long events;
  private long parked;
  private @Nullable Interval covered;

  Tally(
      List<Variant> variants,
      List<? extends ScriptEngine> engines,
      ScriptEngine explaining,
      List<Steps> steps,
      SimulationLimits limits) {
    this.variants = variants;
    this.engines = engines;
    this.explaining = explaining;
    this.steps = steps;
    this.limits = limits;
    this.total = nothing();
    this.errorCounts = new long[variants.size()];
    for (int v = 0; v < variants.size(); v++) {
      if (variants.get(v).role() == Variant.Role.CANDIDATE) {
        comparisons.add(new Comparison(v));
      }
    }
  }

  /** A cell and what it costs. */
  private record Costed(CellHistory cell, Amounts amounts) {}

  void add(SimulationFold fold, Function<CustomerBook, Optional<Interval>> span) {
    Map<CustomerNo, List<Costed>> costed = cost(fold);
    for (CustomerBook book : fold.books().values()) {
      List<Costed> mine = costed.getOrDefault(book.customerNo(), List.of());
      Amounts sum = nothing();
      for (Costed one : mine) {
        sum = sum.plus(one.amounts());
      }
      CustomerAmounts customer =
          new CustomerAmounts(book.customerNo(), sum, fold.events(book.customerNo()));
      customers.add(customer);
      total = total.plus(sum);
      events += customer.events();
      covered = Simulation.union(covered, span.apply(book).orElse(null));
      for (Comparison comparison : comparisons) {
        if (comparison.count(customer)) {
          comparison.keep(mover(comparison.variant(), customer, mine));
        }
      }
    }
    parked += fold.parked();
  }

  private Map<CustomerNo, List<Costed>> cost(SimulationFold fold) {
    List<CellHistory> all = new ArrayList<>(fold.cells().values());
    all.sort(
        Comparator.comparing((CellHistory c) -> c.model().key().customerNo())
            .thenComparing(c -> c.model().key().lineItemNo())
            .thenComparing(c -> c.model().key().periodStart())
            .thenComparing(c -> c.model().key().part()));
    List<List<CellHistory.Outcome>> outcomes = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      outcomes.add(CellHistory.price(all, v, engines.get(v)));
    }
    Map<CustomerNo, List<Costed>> costed = new HashMap<>();
    for (int c = 0; c < all.size(); c++) {
      Amounts amounts = nothing();
      for (int v = 0; v < variants.size(); v++) {
        amounts = amounts.plus(v, amount(all.get(c), v, outcomes.get(v).get(c)));
      }
      costed
          .computeIfAbsent(all.get(c).model().key().customerNo(), no -> new ArrayList<>())
          .add(new Costed(all.get(c), amounts));
      list(all.get(c).model(), amounts);
    }
    return costed;
  }

  private BigDecimal amount(CellHistory cell, int variant, CellHistory.Outcome outcome) {
    return switch (outcome) {
      case CellHistory.Outcome.Priced priced -> {
        priced
            .days()
            .forEach((day, amount) -> byDay.merge(day, only(variant, amount), Amounts::plus));
        yield priced.amount();
      }
      case CellHistory.Outcome.Failed failed -> {
        error(
            new SimulationError(
                variants.get(variant).name(),
                cell.model().key().customerNo(),
                cell.model().lineItem().lineageId(),
                cell.model().key().periodStart(),
                null,
                failed.reason(),
                cell.events(variant)),
            variant);
        yield BigDecimal.ZERO;
      }
    };
  }

  private Amounts only(int variant, BigDecimal amount) {
    return nothing().plus(variant, amount);
  }

  private Amounts nothing() {
    return Amounts.zero(variants.size());
  }

  private void list(CellModel model, Amounts amounts) {
    cellCount++;
    byPrice.merge(model.lineItem().lineageId(), amounts, Amounts::plus);
    if (cells.size() < limits.listedCells()) {
      cells.add(
          new CellAmounts(
              model.key().customerNo(),
              model.key().lineItemNo(),
              model.lineItem().id(),
              model.lineItem().lineageId(),
              model.key().periodStart(),
              model.key().part(),
              amounts));
    }
  }

  private Mover mover(int variant, CustomerAmounts customer, List<Costed> costed) {
    List<Mover.Reason> reasons =
        costed.stream()
            .sorted(
                Comparator.comparing((Costed c) -> c.amounts().difference(variant).abs())
                    .reversed())
            .limit(Mover.MOST_REASONS)
            .map(
                c ->
                    new Mover.Reason(
                        c.cell().model().lineItem().lineageId(),
                        c.cell().model().key().periodStart(),
                        c.cell().explain(0, explaining),
                        c.cell().explain(variant, explaining)))
            .toList();
    return new Mover(customer, customer.amounts().difference(variant), reasons);
  }

  synchronized void error(SimulationError error, int variant) {
    errorCounts[variant]++;
    if (errors.size() < limits.listedErrors()) {
      errors.add(error);
    }
  }

  synchronized SimulationReport report(Interval asked) {
    List<Long> counts = new ArrayList<>();
    for (long count : errorCounts) {
      counts.add(count);
    }
    return new SimulationReport(
        variants,
        covered == null ? asked : covered,
        total,
        byPrice,
        byDay,
        customers,
        cells,
        cellCount,
        comparisons,
        steps,
        events,
        parked,
        errors,
        counts);
  }
}
