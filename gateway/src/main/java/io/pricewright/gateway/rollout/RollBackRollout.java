package io.pricewright.gateway.rollout;

import io.pricewright.rules.rollout.TakeBack;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Future;
import java.time.Instant;

/**
 * Has a rollout's version taken back from everybody, batch by batch. Fails with {@code NotFound}
 * and {@code InvalidOperation} (nobody can have it).
 */
final class RollBackRollout {
  private RollBackRollout() {}

  /** The step, and how it is taken back. */
  record Command(ChangeRollout.Step step, TakeBack mode) {}

  /** Begins to take it back, and returns the rollout. */
  static Future<RolloutRow> run(Tx tx, Command command, Instant now) {
    return ChangeRollout.run(
        tx, command.step(), now, row -> Future.succeededFuture(row.withPending(command.mode())));
  }
}
