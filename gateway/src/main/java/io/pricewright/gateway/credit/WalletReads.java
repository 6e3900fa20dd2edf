package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Rowed;
import io.pricewright.gateway.http.Answer;
import io.pricewright.gateway.http.Fields;
import io.pricewright.gateway.http.Request;
import io.pricewright.gateway.http.Search;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.wallet.Grant;
import io.pricewright.rules.wallet.Standing;
import io.pricewright.store.catalogue.Customer;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.wallet.WalletRow;
import io.pricewright.store.wallet.WalletTransactionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads wallets and their transactions, as they stand behind their customers' gates. */
final class WalletReads {
  /** Most wallets of a customer. */
  static final int MOST_WALLETS = 100;

  private static final List<String> COLUMNS =
      List.of("id", "currency", "wallet_type", "wallet_status");
  private static final Map<String, String> CONDITIONS =
      Map.of("wallet_ids", "id", "currency", "currency", "wallet_status", "wallet_status");

  private WalletReads() {}

  static Json.Obj json(Credits.Opened opened, String customerId, Request request, Instant now) {
    return WalletAnswers.wallet(
        opened.wallet(), customerId, standing(opened, now), request.caller());
  }

  static Standing standing(Credits.Opened opened, Instant now) {
    return opened.book().purse(opened.wallet().currency()).standing(opened.wallet().id(), now);
  }

  static Future<List<Json.Obj>> show(Tx tx, List<WalletRow> rows, Request request, Instant now) {
    return Credits.show(tx, rows, (opened, customer) -> json(opened, customer, request, now));
  }

  static Future<Json.Obj> show(Tx tx, String id, Request request, Instant now) {
    return Rowed.find(tx, WalletRow.TABLE, "wallet", id)
        .compose(row -> show(tx, List.of(row), request, now))
        .map(List::getFirst);
  }

  static Future<Answer> get(Tx tx, Request request, Instant now) {
    return show(tx, request.path("id"), request, now).map(Answer::ok);
  }

  static Future<Answer> list(Tx tx, Request request, Instant now) {
    return Rowed.list(tx, request, WalletRow.TABLE, Map.of(), rows -> show(tx, rows, request, now));
  }

  static Future<Answer> search(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search = Search.read(fields, CONDITIONS, COLUMNS);
    fields.done();
    return Rowed.search(tx, search, WalletRow.TABLE, rows -> show(tx, rows, request, now));
  }

  static Future<Optional<Customer>> owner(Tx tx, Request request) {
    String id = request.query("id");
    return id != null
        ? Customers.find(tx, id)
        : Customers.findByExternalId(tx, request.requiredQuery("lookup_key"));
  }

  static Future<Answer> ofCustomer(
      Tx tx, Request request, Instant now, Future<Optional<Customer>> named) {
    return named
        .map(found -> Rowed.existing(found, "customer", "of that id"))
        .compose(customer -> WalletRow.ofCustomer(tx, customer.no().value(), MOST_WALLETS))
        .compose(rows -> show(tx, rows, request, now))
        .map(shown -> Answer.ok(new Json.Arr(List.copyOf(shown))));
  }

  static Future<Answer> balance(Tx tx, Request request, Instant now) {
    return Rowed.find(tx, WalletRow.TABLE, "wallet", request.path("id"))
        .compose(
            row ->
                Credits.show(
                    tx,
                    List.of(row),
                    (opened, customer) ->
                        WalletAnswers.balance(
                            opened.wallet(),
                            customer,
                            standing(opened, now),
                            request.caller(),
                            now)))
        .map(shown -> Answer.ok(shown.getFirst()));
  }

  static Future<Answer> transactions(Tx tx, Request request, Instant now) {
    return Rowed.find(tx, WalletRow.TABLE, "wallet", request.path("id"))
        .compose(
            wallet ->
                Rowed.list(
                    tx,
                    request,
                    WalletTransactionRow.TABLE,
                    Map.of("wallet_id", wallet.id()),
                    rows -> showAll(tx, rows, request)));
  }

  static Future<Answer> searchTransactions(Tx tx, Request request, Instant now) {
    Fields fields = request.fields();
    Search search =
        Search.read(
            fields, Map.of("wallet_id", "wallet_id"), List.of("id", "wallet_id", "type", "reason"));
    fields.done();
    return Rowed.search(tx, search, WalletTransactionRow.TABLE, rows -> showAll(tx, rows, request));
  }

  static Future<List<Json.Obj>> showAll(Tx tx, List<WalletTransactionRow> rows, Request request) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<String> wallets = rows.stream().map(WalletTransactionRow::walletId).distinct().toList();
    return WalletRow.TABLE
        .listAny(tx, "id", wallets)
        .compose(
            found ->
                Credits.show(tx, found, (opened, customer) -> Map.entry(opened, customer))
                    .map(
                        all -> {
                          Map<String, Map.Entry<Credits.Opened, String>> byId = new HashMap<>();
                          all.forEach(one -> byId.put(one.getKey().wallet().id(), one));
                          return rows.stream()
                              .map(
                                  row -> {
                                    var one = Objects.requireNonNull(byId.get(row.walletId()));
                                    return json(row, one.getKey(), one.getValue(), request);
                                  })
                              .toList();
                        }));
  }

  static Json.Obj json(
      WalletTransactionRow row, Credits.Opened opened, String customerId, Request request) {
    return WalletAnswers.transaction(
        row, opened.wallet(), customerId, grant(row, opened), request.caller());
  }

  static @Nullable Grant grant(WalletTransactionRow row, Credits.Opened opened) {
    return opened.book().purse(opened.wallet().currency()).grants().stream()
        .filter(grant -> grant.id().equals(row.grantId()))
        .findFirst()
        .orElse(null);
  }
}
