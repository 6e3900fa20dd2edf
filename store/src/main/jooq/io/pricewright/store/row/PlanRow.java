package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Plans;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code plans}. */
public record PlanRow(
    PlanId id,
    String name,
    @Nullable String lookupKey,
    @Nullable String description,
    @Nullable Integer displayOrder,
    Json.Obj metadata,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<PlanRow, PlanId> ID =
      Column.of(Plans.PLANS.ID, PlanRow::id);

  /** {@code name}. */
  public static final Column<PlanRow, String> NAME =
      Column.of(Plans.PLANS.NAME, PlanRow::name);

  /** {@code lookup_key}. */
  public static final Column<PlanRow, String> LOOKUP_KEY =
      Column.of(Plans.PLANS.LOOKUP_KEY, PlanRow::lookupKey);

  /** {@code description}. */
  public static final Column<PlanRow, String> DESCRIPTION =
      Column.of(Plans.PLANS.DESCRIPTION, PlanRow::description);

  /** {@code display_order}. */
  public static final Column<PlanRow, Integer> DISPLAY_ORDER =
      Column.of(Plans.PLANS.DISPLAY_ORDER, PlanRow::displayOrder);

  /** {@code metadata}. */
  public static final Column<PlanRow, Json.Obj> METADATA =
      Column.of(Plans.PLANS.METADATA, PlanRow::metadata);

  /** {@code status}. */
  public static final Column<PlanRow, Status> STATUS =
      Column.of(Plans.PLANS.STATUS, PlanRow::status);

  /** {@code created_at}. */
  public static final Column<PlanRow, Instant> CREATED_AT =
      Column.of(Plans.PLANS.CREATED_AT, PlanRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<PlanRow, Instant> UPDATED_AT =
      Column.of(Plans.PLANS.UPDATED_AT, PlanRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<PlanRow> TABLE =
      Entity.of(
          Plans.PLANS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              NAME,
              LOOKUP_KEY,
              DESCRIPTION,
              DISPLAY_ORDER,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static PlanRow read(Row row, int at) {
    return new PlanRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        LOOKUP_KEY.getOrNull(row, at + 2),
        DESCRIPTION.getOrNull(row, at + 3),
        DISPLAY_ORDER.getOrNull(row, at + 4),
        METADATA.get(row, at + 5),
        STATUS.get(row, at + 6),
        CREATED_AT.get(row, at + 7),
        UPDATED_AT.get(row, at + 8));
  }

  /** Returns the row with another id. */
  public PlanRow withId(PlanId id) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public PlanRow withName(String name) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lookup_key. */
  public PlanRow withLookupKey(@Nullable String lookupKey) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another description. */
  public PlanRow withDescription(@Nullable String description) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another display_order. */
  public PlanRow withDisplayOrder(@Nullable Integer displayOrder) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public PlanRow withMetadata(Json.Obj metadata) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public PlanRow withStatus(Status status) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public PlanRow withCreatedAt(Instant createdAt) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public PlanRow withUpdatedAt(Instant updatedAt) {
    return new PlanRow(
        id,
        name,
        lookupKey,
        description,
        displayOrder,
        metadata,
        status,
        createdAt,
        updatedAt);
  }
}
