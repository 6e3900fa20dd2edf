package io.pricewright.gateway.credit;

import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts credits into wallets and takes them out: reads what is asked, does it in the purse. */
final class FillWallets {
  /** Credits of one movement are below this. */
  static final BigDecimal MOST = BigDecimal.TEN.pow(15);

  private static final List<String> PAID =
      List.of("PURCHASED_CREDIT_DIRECT", "CREDIT_NOTE", "INVOICE_VOID_REFUND", "CREDIT_ADJUSTMENT");
  private static final List<String> FREE =
      List.of("FREE_CREDIT_GRANT", "SUBSCRIPTION_CREDIT_GRANT", "PURCHASED_CREDIT_BONUS");

  private final Ids ids;
  private final Notices notices;

  FillWallets(Ids ids, Notices notices) {
    this.ids = ids;
    this.notices = notices;
  }

  /**
   * Credits to put in.
   *
   * @param credits how many
   * @param kind what they are
   * @param reason why
   * @param key given by the caller against doing it twice, or null
   */
  record Fill(
      BigDecimal credits,
      GrantKind kind,
      String reason,
      @Nullable Integer priority,
      @Nullable Instant effective,
      @Nullable Instant expiry,
      BigDecimal bonus,
      @Nullable Instant bonusExpiry,
      @Nullable String description,
      @Nullable String key,
      @Nullable String metadata) {}

  /** Reads a top-up. */
  static Fill read(Fields fields, Instant now) {
    fields.ignore("force_sync_invoice", "checkout");
    String reason = fields.requiredText("transaction_reason", 100);
    boolean free = FREE.contains(reason);
    if (reason.equals("PURCHASED_CREDIT_INVOICED")) {
      fields.refuse(
          "transaction_reason",
          "not_supported",
          "There are no invoices yet. Send PURCHASED_CREDIT_DIRECT once it is paid.");
    } else if (!free && !PAID.contains(reason)) {
      fields.refuse(
          "transaction_reason", "not_a_choice", "Send one of " + PAID + " or " + FREE + ".");
    }
    boolean amount = fields.has("amount");
    if (amount == fields.has("credits_to_add")) {
      fields.refuse("credits_to_add", "required", "Give exactly one of credits_to_add and amount.");
    }
    String kind =
        fields.oneOf("kind", free ? "promotional" : "paid", "paid", "promotional", "sign_up");
    Instant effective = fields.instant("effective_date");
    Long priority = fields.integer("priority", -1_000_000, 1_000_000);
    Json.Obj metadata = fields.metadata("metadata");
    BigDecimal asked = credits(fields, amount ? "amount" : "credits_to_add");
    return new Fill(
        amount ? asked.negate() : asked,
        GrantKind.fromRow(kind),
        reason,
        priority == null ? null : priority.intValue(),
        effective,
        expiry(fields, "expiry_date_utc", effective, now),
        fields.has("bonus_credits_to_add")
            ? credits(fields, "bonus_credits_to_add")
            : BigDecimal.ZERO,
        expiry(fields, "bonus_credits_expiry_date_utc", effective, now),
        fields.text("description"),
        fields.text("idempotency_key", 255),
        metadata == null ? null : metadata.text());
  }

  /** Reads how many credits; more than none. */
  static BigDecimal credits(Fields fields, String name) {
    BigDecimal credits = fields.decimal(name);
    if (credits != null && (credits.signum() <= 0 || credits.compareTo(MOST) >= 0)) {
      fields.refuse(name, "out_of_range", "Send more than 0 and less than 10^15.");
    }
    return credits == null || credits.signum() <= 0 || credits.compareTo(MOST) >= 0
        ? BigDecimal.ONE
        : credits;
  }

  static @Nullable Instant expiry(
      Fields fields, String name, @Nullable Instant effective, Instant now) {
    Instant expiry = fields.instant(name);
    Instant start = effective == null ? now : effective;
    if (expiry != null && (!expiry.isAfter(start) || !expiry.isAfter(now))) {
      fields.refuse(
          name,
          "out_of_range",
          "Send a time after effective_date and after now: it expires before it starts.");
    }
    return expiry;
  }

