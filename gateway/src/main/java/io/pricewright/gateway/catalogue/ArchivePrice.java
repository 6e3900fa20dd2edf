package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PriceId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PriceRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Archives a price with all its versions: new subscriptions lack it, existing ones keep it. Fails
 * with {@code NotFound} and {@code InvalidOperation} (it is archived).
 */
final class ArchivePrice {
  /** Archives a price that any version names, and returns the version that holds last. */
  Future<PriceRow> run(Tx tx, PriceId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, PriceRow.TABLE, "price", id))
        .compose(named -> PriceLineage.of(tx, named))
        .compose(
            lineage -> {
              PriceRow last = archived(lineage.newest(), now);
              return Future.join(
                      lineage.all().stream()
                          .filter(row -> row.published() && !row.id().equals(last.id()))
                          .map(row -> row.withStatus(Status.ARCHIVED).withUpdatedAt(now))
                          .map(row -> PriceRow.TABLE.put(tx, row))
                          .toList())
                  .compose(others -> PriceRow.TABLE.put(tx, last))
                  .map(last);
            });
  }

  private static PriceRow archived(PriceRow price, Instant now) {
    if (!price.published()) {
      throw new ProblemException(new Problem.InvalidOperation("The price is archived."));
    }
    return price.withEndDate(now).withStatus(Status.ARCHIVED).withUpdatedAt(now);
  }
}
