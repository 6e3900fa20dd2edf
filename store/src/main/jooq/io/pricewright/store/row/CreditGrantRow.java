package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.CreditGrantId;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.subscription.BillingPeriod;
import io.pricewright.rules.wallet.Cadence;
import io.pricewright.rules.wallet.CreditGrantScope;
import io.pricewright.rules.wallet.ExpirationType;
import io.pricewright.rules.wallet.ExpirationUnit;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.CreditGrants;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code credit_grants}. */
public record CreditGrantRow(
    CreditGrantId id,
    String name,
    CreditGrantScope scope,
    @Nullable PlanId planId,
    @Nullable SubscriptionId subscriptionId,
    BigDecimal credits,
    Cadence cadence,
    @Nullable BillingPeriod period,
    @Nullable Integer periodCount,
    ExpirationType expirationType,
    @Nullable Integer expirationDuration,
    @Nullable ExpirationUnit expirationDurationUnit,
    @Nullable Integer priority,
    @Nullable BigDecimal conversionRate,
    @Nullable BigDecimal topupConversionRate,
    @Nullable BigDecimal rolloverCap,
    Boolean forfeitOnCancel,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    Json.Obj metadata,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<CreditGrantRow, CreditGrantId> ID =
      Column.of(CreditGrants.CREDIT_GRANTS.ID, CreditGrantRow::id);

  /** {@code name}. */
  public static final Column<CreditGrantRow, String> NAME =
      Column.of(CreditGrants.CREDIT_GRANTS.NAME, CreditGrantRow::name);

  /** {@code scope}. */
  public static final Column<CreditGrantRow, CreditGrantScope> SCOPE =
      Column.of(CreditGrants.CREDIT_GRANTS.SCOPE, CreditGrantRow::scope);

  /** {@code plan_id}. */
  public static final Column<CreditGrantRow, PlanId> PLAN_ID =
      Column.of(CreditGrants.CREDIT_GRANTS.PLAN_ID, CreditGrantRow::planId);

  /** {@code subscription_id}. */
  public static final Column<CreditGrantRow, SubscriptionId> SUBSCRIPTION_ID =
      Column.of(CreditGrants.CREDIT_GRANTS.SUBSCRIPTION_ID, CreditGrantRow::subscriptionId);

  /** {@code credits}. */
  public static final Column<CreditGrantRow, BigDecimal> CREDITS =
      Column.of(CreditGrants.CREDIT_GRANTS.CREDITS, CreditGrantRow::credits);

  /** {@code cadence}. */
  public static final Column<CreditGrantRow, Cadence> CADENCE =
      Column.of(CreditGrants.CREDIT_GRANTS.CADENCE, CreditGrantRow::cadence);

  /** {@code period}. */
  public static final Column<CreditGrantRow, BillingPeriod> PERIOD =
      Column.of(CreditGrants.CREDIT_GRANTS.PERIOD, CreditGrantRow::period);

  /** {@code period_count}. */
  public static final Column<CreditGrantRow, Integer> PERIOD_COUNT =
      Column.of(CreditGrants.CREDIT_GRANTS.PERIOD_COUNT, CreditGrantRow::periodCount);

  /** {@code expiration_type}. */
  public static final Column<CreditGrantRow, ExpirationType> EXPIRATION_TYPE =
      Column.of(CreditGrants.CREDIT_GRANTS.EXPIRATION_TYPE, CreditGrantRow::expirationType);

  /** {@code expiration_duration}. */
  public static final Column<CreditGrantRow, Integer> EXPIRATION_DURATION =
      Column.of(CreditGrants.CREDIT_GRANTS.EXPIRATION_DURATION, CreditGrantRow::expirationDuration);

  /** {@code expiration_duration_unit}. */
  public static final Column<CreditGrantRow, ExpirationUnit> EXPIRATION_DURATION_UNIT =
      Column.of(CreditGrants.CREDIT_GRANTS.EXPIRATION_DURATION_UNIT, CreditGrantRow::expirationDurationUnit);

  /** {@code priority}. */
  public static final Column<CreditGrantRow, Integer> PRIORITY =
      Column.of(CreditGrants.CREDIT_GRANTS.PRIORITY, CreditGrantRow::priority);

  /** {@code conversion_rate}. */
  public static final Column<CreditGrantRow, BigDecimal> CONVERSION_RATE =
      Column.of(CreditGrants.CREDIT_GRANTS.CONVERSION_RATE, CreditGrantRow::conversionRate);

  /** {@code topup_conversion_rate}. */
  public static final Column<CreditGrantRow, BigDecimal> TOPUP_CONVERSION_RATE =
      Column.of(CreditGrants.CREDIT_GRANTS.TOPUP_CONVERSION_RATE, CreditGrantRow::topupConversionRate);

  /** {@code rollover_cap}. */
  public static final Column<CreditGrantRow, BigDecimal> ROLLOVER_CAP =
      Column.of(CreditGrants.CREDIT_GRANTS.ROLLOVER_CAP, CreditGrantRow::rolloverCap);

  /** {@code forfeit_on_cancel}. */
  public static final Column<CreditGrantRow, Boolean> FORFEIT_ON_CANCEL =
      Column.of(CreditGrants.CREDIT_GRANTS.FORFEIT_ON_CANCEL, CreditGrantRow::forfeitOnCancel);

  /** {@code start_date}. */
  public static final Column<CreditGrantRow, Instant> START_DATE =
      Column.of(CreditGrants.CREDIT_GRANTS.START_DATE, CreditGrantRow::startDate);

  /** {@code end_date}. */
  public static final Column<CreditGrantRow, Instant> END_DATE =
      Column.of(CreditGrants.CREDIT_GRANTS.END_DATE, CreditGrantRow::endDate);

  /** {@code metadata}. */
  public static final Column<CreditGrantRow, Json.Obj> METADATA =
      Column.of(CreditGrants.CREDIT_GRANTS.METADATA, CreditGrantRow::metadata);

  /** {@code status}. */
  public static final Column<CreditGrantRow, Status> STATUS =
      Column.of(CreditGrants.CREDIT_GRANTS.STATUS, CreditGrantRow::status);

  /** {@code created_at}. */
  public static final Column<CreditGrantRow, Instant> CREATED_AT =
      Column.of(CreditGrants.CREDIT_GRANTS.CREATED_AT, CreditGrantRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<CreditGrantRow, Instant> UPDATED_AT =
      Column.of(CreditGrants.CREDIT_GRANTS.UPDATED_AT, CreditGrantRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<CreditGrantRow> TABLE =
      Entity.of(
          CreditGrants.CREDIT_GRANTS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              NAME,
              SCOPE,
              PLAN_ID,
              SUBSCRIPTION_ID,
              CREDITS,
              CADENCE,
              PERIOD,
              PERIOD_COUNT,
              EXPIRATION_TYPE,
              EXPIRATION_DURATION,
              EXPIRATION_DURATION_UNIT,
              PRIORITY,
              CONVERSION_RATE,
              TOPUP_CONVERSION_RATE,
              ROLLOVER_CAP,
              FORFEIT_ON_CANCEL,
              START_DATE,
              END_DATE,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static CreditGrantRow read(Row row, int at) {
    return new CreditGrantRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        SCOPE.get(row, at + 2),
        PLAN_ID.getOrNull(row, at + 3),
        SUBSCRIPTION_ID.getOrNull(row, at + 4),
        CREDITS.get(row, at + 5),
        CADENCE.get(row, at + 6),
        PERIOD.getOrNull(row, at + 7),
        PERIOD_COUNT.getOrNull(row, at + 8),
        EXPIRATION_TYPE.get(row, at + 9),
        EXPIRATION_DURATION.getOrNull(row, at + 10),
        EXPIRATION_DURATION_UNIT.getOrNull(row, at + 11),
        PRIORITY.getOrNull(row, at + 12),
        CONVERSION_RATE.getOrNull(row, at + 13),
        TOPUP_CONVERSION_RATE.getOrNull(row, at + 14),
        ROLLOVER_CAP.getOrNull(row, at + 15),
        FORFEIT_ON_CANCEL.get(row, at + 16),
        START_DATE.getOrNull(row, at + 17),
        END_DATE.getOrNull(row, at + 18),
        METADATA.get(row, at + 19),
        STATUS.get(row, at + 20),
        CREATED_AT.get(row, at + 21),
        UPDATED_AT.get(row, at + 22));
  }

  /** Returns the row with another id. */
  public CreditGrantRow withId(CreditGrantId id) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public CreditGrantRow withName(String name) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another scope. */
  public CreditGrantRow withScope(CreditGrantScope scope) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another plan_id. */
  public CreditGrantRow withPlanId(@Nullable PlanId planId) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another subscription_id. */
  public CreditGrantRow withSubscriptionId(@Nullable SubscriptionId subscriptionId) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another credits. */
  public CreditGrantRow withCredits(BigDecimal credits) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another cadence. */
  public CreditGrantRow withCadence(Cadence cadence) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another period. */
  public CreditGrantRow withPeriod(@Nullable BillingPeriod period) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another period_count. */
  public CreditGrantRow withPeriodCount(@Nullable Integer periodCount) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another expiration_type. */
  public CreditGrantRow withExpirationType(ExpirationType expirationType) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another expiration_duration. */
  public CreditGrantRow withExpirationDuration(@Nullable Integer expirationDuration) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another expiration_duration_unit. */
  public CreditGrantRow withExpirationDurationUnit(@Nullable ExpirationUnit expirationDurationUnit) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another priority. */
  public CreditGrantRow withPriority(@Nullable Integer priority) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another conversion_rate. */
  public CreditGrantRow withConversionRate(@Nullable BigDecimal conversionRate) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another topup_conversion_rate. */
  public CreditGrantRow withTopupConversionRate(@Nullable BigDecimal topupConversionRate) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another rollover_cap. */
  public CreditGrantRow withRolloverCap(@Nullable BigDecimal rolloverCap) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another forfeit_on_cancel. */
  public CreditGrantRow withForfeitOnCancel(Boolean forfeitOnCancel) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another start_date. */
  public CreditGrantRow withStartDate(@Nullable Instant startDate) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another end_date. */
  public CreditGrantRow withEndDate(@Nullable Instant endDate) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public CreditGrantRow withMetadata(Json.Obj metadata) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public CreditGrantRow withStatus(Status status) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public CreditGrantRow withCreatedAt(Instant createdAt) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public CreditGrantRow withUpdatedAt(Instant updatedAt) {
    return new CreditGrantRow(
        id,
        name,
        scope,
        planId,
        subscriptionId,
        credits,
        cadence,
        period,
        periodCount,
        expirationType,
        expirationDuration,
        expirationDurationUnit,
        priority,
        conversionRate,
        topupConversionRate,
        rolloverCap,
        forfeitOnCancel,
        startDate,
        endDate,
        metadata,
        status,
        createdAt,
        updatedAt);
  }
}
