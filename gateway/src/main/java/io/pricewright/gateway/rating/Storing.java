package io.pricewright.gateway.rating;

import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.event.Outcome;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.Failure;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the events of a batch are kept. */
public sealed interface Storing {
  /**
   * They are new.
   *
   * @param readAt where in a topic each was read; empty when none was
   */
  record New(Map<EventKey, TopicPosition> readAt) implements Storing {}

  /**
   * They are stored, and get a new receipt where it says something new.
   *
   * @param before as they were
   * @param seq what all of them get as their seq, since their customer has them only now; or null
   */
  record Known(List<StoredEvent> before, @Nullable Long seq) implements Storing {}

  /** Writes events with their receipts. */
  default Future<Void> write(Tx tx, BatchId batch, List<RatedEvent> events, Snapshot at) {
    return switch (this) {
      case New fresh ->
          events.isEmpty()
              ? Future.succeededFuture()
              : EventLog.insert(tx, batch, events, event -> seq(at, event), fresh.readAt());
      case Known known -> EventLog.update(tx, changed(known, events));
    };
  }

  /** Returns why events could not be priced that were not parked for the same before. */
  default List<Failure> parks(List<RatedEvent> events) {
    Set<RatedEvent> before =
        this instanceof Known known
            ? known.before().stream().map(StoredEvent::rated).collect(Collectors.toSet())
            : Set.of();
    return events.stream()
        .filter(event -> event.outcome() == Outcome.PARKED && !before.contains(event))
        .flatMap(event -> event.entries().stream())
        .map(Entry::failure)
        .filter(Objects::nonNull)
        .toList();
  }

  private static long seq(Snapshot at, RatedEvent event) {
    Gate gate = event.customerNo() == null ? null : at.gates().get(event.customerNo());
    return gate == null ? 0 : gate.seq();
  }

  /** Returns the receipts that say something new; those of events that found an owner all do. */
  private static List<EventLog.Receipt> changed(Known known, List<RatedEvent> events) {
    Map<EventKey, RatedEvent> before = new HashMap<>();
    known.before().forEach(stored -> before.put(stored.event().key(), stored.rated()));
    List<EventLog.Receipt> receipts = new ArrayList<>();
    for (RatedEvent event : events) {
      if (known.seq() != null || !event.equals(before.get(event.event().key()))) {
        receipts.add(new EventLog.Receipt(event, known.seq()));
      }
    }
    return receipts;
  }
}
