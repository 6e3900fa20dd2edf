package io.pricewright.store.event;

import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.topic.TopicPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as stored.
 *
 * @param event the event
 * @param customerNo whose; null when nobody's yet
 * @param gateSeq the gate's seq when the customer got it
 * @param batch the batch that stored it
 * @param outcome its outcome now
 * @param reason why parked or unmatched
 * @param entries its receipt
 * @param readAt where in a topic it was read; null when it was not, or when that was not asked
 */
public record StoredEvent(
    Event event,
    @Nullable CustomerNo customerNo,
    long gateSeq,
    BatchId batch,
    Outcome outcome,
    @Nullable String reason,
    List<Entry> entries,
    @Nullable TopicPosition readAt) {
  public StoredEvent {
    entries = List.copyOf(entries);
  }

  /** Returns the event with its receipt. */
  public RatedEvent rated() {
    return new RatedEvent(event, customerNo, outcome, reason, entries);
  }
}
