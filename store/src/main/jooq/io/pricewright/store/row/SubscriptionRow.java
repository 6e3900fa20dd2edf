package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.subscription.BillingCycle;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.subscription.Proration;
import io.pricewright.rules.subscription.SubscriptionStatus;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Subscriptions;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscriptions}. */
public record SubscriptionRow(
    SubscriptionId id,
    CustomerNo customerNo,
    PlanId planId,
    Currency currency,
    BillingPeriod billingPeriod,
    Integer billingPeriodCount,
    BillingCycle billingCycle,
    Instant billingAnchor,
    ZoneId timezone,
    Instant startDate,
    @Nullable Instant endDate,
    @Nullable Instant trialEnd,
    SubscriptionStatus subscriptionStatus,
    @Nullable Instant cancelledAt,
    @Nullable Instant closedThrough,
    Proration prorationBehavior,
    @Nullable Proration endProration,
    @Nullable String lookupKey,
    Json.Obj metadata,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<SubscriptionRow, SubscriptionId> ID =
      Column.of(Subscriptions.SUBSCRIPTIONS.ID, SubscriptionRow::id);

  /** {@code customer_no}. */
  public static final Column<SubscriptionRow, CustomerNo> CUSTOMER_NO =
      Column.of(Subscriptions.SUBSCRIPTIONS.CUSTOMER_NO, SubscriptionRow::customerNo);

  /** {@code plan_id}. */
  public static final Column<SubscriptionRow, PlanId> PLAN_ID =
      Column.of(Subscriptions.SUBSCRIPTIONS.PLAN_ID, SubscriptionRow::planId);

  /** {@code currency}. */
  public static final Column<SubscriptionRow, Currency> CURRENCY =
      Column.of(Subscriptions.SUBSCRIPTIONS.CURRENCY, SubscriptionRow::currency);

  /** {@code billing_period}. */
  public static final Column<SubscriptionRow, BillingPeriod> BILLING_PERIOD =
      Column.of(Subscriptions.SUBSCRIPTIONS.BILLING_PERIOD, SubscriptionRow::billingPeriod);

  /** {@code billing_period_count}. */
  public static final Column<SubscriptionRow, Integer> BILLING_PERIOD_COUNT =
      Column.of(Subscriptions.SUBSCRIPTIONS.BILLING_PERIOD_COUNT, SubscriptionRow::billingPeriodCount);

  /** {@code billing_cycle}. */
  public static final Column<SubscriptionRow, BillingCycle> BILLING_CYCLE =
      Column.of(Subscriptions.SUBSCRIPTIONS.BILLING_CYCLE, SubscriptionRow::billingCycle);

  /** {@code billing_anchor}. */
  public static final Column<SubscriptionRow, Instant> BILLING_ANCHOR =
      Column.of(Subscriptions.SUBSCRIPTIONS.BILLING_ANCHOR, SubscriptionRow::billingAnchor);

  /** {@code timezone}. */
  public static final Column<SubscriptionRow, ZoneId> TIMEZONE =
      Column.of(Subscriptions.SUBSCRIPTIONS.TIMEZONE, SubscriptionRow::timezone);

  /** {@code start_date}. */
  public static final Column<SubscriptionRow, Instant> START_DATE =
      Column.of(Subscriptions.SUBSCRIPTIONS.START_DATE, SubscriptionRow::startDate);

  /** {@code end_date}. */
  public static final Column<SubscriptionRow, Instant> END_DATE =
      Column.of(Subscriptions.SUBSCRIPTIONS.END_DATE, SubscriptionRow::endDate);

  /** {@code trial_end}. */
  public static final Column<SubscriptionRow, Instant> TRIAL_END =
      Column.of(Subscriptions.SUBSCRIPTIONS.TRIAL_END, SubscriptionRow::trialEnd);

  /** {@code subscription_status}. */
  public static final Column<SubscriptionRow, SubscriptionStatus> SUBSCRIPTION_STATUS =
      Column.of(Subscriptions.SUBSCRIPTIONS.SUBSCRIPTION_STATUS, SubscriptionRow::subscriptionStatus);

  /** {@code cancelled_at}. */
  public static final Column<SubscriptionRow, Instant> CANCELLED_AT =
      Column.of(Subscriptions.SUBSCRIPTIONS.CANCELLED_AT, SubscriptionRow::cancelledAt);

  /** {@code closed_through}. */
  public static final Column<SubscriptionRow, Instant> CLOSED_THROUGH =
      Column.of(Subscriptions.SUBSCRIPTIONS.CLOSED_THROUGH, SubscriptionRow::closedThrough);

  /** {@code proration_behavior}. */
  public static final Column<SubscriptionRow, Proration> PRORATION_BEHAVIOR =
      Column.of(Subscriptions.SUBSCRIPTIONS.PRORATION_BEHAVIOR, SubscriptionRow::prorationBehavior);

  /** {@code end_proration}. */
  public static final Column<SubscriptionRow, Proration> END_PRORATION =
      Column.of(Subscriptions.SUBSCRIPTIONS.END_PRORATION, SubscriptionRow::endProration);

  /** {@code lookup_key}. */
  public static final Column<SubscriptionRow, String> LOOKUP_KEY =
      Column.of(Subscriptions.SUBSCRIPTIONS.LOOKUP_KEY, SubscriptionRow::lookupKey);

  /** {@code metadata}. */
  public static final Column<SubscriptionRow, Json.Obj> METADATA =
      Column.of(Subscriptions.SUBSCRIPTIONS.METADATA, SubscriptionRow::metadata);

  /** {@code created_at}. */
  public static final Column<SubscriptionRow, Instant> CREATED_AT =
      Column.of(Subscriptions.SUBSCRIPTIONS.CREATED_AT, SubscriptionRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<SubscriptionRow, Instant> UPDATED_AT =
      Column.of(Subscriptions.SUBSCRIPTIONS.UPDATED_AT, SubscriptionRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<SubscriptionRow> TABLE =
      Entity.of(
          Subscriptions.SUBSCRIPTIONS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              PLAN_ID,
              CURRENCY,
              BILLING_PERIOD,
              BILLING_PERIOD_COUNT,
              BILLING_CYCLE,
              BILLING_ANCHOR,
              TIMEZONE,
              START_DATE,
              END_DATE,
              TRIAL_END,
              SUBSCRIPTION_STATUS,
              CANCELLED_AT,
              CLOSED_THROUGH,
              PRORATION_BEHAVIOR,
              END_PRORATION,
              LOOKUP_KEY,
              METADATA,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static SubscriptionRow read(Row row, int at) {
    return new SubscriptionRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        PLAN_ID.get(row, at + 2),
        CURRENCY.get(row, at + 3),
        BILLING_PERIOD.get(row, at + 4),
        BILLING_PERIOD_COUNT.get(row, at + 5),
        BILLING_CYCLE.get(row, at + 6),
        BILLING_ANCHOR.get(row, at + 7),
        TIMEZONE.get(row, at + 8),
        START_DATE.get(row, at + 9),
        END_DATE.getOrNull(row, at + 10),
        TRIAL_END.getOrNull(row, at + 11),
        SUBSCRIPTION_STATUS.get(row, at + 12),
        CANCELLED_AT.getOrNull(row, at + 13),
        CLOSED_THROUGH.getOrNull(row, at + 14),
        PRORATION_BEHAVIOR.get(row, at + 15),
        END_PRORATION.getOrNull(row, at + 16),
        LOOKUP_KEY.getOrNull(row, at + 17),
        METADATA.get(row, at + 18),
        CREATED_AT.get(row, at + 19),
        UPDATED_AT.get(row, at + 20));
  }

  /** Returns the row with another id. */
  public SubscriptionRow withId(SubscriptionId id) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public SubscriptionRow withCustomerNo(CustomerNo customerNo) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another plan_id. */
  public SubscriptionRow withPlanId(PlanId planId) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public SubscriptionRow withCurrency(Currency currency) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_period. */
  public SubscriptionRow withBillingPeriod(BillingPeriod billingPeriod) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_period_count. */
  public SubscriptionRow withBillingPeriodCount(Integer billingPeriodCount) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_cycle. */
  public SubscriptionRow withBillingCycle(BillingCycle billingCycle) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another billing_anchor. */
  public SubscriptionRow withBillingAnchor(Instant billingAnchor) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another timezone. */
  public SubscriptionRow withTimezone(ZoneId timezone) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another start_date. */
  public SubscriptionRow withStartDate(Instant startDate) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another end_date. */
  public SubscriptionRow withEndDate(@Nullable Instant endDate) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another trial_end. */
  public SubscriptionRow withTrialEnd(@Nullable Instant trialEnd) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another subscription_status. */
  public SubscriptionRow withSubscriptionStatus(SubscriptionStatus subscriptionStatus) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another cancelled_at. */
  public SubscriptionRow withCancelledAt(@Nullable Instant cancelledAt) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another closed_through. */
  public SubscriptionRow withClosedThrough(@Nullable Instant closedThrough) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another proration_behavior. */
  public SubscriptionRow withProrationBehavior(Proration prorationBehavior) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another end_proration. */
  public SubscriptionRow withEndProration(@Nullable Proration endProration) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lookup_key. */
  public SubscriptionRow withLookupKey(@Nullable String lookupKey) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public SubscriptionRow withMetadata(Json.Obj metadata) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public SubscriptionRow withCreatedAt(Instant createdAt) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public SubscriptionRow withUpdatedAt(Instant updatedAt) {
    return new SubscriptionRow(
        id,
        customerNo,
        planId,
        currency,
        billingPeriod,
        billingPeriodCount,
        billingCycle,
        billingAnchor,
        timezone,
        startDate,
        endDate,
        trialEnd,
        subscriptionStatus,
        cancelledAt,
        closedThrough,
        prorationBehavior,
        endProration,
        lookupKey,
        metadata,
        createdAt,
        updatedAt);
  }
}
