package io.pricewright.gateway.simulation;

import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.SimulationLimits;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Answers questions about prices, each on a virtual thread of its own. At most so many run at once
 * on a node; more are told to come again.
 */
public final class SimulatePrice {
  /** Simulations that run at once on a node. */
  public static final int MAX_RUNNING = 2;

  /** Longest run; below the time after which an idle connection is closed. */
  public static final Duration MAX_TIME = Duration.ofSeconds(60);

  private static final int RETRY_AFTER_SECONDS = 5;

  private final Vertx vertx;
  private final SimulationRun.Parts parts;
  private final Semaphore free;

  /** Simulates with these parts, within the limits of each and of all. */
  public SimulatePrice(
      Vertx vertx,
      Transactions in,
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      EnvironmentClock clock,
      SimulationLimits limits,
      int running) {
    this.vertx = vertx;
    this.parts =
        new SimulationRun.Parts(in, new Candidates(snapshots), scripts, engine, clock, limits);
    this.free = new Semaphore(running);
  }

  /** Answers on the caller's context. */
  Future<Simulated> answer(Scope scope, Question question) {
    if (!free.tryAcquire()) {
      return Future.failedFuture(
          new ProblemException(
              new Problem.Unavailable(
                  "As many simulations as this node allows are running. Ask again.",
                  RETRY_AFTER_SECONDS)));
    }
    Context caller = vertx.getOrCreateContext();
    Promise<Simulated> promise = Promise.promise();
    Thread.ofVirtual().name("simulation").start(() -> run(scope, question, caller, promise));
    return promise.future();
  }

  private void run(Scope scope, Question question, Context caller, Promise<Simulated> promise) {
    try {
      Simulated done = new SimulationRun(parts, scope, question).call();
      caller.runOnContext(v -> promise.complete(done));
    } catch (RuntimeException e) {
      caller.runOnContext(v -> promise.fail(e));
    } finally {
      free.release();
    }
  }
}
