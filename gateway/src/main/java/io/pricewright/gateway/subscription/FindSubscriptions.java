package io.pricewright.gateway.subscription;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds subscriptions by their columns, and by customers as callers name them. A customer that is
 * not there has no subscriptions.
 */
final class FindSubscriptions {
  /** The condition on ids of customers. */
  static final String CUSTOMER = "customer_id";

  /** The condition on external ids that customers have or had. */
  static final String EXTERNAL = "external_customer_id";

  private FindSubscriptions() {}

  /** Returns the condition that each of some columns or customers is one of some texts. */
  static Future<Where<SubscriptionRow>> where(Tx tx, Map<String, List<String>> among) {
    Map<String, List<String>> columns = new HashMap<>(among);
    List<String> ids = columns.remove(CUSTOMER);
    List<String> externals = columns.remove(EXTERNAL);
    return numbers(ids, some -> byId(tx, some))
        .compose(
            byId ->
                numbers(externals, some -> Customers.resolve(tx, some))
                    .map(
                        byExternal ->
                            narrowed(
                                narrowed(SubscriptionRow.TABLE.among(columns), byId), byExternal)));
  }

  private static Future<Map<CustomerId, CustomerNo>> byId(Tx tx, List<String> ids) {
    return Customers.numbers(tx, ids.stream().map(CustomerId::new).toList());
  }

  private static <K> Future<Optional<Collection<CustomerNo>>> numbers(
      @Nullable List<String> names, Function<List<String>, Future<Map<K, CustomerNo>>> read) {
    return names == null
        ? Future.succeededFuture(Optional.empty())
        : read.apply(names).map(found -> Optional.of(found.values()));
  }

  private static Where<SubscriptionRow> narrowed(
      Where<SubscriptionRow> where, Optional<Collection<CustomerNo>> customers) {
    return customers.map(some -> where.andAny(SubscriptionRow.CUSTOMER_NO, some)).orElse(where);
  }
}
