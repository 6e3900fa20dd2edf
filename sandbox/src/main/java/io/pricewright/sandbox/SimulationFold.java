package io.pricewright.sandbox;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.rating.CellHistory;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.CellModel;
import io.pricewright.rules.rating.Hit;
import io.pricewright.rules.rating.Match;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The usage of some customers while their events are folded in: pages in any order, cut and
 * distribution over several folds, which are then merged. Remembers usage states, never events. Not
 * thread-safe: one a reader.
 */
public final class SimulationFold {
  private final Simulation simulation;
  private final Map<CustomerNo, CustomerBook> books;
  private final Matcher matcher;
  private final Map<CellKey, CellHistory> cells = new HashMap<>();
  private final Map<CustomerNo, long[]> events = new HashMap<>();
  private long parked;
  private int pages;

  SimulationFold(Simulation simulation, Map<CustomerNo, CustomerBook> books) {
    this.simulation = simulation;
    this.books = books;
    this.matcher = new Matcher(simulation.catalogue());
  }

  /** Folds a page of events in; those of other customers are passed over. */
  public void add(List<PastEvent> page) {
    simulation.read(page.size());
    Map<CellHistory, List<Hit>> byEvent = new LinkedHashMap<>();
    for (PastEvent past : page) {
      CustomerBook book = books.get(past.customerNo());
      if (book != null) {
        add(book, past, byEvent);
      }
    }
    if (!byEvent.isEmpty()) {
      for (CellHistory.Refused refused : CellHistory.addAll(byEvent, simulation.engines())) {
        simulation.refused(refused);
      }
    }
    // Counting is cheap while there is little to count; later now and then is near enough.
    if (cells.size() < 1_000 || pages++ % 16 == 0) {
      simulation.bound(cells.values());
    }
  }

  private void add(CustomerBook book, PastEvent past, Map<CellHistory, List<Hit>> byEvent) {
    Match match = matcher.match(book, past.event(), simulation::simulated);
    boolean counts = false;
    boolean isParked = false;
    for (Hit hit : match.hits()) {
      if (!Simulation.overlap(hit.cell().period(), simulation.asked())) {
        continue;
      }
      if (past.parkedOn().contains(hit.key().lineItemNo())) {
        isParked = true;
        continue;
      }
      counts = true;
      CellHistory cell = cells.computeIfAbsent(hit.key(), key -> history(hit.cell()));
      if (!cell.add(hit)) {
        byEvent.computeIfAbsent(cell, c -> new ArrayList<>()).add(hit);
      }
    }
    carry(book, past, byEvent);
    parked += isParked ? 1 : 0;
    if (counts) {
      events.computeIfAbsent(book.customerNo(), no -> new long[1])[0]++;
    }
  }

  /** What moves a level that is held stands in the cells that begin later. */
  private void carry(CustomerBook book, PastEvent past, Map<CellHistory, List<Hit>> byEvent) {
    for (Meter meter : matcher.levels(past.event())) {
      String part = meter.part(past.event()).text();
      for (CellModel model :
          matcher.carriedInto(
              book, meter, part, past.event().occurredAt(), simulation.asked().to())) {
        if (simulation.simulated(model.lineItem().no())
            && model.begin().isBefore(simulation.asked().to())
            && Simulation.overlap(model.period(), simulation.asked())) {
          CellHistory cell = cells.computeIfAbsent(model.key(), key -> history(model));
          Matcher.hit(model, past.event())
              .filter(hit -> !cell.add(hit))
              .ifPresent(hit -> byEvent.computeIfAbsent(cell, c -> new ArrayList<>()).add(hit));
        }
      }
    }
  }

  private CellHistory history(CellModel live) {
    List<List<Segment>> segments = new ArrayList<>();
    for (Variant variant : simulation.variants()) {
      PriceVersion tried = variant.prices().get(live.lineItem().lineageId());
      // A line item that pins its version keeps it, and a trial is free: a new version would not
      // reach them either.
      boolean kept =
          variant.role() == Variant.Role.CANDIDATE
              && (live.lineItem().pinnedPriceId() != null || live.onTrial());
      segments.add(
          tried == null || kept ? live.segments() : List.of(new Segment(span(live), tried)));
    }
    return new CellHistory(live, segments);
  }

  private static Interval span(CellModel live) {
    return new Interval(
        live.segments().getFirst().span().from(), live.segments().getLast().span().to());
  }

  /** Adds what another fold of the same simulation and customers saw, and empties that one. */
  public void merge(SimulationFold other) {
    other.cells.forEach(
        (key, cell) -> {
          CellHistory mine = cells.putIfAbsent(key, cell);
          if (mine != null) {
            mine.merge(cell);
          }
        });
    other.events.forEach(
        (no, count) -> events.computeIfAbsent(no, n -> new long[1])[0] += count[0]);
    parked += other.parked;
    other.cells.clear();
    other.events.clear();
  }

  Map<CustomerNo, CustomerBook> books() {
    return books;
  }

  /** Returns the cells with usage: not those that a level of zero was carried into. */
  Map<CellKey, CellHistory> cells() {
    cells.values().removeIf(CellHistory::beginsWithNothing);
    return cells;
  }

  long events(CustomerNo customerNo) {
    long[] count = events.get(customerNo);
    return count == null ? 0 : count[0];
  }

  long parked() {
    return parked;
  }
}
