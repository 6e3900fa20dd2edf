package io.pricewright.store.row;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.HoldId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.HoldStatus;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Holds;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code holds}. */
public record HoldRow(
    HoldId id,
    CustomerNo customerNo,
    Currency currency,
    BigDecimal amount,
    String parts,
    @Nullable FeatureId featureId,
    HoldStatus holdStatus,
    @Nullable BigDecimal settledAmount,
    Instant expiresAt,
    Json.Obj metadata,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<HoldRow, HoldId> ID =
      Column.of(Holds.HOLDS.ID, HoldRow::id);

  /** {@code customer_no}. */
  public static final Column<HoldRow, CustomerNo> CUSTOMER_NO =
      Column.of(Holds.HOLDS.CUSTOMER_NO, HoldRow::customerNo);

  /** {@code currency}. */
  public static final Column<HoldRow, Currency> CURRENCY =
      Column.of(Holds.HOLDS.CURRENCY, HoldRow::currency);

  /** {@code amount}. */
  public static final Column<HoldRow, BigDecimal> AMOUNT =
      Column.of(Holds.HOLDS.AMOUNT, HoldRow::amount);

  /** {@code parts}. */
  public static final Column<HoldRow, String> PARTS =
      Column.of(Holds.HOLDS.PARTS, HoldRow::parts);

  /** {@code feature_id}. */
  public static final Column<HoldRow, FeatureId> FEATURE_ID =
      Column.of(Holds.HOLDS.FEATURE_ID, HoldRow::featureId);

  /** {@code hold_status}. */
  public static final Column<HoldRow, HoldStatus> HOLD_STATUS =
      Column.of(Holds.HOLDS.HOLD_STATUS, HoldRow::holdStatus);

  /** {@code settled_amount}. */
  public static final Column<HoldRow, BigDecimal> SETTLED_AMOUNT =
      Column.of(Holds.HOLDS.SETTLED_AMOUNT, HoldRow::settledAmount);

  /** {@code expires_at}. */
  public static final Column<HoldRow, Instant> EXPIRES_AT =
      Column.of(Holds.HOLDS.EXPIRES_AT, HoldRow::expiresAt);

  /** {@code metadata}. */
  public static final Column<HoldRow, Json.Obj> METADATA =
      Column.of(Holds.HOLDS.METADATA, HoldRow::metadata);

  /** {@code created_at}. */
  public static final Column<HoldRow, Instant> CREATED_AT =
      Column.of(Holds.HOLDS.CREATED_AT, HoldRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<HoldRow, Instant> UPDATED_AT =
      Column.of(Holds.HOLDS.UPDATED_AT, HoldRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<HoldRow> TABLE =
      Entity.of(
          Holds.HOLDS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              CURRENCY,
              AMOUNT,
              PARTS,
              FEATURE_ID,
              HOLD_STATUS,
              SETTLED_AMOUNT,
              EXPIRES_AT,
              METADATA,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static HoldRow read(Row row, int at) {
    return new HoldRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        CURRENCY.get(row, at + 2),
        AMOUNT.get(row, at + 3),
        PARTS.get(row, at + 4),
        FEATURE_ID.getOrNull(row, at + 5),
        HOLD_STATUS.get(row, at + 6),
        SETTLED_AMOUNT.getOrNull(row, at + 7),
        EXPIRES_AT.get(row, at + 8),
        METADATA.get(row, at + 9),
        CREATED_AT.get(row, at + 10),
        UPDATED_AT.get(row, at + 11));
  }

  /** Returns the row with another id. */
  public HoldRow withId(HoldId id) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public HoldRow withCustomerNo(CustomerNo customerNo) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another currency. */
  public HoldRow withCurrency(Currency currency) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another amount. */
  public HoldRow withAmount(BigDecimal amount) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another parts. */
  public HoldRow withParts(String parts) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another feature_id. */
  public HoldRow withFeatureId(@Nullable FeatureId featureId) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another hold_status. */
  public HoldRow withHoldStatus(HoldStatus holdStatus) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another settled_amount. */
  public HoldRow withSettledAmount(@Nullable BigDecimal settledAmount) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another expires_at. */
  public HoldRow withExpiresAt(Instant expiresAt) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public HoldRow withMetadata(Json.Obj metadata) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public HoldRow withCreatedAt(Instant createdAt) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public HoldRow withUpdatedAt(Instant updatedAt) {
    return new HoldRow(
        id,
        customerNo,
        currency,
        amount,
        parts,
        featureId,
        holdStatus,
        settledAmount,
        expiresAt,
        metadata,
        createdAt,
        updatedAt);
  }
}
