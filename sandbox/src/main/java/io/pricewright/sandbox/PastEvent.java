package io.pricewright.sandbox;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import java.util.Set;

/**
 * An event that happened, or is said to have: stored and not voided, uploaded, or generated.
 *
 * @param customerNo whose
 * @param event the event
 * @param parkedOn numbers of the line items on which it is parked, so not in any booked amount
 */
public record PastEvent(CustomerNo customerNo, Event event, Set<LineItemNo> parkedOn) {
  public PastEvent {
    parkedOn = Set.copyOf(parkedOn);
  }
}
