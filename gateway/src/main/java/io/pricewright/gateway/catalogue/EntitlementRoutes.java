package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Page;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Route;
import io.pricewright.gateway.http.Scopes;
import io.pricewright.gateway.http.Search;
import io.pricewright.gateway.http.Shape;
import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes of entitlements. One of a subscription replaces its plan's on the same feature, and
 * names it as its parent.
 */
public final class EntitlementRoutes {
  private static final String VALUES =
      "is_enabled:boolean, is_soft_limit:boolean, usage_limit:integer, usage_reset_period,"
          + " rolling_window, static_value, config_value:object";
  private static final Shape CREATE =
      Shape.of(
          "CreateEntitlement",
          "entity_id, entity_type, plan_id, feature_id*:string, feature_type*:string,"
              + " parent_entitlement_id, "
              + VALUES);
  private static final int MAX_BULK = 100;
  private static final Shape BULK = Shape.of("CreateEntitlements", "items*:array");
  private static final Shape UPDATE = Shape.of("UpdateEntitlement", VALUES);
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "entity_ids", "entity_id",
          "plan_ids", "entity_id",
          "entity_type", "entity_type",
          "feature_ids", "feature_id",
          "feature_type", "feature_type");
  private static final List<String> COLUMNS =
      List.of("id", "entity_id", "entity_type", "feature_id", "feature_type");
  private static final Shape SEARCH =
      Search.shape(
          "SearchEntitlements",
          "status, entity_ids:array, plan_ids:array, entity_type, feature_ids:array, feature_type");

  private final Ids ids;

  /** Makes routes that give new entitlements ids. */
  public EntitlementRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    String read = Scopes.CATALOGUE_READ;
    String write = Scopes.CATALOGUE_WRITE;
    Shape right = CatalogueAnswers.ENTITLEMENT;
    return List.of(
        Route.post(
            "/v1/entitlements",
            write,
            "Gives a plan's customers, or one subscription, a right to a feature.",
            201,
            CREATE,
            right,
            in.creating(this::create)),
        Route.post(
            "/v1/entitlements/bulk",
            write,
            "Gives up to 100 rights; all of them or none.",
            201,
            BULK,
            right.listed(),
            in.creating(this::bulk)),
        Route.list(
            "/v1/entitlements",
            read,
            "Lists entitlements, newest first.",
            right,
            in.of(EntitlementRoutes::list)),
        Route.post(
            "/v1/entitlements/search",
            read,
            "Searches entitlements, newest first.",
            200,
            SEARCH,
            right.listed(),
            in.of(EntitlementRoutes::search)),
        Route.get(
            "/v1/entitlements/{id}",
            read,
            "Reads an entitlement.",
            right,
            in.of(
                (tx, request, now) ->
                    named(tx, request)
                        .compose(row -> show(tx, request, List.of(row)))
                        .map(shown -> Answer.ok(shown.getFirst())))),
        Route.put(
            "/v1/entitlements/{id}",
            write,
            "Changes an entitlement. Open periods are counted again.",
            UPDATE,
            right,
            in.of(EntitlementRoutes::update)),
        Route.delete(
            "/v1/entitlements/{id}",
            write,
            "Archives an entitlement. Open periods are counted again.",
            right,
            in.of(EntitlementRoutes::archive)));
  }

  private static Future<Answer> list(Tx tx, Request request, Instant now) {
    return Rowed.list(
        tx,
        request,
        EntitlementRow.TABLE,
        Map.of("status", "published"),
        rows -> show(tx, request, rows));
  }

  private static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.readPublished(fields, CONDITIONS, COLUMNS);
    fields.done();
    return Rowed.search(tx, search, EntitlementRow.TABLE, rows -> show(tx, request, rows));
  }

  private static Future<EntitlementRow> named(Tx tx, Request request) {
    return Rowed.find(tx, EntitlementRow.TABLE, "entitlement", request.path("id"));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    EntitlementRow draft = EntitlementDraft.create(fields, ids.next("ent", now), now);
    fields.done();
    return Epochs.advance(tx)
        .compose(epoch -> add(tx, draft, "", now))
        .compose(row -> show(tx, request, List.of(row)))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  private Future<Answer> bulk(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    List<Fields> items = fields.objects("items", MAX_BULK);
    if (items.isEmpty()) {
      fields.refuse("items", "required", "Send 1 to %d entitlements.".formatted(MAX_BULK));
    }
    List<EntitlementRow> drafts =
        items.stream()
            .map(item -> EntitlementDraft.create(item, ids.next("ent", now), now))
            .toList();
    fields.done();
    Future<List<EntitlementRow>> made = Epochs.advance(tx).map(epoch -> new ArrayList<>());
    for (int i = 0; i < drafts.size(); i++) {
      EntitlementRow draft = drafts.get(i);
      String at = "/items/" + i;
      made =
          made.compose(
              all ->
                  add(tx, draft, at, now)
                      .map(
                          row -> {
                            all.add(row);
                            return all;
                          }));
    }
    return made.compose(rows -> show(tx, request, rows))
        .map(all -> Answer.created(Shape.page(all, new Page(MAX_BULK, 0), all.size())));
  }

  /** Adds one; {@code at} points to it in the body. */
  private static Future<EntitlementRow> add(Tx tx, EntitlementRow draft, String at, Instant now) {
    return planOf(tx, draft, at)
        .compose(
            planId ->
                Rowed.refer(
                        tx,
                        FeatureRow.TABLE,
                        "feature",
                        new FeatureId(draft.featureId()),
                        at + "/feature_id")
                    .compose(feature -> checked(tx, draft, feature, planId))
                    .compose(feature -> placed(tx, draft, planId, at)))
        .compose(
            row ->
                EntitlementRow.TABLE.add(tx, row).compose(added -> recount(tx, row, now)).map(row));
  }

  /** Returns the plan the entitlement belongs to, by itself or by its subscription. */
  private static Future<String> planOf(Tx tx, EntitlementRow draft, String at) {
    String id = draft.entityId();
    if (draft.entityType().equals("PLAN")) {
      return Rowed.refer(tx, PlanRow.TABLE, "plan", new PlanId(id), at + "/entity_id")
          .map(plan -> plan.id().value());
    }
    return SubscriptionRow.TABLE
        .find(tx, new SubscriptionId(id))
        .map(
            found -> {
              SubscriptionRow row =
                  found.orElseThrow(
                      () -> Rowed.missing("subscription", id, at + "/entity_id", "is not there"));
              if (row.subscriptionStatus() == SubscriptionStatus.CANCELLED) {
                throw Rowed.missing("subscription", id, at + "/entity_id", "is cancelled");
              }
              return row.planId().value();
            });
  }

  private static Future<FeatureRow> checked(
      Tx tx, EntitlementRow row, FeatureRow feature, String planId) {
    if (!feature.type().code().equals(row.featureType())) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "The feature is %s; send that as feature_type.".formatted(feature.type().code())));
    }
    return AllowanceRule.checkEntitlement(tx, row, feature, planId).map(feature);
  }

  /** Refuses a second one on the feature, and finds the plan's that it replaces. */
  private static Future<EntitlementRow> placed(
      Tx tx, EntitlementRow draft, String planId, String at) {
    return EntitlementRow.TABLE
        .listAmong(
            tx,
            Map.of(
                "entity_id", List.of(draft.entityId(), planId),
                "feature_id", List.of(draft.featureId()),
                "status", List.of("published")),
            10,
            0)
        .map(
            rows -> {
              if (rows.stream().anyMatch(r -> r.entityId().equals(draft.entityId()))) {
                throw new ProblemException(
                    new Problem.AlreadyExists(
                        "The %s has an entitlement to the feature. Change that one."
                            .formatted(
                                draft.entityType().equals("PLAN") ? "plan" : "subscription")));
              }
              return EntitlementDraft.replacing(draft, parent(draft, rows, at));
            });
  }

  private static @Nullable String parent(
      EntitlementRow draft, List<EntitlementRow> ofPlan, String at) {
    Optional<String> there = ofPlan.stream().map(EntitlementRow::id).findFirst();
    String wanted = draft.parentEntitlementId();
    if (wanted != null && there.filter(wanted::equals).isEmpty()) {
      String detail = "The plan of the subscription has no such entitlement to the feature.";
      throw new ProblemException(
          new Problem.NotFound(
              detail, List.of(new FieldError(at + "/parent_entitlement_id", "not_found", detail))));
    }
    return there.orElse(null);
  }

  private static Future<Answer> update(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> named(tx, request))
        .compose(
            old -> {
              Fields fields = request.fields();
              EntitlementRow row = EntitlementDraft.update(fields, old, now);
              fields.done();
              refuseArchived(old);
              return planOf(tx, row, "")
                  .compose(
                      planId ->
                          Rowed.find(
                                  tx, FeatureRow.TABLE, "feature", new FeatureId(row.featureId()))
                              .compose(feature -> checked(tx, row, feature, planId)))
                  .compose(feature -> put(tx, request, row, now));
            });
  }

  private static Future<Answer> archive(Tx tx, Request request, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> named(tx, request))
        .compose(
            old -> {
              refuseArchived(old);
              return put(tx, request, old.archived(now), now);
            });
  }

  private static void refuseArchived(EntitlementRow row) {
    if (!row.published()) {
      throw new ProblemException(new Problem.InvalidOperation("The entitlement is archived."));
    }
  }

  private static Future<Answer> put(Tx tx, Request request, EntitlementRow row, Instant now) {
    return EntitlementRow.TABLE
        .put(tx, row.id(), row)
        .compose(put -> recount(tx, row, now))
        .compose(counted -> show(tx, request, List.of(row)))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  private static Future<Void> recount(Tx tx, EntitlementRow row, Instant now) {
    return FeatureRow.TABLE
        .find(tx, new FeatureId(row.featureId()))
        .compose(
            feature -> {
              MeterId meterId = feature.map(FeatureRow::meterId).orElse(null);
              return meterId == null
                  ? Future.succeededFuture()
                  : Tasks.add(tx, new Work.Recount(null, meterId, now), now).mapEmpty();
            });
  }

  /** Shows entitlements with their features. */
  static Future<List<Json.Obj>> show(Tx tx, Request request, List<EntitlementRow> rows) {
    return FeatureRow.TABLE
        .listAny(
            tx, FeatureRow.ID, rows.stream().map(row -> new FeatureId(row.featureId())).toList())
        .map(
            features -> {
              Map<String, FeatureRow> byId = new HashMap<>();
              features.forEach(feature -> byId.put(feature.id().value(), feature));
              return rows.stream()
                  .map(row -> CatalogueAnswers.of(row, byId.get(row.featureId()), request.caller()))
                  .toList();
            });
  }
}
