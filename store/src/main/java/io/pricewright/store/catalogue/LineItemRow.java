package io.pricewright.store.catalogue;

import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A subscription line item as stored, without its number.
 *
 * @param id prefixed id
 * @param subscriptionId subscription id
 * @param customerNo customer no
 * @param lineageId lineage id
 * @param pinnedPriceId set with an override
 * @param overrideParams override params
 * @param overrideTerms override terms
 * @param startDate start date
 * @param endDate end date
 * @param createdAt when it was made
 */
public record LineItemRow(
    String id,
    String subscriptionId,
    long customerNo,
    String lineageId,
    @Nullable String pinnedPriceId,
    @Nullable String overrideParams,
    @Nullable String overrideTerms,
    Instant startDate,
    @Nullable Instant endDate,
    Instant createdAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> SUBSCRIPTION_ID = Scoped.text("subscription_id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> LINEAGE_ID = Scoped.text("lineage_id");
  private static final Field<String> PINNED_PRICE_ID = Scoped.text("pinned_price_id");
  private static final Field<String> OVERRIDE_PARAMS = Scoped.text("override_params");
  private static final Field<String> OVERRIDE_TERMS = Scoped.text("override_terms");
  private static final Field<Instant> START_DATE = Scoped.time("start_date");
  private static final Field<Instant> END_DATE = Scoped.time("end_date");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");

  /** Its table. */
  public static final Catalogued<LineItemRow> TABLE =
      new Catalogued<>(
          "subscription_line_items",
          List.of(
              ID,
              SUBSCRIPTION_ID,
              CUSTOMER_NO,
              LINEAGE_ID,
              PINNED_PRICE_ID,
              OVERRIDE_PARAMS,
              OVERRIDE_TERMS,
              START_DATE,
              END_DATE,
              CREATED_AT),
          LineItemRow::toRow,
          LineItemRow::fromRow);

  private static void toRow(LineItemRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(SUBSCRIPTION_ID, row.subscriptionId())
        .set(CUSTOMER_NO, row.customerNo())
        .set(LINEAGE_ID, row.lineageId())
        .set(PINNED_PRICE_ID, row.pinnedPriceId())
        .set(OVERRIDE_PARAMS, row.overrideParams())
        .set(OVERRIDE_TERMS, row.overrideTerms())
        .set(START_DATE, row.startDate())
        .set(END_DATE, row.endDate())
        .set(CREATED_AT, row.createdAt());
  }

  private static LineItemRow fromRow(Row row) {
    return new LineItemRow(
        row.getString("id"),
        row.getString("subscription_id"),
        row.getLong("customer_no"),
        row.getString("lineage_id"),
        row.getString("pinned_price_id"),
        row.getString("override_params"),
        row.getString("override_terms"),
        Rows.instant(row, "start_date"),
        Rows.instantOrNull(row, "end_date"),
        Rows.instant(row, "created_at"));
  }
}
