package io.pricewright.gateway.credit;

import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.notification.NotificationType;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Closes a wallet for ever. What is left of it and not held lapses; a top-up that it asked for will
 * not be.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it is closed already).
 */
final class CloseWallet {
  private final Credits credits;
  private final Wallets wallets;
  private final WalletTransactions transactions;

  CloseWallet(Credits credits, Wallets wallets, WalletTransactions transactions) {
    this.credits = credits;
    this.wallets = wallets;
    this.transactions = transactions;
  }

  /** Closes it, and returns its row. */
  Future<WalletRow> run(Tx tx, WalletId id, Instant now) {
    return credits.openLive(tx, id).compose(opened -> close(tx, opened, now));
  }

  private Future<WalletRow> close(Tx tx, Credits.Opened opened, Instant now) {
    WalletRow wallet = opened.wallet();
    Standing before = opened.standing(now);
    BigDecimal lost = opened.purse().close(wallet.id());
    WalletRow closed =
        wallet.withWalletStatus(Wallet.Status.CLOSED).withPendingTopup(null).withUpdatedAt(now);
    opened.book().wallets().put(wallet.id(), closed);
    WalletTransactionRow row =
        transactions.debit(
            wallet, lost, before, opened.standing(now), TransactionReason.WALLET_TERMINATION, now);
    return WalletRow.TABLE
        .put(tx, closed)
        .compose(put -> PendingTopUps.drop(tx, wallet))
        .compose(put -> credits.write(tx, opened.book(), now))
        .compose(
            written ->
                lost.signum() == 0
                    ? Future.succeededFuture()
                    : transactions.keep(tx, closed, row, now).mapEmpty())
        .compose(kept -> wallets.tell(tx, NotificationType.WALLET_TERMINATED, closed, now))
        .map(closed);
  }
}
