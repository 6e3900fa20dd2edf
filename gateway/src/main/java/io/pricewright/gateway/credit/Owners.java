package io.pricewright.gateway.credit;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.json.Json;
import io.pricewright.store.catalogue.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Shows rows that belong to customers with the customers' ids. */
final class Owners {
  private Owners() {}

  /**
   * Shows rows in their order.
   *
   * @param customerNo whose a row is
   * @param json shows a row, given its customer's id
   */
  static <R> Future<List<Json.Obj>> show(
      Tx tx,
      List<R> rows,
      Function<R, CustomerNo> customerNo,
      BiFunction<R, String, Json.Obj> json) {
    return Customers.findAll(tx, rows.stream().map(customerNo).distinct().toList())
        .map(
            found -> {
              Map<CustomerNo, String> ids = new HashMap<>();
              found.forEach(customer -> ids.put(customer.no(), customer.id()));
              return rows.stream()
                  .map(row -> json.apply(row, String.valueOf(ids.get(customerNo.apply(row)))))
                  .toList();
            });
  }
}
