package io.pricewright.gateway.credit;

import io.pricewright.gateway.catalogue.Existing;
import io.pricewright.rules.catalogue.Status;
import io.pricewright.rules.id.BudgetId;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.row.BudgetRow;
import io.vertx.core.Future;
import java.time.Instant;

/** Ends a budget: it counts and tells no more. Fails with {@code NotFound}. */
final class EndBudget {
  private EndBudget() {}

  /** Ends it, and returns its row. */
  static Future<BudgetRow> run(Tx tx, BudgetId id, Instant now) {
    return find(tx, id)
        .compose(row -> Gates.take(tx, row.customerNo()))
        .compose(gate -> find(tx, id))
        .compose(
            row -> {
              BudgetRow ended = row.withStatus(Status.ARCHIVED).withUpdatedAt(now);
              return BudgetRow.TABLE.put(tx, ended).map(ended);
            });
  }

  /** Finds a budget. Fails with {@code Problem.NotFound}. */
  static Future<BudgetRow> find(Tx tx, BudgetId id) {
    return BudgetRow.TABLE.find(tx, id).map(found -> Existing.of(found, "budget", id));
  }
}
