package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.FieldError;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.wallet.Purse;
import io.pricewright.rules.wallet.Use;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.HoldRow;
import io.pricewright.store.wallet.CreditBook;
import io.pricewright.store.wallet.CreditBooks;
import io.pricewright.store.wallet.WalletRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Opens customers' credit books behind their gates, and writes what was done to them. */
public final class Credits {
  private final PostCredits post;

  /** Writes with this. */
  public Credits(PostCredits post) {
    this.post = post;
  }

  /** A wallet in its customer's book. */
  record Opened(CreditBook book, WalletRow wallet) {}

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
    return Gates.take(tx, customerNo)
        .compose(
            gate ->
                gate.watched()
                    ? Future.succeededFuture()
                    : CreditBooks.begin(tx, customerNo)
                        .compose(begun -> Gates.watch(tx, customerNo)))
        .compose(begun -> read(tx, customerNo));
  }

  /** Opens the book of a wallet. */
  Future<Opened> open(Tx tx, String walletId) {
    return Rowed.find(tx, WalletRow.TABLE, "wallet", walletId)
        .compose(row -> open(tx, new CustomerNo(row.customerNo())))
        .map(book -> new Opened(book, Objects.requireNonNull(book.wallets().get(walletId))));
  }

  /** Opens the book of a wallet that is not closed. */
  Future<Opened> openLive(Tx tx, String walletId) {
    return open(tx, walletId)
        .map(
            opened -> {
              if (opened.wallet().walletStatus().equals("closed")) {
                throw impossible("The wallet is closed. Nothing goes in or out of it any more.");
              }
              return opened;
            });
  }

  /** Says that a field cannot be used, when only what is stored shows that. */
  static ProblemException refused(String pointer, String code, String detail) {
    return new ProblemException(
        new Problem.InvalidRequest(
            "One field cannot be used; errors says why.",
            List.of(new FieldError(pointer, code, detail))));
  }

  /** Says that something cannot be done now. */
  static ProblemException impossible(String detail) {
    return new ProblemException(new Problem.InvalidOperation(detail));
  }

  /** Writes a book whose gate is taken. */
  Future<Void> write(Tx tx, CreditBook book, Instant now) {
    return post.write(tx, batch(now), List.of(book), now);
  }

  /** Frees what a hold reserved, for the draws that follow in this transaction. */
  Future<Void> free(Tx tx, HoldRow row) {
    String currency = row.currency().code();
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
  static <T> Future<List<T>> show(
      Tx tx, Collection<WalletRow> rows, BiFunction<Opened, String, T> show) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<CustomerNo> customers =
        List.copyOf(
            new TreeSet<>(rows.stream().map(row -> new CustomerNo(row.customerNo())).toList()));
    return Gates.share(tx, customers)
        .compose(shared -> Customers.findAll(tx, customers))
        .compose(
            found ->
                CreditBooks.load(tx, customers, CreditBooks.Asked.NOTHING)
                    .map(
                        books -> {
                          Map<CustomerNo, String> ids = new HashMap<>();
                          found.forEach(customer -> ids.put(customer.no(), customer.id()));
                          return rows.stream().map(row -> shown(row, books, ids, show)).toList();
                        }));
  }

  private static <T> T shown(
      WalletRow row,
      Map<CustomerNo, CreditBook> books,
      Map<CustomerNo, String> ids,
      BiFunction<Opened, String, T> show) {
    CreditBook book = Objects.requireNonNull(books.get(new CustomerNo(row.customerNo())));
    WalletRow now = Objects.requireNonNull(book.wallets().get(row.id()));
    return show.apply(
        new Opened(book, now), Objects.requireNonNull(ids.get(new CustomerNo(row.customerNo()))));
  }

  /** Finds the published customer that a body names by exactly one of two ids. */
  static Future<Customer> customer(Tx tx, @Nullable String id, @Nullable String external) {
    return (id != null ? Customers.find(tx, id) : Customers.findByExternalId(tx, text(external)))
        .map(
            found ->
                found
                    .filter(one -> one.status().equals("published"))
                    .orElseThrow(
                        () ->
                            id != null
                                ? Rowed.missing("customer", id, "/customer_id", "is not there")
                                : Rowed.missing(
                                    "customer",
                                    text(external),
                                    "/external_customer_id",
                                    "is not there")));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
