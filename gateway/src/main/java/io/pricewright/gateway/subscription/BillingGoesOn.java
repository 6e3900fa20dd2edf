package io.pricewright.gateway.subscription;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.row.SubscriptionLineItemRow;
import io.pricewright.store.row.SubscriptionRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Refuses changes of customers whose invoices are not made as they should be: what is asked would
 * be changed before anybody saw what it came to. Fails with {@code NotBilledYet}.
 */
public final class BillingGoesOn {
  /** Most boundaries of a subscription that may be due when it is changed. */
  static final int MOST_DUE = 24;

  private BillingGoesOn() {}

  /** Fails when a customer is held. */
  public static Future<Void> notHeld(Tx tx, CustomerNo customerNo) {
    return CustomerDues.held(tx, customerNo)
        .map(
            held -> {
              held.ifPresent(
                  reason -> {
                    throw new ProblemException(
                        new Problem.NotBilledYet(
                            true,
                            ("What is due for the customer is held: %s. Mend the cause, then POST"
                                    + " /v1/billing/held/{customer_id}/release.")
                                .formatted(reason)));
                  });
              return null;
            });
  }

  /** Fails when more than {@value #MOST_DUE} invoices of a subscription are still to be made. */
  public static Future<Void> caughtUp(
      Tx tx, SubscriptionRow row, List<SubscriptionLineItemRow> lines, Instant now) {
    return PastInvoices.more(tx, row, lines, now, MOST_DUE)
        .map(
            more -> {
              if (more) {
                throw new ProblemException(
                    new Problem.NotBilledYet(
                        false,
                        "More than %d invoices of the subscription are still to be made. Try again in a moment."
                            .formatted(MOST_DUE)));
              }
              return null;
            });
  }
}
