package io.pricewright.gateway.background;

import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Does what is due for a customer in the transaction of a request that changes it, as the {@link
 * CustomerQueue} would have: so what the change comes to does not depend on when the queue ran.
 */
public final class DueFirst {
  /** Most turns, of which each makes one document at most. */
  static final int MOST_TURNS = 200;

  private final WorkGroup work;

  /** Does it by kinds of work, those of one rank in this order. */
  public DueFirst(List<CustomerWork> kinds) {
    this.work = new WorkGroup(kinds);
  }

  /**
   * Does it, behind the customer's gate; what waits for others stays due. Fails with {@code
   * NotBilledYet} when it is too much, and as the work fails.
   */
  public Future<Void> run(Tx tx, CustomerNo customerNo, Instant now) {
    return turn(tx, customerNo, now, MOST_TURNS);
  }

  private Future<Void> turn(Tx tx, CustomerNo customerNo, Instant now, int turns) {
    if (turns == 0) {
      throw new ProblemException(
          new Problem.NotBilledYet(
              false, "Too much is still due for the customer. Try again in a moment."));
    }
    CustomerGroup alone = new CustomerGroup(List.of(new CustomerDues.Claimed(customerNo, 0)), true);
    return work.run(tx, alone, now)
        .compose(
            done ->
                done.left().isEmpty()
                    ? Future.succeededFuture()
                    : turn(tx, customerNo, now, turns - 1));
  }
}
