package io.pricewright.gateway.credit;

import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts credits into wallets whose books are open. The caller writes the book. */
final class FillWallets {
  private final WalletTransactions transactions;

  FillWallets(WalletTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Credits to put in: exactly one of {@code credits} and {@code amount}.
   *
   * @param credits how many
   * @param amount how many as can be bought for it
   * @param kind what they are
   * @param reason why
   * @param priority lower is drawn first, null last
   * @param effective they pay for usage from then on; null: from now on, and bought ones for all
   *     that is open
   * @param expiry they pay for usage before it; null: for ever
   * @param bonus how many more are given away
   * @param bonusExpiry those pay for usage before it; null: for ever
   * @param description for people, or null
   * @param key given by the caller against doing it twice, or null
   * @param metadata the tenant's own
   */
  record Fill(
      @Nullable BigDecimal credits,
      @Nullable BigDecimal amount,
      GrantKind kind,
      TransactionReason reason,
      @Nullable Integer priority,
      @Nullable Instant effective,
      @Nullable Instant expiry,
      BigDecimal bonus,
      @Nullable Instant bonusExpiry,
      @Nullable String description,
      @Nullable String key,
      Json.Obj metadata) {
    /** Returns credits that are given away with a new wallet. */
    static Fill first(BigDecimal credits, @Nullable Instant expiry) {
      return new Fill(
          credits,
          null,
          GrantKind.PROMOTIONAL,
          TransactionReason.FREE_CREDIT_GRANT,
          null,
          null,
          expiry,
          BigDecimal.ZERO,
          null,
          null,
          null,
          Json.Obj.EMPTY);
    }

    /** What is given away never pays for usage before it was. */
    private @Nullable Instant from(Instant now) {
      return effective == null && kind.free() ? now : effective;
    }

    private Fill ofBonus() {
      return new Fill(
          bonus,
          null,
          GrantKind.PROMOTIONAL,
          TransactionReason.PURCHASED_CREDIT_BONUS,
          priority,
          effective,
          bonusExpiry,
          BigDecimal.ZERO,
          null,
          description,
          null,
          metadata);
    }
  }

  /** Returns the id of a new grant. */
  GrantId grantId(Instant now) {
    return transactions.grantId(now);
  }

  /**
   * Adds what is asked to a wallet, and returns the row of the first grant. Fails with {@code
   * Problem.InvalidRequest} and {@code Problem.InvalidOperation}.
   */
  Future<WalletTransactionRow> fill(Tx tx, Credits.Opened opened, Fill fill, Instant now) {
    BigDecimal amount = fill.amount();
    BigDecimal credits =
        amount == null
            ? Objects.requireNonNull(fill.credits())
            : bought(amount, opened.wallet().topupConversionRate());
    Future<WalletTransactionRow> first = add(tx, opened, fill, credits, now);
    return fill.bonus().signum() == 0
        ? first
        : first.compose(row -> add(tx, opened, fill.ofBonus(), fill.bonus(), now).map(row));
  }

  private static BigDecimal bought(BigDecimal amount, BigDecimal price) {
    BigDecimal credits = Grant.bought(amount, price);
    if (credits.compareTo(Amounts.MOST) >= 0) {
      throw Refusals.refused(
          "/amount",
          "out_of_range",
          "At %s a credit that buys 10^15 credits or more. Send less."
              .formatted(Money.plain(price).toPlainString()));
    }
    return credits;
  }

  private Future<WalletTransactionRow> add(
      Tx tx, Credits.Opened opened, Fill fill, BigDecimal credits, Instant now) {
    WalletRow wallet = opened.wallet();
    Grant grant =
        Grant.of(
            transactions.grantId(now),
            wallet.id(),
            Grant.no(now),
            fill.kind(),
            fill.priority(),
            fill.from(now),
            fill.expiry(),
            credits,
            wallet.conversionRate(),
            null);
    if (grant.amount().signum() == 0) {
      throw Refusals.impossible("So few credits are worth nothing in the wallet's currency.");
    }
    Standing before = opened.standing(now);
    opened.purse().add(grant);
    WalletTransactionRow row =
        transactions.credit(wallet, grant, before, opened.standing(now), fill.reason(), now);
    return transactions.keep(
        tx,
        wallet,
        row.withDescription(fill.description())
            .withIdempotencyKey(fill.key())
            .withMetadata(fill.metadata()),
        now);
  }
}
