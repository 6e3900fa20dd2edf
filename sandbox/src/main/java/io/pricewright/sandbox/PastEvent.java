package io.pricewright.sandbox;

import io.pricewright.rules.event.Event;
import java.util.Set;

/**
 * A stored event that was not voided.
 *
 * @param event the event
 * @param parkedOn numbers of the line items on which it is parked, so not in any booked amount
 */
public record PastEvent(Event event, Set<Long> parkedOn) {
  public PastEvent {
    parkedOn = Set.copyOf(parkedOn);
  }
}
