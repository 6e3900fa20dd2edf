package io.pricewright.gateway.rollout;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Means a rollout for a greater share of the customers; one that was assigned to all it was meant
 * for is assigned on.
 *
 * <p>Fails with {@code NotFound}, {@code InvalidRequest} (a share below the present one, or above
 * the whole) and {@code InvalidOperation} (it is over).
 */
final class WidenRollout {
  private WidenRollout() {}

  /** The step, and the share in percent. */
  record Command(ChangeRollout.Step step, BigDecimal percent) {}

  /** Widens, and returns the rollout. */
  static Future<RolloutRow> run(Tx tx, Command command, Instant now) {
    return ChangeRollout.run(
        tx, command.step(), now, row -> Future.succeededFuture(widened(row, command.percent())));
  }

  private static RolloutRow widened(RolloutRow row, BigDecimal percent) {
    if (!row.plan().widensTo(percent)) {
      throw new ProblemException(
          Problem.InvalidRequest.at(
              "/percent", "out_of_range", "Send a share above the present one, to 100."));
    }
    return row.withPlan(row.plan().widened(percent));
  }
}
