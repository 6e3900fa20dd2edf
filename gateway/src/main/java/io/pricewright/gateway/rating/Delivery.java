package io.pricewright.gateway.rating;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.Coded;
import io.pricewright.rules.rating.RatedEvent;
import java.util.List;
import java.util.Locale;

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

  /** What answers say of a delivery. */
  public enum Status implements Coded {
    /** New, and priced wherever it matched. */
    ACCEPTED,
    /** Known with the same body. */
    DUPLICATE,
    /** New; its price is pending. */
    PARKED,
    /** New; nothing prices it yet. */
    UNMATCHED,
    /** Known with another body. */
    CONFLICT,
    /** Waits in a topic. */
    QUEUED,
    /** Taken back, also where it is sent again: its id stays taken. */
    VOIDED;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the status that answers carry. */
  public Status status() {
    return switch (kind) {
      case DUPLICATE -> rated.outcome() == Outcome.VOIDED ? Status.VOIDED : Status.DUPLICATE;
      case CONFLICT -> Status.CONFLICT;
      case QUEUED -> Status.QUEUED;
      case NEW ->
          switch (rated.outcome()) {
            case RATED -> Status.ACCEPTED;
            case PARKED -> Status.PARKED;
            case UNMATCHED -> Status.UNMATCHED;
            case VOIDED -> Status.VOIDED;
          };
    };
  }
}
