package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Features;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code features}. */
public record FeatureRow(
    FeatureId id,
    String name,
    @Nullable String lookupKey,
    @Nullable String description,
    FeatureType type,
    @Nullable MeterId meterId,
    @Nullable String unitSingular,
    @Nullable String unitPlural,
    Json.Obj metadata,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<FeatureRow, FeatureId> ID =
      Column.of(Features.FEATURES.ID, FeatureRow::id);

  /** {@code name}. */
  public static final Column<FeatureRow, String> NAME =
      Column.of(Features.FEATURES.NAME, FeatureRow::name);

  /** {@code lookup_key}. */
  public static final Column<FeatureRow, String> LOOKUP_KEY =
      Column.of(Features.FEATURES.LOOKUP_KEY, FeatureRow::lookupKey);

  /** {@code description}. */
  public static final Column<FeatureRow, String> DESCRIPTION =
      Column.of(Features.FEATURES.DESCRIPTION, FeatureRow::description);

  /** {@code type}. */
  public static final Column<FeatureRow, FeatureType> TYPE =
      Column.of(Features.FEATURES.TYPE, FeatureRow::type);

  /** {@code meter_id}. */
  public static final Column<FeatureRow, MeterId> METER_ID =
      Column.of(Features.FEATURES.METER_ID, FeatureRow::meterId);

  /** {@code unit_singular}. */
  public static final Column<FeatureRow, String> UNIT_SINGULAR =
      Column.of(Features.FEATURES.UNIT_SINGULAR, FeatureRow::unitSingular);

  /** {@code unit_plural}. */
  public static final Column<FeatureRow, String> UNIT_PLURAL =
      Column.of(Features.FEATURES.UNIT_PLURAL, FeatureRow::unitPlural);

  /** {@code metadata}. */
  public static final Column<FeatureRow, Json.Obj> METADATA =
      Column.of(Features.FEATURES.METADATA, FeatureRow::metadata);

  /** {@code status}. */
  public static final Column<FeatureRow, Status> STATUS =
      Column.of(Features.FEATURES.STATUS, FeatureRow::status);

  /** {@code created_at}. */
  public static final Column<FeatureRow, Instant> CREATED_AT =
      Column.of(Features.FEATURES.CREATED_AT, FeatureRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<FeatureRow, Instant> UPDATED_AT =
      Column.of(Features.FEATURES.UPDATED_AT, FeatureRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<FeatureRow> TABLE =
      Entity.of(
          Features.FEATURES,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              NAME,
              LOOKUP_KEY,
              DESCRIPTION,
              TYPE,
              METER_ID,
              UNIT_SINGULAR,
              UNIT_PLURAL,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static FeatureRow read(Row row, int at) {
    return new FeatureRow(
        ID.get(row, at + 0),
        NAME.get(row, at + 1),
        LOOKUP_KEY.getOrNull(row, at + 2),
        DESCRIPTION.getOrNull(row, at + 3),
        TYPE.get(row, at + 4),
        METER_ID.getOrNull(row, at + 5),
        UNIT_SINGULAR.getOrNull(row, at + 6),
        UNIT_PLURAL.getOrNull(row, at + 7),
        METADATA.get(row, at + 8),
        STATUS.get(row, at + 9),
        CREATED_AT.get(row, at + 10),
        UPDATED_AT.get(row, at + 11));
  }

  /** Returns the row with another id. */
  public FeatureRow withId(FeatureId id) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another name. */
  public FeatureRow withName(String name) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another lookup_key. */
  public FeatureRow withLookupKey(@Nullable String lookupKey) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another description. */
  public FeatureRow withDescription(@Nullable String description) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another type. */
  public FeatureRow withType(FeatureType type) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another meter_id. */
  public FeatureRow withMeterId(@Nullable MeterId meterId) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another unit_singular. */
  public FeatureRow withUnitSingular(@Nullable String unitSingular) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another unit_plural. */
  public FeatureRow withUnitPlural(@Nullable String unitPlural) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another metadata. */
  public FeatureRow withMetadata(Json.Obj metadata) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public FeatureRow withStatus(Status status) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public FeatureRow withCreatedAt(Instant createdAt) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public FeatureRow withUpdatedAt(Instant updatedAt) {
    return new FeatureRow(
        id,
        name,
        lookupKey,
        description,
        type,
        meterId,
        unitSingular,
        unitPlural,
        metadata,
        status,
        createdAt,
        updatedAt);
  }
}
