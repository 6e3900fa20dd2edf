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
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.catalogue.FeatureRow;
import io.pricewright.store.catalogue.PlanRow;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The routes of entitlements. */
public final class EntitlementRoutes {
  private static final Shape CREATE =
      Shape.of(
          "CreateEntitlement",
          "entity_id, entity_type, plan_id, feature_id*:string, feature_type*:string,"
              + " is_enabled:boolean, is_soft_limit:boolean, usage_limit:integer,"
              + " usage_reset_period, static_value");

  private final Ids ids;

  /** Makes routes that give new entitlements ids. */
  public EntitlementRoutes(Ids ids) {
    this.ids = ids;
  }

  /** Returns the routes. */
  public List<Route> routes(Transactions in) {
    Shape right = CatalogueAnswers.ENTITLEMENT;
    return List.of(
        Route.post(
            "/v1/entitlements",
            Scopes.CATALOGUE_WRITE,
            "Gives a plan's customers a right to a feature.",
            201,
            CREATE,
            right,
            in.creating(this::create)),
        Route.list(
            "/v1/entitlements",
            Scopes.CATALOGUE_READ,
            "Lists entitlements, newest first.",
            right,
            in.of(
                (tx, request, now) ->
                    Rowed.list(
                        tx,
                        request,
                        EntitlementRow.TABLE,
                        Map.of("status", "published"),
                        rows -> show(tx, request, rows)))),
        Route.get(
            "/v1/entitlements/{id}",
            Scopes.CATALOGUE_READ,
            "Reads an entitlement.",
            right,
            in.of(
                (tx, request, now) ->
                    Rowed.find(tx, EntitlementRow.TABLE, "entitlement", request.path("id"))
                        .compose(row -> show(tx, request, List.of(row)))
                        .map(shown -> Answer.ok(shown.getFirst())))));
  }

  private Future<Answer> create(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    fields.oneOf("entity_type", "PLAN", "PLAN");
    String planId = fields.text("plan_id", 100);
    String entityId = fields.text("entity_id", 100);
    String entity = entityId == null ? planId : entityId;
    if (entity == null) {
      fields.refuse("entity_id", "required", "Give the plan's id.");
    }
    Long limit = fields.integer("usage_limit", 0, Long.MAX_VALUE / 2);
    String reset =
        fields.oneOf(
            "usage_reset_period",
            "",
            "DAILY",
            "WEEKLY",
            "MONTHLY",
            "QUARTERLY",
            "HALF_YEARLY",
            "ANNUAL",
            "NEVER");
    String type = fields.oneOf("feature_type", "", "metered", "boolean", "static", "config");
    if (type.isEmpty()) {
      fields.refuse("feature_type", "required", "Give the feature's type.");
    }
    if (limit != null && reset.isEmpty()) {
      fields.refuse("usage_reset_period", "required", "Say when the limit begins anew.");
    }
    EntitlementRow row =
        new EntitlementRow(
            ids.next("ent", now),
            "PLAN",
            entity == null ? "" : entity,
            fields.requiredText("feature_id", 100),
            type,
            fields.bool("is_enabled", true),
            limit,
            reset.isEmpty() ? null : reset,
            fields.bool("is_soft_limit", false),
            fields.text("static_value", 1_000),
            null,
            "published",
            now,
            now);
    FieldsOf.type(fields, type, row);
    fields.done();
    return Epochs.advance(tx)
        .compose(epoch -> Rowed.find(tx, PlanRow.TABLE, "plan", row.entityId()))
        .compose(plan -> Rowed.find(tx, FeatureRow.TABLE, "feature", row.featureId()))
        .compose(
            feature ->
                feature.type().equals(type)
                    ? AllowanceRule.checkEntitlement(tx, row, feature)
                        .compose(fine -> recount(tx, feature, now))
                    : FieldsOf.otherType(feature.type()))
        .compose(fine -> EntitlementRow.TABLE.add(tx, row))
        .compose(added -> show(tx, request, List.of(row)))
        .map(shown -> Answer.created(shown.getFirst()));
  }

  private static Future<Void> recount(Tx tx, FeatureRow feature, Instant now) {
    String meterId = feature.meterId();
    return meterId == null
        ? Future.succeededFuture()
        : Tasks.add(tx, new Work.Recount(null, meterId, now), now).mapEmpty();
  }

  /** Shows entitlements with their features. */
  static Future<List<Json.Obj>> show(Tx tx, Request request, List<EntitlementRow> rows) {
    return FeatureRow.TABLE
        .listAny(tx, "id", rows.stream().map(EntitlementRow::featureId).toList())
        .map(
            features -> {
              Map<String, FeatureRow> byId = new HashMap<>();
              features.forEach(feature -> byId.put(feature.id(), feature));
              return rows.stream()
                  .map(row -> CatalogueAnswers.of(row, byId.get(row.featureId()), request.caller()))
                  .toList();
            });
  }

  /** What depends on the feature's type. */
  private static final class FieldsOf {
    static void type(Fields fields, String type, EntitlementRow row) {
      if (!type.equals("metered") && row.usageLimit() != null) {
        fields.refuse("usage_limit", "not_supported", "Only a metered feature has a limit.");
      }
      if (type.equals("static") && row.staticValue() == null) {
        fields.refuse("static_value", "required", "A static feature has a value.");
      }
    }

    static Future<Void> otherType(String type) {
      return Future.failedFuture(
          new io.pricewright.rules.problem.ProblemException(
              new io.pricewright.rules.problem.Problem.InvalidOperation(
                  "The feature is %s; send that as feature_type.".formatted(type))));
    }
  }
}
