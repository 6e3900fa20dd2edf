package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A container of prices and entitlements.
 *
 * @param id prefixed id
 * @param name for people
 * @param lookupKey the tenant's own key, or null
 * @param description for people, or null
 * @param displayOrder display order
 * @param metadata JSON object of strings
 * @param status published or archived
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record PlanRow(
    String id,
    String name,
    @Nullable String lookupKey,
    @Nullable String description,
    @Nullable Integer displayOrder,
    String metadata,
    String status,
    Instant createdAt,
    Instant updatedAt)
    implements Published {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> NAME = Scoped.text("name");
  private static final Field<String> LOOKUP_KEY = Scoped.text("lookup_key");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<Integer> DISPLAY_ORDER = Scoped.number("display_order");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<String> STATUS = Scoped.text("status");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<PlanRow> TABLE =
      new Catalogued<>(
          "plans",
          List.of(
              ID,
              NAME,
              LOOKUP_KEY,
              DESCRIPTION,
              DISPLAY_ORDER,
              METADATA,
              STATUS,
              CREATED_AT,
              UPDATED_AT),
          PlanRow::toRow,
          PlanRow::fromRow);

  /** Returns it archived. */
  public PlanRow archived(Instant now) {
    return new PlanRow(
        id, name, lookupKey, description, displayOrder, metadata, "archived", createdAt, now);
  }

  private static void toRow(PlanRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(NAME, row.name())
        .set(LOOKUP_KEY, row.lookupKey())
        .set(DESCRIPTION, row.description())
        .set(DISPLAY_ORDER, row.displayOrder())
        .set(METADATA, row.metadata())
        .set(STATUS, row.status())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static PlanRow fromRow(Row row) {
    return new PlanRow(
        row.getString("id"),
        row.getString("name"),
        row.getString("lookup_key"),
        row.getString("description"),
        row.getInteger("display_order"),
        row.getString("metadata"),
        row.getString("status"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
