package io.pricewright.gateway.catalogue;

import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a plan is called. Moves the epoch, since answers about customers' rights show the
 * plan's name. Fails with {@code NotFound} and {@code AlreadyExists} (the lookup key is taken).
 */
final class ChangePlan {
  /** What changes; null stays as it is. */
  record Command(
      PlanId plan,
      @Nullable String name,
      @Nullable String lookupKey,
      @Nullable String description,
      @Nullable Integer displayOrder,
      Json.@Nullable Obj metadata) {
    private PlanRow over(PlanRow old, Instant now) {
      return old.withName(name == null ? old.name() : name)
          .withLookupKey(lookupKey == null ? old.lookupKey() : lookupKey)
          .withDescription(description == null ? old.description() : description)
          .withDisplayOrder(displayOrder == null ? old.displayOrder() : displayOrder)
          .withMetadata(metadata == null ? old.metadata() : metadata)
          .withUpdatedAt(now);
    }
  }

  /** Changes the plan, and returns it. */
  Future<PlanRow> run(Tx tx, Command command, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, PlanRow.TABLE, "plan", command.plan()))
        .map(old -> command.over(old, now))
        .compose(row -> PlanRow.TABLE.put(tx, row).map(row));
  }
}
