package io.pricewright.gateway.rating;

import io.pricewright.rules.rating.Entry;
import io.pricewright.rules.rating.RatedBatch;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.script.ScriptOutcome;
import io.pricewright.store.billing.Closed;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.ledger.Ledger;
import io.pricewright.store.row.TouchedRow;
import io.pricewright.store.task.Tasks;
import io.pricewright.store.usage.UsageCells;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Room 7: writes what a batch came to, and decides nothing. Events with their receipts, cells,
 * values, charges, postings, credits, notices, periods that were asked for and moved, and the task
 * that rates what was deferred.
 */
public final class WriteBatch {
  private final ChargeNotices notices;
  private final ParkedNotices parked;

  /** Announces charges, and events that are parked, with these notices. */
  public WriteBatch(ChargeNotices notices, ParkedNotices parked) {
    this.notices = notices;
    this.parked = parked;
  }

  /** Writes without awaiting between the statements; a taken event id is the fault that is told. */
  Future<Void> write(Tx tx, Run run, RatedBatch rated, CreditDraws.Drawing drawing) {
    if (rated.isEmpty()) {
      return Future.succeededFuture();
    }
    Future<Void> stored = run.storing().write(tx, run.batch(), rated.events(), run.at());
    rated.recounted().forEach(cell -> UsageCells.forgetValues(tx, cell));
    List<TouchedRow> touched = Touches.of(rated.cells(), run.at().books().values());
    return Future.join(
            List.of(
                stored,
                UsageCells.write(tx, rated.cells()),
                UsageCells.writeValues(tx, rated.distinct()),
                Closed.touch(tx, touched),
                // Who has ended is asked once more.
                CustomerDues.earlier(tx, Touches.due(rated.cells(), touched, run.now())),
                Ledger.append(tx, run.batch(), rated.charges(), rated.postings(), run.now()),
                drawing.write(tx),
                notices.announce(tx, rated.charges(), run.at().books(), run.now()),
                parked.announce(tx, run.storing().parks(rated.events()), run.now()),
                retryDeferred(tx, rated, run.now())))
        .recover(fault -> Future.failedFuture(stored.failed() ? stored.cause() : fault))
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
            .anyMatch(ScriptOutcome.Failed.DEFERRED::equals);
    return deferred
        ? Tasks.addUnlessWaiting(
            tx, new Work.RetryParked(null, null, ScriptOutcome.Failed.DEFERRED), now)
        : Future.succeededFuture();
  }
}
