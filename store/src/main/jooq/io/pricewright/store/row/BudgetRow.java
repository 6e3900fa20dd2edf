package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.SubscriptionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.BudgetPeriod;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Budgets;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code budgets}. */
public record BudgetRow(
    BudgetId id,
    CustomerNo customerNo,
    @Nullable SubscriptionId subscriptionId,
    @Nullable FeatureId featureId,
    Currency currency,
    BigDecimal amount,
    BudgetPeriod period,
    Instant periodStart,
    BigDecimal spent,
    Integer told,
    Json.Obj metadata,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<BudgetRow, BudgetId> ID =
      Column.of(Budgets.BUDGETS.ID, BudgetRow::id);

  /** {@code customer_no}. */
  public static final Column<BudgetRow, CustomerNo> CUSTOMER_NO =
      Column.of(Budgets.BUDGETS.CUSTOMER_NO, BudgetRow::customerNo);

  /** {@code subscription_id}. */
  public static final Column<BudgetRow, SubscriptionId> SUBSCRIPTION_ID =
      Column.of(Budgets.BUDGETS.SUBSCRIPTION_ID, BudgetRow::subscriptionId);

  /** {@code feature_id}. */
  public static final Column<BudgetRow, FeatureId> FEATURE_ID =
      Column.of(Budgets.BUDGETS.FEATURE_ID, BudgetRow::featureId);

  /** {@code currency}. */
  public static final Column<BudgetRow, Currency> CURRENCY =
      Column.of(Budgets.BUDGETS.CURRENCY, BudgetRow::currency);

  /** {@code amount}. */
  public static final Column<BudgetRow, BigDecimal> AMOUNT =
      Column.of(Budgets.BUDGETS.AMOUNT, BudgetRow::amount);

  /** {@code period}. */
  public static final Column<BudgetRow, BudgetPeriod> PERIOD =
      Column.of(Budgets.BUDGETS.PERIOD, BudgetRow::period);

  /** {@code period_start}. */
  public static final Column<BudgetRow, Instant> PERIOD_START =
      Column.of(Budgets.BUDGETS.PERIOD_START, BudgetRow::periodStart);

  /** {@code spent}. */
  public static final Column<BudgetRow, BigDecimal> SPENT =
      Column.of(Budgets.BUDGETS.SPENT, BudgetRow::spent);

  /** {@code told}. */
  public static final Column<BudgetRow, Integer> TOLD =
      Column.of(Budgets.BUDGETS.TOLD, BudgetRow::told);

  /** {@code metadata}. */
  public static final Column<BudgetRow, Json.Obj> METADATA =
      Column.of(Budgets.BUDGETS.METADATA, BudgetRow::metadata);

  /** {@code status}. */
  public static final Column<BudgetRow, Status> STATUS =
      Column.of(Budgets.BUDGETS.STATUS, BudgetRow::status);

  /** {@code created_at}. */
  public static final Column<BudgetRow, Instant> CREATED_AT =
      Column.of(Budgets.BUDGETS.CREATED_AT, BudgetRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<BudgetRow, Instant> UPDATED_AT =
      Column.of(Budgets.BUDGETS.UPDATED_AT, BudgetRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<BudgetRow> TABLE =
      Entity.of(
          Budgets.BUDGETS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              SUBSCRIPTION_ID,
              FEATURE_ID,
              CURRENCY,
              AMOUNT,
              PERIOD,
              PERIOD_START,
              SPENT,
              TOLD,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static BudgetRow read(Row row, int at) {
    return new BudgetRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        SUBSCRIPTION_ID.getOrNull(row, at + 2),
        FEATURE_ID.getOrNull(row, at + 3),
        CURRENCY.get(row, at + 4),
        AMOUNT.get(row, at + 5),
        PERIOD.get(row, at + 6),
        PERIOD_START.get(row, at + 7),
        SPENT.get(row, at + 8),
        TOLD.get(row, at + 9),
        METADATA.get(row, at + 10),
        STATUS.get(row, at + 11),
        CREATED_AT.get(row, at + 12),
        UPDATED_AT.get(row, at + 13));
  }

  /** Returns the row with another id. */
  public BudgetRow withId(BudgetId id) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public BudgetRow withCustomerNo(CustomerNo customerNo) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another subscription_id. */
  public BudgetRow withSubscriptionId(@Nullable SubscriptionId subscriptionId) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another feature_id. */
  public BudgetRow withFeatureId(@Nullable FeatureId featureId) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public BudgetRow withCurrency(Currency currency) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another amount. */
  public BudgetRow withAmount(BigDecimal amount) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another period. */
  public BudgetRow withPeriod(BudgetPeriod period) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another period_start. */
  public BudgetRow withPeriodStart(Instant periodStart) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another spent. */
  public BudgetRow withSpent(BigDecimal spent) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another told. */
  public BudgetRow withTold(Integer told) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public BudgetRow withMetadata(Json.Obj metadata) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public BudgetRow withStatus(Status status) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public BudgetRow withCreatedAt(Instant createdAt) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public BudgetRow withUpdatedAt(Instant updatedAt) {
    return new BudgetRow(
        id,
        customerNo,
        subscriptionId,
        featureId,
        currency,
        amount,
        period,
        periodStart,
        spent,
        told,
        metadata,
        status,
        createdAt,
        updatedAt);
  }
}
