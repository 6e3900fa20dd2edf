package io.pricewright.store.event;

import io.pricewright.rules.event.Event;
import java.util.Set;

/**
 * An event of the history: what was not asked for is empty in it.
 *
 * @param customerNo whose
 * @param event the event
 * @param parkedOn numbers of the line items on which it is parked
 */
public record HistoryRow(long customerNo, Event event, Set<Long> parkedOn) {
  public HistoryRow {
    parkedOn = Set.copyOf(parkedOn);
  }
}
