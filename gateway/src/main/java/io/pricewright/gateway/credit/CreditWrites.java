package io.pricewright.gateway.credit;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.rules.notification.Notification;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What credits came to and is to be written: collected where it is worked out, written where the
 * batch is, what is alike in one statement. Not for several threads at once.
 */
final class CreditWrites {
  private final Notices notices;
  private final Instant now;
  private final List<CreditBooks.Written> purses = new ArrayList<>();
  private final List<WalletTransactionRow> transactions = new ArrayList<>();
  private final List<AlertLogRow> alerts = new ArrayList<>();
  private final List<Notification> told = new ArrayList<>();
  private final List<Function<Tx, Future<?>>> writes = new ArrayList<>();

  CreditWrites(Notices notices, Instant now) {
    this.notices = notices;
    this.now = now;
  }

  /** Adds a purse. */
  void put(CreditBooks.Written purse) {
    purses.add(purse);
  }

  /** Adds a row of what was put into a wallet or taken out. */
  void add(WalletTransactionRow row) {
    transactions.add(row);
  }

  /** Adds a line of the log of alerts. */
  void add(AlertLogRow row) {
    alerts.add(row);
  }

  /** Adds something to tell; it is told in this order. */
  void tell(Notification notification) {
    told.add(notification);
  }

  /** Adds something else to write. */
  void add(Function<Tx, Future<?>> write) {
    writes.add(write);
  }

  /** Writes all of it, without awaiting between. */
  Future<Void> write(Tx tx) {
    List<Future<?>> all = new ArrayList<>();
    all.add(CreditBooks.write(tx, purses));
    all.add(WalletTransactionRow.TABLE.addAll(tx, transactions));
    all.add(AlertLogRow.TABLE.addAll(tx, alerts));
    all.add(notices.tellAll(tx, told, now));
    writes.forEach(write -> all.add(write.apply(tx)));
    return Future.join(all).mapEmpty();
  }
}
