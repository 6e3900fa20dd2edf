package io.pricewright.gateway.script;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Platform threads for pricing scripts, with a bounded queue. Answers on the caller's context. */
public final class ScriptPool implements AutoCloseable {
  /** Room for the deepest calls that a script may make, interpreted. */
  private static final long STACK = 4L << 20;

  private final Vertx vertx;
  private final ThreadPoolExecutor threads;
  private final Metrics metrics;

  /** Starts a pool whose times nobody reads. */
  public ScriptPool(Vertx vertx, int size, int queue) {
    this(vertx, size, queue, new Metrics());
  }

  /**
   * Starts the pool.
   *
   * @param size threads, at least 1
   * @param queue most calls that wait
   * @param metrics where the time of each call goes
   */
  public ScriptPool(Vertx vertx, int size, int queue, Metrics metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("script-", 0).stackSize(STACK).daemon(true).factory());
  }

  /**
   * Runs work on a script thread; fails with {@link Problem.Unavailable} when the queue is full.
   */
  public <T> Future<T> run(Callable<T> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    try {
      threads.execute(
          () -> {
            long began = System.nanoTime();
            try {
              T result = work.call();
              caller.runOnContext(v -> promise.complete(result));
            } catch (Exception e) {
              caller.runOnContext(v -> promise.fail(e));
            } catch (Error e) {
              caller.runOnContext(v -> promise.fail(e));
              throw e;
            } finally {
              metrics.scriptCall(Duration.ofNanos(System.nanoTime() - began));
            }
          });
    } catch (RejectedExecutionException e) {
      promise.fail(
          new ProblemException(
              new Problem.Unavailable(
                  "All script threads are busy. Send the same request again.", 1)));
    }
    return promise.future();
  }

  /** Returns how many calls wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
