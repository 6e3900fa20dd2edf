package io.pricewright.store.wallet;

import io.pricewright.store.catalogue.Catalogued;
import io.pricewright.store.database.Rows;
import io.pricewright.store.database.Scoped;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reserved credit as stored.
 *
 * @param id prefixed id
 * @param customerNo whose
 * @param currency in what
 * @param amount how much was reserved
 * @param parts JSON of rules.wallet.Hold
 * @param featureId what it is for, or null
 * @param holdStatus held, settled, released or expired
 * @param settledAmount what the work came to
 * @param expiresAt when it ends by itself
 * @param metadata JSON object of strings
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record HoldRow(
    String id,
    long customerNo,
    String currency,
    BigDecimal amount,
    String parts,
    @Nullable String featureId,
    String holdStatus,
    @Nullable BigDecimal settledAmount,
    Instant expiresAt,
    String metadata,
    Instant createdAt,
    Instant updatedAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> CURRENCY = Scoped.text("currency");
  private static final Field<BigDecimal> AMOUNT = Scoped.decimal("amount");
  private static final Field<String> PARTS = Scoped.text("parts");
  private static final Field<String> FEATURE_ID = Scoped.text("feature_id");
  private static final Field<String> HOLD_STATUS = Scoped.text("hold_status");
  private static final Field<BigDecimal> SETTLED_AMOUNT = Scoped.decimal("settled_amount");
  private static final Field<Instant> EXPIRES_AT = Scoped.time("expires_at");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");
  private static final Field<Instant> UPDATED_AT = Scoped.time("updated_at");

  /** Its table. */
  public static final Catalogued<HoldRow> TABLE =
      new Catalogued<>(
          "holds",
          List.of(
              ID,
              CUSTOMER_NO,
              CURRENCY,
              AMOUNT,
              PARTS,
              FEATURE_ID,
              HOLD_STATUS,
              SETTLED_AMOUNT,
              EXPIRES_AT,
              METADATA,
              CREATED_AT,
              UPDATED_AT),
          HoldRow::toRow,
          HoldRow::fromRow);

  private static void toRow(HoldRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(CUSTOMER_NO, row.customerNo())
        .set(CURRENCY, row.currency())
        .set(AMOUNT, row.amount())
        .set(PARTS, row.parts())
        .set(FEATURE_ID, row.featureId())
        .set(HOLD_STATUS, row.holdStatus())
        .set(SETTLED_AMOUNT, row.settledAmount())
        .set(EXPIRES_AT, row.expiresAt())
        .set(METADATA, row.metadata())
        .set(CREATED_AT, row.createdAt())
        .set(UPDATED_AT, row.updatedAt());
  }

  private static HoldRow fromRow(Row row) {
    return new HoldRow(
        row.getString("id"),
        row.getLong("customer_no"),
        row.getString("currency"),
        row.getBigDecimal("amount"),
        row.getString("parts"),
        row.getString("feature_id"),
        row.getString("hold_status"),
        row.getBigDecimal("settled_amount"),
        Rows.instant(row, "expires_at"),
        row.getString("metadata"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
