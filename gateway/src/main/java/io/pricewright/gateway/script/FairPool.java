package io.pricewright.gateway.script;

import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Script threads that tenants take turns at: each has one piece of work under way at most, and a
 * queue of its own with a bound, so that nobody waits for more than one piece of another's work.
 * Thread-safe; answers on the caller's context.
 */
final class FairPool implements AutoCloseable {
  private final Vertx vertx;
  private final ScriptPool pool;
  private final int threads;
  private final int mostOfOne;
  private final int mostOfAll;

  /** Who waits, whose turn is next first. */
  private final Map<Integer, Deque<Waiting<?>>> queues = new LinkedHashMap<>();

  private final Set<Integer> busy = new HashSet<>();
  private int waiting;

  private record Waiting<T>(Callable<T> work, Context caller, Promise<T> promise) {}

  /**
   * Starts the pool.
   *
   * @param threads pieces of work under way at once
   * @param mostOfOne pieces of one tenant that wait at most
   * @param mostOfAll pieces that wait at most
   */
  FairPool(Vertx vertx, int threads, int mostOfOne, int mostOfAll) {
    this.vertx = vertx;
    // A thread is free a moment after its work was answered.
    this.pool = new ScriptPool(vertx, threads, threads);
    this.threads = threads;
    this.mostOfOne = mostOfOne;
    this.mostOfAll = mostOfAll;
  }

  /**
   * Runs a tenant's work on a script thread when its turn has come; fails with {@link
   * Problem.Unavailable} when too much waits, the tenant's own or all.
   */
  <T> Future<T> run(int tenant, Callable<T> work) {
    Waiting<T> one = new Waiting<>(work, vertx.getOrCreateContext(), Promise.promise());
    synchronized (this) {
      int own = queues.containsKey(tenant) ? queues.get(tenant).size() : 0;
      if (own >= mostOfOne) {
        return refused(
            "%d scripts of yours wait to be tried, and no more may: send the same request again"
                    .formatted(own)
                + " when some of them are answered.");
      }
      if (waiting >= mostOfAll) {
        return refused("Too many scripts wait to be tried. Send the same request again.");
      }
      queues.computeIfAbsent(tenant, none -> new ArrayDeque<>()).add(one);
      waiting++;
    }
    begin();
    return one.promise().future();
  }

  private static <T> Future<T> refused(String detail) {
    return Future.failedFuture(new ProblemException(new Problem.Unavailable(detail, 2)));
  }

  private void begin() {
    for (Turn<?> turn : turns()) {
      turn.take();
    }
  }

  private synchronized List<Turn<?>> turns() {
    List<Turn<?>> turns = new ArrayList<>();
    for (Integer tenant : List.copyOf(queues.keySet())) {
      if (busy.size() < threads && busy.add(tenant)) {
        Deque<Waiting<?>> own = Objects.requireNonNull(queues.remove(tenant));
        turns.add(new Turn<>(tenant, own.remove()));
        waiting--;
        if (!own.isEmpty()) {
          queues.put(tenant, own); // behind all others
        }
      }
    }
    return turns;
  }

  private synchronized void ended(int tenant) {
    busy.remove(tenant);
  }

  private final class Turn<T> {
    private final int tenant;
    private final Waiting<T> one;

    Turn(int tenant, Waiting<T> one) {
      this.tenant = tenant;
      this.one = one;
    }

    void take() {
      pool.run(one.work())
          .onComplete(
              (result, fault) -> {
                ended(tenant);
                one.caller().runOnContext(ignored -> one.promise().complete(result, fault));
                begin();
              });
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
