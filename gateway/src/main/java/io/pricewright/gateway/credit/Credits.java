package io.pricewright.gateway.credit;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.WalletId;
import io.pricewright.rules.money.Currency;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.rules.wallet.Use;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.row.WalletRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.RunningUses;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** Opens customers' credit books behind their gates, and writes what was done to them. */
public final class Credits {
  private final PostCredits post;

  /** Writes with this. */
  public Credits(PostCredits post) {
    this.post = post;
  }

  /** A wallet in its customer's book. */
  record Opened(CreditBook book, WalletRow wallet) {
    /** Returns the purse of its currency. */
    Purse purse() {
      return book.purse(wallet.currency());
    }

    /** Returns what it holds. */
    Standing standing(Instant now) {
      return purse().standing(wallet.id(), now);
    }
  }

  /** Takes a customer's gate and opens the book, with all uncovered usage. */
  Future<CreditBook> open(Tx tx, CustomerNo customerNo) {
    return Gates.take(tx, customerNo).compose(gate -> read(tx, customerNo));
  }

  private static Future<CreditBook> read(Tx tx, CustomerNo customerNo) {
    return CreditBooks.load(
            tx,
            List.of(customerNo),
            new CreditBooks.Asked(Map.of(customerNo, Set.of(Use.WORK)), true))
        .map(books -> Objects.requireNonNull(books.get(customerNo)));
  }

  /** Opens the book of a customer who gets a first wallet or budget now, if there was none. */
  Future<CreditBook> begin(Tx tx, CustomerNo customerNo) {
    return CreditBooks.watch(tx, customerNo).compose(begun -> read(tx, customerNo));
  }

  /** Opens the book of a wallet. Fails with {@code Problem.NotFound}. */
  Future<Opened> open(Tx tx, WalletId wallet) {
    return Wallets.find(tx, wallet)
        .compose(row -> open(tx, row.customerNo()))
        .map(book -> new Opened(book, Objects.requireNonNull(book.wallets().get(wallet))));
  }

  /**
   * Opens the book of a wallet that is not closed. Fails with {@code Problem.NotFound} and {@code
   * Problem.InvalidOperation}.
   */
  Future<Opened> openLive(Tx tx, WalletId wallet) {
    return open(tx, wallet)
        .map(
            opened -> {
              if (opened.wallet().walletStatus() == Wallet.Status.CLOSED) {
                throw Refusals.impossible(
                    "The wallet is closed. Nothing goes in or out of it any more.");
              }
              return opened;
            });
  }

  /** Writes a book whose gate is taken. */
  Future<Void> write(Tx tx, CreditBook book, Instant now) {
    return post.write(tx, batch(now), List.of(book), now);
  }

  /** Frees what a hold reserved, for the draws that follow in this transaction. */
  Future<Void> free(Tx tx, HoldRow row) {
    Currency currency = row.currency();
    return read(tx, row.customerNo())
        .compose(
            book -> {
              Purse purse = book.purse(currency);
              purse.free(Holds.parts(row));
              return CreditBooks.write(tx, row.customerNo(), currency, purse);
            });
  }

  /** Returns the id of a batch that rates nothing. */
  static BatchId batch(Instant now) {
    return BatchId.of(now, ThreadLocalRandom.current().nextLong());
  }

  /** Reads wallets as they stand, behind their customers' gates taken shared. */
  static <T> Future<List<T>> show(Tx tx, Collection<WalletRow> rows, Instant now, Show<T> show) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<CustomerNo> customers =
        List.copyOf(new TreeSet<>(rows.stream().map(WalletRow::customerNo).toList()));
    return Gates.share(tx, customers)
        .compose(shared -> Owners.ids(tx, customers))
        .compose(ids -> shown(tx, rows, customers, ids, now, show));
  }

  /** Shows a wallet of a customer. */
  @FunctionalInterface
  interface Show<T> {
    T of(Opened opened, PeriodBalance balance, CustomerId customer);
  }

  private static <T> Future<List<T>> shown(
      Tx tx,
      Collection<WalletRow> rows,
      List<CustomerNo> customers,
      Map<CustomerNo, CustomerId> ids,
      Instant now,
      Show<T> show) {
    Future<Map<CustomerNo, CreditBook>> books =
        CreditBooks.load(tx, customers, CreditBooks.Asked.NOTHING);
    Future<RunningUses> running = RunningUses.read(tx, customers, now);
    return Future.join(books, running)
        .map(
            both ->
                rows.stream()
                    .map(row -> shown(row, books.result(), running.result(), ids, show))
                    .toList());
  }

  private static <T> T shown(
      WalletRow row,
      Map<CustomerNo, CreditBook> books,
      RunningUses running,
      Map<CustomerNo, CustomerId> ids,
      Show<T> show) {
    CreditBook book = Objects.requireNonNull(books.get(row.customerNo()));
    WalletRow now = Objects.requireNonNull(book.wallets().get(row.id()));
    Opened opened = new Opened(book, now);
    return show.of(
        opened,
        PeriodBalance.of(opened, running),
        Objects.requireNonNull(ids.get(row.customerNo())));
  }
}
