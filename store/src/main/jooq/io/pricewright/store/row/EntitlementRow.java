package io.pricewright.store.row;

import io.pricewright.rules.catalogue.Published;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.entitlement.EntitlementEntity;
import io.pricewright.rules.entitlement.FeatureType;
import io.pricewright.rules.entitlement.ResetPeriod;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.store.database.Column;
import io.pricewright.store.database.Entity;
import io.pricewright.store.jooq.tables.Entitlements;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code entitlements}. */
public record EntitlementRow(
    EntitlementId id,
    EntitlementEntity entityType,
    String entityId,
    FeatureId featureId,
    FeatureType featureType,
    Boolean isEnabled,
    @Nullable Long usageLimit,
    @Nullable Long includedQuantity,
    @Nullable ResetPeriod usageResetPeriod,
    Boolean isSoftLimit,
    @Nullable String staticValue,
    @Nullable String configValue,
    @Nullable String rollingWindow,
    @Nullable EntitlementId parentEntitlementId,
    Status status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  /** {@code id}. */
  public static final Column<EntitlementRow, EntitlementId> ID =
      Column.of(Entitlements.ENTITLEMENTS.ID, EntitlementRow::id);

  /** {@code entity_type}. */
  public static final Column<EntitlementRow, EntitlementEntity> ENTITY_TYPE =
      Column.of(Entitlements.ENTITLEMENTS.ENTITY_TYPE, EntitlementRow::entityType);

  /** {@code entity_id}. */
  public static final Column<EntitlementRow, String> ENTITY_ID =
      Column.of(Entitlements.ENTITLEMENTS.ENTITY_ID, EntitlementRow::entityId);

  /** {@code feature_id}. */
  public static final Column<EntitlementRow, FeatureId> FEATURE_ID =
      Column.of(Entitlements.ENTITLEMENTS.FEATURE_ID, EntitlementRow::featureId);

  /** {@code feature_type}. */
  public static final Column<EntitlementRow, FeatureType> FEATURE_TYPE =
      Column.of(Entitlements.ENTITLEMENTS.FEATURE_TYPE, EntitlementRow::featureType);

  /** {@code is_enabled}. */
  public static final Column<EntitlementRow, Boolean> IS_ENABLED =
      Column.of(Entitlements.ENTITLEMENTS.IS_ENABLED, EntitlementRow::isEnabled);

  /** {@code usage_limit}. */
  public static final Column<EntitlementRow, Long> USAGE_LIMIT =
      Column.of(Entitlements.ENTITLEMENTS.USAGE_LIMIT, EntitlementRow::usageLimit);

  /** {@code included_quantity}. */
  public static final Column<EntitlementRow, Long> INCLUDED_QUANTITY =
      Column.of(Entitlements.ENTITLEMENTS.INCLUDED_QUANTITY, EntitlementRow::includedQuantity);

  /** {@code usage_reset_period}. */
  public static final Column<EntitlementRow, ResetPeriod> USAGE_RESET_PERIOD =
      Column.of(Entitlements.ENTITLEMENTS.USAGE_RESET_PERIOD, EntitlementRow::usageResetPeriod);

  /** {@code is_soft_limit}. */
  public static final Column<EntitlementRow, Boolean> IS_SOFT_LIMIT =
      Column.of(Entitlements.ENTITLEMENTS.IS_SOFT_LIMIT, EntitlementRow::isSoftLimit);

  /** {@code static_value}. */
  public static final Column<EntitlementRow, String> STATIC_VALUE =
      Column.of(Entitlements.ENTITLEMENTS.STATIC_VALUE, EntitlementRow::staticValue);

  /** {@code config_value}. */
  public static final Column<EntitlementRow, String> CONFIG_VALUE =
      Column.of(Entitlements.ENTITLEMENTS.CONFIG_VALUE, EntitlementRow::configValue);

  /** {@code rolling_window}. */
  public static final Column<EntitlementRow, String> ROLLING_WINDOW =
      Column.of(Entitlements.ENTITLEMENTS.ROLLING_WINDOW, EntitlementRow::rollingWindow);

  /** {@code parent_entitlement_id}. */
  public static final Column<EntitlementRow, EntitlementId> PARENT_ENTITLEMENT_ID =
      Column.of(Entitlements.ENTITLEMENTS.PARENT_ENTITLEMENT_ID, EntitlementRow::parentEntitlementId);

  /** {@code status}. */
  public static final Column<EntitlementRow, Status> STATUS =
      Column.of(Entitlements.ENTITLEMENTS.STATUS, EntitlementRow::status);

  /** {@code created_at}. */
  public static final Column<EntitlementRow, Instant> CREATED_AT =
      Column.of(Entitlements.ENTITLEMENTS.CREATED_AT, EntitlementRow::createdAt);

  /** {@code updated_at}. */
  public static final Column<EntitlementRow, Instant> UPDATED_AT =
      Column.of(Entitlements.ENTITLEMENTS.UPDATED_AT, EntitlementRow::updatedAt);

  /** The everyday statements. */
  public static final Entity<EntitlementRow> TABLE =
      Entity.of(
          Entitlements.ENTITLEMENTS,
          row -> read(row, 0),
          List.of(ID),
          List.of(
              ID,
              ENTITY_TYPE,
              ENTITY_ID,
              FEATURE_ID,
              FEATURE_TYPE,
              IS_ENABLED,
              USAGE_LIMIT,
              INCLUDED_QUANTITY,
              USAGE_RESET_PERIOD,
              IS_SOFT_LIMIT,
              STATIC_VALUE,
              CONFIG_VALUE,
              ROLLING_WINDOW,
              PARENT_ENTITLEMENT_ID,
              STATUS,
              CREATED_AT,
              UPDATED_AT));

  /** Reads a row whose columns begin at a position. */
  public static EntitlementRow read(Row row, int at) {
    return new EntitlementRow(
        ID.get(row, at + 0),
        ENTITY_TYPE.get(row, at + 1),
        ENTITY_ID.get(row, at + 2),
        FEATURE_ID.get(row, at + 3),
        FEATURE_TYPE.get(row, at + 4),
        IS_ENABLED.get(row, at + 5),
        USAGE_LIMIT.getOrNull(row, at + 6),
        INCLUDED_QUANTITY.getOrNull(row, at + 7),
        USAGE_RESET_PERIOD.getOrNull(row, at + 8),
        IS_SOFT_LIMIT.get(row, at + 9),
        STATIC_VALUE.getOrNull(row, at + 10),
        CONFIG_VALUE.getOrNull(row, at + 11),
        ROLLING_WINDOW.getOrNull(row, at + 12),
        PARENT_ENTITLEMENT_ID.getOrNull(row, at + 13),
        STATUS.get(row, at + 14),
        CREATED_AT.get(row, at + 15),
        UPDATED_AT.get(row, at + 16));
  }

  /** Returns the row with another id. */
  public EntitlementRow withId(EntitlementId id) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another entity_type. */
  public EntitlementRow withEntityType(EntitlementEntity entityType) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another entity_id. */
  public EntitlementRow withEntityId(String entityId) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another feature_id. */
  public EntitlementRow withFeatureId(FeatureId featureId) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another feature_type. */
  public EntitlementRow withFeatureType(FeatureType featureType) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another is_enabled. */
  public EntitlementRow withIsEnabled(Boolean isEnabled) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another usage_limit. */
  public EntitlementRow withUsageLimit(@Nullable Long usageLimit) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another included_quantity. */
  public EntitlementRow withIncludedQuantity(@Nullable Long includedQuantity) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another usage_reset_period. */
  public EntitlementRow withUsageResetPeriod(@Nullable ResetPeriod usageResetPeriod) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another is_soft_limit. */
  public EntitlementRow withIsSoftLimit(Boolean isSoftLimit) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another static_value. */
  public EntitlementRow withStaticValue(@Nullable String staticValue) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another config_value. */
  public EntitlementRow withConfigValue(@Nullable String configValue) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another rolling_window. */
  public EntitlementRow withRollingWindow(@Nullable String rollingWindow) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another parent_entitlement_id. */
  public EntitlementRow withParentEntitlementId(@Nullable EntitlementId parentEntitlementId) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another status. */
  public EntitlementRow withStatus(Status status) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another created_at. */
  public EntitlementRow withCreatedAt(Instant createdAt) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }

  /** Returns the row with another updated_at. */
  public EntitlementRow withUpdatedAt(Instant updatedAt) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        includedQuantity,
        usageResetPeriod,
        isSoftLimit,
        staticValue,
        configValue,
        rollingWindow,
        parentEntitlementId,
        status,
        createdAt,
        updatedAt);
  }
}
