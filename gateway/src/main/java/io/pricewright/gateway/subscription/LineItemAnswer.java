package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.PriceAnswers;
import io.pricewright.gateway.catalogue.PricePeriod;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.catalogue.InvoiceCadence;
import io.pricewright.rules.catalogue.PriceType;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.LineItemId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Currency;
import io.pricewright.store.row.PlanRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of a subscription line item. */
@Named("SubscriptionLineItem")
record LineItemAnswer(
    LineItemId id,
    SubscriptionId subscriptionId,
    CustomerId customerId,
    PlanId entityId,
    @Example("plan") String entityType,
    @Nullable String planDisplayName,
    PriceId priceId,
    PriceAnswers.Shown price,
    PriceType priceType,
    @Nullable MeterId meterId,
    @Nullable String displayName,
    @Says("How many of a FIXED price it has now; 0 of usage.") BigDecimal quantity,
    Currency currency,
    PricePeriod billingPeriod,
    int billingPeriodCount,
    InvoiceCadence invoiceCadence,
    Instant startDate,
    @Nullable Instant endDate,
    @Says("The terms that the subscription pays instead of the price's.")
        Json.@Nullable Obj override,
    Json.@Nullable Obj params,
    @Example("published") String status,
    TenantId tenantId,
    EnvironmentId environmentId,
    Instant createdAt,
    Instant updatedAt,
    @Inline Lacking lacking) {
  /** What generated clients look for and no line item has. */
  record Lacking(
      Json.@Nullable Obj meter,
      @Nullable String meterDisplayName,
      @Nullable String priceUnit,
      @Nullable String priceUnitId,
      Json.@Nullable Obj metadata,
      @Nullable String createdBy,
      @Nullable String updatedBy,
      @Nullable String addonAssociationId,
      @Nullable BigDecimal commitmentAmount,
      @Nullable String commitmentDuration,
      @Nullable BigDecimal commitmentOverageFactor,
      @Nullable BigDecimal commitmentQuantity,
      @Nullable List<Json> commitmentTimeBuckets,
      @Nullable Boolean commitmentTrueUpEnabled,
      @Nullable String commitmentType,
      @Nullable Boolean commitmentWindowed,
      @Nullable String subscriptionPhaseId,
      @Nullable Integer trialPeriod) {
    static final Lacking NOTHING =
        new Lacking(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null);
  }

  static LineItemAnswer of(
      ReadSubscriptions.Line line, ReadSubscriptions.Whole whole, Caller caller, Instant now) {
    SubscriptionLineItemRow item = line.row();
    SubscriptionRow row = whole.row();
    PriceRow price = line.price();
    PlanRow plan = whole.plan();
    return new LineItemAnswer(
        item.id(),
        row.id(),
        whole.customer().id(),
        row.planId(),
        "plan",
        plan == null ? null : plan.name(),
        price.id(),
        PriceAnswers.Shown.of(price, caller),
        price.type(),
        price.meterId(),
        price.displayName(),
        price.type() == PriceType.FIXED ? line.quantity(now) : BigDecimal.ZERO,
        row.currency(),
        PricePeriod.of(price.billingPeriod()),
        item.billingPeriodCount(),
        price.invoiceCadence(),
        item.startDate(),
        item.endDate(),
        parsed(item.overrideTerms()),
        parsed(item.overrideParams()),
        "published",
        caller.tenantId(),
        caller.environmentId(),
        item.createdAt(),
        item.createdAt(),
        Lacking.NOTHING);
  }

  private static Json.@Nullable Obj parsed(@Nullable String json) {
    return json == null ? null : JsonReader.parseObject(json);
  }
}
