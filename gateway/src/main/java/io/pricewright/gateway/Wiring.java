package io.pricewright.gateway;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.access.FindCaller;
import io.pricewright.gateway.access.ManageKeys;
import io.pricewright.gateway.background.Driver;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.catalogue.EntitlementRoutes;
import io.pricewright.gateway.catalogue.FeatureRoutes;
import io.pricewright.gateway.catalogue.MeterRoutes;
import io.pricewright.gateway.catalogue.PlanRoutes;
import io.pricewright.gateway.catalogue.PriceRoutes;
import io.pricewright.gateway.catalogue.ScriptRoutes;
import io.pricewright.gateway.catalogue.SeedScripts;
import io.pricewright.gateway.charge.ChargeRoutes;
import io.pricewright.gateway.charge.ExplainCharges;
import io.pricewright.gateway.check.CheckBooks;
import io.pricewright.gateway.check.CheckRoutes;
import io.pricewright.gateway.credit.AlertRoutes;
import io.pricewright.gateway.credit.BudgetRoutes;
import io.pricewright.gateway.credit.ClockRoutes;
import io.pricewright.gateway.credit.CreditGrantRoutes;
import io.pricewright.gateway.credit.Credits;
import io.pricewright.gateway.credit.DrawCredits;
import io.pricewright.gateway.credit.DueCredits;
import io.pricewright.gateway.credit.DueSteps;
import io.pricewright.gateway.credit.HoldRoutes;
import io.pricewright.gateway.credit.LedgerRoutes;
import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.credit.UpcomingCredits;
import io.pricewright.gateway.credit.WalletRoutes;
import io.pricewright.gateway.credit.WatchBudgets;
import io.pricewright.gateway.customer.CustomerRoutes;
import io.pricewright.gateway.entitlement.AccessRoutes;
import io.pricewright.gateway.entitlement.Levels;
import io.pricewright.gateway.entitlement.RightsRoutes;
import io.pricewright.gateway.event.EventRoutes;
import io.pricewright.gateway.event.IngestEvents;
import io.pricewright.gateway.event.QueryRoutes;
import io.pricewright.gateway.http.Door;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.kafka.EventTopic;
import io.pricewright.gateway.kafka.QueueEvents;
import io.pricewright.gateway.kafka.TopicReader;
import io.pricewright.gateway.metrics.HealthRoutes;
import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.metrics.Probe;
import io.pricewright.gateway.notice.DueNotifications;
import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.notice.OutboxCharges;
import io.pricewright.gateway.notice.SuspensionNotices;
import io.pricewright.gateway.rating.ChargeNotices;
import io.pricewright.gateway.rating.RatingPipeline;
import io.pricewright.gateway.rating.WriteBatch;
import io.pricewright.gateway.rating.ingest.Batcher;
import io.pricewright.gateway.rating.ingest.RateEvents;
import io.pricewright.gateway.rating.rerating.CorrectEvents;
import io.pricewright.gateway.rating.rerating.DueTasks;
import io.pricewright.gateway.rating.rerating.Rerating;
import io.pricewright.gateway.rating.rerating.WorkSteps;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.rollout.DriveRollouts;
import io.pricewright.gateway.rollout.RolloutRoutes;
import io.pricewright.gateway.script.JudgeScripts;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.gateway.script.SuspensionLog;
import io.pricewright.gateway.simulation.ComparePrices;
import io.pricewright.gateway.simulation.SimulatePrices;
import io.pricewright.gateway.simulation.SimulationRoutes;
import io.pricewright.gateway.subscription.SubscriptionRoutes;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.script.Proofs;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.script.SuspendingEngine;
import io.pricewright.rules.script.graal.GraalScriptEngine;
import io.pricewright.rules.script.graal.ScriptLimits;
import io.pricewright.rules.script.worker.ProbationEngine;
import io.pricewright.rules.script.worker.WorkerEngine;
import io.pricewright.rulescripts.BuiltInScripts;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.store.cache.RedisCache;
import io.pricewright.store.database.Database;
import io.pricewright.store.embedded.StoreAddresses;
import io.pricewright.store.event.EventHistory;
import io.pricewright.store.outbox.Outbox;
import io.pricewright.store.outbox.PgOutbox;
import io.pricewright.webhooks.DeliverNotifications;
import io.pricewright.webhooks.Secret;
import io.pricewright.webhooks.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a node together: read it from top to bottom to see who knows whom. */
final class Wiring implements AutoCloseable {
  private final Vertx vertx;
  private final @Nullable DeliverNotifications deliver;
  private final Database database;
  private final RedisCache cache;
  private final ScriptEngine engine;
  private final ScriptWorkers workers;
  private final ScriptPool scripts;
  private final JudgeScripts gate;
  private final List<Driver<?>> drivers = new ArrayList<>();
  private final @Nullable QueueEvents queue;
  private final @Nullable TopicReader reader;
  private final SimulatePrices simulate;
  private final Levels levels;
  private final CreateTenant createTenant;
  private final Door door;

