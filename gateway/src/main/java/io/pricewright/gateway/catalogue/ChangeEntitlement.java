package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.EntitlementId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.EntitlementRow;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Function;

/**
 * Changes or archives a right. Open periods are counted again. Runs on the event loop.
 *
 * <p>Fails with {@code NotFound} and {@code InvalidOperation} (it is archived, a limit that does
 * not go with a price).
 */
final class ChangeEntitlement {
  private ChangeEntitlement() {}

  /**
   * Changes a right, and returns it.
   *
   * @param change what becomes of it; may refuse, before it is asked whether it is archived
   */
  static Future<EntitlementRow> run(
      Tx tx, EntitlementId id, Function<EntitlementRow, EntitlementRow> change, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, EntitlementRow.TABLE, "entitlement", id))
        .map(change)
        .map(Entitlements::live)
        .compose(row -> checked(tx, row))
        .compose(row -> put(tx, row, now));
  }

  private static Future<EntitlementRow> checked(Tx tx, EntitlementRow row) {
    return Entitlements.planOf(tx, row, "")
        .compose(
            plan ->
                Existing.find(tx, FeatureRow.TABLE, "feature", row.featureId())
                    .compose(feature -> Entitlements.checked(tx, row, feature, plan)));
  }

  /** Archives a right, and returns it. */
  static Future<EntitlementRow> archive(Tx tx, EntitlementId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Entitlements.live(tx, id))
        .compose(old -> put(tx, old.withStatus(Status.ARCHIVED).withUpdatedAt(now), now));
  }

  private static Future<EntitlementRow> put(Tx tx, EntitlementRow row, Instant now) {
    return EntitlementRow.TABLE.put(tx, row).compose(put -> Entitlements.recount(tx, row, now));
  }
}
