package io.pricewright.gateway.ingest;

import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Draws customers' credits for what a batch charged, in the transaction that charges. */
@FunctionalInterface
public interface CreditDraws {
  /**
   * Draws, or gives back.
   *
   * @param gates the taken gates, by customer number
   */
  Future<Void> draw(Tx tx, UUID batch, RatedBatch rated, Map<Long, Gate> gates, Instant now);
}
