package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Ends top-ups that wallets asked for by themselves: paid, so that their credits come, or not to
 * be. Doing the same again changes nothing.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it ended the other way).
 */
final class PendingTopUps {
  private final Credits credits;
  private final WalletTransactions transactions;

  PendingTopUps(Credits credits, WalletTransactions transactions) {
    this.credits = credits;
    this.transactions = transactions;
  }

  /** A transaction with its wallet, behind the gate. */
  private record Found(WalletTransactionRow row, Credits.Opened opened) {}

  /** Puts the credits of a top-up that was paid into its wallet, and returns the transaction. */
  Future<WalletTransactionRow> complete(Tx tx, WalletTransactionId id, Instant now) {
    return find(tx, id)
        .compose(
            found ->
                switch (found.row().transactionStatus()) {
                  case COMPLETED -> Future.succeededFuture(found.row());
                  case FAILED -> throw Refusals.impossible("The top-up is cancelled.");
                  case PENDING -> grant(tx, found, now);
                });
  }

  /** Ends a top-up that will not be paid, and returns the transaction. */
  Future<WalletTransactionRow> cancel(Tx tx, WalletTransactionId id, Instant now) {
    return find(tx, id)
        .compose(
            found ->
                switch (found.row().transactionStatus()) {
                  case COMPLETED -> throw Refusals.impossible("The credits are there already.");
                  case FAILED -> Future.succeededFuture(found.row());
                  case PENDING -> failed(tx, found, now);
                });
  }

  private Future<Found> find(Tx tx, WalletTransactionId id) {
    return row(tx, id)
        .compose(seen -> credits.open(tx, seen.walletId()))
        // Read anew: another may have ended it while the gate was waited for.
        .compose(opened -> row(tx, id).map(row -> new Found(row, opened)));
  }

  private static Future<WalletTransactionRow> row(Tx tx, WalletTransactionId id) {
    return WalletTransactionRow.TABLE
        .find(tx, id)
        .map(found -> Existing.of(found, "wallet transaction", id));
  }

  private Future<WalletTransactionRow> grant(Tx tx, Found found, Instant now) {
    Credits.Opened opened = found.opened();
    WalletRow wallet = opened.wallet();
    Grant grant =
        Grant.of(
            transactions.grantId(now),
            wallet.id(),
            Grant.no(now),
            GrantKind.PAID,
            null,
            null,
            null,
            found.row().credits(),
            wallet.conversionRate(),
            null);
    Standing before = opened.standing(now);
    opened.purse().add(grant);
    WalletTransactionRow row =
        found
            .row()
            .withTransactionStatus(TransactionStatus.COMPLETED)
            .withGrantId(grant.id())
            .withAmount(grant.amount())
            .withBalanceBefore(before.creditBalance())
            .withBalanceAfter(opened.standing(now).creditBalance());
    return end(tx, opened, row, now)
        .compose(ended -> credits.write(tx, opened.book(), now))
        .compose(written -> transactions.tell(tx, wallet, row, now))
        .map(row);
  }

  private static Future<WalletTransactionRow> failed(Tx tx, Found found, Instant now) {
    WalletTransactionRow row = found.row().withTransactionStatus(TransactionStatus.FAILED);
    return end(tx, found.opened(), row, now).map(row);
  }

  private static Future<Void> end(
      Tx tx, Credits.Opened opened, WalletTransactionRow row, Instant now) {
    WalletRow wallet = opened.wallet().withPendingTopup(null).withUpdatedAt(now);
    opened.book().wallets().put(wallet.id(), wallet);
    return WalletTransactionRow.TABLE
        .put(tx, row)
        .compose(put -> WalletRow.TABLE.put(tx, wallet))
        .mapEmpty();
  }

  /** Ends what a wallet that is closed asked for. */
  static Future<Void> drop(Tx tx, WalletRow wallet) {
    WalletTransactionId id = wallet.pendingTopup();
    return id == null
        ? Future.succeededFuture()
        : row(tx, id)
            .compose(
                row ->
                    WalletTransactionRow.TABLE.put(
                        tx, row.withTransactionStatus(TransactionStatus.FAILED)))
            .mapEmpty();
  }
}
