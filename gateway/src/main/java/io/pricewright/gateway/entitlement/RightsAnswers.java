package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.catalogue.CatalogueAnswers;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.entitlement.AggregatedEntitlement;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.entitlement.RollingWindow;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How entitlements and their use look to callers. */
final class RightsAnswers {
  static final Shape ENTITLEMENTS =
      Shape.of("CustomerEntitlements", "customer_id, features:array, subscriptions:array");
  static final Shape OF_SUBSCRIPTION =
      Shape.of("SubscriptionEntitlements", "subscription_id, plan_id, features:array");
  static final Shape USAGE =
      Shape.of("CustomerUsage", "customer_id, features:array, pagination:object, period:object");
  private static final Shape FEATURE =
      Shape.of("AggregatedFeature", "entitlement:object, feature:object, sources:array");
  private static final Shape WHOLE =
      Shape.of(
          "AggregatedEntitlement",
          "aggregation_mode, buckets:array, config_values:array, is_enabled:boolean,"
              + " is_soft_limit:boolean, rolling_window, static_values:array, usage_limit:integer,"
              + " usage_reset_period");
  private static final Shape SOURCE =
      Shape.of(
          "EntitlementSource",
          "config_value:object, entitlement_id, entity_id, entity_name, entity_type,"
              + " is_enabled:boolean, quantity:integer, rolling_window, static_value,"
              + " subscription_id,"
              + " usage_limit:integer, usage_reset_period");
  private static final Shape SUMMARY =
      Shape.of(
          "FeatureUsageSummary",
          "current_usage:decimal, feature:object, is_enabled:boolean, is_soft_limit:boolean,"
              + " is_unlimited:boolean, next_usage_reset_at:time, sources:array,"
              + " total_limit:integer, usage_percent:decimal");

  private RightsAnswers() {}

  static Json.Obj feature(Rights.OfFeature of, Caller caller) {
    AggregatedEntitlement whole = of.whole();
    return FEATURE
        .fill()
        .set("feature", CatalogueAnswers.of(of.feature(), of.meter(), caller))
        .set(
            "entitlement",
            WHOLE
                .fill()
                .set("buckets", new Json.Arr(List.of()))
                .set("config_values", configs(of))
                .set("is_enabled", whole.isEnabled())
                .set("is_soft_limit", whole.isSoftLimit())
                .set(
                    "static_values",
                    new Json.Arr(whole.staticValues().stream().map(Json::of).toList()))
                .set("usage_limit", limit(of, whole.usageLimit()))
                .set(
                    "usage_reset_period",
                    whole.reset() instanceof ResetPeriod period ? period.name() : null)
                .set(
                    "rolling_window",
                    whole.reset() instanceof RollingWindow window ? window.toString() : null)
                .json())
        .set("sources", sources(of))
        .json();
  }

  private static Json configs(Rights.OfFeature of) {
    return new Json.Arr(of.configs().stream().map(RightsAnswers::config).toList());
  }

  private static Json config(@Nullable String text) {
    return text == null ? Json.nothing() : JsonReader.parseObject(text);
  }

  private static Json limit(Rights.OfFeature of, @Nullable Long limit) {
    return limit == null || of.feature().type() != FeatureType.METERED
        ? Json.nothing()
        : Json.of(limit);
  }

  private static Json sources(Rights.OfFeature of) {
    return new Json.Arr(of.brought().stream().map(RightsAnswers::source).toList());
  }

  private static Json source(Rights.Brought brought) {
    var row = brought.row();
    var plan = brought.plan();
    boolean ofPlan = row.entityType().equals("PLAN");
    return SOURCE
        .fill()
        .set("entitlement_id", row.id())
        .set("entity_id", row.entityId())
        .set("entity_name", plan == null || !ofPlan ? null : plan.name())
        .set("entity_type", row.entityType().toLowerCase(Locale.ROOT))
        .set("is_enabled", row.isEnabled())
        .set("quantity", 1)
        .set("static_value", row.staticValue())
        .set("config_value", config(row.configValue()))
        .set("subscription_id", brought.subscription().id().value())
        .set("usage_limit", limit(brought))
        .set("usage_reset_period", row.usageResetPeriod())
        .set("rolling_window", row.rollingWindow())
        .json();
  }

  private static Json limit(Rights.Brought brought) {
    Long limit = brought.row().usageLimit();
    return limit == null ? Json.nothing() : Json.of(limit);
  }

  static Json.Obj summary(
      Rights.OfFeature of, BigDecimal usage, UsageWindow window, Caller caller) {
    AggregatedEntitlement whole = of.whole();
    BigDecimal percent = whole.percentOf(usage);
    return SUMMARY
        .fill()
        .set("feature", CatalogueAnswers.of(of.feature(), of.meter(), caller))
        .set("current_usage", usage.toPlainString())
        .set("total_limit", limit(of, whole.usageLimit()))
        .set("usage_percent", percent == null ? "0" : percent.toPlainString())
        .set("is_enabled", whole.isEnabled())
        .set("is_soft_limit", whole.isSoftLimit())
        .set("is_unlimited", whole.usageLimit() == null)
        .set("next_usage_reset_at", resets(window))
        .set("sources", sources(of))
        .json();
  }

  /** Usage of a rolling window never resets at once. */
  private static @Nullable Instant resets(UsageWindow window) {
    Instant end = window.holds().to();
    return window.length() != null || end.equals(Interval.END_OF_TIME) ? null : end;
  }
}
