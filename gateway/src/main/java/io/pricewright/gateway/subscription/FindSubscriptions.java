package io.pricewright.gateway.subscription;

import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
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

  /** The key of a time at which they were active. */
  static final String ACTIVE = "active_at";

  private FindSubscriptions() {}

  /** Returns conditions, and that the customer is one of some, by id and by external id. */
  static Future<Where<SubscriptionRow>> where(
      Tx tx,
      Where<SubscriptionRow> where,
      @Nullable List<String> ids,
      @Nullable List<String> externals) {
    return numbers(ids, some -> byId(tx, some))
        .compose(
            byId ->
                numbers(externals, some -> byExternal(tx, some))
                    .map(byExternal -> narrowed(narrowed(where, byId), byExternal)));
  }

  /** Adds that they had begun and not ended at a time. */
  static Where<SubscriptionRow> active(Where<SubscriptionRow> where, @Nullable Object active) {
    return active instanceof Instant at
        ? where
            .andUntil(SubscriptionRow.START_DATE, at)
            .andAfterOrNull(SubscriptionRow.END_DATE, at)
        : where;
  }

  private static Future<Map<CustomerId, CustomerNo>> byId(Tx tx, List<String> ids) {
    return Customers.numbers(tx, ids.stream().map(CustomerId::new).toList());
  }

  private static Future<Map<ExternalId, CustomerNo>> byExternal(Tx tx, List<String> ids) {
    return Customers.resolve(tx, ids.stream().map(ExternalId::new).toList());
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
