package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
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

  private static final Shape UPDATE =
      Shape.of(
          "UpdatePlan", "name, lookup_key, description, display_order:integer, metadata:object");
  private static final Map<String, String> CONDITIONS =
      Map.of("plan_ids", "id", "lookup_key", "lookup_key");
  private static final Shape SEARCH =
      Search.shape("SearchPlans", "status, plan_ids:array, lookup_key");

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
                        Where.is(PlanRow.STATUS, Status.PUBLISHED),
                        CatalogueAnswers::of))),
        Route.post(
            "/v1/plans/search",
            Scopes.CATALOGUE_READ,
            "Searches plans, newest first.",
            200,
            SEARCH,
            plan.listed(),
            in.of(PlanRoutes::search)),
        Route.put(
            "/v1/plans/{id}",
            Scopes.CATALOGUE_WRITE,
            "Changes what a plan is called.",
            UPDATE,
            plan,
            in.of(PlanRoutes::update)),
        Route.delete(
            "/v1/plans/{id}",
            Scopes.CATALOGUE_WRITE,
            "Archives a plan: nobody subscribes to it any more, its subscriptions go on.",
            plan,
            in.of(PlanRoutes::archive)),
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
                    Rowed.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id")))
                        .compose(
                            found ->
                                Rowed.list(
                                    tx,
                                    request,
                                    EntitlementRow.TABLE,
                                    Map.of("entity_id", found.id().value(), "status", "published"),
                                    rows -> EntitlementRoutes.show(tx, request, rows))))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Long order = fields.integer("display_order", 0, 1_000_000);
    Json.Obj metadata = fields.metadata("metadata");
    PlanRow row =
        new PlanRow(
            new PlanId(ids.next("plan", now)),
            fields.requiredText("name", 255),
            fields.text("lookup_key", 255),
            fields.text("description"),
            order == null ? null : order.intValue(),
            metadata == null ? Json.Obj.EMPTY : metadata,
            Status.PUBLISHED,
            now,
            now);
    fields.done();
    return PlanRow.TABLE
        .add(tx, row)
        .map(
            added ->
                Answer.created(CatalogueAnswers.of(row, List.of(), List.of(), request.caller())));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.readPublished(fields, CONDITIONS, List.of("id", "name", "lookup_key"));
    fields.done();
    return Rowed.search(tx, search, PlanRow.TABLE, Rowed.each(request, CatalogueAnswers::of));
  }

  /** Moves the epoch, since answers about customers' rights show the plan's name. */
  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id"))))
        .compose(
            old -> {
              Fields fields = request.fields();
              Long order = fields.integer("display_order", 0, 1_000_000);
              Json.Obj metadata = fields.metadata("metadata");
              PlanRow row =
                  new PlanRow(
                      old.id(),
                      fields.kept("name", 255, old.name()),
                      fields.textOr("lookup_key", 255, old.lookupKey()),
                      fields.textOr("description", Fields.MAX_TEXT, old.description()),
                      order == null ? old.displayOrder() : Integer.valueOf(order.intValue()),
                      metadata == null ? old.metadata() : metadata,
                      old.status(),
                      old.createdAt(),
                      now);
              fields.done();
              return PlanRow.TABLE.put(tx, row).compose(put -> show(tx, request, row));
            })
        .map(Answer::ok);
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id"))))
        .compose(
            old -> {
              if (!old.published()) {
                throw new ProblemException(new Problem.InvalidOperation("The plan is archived."));
              }
              PlanRow row = old.withStatus(Status.ARCHIVED).withUpdatedAt(now);
              return PlanRow.TABLE.put(tx, row).compose(put -> show(tx, request, row));
            })
        .map(Answer::ok);
  }

  private static Future<Answer> get(Tx tx, Request request, Instant now) {
    return Rowed.find(tx, PlanRow.TABLE, "plan", new PlanId(request.path("id")))
        .compose(plan -> show(tx, request, plan))
        .map(Answer::ok);
  }

  private static Future<Json.Obj> show(Tx tx, Request request, PlanRow plan) {
    Map<String, String> of = Map.of("entity_id", plan.id().value(), "status", "published");
    Future<List<PriceRow>> prices =
        PriceRow.TABLE.list(
            tx,
            Where.is(PriceRow.ENTITY_ID, plan.id()).and(PriceRow.STATUS, Status.PUBLISHED),
            1000,
            0);
    Future<List<Json.Obj>> rights =
        EntitlementRow.TABLE
            .list(tx, of, 1000, 0)
            .compose(rows -> EntitlementRoutes.show(tx, request, rows));
    return Future.join(prices, rights)
        .map(
            both ->
                CatalogueAnswers.of(
                    plan,
                    prices.result().stream()
                        .map(p -> CatalogueAnswers.of(p, request.caller()))
                        .toList(),
                    rights.result(),
                    request.caller()));
  }
}
