package io.pricewright.gateway.check;

import io.pricewright.gateway.background.Claim;
import io.pricewright.gateway.background.Due;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.background.Pace;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.row.CustomerRow;
import io.pricewright.store.row.TaskRow;
import io.pricewright.store.task.Tasks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Checks that were asked for, one after the other in each environment on a node. A step judges
 * customers for some seconds, and one at least; the task keeps what was found. While a large
 * customer is judged, its events are told and the lease is renewed page by page; a check whose node
 * died goes on with that customer on another.
 */
public final class DueChecks implements DueWork<TaskRow> {
  /** Failures in a row after which a check is given up. */
  static final int MOST_ATTEMPTS = 5;

  private static final Pace PACE =
      new Pace(Duration.ofSeconds(1), 1, 2, Duration.ofSeconds(30), Duration.ofSeconds(5));
  private static final Duration STEP = Duration.ofSeconds(3);
  private static final int CUSTOMERS = 100;
  private static final int MOST_ERROR = 500;

  private final Database database;
  private final CheckBooks check;
  private final EnvironmentClock clock;
  private final LongSupplier nanos;
  private volatile boolean abandoned;

  /**
   * Checks with these parts.
   *
   * @param nanos a clock that never goes back
   */
  public DueChecks(
      Database database, CheckBooks check, EnvironmentClock clock, LongSupplier nanos) {
    this.database = database;
    this.check = check;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Leaves the customer in hand: the node stops, and another begins it anew. */
  public void abandon() {
    abandoned = true;
  }

  @Override
  public String name() {
    return "checks";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    return Tasks.checkScopes(database, at, most).await().stream()
        .map(found -> Due.of(found, clock.now(found.scope())))
        .toList();
  }

  @Override
  public List<Claim<TaskRow>> claim(Scope scope, int most) {
    return in(scope, tx -> Tasks.claimChecks(tx, clock.now(scope), most)).stream()
        .map(task -> claimed(scope, task))
        .toList();
  }

  @Override
  public Optional<Claim<TaskRow>> step(Claim<TaskRow> claim) {
    Scope scope = claim.scope();
    Findings findings = Findings.fromJson(claim.what().cursor());
    Watch watch = new Watch(claim, findings.toJson());
    if (!findings.begun()) {
      check.begin(scope, findings).await();
    }
    boolean done = false;
    List<CustomerRow> some = List.of();
    int next = 0;
    do {
      if (next == some.size()) {
        some = check.next(scope, findings, CUSTOMERS).await();
        next = 0;
      }
      done = some.isEmpty();
      if (!done) {
        check.customer(scope, some.get(next++), findings, watch).await();
        watch.kept = findings.toJson();
      }
    } while (!done && !watch.over());
    boolean ended = done;
    in(scope, tx -> watch.note(tx, findings.toJson(), ended));
    return ended
        ? Optional.empty()
        : in(scope, tx -> Tasks.find(tx, claim.what().id())).map(task -> claimed(scope, task));
  }

  /** Keeps a step's claim while it lasts. */
  private final class Watch implements CheckBooks.Beat {
    private final Claim<TaskRow> claim;
    private final long began = nanos.getAsLong();
    private long told = began;
    private long untold;
    private Json.Obj kept;

    private Watch(Claim<TaskRow> claim, Json.Obj kept) {
      this.claim = claim;
      this.kept = kept;
    }

    private boolean over() {
      return nanos.getAsLong() - began > STEP.toNanos();
    }

    @Override
    public Future<Void> after(int events) {
      untold += events;
      if (abandoned) {
        return Future.failedFuture(new CancellationException("the node stops"));
      }
      if (nanos.getAsLong() - told < STEP.toNanos()) {
        return Future.succeededFuture();
      }
      told = nanos.getAsLong();
      // What was found of this customer is kept when it is judged.
      return database.inScope(claim.scope(), tx -> note(tx, kept, false));
    }

    private Future<Void> note(Tx tx, Json.Obj cursor, boolean done) {
      long events = untold;
      return Tasks.advance(tx, claim.what(), cursor, events, done, clock.now(claim.scope()))
          .onSuccess(noted -> untold -= events);
    }
  }

  @Override
  public void release(Claim<TaskRow> claim) {
    in(claim.scope(), tx -> Tasks.release(tx, claim.what(), clock.now(claim.scope())));
  }

  @Override
  public boolean failed(Claim<TaskRow> claim, Throwable fault, Duration pause) {
    Instant now = clock.now(claim.scope());
    String error = fault.toString();
    in(
        claim.scope(),
        tx ->
            Tasks.find(tx, claim.what().id())
                .compose(
                    found ->
                        Tasks.fail(
                            tx,
                            found.orElse(claim.what()).withAttempts(claim.failures()),
                            error.length() > MOST_ERROR ? error.substring(0, MOST_ERROR) : error,
                            !abandoned && claim.failures() + 1 >= MOST_ATTEMPTS,
                            abandoned ? now : now.plus(pause),
                            now)));
    return true;
  }

  private static Claim<TaskRow> claimed(Scope scope, TaskRow task) {
    return new Claim<>(scope, task.id(), task.attempts(), task);
  }

  private <T> T in(Scope scope, Function<Tx, Future<T>> work) {
    return Retry.transientFaults(() -> database.inScope(scope, work)).await();
  }
}
