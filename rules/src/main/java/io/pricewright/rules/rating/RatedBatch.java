package io.pricewright.rules.rating;

import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.usage.DistinctValues;
import java.util.List;
import java.util.Map;

/**
 * What a batch writes.
 *
 * @param events with their receipts, in arrival order
 * @param cells new states
 * @param distinct new multiplicities
 * @param charges one a cell whose amount moved
 * @param postings one a charge
 */
public record RatedBatch(
    List<RatedEvent> events,
    List<Cell> cells,
    Map<CellKey, DistinctValues> distinct,
    List<Charge> charges,
    List<Posting> postings) {}
