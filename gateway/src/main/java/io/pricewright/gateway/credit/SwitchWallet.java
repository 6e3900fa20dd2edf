package io.pricewright.gateway.credit;

import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.rules.wallet.WalletType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Switches a wallet: keeps usage from drawing on it, lets it draw again, or makes it pay invoices.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it is closed, or not in the state
 * that is to be left).
 */
final class SwitchWallet {
  private final Credits credits;
  private final Wallets wallets;

  /** What a wallet is switched to. */
  enum To {
    /** No usage draws on it. */
    FROZEN,
    /** Usage draws on it. */
    ACTIVE,
    /** It waits for invoices. */
    POST_PAID
  }

  /** Which wallet, and to what. */
  record Command(WalletId wallet, To to) {}

  SwitchWallet(Credits credits, Wallets wallets) {
    this.credits = credits;
    this.wallets = wallets;
  }

  /** Switches it, and returns its row. */
  Future<WalletRow> run(Tx tx, Command command, Instant now) {
    return credits
        .openLive(tx, command.wallet())
        .compose(
            opened ->
                wallets.change(
                    tx, switched(opened.wallet(), command.to()).withUpdatedAt(now), now));
  }

  private static WalletRow switched(WalletRow wallet, To to) {
    return switch (to) {
      case FROZEN -> from(wallet, Wallet.Status.ACTIVE).withWalletStatus(Wallet.Status.FROZEN);
      case ACTIVE -> from(wallet, Wallet.Status.FROZEN).withWalletStatus(Wallet.Status.ACTIVE);
      case POST_PAID -> wallet.withWalletType(WalletType.POST_PAID);
    };
  }

  private static WalletRow from(WalletRow wallet, Wallet.Status left) {
    if (wallet.walletStatus() != left) {
      throw Refusals.impossible(
          "The wallet is %s, not %s.".formatted(wallet.walletStatus().code(), left.code()));
    }
    return wallet;
  }
}
