package io.pricewright.gateway.subscription;

import io.pricewright.gateway.catalogue.PlanAnswers;
import io.pricewright.gateway.customer.CustomerAnswers;
import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.body.Body;
import io.pricewright.gateway.http.body.Example;
import io.pricewright.gateway.http.body.Inline;
import io.pricewright.gateway.http.body.Metadata;
import io.pricewright.gateway.http.body.Named;
import io.pricewright.gateway.http.body.Says;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.EnvironmentId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.id.TenantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingCycle;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Cancellation;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.SubscriptionRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is answered of subscriptions. */
public final class SubscriptionAnswers {
  static final Body<Shown> SUBSCRIPTION = Body.of(Shown.class);
  static final Body<Cancelled> CANCELLED = Body.of(Cancelled.class);

  private SubscriptionAnswers() {}

  /** Shows subscriptions in their order, with what belongs to them. */
  public static Future<List<Shown>> show(
      Tx tx, List<SubscriptionRow> rows, Caller caller, Instant now) {
    return ReadSubscriptions.whole(tx, rows)
        .map(all -> all.stream().map(one -> Shown.of(one, caller, now)).toList());
  }

  /** A subscription with its customer, its plan and its line items. */
  @Named("Subscription")
  public record Shown(
      SubscriptionId id,
      CustomerId customerId,
      CustomerAnswers.Shown customer,
      CustomerId invoicingCustomerId,
      PlanId planId,
      PlanAnswers.@Nullable Shown plan,
      SubscriptionStatus subscriptionStatus,
      @Example("standalone") String subscriptionType,
      @Example("published") String status,
      Currency currency,
      @Says("A boundary between billing periods.") Instant billingAnchor,
      @Example("RECURRING") String billingCadence,
      BillingCycle billingCycle,
      BillingPeriod billingPeriod,
      int billingPeriodCount,
      Instant startDate,
      @Nullable Instant endDate,
      @Says("When its trial began; null without one.") @Nullable Instant trialStart,
      @Says("Until when all of it is free.") @Nullable Instant trialEnd,
      Instant currentPeriodStart,
      Instant currentPeriodEnd,
      @Says("When it was cancelled.") @Nullable Instant cancelledAt,
      @Says("When it will end.") @Nullable Instant cancelAt,
      boolean cancelAtPeriodEnd,
      @Example("send_invoice") String collectionMethod,
      @Says("The same as timezone.") ZoneId customerTimezone,
      ZoneId timezone,
      boolean enableTrueUp,
      List<LineItemAnswer> lineItems,
      List<Json> couponAssociations,
      List<Json> creditGrants,
      List<Json> pauses,
      List<Json> phases,
      @Example("none") String pauseStatus,
      Proration prorationBehavior,
      @Nullable String lookupKey,
      @Metadata Json.Obj metadata,
      int version,
      TenantId tenantId,
      EnvironmentId environmentId,
      Instant createdAt,
      Instant updatedAt,
      @Inline Lacking lacking) {
    static Shown of(ReadSubscriptions.Whole whole, Caller caller, Instant now) {
      SubscriptionRow row = whole.row();
      CustomerId customer = whole.customer().id();
      Interval period = Subscriptions.periodAt(row, now);
      boolean ending = row.endDate() != null && row.subscriptionStatus().goesOn();
      boolean cancelled = ending && row.cancelledAt() != null;
      return new Shown(
          row.id(),
          customer,
          CustomerAnswers.Shown.of(whole.customer(), caller),
          customer,
          row.planId(),
          whole.plan() == null ? null : PlanAnswers.Shown.of(whole.plan(), caller),
          row.subscriptionStatus(),
          "standalone",
          "published",
          row.currency(),
          row.billingAnchor(),
          "RECURRING",
          row.billingCycle(),
          row.billingPeriod(),
          row.billingPeriodCount(),
          row.startDate(),
          row.endDate(),
          row.trialEnd() == null ? null : row.startDate(),
          row.trialEnd(),
          period.from(),
          period.to(),
          row.cancelledAt(),
          ending ? row.endDate() : null,
          cancelled,
          "send_invoice",
          row.timezone(),
          row.timezone(),
          false,
          whole.lines().stream().map(line -> LineItemAnswer.of(line, whole, caller, now)).toList(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "none",
          row.prorationBehavior(),
          row.lookupKey(),
          row.metadata(),
          1,
          caller.tenantId(),
          caller.environmentId(),
          row.createdAt(),
          row.updatedAt(),
          Lacking.NOTHING);
    }
  }

  /** What generated clients look for and no subscription has. */
  record Lacking(
      @Nullable String activePauseId,
      @Nullable BigDecimal commitmentAmount,
      @Nullable String commitmentDuration,
      @Nullable String createdBy,
      @Nullable String gatewayPaymentMethodId,
      Json.@Nullable Obj latestInvoice,
      @Nullable BigDecimal overageFactor,
      @Nullable SubscriptionId parentSubscriptionId,
      @Nullable String paymentBehavior,
      @Nullable String paymentTerms,
      @Nullable String updatedBy,
      @Nullable BigDecimal autoInvoiceThreshold,
      Json.@Nullable Obj checkoutSession,
      @Nullable List<Json> entitlements,
      @Nullable Integer syncedPriceSequence) {
    static final Lacking NOTHING =
        new Lacking(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);
  }

  /** The end of a subscription. */
  @Named("CancelledSubscription")
  record Cancelled(
      Cancellation cancellationType,
      @Says("When it ends.") Instant effectiveDate,
      @Example("The subscription ends 2026-01-31T00:00:00Z.") String message,
      Instant processedAt,
      List<Json> prorationDetails,
      Json.@Nullable Obj prorationInvoice,
      @Nullable String reason,
      SubscriptionStatus status,
      SubscriptionId subscriptionId,
      BigDecimal totalCreditAmount) {
    static Cancelled of(CancelSubscription.Cancelled done, CancelDraft draft, Instant now) {
      return new Cancelled(
          draft.cancellationType(),
          done.end(),
          "The subscription ends " + done.end() + ".",
          now,
          List.of(),
          null,
          draft.reason(),
          done.subscription().subscriptionStatus(),
          done.subscription().id(),
          BigDecimal.ZERO);
    }
  }
}
