package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Caller;
import io.pricewright.gateway.http.Shape;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How wallets look to callers. */
final class WalletAnswers {
  private static final String WALLET_KEYS =
      "id, customer_id, name, description, currency, price_unit, wallet_type, wallet_status,"
          + " balance:decimal, credit_balance:decimal, real_time_balance:decimal,"
          + " real_time_credit_balance:decimal, held_balance:decimal, credit_line:decimal,"
          + " conversion_rate:decimal, topup_conversion_rate:decimal,"
          + " credits_available_breakdown:object, config:object, auto_topup:object,"
          + " alert_settings:object, alert_state, metadata:object, status, tenant_id,"
          + " environment_id, created_at:time, updated_at:time, created_by, updated_by";

  /** A wallet. */
  static final Shape WALLET = Shape.of("Wallet", WALLET_KEYS);

  /** A wallet with what is left of it now. */
  static final Shape BALANCE =
      Shape.of(
          "WalletBalance",
          WALLET_KEYS
              + ", balance_updated_at:time, current_period_usage:decimal,"
              + " unpaid_invoices_amount:decimal, is_cached_fallback:boolean");

  /** What was put in or taken out. */
  static final Shape TRANSACTION =
      Shape.of(
          "WalletTransaction",
          "id, wallet_id, customer_id, type, amount:decimal, credit_amount:decimal,"
              + " credit_balance_before:decimal, credit_balance_after:decimal,"
              + " credits_available:decimal, currency, conversion_rate:decimal,"
              + " topup_conversion_rate:decimal, expiry_date:time, priority:integer,"
              + " transaction_reason, transaction_status, reference_type, reference_id,"
              + " parent_transaction_id, description, idempotency_key, metadata:object,"
              + " created_by_user:object, customer:object, wallet:object, status, tenant_id,"
              + " environment_id, created_at:time, updated_at:time, created_by, updated_by");

  private WalletAnswers() {}

  static Json.Obj wallet(WalletRow row, String customerId, Standing standing, Caller caller) {
    return fill(WALLET.fill(), row, customerId, standing, caller).json();
  }

  static Json.Obj balance(
      WalletRow row, String customerId, Standing standing, Caller caller, Instant now) {
    return fill(BALANCE.fill(), row, customerId, standing, caller)
        .set("balance_updated_at", now)
        .set("current_period_usage", text(standing.used()))
        .set("unpaid_invoices_amount", "0")
        .set("is_cached_fallback", false)
        .json();
  }

  private static Shape.Filled fill(
      Shape.Filled filled, WalletRow row, String customerId, Standing standing, Caller caller) {
    return filled
        .set("id", row.id())
        .set("customer_id", customerId)
        .set("name", row.name())
        .set("description", row.description())
        .set("currency", row.currency())
        .set("price_unit", row.priceUnit())
        .set("wallet_type", row.walletType())
        .set("wallet_status", row.walletStatus())
        .set("balance", text(standing.balance()))
        .set("credit_balance", text(standing.creditBalance()))
        .set("real_time_balance", text(standing.realTime()))
        .set("real_time_credit_balance", text(standing.realTimeCredits()))
        .set("held_balance", text(standing.held()))
        .set("credit_line", text(row.creditLine()))
        .set("conversion_rate", text(row.conversionRate()))
        .set("topup_conversion_rate", text(row.topupConversionRate()))
        .set(
            "credits_available_breakdown",
            Json.Obj.EMPTY
                .with("free", Json.of(text(standing.free())))
                .with("purchased", Json.of(text(standing.bought()))))
        .set("config", config(row))
        .set("auto_topup", json(row.autoTopup()))
        .set("alert_settings", json(row.alertSettings()))
        .set("alert_state", row.alertState())
        .set("metadata", JsonReader.parseObject(row.metadata()))
        .set("status", row.status())
        .set("tenant_id", caller.tenantId())
        .set("environment_id", caller.environmentId())
        .set("created_at", row.createdAt())
        .set("updated_at", row.updatedAt());
  }

