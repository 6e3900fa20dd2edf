package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;

/**
 * A meter as stored.
 *
 * @param id prefixed id
 * @param name for people
 * @param eventName event name
 * @param aggregation JSON, see {@link MeterJson}
 * @param filters JSON, see {@link MeterJson}
 * @param resetUsage reset usage
 * @param allowNegative allow negative
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record MeterRow(
    String id,
    String name,
    String eventName,
    String aggregation,
    String filters,
    String resetUsage,
    boolean allowNegative,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<String> EVENT_NAME = Scoped.text("event_name");
  private static final Field<String> AGGREGATION = Scoped.text("aggregation");
  private static final Field<String> FILTERS = Scoped.text("filters");
  private static final Field<String> RESET_USAGE = Scoped.text("reset_usage");
  private static final Field<Boolean> ALLOW_NEGATIVE = Scoped.truth("allow_negative");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<MeterRow> TABLE =
      new Catalogued<>(
          "meters",
          List.of(
              ID,
              NAME,
              EVENT_NAME,
              AGGREGATION,
              FILTERS,
              RESET_USAGE,
              ALLOW_NEGATIVE,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          MeterRow::toRow,
          MeterRow::fromRow);

  private static void toRow(MeterRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(NAME, row.name())
        .set(EVENT_NAME, row.eventName())
        .set(AGGREGATION, row.aggregation())
        .set(FILTERS, row.filters())
        .set(RESET_USAGE, row.resetUsage())
        .set(ALLOW_NEGATIVE, row.allowNegative())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static MeterRow fromRow(Row row) {
    return new MeterRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("event_name"),
        row.getString("aggregation"),
        row.getString("filters"),
        row.getString("reset_usage"),
        row.getBoolean("allow_negative"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
