package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is sold.
 *
 * @param id prefixed id
 * @param name for people
 * @param lookupKey the tenant's own key, or null
 * @param description for people, or null
 * @param type metered, boolean, static or config
 * @param meterId meter of a metered feature
 * @param unitSingular unit singular
 * @param unitPlural unit plural
 * @param metadata JSON object of strings
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record FeatureRow(
    String id,
    String name,
    @Nullable String lookupKey,
    @Nullable String description,
    String type,
    @Nullable String meterId,
    @Nullable String unitSingular,
    @Nullable String unitPlural,
    String metadata,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<String> LOOKUP_KEY = Scoped.text("lookup_key");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<String> TYPE = Scoped.text("type");
  private static final Field<String> METER_ID = Scoped.text("meter_id");
  private static final Field<String> UNIT_SINGULAR = Scoped.text("unit_singular");
  private static final Field<String> UNIT_PLURAL = Scoped.text("unit_plural");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<FeatureRow> TABLE =
      new Catalogued<>(
          "features",
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
              UPDATED_AT),
          FeatureRow::toRow,
          FeatureRow::fromRow);

  /** Returns it archived. */
  public FeatureRow archived(Instant now) {
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
        "archived",
        createdAt,
        now);
  }

  private static void toRow(FeatureRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(NAME, row.name())
        .set(LOOKUP_KEY, row.lookupKey())
        .set(DESCRIPTION, row.description())
        .set(TYPE, row.type())
        .set(METER_ID, row.meterId())
        .set(UNIT_SINGULAR, row.unitSingular())
        .set(UNIT_PLURAL, row.unitPlural())
        .set(METADATA, row.metadata())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static FeatureRow fromRow(Row row) {
    return new FeatureRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("lookup_key"),
        row.getString("description"),
        row.getString("type"),
        row.getString("meter_id"),
        row.getString("unit_singular"),
        row.getString("unit_plural"),
        row.getString("metadata"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
