package io.pricewright.gateway.catalogue;

import io.pricewright.gateway.time.Ids;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.json.Json;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Adds a plan without prices and entitlements. Fails with {@code AlreadyExists} (the lookup key is
 * another published plan's).
 */
final class CreatePlan {
  private final Ids ids;

  /**
   * What is offered.
   *
   * @param displayOrder where it stands among others, or null
   */
  record Command(
      String name,
      @Nullable String lookupKey,
      @Nullable String description,
      @Nullable Integer displayOrder,
      Json.Obj metadata) {}

  CreatePlan(Ids ids) {
    this.ids = ids;
  }

  /** Adds the plan, and returns it. */
  Future<PlanRow> run(Tx tx, Command command, Instant now) {
    PlanRow row =
        new PlanRow(
            new PlanId(ids.next("plan", now)),
            command.name(),
            command.lookupKey(),
            command.description(),
            command.displayOrder(),
            command.metadata(),
            Status.PUBLISHED,
            now,
            now);
    return PlanRow.TABLE.add(tx, row).map(row);
  }
}
