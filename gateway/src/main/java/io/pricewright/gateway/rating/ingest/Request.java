package io.pricewright.gateway.rating.ingest;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.topic.TopicPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events that are rated together, in arrival order.
 *
 * @param readAt where in a topic each was read; empty when none was
 */
record Request(BatchId batch, List<Event> events, List<TopicPosition> readAt) {
  /** Returns the external ids of their customers. */
  Set<ExternalId> externalIds() {
    Set<ExternalId> ids = new HashSet<>();
    events.forEach(event -> ids.add(event.externalCustomerId()));
    return ids;
  }

  /** Returns the keys of their ids. */
  Set<EventKey> keys() {
    Set<EventKey> keys = new HashSet<>();
    events.forEach(event -> keys.add(event.key()));
    return keys;
  }

  /** Returns where the first of each event was read. */
  Map<EventKey, TopicPosition> positions() {
    Map<EventKey, TopicPosition> positions = new HashMap<>();
    for (int i = 0; i < readAt.size(); i++) {
      positions.putIfAbsent(events.get(i).key(), readAt.get(i));
    }
    return positions;
  }

  /** Plans the events that are not known; of one that comes twice, the first. */
  BatchPlan plan(Snapshot at, Map<EventKey, StoredEvent> known) {
    BatchPlan plan = new BatchPlan();
    Matcher matcher = new Matcher(at.catalogue());
    Set<EventKey> planned = new HashSet<>();
    for (Event event : events) {
      if (!known.containsKey(event.key()) && planned.add(event.key())) {
        CustomerNo customer = at.customers().get(event.externalCustomerId());
        plan.add(event, customer, matcher.match(at.book(customer), event));
      }
    }
    return plan;
  }

  /** Returns what each delivery came to. */
  List<Delivery> answer(Map<EventKey, StoredEvent> known, RatedBatch rated) {
    Map<EventKey, RatedEvent> fresh = new HashMap<>();
    rated.events().forEach(event -> fresh.put(event.event().key(), event));
    Set<EventKey> answered = new HashSet<>();
    List<Delivery> deliveries = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      boolean first = answered.add(event.key());
      StoredEvent stored = known.get(event.key());
      RatedEvent now = stored != null ? stored.rated() : fresh.get(event.key());
      if (now == null) {
        throw new IllegalStateException("an event of the batch was neither stored nor rated");
      }
      boolean ours = stored == null || stored(i, stored);
      deliveries.add(new Delivery(kind(event, now, first && ours), now));
    }
    return deliveries;
  }

  /** Returns whether the i-th event was stored by this request, or by an earlier reading of it. */
  private boolean stored(int i, StoredEvent stored) {
    return stored.batch().equals(batch)
        || (!readAt.isEmpty() && readAt.get(i).equals(stored.readAt()));
  }

  private static Delivery.Kind kind(Event sent, RatedEvent stored, boolean first) {
    if (!sent.body().equals(stored.event().body())) {
      return Delivery.Kind.CONFLICT;
    }
    return first ? Delivery.Kind.NEW : Delivery.Kind.DUPLICATE;
  }
}
