package io.pricewright.gateway.check;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.TaskId;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.rerating.TaskStatus;
import io.pricewright.rules.rerating.Work;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Asks for a check, and waits for its end for a while.
 *
 * <p>Fails with {@code Unavailable} (many are waiting already).
 */
public final class AskCheck {
  /** Most checks of an environment that wait or run. */
  static final int MOST_OPEN = 20;

  private static final long FIRST_PAUSE_MS = 10;
  private static final long LONGEST_PAUSE_MS = 500;

  private final Vertx vertx;
  private final Database database;
  private final EnvironmentClock clock;
  private final Runnable nudge;

  /**
   * Asks with these parts.
   *
   * @param nudge has this node look for checks at once
   */
  public AskCheck(Vertx vertx, Database database, EnvironmentClock clock, Runnable nudge) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.nudge = nudge;
  }

  /** Asks, and returns the task as it stands at its end or after some time. */
  Future<TaskRow> run(Scope scope, Duration patience) {
    return database
        .inScope(
            scope,
            tx ->
                Tasks.checks(tx)
                    .compose(
                        open -> {
                          if (open >= MOST_OPEN) {
                            throw new ProblemException(
                                new Problem.Unavailable(
                                    "%d checks wait already. Ask again when they are done."
                                        .formatted(open),
                                    5));
                          }
                          return Tasks.add(tx, new Work.CheckBooks(), clock.now(scope));
                        }))
        .onSuccess(id -> nudge.run())
        .compose(id -> wait(scope, id, patience.toMillis(), FIRST_PAUSE_MS));
  }

  private Future<TaskRow> wait(Scope scope, TaskId id, long left, long pause) {
    return database
        .inScope(scope, tx -> Tasks.find(tx, id))
        .compose(
            found -> {
              TaskRow task = found.orElseThrow();
              boolean ended =
                  task.status() == TaskStatus.DONE || task.status() == TaskStatus.FAILED;
              return ended || left <= 0
                  ? Future.succeededFuture(task)
                  : vertx
                      .timer(Math.min(pause, left))
                      .compose(
                          then ->
                              wait(scope, id, left - pause, Math.min(pause * 2, LONGEST_PAUSE_MS)));
            });
  }
}
