package io.pricewright.store.event;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import java.util.Set;

/**
 * An event of the history: what was not asked for is empty in it.
 *
 * @param customerNo whose
 * @param event the event
 * @param parkedOn numbers of the line items on which it is parked
 */
public record HistoryRow(CustomerNo customerNo, Event event, Set<LineItemNo> parkedOn) {
  public HistoryRow {
    parkedOn = Set.copyOf(parkedOn);
  }
}
