package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.MeterId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.MeterRow;
import io.pricewright.store.row.PriceRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Archives a meter that nothing is sold by and nobody pays by. What was paid by it stays as it was.
 * Fails with {@code NotFound} and {@code InvalidOperation} (published prices use it, or
 * subscription line items run on it).
 */
final class ArchiveMeter {
  private static final int MOST_NAMED = 10;

  /** Archives the meter, and returns it. */
  Future<MeterRow> run(Tx tx, MeterId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, MeterRow.TABLE, "meter", id))
        .compose(old -> unused(tx, old))
        .compose(old -> unpaid(tx, old, now))
        .map(old -> old.withStatus(Status.ARCHIVED).withUpdatedAt(now))
        .compose(row -> MeterRow.TABLE.put(tx, row).map(row));
  }

  private static Future<MeterRow> unpaid(Tx tx, MeterRow meter, Instant now) {
    return LineItems.runningOn(tx, meter.id(), now, MOST_NAMED + 1)
        .map(
            running -> {
              if (!running.isEmpty()) {
                String names =
                    running.stream()
                        .limit(MOST_NAMED)
                        .map(item -> item.id() + " of " + item.subscriptionId())
                        .collect(Collectors.joining(", "));
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "Subscription line items run on the meter: %s%s. End them first."
                            .formatted(names, running.size() > MOST_NAMED ? " and more" : "")));
              }
              return meter;
            });
  }

  private static Future<MeterRow> unused(Tx tx, MeterRow meter) {
    return PriceRow.TABLE
        .count(tx, Where.is(PriceRow.METER_ID, meter.id()).and(PriceRow.STATUS, Status.PUBLISHED))
        .map(
            used -> {
              if (used > 0) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        "%d prices use the meter. Archive them first.".formatted(used)));
              }
              return meter;
            });
  }
}
