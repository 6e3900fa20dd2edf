package io.pricewright.gateway.rollout;

import io.pricewright.gateway.simulation.ComparePrices;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.RolloutId;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.row.RolloutRow;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Compares a rollout's version with the lineage's own on the usage of the open and the last period,
 * and asks the guard rails. Awaits, on a virtual thread of Vert.x.
 */
final class WatchRollout {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final ComparePrices compare;
  private final EnvironmentClock clock;
  private final Map<RolloutId, Instant> watched = new ConcurrentHashMap<>();

  WatchRollout(ComparePrices compare, EnvironmentClock clock) {
    this.compare = compare;
    this.clock = clock;
  }

  /** Returns whether it is time to look again, and takes it that one does. */
  boolean isDue(RolloutRow rollout) {
    Instant now = clock.now();
    Instant last = watched.get(rollout.id());
    if (last != null && last.plus(EVERY).isAfter(now) && !now.isBefore(last)) {
      return false;
    }
    watched.put(rollout.id(), now);
    return true;
  }

  /** Compares for some customers, at least one. */
  ComparePrices.Found compare(Scope scope, RolloutRow rollout, List<CustomerNo> customers) {
    Instant now = clock.now(scope);
    return apart(
        () ->
            compare.compare(
                scope,
                rollout.lineageId(),
                rollout.priceId(),
                customers,
                RolloutPlan.compared(now)));
  }

  /** Returns why a rollout has to end, or empty when it may go on. */
  static Optional<String> breach(RolloutRow rollout, ComparePrices.Found found) {
    return rollout.plan().guard().breach(found.moved(), found.newErrors(), found.steps());
  }

  /** Comparing blocks its thread and computes, so it gets one of its own. */
  private static <T> T apart(Supplier<T> work) {
    Promise<T> done = Promise.promise();
    Thread.ofVirtual()
        .name("compare-prices")
        .start(
            () -> {
              try {
                done.complete(work.get());
              } catch (RuntimeException | Error e) {
                done.fail(e);
              }
            });
    return done.future().await();
  }
}
