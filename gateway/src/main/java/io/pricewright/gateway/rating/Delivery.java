package io.pricewright.gateway.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.rating.RatedEvent;
import java.util.List;

/**
 * What a delivery of an event came to.
 *
 * @param kind whether it was new
 * @param rated the event as stored, with its receipt; of a queued one only the event is known
 */
public record Delivery(Kind kind, RatedEvent rated) {
  /** Kinds of deliveries. */
  public enum Kind {
    /** Stored by this delivery. */
    NEW,
    /** Known, with the same body: the first receipt stands. */
    DUPLICATE,
    /** Known, with another body: nothing was stored. */
    CONFLICT,
    /** Waits in a topic: what becomes of it is not known yet. */
    QUEUED
  }

  /** Returns the delivery of an event that waits in a topic. */
  public static Delivery queued(Event event) {
    return new Delivery(
        Kind.QUEUED, new RatedEvent(event, null, Outcome.UNMATCHED, null, List.of()));
  }

  /** Returns the status that answers carry. */
  public String status() {
    return switch (kind) {
      case DUPLICATE -> "duplicate";
      case CONFLICT -> "conflict";
      case QUEUED -> "queued";
      case NEW ->
          switch (rated.outcome()) {
            case RATED -> "accepted";
            case PARKED -> "parked";
            case UNMATCHED -> "unmatched";
            case VOIDED -> "voided";
          };
    };
  }
}
