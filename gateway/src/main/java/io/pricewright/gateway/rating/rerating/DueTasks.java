package io.pricewright.gateway.rating.rerating;

import io.pricewright.gateway.background.Claim;
import io.pricewright.gateway.background.Due;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.background.Pace;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Durable tasks, one after the other in each environment on a node; other nodes take others. A
 * claim is a lease that each step renews. A failing task is tried again after growing pauses, and
 * has failed for good after {@value #MOST_ATTEMPTS} in a row; one for which there was no room or no
 * store is tried again soon, for as long as it takes.
 */
public final class DueTasks implements DueWork<TaskRow> {
  /** Failures in a row after which a task is given up. */
  public static final int MOST_ATTEMPTS = 10;

  // Two at once: a step may hold a thread of the script pool, of which there are three and more.
  private static final Pace PACE =
      new Pace(Duration.ofMillis(250), 1, 2, Duration.ofSeconds(100), Duration.ofSeconds(15));
  private static final int MOST_ERROR = 500;

  private final Database database;
  private final WorkSteps steps;
  private final EnvironmentClock clock;

  /** Does tasks with these parts. */
  public DueTasks(Database database, WorkSteps steps, EnvironmentClock clock) {
    this.database = database;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tasks";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    return Tasks.dueScopes(database, at, most).await().stream()
        .map(found -> Due.of(found, clock.now(found.scope())))
        .toList();
  }

  @Override
  public List<Claim<TaskRow>> claim(Scope scope, int most) {
    return in(scope, tx -> Tasks.claim(tx, clock.now(scope), most)).stream()
        .map(task -> claimed(scope, task))
        .toList();
  }

  @Override
  public Optional<Claim<TaskRow>> step(Claim<TaskRow> claim) {
    Scope scope = claim.scope();
    boolean done = Retry.transientFaults(() -> steps.step(scope, claim.what())).await();
    return done
        ? Optional.empty()
        : in(scope, tx -> Tasks.find(tx, claim.what().id())).map(task -> claimed(scope, task));
  }

  @Override
  public void release(Claim<TaskRow> claim) {
    in(claim.scope(), tx -> Tasks.release(tx, claim.what(), clock.now(claim.scope())));
  }

  @Override
  public boolean failed(Claim<TaskRow> claim, Throwable fault, Duration pause) {
    Instant now = clock.now(claim.scope());
    if (Pace.isBusy(fault)) {
      in(claim.scope(), tx -> Tasks.later(tx, claim.what(), now.plus(pause), now));
      return true;
    }
    String error = fault.toString();
    in(
        claim.scope(),
        tx ->
            Tasks.fail(
                tx,
                claim.what(),
                error.length() > MOST_ERROR ? error.substring(0, MOST_ERROR) : error,
                claim.failures() + 1 >= MOST_ATTEMPTS,
                now.plus(pause),
                now));
    return true;
  }

  private static Claim<TaskRow> claimed(Scope scope, TaskRow task) {
    return new Claim<>(scope, task.id(), task.attempts(), task);
  }

  private <T> T in(Scope scope, Function<Tx, Future<T>> work) {
    return Retry.transientFaults(() -> database.inScope(scope, work)).await();
  }
}
