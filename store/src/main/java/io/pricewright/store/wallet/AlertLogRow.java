package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;

/**
 * An alert that was raised or taken back.
 *
 * @param id prefixed id
 * @param customerNo whose
 * @param entityType wallet or budget
 * @param entityId of which
 * @param alertType low_ongoing_balance, low_credit_balance or subscription_spend
 * @param alertStatus the state it came to
 * @param info JSON: what was set, and the value that passed it
 * @param createdAt when
 */
public record AlertLogRow(
    String id,
    long customerNo,
    String entityType,
    String entityId,
    String alertType,
    String alertStatus,
    String info,
    Instant createdAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> ENTITY_TYPE = Scoped.text("entity_type");
  private static final Field<String> ENTITY_ID = Scoped.text("entity_id");
  private static final Field<String> ALERT_TYPE = Scoped.text("alert_type");
  private static final Field<String> ALERT_STATUS = Scoped.text("alert_status");
  private static final Field<String> INFO = Scoped.text("info");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");

  /** Its table. */
  public static final Catalogued<AlertLogRow> TABLE =
      new Catalogued<>(
          "alert_logs",
          List.of(
              ID, CUSTOMER_NO, ENTITY_TYPE, ENTITY_ID, ALERT_TYPE, ALERT_STATUS, INFO, CREATED_AT),
          AlertLogRow::toRow,
          AlertLogRow::fromRow);

  private static void toRow(AlertLogRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CUSTOMER_NO, row.customerNo())
        .set(ENTITY_TYPE, row.entityType())
        .set(ENTITY_ID, row.entityId())
        .set(ALERT_TYPE, row.alertType())
        .set(ALERT_STATUS, row.alertStatus())
        .set(INFO, row.info())
        .set(CREATED_AT, row.createdAt());
  }

  private static AlertLogRow fromRow(Row row) {
    return new AlertLogRow(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("entity_type"),
        row.getString("entity_id"),
        row.getString("alert_type"),
        row.getString("alert_status"),
        row.getString("info"),
        Rows.instant(row, "created_at"));
  }
}
