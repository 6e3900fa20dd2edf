package io.pricewright.rules.rating;

import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.usage.DistinctValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch writes.
 *
 * @param events with their receipts, in arrival order
 * @param cells new states
 * @param distinct new multiplicities
 * @param charges one a cell whose amount moved
 * @param postings one a charge
 * @param moments what the events of each cell cost and when they occurred; of cells counted again
 *     those of all their events, which add up to the amount and not to the charge
 * @param recounted cells that were counted anew: what is stored of their values goes
 */
public record RatedBatch(
    List<RatedEvent> events,
    List<Cell> cells,
    Map<CellKey, DistinctValues> distinct,
    List<Charge> charges,
    List<Posting> postings,
    Map<CellKey, List<Moment>> moments,
    Set<CellKey> recounted) {
  /**
   * An amount of usage at a time.
   *
   * @param at when the event occurred
   * @param amount its marginal amount
   */
  public record Moment(Instant at, BigDecimal amount) {}

  /** Returns whether there is nothing to write. */
  public boolean isEmpty() {
    return events.isEmpty() && cells.isEmpty();
  }
}
