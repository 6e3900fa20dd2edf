package io.pricewright.store.row;

import io.pricewright.rules.entitlement.ReservationStatus;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.ReservationId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Reservations;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A row of {@code reservations}. */
public record ReservationRow(
    ReservationId id,
    CustomerNo customerNo,
    FeatureId featureId,
    BigDecimal quantity,
    ReservationStatus reservationStatus,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {
  /** {@code id}. */
  public static final Column<ReservationRow, ReservationId> ID =
      Column.of(Reservations.RESERVATIONS.ID, ReservationRow::id);

  /** {@code customer_no}. */
  public static final Column<ReservationRow, CustomerNo> CUSTOMER_NO =
      Column.of(Reservations.RESERVATIONS.CUSTOMER_NO, ReservationRow::customerNo);

  /** {@code feature_id}. */
  public static final Column<ReservationRow, FeatureId> FEATURE_ID =
      Column.of(Reservations.RESERVATIONS.FEATURE_ID, ReservationRow::featureId);

  /** {@code quantity}. */
  public static final Column<ReservationRow, BigDecimal> QUANTITY =
      Column.of(Reservations.RESERVATIONS.QUANTITY, ReservationRow::quantity);

  /** {@code reservation_status}. */
  public static final Column<ReservationRow, ReservationStatus> RESERVATION_STATUS =
      Column.of(Reservations.RESERVATIONS.RESERVATION_STATUS, ReservationRow::reservationStatus);

  /** {@code expires_at}. */
  public static final Column<ReservationRow, Instant> EXPIRES_AT =
      Column.of(Reservations.RESERVATIONS.EXPIRES_AT, ReservationRow::expiresAt);

  /** {@code created_at}. */
  public static final Column<ReservationRow, Instant> CREATED_AT =
      Column.of(Reservations.RESERVATIONS.CREATED_AT, ReservationRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<ReservationRow, Instant> UPDATED_AT =
      Column.of(Reservations.RESERVATIONS.UPDATED_AT, ReservationRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<ReservationRow> TABLE =
      Entity.of(
          Reservations.RESERVATIONS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              FEATURE_ID,
              QUANTITY,
              RESERVATION_STATUS,
              EXPIRES_AT,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static ReservationRow read(Row row, int at) {
    return new ReservationRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        FEATURE_ID.get(row, at + 2),
        QUANTITY.get(row, at + 3),
        RESERVATION_STATUS.get(row, at + 4),
        EXPIRES_AT.get(row, at + 5),
        CREATED_AT.get(row, at + 6),
        UPDATED_AT.get(row, at + 7));
  }

  /** Returns the row with another id. */
  public ReservationRow withId(ReservationId id) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another customer_no. */
  public ReservationRow withCustomerNo(CustomerNo customerNo) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another feature_id. */
  public ReservationRow withFeatureId(FeatureId featureId) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another quantity. */
  public ReservationRow withQuantity(BigDecimal quantity) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another reservation_status. */
  public ReservationRow withReservationStatus(ReservationStatus reservationStatus) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another expires_at. */
  public ReservationRow withExpiresAt(Instant expiresAt) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public ReservationRow withCreatedAt(Instant createdAt) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public ReservationRow withUpdatedAt(Instant updatedAt) {
    return new ReservationRow(
        id,
        customerNo,
        featureId,
        quantity,
        reservationStatus,
        expiresAt,
        createdAt,
        updatedAt);
  }
}
