package io.pricewright.gateway.credit;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for credits that are due and has them done, a transaction a customer. What is due is read
 * anew behind the customer's gate, so each thing happens once, whatever other nodes do, and after
 * an outage all of it happens in the order of time.
 */
public final class DueCredits {
  private static final Logger LOG = LoggerFactory.getLogger(DueCredits.class);
  private static final long POLL_MS = 500;
  private static final int PAGE = 100;

  /** Most pages of customers of one environment that one look does. */
  private static final int PAGES = 1_000;

  private final Vertx vertx;
  private final Database database;
  private final EnvironmentClock clock;
  private final DueSteps steps;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean stopped;
  private long timer = -1;

  /** Works with these parts. */
  public DueCredits(Vertx vertx, Database database, EnvironmentClock clock, DueSteps steps) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.steps = steps;
  }

  /** Begins to look. */
  public void start() {
    timer = vertx.setPeriodic(POLL_MS, id -> poll());
  }

  /** Stops looking; what is under way ends by itself. */
  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void poll() {
    if (stopped || !busy.compareAndSet(false, true)) {
      return;
    }
    DueCustomers.clocksAhead(database)
        .onSuccess(ahead -> ahead.forEach(clock::ahead))
        .compose(ahead -> DueCustomers.scopes(database, clock.now(), DueSteps.GRACE))
        .compose(
            scopes -> {
              Future<Void> all = Future.succeededFuture();
              for (Scope scope : scopes) {
                all = all.compose(done -> catchUp(scope));
              }
              return all;
            })
        .onFailure(
            fault -> {
              if (!stopped) {
                LOG.warn("looking for due credits failed: {}", fault.toString());
              }
            })
        .onComplete(done -> busy.set(false));
  }

  /** Does all that is due in an environment by its clock. */
  Future<Void> catchUp(Scope scope) {
    return pages(scope, clock.now(scope), PAGES);
  }

  private Future<Void> pages(Scope scope, Instant now, int left) {
    return database
        .inScope(scope, tx -> DueCustomers.customers(tx, now, DueSteps.GRACE, PAGE))
        .compose(
            customers ->
                stopped || customers.isEmpty() || left == 0
                    ? Future.succeededFuture()
                    : each(scope, customers, now)
                        .compose(done -> pages(scope, now, done == 0 ? 0 : left - 1)));
  }

  /** Does customers one after the other; one that fails keeps none of the others from theirs. */
  private Future<Integer> each(Scope scope, List<Long> customers, Instant now) {
    Future<Integer> all = Future.succeededFuture(0);
    for (long customer : customers) {
      all =
          all.compose(
              count ->
                  Retry.transientFaults(
                          () -> database.inScope(scope, tx -> steps.customer(tx, customer, now)))
                      .map(count + 1)
                      .otherwise(
                          fault -> {
                            LOG.warn("due credits of customer {} failed", customer, fault);
                            return count;
                          }));
    }
    return all;
  }
}
