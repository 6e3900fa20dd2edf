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
 * What was put into a wallet or taken out, besides usage.
 *
 * @param id prefixed id
 * @param walletId which wallet
 * @param customerNo whose
 * @param type credit or debit
 * @param amount in currency
 * @param credits in credits
 * @param balanceBefore credits before
 * @param balanceAfter credits after
 * @param reason transaction reason
 * @param grantId the grant it made, or null
 * @param description for people
 * @param referenceId what it came of
 * @param referenceType kind of that
 * @param idempotencyKey given by the caller
 * @param metadata JSON object of strings
 * @param createdAt when it was made
 */
public record WalletTransactionRow(
    String id,
    String walletId,
    long customerNo,
    String type,
    BigDecimal amount,
    BigDecimal credits,
    BigDecimal balanceBefore,
    BigDecimal balanceAfter,
    String reason,
    @Nullable String grantId,
    @Nullable String description,
    @Nullable String referenceId,
    @Nullable String referenceType,
    @Nullable String idempotencyKey,
    String metadata,
    Instant createdAt) {
  private static final Field<String> ID = Scoped.text("id");
  private static final Field<String> WALLET_ID = Scoped.text("wallet_id");
  private static final Field<Long> CUSTOMER_NO = Scoped.big("customer_no");
  private static final Field<String> TYPE = Scoped.text("type");
  private static final Field<BigDecimal> AMOUNT = Scoped.decimal("amount");
  private static final Field<BigDecimal> CREDITS = Scoped.decimal("credits");
  private static final Field<BigDecimal> BALANCE_BEFORE = Scoped.decimal("balance_before");
  private static final Field<BigDecimal> BALANCE_AFTER = Scoped.decimal("balance_after");
  private static final Field<String> REASON = Scoped.text("reason");
  private static final Field<String> GRANT_ID = Scoped.text("grant_id");
  private static final Field<String> DESCRIPTION = Scoped.text("description");
  private static final Field<String> REFERENCE_ID = Scoped.text("reference_id");
  private static final Field<String> REFERENCE_TYPE = Scoped.text("reference_type");
  private static final Field<String> IDEMPOTENCY_KEY = Scoped.text("idempotency_key");
  private static final Field<String> METADATA = Scoped.text("metadata");
  private static final Field<Instant> CREATED_AT = Scoped.time("created_at");

  /** Its table. */
  public static final Catalogued<WalletTransactionRow> TABLE =
      new Catalogued<>(
          "wallet_transactions",
          List.of(
              ID,
              WALLET_ID,
              CUSTOMER_NO,
              TYPE,
              AMOUNT,
              CREDITS,
              BALANCE_BEFORE,
              BALANCE_AFTER,
              REASON,
              GRANT_ID,
              DESCRIPTION,
              REFERENCE_ID,
              REFERENCE_TYPE,
              IDEMPOTENCY_KEY,
              METADATA,
              CREATED_AT),
          WalletTransactionRow::toRow,
          WalletTransactionRow::fromRow);

  private static void toRow(WalletTransactionRow row, Catalogued.Values values) {
    values
        .set(ID, row.id())
        .set(WALLET_ID, row.walletId())
        .set(CUSTOMER_NO, row.customerNo())
        .set(TYPE, row.type())
        .set(AMOUNT, row.amount())
        .set(CREDITS, row.credits())
        .set(BALANCE_BEFORE, row.balanceBefore())
        .set(BALANCE_AFTER, row.balanceAfter())
        .set(REASON, row.reason())
        .set(GRANT_ID, row.grantId())
        .set(DESCRIPTION, row.description())
        .set(REFERENCE_ID, row.referenceId())
        .set(REFERENCE_TYPE, row.referenceType())
        .set(IDEMPOTENCY_KEY, row.idempotencyKey())
        .set(METADATA, row.metadata())
        .set(CREATED_AT, row.createdAt());
  }

  private static WalletTransactionRow fromRow(Row row) {
    return new WalletTransactionRow(
        row.getString("id"),
        row.getString("wallet_id"),
        row.getLong("customer_no"),
        row.getString("type"),
        row.getBigDecimal("amount"),
        row.getBigDecimal("credits"),
        row.getBigDecimal("balance_before"),
        row.getBigDecimal("balance_after"),
        row.getString("reason"),
        row.getString("grant_id"),
        row.getString("description"),
        row.getString("reference_id"),
        row.getString("reference_type"),
        row.getString("idempotency_key"),
        row.getString("metadata"),
        Rows.instant(row, "created_at"));
  }
}
