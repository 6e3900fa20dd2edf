package io.pricewright.gateway.credit;

import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes credits out of a wallet, at most what is neither drawn nor held.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it is closed, or has too little).
 */
final class DebitWallet {
  private final Credits credits;
  private final WalletTransactions transactions;

  /**
   * What to take out.
   *
   * @param wallet of which wallet
   * @param credits how many, more than 0
   * @param reason why
   * @param description for people, or null
   * @param key given by the caller against doing it twice, or null
   * @param metadata the tenant's own
   */
  record Command(
      WalletId wallet,
      BigDecimal credits,
      TransactionReason reason,
      @Nullable String description,
      @Nullable String key,
      Json.Obj metadata) {}

  DebitWallet(Credits credits, WalletTransactions transactions) {
    this.credits = credits;
    this.transactions = transactions;
  }

  /** Takes them out, and returns the transaction. */
  Future<WalletTransactionRow> run(Tx tx, Command command, Instant now) {
    return credits
        .openLive(tx, command.wallet())
        .compose(
            opened ->
                debit(tx, opened, command, now)
                    .compose(row -> credits.write(tx, opened.book(), now).map(row)));
  }

  private Future<WalletTransactionRow> debit(
      Tx tx, Credits.Opened opened, Command command, Instant now) {
    WalletRow wallet = opened.wallet();
    Standing before = opened.standing(now);
    BigDecimal amount = Grant.worth(command.credits(), wallet.conversionRate());
    if (amount.signum() == 0 || !opened.purse().debit(wallet.id(), amount, now)) {
      throw Refusals.impossible(
          "The wallet has %s %s that are neither drawn nor held. Debit at most that."
              .formatted(Money.plain(before.unheld()).toPlainString(), wallet.currency()));
    }
    WalletTransactionRow row =
        transactions.debit(wallet, amount, before, opened.standing(now), command.reason(), now);
    return transactions.keep(
        tx,
        wallet,
        row.withDescription(command.description())
            .withIdempotencyKey(command.key())
            .withMetadata(command.metadata()),
        now);
  }
}
