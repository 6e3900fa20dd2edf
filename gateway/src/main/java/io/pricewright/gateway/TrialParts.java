package io.pricewright.gateway;

import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.rollout.DriveRollouts;
import io.pricewright.gateway.rollout.RolloutRoutes;
import io.pricewright.gateway.simulation.ComparePrices;
import io.pricewright.gateway.simulation.EventFileRoutes;
import io.pricewright.gateway.simulation.SimulatePrices;
import io.pricewright.gateway.simulation.SimulationRoutes;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.store.event.EventHistory;
import java.util.ArrayList;
import java.util.List;

/** How a new price is tried: on what was, by simulations, and on some of what is, by rollouts. */
final class TrialParts implements AutoCloseable {
  private final Base base;
  private final SimulatePrices simulate;

  TrialParts(Base base, ScriptParts scripts, RatingParts rating) {
    this.base = base;
    EventHistory history = new EventHistory(base.addresses.app());
    ComparePrices compare =
        new ComparePrices(base.database, base.snapshots, scripts.pool, scripts.engine, history);
    base.drive(
        new DriveRollouts(base.database, base.snapshots, rating.rerating, compare, base.clock));
    simulate =
        new SimulatePrices(
            base.vertx,
            base.database,
            base.snapshots,
            scripts.pool,
            scripts.engine,
            scripts.drafts,
            history,
            base.clock,
            SimulationLimits.defaults(),
            SimulatePrices.MAX_RUNNING);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new RolloutRoutes(base.ids).routes(base.in));
    routes.addAll(
        new SimulationRoutes(base.vertx, simulate, base.in, base.ids, base.clock).routes());
    routes.addAll(new EventFileRoutes(base.ids).routes(base.in));
    return routes;
  }

  @Override
  public void close() {
    simulate.close();
  }
}
