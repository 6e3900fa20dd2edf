package io.pricewright.gateway.credit;

import io.pricewright.rules.id.WalletId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Puts credits into a wallet. Uncovered usage is drawn from them at once.
 *
 * <p>Fails with {@code NotFound}, {@code InvalidRequest} (an amount that buys too many credits) and
 * {@code InvalidOperation} (the wallet is closed, credits that are worth nothing).
 */
final class TopUpWallet {
  private final Credits credits;
  private final FillWallets fill;

  /** Into which wallet, and what. */
  record Command(WalletId wallet, FillWallets.Fill fill) {}

  TopUpWallet(Credits credits, FillWallets fill) {
    this.credits = credits;
    this.fill = fill;
  }

  /** Puts them in, and returns the transaction. */
  Future<WalletTransactionRow> run(Tx tx, Command command, Instant now) {
    return credits
        .openLive(tx, command.wallet())
        .compose(
            opened ->
                fill.fill(tx, opened, command.fill(), now)
                    .compose(row -> credits.write(tx, opened.book(), now).map(row)));
  }
}
