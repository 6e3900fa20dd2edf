package io.pricewright.gateway.rating.ingest;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.rating.BatchWriter;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.rating.snapshot.Snapshots.Ground;
import io.pricewright.gateway.script.BatchBudget;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.BatchPlan;
import io.pricewright.rules.rating.BatchRater;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.rating.Matcher;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rating.RatedEvent;
import io.pricewright.rules.rating.StoredUsage;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.topic.TopicPosition;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The rating transaction: takes the locks, tells new events from known ones, rates the new, writes
 * everything, commits. All or nothing, once, also when the outcome of a commit was unknown.
 */
public final class RateEvents {
  private final Database database;
  private final Snapshots snapshots;
  private final ScriptPool scripts;
  private final ScriptEngine engine;
  private final Duration scriptBudget;
  private final BatchWriter writer;
  private final EnvironmentClock clock;
  private final Metrics metrics;
  private final KnownIds knownIds = new KnownIds();

  private static final Map<EventKey, StoredEvent> NONE_KNOWN = Map.of();

  /** What a transaction came to, before it is committed. */
  private record Made(List<Delivery> deliveries, int charges) {}

  /**
   * Rates with these parts.
   *
   * @param scriptBudget how long the scripts of one transaction may run
   * @param metrics counts what is committed
   */
  public RateEvents(
      Database database,
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      Duration scriptBudget,
      BatchWriter writer,
      EnvironmentClock clock,
      Metrics metrics) {
    this.database = database;
    this.snapshots = snapshots;
    this.scripts = scripts;
    this.engine = engine;
    this.scriptBudget = scriptBudget;
    this.writer = writer;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Rates events in arrival order, and answers each in the same order. */
  public Future<List<Delivery>> rate(Scope scope, BatchId batch, List<Event> events) {
    return rate(scope, batch, events, List.of(), tx -> Future.succeededFuture());
  }

  /**
   * Rates events, and does one thing more in the same transaction before it commits.
   *
   * @param readAt where in a topic each event was read, so that its redelivery is not reported as a
   *     duplicate; empty for events that were not
   * @param also such as moving a topic's offset; its failure rolls everything back
   */
  public Future<List<Delivery>> rate(
      Scope scope,
      BatchId batch,
      List<Event> events,
      List<TopicPosition> readAt,
      Function<Tx, Future<Void>> also) {
    Request request = new Request(batch, events, readAt);
    boolean[] again = {false};
    return Retry.transientFaults(
            () -> {
              boolean look = knownIds.lookFirst(again[0]);
              again[0] = true;
              return database.inScope(
                  scope,
                  tx ->
                      attempt(tx, request, look, t -> Future.succeededFuture())
                          .compose(made -> also.apply(tx).map(made)));
            })
        .map(this::counted);
  }

  /**
   * Rates events in a transaction of the caller, who repeats it on faults that pass.
   *
   * @param first done behind the gates, before anything is rated
   */
  public Future<List<Delivery>> within(
      Tx tx, BatchId batch, List<Event> events, Function<Tx, Future<Void>> first) {
    return attempt(tx, new Request(batch, events, List.of()), true, first).map(Made::deliveries);
  }

  private record Request(BatchId batch, List<Event> events, List<TopicPosition> readAt) {
    /**
     * Returns whether the i-th event was stored by this request, or by an earlier reading of it.
     */
    boolean stored(int i, StoredEvent stored) {
      return stored.batch().equals(batch)
          || (!readAt.isEmpty() && readAt.get(i).equals(stored.readAt()));
    }

    /** Returns where the first of each event was read. */
    Map<EventKey, TopicPosition> positions() {
      Map<EventKey, TopicPosition> positions = new HashMap<>();
      for (int i = 0; i < readAt.size(); i++) {
        positions.putIfAbsent(events.get(i).key(), readAt.get(i));
      }
      return positions;
    }
  }

  private List<Delivery> counted(Made made) {
    metrics.batch(made.deliveries().size());
    metrics.charged(made.charges());
    Map<String, Integer> byOutcome = new HashMap<>();
    made.deliveries().forEach(delivery -> byOutcome.merge(delivery.status(), 1, Integer::sum));
    byOutcome.forEach(metrics::delivered);
    return made.deliveries();
  }

  private Future<Made> attempt(
      Tx tx, Request request, boolean look, Function<Tx, Future<Void>> first) {
    Set<String> externalIds = new HashSet<>();
    Set<EventKey> keys = new HashSet<>();
    for (Event event : request.events()) {
      externalIds.add(event.externalCustomerId());
      keys.add(event.key());
    }
    return snapshots
        .take(tx, externalIds)
        .compose(
            ground ->
                first
                    .apply(tx)
                    .compose(done -> look ? find(tx, keys) : Future.succeededFuture(NONE_KNOWN))
                    .compose(known -> rateNew(tx, request, ground, known)));
  }

  private Future<Map<EventKey, StoredEvent>> find(Tx tx, Set<EventKey> keys) {
    return EventLog.find(tx, keys).onSuccess(known -> knownIds.found(known.size()));
  }

  private Future<Made> rateNew(
      Tx tx, Request request, Ground ground, Map<EventKey, StoredEvent> known) {
    Map<EventKey, Event> fresh = new LinkedHashMap<>();
    for (Event event : request.events()) {
      if (!known.containsKey(event.key())) {
        fresh.putIfAbsent(event.key(), event);
      }
    }
    BatchPlan plan = plan(ground, fresh.values());
    return UsageCells.read(tx, plan.cells(), plan.distinctValues())
        .compose(stored -> scripts.run(() -> rated(plan, stored, request.batch())))
        .compose(rated -> write(tx, request, ground, rated))
        .map(rated -> new Made(answer(request, known, rated), rated.charges().size()));
  }

  private RatedBatch rated(BatchPlan plan, StoredUsage stored, BatchId batch) {
    return new BatchRater(new BatchBudget(engine, scriptBudget))
        .rate(plan, stored, batch, Cause.USAGE);
  }

  private static BatchPlan plan(Ground ground, Iterable<Event> events) {
    BatchPlan plan = new BatchPlan();
    Matcher matcher = new Matcher(ground.catalogue());
    for (Event event : events) {
      CustomerNo customer = ground.customers().get(event.externalCustomerId());
      plan.add(
          event,
          customer,
          matcher.match(customer == null ? null : ground.books().get(customer), event));
    }
    return plan;
  }

  private Future<RatedBatch> write(Tx tx, Request request, Ground ground, RatedBatch rated) {
    if (rated.events().isEmpty()) {
      return Future.succeededFuture(rated);
    }
    Future<Void> inserted =
        EventLog.insert(
            tx, request.batch(), rated.events(), event -> seq(ground, event), request.positions());
    Future<Void> written =
        writer.write(
            tx, request.batch(), rated, ground.books(), ground.gates(), clock.now(tx.scope()));
    return Future.join(inserted, written)
        .recover(fault -> Future.failedFuture(inserted.failed() ? inserted.cause() : fault))
        .map(rated);
  }

  private static long seq(Ground ground, RatedEvent event) {
    Gate gate = event.customerNo() == null ? null : ground.gates().get(event.customerNo());
    return gate == null ? 0 : gate.seq();
  }

  private static List<Delivery> answer(
      Request request, Map<EventKey, StoredEvent> known, RatedBatch rated) {
    Map<EventKey, RatedEvent> fresh = new HashMap<>();
    rated.events().forEach(event -> fresh.put(event.event().key(), event));
    Set<EventKey> answered = new HashSet<>();
    List<Delivery> deliveries = new ArrayList<>(request.events().size());
    for (int i = 0; i < request.events().size(); i++) {
      Event event = request.events().get(i);
      boolean first = answered.add(event.key());
      StoredEvent stored = known.get(event.key());
      RatedEvent now = stored != null ? stored.rated() : fresh.get(event.key());
      if (now == null) {
        throw new IllegalStateException("an event of the batch was neither stored nor rated");
      }
      boolean ours = stored == null || request.stored(i, stored);
      deliveries.add(new Delivery(kind(event, now, first && ours), now));
    }
    return deliveries;
  }

  private static Delivery.Kind kind(Event sent, RatedEvent stored, boolean first) {
    if (!sent.body().equals(stored.event().body())) {
      return Delivery.Kind.CONFLICT;
    }
    return first ? Delivery.Kind.NEW : Delivery.Kind.DUPLICATE;
  }
}
