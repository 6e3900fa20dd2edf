package io.pricewright.gateway.simulation;

import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.script.ScriptPool;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.SimulationId;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.script.ScriptEngine;
import io.pricewright.rules.simulation.SimulationStatus;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.sandbox.SimulationLimits;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.event.EventHistory;
import io.pricewright.store.simulation.Simulations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs questions about prices, each on a thread of its own, and stores what they found. At most so
 * many run at once on a node; more are told to come again.
 */
public final class SimulatePrices {
  /** Simulations that run at once on a node. */
  public static final int MAX_RUNNING = 2;

  /** Threads that read the history of one simulation. */
  public static final int READERS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SimulatePrices.class);
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final long TOUCH_MS = 300;

  private final Vertx vertx;
  private final Database database;
  private final EnvironmentClock clock;
  private final Candidates candidates;
  private final SimulationRun.Parts parts;
  private final Semaphore free;
  private final Set<Progress> running = ConcurrentHashMap.newKeySet();

  /**
   * Simulates with these parts, within the limits of each and of all.
   *
   * @param drafts evaluates what is not published: in a server, behind the process wall
   */
  public SimulatePrices(
      Vertx vertx,
      Database database,
      Snapshots snapshots,
      ScriptPool scripts,
      ScriptEngine engine,
      ScriptEngine drafts,
      EventHistory history,
      EnvironmentClock clock,
      SimulationLimits limits,
      int running) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.candidates =
        new Candidates(
            snapshots, source -> vertx.executeBlocking(() -> drafts.checkDraft(source), false));
    this.parts =
        new SimulationRun.Parts(
            database, history, new PooledEngine(scripts, engine, drafts), limits, READERS);
    this.free = new Semaphore(running);
  }

  /** A run that began. */
  private record Run(Scope scope, SimulationId id, Question question, Progress progress) {}

  /**
   * A simulation that is about to begin: {@link #ask} in a transaction, then {@link #start} after
   * its commit, or {@link #drop}. It holds a place among those that run.
   */
  final class Begun {
    private final Scope scope;
    private final SimulationId id;
    private final Question question;
    private Candidates.@Nullable Found found;

    private Begun(Scope scope, SimulationId id, Question question) {
      this.scope = scope;
      this.id = id;
      this.question = question;
    }

    /**
     * Looks the prices up and stores the question.
     *
     * @param asked the question as it came, which is kept
     */
    Future<SimulationId> ask(Tx tx, Json.Obj asked) {
      return Candidates.checkNames(tx, question)
          .compose(named -> candidates.find(tx, question))
          .compose(
              all ->
                  Simulations.add(tx, id, asked, clock.now(scope))
                      .map(
                          added -> {
                            found = all;
                            return id;
                          }));
    }

    /**
     * Starts what was asked; where nothing was, as it had been asked before, gives its place up.
     */
    void start() {
      Candidates.Found all = found;
      if (all == null) {
        free.release();
        return;
      }
      Run run = new Run(scope, id, question, new Progress());
      SimulationRun work = new SimulationRun(parts, scope, question, all, run.progress());
      Thread.ofVirtual().name("simulation").start(() -> run(run, work));
    }

    /** Gives its place up. */
    void drop() {
      free.release();
    }
  }

  /** Takes a place for a simulation. Fails with {@link Problem.Unavailable}. */
  Begun begin(Scope scope, SimulationId id, Question question) {
    if (!free.tryAcquire()) {
      throw new ProblemException(
          new Problem.Unavailable(
              "As many simulations as this node allows are running. Ask again.",
              RETRY_AFTER_SECONDS));
    }
    return new Begun(scope, id, question);
  }

  private void run(Run run, SimulationRun work) {
    running.add(run.progress());
    long timer = vertx.setPeriodic(TOUCH_MS, tick -> touch(run));
    try {
      Json.Obj report = ReportAnswers.of(work.call(clock.now(run.scope())));
      end(run, SimulationStatus.DONE, report, null);
    } catch (CancellationException e) {
      end(run, SimulationStatus.CANCELLED, null, null);
    } catch (ProblemException e) {
      end(run, SimulationStatus.FAILED, null, e.problem().detail());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      LOG.error("simulation {} failed", run.id(), e);
      end(
          run,
          SimulationStatus.FAILED,
          null,
          "The simulation failed inside the server; its log says why.");
    } finally {
      vertx.cancelTimer(timer);
      running.remove(run.progress());
      free.release();
    }
  }

  private void touch(Run run) {
    in(
            run.scope(),
            tx -> Simulations.touch(tx, run.id(), run.progress().json(), clock.now(run.scope())))
        .onSuccess(
            cancel -> {
              if (cancel) {
                run.progress().stop();
              }
            })
        .onFailure(fault -> LOG.warn("simulation {} is not told: {}", run.id(), fault.toString()));
  }

  private void end(
      Run run, SimulationStatus status, Json.@Nullable Obj report, @Nullable String error) {
    try {
      Blocking.await(
          in(
              run.scope(),
              tx ->
                  Simulations.finish(
                      tx,
                      run.id(),
                      status,
                      report,
                      error,
                      run.progress().json(),
                      clock.now(run.scope()))));
    } catch (RuntimeException e) {
      LOG.error("simulation {} could not be stored", run.id(), e);
    }
  }

  private <T> Future<T> in(Scope scope, Function<Tx, Future<T>> work) {
    return Retry.transientFaults(() -> database.inScope(scope, work));
  }

  /** Ends what runs on this node. */
  public void close() {
    running.forEach(Progress::stop);
  }
}
