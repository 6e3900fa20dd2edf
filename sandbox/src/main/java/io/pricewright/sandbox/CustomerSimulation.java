package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.rules.rating.CellFold;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer of a simulation: ask {@link #span}, fold the pages of that span in any order, then
 * {@link #finish}. Remembers cells, never events. Not thread-safe; folding and finishing run
 * scripts.
 */
public final class CustomerSimulation {
  private final Simulation simulation;
  private final CustomerBook book;
  private final Matcher matcher;
  private final Map<Long, LineItem> lineItems = new LinkedHashMap<>();
  private final Map<CellKey, CellPair> cells = new LinkedHashMap<>();
  private Amounts amounts = Amounts.ZERO;
  private long events;

  CustomerSimulation(Simulation simulation, CustomerBook book) {
    this.simulation = simulation;
    this.book = book;
    this.matcher = new Matcher(simulation.catalogue());
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        if (lineItem.lineageId().equals(simulation.lineageId())) {
          lineItems.put(lineItem.no(), lineItem);
        }
      }
    }
  }

  /**
   * Returns the whole billing periods, over all line items of the price, that the asked span
   * touches; empty when none has usage there. All events in it are to be folded.
   */
  public Optional<Interval> span() {
    Interval span = null;
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem lineItem : subscription.lineItems()) {
        if (lineItems.containsKey(lineItem.no())) {
          span = Simulation.union(span, whole(subscription, lineItem));
        }
      }
    }
    return Optional.ofNullable(span);
  }

  private @Nullable Interval whole(Subscription subscription, LineItem lineItem) {
    Interval asked = simulation.asked();
    Interval periods =
        simulation.meter().reset() == ResetUsage.NEVER
            ? new Interval(lineItem.start(), Interval.END_OF_TIME)
            : new Interval(
                subscription.clock().periodOf(asked.from()).from(),
                subscription.clock().periodOf(asked.to().minus(1, ChronoUnit.MICROS)).to());
    boolean ended = lineItem.end() != null && !lineItem.end().isAfter(periods.from());
    return ended || !lineItem.start().isBefore(periods.to()) ? null : periods;
  }

  /** Folds a page of the customer's stored events. */
  public void fold(List<PastEvent> page) {
    simulation.read(page.size());
    Map<CellKey, List<Hit>> byCell = new LinkedHashMap<>();
    for (PastEvent past : page) {
      boolean counts = false;
      boolean parked = false;
      for (Hit hit : matcher.match(book, past.event(), lineItems::containsKey).hits()) {
        if (!Simulation.overlap(hit.cell().period(), simulation.asked())) {
          continue;
        }
        if (past.parkedOn().contains(hit.key().lineItemNo())) {
          parked = true;
        } else {
          counts = true;
          byCell.computeIfAbsent(hit.key(), key -> new ArrayList<>()).add(hit);
        }
      }
      events += counts ? 1 : 0;
      simulation.count(counts, parked);
    }
    byCell.forEach(this::fold);
    simulation.bound(cells.values());
  }

  private void fold(CellKey key, List<Hit> hits) {
    PriceVersion candidate = simulation.candidate();
    CellPair pair = cells.computeIfAbsent(key, k -> CellPair.of(hits.getFirst().cell(), candidate));
    for (Side side : Side.values()) {
      for (CellFold.Refused refused : pair.fold(side).add(hits, simulation.engine(side))) {
        simulation.error(
            new SimulationError(
                side,
                book.customerNo(),
                key.periodStart(),
                refused.hit().event().id(),
                refused.reason(),
                1));
      }
    }
  }

  /** Prices the cells and adds the customer to the report. */
  public CustomerAmounts finish() {
    cells.forEach(
        (key, pair) -> {
          for (Side side : Side.values()) {
            price(key, pair.fold(side), side);
          }
        });
    cells.clear();
    CustomerAmounts done = new CustomerAmounts(book.customerNo(), amounts, events);
    simulation.add(done, span().orElse(null));
    return done;
  }

  private void price(CellKey key, CellFold fold, Side side) {
    switch (fold.price(simulation.engine(side))) {
      case CellFold.Outcome.Priced priced -> amounts = amounts.plus(side, priced.cell().booked());
      case CellFold.Outcome.Failed failed ->
          simulation.error(
              new SimulationError(
                  side,
                  book.customerNo(),
                  key.periodStart(),
                  null,
                  failed.reason(),
                  fold.events()));
    }
  }
}
