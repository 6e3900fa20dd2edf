package io.pricewright.gateway.entitlement;

import io.pricewright.gateway.catalogue.FeatureAnswers;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.KeepsZeros;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Pagination;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.entitlement.AggregatedEntitlement;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.entitlement.RollingWindow;
import io.pricewright.rules.entitlement.UsageWindow;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.SubscriptionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How entitlements and their use look to callers. */
final class RightsAnswers {
  static final Body<Entitlements> ENTITLEMENTS = Body.of(Entitlements.class);
  static final Body<OfSubscription> OF_SUBSCRIPTION = Body.of(OfSubscription.class);
  static final Body<Usage> USAGE = Body.of(Usage.class);

  private RightsAnswers() {}

  /** What a customer is entitled to by all its subscriptions. */
  @Named("CustomerEntitlements")
  record Entitlements(CustomerId customerId, List<Whole> features, List<Json> subscriptions) {
    static CachedAnswers.Made of(CustomerId customerId, Rights rights, Caller caller) {
      Entitlements all =
          new Entitlements(
              customerId,
              rights.features().stream().map(of -> Whole.of(of, caller)).toList(),
              List.of());
      return new CachedAnswers.Made((Json.Obj) ENTITLEMENTS.json(all), rights.holds());
    }
  }

  /** What one subscription entitles its customer to. */
  @Named("SubscriptionEntitlements")
  record OfSubscription(SubscriptionId subscriptionId, PlanId planId, List<Whole> features) {
    static Json.Obj of(SubscriptionRow row, Rights rights, Caller caller) {
      List<Whole> features = rights.of(row.id()).stream().map(of -> Whole.of(of, caller)).toList();
      return (Json.Obj) OF_SUBSCRIPTION.json(new OfSubscription(row.id(), row.planId(), features));
    }
  }

  /** How much of each metered feature a customer used. */
  @Named("CustomerUsage")
  record Usage(
      CustomerId customerId,
      List<Summary> features,
      Pagination pagination,
      @Says("What all of them have in common.") @Nullable Period period) {
    static CachedAnswers.Made of(
        CustomerId customerId, MeasureRights.Measured measured, Caller caller) {
      int n = measured.features().size();
      Usage all =
          new Usage(
              customerId,
              measured.features().stream().map(used -> Summary.of(used, caller)).toList(),
              new Pagination(n, 0, n),
              Period.of(measured.shared()));
      return new CachedAnswers.Made((Json.Obj) USAGE.json(all), measured.holds());
    }
  }

  /** A time in which usage counts. */
  @Named("UsagePeriod")
  record Period(Instant startTime, Instant endTime, @Nullable String period) {
    static @Nullable Period of(@Nullable Interval span) {
      return span == null ? null : new Period(span.from(), span.to(), null);
    }
  }

  /** A feature, what is left of it by all that bring it, and those. */
  @Named("AggregatedFeature")
  record Whole(Together entitlement, FeatureAnswers.Shown feature, List<Bringing> sources) {
    static Whole of(Rights.OfFeature of, Caller caller) {
      return new Whole(
          Together.of(of),
          FeatureAnswers.Shown.of(of.feature(), of.meter(), caller),
          Bringing.all(of));
    }
  }

  /** The rights to one feature put together. */
  @Named("AggregatedEntitlement")
  record Together(
      @Nullable String aggregationMode,
      List<Json> buckets,
      List<Json> configValues,
      boolean isEnabled,
      boolean isSoftLimit,
      @Nullable String rollingWindow,
      List<String> staticValues,
      @Says("Null: unlimited.") @Nullable Long usageLimit,
      @Nullable ResetPeriod usageResetPeriod) {
    static Together of(Rights.OfFeature of) {
      AggregatedEntitlement whole = of.whole();
      return new Together(
          null,
          List.of(),
          of.configs().stream().map(JsonReader::parse).toList(),
          whole.isEnabled(),
          whole.isSoftLimit(),
          whole.reset() instanceof RollingWindow window ? window.toString() : null,
          whole.staticValues(),
          limit(of, whole),
          whole.reset() instanceof ResetPeriod period ? period : null);
    }
  }

  /** What brings a right. */
  @Named("EntitlementSource")
  record Bringing(
      Json.@Nullable Obj configValue,
      EntitlementId entitlementId,
      String entityId,
      @Nullable String entityName,
      @Example("plan") String entityType,
      boolean isEnabled,
      int quantity,
      @Nullable String rollingWindow,
      @Nullable String staticValue,
      SubscriptionId subscriptionId,
      @Nullable Long usageLimit,
      @Nullable ResetPeriod usageResetPeriod) {
    static List<Bringing> all(Rights.OfFeature of) {
      return of.brought().stream().map(Bringing::of).toList();
    }

    private static Bringing of(Rights.Brought brought) {
      EntitlementRow row = brought.row();
      var plan = brought.plan();
      String config = row.configValue();
      boolean ofPlan = row.entityType() == EntitlementEntity.PLAN;
      return new Bringing(
          config == null ? null : JsonReader.parseObject(config),
          row.id(),
          row.entityId(),
          plan == null || !ofPlan ? null : plan.name(),
          row.entityType().code().toLowerCase(Locale.ROOT),
          row.isEnabled(),
          1,
          row.rollingWindow(),
          row.staticValue(),
          brought.subscription().id(),
          row.usageLimit(),
          row.usageResetPeriod());
    }
  }

  /** How much of a feature is used. */
  @Named("FeatureUsageSummary")
  record Summary(
      @KeepsZeros BigDecimal currentUsage,
      FeatureAnswers.Shown feature,
      boolean isEnabled,
      boolean isSoftLimit,
      boolean isUnlimited,
      @Says("Null: never, or bit by bit.") @Nullable Instant nextUsageResetAt,
      List<Bringing> sources,
      @Nullable Long totalLimit,
      @KeepsZeros BigDecimal usagePercent) {
    static Summary of(MeasureRights.Used used, Caller caller) {
      Rights.OfFeature of = used.of();
      BigDecimal usage = used.quantity();
      AggregatedEntitlement whole = of.whole();
      BigDecimal percent = whole.percentOf(usage);
      return new Summary(
          usage,
          FeatureAnswers.Shown.of(of.feature(), of.meter(), caller),
          whole.isEnabled(),
          whole.isSoftLimit(),
          whole.usageLimit() == null,
          resets(used.window()),
          Bringing.all(of),
          limit(of, whole),
          percent == null ? BigDecimal.ZERO : percent);
    }

    /** Usage of a rolling window never resets at once. */
    private static @Nullable Instant resets(UsageWindow window) {
      Instant end = window.holds().to();
      return window.length() != null || end.equals(Interval.END_OF_TIME) ? null : end;
    }
  }

  private static @Nullable Long limit(Rights.OfFeature of, AggregatedEntitlement whole) {
    return of.feature().type() == FeatureType.METERED ? whole.usageLimit() : null;
  }
}
