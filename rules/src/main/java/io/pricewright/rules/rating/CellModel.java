package io.pricewright.rules.rating;

import io.pricewright.rules.catalogue.PriceVersion;
import io.pricewright.rules.meter.AggregationType;
import io.pricewright.rules.meter.Meter;
import io.pricewright.rules.script.ScriptKind;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import java.time.Instant;
import java.util.List;

/**
 * What prices a cell: the catalogue's and the subscription's side of it.
 *
 * @param subscription whose
 * @param lineItem which
 * @param meter what is counted
 * @param key the cell
 * @param period the cell's span
 * @param segments the price versions of the period, in order
 */
public record CellModel(
    Subscription subscription,
    LineItem lineItem,
    Meter meter,
    CellKey key,
    Interval period,
    List<Segment> segments) {
  public CellModel {
    segments = List.copyOf(segments);
  }

  /** Returns whether it is a trial's: all that counts in it is free. */
  public boolean onTrial() {
    Instant trialEnd = lineItem.trialEnd();
    return trialEnd != null && key.periodStart().isBefore(trialEnd);
  }

  /** Returns whether usage at an instant counts in it, by its time alone. */
  boolean holds(Instant at) {
    return !at.isBefore(key.periodStart()) && at.isBefore(period.to());
  }

  /** Returns the version that holds at an instant of the cell. */
  public PriceVersion priceAt(Instant at) {
    return segments.get(segmentAt(at)).price();
  }

  /** Returns the index of the segment that holds at an instant of the cell. */
  int segmentAt(Instant at) {
    for (int i = segments.size() - 1; i > 0; i--) {
      if (!at.isBefore(segments.get(i).span().from())) {
        return i;
      }
    }
    return 0;
  }

  /** Returns whether a version changes the amount though no event occurred while it held. */
  public boolean movesWithoutEvents() {
    return switch (meter.aggregation().type()) {
      case AVG, MAX, LATEST, WEIGHTED_SUM -> true;
      case COUNT, SUM, SUM_WITH_MULTIPLIER, COUNT_UNIQUE -> CellAmount.mostFree(segments) > 0;
    };
  }

  /** Returns whether usage is a level that is held: it goes on from one cell into the next. */
  public boolean carries() {
    return meter.aggregation().type() == AggregationType.WEIGHTED_SUM
        && !CellRater.perEvent(segments.getFirst());
  }

  /** Returns when it begins: with the period or, later, with the line item. */
  public Instant begin() {
    return segments.getFirst().span().from();
  }

  /** Returns when a level that is held stops to count. */
  public Instant until() {
    return segments.getLast().span().to();
  }

  /**
   * Returns whether the cell holds all parts of the line item's usage, and its script sees them.
   */
  boolean seesAll() {
    return seesAll(segments.getFirst().price());
  }

  /** Returns whether a price sees all parts together; all versions of a lineage do, or none. */
  static boolean seesAll(PriceVersion price) {
    return price.script().kind() == ScriptKind.ALL_CELLS;
  }
}
