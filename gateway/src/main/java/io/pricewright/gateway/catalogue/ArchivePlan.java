package io.pricewright.gateway.catalogue;

import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.PlanId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Epochs;
import io.pricewright.store.row.PlanRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Archives a plan: nobody subscribes to it any more, its subscriptions go on. Fails with {@code
 * NotFound} and {@code InvalidOperation} (it is archived).
 */
final class ArchivePlan {
  /** Archives the plan, and returns it. */
  Future<PlanRow> run(Tx tx, PlanId id, Instant now) {
    return Epochs.advance(tx)
        .compose(epoch -> Existing.find(tx, PlanRow.TABLE, "plan", id))
        .map(old -> archived(old, now))
        .compose(row -> PlanRow.TABLE.put(tx, row).map(row));
  }

  private static PlanRow archived(PlanRow plan, Instant now) {
    if (!plan.published()) {
      throw new ProblemException(new Problem.InvalidOperation("The plan is archived."));
    }
    return plan.withStatus(Status.ARCHIVED).withUpdatedAt(now);
  }
}
