package io.pricewright.gateway.credit;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.GrantId;
import io.pricewright.rules.id.WalletTransactionId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.TransactionReason;
import io.pricewright.rules.wallet.TransactionStatus;
import io.pricewright.rules.wallet.TransactionType;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes and keeps the rows of what was put into wallets and taken out, and tells of them. */
final class WalletTransactions {
  private final Ids ids;
  private final Notices notices;

  WalletTransactions(Ids ids, Notices notices) {
    this.ids = ids;
    this.notices = notices;
  }

  /** Returns the id of a new grant. */
  GrantId grantId(Instant now) {
    return new GrantId(ids.next("grant", now));
  }

  /** Makes the row of a grant that was added. */
  WalletTransactionRow credit(
      WalletRow wallet,
      Grant grant,
      Standing before,
      Standing after,
      TransactionReason reason,
      Instant now) {
    return row(
        wallet,
        TransactionType.CREDIT,
        grant.amount(),
        grant.credits(),
        before,
        after,
        reason,
        grant.id(),
        now);
  }

  /** Makes the row of something taken out. */
  WalletTransactionRow debit(
      WalletRow wallet,
      BigDecimal amount,
      Standing before,
      Standing after,
      TransactionReason reason,
      Instant now) {
    return row(
        wallet,
        TransactionType.DEBIT,
        amount,
        before.creditsUntil(after),
        before,
        after,
        reason,
        null,
        now);
  }

  /** Makes the row of credits that are asked to be paid: nothing moves yet. */
  WalletTransactionRow pending(
      WalletRow wallet, BigDecimal credits, Standing standing, Instant now) {
    return row(
            wallet,
            TransactionType.CREDIT,
            Grant.worth(credits, wallet.conversionRate()),
            credits,
            standing,
            standing,
            TransactionReason.PURCHASED_CREDIT_DIRECT,
            null,
            now)
        .withTransactionStatus(TransactionStatus.PENDING);
  }

  private WalletTransactionRow row(
      WalletRow wallet,
      TransactionType type,
      BigDecimal amount,
      BigDecimal credits,
      Standing before,
      Standing after,
      TransactionReason reason,
      @Nullable GrantId grant,
      Instant now) {
    return new WalletTransactionRow(
        new WalletTransactionId(ids.next("wtxn", now)),
        wallet.id(),
        wallet.customerNo(),
        type,
        amount,
        credits,
        before.creditBalance(),
        after.creditBalance(),
        reason,
        TransactionStatus.COMPLETED,
        grant,
        null,
        null,
        null,
        null,
        Json.Obj.EMPTY,
        now);
  }

  /** Keeps a row, and tells of it. */
  Future<WalletTransactionRow> keep(
      Tx tx, WalletRow wallet, WalletTransactionRow row, Instant now) {
    return WalletTransactionRow.TABLE
        .add(tx, row)
        .compose(added -> tell(tx, wallet, row, now))
        .map(row);
  }

  /** Tells of a row that is kept already. */
  Future<Void> tell(Tx tx, WalletRow wallet, WalletTransactionRow row, Instant now) {
    return notices.tell(tx, moved(row, wallet), now);
  }

  /** Says what a row moved. */
  static Notification moved(WalletTransactionRow row, WalletRow wallet) {
    return new Notification.WalletMoved(
        wallet.id(),
        wallet.currency(),
        row.id(),
        row.type(),
        row.amount(),
        row.credits(),
        row.reason());
  }
}
