package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.database.Where;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Archives a feature that no entitlement uses. Fails with {@code NotFound} and {@code
 * InvalidOperation} (it is archived, published entitlements use it).
 */
final class ArchiveFeature {
  /** Archives the feature, and returns it. */
  Future<FeatureRow> run(Tx tx, FeatureId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, FeatureRow.TABLE, "feature", id))
        .compose(old -> unused(tx, old))
        .map(old -> old.withStatus(Status.ARCHIVED).withUpdatedAt(now))
        .compose(row -> FeatureRow.TABLE.put(tx, row).map(row));
  }

  private static Future<FeatureRow> unused(Tx tx, FeatureRow feature) {
    return EntitlementRow.TABLE
        .count(
            tx,
            Where.is(EntitlementRow.FEATURE_ID, feature.id())
                .and(EntitlementRow.STATUS, Status.PUBLISHED))
        .map(
            used -> {
              if (!feature.published() || used > 0) {
                throw new ProblemException(
                    new Problem.InvalidOperation(
                        feature.published()
                            ? "%d entitlements use the feature. Archive them first.".formatted(used)
                            : "The feature is archived."));
              }
              return feature;
            });
  }
}
