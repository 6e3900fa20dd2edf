package io.pricewright.gateway.ingest;

import io.pricewright.rules.rating.Charge;
import io.pricewright.store.database.Tx;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Puts summaries of charges into the outbox, in the transaction that makes them. */
@FunctionalInterface
public interface ChargeNotices {
  /** Says nothing: for a node without an endpoint to tell. */
  ChargeNotices SILENT = (tx, charges, now) -> Future.succeededFuture();

  /** Announces the charges of a batch. */
  Future<Void> announce(Tx tx, List<Charge> charges, Instant now);
}
