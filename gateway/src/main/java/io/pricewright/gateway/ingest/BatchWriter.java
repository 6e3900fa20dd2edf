package io.pricewright.gateway.ingest;

import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Writes what rating made, besides the events themselves: cells, values, charges, postings,
 * notices.
 */
public final class BatchWriter {
  private final ChargeNotices notices;

  /** Announces charges with these notices. */
  public BatchWriter(ChargeNotices notices) {
    this.notices = notices;
  }

  /**
   * Writes without awaiting between the statements.
   *
   * @param books the customers' books at hand
   */
  public Future<Void> write(
      Tx tx, UUID batch, RatedBatch rated, Map<Long, CustomerBook> books, Instant now) {
    return Future.join(
            UsageCells.write(tx, rated.cells()),
            UsageCells.writeValues(tx, rated.distinct()),
            Ledger.append(tx, batch, rated.charges(), rated.postings(), now),
            notices.announce(tx, rated.charges(), books, now))
        .mapEmpty();
  }
}
