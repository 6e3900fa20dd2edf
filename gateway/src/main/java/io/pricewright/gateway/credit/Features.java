package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.wallet.Wallet;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Features that holds and budgets name. */
final class Features {
  private Features() {}

  /**
   * Returns what may be paid: usage of a feature, or any. Fails with {@code Problem.NotFound} when
   * it is not there or archived.
   *
   * @param pointer where the body names it
   */
  static Future<Wallet.Line> line(Tx tx, @Nullable FeatureId feature, String pointer) {
    return feature == null
        ? Future.succeededFuture(Wallet.Line.USAGE)
        : FeatureRow.TABLE.find(tx, feature).map(found -> line(found, feature, pointer));
  }

  private static Wallet.Line line(Optional<FeatureRow> found, FeatureId id, String pointer) {
    FeatureRow row =
        found.orElseThrow(() -> Existing.missing("feature", id, pointer, "is not there"));
    if (row.status() != Status.PUBLISHED) {
      throw Existing.missing("feature", id, pointer, "is archived");
    }
    return new Wallet.Line(false, row.meterId());
  }
}
