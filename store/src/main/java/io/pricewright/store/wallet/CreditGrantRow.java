package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.catalogue.Published;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Credits that come with a plan or subscription.
 *
 * @param id prefixed id
 * @param name for people
 * @param scope PLAN or SUBSCRIPTION
 * @param planId whose customers get it
 * @param subscriptionId who gets it
 * @param credits how many each time
 * @param cadence ONETIME or RECURRING
 * @param period how often
 * @param periodCount periods between two
 * @param expirationType NEVER, DURATION or BILLING_CYCLE
 * @param expirationDuration how long
 * @param expirationDurationUnit of what
 * @param priority lower is drawn first
 * @param conversionRate currency a credit is worth
 * @param topupConversionRate price of a credit
 * @param rolloverCap most credits with the carried rest
 * @param startDate first credits
 * @param endDate no credits from then on
 * @param metadata JSON object of strings
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record CreditGrantRow(
    String id,
    String name,
    String scope,
    @Nullable String planId,
    @Nullable String subscriptionId,
    BigDecimal credits,
    String cadence,
    @Nullable String period,
    @Nullable Integer periodCount,
    String expirationType,
    @Nullable Integer expirationDuration,
    @Nullable String expirationDurationUnit,
    @Nullable Integer priority,
    @Nullable BigDecimal conversionRate,
    @Nullable BigDecimal topupConversionRate,
    @Nullable BigDecimal rolloverCap,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    String metadata,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<String> SCOPE = Scoped.text("scope");
  private static final Field<String> PLAN_ID = Scoped.text("plan_id");
  private static final Field<String> SUBSCRIPTION_ID = Scoped.text("subscription_id");
  private static final Field<BigDecimal> CREDITS = Scoped.decimal("credits");
  private static final Field<String> CADENCE = Scoped.text("cadence");
  private static final Field<String> PERIOD = Scoped.text("period");
  private static final Field<Integer> PERIOD_COUNT = Scoped.number("period_count");
  private static final Field<String> EXPIRATION_TYPE = Scoped.text("expiration_type");
  private static final Field<Integer> EXPIRATION_DURATION = Scoped.number("expiration_duration");
  private static final Field<String> EXPIRATION_DURATION_UNIT =
      Scoped.text("expiration_duration_unit");
  private static final Field<Integer> PRIORITY = Scoped.number("priority");
  private static final Field<BigDecimal> CONVERSION_RATE = Scoped.decimal("conversion_rate");
  private static final Field<BigDecimal> TOPUP_CONVERSION_RATE =
      Scoped.decimal("topup_conversion_rate");
  private static final Field<BigDecimal> ROLLOVER_CAP = Scoped.decimal("rollover_cap");
  private static final Field<Instant> START_DATE = Scoped.time("start_date");
  private static final Field<Instant> END_DATE = Scoped.time("end_date");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<CreditGrantRow> TABLE =
      new Catalogued<>(
          "credit_grants",
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
              START_DATE,
              END_DATE,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          CreditGrantRow::toRow,
          CreditGrantRow::fromRow);

  /** Returns it changed. */
  public CreditGrantRow as(
      String otherName,
      @Nullable Instant otherEnd,
      String otherMetadata,
      String otherStatus,
      Instant now) {
    return new CreditGrantRow(
        id,
        otherName,
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
        startDate,
        otherEnd,
        otherMetadata,
        otherStatus,
        createdAt,
        now);
  }

  private static void toRow(CreditGrantRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(NAME, row.name())
        .set(SCOPE, row.scope())
        .set(PLAN_ID, row.planId())
        .set(SUBSCRIPTION_ID, row.subscriptionId())
        .set(CREDITS, row.credits())
        .set(CADENCE, row.cadence())
        .set(PERIOD, row.period())
        .set(PERIOD_COUNT, row.periodCount())
        .set(EXPIRATION_TYPE, row.expirationType())
        .set(EXPIRATION_DURATION, row.expirationDuration())
        .set(EXPIRATION_DURATION_UNIT, row.expirationDurationUnit())
        .set(PRIORITY, row.priority())
        .set(CONVERSION_RATE, row.conversionRate())
        .set(TOPUP_CONVERSION_RATE, row.topupConversionRate())
        .set(ROLLOVER_CAP, row.rolloverCap())
        .set(START_DATE, row.startDate())
        .set(END_DATE, row.endDate())
        .set(METADATA, row.metadata())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static CreditGrantRow fromRow(Row row) {
    return new CreditGrantRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("scope"),
        row.getString("plan_id"),
        row.getString("subscription_id"),
        row.getBigDecimal("credits"),
        row.getString("cadence"),
        row.getString("period"),
        row.getInteger("period_count"),
        row.getString("expiration_type"),
        row.getInteger("expiration_duration"),
        row.getString("expiration_duration_unit"),
        row.getInteger("priority"),
        row.getBigDecimal("conversion_rate"),
        row.getBigDecimal("topup_conversion_rate"),
        row.getBigDecimal("rollover_cap"),
        Rows.instantOrNull(row, "start_date"),
        Rows.instantOrNull(row, "end_date"),
        row.getString("metadata"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
