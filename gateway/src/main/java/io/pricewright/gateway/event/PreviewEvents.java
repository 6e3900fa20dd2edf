package io.pricewright.gateway.event;

import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.BatchBudget;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.BatchRater;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.catalogue.CustomerBooks;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Prices hypothetical events with the usage so far, by the code that rates real ones, and writes
 * nothing. Ids that are stored already cost nothing more, as they would.
 */
public final class PreviewEvents {
  private static final BatchId NO_BATCH = new BatchId(new UUID(0, 0));

  private static final Duration SCRIPT_BUDGET = Duration.ofSeconds(4);
  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final ScriptEngine engine;

  /** Prices with these parts. */
  public PreviewEvents(Snapshots snapshots, ScriptPool scripts, ScriptEngine engine) {
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.engine = engine;
  }

  /** What the scripts do not price in time is said to be deferred. */
  private BatchRater rater() {
    return new BatchRater(new BatchBudget(engine, SCRIPT_BUDGET));
  }

  /** Prices events in a transaction, in arrival order. */
  public Future<List<Delivery>> preview(Tx tx, List<Event> events) {
    Set<String> ids = events.stream().map(Event::externalCustomerId).collect(Collectors.toSet());
    Set<EventKey> keys = events.stream().map(Event::key).collect(Collectors.toSet());
    var catalogue = snapshots.catalogue(tx);
    Future<Map<EventKey, StoredEvent>> known = EventLog.find(tx, keys);
    return Customers.resolve(tx, ids)
        .compose(
            customers ->
                CustomerBooks.load(tx, List.copyOf(Set.copyOf(customers.values())))
                    .compose(
                        books ->
                            Future.join(catalogue, known)
                                .compose(
                                    both ->
                                        rate(
                                            tx,
                                            events,
                                            known.result(),
                                            plan(
                                                new Matcher(catalogue.result()),
                                                events,
                                                known.result(),
                                                customers,
                                                books)))));
  }

  private static BatchPlan plan(
      Matcher matcher,
      List<Event> events,
      Map<EventKey, StoredEvent> known,
      Map<String, CustomerNo> customers,
      Map<CustomerNo, CustomerBook> books) {
    Map<EventKey, Event> fresh = new LinkedHashMap<>();
    events.stream()
        .filter(event -> !known.containsKey(event.key()))
        .forEach(event -> fresh.putIfAbsent(event.key(), event));
    BatchPlan plan = new BatchPlan();
    for (Event event : fresh.values()) {
      CustomerNo no = customers.get(event.externalCustomerId());
      plan.add(event, no, matcher.match(no == null ? null : books.get(no), event));
    }
    return plan;
  }

  private Future<List<Delivery>> rate(
      Tx tx, List<Event> events, Map<EventKey, StoredEvent> known, BatchPlan plan) {
    return UsageCells.read(tx, plan.cells(), plan.distinctValues())
        .compose(stored -> scripts.run(() -> rater().rate(plan, stored, NO_BATCH, Cause.USAGE)))
        .map(
            rated -> {
              Map<EventKey, RatedEvent> fresh = new LinkedHashMap<>();
              rated.events().forEach(event -> fresh.put(event.event().key(), event));
              List<Delivery> deliveries = new ArrayList<>();
              for (Event event : events) {
                StoredEvent stored = known.get(event.key());
                RatedEvent first = stored != null ? stored.rated() : fresh.remove(event.key());
                boolean isNew = stored == null && first != null;
                deliveries.add(
                    new Delivery(
                        isNew ? Delivery.Kind.NEW : Delivery.Kind.DUPLICATE,
                        first == null ? repeated(event) : first));
              }
              return deliveries;
            });
  }

  private static RatedEvent repeated(Event event) {
    return new RatedEvent(
        event, null, io.pricewright.rules.event.Outcome.UNMATCHED, "repeated", List.of());
  }
}
