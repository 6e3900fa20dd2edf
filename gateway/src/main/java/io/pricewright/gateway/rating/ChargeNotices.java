package io.pricewright.gateway.rating;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.Charge;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts summaries of charges into the outbox, in the transaction that makes them. */
@FunctionalInterface
public interface ChargeNotices {
  /** Says nothing: for a node without an endpoint to tell. */
  ChargeNotices SILENT = (tx, charges, books, now) -> Future.succeededFuture();

  /**
   * Announces the charges of a batch.
   *
   * @param books those at hand, by customer number; others are looked up
   */
  Future<Void> announce(
      Tx tx, List<Charge> charges, Map<CustomerNo, CustomerBook> books, Instant now);
}
