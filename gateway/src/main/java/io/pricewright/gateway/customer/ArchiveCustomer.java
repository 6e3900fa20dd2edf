package io.pricewright.gateway.customer;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.subscription.Subscriptions;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Archives a customer behind its gate. Runs on the event loop.
 *
 * <p>Fails with {@code InvalidOperation} (it has subscriptions that run).
 */
final class ArchiveCustomer {
  private static final int MOST_SUBSCRIPTIONS = 10_000;

  private ArchiveCustomer() {}

  /** Archives a customer, and returns it as it is now. */
  static Future<CustomerRow> run(Tx tx, CustomerRow old, Instant now) {
    return Gates.take(tx, old.customerNo())
        .compose(gate -> Subscriptions.ofCustomer(tx, old.customerNo(), MOST_SUBSCRIPTIONS))
        .compose(
            all -> {
              long live =
                  all.stream().filter(s -> s.subscriptionStatus().runs(s.endDate(), now)).count();
              if (live > 0) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "The customer has %d subscriptions. Cancel them first.".formatted(live)));
              }
              return ChangeCustomer.write(tx, old.withStatus(Status.ARCHIVED).withUpdatedAt(now));
            });
  }
}
