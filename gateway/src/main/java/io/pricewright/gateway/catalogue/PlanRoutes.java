package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.catalogue.PlanRow;
import io.pricewright.store.catalogue.PriceRow;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The routes of plans. */
public final class PlanRoutes {
  private static final Shape CREATE =
      Shape.of(
          "CreatePlan",
          "name*:string, lookup_key, description, display_order:integer, metadata:object");

  private final Ids ids;

  /** Makes routes that give new plans ids. */
  public PlanRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    Shape plan = CatalogueAnswers.PLAN;
    return List.of(
        Route.post(
            "/v1/plans",
            Scopes.CATALOGUE_WRITE,
            "Creates a plan.",
            201,
            CREATE,
            plan,
            in.creating(this::create)),
        Route.list(
            "/v1/plans",
            Scopes.CATALOGUE_READ,
            "Lists plans, newest first.",
            plan,
            in.of(
                (tx, request, now) ->
                    Rowed.listEach(
                        tx,
                        request,
                        PlanRow.TABLE,
                        Map.of("status", "published"),
                        CatalogueAnswers::of))),
        Route.get(
            "/v1/plans/{id}",
            Scopes.CATALOGUE_READ,
            "Reads a plan with its prices and entitlements.",
            plan,
            in.of(PlanRoutes::get)),
        Route.list(
            "/v1/plans/{id}/entitlements",
            Scopes.CATALOGUE_READ,
            "Lists a plan's entitlements.",
            CatalogueAnswers.ENTITLEMENT,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, PlanRow.TABLE, "plan", request.path("id"))
                        .compose(
                            found ->
                                Rowed.list(
                                    tx,
                                    request,
                                    EntitlementRow.TABLE,
                                    Map.of("entity_id", found.id(), "status", "published"),
                                    rows -> EntitlementRoutes.show(tx, request, rows))))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Long order = fields.integer("display_order", 0, 1_000_000);
    Json.Obj metadata = fields.metadata("metadata");
    PlanRow row =
        new PlanRow(
            ids.next("plan", now),
            fields.requiredText("name", 255),
            fields.text("lookup_key", 255),
            fields.text("description"),
            order == null ? null : order.intValue(),
            metadata == null ? "{}" : metadata.text(),
            "published",
            now,
            now);
    fields.done();
    return PlanRow.TABLE
        .add(tx, row)
        .map(
            added ->
                Answer.created(CatalogueAnswers.of(row, List.of(), List.of(), request.caller())));
  }

  private static Future<Answer> get(Tx tx, Request request, Instant now) {
    return Rowed.find(tx, PlanRow.TABLE, "plan", request.path("id"))
        .compose(
            plan -> {
              Map<String, String> of = Map.of("entity_id", plan.id(), "status", "published");
              Future<List<PriceRow>> prices = PriceRow.TABLE.list(tx, of, 1000, 0);
              Future<List<Json.Obj>> rights =
                  EntitlementRow.TABLE
                      .list(tx, of, 1000, 0)
                      .compose(rows -> EntitlementRoutes.show(tx, request, rows));
              return Future.join(prices, rights)
                  .map(
                      both ->
                          Answer.ok(
                              CatalogueAnswers.of(
                                  plan,
                                  prices.result().stream()
                                      .map(p -> CatalogueAnswers.of(p, request.caller()))
                                      .toList(),
                                  rights.result(),
                                  request.caller())));
            });
  }
}
