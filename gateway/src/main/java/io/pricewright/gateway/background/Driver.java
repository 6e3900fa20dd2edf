package io.pricewright.gateway.background;

import io.pricewright.gateway.metrics.Metrics;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import io.pricewright.rules.tenancy.Scope;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one kind of work on this node until it is closed: looks where something is due, gives
 * environments their turns, so many at once, and has what fails rest by itself. An environment that
 * has more to do after {@link #TURN} goes to the end of the queue if others wait.
 *
 * <p>All of it runs on one context of virtual threads: one piece of code at a time, up to its next
 * {@code await}. {@link #nudge} and {@link #caughtUp} may be called from any thread once it is
 * deployed.
 */
public final class Driver<T> extends VerticleBase {
  /** How long an environment goes on while others wait. */
  static final Duration TURN = Duration.ofSeconds(1);

  /** Most environments that one look finds, besides those that rest. */
  static final int MOST_SCOPES = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

  /** Stands for the look itself among what fails and rests. */
  private static final Scope EVERYWHERE = new Scope(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final Duration NOTHING_DUE = Duration.ofNanos(-1);

  private final DueWork<T> work;
  private final Pace pace;
  private final EnvironmentClock clock;
  private final LongSupplier nanos;
  private final Metrics metrics;
  private final Rests rests;
  private final Causes causes;
  private final Askers askers = new Askers();
  private final LinkedHashSet<Scope> waiting = new LinkedHashSet<>();
  private final Set<Scope> busy = new HashSet<>();
  private final Promise<Void> ended = Promise.promise();
  private @Nullable Promise<Void> sleeping;
  private boolean nudged;
  private boolean looking = true;
  private volatile boolean stopping;
  private volatile Lag lag = new Lag(NOTHING_DUE, 0);
  private volatile int inFlight;

  /**
   * Makes a driver, and shows its numbers.
   *
   * @param nanos a clock that never goes back
   */
  public Driver(DueWork<T> work, EnvironmentClock clock, LongSupplier nanos, Metrics metrics) {
    this.work = work;
    this.pace = work.pace();
    this.clock = clock;
    this.nanos = nanos;
    this.metrics = metrics;
    this.rests = new Rests(pace.longestPause(), nanos, RandomGenerator.getDefault());
    this.causes = new Causes(work.name(), nanos);
    metrics.background(work.name(), this::lagSeconds, () -> inFlight);
  }

  /** Starts it. */
  public Future<Void> deploy(Vertx on) {
    return on.deployVerticle(
            this, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .mapEmpty();
  }

  /**
   * Stops it, if it was started: begins no other step, and waits for those in hand, for {@link
   * Pace#stop} at most.
   */
  public Future<Void> close() {
    Context deployed = context;
    return deployed == null ? Future.succeededFuture() : vertx.undeploy(deployed.deploymentID());
  }

  @Override
  public Future<?> start() {
    context.runOnContext(ignored -> run());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    askers.refuse(stops());
    wake();
    end();
    return ended
        .future()
        .timeout(pace.stop().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            late -> {
              LOG.warn("{}: what was in hand did not end within {}", work.name(), pace.stop());
              return null;
            });
  }

  /** Has it look at once instead of at the end of its pause. */
  public void nudge() {
    later(this::wake);
  }

  /**
   * Has an environment worked on until nothing is due there any more but what failed and rests.
   *
   * @return succeeds then, on the caller's context; fails with {@link Problem.Unavailable} when the
   *     node stops, or with what kept it from claiming
   */
  public Future<Void> caughtUp(Scope scope) {
    Context caller = vertx.getOrCreateContext();
    Promise<Void> outside = Promise.promise();
    Promise<Void> inside = Promise.promise();
    inside
        .future()
        .onComplete((done, fault) -> caller.runOnContext(ignored -> outside.complete(null, fault)));
    later(
        () -> {
          if (stopping) {
            inside.fail(stops());
          } else {
            askers.add(scope, inside);
            enqueue(scope);
          }
        });
    return outside.future();
  }

  private static ProblemException stops() {
    return new ProblemException(
        new Problem.Unavailable("This node stops; another does what is due. Ask again.", 1));
  }

  private void later(Runnable run) {
    context.runOnContext(ignored -> run.run());
  }

  // ---- looking ----

  private void run() {
    while (!stopping) {
      nudged = false;
      sleep(look());
    }
    looking = false;
    end();
  }

  /** Looks where something is due, and returns how long until the next look. */
  private Duration look() {
    try {
      rests.tidy();
      int most = Math.min(MOST_SCOPES + rests.environments(), Pace.MOST_CLAIMS);
      List<Due> due = work.scopes(clock.now(), most);
      lag = Lag.of(due, nanos.getAsLong());
      for (Due one : due) {
        if (!rests.rests(one.scope(), Rests.WHOLE)) {
          enqueue(one.scope());
        }
      }
      rests.forget(EVERYWHERE, Rests.WHOLE);
      return pace.idle();
    } catch (Throwable fault) {
      Duration pause = rests.fail(EVERYWHERE, Rests.WHOLE, 0, pace.longestPause(fault));
      if (!stopping) {
        causes.tell("looking for what is due", fault, pause);
      }
      return pause;
    }
  }

  /**
   * How long the oldest due thing had been due when it was looked for; it grows until the next look
   * tells otherwise.
   */
  private record Lag(Duration age, long at) {
    static Lag of(List<Due> due, long at) {
      return new Lag(
          due.stream().map(Due::age).max(Comparator.naturalOrder()).orElse(NOTHING_DUE), at);
    }

    double seconds(long now) {
      return age.isNegative() ? 0 : age.plusNanos(now - at).toMillis() / 1_000.0;
    }
  }

  private double lagSeconds() {
    return lag.seconds(nanos.getAsLong());
  }

  private void sleep(Duration pause) {
    if (nudged || stopping) {
      return;
    }
    Promise<Void> mine = Promise.promise();
    sleeping = mine;
    long timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> mine.tryComplete());
    mine.future().await();
    vertx.cancelTimer(timer);
    sleeping = null;
  }

  private void wake() {
    nudged = true;
    if (sleeping != null) {
      sleeping.tryComplete();
    }
  }

  // ---- turns ----

  private void enqueue(Scope scope) {
    if (!busy.contains(scope)) {
      waiting.add(scope);
      begin();
    }
  }

  private void begin() {
    while (!stopping && busy.size() < pace.concurrency() && !waiting.isEmpty()) {
      Scope scope = waiting.removeFirst();
      busy.add(scope);
      inFlight = busy.size();
      later(() -> turn(scope));
    }
  }

  private void turn(Scope scope) {
    List<Askers.Asker> told = askers.take(scope);
    boolean more = false;
    try {
      Turn.End end = new Turn<>(work, scope, rests, causes, new Round()).take();
      rests.forget(scope, Rests.WHOLE);
      more = end == Turn.End.MORE;
      if (end == Turn.End.NOTHING) {
        told.forEach(one -> one.tell(null));
      } else if (stopping) {
        told.forEach(one -> one.tell(stops()));
      } else {
        askers.again(scope, told);
      }
    } catch (Throwable fault) {
      Duration pause = rests.fail(scope, Rests.WHOLE, 0, pace.longestPause(fault));
      causes.tell("claiming in " + scope, fault, pause);
      told.forEach(one -> one.tell(fault));
    }
    busy.remove(scope);
    inFlight = busy.size();
    if (more || askers.has(scope)) {
      waiting.add(scope);
    }
    begin();
    end();
  }

  /** What goes on around one turn. */
  private final class Round implements Turn.Course {
    private final long began = nanos.getAsLong();

    @Override
    public boolean stopping() {
      return stopping;
    }

    @Override
    public boolean late() {
      return !waiting.isEmpty() && nanos.getAsLong() - began > TURN.toNanos();
    }

    @Override
    public void stepped(boolean failed) {
      metrics.backgroundStep(work.name(), failed);
    }
  }

  /** Has the driver end once it stops and nothing is in hand. */
  private void end() {
    if (stopping && !looking && busy.isEmpty()) {
      ended.tryComplete();
    }
  }
}
