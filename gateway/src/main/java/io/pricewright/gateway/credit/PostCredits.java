package io.pricewright.gateway.credit;

import io.pricewright.gateway.notice.Notices;
import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.PostingId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.json.JsonReader;
import io.pricewright.rules.ledger.Posting;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.money.Money;
import io.pricewright.rules.wallet.Alerts;
import io.pricewright.rules.wallet.AutoTopUp;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.GrantKind;
import io.pricewright.rules.wallet.Move;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.wallet.AlertLogRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes what happened to customers' credits: grants, uses and postings. Before that wallets that
 * fell below their threshold buy, and alerts change; so both follow every movement, once.
 */
public final class PostCredits {
  private static final int MOVES = 3;
  private static final String ONGOING = "wallet.ongoing_balance";
  private static final String CREDIT = "wallet.credit_balance";

  private final Ids ids;
  private final Notices notices;

  /** Gives rows ids, and tells through the notices. */
  public PostCredits(Ids ids, Notices notices) {
    this.ids = ids;
    this.notices = notices;
  }

  /** Works out and writes what happened to books whose gates are taken. */
  public Future<Void> write(Tx tx, BatchId batch, Collection<CreditBook> books, Instant now) {
    CreditWrites writes = new CreditWrites();
    work(batch, books, now, writes);
    return writes.write(tx);
  }

  /** Works out what follows from what happened to books, and what is to be written of all that. */
  void work(BatchId batch, Collection<CreditBook> books, Instant now, CreditWrites writes) {
    List<Posting> postings = new ArrayList<>();
    for (CreditBook book : books) {
      for (Map.Entry<String, Purse> entry : book.purses().entrySet()) {
        Purse purse = entry.getValue();
        for (WalletRow row : List.copyOf(book.wallets().values())) {
          if (row.currency().equals(entry.getKey())) {
            WalletRow bought = topUp(row, purse, now, writes);
            book.wallets().put(row.id(), alert(row, bought, purse, now, writes));
          }
        }
        writes.add(tx -> CreditBooks.write(tx, book.customerNo(), entry.getKey(), purse));
        Currency currency = new Currency(entry.getKey());
        for (Move move : purse.moves()) {
          postings.add(
              new Posting(
                  new PostingId(batch.row(MOVES, postings.size())),
                  book.customerNo(),
                  move.debit(),
                  move.credit(),
                  new Money(move.amount(), currency),
                  null));
        }
      }
    }
    writes.add(tx -> Ledger.post(tx, batch, postings, now));
  }

  /** Buys as often as the settings allow and the balance asks. */
  private WalletRow topUp(WalletRow row, Purse purse, Instant now, CreditWrites writes) {
    WalletRow wallet = row;
    String settings = row.autoTopup();
    if (settings == null || !row.walletStatus().equals("active")) {
      return row;
    }
    AutoTopUp auto = AutoTopUp.fromJson(settings);
    Standing standing = purse.standing(row.id(), now);
    AutoTopUp.Bought bought = new AutoTopUp.Bought(row.toppedUpAt(), row.topups());
    while (auto.due(standing.realTimeCredits(), bought, now)) {
      Grant grant =
          Grant.of(
              ids.next("grant", now),
              row.id(),
              CreditBooks.micros(now),
              GrantKind.PAID,
              null,
              null,
              null,
              auto.amount(),
              row.conversionRate(),
              null);
      purse.add(grant);
      bought = bought.next(now);
      Standing after = purse.standing(row.id(), now);
      WalletTransactionRow made =
          WalletAnswers.credit(
              ids.next("wtxn", now),
              wallet,
              grant,
              standing,
              after,
              "PURCHASED_CREDIT_DIRECT",
              now);
      writes.add(tx -> WalletTransactionRow.TABLE.add(tx, made));
      writes.add(
          tx -> tell(tx, "wallet.transaction.created", WalletAnswers.transaction(made, row), now));
      wallet = wallet.toppedUp(now, bought.onDay());
      standing = after;
    }
    return wallet;
  }

  private WalletRow alert(
      WalletRow before, WalletRow row, Purse purse, Instant now, CreditWrites writes) {
    String settings = row.alertSettings();
    WalletRow after = row;
    if (settings != null) {
      Alerts alerts = Alerts.fromJson(settings);
      Standing standing = purse.standing(row.id(), now);
      Alerts.State was = Alerts.State.fromRow(row.alertState());
      Alerts.State is = alerts.after(was, standing.realTime());
      Alerts.State wasCredit = Alerts.State.fromRow(row.creditAlertState());
      Alerts.State isCredit = alerts.after(wasCredit, standing.creditBalance());
      after = row.alerted(is.toRow(), isCredit.toRow());
      if (is != was) {
        changed(ONGOING, was, is, after, standing, now, writes);
      }
      if (isCredit != wasCredit) {
        changed(CREDIT, wasCredit, isCredit, after, standing, now, writes);
      }
    }
    if (!after.equals(before)) {
      WalletRow put = after;
      writes.add(tx -> WalletRow.TABLE.put(tx, put.id(), put));
    }
    return after;
  }

  private void changed(
      String of,
      Alerts.State was,
      Alerts.State is,
      WalletRow row,
      Standing standing,
      Instant now,
      CreditWrites writes) {
    Json alert =
        Json.Obj.EMPTY
            .with("state", Json.of(is.toRow()))
            .with("previous_state", Json.of(was.toRow()))
            .with("current_balance", Json.of(standing.realTime().toPlainString()))
            .with("credit_balance", Json.of(standing.creditBalance().toPlainString()));
    Json.Obj data =
        Json.Obj.EMPTY
            .with("wallet_id", Json.of(row.id()))
            .with("currency", Json.of(row.currency()))
            .with("alert", alert);
    boolean worse = is.compareTo(was) > 0;
    boolean credit = of.equals(CREDIT);
    AlertLogRow log =
        new AlertLogRow(
            ids.next("alog", now),
            row.customerNo(),
            "wallet",
            row.id(),
            credit ? "low_credit_balance" : "low_ongoing_balance",
            is.toRow(),
            AlertRoutes.info(
                JsonReader.parse(String.valueOf(row.alertSettings())),
                (credit ? standing.creditBalance() : standing.realTime()).toPlainString(),
                now),
            now);
    writes.add(tx -> AlertLogRow.TABLE.add(tx, log));
    writes.add(tx -> tell(tx, of + (worse ? ".dropped" : ".recovered"), data, now));
  }

  private Future<Void> tell(Tx tx, String type, Json.Obj data, Instant now) {
    return notices.tell(tx, type, data.with("event_type", Json.of(type)), now);
  }
}
