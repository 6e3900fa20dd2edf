package io.pricewright.gateway.catalogue;

import io.pricewright.rules.id.FeatureId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.FeatureRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a feature is called. Moves the epoch, since answers about customers' rights show the
 * feature. Fails with {@code NotFound} and {@code AlreadyExists} (the lookup key is taken).
 */
final class ChangeFeature {
  /** What changes; null stays as it is. */
  record Command(
      FeatureId feature,
      @Nullable String name,
      @Nullable String lookupKey,
      @Nullable String description,
      @Nullable String unitSingular,
      @Nullable String unitPlural,
      Json.@Nullable Obj metadata) {
    private FeatureRow over(FeatureRow old, Instant now) {
      return old.withName(name == null ? old.name() : name)
          .withLookupKey(lookupKey == null ? old.lookupKey() : lookupKey)
          .withDescription(description == null ? old.description() : description)
          .withUnitSingular(unitSingular == null ? old.unitSingular() : unitSingular)
          .withUnitPlural(unitPlural == null ? old.unitPlural() : unitPlural)
          .withMetadata(metadata == null ? old.metadata() : metadata)
          .withUpdatedAt(now);
    }
  }

  /** Changes the feature, and returns it. */
  Future<FeatureRow> run(Tx tx, Command command, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, FeatureRow.TABLE, "feature", command.feature()))
        .map(old -> command.over(old, now))
        .compose(row -> FeatureRow.TABLE.put(tx, row).map(row));
  }
}
