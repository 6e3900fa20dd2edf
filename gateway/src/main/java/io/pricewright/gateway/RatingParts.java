package io.pricewright.gateway;

import io.pricewright.gateway.background.Driver;
import io.pricewright.gateway.charge.ChargeRoutes;
import io.pricewright.gateway.check.AskCheck;
import io.pricewright.gateway.check.CheckBooks;
import io.pricewright.gateway.check.CheckRoutes;
import io.pricewright.gateway.check.DueChecks;
import io.pricewright.gateway.credit.DrawCredits;
import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.credit.WatchBudgets;
import io.pricewright.gateway.event.EventRoutes;
import io.pricewright.gateway.event.IngestDraft;
import io.pricewright.gateway.event.IngestEvents;
import io.pricewright.gateway.event.QueryRoutes;
import io.pricewright.gateway.event.Receipts;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.kafka.EventTopic;
import io.pricewright.gateway.kafka.QueueEvents;
import io.pricewright.gateway.kafka.TopicReader;
import io.pricewright.gateway.rating.RatingPipeline;
import io.pricewright.gateway.rating.WriteBatch;
import io.pricewright.gateway.rating.ingest.Batcher;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.gateway.rating.rerating.DueTasks;
import io.pricewright.gateway.rating.rerating.Rerating;
import io.pricewright.gateway.rating.rerating.WorkSteps;
import io.pricewright.gateway.reconciliation.ReconcileRoutes;
import io.pricewright.gateway.subscription.EndSubscription;
import io.pricewright.store.row.TaskRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of events: taken directly or through the topic, rated, rated again, answered for. */
final class RatingParts implements AutoCloseable {
  final RateEvents rating;
  final Batcher batcher;
  final IngestDraft drafts;
  private final IngestEvents ingest;
  final Rerating rerating;
  private final DueChecks checks;
  private final AskCheck asked;
  final Driver<?> tasks;
  private final Base base;
  private final ScriptParts scripts;
  private final @Nullable QueueEvents queue;
  private final @Nullable TopicReader reader;

  RatingParts(
      Base base,
      Settings settings,
      ScriptParts scripts,
      NotificationParts notifications,
      PostCredits postings) {
    this.base = base;
    this.scripts = scripts;
    WatchBudgets budgets = new WatchBudgets(base.ids);
    RatingPipeline pipeline =
        new RatingPipeline(
            scripts.pool,
            scripts.engine,
            settings.scripts().budget(),
            new DrawCredits(postings, budgets),
            new WriteBatch(notifications.charges, notifications.parked));
    rating = new RateEvents(base.database, base.snapshots, pipeline, base.clock, base.metrics);
    batcher =
        new Batcher(
            base.vertx, rating, base.clock, settings.rating().lanes(), settings.rating().queue());
    EventTopic topic = settings.eventTopic();
    if (topic == null) {
      queue = null;
      reader = null;
    } else {
      topic.ensure();
      queue = new QueueEvents(base.vertx, topic, settings.rating().queue());
      reader = new TopicReader(base.database, topic, rating, base.clock);
    }
    drafts = new IngestDraft(base.clock, base.ids);
    ingest = new IngestEvents(queue == null ? batcher::rate : queue);
    rerating = new Rerating(base.snapshots, pipeline, base.clock);
    WorkSteps steps =
        new WorkSteps(
            base.database,
            rerating,
            base.clock,
            base.nanos,
            new EndSubscription(notifications.notices),
            notifications.parked::tell);
    tasks = base.drive(new DueTasks(base.database, steps, base.clock));
    checks =
        new DueChecks(
            base.database,
            new CheckBooks(base.database, base.snapshots, scripts.pool, scripts.engine, base.clock),
            base.clock,
            base.nanos);
    Driver<TaskRow> checking = base.drive(checks);
    asked = new AskCheck(base.vertx, base.database, base.clock, checking::nudge);
    base.metrics.show(
        "pricewright.queue.events", "Events that wait or are rated.", batcher::queued);
  }

  /** Returns the routes of events, and of what was charged for them. */
  List<Route> routes() {
    var in = base.in;
    var pool = scripts.pool;
    var engine = scripts.engine;
    var snapshots = base.snapshots;
    CorrectEvents correct = new CorrectEvents(rerating);
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new EventRoutes(
                drafts, ingest, rating, new Receipts(snapshots, pool, engine), correct, snapshots)
            .routes(in));
    routes.addAll(new QueryRoutes(snapshots).routes(in));
    routes.addAll(new ChargeRoutes(snapshots, pool, engine).routes(in));
    routes.addAll(new CheckRoutes(asked).routes());
    routes.addAll(new ReconcileRoutes(base.database).routes());
    return routes;
  }

  /** Starts to read the topic, if there is one. */
  Future<Void> start() {
    return reader == null ? Future.succeededFuture() : reader.deploy(base.vertx);
  }

  /** Returns why this node rates no events although others may, or null when it does. */
  @Nullable String fault() {
    return reader == null ? null : reader.fault();
  }

  /** Leaves what takes long, as this node stops. */
  void abandon() {
    checks.abandon();
  }

  @Override
  public void close() {
    if (queue != null) {
      Server.await(queue.close());
    }
    if (reader != null) {
      Server.await(reader.close());
    }
  }
}
