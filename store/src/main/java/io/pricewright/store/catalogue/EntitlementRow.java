package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A right to a feature.
 *
 * @param id prefixed id
 * @param entityType PLAN or SUBSCRIPTION
 * @param entityId entity id
 * @param featureId feature id
 * @param featureType feature type
 * @param isEnabled is enabled
 * @param usageLimit null: unlimited
 * @param usageResetPeriod usage reset period
 * @param rollingWindow ISO 8601 length of a rolling window, instead of a period
 * @param isSoftLimit is soft limit
 * @param staticValue static value
 * @param configValue JSON object of a config feature, or null
 * @param parentEntitlementId parent entitlement id
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record EntitlementRow(
    String id,
    String entityType,
    String entityId,
    String featureId,
    String featureType,
    boolean isEnabled,
    @Nullable Long usageLimit,
    @Nullable String usageResetPeriod,
    @Nullable String rollingWindow,
    boolean isSoftLimit,
    @Nullable String staticValue,
    @Nullable String configValue,
    @Nullable String parentEntitlementId,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> ENTITY_TYPE = Scoped.text("entity_type");
  private static final Field<String> ENTITY_ID = Scoped.text("entity_id");
  private static final Field<String> FEATURE_ID = Scoped.text("feature_id");
  private static final Field<String> FEATURE_TYPE = Scoped.text("feature_type");
  private static final Field<Boolean> IS_ENABLED = Scoped.truth("is_enabled");
  private static final Field<Long> USAGE_LIMIT = Scoped.big("usage_limit");
  private static final Field<String> USAGE_RESET_PERIOD = Scoped.text("usage_reset_period");
  private static final Field<String> ROLLING_WINDOW = Scoped.text("rolling_window");
  private static final Field<Boolean> IS_SOFT_LIMIT = Scoped.truth("is_soft_limit");
  private static final Field<String> STATIC_VALUE = Scoped.text("static_value");
  private static final Field<String> CONFIG_VALUE = Scoped.text("config_value");
  private static final Field<String> PARENT_ENTITLEMENT_ID = Scoped.text("parent_entitlement_id");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<EntitlementRow> TABLE =
      new Catalogued<>(
          "entitlements",
          List.of(
              ID,
              ENTITY_TYPE,
              ENTITY_ID,
              FEATURE_ID,
              FEATURE_TYPE,
              IS_ENABLED,
              USAGE_LIMIT,
              USAGE_RESET_PERIOD,
              ROLLING_WINDOW,
              IS_SOFT_LIMIT,
              STATIC_VALUE,
              CONFIG_VALUE,
              PARENT_ENTITLEMENT_ID,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          EntitlementRow::toRow,
          EntitlementRow::fromRow);

  /** Returns it archived. */
  public EntitlementRow archived(Instant now) {
    return new EntitlementRow(
        id,
        entityType,
        entityId,
        featureId,
        featureType,
        isEnabled,
        usageLimit,
        usageResetPeriod,
        rollingWindow,
        isSoftLimit,
        staticValue,
        configValue,
        parentEntitlementId,
        "archived",
        createdAt,
        now);
  }

  private static void toRow(EntitlementRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(ENTITY_TYPE, row.entityType())
        .set(ENTITY_ID, row.entityId())
        .set(FEATURE_ID, row.featureId())
        .set(FEATURE_TYPE, row.featureType())
        .set(IS_ENABLED, row.isEnabled())
        .set(USAGE_LIMIT, row.usageLimit())
        .set(USAGE_RESET_PERIOD, row.usageResetPeriod())
        .set(ROLLING_WINDOW, row.rollingWindow())
        .set(IS_SOFT_LIMIT, row.isSoftLimit())
        .set(STATIC_VALUE, row.staticValue())
        .set(CONFIG_VALUE, row.configValue())
        .set(PARENT_ENTITLEMENT_ID, row.parentEntitlementId())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static EntitlementRow fromRow(Row row) {
    return new EntitlementRow(
        row.getString("id"),
        row.getString("entity_type"),
        row.getString("entity_id"),
        row.getString("feature_id"),
        row.getString("feature_type"),
        row.getBoolean("is_enabled"),
        row.getLong("usage_limit"),
        row.getString("usage_reset_period"),
        row.getString("rolling_window"),
        row.getBoolean("is_soft_limit"),
        row.getString("static_value"),
        row.getString("config_value"),
        row.getString("parent_entitlement_id"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
