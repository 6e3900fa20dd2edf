package io.pricewright.gateway;

import io.pricewright.gateway.access.CreateTenant;
import io.pricewright.gateway.access.ManageKeys;
import io.pricewright.gateway.catalogue.EntitlementRoutes;
import io.pricewright.gateway.catalogue.FeatureRoutes;
import io.pricewright.gateway.catalogue.MeterRoutes;
import io.pricewright.gateway.catalogue.PlanRoutes;
import io.pricewright.gateway.catalogue.PriceRoutes;
import io.pricewright.gateway.catalogue.ScriptRoutes;
import io.pricewright.gateway.catalogue.SeedScripts;
import io.pricewright.gateway.check.MovedMoney;
import io.pricewright.gateway.customer.CustomerRoutes;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.subscription.SubscriptionRoutes;
import java.util.ArrayList;
import java.util.List;

/** What is sold, and to whom: catalogue, customers, subscriptions, tenants and their keys. */
final class CatalogueParts {
  final CreateTenant createTenant;
  private final Base base;
  private final ScriptParts scripts;
  private final NotificationParts notifications;

  CatalogueParts(Base base, ScriptParts scripts, NotificationParts notifications) {
    this.base = base;
    this.scripts = scripts;
    this.notifications = notifications;
    createTenant =
        new CreateTenant(
            base.database, base.clock, base.ids, SeedScripts.shipped(base.ids, scripts.engine));
  }

  List<Route> routes() {
    var in = base.in;
    var ids = base.ids;
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ManageKeys(base.callers, ids).routes(in));
    routes.addAll(new CustomerRoutes(ids).routes(in));
    routes.addAll(new ScriptRoutes(ids, scripts.gate).routes(in));
    routes.addAll(new MeterRoutes(ids).routes(in));
    routes.addAll(new FeatureRoutes(ids).routes(in));
    routes.addAll(new PlanRoutes(ids).routes(in));
    routes.addAll(
        new PriceRoutes(ids, base.clock, new MovedMoney(scripts.pool, scripts.engine)).routes(in));
    routes.addAll(new EntitlementRoutes(ids).routes(in));
    routes.addAll(new SubscriptionRoutes(ids, notifications.notices).routes(in));
    return routes;
  }
}
