package io.pricewright.gateway.customer;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.row.CustomerRow;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds customers by their columns, and by external ids they have or had. */
final class FindCustomers {
  /** The condition on external ids of the present and the past. */
  static final String ALIAS = "alias";

  private FindCustomers() {}

  /** Returns what was found. Fails with {@code Problem.NotFound}. */
  static CustomerRow existing(Optional<CustomerRow> found) {
    return found.orElseThrow(
        () -> new ProblemException(new Problem.NotFound("There is no such customer.")));
  }

  /** Returns the customer that has or had an external id. */
  static Future<Optional<CustomerRow>> byExternalId(Tx tx, ExternalId externalId) {
    return Customers.findByExternalId(tx, externalId);
  }

  /** Returns conditions, and that the customer has or had one of some external ids. */
  static Future<Where<CustomerRow>> where(
      Tx tx, Where<CustomerRow> where, @Nullable List<String> aliases) {
    return aliases == null
        ? Future.succeededFuture(where)
        : Customers.resolve(tx, aliases.stream().map(ExternalId::new).toList())
            .map(found -> with(where, found.values()));
  }

  private static Where<CustomerRow> with(
      Where<CustomerRow> where, Collection<CustomerNo> customers) {
    return where.andAny(CustomerRow.CUSTOMER_NO, customers);
  }
}
