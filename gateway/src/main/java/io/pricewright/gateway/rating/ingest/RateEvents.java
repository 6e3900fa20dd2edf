package io.pricewright.gateway.rating.ingest;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.rating.Delivery;
import io.pricewright.gateway.rating.Mode;
import io.pricewright.gateway.rating.Plan;
import io.pricewright.gateway.rating.RatingPipeline;
import io.pricewright.gateway.rating.Run;
import io.pricewright.gateway.rating.Storing;
import io.pricewright.gateway.rating.snapshot.Snapshot;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.event.Event;
import io.pricewright.rules.event.EventKey;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.rating.Cause;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventLog;
import io.pricewright.store.event.StoredEvent;
import io.pricewright.store.topic.TopicPosition;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Rates events that come in, and those that might: takes the locks, tells new events from known
 * ones, and walks the new through the pipeline. What is live is all or nothing, once, also when the
 * outcome of a commit was unknown; a preview is the same walk without gates and without writing.
 */
public final class RateEvents {
  private static final BatchId NO_BATCH = new BatchId(new UUID(0, 0));
  private static final Map<EventKey, StoredEvent> NONE_KNOWN = Map.of();

  private final Database database;
  private final Snapshots snapshots;
  private final RatingPipeline pipeline;
  private final EnvironmentClock clock;
  private final Metrics metrics;
  private final KnownIds knownIds = new KnownIds();

  /** What a transaction came to, before it is committed. */
  private record Made(List<Delivery> deliveries, int charges) {}

  /**
   * Rates with these parts.
   *
   * @param metrics counts what is committed
   */
  public RateEvents(
      Database database,
      Snapshots snapshots,
      RatingPipeline pipeline,
      EnvironmentClock clock,
      Metrics metrics) {
    this.database = database;
    this.snapshots = snapshots;
    this.pipeline = pipeline;
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
    long began = System.nanoTime();
    return Retry.transientFaults(
            () -> {
              boolean look = knownIds.lookFirst(again[0]);
              if (again[0]) {
                metrics.retried();
              }
              again[0] = true;
              return database.inScope(
                  scope,
                  tx ->
                      walk(tx, Mode.LIVE, request, look, t -> Future.succeededFuture())
                          .compose(made -> also.apply(tx).map(made)));
            })
        .map(made -> counted(made, Duration.ofNanos(System.nanoTime() - began)));
  }

  /**
   * Rates events in a transaction of the caller, who repeats it on faults that pass.
   *
   * @param first done behind the gates, before anything is rated
   */
  public Future<List<Delivery>> within(
      Tx tx, BatchId batch, List<Event> events, Function<Tx, Future<Void>> first) {
    return walk(tx, Mode.LIVE, new Request(batch, events, List.of()), true, first)
        .map(Made::deliveries);
  }

  /**
   * Prices hypothetical events with the usage so far, and writes nothing; what was sent before is a
   * duplicate or a conflict, as it would be.
   *
   * @param mode {@link Mode#PREVIEW}, or {@link Mode#HOLD} behind the customers' gates
   */
  public Future<List<Delivery>> price(Tx tx, Mode mode, List<Event> events) {
    if (mode.writes()) {
      throw new IllegalArgumentException("mode " + mode + " writes");
    }
    return walk(
            tx, mode, new Request(NO_BATCH, events, List.of()), true, t -> Future.succeededFuture())
        .map(Made::deliveries);
  }

  private List<Delivery> counted(Made made, Duration took) {
    metrics.batch(made.deliveries().size(), took);
    metrics.charged(made.charges());
    Map<String, Integer> byOutcome = new HashMap<>();
    made.deliveries()
        .forEach(delivery -> byOutcome.merge(delivery.status().code(), 1, Integer::sum));
    byOutcome.forEach(metrics::delivered);
    return made.deliveries();
  }

  /** Rooms 4 to 7, and the answer. */
  private Future<Made> walk(
      Tx tx, Mode mode, Request request, boolean look, Function<Tx, Future<Void>> first) {
    Future<Snapshot> snapshot =
        mode.gated()
            ? snapshots.take(tx, request.externalIds())
            : snapshots.look(tx, request.externalIds());
    return snapshot.compose(
        at ->
            first
                .apply(tx)
                .compose(
                    done -> look ? known(tx, mode, request) : Future.succeededFuture(NONE_KNOWN))
                .compose(known -> rate(tx, mode, request, at, known)));
  }

  private Future<Map<EventKey, StoredEvent>> known(Tx tx, Mode mode, Request request) {
    return EventLog.find(tx, request.keys())
        .onSuccess(
            known -> {
              if (mode.writes()) {
                knownIds.found(known.size());
              }
            });
  }

  private Future<Made> rate(
      Tx tx, Mode mode, Request request, Snapshot at, Map<EventKey, StoredEvent> known) {
    Run run =
        new Run(
            mode, request.batch(), at, new Storing.New(request.positions()), clock.now(tx.scope()));
    return pipeline
        .run(tx, run, Plan.add(request.plan(at, known), Cause.USAGE))
        .map(rated -> new Made(request.answer(known, rated), rated.charges().size()));
  }
}
