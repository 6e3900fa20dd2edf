package io.pricewright.gateway;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.background.DueRetention;
import io.pricewright.gateway.credit.PostCredits;
import io.pricewright.gateway.http.Door;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.metrics.HealthRoutes;
import io.pricewright.gateway.metrics.Probe;
import io.pricewright.gateway.script.ScriptWorkers;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.store.database.Pulse;
import io.pricewright.store.embedded.StoreAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a node together: who knows whom is what their constructors take. */
final class Wiring implements AutoCloseable {
  /** How long a request may wait for a database that does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Base base;
  private final NotificationParts notifications;
  private final ScriptWorkers workers;
  private final ScriptParts scripts;
  private final RatingParts rating;
  private final CatalogueParts catalogue;
  private final AccessParts access;
  private final TrialParts trials;
  private final Door door;
  private final Pulse pulse;

  Wiring(
      Vertx vertx,
      Settings settings,
      StoreAddresses addresses,
      Clock system,
      ScriptWorkers workers) {
    this.workers = workers;
    base = new Base(vertx, addresses, settings.stores().connections(), system);
    notifications = new NotificationParts(base, settings);
    scripts = new ScriptParts(base, settings, workers, notifications);
    PostCredits postings = new PostCredits(base.ids, notifications.notices);
    rating = new RatingParts(base, settings, scripts, notifications, postings);
    catalogue = new CatalogueParts(base, scripts, notifications);
    access = new AccessParts(base);
    CreditParts credits = new CreditParts(base, scripts, notifications, postings, rating);
    trials = new TrialParts(base, scripts, rating);

    base.metrics.build(Version.text());
    base.drive(new DueRetention(base.database, base.clock, base.metrics));

    List<Route> routes = new ArrayList<>();
    routes.addAll(catalogue.routes());
    routes.addAll(rating.routes());
    routes.addAll(trials.routes());
    routes.addAll(access.routes());
    routes.addAll(credits.routes());
    routes.addAll(HealthRoutes.routes(base.metrics, probes(settings.stores().redisUri() != null)));
    door = new Door(base.callers, routes, Door.MAX_BODY_BYTES, base.metrics::answered);
    pulse = Pulse.begin(vertx, addresses.app().options(), () -> door.giveUp(PATIENCE));
  }

  private List<Probe> probes(boolean redis) {
    List<Probe> probes = new ArrayList<>();
    probes.add(new Probe("the database does not answer", base.database::ping));
    probes.add(Probe.of("a script cannot be ended, start this node anew", scripts::ended));
    probes.add(Probe.of("the queue of events is full", rating.batcher::hasRoom));
    probes.add(Probe.of("the reader of the topic has stopped", () -> rating.fault() == null));
    if (redis) {
      probes.add(Probe.helpful("Redis does not answer", base.cache::ping));
    }
    return probes;
  }

  /** Starts what works in the background. */
  Future<Void> start() {
    access.start();
    return Future.join(rating.start(), base.start()).mapEmpty();
  }

  /** Returns why this node rates no events although others may, or null when it does. */
  @Nullable String fault() {
    return rating.fault();
  }

  void loopLag(Duration late) {
    base.metrics.loopLag(late);
  }

  Door door() {
    return door;
  }

  ScriptEngine engine() {
    return scripts.engine;
  }

  /** Returns the processes of scripts. */
  ScriptWorkers workers() {
    return workers;
  }

  CreateTenant createTenant() {
    return catalogue.createTenant;
  }

  /** Ends what works by itself, then what it works with. */
  @Override
  public void close() {
    pulse.close();
    trials.close();
    rating.abandon();
    Server.await(base.stop());
    notifications.close();
    access.close();
    rating.close();
    base.close();
    scripts.close();
  }
}
