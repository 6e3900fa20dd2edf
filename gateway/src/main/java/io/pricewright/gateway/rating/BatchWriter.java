package io.pricewright.gateway.rating;

import io.pricewright.gateway.script.BatchBudget;
import io.pricewright.rules.id.BatchId;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gate;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/**
 * Writes what rating made, besides the events themselves: cells, values, charges, postings,
 * notices, and the task that rates what was deferred.
 */
public final class BatchWriter {
  private final ChargeNotices notices;
  private final CreditDraws credits;

  /** Announces charges with these notices, and draws these credits. */
  public BatchWriter(ChargeNotices notices, CreditDraws credits) {
    this.notices = notices;
    this.credits = credits;
  }

  /**
   * Writes without awaiting between the statements.
   *
   * @param books the customers' books at hand
   * @param gates the taken gates, by customer number
   */
  public Future<Void> write(
      Tx tx,
      BatchId batch,
      RatedBatch rated,
      Map<CustomerNo, CustomerBook> books,
      Map<CustomerNo, Gate> gates,
      Instant now) {
    return Future.join(
            UsageCells.write(tx, rated.cells()),
            UsageCells.writeValues(tx, rated.distinct()),
            Ledger.append(tx, batch, rated.charges(), rated.postings(), now),
            credits.draw(tx, batch, rated, gates, now),
            notices.announce(tx, rated.charges(), books, now),
            retryDeferred(tx, rated, now))
        .mapEmpty();
  }

  /**
   * Has what came after the scripts' time was used up rated at once, in transactions of its own.
   */
  private static Future<?> retryDeferred(Tx tx, RatedBatch rated, Instant now) {
    boolean deferred =
        rated.events().stream()
            .flatMap(event -> event.entries().stream())
            .map(Entry::reason)
            .anyMatch(BatchBudget.DEFERRED::equals);
    return deferred
        ? Tasks.add(tx, new Work.RetryParked(null, null, BatchBudget.DEFERRED), now)
        : Future.succeededFuture();
  }
}
