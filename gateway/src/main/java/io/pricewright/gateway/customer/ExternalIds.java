package io.pricewright.gateway.customer;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.ExternalId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.Work;
import io.pricewright.store.customer.Customers;
import io.pricewright.store.database.Tx;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Instant;

/** Gives external ids to customers: each belongs to one for ever. */
final class ExternalIds {
  private ExternalIds() {}

  /**
   * Gives a customer an external id, and leaves a task that makes the events sent under it its own.
   * Fails with {@code Problem.AlreadyExists}.
   */
  static Future<Void> give(Tx tx, CustomerNo customer, ExternalId externalId, Instant now) {
    return Customers.addAlias(tx, externalId, customer, now)
        .compose(
            added ->
                added
                    ? Tasks.add(tx, new Work.AdoptEvents(customer, externalId), now)
                    : taken(externalId))
        .mapEmpty();
  }

  /** Fails because an external id is or was a customer's. */
  static <T> Future<T> taken(ExternalId externalId) {
    return Future.failedFuture(
        new ProblemException(
            new Problem.AlreadyExists(
                "The external_id '%s' is or was a customer's. Choose another."
                    .formatted(externalId))));
  }
}