  Wiring(
      Vertx vertx,
      Settings settings,
      StoreAddresses addresses,
      Clock system,
      ScriptWorkers workers) {
    this.vertx = vertx;
    EnvironmentClock clock = new EnvironmentClock(system);
    Ids ids = new Ids();
    database = Database.open(vertx, addresses.app().options(), settings.connections());
    cache = RedisCache.open(vertx, addresses.redisUri());
    Metrics metrics = new Metrics();
    Snapshots snapshots = new Snapshots();
    Outbox outbox = new PgOutbox(database);
    Optional<WebhookSettings> webhook = webhook(settings);
    Notices notices =
        webhook.isEmpty()
            ? Notices.SILENT
            : (tx, type, data, at) -> outbox.add(tx, type, data.text(), clock.now());
    SuspensionNotices suspensions = new SuspensionNotices(database, snapshots, notices, clock);
    this.workers = workers;
    ScriptLimits limits = ScriptLimits.defaults();
    // What ships was judged when it was built; what others wrote proves itself.
    Proofs proofs = new Proofs(limits.cachedScripts(), BuiltInScripts.sources());
    GraalScriptEngine confined = new GraalScriptEngine(limits, proofs);
    SuspendingEngine suspending =
        new SuspendingEngine(
            new ProbationEngine(confined, workers.newVersions(), proofs),
            System::nanoTime,
            (version, reason) -> {
              SuspensionLog.suspended(version, reason);
              suspensions.tell(version, reason);
            });
    engine = suspending;
    // What is not published runs in a process of its own, and nobody suspends it.
    WorkerEngine drafts = workers.drafts();
    gate = new JudgeScripts(vertx, drafts, drafts, settings.gateRequired());
    metrics.show(
        "pricewright.scripts.workers.lost", "Script workers killed or ended.", workers::lost);
    metrics.show(
        "pricewright.scripts.suspended", "Script versions suspended.", suspending::suspended);
    metrics.show(
        "pricewright.scripts.stuck", "Threads that a script does not leave.", confined::stuck);
    // One more than there are cores: one may wait for the process of new versions.
    scripts =
        new ScriptPool(
            vertx, Math.max(2, Runtime.getRuntime().availableProcessors()) + 1, 256, metrics);

    PostCredits postCredits = new PostCredits(ids, notices);
    Credits credits = new Credits(postCredits);
    RatingPipeline pipeline =
        new RatingPipeline(
            scripts,
            engine,
            Duration.ofMillis(settings.scriptBudgetMs()),
            new DrawCredits(postCredits, new WatchBudgets(ids, notices)),
            new WriteBatch(webhook.isEmpty() ? ChargeNotices.SILENT : new OutboxCharges(notices)));
    RateEvents rating = new RateEvents(database, snapshots, pipeline, clock, metrics);
    Batcher batcher = new Batcher(vertx, rating, clock, settings.lanes(), settings.queue());
    EventTopic topic = settings.eventTopic();
    if (topic != null) {
      topic.ensure();
      queue = new QueueEvents(vertx, topic, settings.queue());
      reader = new TopicReader(database, topic, rating, clock);
    } else {
      queue = null;
      reader = null;
    }
    Rerating rerating = new Rerating(snapshots, pipeline, clock);
    drive(new DueTasks(database, new WorkSteps(database, rerating, clock), clock), clock, metrics);

    FindCaller callers = new FindCaller(database, system);
    Transactions in = new Transactions(database, clock);
    createTenant = new CreateTenant(database, clock, ids, SeedScripts.shipped(ids, engine));
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ManageKeys(callers, ids).routes(in));
    routes.addAll(new CustomerRoutes(ids).routes(in));
    routes.addAll(new ScriptRoutes(ids, gate).routes(in));
    routes.addAll(new MeterRoutes(ids).routes(in));
    routes.addAll(new FeatureRoutes(ids).routes(in));
    routes.addAll(new PlanRoutes(ids).routes(in));
    routes.addAll(new PriceRoutes(ids, clock).routes(in));
    routes.addAll(new EntitlementRoutes(ids).routes(in));
    routes.addAll(new SubscriptionRoutes(ids, notices).routes(in));
    IngestEvents ingest = new IngestEvents(queue == null ? batcher::rate : queue, clock, ids);
    Driver<?> due =
        drive(new DueCredits(database, clock, new DueSteps(ids, credits, notices)), clock, metrics);
    routes.addAll(
        new EventRoutes(ingest, rating, snapshots, scripts, engine, new CorrectEvents(rerating))
            .routes(in));
    routes.addAll(new QueryRoutes(snapshots).routes(in));
    routes.addAll(ChargeRoutes.routes(in));
    routes.addAll(new ExplainCharges(snapshots, scripts, engine).routes(in));
    routes.addAll(CheckRoutes.routes(new CheckBooks(database, snapshots, scripts, engine)));
    EventHistory history = new EventHistory(addresses.app());
    drive(
        new DriveRollouts(
            database,
            snapshots,
            rerating,
            new ComparePrices(database, snapshots, scripts, engine, history),
            clock),
        clock,
        metrics);
    routes.addAll(new RolloutRoutes(ids).routes(in));
    simulate =
        new SimulatePrices(
            vertx,
            database,
            snapshots,
            scripts,
            engine,
            drafts,
            history,
            clock,
            SimulationLimits.defaults(),
            SimulatePrices.MAX_RUNNING);
    routes.addAll(new SimulationRoutes(vertx, simulate, in, ids, clock).routes());
    routes.addAll(new RightsRoutes(snapshots, clock, cache).routes(in));
    levels = new Levels(vertx, in, cache, snapshots, clock, System::nanoTime);
    database.onCommit(levels::heard);
    routes.addAll(new AccessRoutes(levels, snapshots, clock, ids).routes(in));
    routes.addAll(new WalletRoutes(ids, notices, credits).routes(in));
    routes.addAll(new HoldRoutes(ids, credits, ingest, rating).routes(in));
    routes.addAll(new ClockRoutes(clock, due::caughtUp).routes(in));
    routes.addAll(new CreditGrantRoutes(ids).routes(in));
    routes.addAll(new BudgetRoutes(ids, credits).routes(in));
    routes.addAll(new AlertRoutes(credits).routes(in));
    routes.addAll(UpcomingCredits.routes(in));
    routes.addAll(LedgerRoutes.routes(in));
    deliver = webhook.map(to -> DeliverNotifications.to(vertx, outbox, to, system)).orElse(null);
    if (deliver != null) {
      drive(new DueNotifications(deliver), clock, metrics);
    }
    show(metrics, batcher);
    routes.addAll(
        HealthRoutes.routes(metrics, probes(batcher, confined, settings.redisUri() != null)));
    door = new Door(callers, routes, Door.MAX_BODY_BYTES, metrics::answered);
  }

  private <T> Driver<T> drive(DueWork<T> work, EnvironmentClock clock, Metrics metrics) {
    Driver<T> driver = new Driver<>(work, clock, System::nanoTime, metrics);
    drivers.add(driver);
    return driver;
  }

  private void show(Metrics metrics, Batcher batcher) {
    metrics.runtime(engine.runtime());
    metrics.show("pricewright.queue.events", "Events that wait or are rated.", batcher::queued);
    metrics.show("pricewright.script.queue", "Calls that wait for a thread.", scripts::waiting);
  }

  private List<Probe> probes(Batcher batcher, GraalScriptEngine confined, boolean redis) {
    List<Probe> probes = new ArrayList<>();
    probes.add(new Probe("the database does not answer", database::ping));
    probes.add(
        Probe.of("a script cannot be ended, start this node anew", () -> confined.stuck() == 0));
    probes.add(Probe.of("the queue of events is full", batcher::hasRoom));
    probes.add(Probe.of("the reader of the topic has stopped", () -> fault() == null));
    if (redis) {
      probes.add(Probe.helpful("Redis does not answer", cache::ping));
    }
    return probes;
  }

  private static Optional<WebhookSettings> webhook(Settings settings) {
    String url = settings.webhookUrl();
    String secret = settings.webhookSecret();
    if (url == null) {
      return Optional.empty();
    }
    if (secret == null) {
      throw new Server.StartException(
          "PRICEWRIGHT_WEBHOOK_URL needs PRICEWRIGHT_WEBHOOK_SECRET: whsec_ and 24 to 64 bytes in"
              + " base64.");
    }
    return Optional.of(WebhookSettings.of(url, Secret.parse(secret), settings.development()));
  }

  /** Starts what works in the background. */
  Future<Void> start() {
    levels.start();
    Future<Void> reading = reader == null ? Future.succeededFuture() : reader.deploy(vertx);
    return Future.join(
            Stream.concat(drivers.stream().map(driver -> driver.deploy(vertx)), Stream.of(reading))
                .toList())
        .mapEmpty();
  }

  /** Returns why this node rates no events although others may, or null when it does. */
  @Nullable String fault() {
    return reader == null ? null : reader.fault();
  }

  Door door() {
    return door;
  }

  ScriptEngine engine() {
    return engine;
  }

  /** Returns the processes of scripts. */
  ScriptWorkers workers() {
    return workers;
  }

  CreateTenant createTenant() {
    return createTenant;
  }

  @Override
  public void close() {
    simulate.close();
    Server.await(Future.join(drivers.stream().map(Driver::close).toList()));
    if (deliver != null) {
      Server.await(deliver.close());
    }
    levels.stop();
    if (queue != null) {
      Server.await(queue.close());
    }
    if (reader != null) {
      Server.await(reader.close());
    }
    Server.await(cache.close());
    Server.await(database.close());
    gate.close();
    scripts.close();
    engine.close();
  }
}
