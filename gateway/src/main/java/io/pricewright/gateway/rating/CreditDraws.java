package io.pricewright.gateway.rating;

import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.CellKey;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Draws customers' credits for what a batch charges, room by room with it. */
@FunctionalInterface
public interface CreditDraws {
  /**
   * Room 4: reads the credits of the customers whose gates say that they have any.
   *
   * @param cells those that may be charged
   * @param gates the taken gates, by customer number
   */
  Future<Drawing> read(Tx tx, Collection<CellKey> cells, Map<CustomerNo, Gate> gates);

  /** Credits while a batch is posted. */
  interface Drawing {
    /** Of customers without credits. */
    Drawing NONE =
        new Drawing() {
          @Override
          public void draw(BatchId batch, RatedBatch rated, Instant now) {}

          @Override
          public Future<Void> write(Tx tx) {
            return Future.succeededFuture();
          }
        };

    /** Room 6: draws for what was charged, or gives back. On a thread of the script pool. */
    void draw(BatchId batch, RatedBatch rated, Instant now);

    /** Room 7: writes what was drawn. */
    Future<Void> write(Tx tx);
  }
}
