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
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Archives a meter that no price uses. Fails with {@code NotFound} and {@code InvalidOperation}
 * (published prices use it).
 */
final class ArchiveMeter {
  /** Archives the meter, and returns it. */
  Future<MeterRow> run(Tx tx, MeterId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, MeterRow.TABLE, "meter", id))
        .compose(old -> unused(tx, old))
        .map(old -> old.withStatus(Status.ARCHIVED).withUpdatedAt(now))
        .compose(row -> MeterRow.TABLE.put(tx, row).map(row));
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
