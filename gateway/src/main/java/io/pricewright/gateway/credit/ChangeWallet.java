package io.pricewright.gateway.credit;

import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.PaidFeatures;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes a wallet; usage that it covers from now on is drawn.
 *
 * <p>Fails with {@code NotFound} (wallet, features) and {@code InvalidOperation} (it is closed).
 */
final class ChangeWallet {
  private final Credits credits;
  private final Wallets wallets;

  /**
   * What it pays for.
   *
   * @param prices which prices
   * @param features usage of which features; null: of all
   */
  record Paying(Wallet.Prices prices, @Nullable PaidFeatures features) {}

  /**
   * What is to be said of a wallet; of what is null, nothing changes.
   *
   * @param name for people
   * @param description for people
   * @param paying what it pays for
   * @param autoTopUp when it asks for money by itself
   * @param alerts at which balances it alerts
   * @param metadata the tenant's own
   */
  record Changes(
      @Nullable String name,
      @Nullable String description,
      @Nullable Paying paying,
      @Nullable AutoTopUp autoTopUp,
      @Nullable Alerts alerts,
      Json.@Nullable Obj metadata) {
    /** Returns a row with the changes. */
    WalletRow of(WalletRow old) {
      WalletRow row = old;
      row = name == null ? row : row.withName(name);
      row = description == null ? row : row.withDescription(description);
      row =
          paying == null
              ? row
              : row.withPriceTypes(paying.prices()).withFeatures(paying.features());
      row = autoTopUp == null ? row : row.withAutoTopup(autoTopUp);
      row = alerts == null ? row : row.withAlertSettings(alerts);
      return metadata == null ? row : row.withMetadata(metadata);
    }
  }

  /** Which wallet, and what is to be said of it. */
  record Command(WalletId wallet, Changes changes) {}

  ChangeWallet(Credits credits, Wallets wallets) {
    this.credits = credits;
    this.wallets = wallets;
  }

  /** Changes it, and returns its row. */
  Future<WalletRow> run(Tx tx, Command command, Instant now) {
    return credits
        .openLive(tx, command.wallet())
        .compose(
            opened -> {
              WalletRow row = command.changes().of(opened.wallet()).withUpdatedAt(now);
              return Wallets.meters(tx, row.features())
                  .compose(meters -> wallets.change(tx, row, now));
            });
  }
}
