package io.pricewright.gateway;

import io.pricewright.gateway.entitlement.AccessRoutes;
import io.pricewright.gateway.entitlement.Levels;
import io.pricewright.gateway.entitlement.RightsRoutes;
import io.pricewright.gateway.http.Route;
import java.util.ArrayList;
import java.util.List;

/** What customers may use, and whether they may right now. */
final class AccessParts implements AutoCloseable {
  private final Base base;
  private final Levels levels;

  AccessParts(Base base) {
    this.base = base;
    levels = new Levels(base.vertx, base.in, base.cache, base.snapshots, base.clock, base.nanos);
    base.database.onCommit(levels::heard);
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new RightsRoutes(base.snapshots, base.clock, base.cache).routes(base.in));
    routes.addAll(new AccessRoutes(levels, base.snapshots, base.clock, base.ids).routes(base.in));
    return routes;
  }

  void start() {
    levels.start();
  }

  @Override
  public void close() {
    levels.stop();
  }
}
