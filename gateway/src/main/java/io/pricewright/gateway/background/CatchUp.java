package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Has done what is due in an environment up to an instant, on whatever node: tasks, and what is due
 * for customers, which make each other. Waits {@link #LONGEST} at most.
 */
public final class CatchUp {
  /** How long is waited. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final long PAUSE_MS = 50;

  private final Vertx vertx;
  private final Database database;
  private final LongSupplier nanos;
  private final List<Function<Scope, Future<Void>>> drivers;

  /**
   * Has it done by drivers.
   *
   * @param nanos a clock that never goes back
   * @param drivers each does its part of what is due in an environment; one after the other
   */
  public CatchUp(
      Vertx vertx,
      Database database,
      LongSupplier nanos,
      List<Function<Scope, Future<Void>>> drivers) {
    this.vertx = vertx;
    this.database = database;
    this.nanos = nanos;
    this.drivers = List.copyOf(drivers);
  }

  /**
   * What is left.
   *
   * @param waiting what is due or in hand
   * @param failing what failed and is tried again later, or is held
   */
  public record Left(long waiting, long failing) {
    /** Returns all of it. */
    public long all() {
      return waiting + failing;
    }
  }

  /** Has it done, and returns what is left of it. Fails when the node stops. */
  public Future<Left> upTo(Scope scope, Instant until) {
    return round(scope, until, nanos.getAsLong() + LONGEST.toNanos())
        .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            fault ->
                fault instanceof TimeoutException
                    ? left(scope, until)
                    : Future.failedFuture(fault));
  }

  private Future<Left> round(Scope scope, Instant until, long deadline) {
    Future<Void> each = Future.succeededFuture();
    for (Function<Scope, Future<Void>> driver : drivers) {
      each = each.compose(done -> driver.apply(scope));
    }
    return each.compose(done -> left(scope, until))
        .compose(
            left ->
                left.waiting() == 0 || nanos.getAsLong() - deadline > 0
                    ? Future.succeededFuture(left)
                    : vertx
                        .timer(PAUSE_MS, TimeUnit.MILLISECONDS)
                        .compose(paused -> round(scope, until, deadline)));
  }

  private Future<Left> left(Scope scope, Instant until) {
    return database.inScope(scope, tx -> left(tx, until));
  }

  private static Future<Left> left(Tx tx, Instant until) {
    Future<Tasks.Due> tasks = Tasks.due(tx, until);
    Future<CustomerDues.Waiting> customers = CustomerDues.waiting(tx, until);
    return Future.join(tasks, customers)
        .map(
            both ->
                new Left(
                    tasks.result().waiting() + customers.result().due(),
                    tasks.result().failing() + customers.result().failing()));
  }
}
