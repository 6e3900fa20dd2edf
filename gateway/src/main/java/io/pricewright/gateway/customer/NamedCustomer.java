package io.pricewright.gateway.customer;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.id.CustomerId;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.id.Id;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The customer that a body is about. */
public final class NamedCustomer {
  private NamedCustomer() {}

  /**
   * Finds the published customer that a body names by exactly one of two ids. Fails with {@code
   * Problem.NotFound}.
   */
  public static Future<CustomerRow> find(
      Tx tx, @Nullable CustomerId id, @Nullable ExternalId external) {
    if (id != null) {
      return Customers.find(tx, id).map(found -> published(found, id, "/customer_id"));
    }
    ExternalId own = Objects.requireNonNull(external);
    return Customers.findByExternalId(tx, own)
        .map(found -> published(found, own, "/external_customer_id"));
  }

  private static CustomerRow published(Optional<CustomerRow> found, Id id, String pointer) {
    return found
        .filter(CustomerRow::published)
        .orElseThrow(() -> Existing.missing("customer", id, pointer, "is not there"));
  }
}