  private static Json config(WalletRow row) {
    return Json.Obj.EMPTY
        .with("allowed_price_types", new Json.Arr(java.util.List.of(Json.of(row.priceTypes()))))
        .with("allowed_feature_ids", json(row.features()));
  }

  private static Json json(@Nullable String text) {
    return text == null ? Json.nothing() : JsonReader.parse(text);
  }

  static String text(BigDecimal amount) {
    return Money.plain(amount).toPlainString();
  }

  /** Makes the row of a grant that was added. */
  static WalletTransactionRow credit(
      String id,
      WalletRow wallet,
      Grant grant,
      Standing before,
      Standing after,
      String reason,
      Instant now) {
    return new WalletTransactionRow(
        id,
        wallet.id(),
        wallet.customerNo(),
        "credit",
        grant.amount(),
        grant.credits(),
        before.creditBalance(),
        after.creditBalance(),
        reason,
        grant.id(),
        null,
        null,
        null,
        null,
        "{}",
        now);
  }

  /** Makes the row of something taken out. */
  static WalletTransactionRow debit(
      String id,
      WalletRow wallet,
      BigDecimal amount,
      Standing before,
      Standing after,
      String reason,
      Instant now) {
    return new WalletTransactionRow(
        id,
        wallet.id(),
        wallet.customerNo(),
        "debit",
        amount,
        before.creditsUntil(after),
        before.creditBalance(),
        after.creditBalance(),
        reason,
        null,
        null,
        null,
        null,
        null,
        "{}",
        now);
  }

  /** Returns a transaction as notifications carry it. */
  static Json.Obj transaction(WalletTransactionRow row, WalletRow wallet) {
    return Json.Obj.EMPTY
        .with("wallet_id", Json.of(wallet.id()))
        .with("currency", Json.of(wallet.currency()))
        .with("transaction_id", Json.of(row.id()))
        .with("type", Json.of(row.type()))
        .with("amount", Json.of(text(row.amount())))
        .with("credit_amount", Json.of(text(row.credits())))
        .with("transaction_reason", Json.of(row.reason()));
  }

  /**
   * Returns a transaction as the caller sees it.
   *
   * @param grant what it made, or null when that is spent or it made none
   */
  static Json.Obj transaction(
      WalletTransactionRow row,
      WalletRow wallet,
      String customerId,
      @Nullable Grant grant,
      Caller caller) {
    Shape.Filled filled =
        TRANSACTION
            .fill()
            .set("id", row.id())
            .set("wallet_id", row.walletId())
            .set("customer_id", customerId)
            .set("type", row.type())
            .set("amount", text(row.amount()))
            .set("credit_amount", text(row.credits()))
            .set("credit_balance_before", text(row.balanceBefore()))
            .set("credit_balance_after", text(row.balanceAfter()))
            .set("credits_available", grant == null ? "0" : text(grant.unitsLeft()))
            .set("currency", wallet.currency())
            .set("conversion_rate", text(wallet.conversionRate()))
            .set("topup_conversion_rate", text(wallet.topupConversionRate()))
            .set("transaction_reason", row.reason())
            .set("transaction_status", "completed")
            .set("reference_type", row.referenceType())
            .set("reference_id", row.referenceId())
            .set("description", row.description())
            .set("idempotency_key", row.idempotencyKey())
            .set("metadata", JsonReader.parseObject(row.metadata()))
            .set("status", "published")
            .set("tenant_id", caller.tenantId())
            .set("environment_id", caller.environmentId())
            .set("created_at", row.createdAt())
            .set("updated_at", row.createdAt());
    if (grant != null) {
      filled.set("expiry_date", grant.expiry());
      if (grant.priority() != null) {
        filled.set("priority", grant.priority());
      }
    }
    return filled.json();
  }
}