  /** Adds what is asked to a wallet, and returns the row of the first grant. */
  Future<WalletTransactionRow> fill(Tx tx, Credits.Opened opened, Fill fill, Instant now) {
    WalletRow wallet = opened.wallet();
    BigDecimal credits =
        fill.credits().signum() > 0
            ? fill.credits()
            : bought(fill.credits().negate(), wallet.topupConversionRate());
    Future<WalletTransactionRow> first =
        add(tx, opened, fill, credits, fill.kind(), fill.reason(), fill.expiry(), fill.key(), now);
    return fill.bonus().signum() == 0
        ? first
        : first.compose(
            row ->
                add(
                        tx,
                        opened,
                        fill,
                        fill.bonus(),
                        GrantKind.PROMOTIONAL,
                        "PURCHASED_CREDIT_BONUS",
                        fill.bonusExpiry(),
                        null,
                        now)
                    .map(row));
  }

  private static BigDecimal bought(BigDecimal amount, BigDecimal price) {
    BigDecimal credits = Grant.bought(amount, price);
    if (credits.compareTo(MOST) >= 0) {
      throw Credits.refused(
          "/amount",
          "out_of_range",
          "At %s a credit that buys 10^15 credits or more. Send less."
              .formatted(WalletAnswers.text(price)));
    }
    return credits;
  }

  private Future<WalletTransactionRow> add(
      Tx tx,
      Credits.Opened opened,
      Fill fill,
      BigDecimal credits,
      GrantKind kind,
      String reason,
      @Nullable Instant expiry,
      @Nullable String key,
      Instant now) {
    WalletRow wallet = opened.wallet();
    Grant grant =
        Grant.of(
            ids.next("grant", now),
            wallet.id(),
            CreditBooks.micros(now),
            kind,
            fill.priority(),
            fill.effective(),
            expiry,
            credits,
            wallet.conversionRate(),
            null);
    if (grant.amount().signum() == 0) {
      throw Credits.impossible("So few credits are worth nothing in the wallet's currency.");
    }
    Purse purse = opened.book().purse(wallet.currency());
    Standing before = purse.standing(wallet.id(), now);
    purse.add(grant);
    WalletTransactionRow row =
        WalletAnswers.credit(
            ids.next("wtxn", now),
            wallet,
            grant,
            before,
            purse.standing(wallet.id(), now),
            reason,
            now);
    return keep(tx, wallet, described(row, fill.description(), key, fill.metadata()), now);
  }

  /** Takes an amount out of a wallet. */
  Future<WalletTransactionRow> debit(
      Tx tx,
      Credits.Opened opened,
      BigDecimal credits,
      String reason,
      @Nullable String description,
      @Nullable String key,
      @Nullable String metadata,
      Instant now) {
    WalletRow wallet = opened.wallet();
    Purse purse = opened.book().purse(wallet.currency());
    Standing before = purse.standing(wallet.id(), now);
    BigDecimal amount = Grant.worth(credits, wallet.conversionRate());
    if (amount.signum() == 0 || !purse.debit(wallet.id(), amount, now)) {
      throw Credits.impossible(
          "The wallet has %s %s that are neither drawn nor held. Debit at most that."
              .formatted(WalletAnswers.text(before.unheld()), wallet.currency()));
    }
    WalletTransactionRow row =
        WalletAnswers.debit(
            ids.next("wtxn", now),
            wallet,
            amount,
            before,
            purse.standing(wallet.id(), now),
            reason,
            now);
    return keep(tx, wallet, described(row, description, key, metadata), now);
  }

  Future<WalletTransactionRow> keep(
      Tx tx, WalletRow wallet, WalletTransactionRow row, Instant now) {
    return keep(tx, notices, wallet, row, now);
  }

  /** Keeps a row, and tells of it. */
  static Future<WalletTransactionRow> keep(
      Tx tx, Notices notices, WalletRow wallet, WalletTransactionRow row, Instant now) {
    return WalletTransactionRow.TABLE
        .add(tx, row)
        .compose(
            added ->
                notices.tell(
                    tx, "wallet.transaction.created", WalletAnswers.transaction(row, wallet), now))
        .map(row);
  }

  private static WalletTransactionRow described(
      WalletTransactionRow row,
      @Nullable String description,
      @Nullable String key,
      @Nullable String metadata) {
    return new WalletTransactionRow(
        row.id(),
        row.walletId(),
        row.customerNo(),
        row.type(),
        row.amount(),
        row.credits(),
        row.balanceBefore(),
        row.balanceAfter(),
        row.reason(),
        row.grantId(),
        description,
        row.referenceId(),
        row.referenceType(),
        key,
        Objects.requireNonNullElse(metadata, "{}"),
        row.createdAt());
  }
}
