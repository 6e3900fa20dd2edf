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
import io.pricewright.store.row.ScriptRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the catalogue looks to callers. */
public final class CatalogueAnswers {
  private static final String COMMON =
      "id, status, tenant_id, environment_id, created_at:time, updated_at:time, created_by,"
          + " updated_by";

  static final Shape METER =
      Shape.of(
          "Meter",
          COMMON
              + ", name, event_name, aggregation:object, filters:array, reset_usage,"
              + " allow_negative:boolean");
  static final Shape FEATURE =
      Shape.of(
          "Feature",
          COMMON
              + ", name, lookup_key, description, type, meter_id, meter:object, unit_singular,"
              + " unit_plural, metadata:object, alert_settings:object, group_id, group:object,"
              + " reporting_unit:object");

  /** A plan. */
  public static final Shape PLAN =
      Shape.of(
          "Plan",
          COMMON
              + ", name, lookup_key, description, display_order:integer, metadata:object,"
              + " prices:array, entitlements:array, credit_grants:array");

  /** A price version. */
  public static final Shape PRICE =
      Shape.of(
          "Price",
          COMMON
              + ", addon:object, amount:decimal, billing_cadence, billing_model, billing_period,"
              + " billing_period_count:integer, conversion_rate:decimal, currency, description,"
              + " display_amount, display_name, display_price_unit_amount, end_date:time,"
              + " entity_id, entity_type, group:object, group_id, invoice_cadence, lookup_key,"
              + " metadata:object, meter:object, meter_id, min_quantity:decimal, parent_price_id,"
              + " plan:object, price_unit, price_unit_amount:decimal, price_unit_id,"
              + " price_unit_tiers:array, price_unit_type, pricing_unit:object, sequence:integer,"
              + " start_date:time, tier_mode, tiers:array, transform_quantity:object,"
              + " trial_period:integer, trial_period_days:integer, type, lineage_id,"
              + " version:integer, effective_from:time, script:object, params:object,"
              + " maximum_amount:decimal, free_events:integer");

  static final Shape SCRIPT =
      Shape.of(
          "Script",
          "id, name, version:integer, sha256, kind, source, schema:object, tests:array,"
              + " manifest:object, gate:object, description, created_at:time");

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

  static Json.Obj of(MeterRow row, Caller caller) {
    return common(
            METER, row.id().value(), row.status().code(), caller, row.createdAt(), row.updatedAt())
        .set("name", row.name())
        .set("event_name", row.eventName())
        .set("aggregation", aggregation(row))
        .set("filters", JsonReader.parse(row.filters()))
        .set("reset_usage", row.resetUsage().code())
        .set("allow_negative", row.allowNegative())
        .json();
  }

  // The official client wants every declared key, here too.
  private static Json.Obj aggregation(MeterRow row) {
    Json.Obj stored = JsonReader.parseObject(row.aggregation());
    for (String key : List.of("field", "multiplier", "bucket_size", "group_by", "expression")) {
      if (!stored.fields().containsKey(key)) {
        stored = stored.with(key, Json.nothing());
      }
    }
    return stored;
  }

  /** Returns a feature; its meter is null when it has none or it was not read. */
  public static Json.Obj of(FeatureRow row, @Nullable MeterRow meter, Caller caller) {
    return common(
            FEATURE,
            row.id().value(),
            row.status().code(),
            caller,
            row.createdAt(),
            row.updatedAt())
        .set("name", row.name())
        .set("lookup_key", row.lookupKey())
        .set("description", row.description())
        .set("type", row.type().code())
        .set("meter_id", row.meterId())
        .set("meter", meter == null ? Json.nothing() : of(meter, caller))
        .set("unit_singular", row.unitSingular())
        .set("unit_plural", row.unitPlural())
        .set("metadata", row.metadata())
        .json();
  }

  /** Returns a plan without its prices and entitlements. */
  public static Json.Obj of(PlanRow row, Caller caller) {
    Integer order = row.displayOrder();
    return common(
            PLAN, row.id().value(), row.status().code(), caller, row.createdAt(), row.updatedAt())
        .set("name", row.name())
        .set("lookup_key", row.lookupKey())
        .set("description", row.description())
        .set("display_order", order == null ? Json.nothing() : Json.of(order))
        .set("metadata", row.metadata())
        .json();
  }

  /** Returns a plan with them. */
  static Json.Obj of(PlanRow row, List<Json.Obj> prices, List<Json.Obj> rights, Caller caller) {
    return of(row, caller)
        .with("prices", new Json.Arr(List.copyOf(prices)))
        .with("entitlements", new Json.Arr(List.copyOf(rights)))
        .with("credit_grants", new Json.Arr(List.of()));
  }

  /** Returns a price version. */
  public static Json.Obj of(PriceRow row, Caller caller) {
    Json.Obj terms = JsonReader.parseObject(row.terms());
    Shape.Filled filled =
        common(
                PRICE,
                row.id().value(),
                row.status().code(),
                caller,
                row.createdAt(),
                row.updatedAt())
            .set("billing_cadence", "RECURRING")
            .set("billing_model", row.billingModel().code())
            .set("billing_period", row.billingPeriod().code())
            .set("billing_period_count", row.billingPeriodCount())
            .set("currency", row.currency().code())
            .set("description", row.description())
            .set("display_name", row.displayName())
            .set("end_date", row.endDate())
            .set("entity_id", row.entityId())
            .set("entity_type", row.entityType().code())
            .set("invoice_cadence", row.invoiceCadence().code())
            .set("lookup_key", row.lookupKey())
            .set("metadata", row.metadata())
            .set("meter_id", row.meterId())
            .set("parent_price_id", row.version() == 1 ? null : row.lineageId().value())
            .set("price_unit_type", "FIAT")
            .set("start_date", row.effectiveFrom())
            .set("trial_period", 0)
            .set("type", row.type().code())
            .set("lineage_id", row.lineageId())
            .set("version", row.version())
            .set("effective_from", row.effectiveFrom())
            .set("params", JsonReader.parse(row.params()));
    for (String key :
        List.of(
            "amount",
            "tier_mode",
            "tiers",
            "transform_quantity",
            "script",
            "maximum_amount",
            "free_events")) {
      Json value = terms.get(key);
      if (value != null) {
        filled.set(key, value);
      }
    }
    String amount = terms.string("amount");
    return filled
        .set("display_amount", amount == null ? null : amount + " " + row.currency())
        .json();
  }

  private static Json parsed(@Nullable String json) {
    return json == null ? Json.nothing() : JsonReader.parse(json);
  }

  static Json.Obj of(ScriptRow row) {
    return SCRIPT
        .fill()
        .set("id", row.id())
        .set("name", row.name())
        .set("version", row.number())
        .set("sha256", row.sha256())
        .set("kind", row.kind().name())
        .set("source", row.source())
        .set("schema", JsonReader.parse(row.schema()))
        .set("tests", parsed(row.tests()))
        .set("manifest", parsed(row.manifest()))
        .set("gate", JsonReader.parse(row.gate()))
        .set("description", row.description())
        .set("created_at", row.createdAt())
        .json();
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
