package io.pricewright.gateway.rerating;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.task.Task;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for due tasks and does them, one after the other on this node; other nodes take others. A
 * failing task is tried again with growing delays, and has failed for good after {@value
 * #MOST_ATTEMPTS} in a row.
 */
public final class TaskRunner {
  /** Failures in a row after which a task is given up. */
  public static final int MOST_ATTEMPTS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);
  private static final long POLL_MS = 250;

  private final Vertx vertx;
  private final Database database;
  private final WorkSteps steps;
  private final EnvironmentClock clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean stopped;
  private long timer = -1;

  /** Runs tasks with these parts. */
  public TaskRunner(Vertx vertx, Database database, WorkSteps steps, EnvironmentClock clock) {
    this.vertx = vertx;
    this.database = database;
    this.steps = steps;
    this.clock = clock;
  }

  /** Begins to look for due tasks. */
  public void start() {
    timer = vertx.setPeriodic(POLL_MS, id -> poll());
  }

  /** Stops looking; a step under way ends by itself. */
  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void poll() {
    if (stopped || !busy.compareAndSet(false, true)) {
      return;
    }
    Tasks.dueScopes(database, clock.now())
        .compose(
            scopes -> {
              Future<Void> all = Future.succeededFuture();
              for (Scope scope : scopes) {
                all = all.compose(done -> drain(scope));
              }
              return all;
            })
        .onFailure(
            fault -> {
              if (!stopped) {
                LOG.warn("looking for tasks failed: {}", fault.toString());
              }
            })
        .onComplete(done -> busy.set(false));
  }

  private Future<Void> drain(Scope scope) {
    return Retry.transientFaults(
            () -> database.inScope(scope, tx -> Tasks.claim(tx, clock.now(scope))))
        .compose(
            claimed ->
                stopped || claimed.isEmpty()
                    ? Future.succeededFuture()
                    : finish(scope, claimed.get()).compose(done -> drain(scope)));
  }

  private Future<Void> finish(Scope scope, Task task) {
    return Retry.transientFaults(() -> steps.step(scope, task))
        .transform(
            done ->
                done.failed()
                    ? failed(scope, task, done.cause())
                    : done.result()
                        ? Future.succeededFuture()
                        : next(scope, task)
                            .compose(
                                again ->
                                    again
                                        .map(t -> finish(scope, t))
                                        .orElseGet(Future::succeededFuture)));
  }

  private Future<Optional<Task>> next(Scope scope, Task task) {
    return database.inScope(scope, tx -> Tasks.find(tx, task.id()));
  }

  private Future<Void> failed(Scope scope, Task task, Throwable fault) {
    boolean forGood = task.attempts() + 1 >= MOST_ATTEMPTS;
    LOG.warn("task {} ({}) failed: {}", task.id(), task.work().kind(), fault.toString());
    Instant now = clock.now(scope);
    Instant retryAt = now.plus(Duration.ofMillis(200L << Math.min(task.attempts(), 9)));
    String error = fault.toString();
    return database.inScope(
        scope,
        tx ->
            Tasks.fail(
                tx,
                task,
                error.length() > 500 ? error.substring(0, 500) : error,
                forGood,
                retryAt,
                now));
  }
}
