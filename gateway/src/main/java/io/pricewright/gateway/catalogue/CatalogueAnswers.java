package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.store.catalogue.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the catalogue looks beside what is still answered by keys in words. */
public final class CatalogueAnswers {
  private static final String COMMON =
      "id, status, tenant_id, environment_id, created_at:time, updated_at:time, created_by,"
          + " updated_by";

  /** An entitlement. */
  public static final Shape ENTITLEMENT =
      Shape.of(
          "Entitlement",
          COMMON
              + ", addon:object, aggregation_mode, config_value:object, display_order:integer,"
              + " end_date:time, entity_id, entity_type, feature:object, feature_id, feature_type,"
              + " grant_allocation_behavior, grant_duration_unit, grant_duration_value:integer,"
              + " grant_measure, grant_quota:decimal, is_enabled:boolean, is_soft_limit:boolean,"
              + " parent_entitlement_id, plan:object, plan_id, rolling_window, start_date:time,"
              + " static_value,"
              + " usage_limit:integer, usage_reset_period");

  private CatalogueAnswers() {}

  private static Shape.Filled common(
      Shape shape, String id, String status, Caller caller, Instant createdAt, Instant updatedAt) {
    return shape
        .fill()
        .set("id", id)
        .set("status", status)
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", createdAt)
        .set("updated_at", updatedAt);
  }

  /** Returns a feature; its meter is null when it has none or it was not read. */
  public static Json.Obj of(FeatureRow row, @Nullable MeterRow meter, Caller caller) {
    return (Json.Obj) FeatureAnswers.FEATURE.json(FeatureAnswers.Shown.of(row, meter, caller));
  }

  /** Returns a plan without its prices and entitlements. */
  public static Json.Obj of(PlanRow row, Caller caller) {
    return (Json.Obj) PlanAnswers.PLAN.json(PlanAnswers.Shown.of(row, caller));
  }

  /** Returns a price version. */
  public static Json.Obj of(PriceRow row, Caller caller) {
    return (Json.Obj) PriceAnswers.PRICE.json(PriceAnswers.Shown.of(row, caller));
  }

  private static Json parsed(@Nullable String json) {
    return json == null ? Json.nothing() : JsonReader.parse(json);
  }

  /** Returns an entitlement with its feature. */
  public static Json.Obj of(EntitlementRow row, @Nullable FeatureRow feature, Caller caller) {
    Long limit = row.usageLimit();
    return common(ENTITLEMENT, row.id(), row.status(), caller, row.createdAt(), row.updatedAt())
        .set("entity_id", row.entityId())
        .set("entity_type", row.entityType())
        .set("plan_id", row.entityType().equals("PLAN") ? row.entityId() : null)
        .set("feature", feature == null ? Json.nothing() : of(feature, null, caller))
        .set("feature_id", row.featureId())
        .set("feature_type", row.featureType())
        .set("is_enabled", row.isEnabled())
        .set("is_soft_limit", row.isSoftLimit())
        .set("parent_entitlement_id", row.parentEntitlementId())
        .set("static_value", row.staticValue())
        .set("config_value", parsed(row.configValue()))
        .set("usage_limit", limit == null ? Json.nothing() : Json.of(limit))
        .set("usage_reset_period", row.usageResetPeriod())
        .set("rolling_window", row.rollingWindow())
        .json();
  }
}
