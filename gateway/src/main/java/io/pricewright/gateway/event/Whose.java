package io.pricewright.gateway.event;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose events a question is about.
 *
 * @param customerNo a customer, or null
 * @param externalId an external id that is nobody's yet, or null
 */
record Whose(@Nullable CustomerNo customerNo, @Nullable ExternalId externalId) {
  private static final Whose ANYBODY = new Whose(null, null);

  /** Finds whom a body names. Fails with {@code Problem.InvalidRequest} for an unknown id. */
  static Future<Whose> find(
      Tx tx, @Nullable ExternalId externalId, @Nullable CustomerId customerId) {
    if (externalId != null) {
      return Customers.resolve(tx, List.of(externalId))
          .map(
              found -> {
                CustomerNo no = found.get(externalId);
                return no == null ? new Whose(null, externalId) : new Whose(no, null);
              });
    }
    return customerId == null
        ? Future.succeededFuture(ANYBODY)
        : Customers.find(tx, customerId)
            .map(
                found ->
                    new Whose(
                        found
                            .orElseThrow(
                                () ->
                                    Existing.missing(
                                        "customer", customerId, "/customer_id", "is not there"))
                            .customerNo(),
                        null));
  }
}
