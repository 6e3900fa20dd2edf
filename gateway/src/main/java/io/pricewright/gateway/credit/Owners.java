package io.pricewright.gateway.credit;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds customers as bodies name them, and shows rows with their customers' ids. */
final class Owners {
  private Owners() {}

  /** Finds a customer. Fails with {@code Problem.NotFound}. */
  static Future<CustomerNo> found(Tx tx, CustomerId id) {
    return found(tx, id, "There is no customer '%s'.".formatted(id));
  }

  /** Finds a customer, and says so if there is none. Fails with {@code Problem.NotFound}. */
  static Future<CustomerNo> found(Tx tx, CustomerId id, String none) {
    return CustomerRow.TABLE
        .one(tx, Where.is(CustomerRow.ID, id))
        .map(found -> found.orElseThrow(() -> Refusals.unknown(none)).customerNo());
  }

  /** Finds a customer by the tenant's own id. Fails with {@code Problem.NotFound}. */
  static Future<CustomerNo> found(Tx tx, ExternalId external) {
    return Customers.findByExternalId(tx, external)
        .map(
            found ->
                found
                    .orElseThrow(() -> Refusals.unknown("There is no customer 'of that id'."))
                    .customerNo());
  }

  /** Returns the ids of customers. */
  static Future<Map<CustomerNo, CustomerId>> ids(Tx tx, Collection<CustomerNo> customers) {
    return CustomerRow.TABLE
        .listAny(tx, CustomerRow.CUSTOMER_NO, customers)
        .map(
            found -> {
              Map<CustomerNo, CustomerId> ids = new HashMap<>();
              found.forEach(customer -> ids.put(customer.customerNo(), customer.id()));
              return ids;
            });
  }

  /**
   * Shows rows in their order.
   *
   * @param customerNo whose a row is
   * @param show shows a row, given its customer's id
   */
  static <R, T> Future<List<T>> show(
      Tx tx, List<R> rows, Function<R, CustomerNo> customerNo, BiFunction<R, CustomerId, T> show) {
    return ids(tx, rows.stream().map(customerNo).distinct().toList())
        .map(
            ids ->
                rows.stream()
                    .map(
                        row ->
                            show.apply(row, Objects.requireNonNull(ids.get(customerNo.apply(row)))))
                    .toList());
  }
}
