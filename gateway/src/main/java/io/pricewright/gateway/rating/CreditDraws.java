package io.pricewright.gateway.rating;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Draws customers' credits for what a batch charged, in the transaction that charges. */
@FunctionalInterface
public interface CreditDraws {
  /**
   * Draws, or gives back.
   *
   * @param gates the taken gates, by customer number
   */
  Future<Void> draw(
      Tx tx, BatchId batch, RatedBatch rated, Map<CustomerNo, Gate> gates, Instant now);
}
