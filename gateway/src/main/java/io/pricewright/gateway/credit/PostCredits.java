package io.pricewright.gateway.credit;

import io.pricewright.gateway.notification.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.AlertLogId;
import io.pricewright.rules.id.AlertedId;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.notification.Notification;
import io.pricewright.rules.wallet.AlertEntity;
import io.pricewright.rules.wallet.AlertType;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Move;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.AlertLogRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.row.WalletTransactionRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what happened to customers' credits: grants, uses and postings. Before that wallets that
 * fell below their threshold ask for money, and alerts change; so both follow every movement, once.
 */
public final class PostCredits {
  private static final int MOVES = 3;

  private final Ids ids;
  private final Notices notices;
  private final WalletTransactions transactions;

  /** Gives rows ids, and tells through the notices. */
  public PostCredits(Ids ids, Notices notices) {
    this.ids = ids;
    this.notices = notices;
    this.transactions = new WalletTransactions(ids, notices);
  }

  /** Works out and writes what happened to books whose gates are taken. */
  public Future<Void> write(Tx tx, BatchId batch, Collection<CreditBook> books, Instant now) {
    CreditWrites writes = writes(now);
    work(batch, books, now, writes);
    return writes.write(tx).compose(written -> CustomerDues.earlier(tx, due(books)));
  }

  /** Returns an empty collection of writes, which tells through the notices. */
  CreditWrites writes(Instant now) {
    return new CreditWrites(notices, now);
  }

  /** Returns when time first changes what is new in books. */
  private static Map<CustomerNo, Instant> due(Collection<CreditBook> books) {
    Map<CustomerNo, Instant> due = new HashMap<>();
    for (CreditBook book : books) {
      for (Purse purse : book.purses().values()) {
        Instant at = purse.due(DueDay.GRACE);
        if (at != null) {
          due.merge(book.customerNo(), at, (one, other) -> one.isBefore(other) ? one : other);
        }
      }
    }
    return due;
  }

  /** Works out what follows from what happened to books, and what is to be written of all that. */
  void work(BatchId batch, Collection<CreditBook> books, Instant now, CreditWrites writes) {
    List<Posting> postings = new ArrayList<>();
    for (CreditBook book : books) {
      for (Map.Entry<Currency, Purse> entry : book.purses().entrySet()) {
        Purse purse = entry.getValue();
        for (WalletRow row : List.copyOf(book.wallets().values())) {
          if (row.currency().equals(entry.getKey())) {
            WalletRow bought = topUp(row, purse, now, writes);
            book.wallets().put(row.id(), alert(row, bought, purse, now, writes));
          }
        }
        writes.put(new CreditBooks.Written(book.customerNo(), entry.getKey(), purse));
        for (Move move : purse.moves()) {
          postings.add(
              new Posting(
                  new PostingId(batch.row(MOVES, postings.size())),
                  book.customerNo(),
                  move.debit(),
                  move.credit(),
                  new Money(move.amount(), entry.getKey()),
                  null));
        }
      }
    }
    writes.add(tx -> Ledger.post(tx, batch, postings, now));
  }

  /** Asks for the money that the settings and the balance ask for; grants nothing. */
  private WalletRow topUp(WalletRow row, Purse purse, Instant now, CreditWrites writes) {
    AutoTopUp auto = row.autoTopup();
    if (auto == null || row.walletStatus() != Wallet.Status.ACTIVE) {
      return row;
    }
    AutoTopUp.Asked before =
        new AutoTopUp.Asked(
            row.pendingTopup() != null, row.toppedUpAt(), row.topups(), row.topupsTold());
    Standing standing = purse.standing(row.id(), now);
    BigDecimal balance = standing.realTimeCredits();
    return switch (auto.judge(balance, before, now)) {
      case AutoTopUp.Verdict.Nothing nothing -> row;
      case AutoTopUp.Verdict.TellLimit limit -> {
        Notification reached =
            new Notification.TopUpLimitReached(
                row.id(), row.currency(), auto.perDay(), balance, auto.threshold());
        writes.tell(reached);
        yield row.withTopupsTold(true);
      }
      case AutoTopUp.Verdict.Ask ask -> {
        WalletTransactionRow pending = transactions.pending(row, ask.credits(), standing, now);
        Notification asked =
            new Notification.TopUpRequested(
                row.id(),
                row.currency(),
                pending.id(),
                Grant.worth(ask.credits(), row.topupConversionRate()),
                ask.credits(),
                balance,
                auto.threshold());
        writes.add(pending);
        writes.tell(asked);
        AutoTopUp.Asked after = before.next(now);
        yield row.withToppedUpAt(now)
            .withTopups(after.onDay())
            .withTopupsTold(false)
            .withPendingTopup(pending.id())
            .withUpdatedAt(now);
      }
    };
  }

  private WalletRow alert(
      WalletRow before, WalletRow row, Purse purse, Instant now, CreditWrites writes) {
    Alerts alerts = row.alertSettings();
    WalletRow after = row;
    if (alerts != null) {
      Standing standing = purse.standing(row.id(), now);
      Alerts.State was = row.alertState();
      Alerts.State is = alerts.after(was, standing.realTime());
      Alerts.State wasCredit = row.creditAlertState();
      Alerts.State isCredit = alerts.after(wasCredit, standing.creditBalance());
      after = row.withAlertState(is).withCreditAlertState(isCredit);
      if (is != was) {
        changed(false, was, is, after, standing, now, writes);
      }
      if (isCredit != wasCredit) {
        changed(true, wasCredit, isCredit, after, standing, now, writes);
      }
    }
    if (!after.equals(before)) {
      WalletRow put = after;
      writes.add(tx -> WalletRow.TABLE.put(tx, put));
    }
    return after;
  }

  private void changed(
      boolean credit,
      Alerts.State was,
      Alerts.State is,
      WalletRow row,
      Standing standing,
      Instant now,
      CreditWrites writes) {
    Notification alert =
        Notification.BalanceAlert.of(credit, row.id(), row.currency(), is, was, standing);
    writes.add(log(credit, is, row, standing, now));
    writes.tell(alert);
  }

  private AlertLogRow log(
      boolean credit, Alerts.State is, WalletRow row, Standing standing, Instant now) {
    Alerts settings = row.alertSettings();
    return new AlertLogRow(
        new AlertLogId(ids.next("alog", now)),
        row.customerNo(),
        AlertEntity.WALLET,
        new AlertedId(row.id().value()),
        credit ? AlertType.LOW_CREDIT_BALANCE : AlertType.LOW_ONGOING_BALANCE,
        is,
        info(
            settings == null ? Json.nothing() : settings.toJson(),
            credit ? standing.creditBalance() : standing.realTime(),
            now),
        now);
  }

  /** Makes what a line of the log knows: what was set, and the value that passed it. */
  static Json.Obj info(Json settings, BigDecimal value, Instant now) {
    return Json.Obj.EMPTY
        .with("alert_settings", settings)
        .with("timestamp", Json.of(now.toString()))
        .with("value_at_time", Json.of(value.toPlainString()));
  }
}
