package io.pricewright.store.row;

import io.pricewright.rules.id.AlertLogId;
import io.pricewright.rules.id.AlertedId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.AlertEntity;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.AlertLogs;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code alert_logs}. */
public record AlertLogRow(
    AlertLogId id,
    CustomerNo customerNo,
    AlertEntity entityType,
    AlertedId entityId,
    AlertType alertType,
    Alerts.State alertStatus,
    Json.Obj info,
    Instant createdAt) {
  /** {@code id}. */
  public static final Column<AlertLogRow, AlertLogId> ID =
      Column.of(AlertLogs.ALERT_LOGS.ID, AlertLogRow::id);

  /** {@code customer_no}. */
  public static final Column<AlertLogRow, CustomerNo> CUSTOMER_NO =
      Column.of(AlertLogs.ALERT_LOGS.CUSTOMER_NO, AlertLogRow::customerNo);

  /** {@code entity_type}. */
  public static final Column<AlertLogRow, AlertEntity> ENTITY_TYPE =
      Column.of(AlertLogs.ALERT_LOGS.ENTITY_TYPE, AlertLogRow::entityType);

  /** {@code entity_id}. */
  public static final Column<AlertLogRow, AlertedId> ENTITY_ID =
      Column.of(AlertLogs.ALERT_LOGS.ENTITY_ID, AlertLogRow::entityId);

  /** {@code alert_type}. */
  public static final Column<AlertLogRow, AlertType> ALERT_TYPE =
      Column.of(AlertLogs.ALERT_LOGS.ALERT_TYPE, AlertLogRow::alertType);

  /** {@code alert_status}. */
  public static final Column<AlertLogRow, Alerts.State> ALERT_STATUS =
      Column.of(AlertLogs.ALERT_LOGS.ALERT_STATUS, AlertLogRow::alertStatus);

  /** {@code info}. */
  public static final Column<AlertLogRow, Json.Obj> INFO =
      Column.of(AlertLogs.ALERT_LOGS.INFO, AlertLogRow::info);

  /** {@code created_at}. */
  public static final Column<AlertLogRow, Instant> CREATED_AT =
      Column.of(AlertLogs.ALERT_LOGS.CREATED_AT, AlertLogRow::createdAt);

  /** The everyday statements. */
  public static final Entity<AlertLogRow> TABLE =
      Entity.of(
          AlertLogs.ALERT_LOGS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              CUSTOMER_NO,
              ENTITY_TYPE,
              ENTITY_ID,
              ALERT_TYPE,
              ALERT_STATUS,
              INFO,
              CREATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static AlertLogRow read(Row row, int at) {
    return new AlertLogRow(
        ID.get(row, at + 0),
        CUSTOMER_NO.get(row, at + 1),
        ENTITY_TYPE.get(row, at + 2),
        ENTITY_ID.get(row, at + 3),
        ALERT_TYPE.get(row, at + 4),
        ALERT_STATUS.get(row, at + 5),
        INFO.get(row, at + 6),
        CREATED_AT.get(row, at + 7));
  }

  /** Returns the row with another id. */
  public AlertLogRow withId(AlertLogId id) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another customer_no. */
  public AlertLogRow withCustomerNo(CustomerNo customerNo) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another entity_type. */
  public AlertLogRow withEntityType(AlertEntity entityType) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another entity_id. */
  public AlertLogRow withEntityId(AlertedId entityId) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another alert_type. */
  public AlertLogRow withAlertType(AlertType alertType) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another alert_status. */
  public AlertLogRow withAlertStatus(Alerts.State alertStatus) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another info. */
  public AlertLogRow withInfo(Json.Obj info) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }

  /** Returns the row with another created_at. */
  public AlertLogRow withCreatedAt(Instant createdAt) {
    return new AlertLogRow(
        id,
        customerNo,
        entityType,
        entityId,
        alertType,
        alertStatus,
        info,
        createdAt);
  }
}
