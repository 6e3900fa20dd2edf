package io.pricewright.gateway.ingest;

import io.pricewright.rules.rating.RatedEvent;

/**
 * What a delivery of an event came to.
 *
 * @param kind whether it was new
 * @param rated the event as stored, with its receipt
 */
public record Delivery(Kind kind, RatedEvent rated) {
  /** Kinds of deliveries. */
  public enum Kind {
    /** Stored by this delivery. */
    NEW,
    /** Known, with the same body: the first receipt stands. */
    DUPLICATE,
    /** Known, with another body: nothing was stored. */
    CONFLICT
  }

  /** Returns the status that answers carry. */
  public String status() {
    return switch (kind) {
      case DUPLICATE -> "duplicate";
      case CONFLICT -> "conflict";
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
