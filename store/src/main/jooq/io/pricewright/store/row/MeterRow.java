package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.meter.Aggregation;
import io.pricewright.rules.meter.PropertyFilters;
import io.pricewright.rules.meter.ResetUsage;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Meters;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** A row of {@code meters}. */
public record MeterRow(
    MeterId id,
    String name,
    String eventName,
    Aggregation aggregation,
    PropertyFilters filters,
    ResetUsage resetUsage,
    Boolean allowNegative,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<MeterRow, MeterId> ID =
      Column.of(Meters.METERS.ID, MeterRow::id);

  /** {@code name}. */
  public static final Column<MeterRow, String> NAME =
      Column.of(Meters.METERS.NAME, MeterRow::name);

  /** {@code event_name}. */
  public static final Column<MeterRow, String> EVENT_NAME =
      Column.of(Meters.METERS.EVENT_NAME, MeterRow::eventName);

  /** {@code aggregation}. */
  public static final Column<MeterRow, Aggregation> AGGREGATION =
      Column.of(Meters.METERS.AGGREGATION, MeterRow::aggregation);

  /** {@code filters}. */
  public static final Column<MeterRow, PropertyFilters> FILTERS =
      Column.of(Meters.METERS.FILTERS, MeterRow::filters);

  /** {@code reset_usage}. */
  public static final Column<MeterRow, ResetUsage> RESET_USAGE =
      Column.of(Meters.METERS.RESET_USAGE, MeterRow::resetUsage);

  /** {@code allow_negative}. */
  public static final Column<MeterRow, Boolean> ALLOW_NEGATIVE =
      Column.of(Meters.METERS.ALLOW_NEGATIVE, MeterRow::allowNegative);

  /** {@code status}. */
  public static final Column<MeterRow, Status> STATUS =
      Column.of(Meters.METERS.STATUS, MeterRow::status);

  /** {@code created_at}. */
  public static final Column<MeterRow, Instant> CREATED_AT =
      Column.of(Meters.METERS.CREATED_AT, MeterRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<MeterRow, Instant> UPDATED_AT =
      Column.of(Meters.METERS.UPDATED_AT, MeterRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<MeterRow> TABLE =
      Entity.of(
          Meters.METERS,
          row -> read(row, 0),
          List.of(ID),
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
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static MeterRow read(Row row, int at) {
    return new MeterRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        EVENT_NAME.get(row, at + 2),
        AGGREGATION.get(row, at + 3),
        FILTERS.get(row, at + 4),
        RESET_USAGE.get(row, at + 5),
        ALLOW_NEGATIVE.get(row, at + 6),
        STATUS.get(row, at + 7),
        CREATED_AT.get(row, at + 8),
        UPDATED_AT.get(row, at + 9));
  }

  /** Returns the row with another id. */
  public MeterRow withId(MeterId id) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public MeterRow withName(String name) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another event_name. */
  public MeterRow withEventName(String eventName) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another aggregation. */
  public MeterRow withAggregation(Aggregation aggregation) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another filters. */
  public MeterRow withFilters(PropertyFilters filters) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another reset_usage. */
  public MeterRow withResetUsage(ResetUsage resetUsage) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another allow_negative. */
  public MeterRow withAllowNegative(Boolean allowNegative) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public MeterRow withStatus(Status status) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public MeterRow withCreatedAt(Instant createdAt) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public MeterRow withUpdatedAt(Instant updatedAt) {
    return new MeterRow(
        id,
        name,
        eventName,
        aggregation,
        filters,
        resetUsage,
        allowNegative,
        status,
        createdAt,
        updatedAt);
  }
}
