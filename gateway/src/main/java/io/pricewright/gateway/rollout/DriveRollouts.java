package io.pricewright.gateway.rollout;

import io.pricewright.gateway.http.Transactions;
import io.pricewright.gateway.rerating.Rerating;
import io.pricewright.gateway.simulation.ComparePrices;
import io.pricewright.gateway.snapshot.Snapshots;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rating.Segment;
import io.pricewright.rules.rollout.RolloutPlan;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.subscription.CustomerBook;
import io.pricewright.rules.subscription.Interval;
import io.pricewright.rules.subscription.LineItem;
import io.pricewright.rules.subscription.Subscription;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.rollout.RolloutStep;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.rollout.StoredRollout;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the rollouts of all environments, in straight code on one virtual thread of a node. Every
 * step is a transaction that may be done twice, also by two nodes at once: a line item is assigned
 * behind its customer's gate and once, and its cells are counted again afterwards, until that is
 * noted.
 */
public final class DriveRollouts {
  /** Line items that are judged and assigned together. */
  public static final int BATCH = 100;

  /** Most customers that are compared at once when a rollout is watched. */
  public static final int MOST_WATCHED = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(DriveRollouts.class);
  private static final long POLL_MS = 300;
  private static final Duration WATCH_EVERY = Duration.ofSeconds(5);

  private final Database database;
  private final Transactions in;
  private final Snapshots snapshots;
  private final Rerating rerating;
  private final ComparePrices compare;
  private final EnvironmentClock clock;
  private final Map<String, Instant> watched = new HashMap<>();
  private volatile boolean stopped;

  /** Drives with these parts. */
  public DriveRollouts(
      Database database,
      Transactions in,
      Snapshots snapshots,
      Rerating rerating,
      ComparePrices compare,
      EnvironmentClock clock) {
    this.database = database;
    this.in = in;
    this.snapshots = snapshots;
    this.rerating = rerating;
    this.compare = compare;
    this.clock = clock;
  }

  /** Begins to look for rollouts. */
  public void start() {
    Thread.ofVirtual().name("rollouts").start(this::loop);
  }

  /** Stops looking; a step under way ends by itself. */
  public void stop() {
    stopped = true;
  }

  private void loop() {
    while (!stopped) {
      try {
        for (Scope scope : await(Rollouts.dueScopes(database))) {
          for (StoredRollout rollout : read(scope, Rollouts::due)) {
            tryToDrive(scope, rollout);
          }
        }
        Thread.sleep(POLL_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (!stopped) {
          LOG.warn("driving rollouts failed: {}", e.toString());
          pause();
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One rollout that fails keeps no other from going on. */
  private void tryToDrive(Scope scope, StoredRollout rollout) {
    try {
      drive(scope, rollout);
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warn("rollout {} does not go on: {}", rollout.id(), e.toString());
        pause();
      }
    }
  }

  private void drive(Scope scope, StoredRollout rollout) {
    count(scope, rollout);
    switch (rollout.state()) {
      case SHADOW -> shadow(scope, rollout);
      case ROLLING_OUT, ACTIVE -> assign(scope, rollout);
      case ROLLED_BACK -> takeBack(scope, rollout);
      case DRAFT, TESTED, SIMULATED, RETIRED, STOPPED -> {}
    }
  }

  /** Counts what was assigned or taken back and not yet counted. */
  private void count(Scope scope, StoredRollout rollout) {
    List<Rollouts.Assigned> open;
    do {
      open = read(scope, tx -> Rollouts.uncounted(tx, rollout.id(), BATCH));
      for (Rollouts.Assigned one : open) {
        if (stopped) {
          return;
        }
        read(
            scope,
            tx ->
                rerating
                    .recount(tx, one.customerNo(), one.lineItemNo(), one.from())
                    .compose(done -> Rollouts.counted(tx, rollout.id(), one.lineItemNo())));
      }
    } while (!open.isEmpty());
  }

  private void assign(Scope scope, StoredRollout rollout) {
    if (isDue(rollout) && !holds(scope, rollout, reached(scope, rollout), true)) {
      return;
    }
    List<LineItems.Owned> next =
        read(scope, tx -> Rollouts.next(tx, rollout, clock.now(scope), BATCH));
    if (next.isEmpty()) {
      if (rollout.state() == RolloutState.ROLLING_OUT) {
        become(scope, rollout, RolloutState.ACTIVE, "completed", null, Json.Obj.EMPTY);
      }
      return;
    }
    List<Long> customers = next.stream().map(LineItems.Owned::customerNo).distinct().toList();
    List<Long> judged = new ArrayList<>(reached(scope, rollout));
    customers.stream().filter(no -> !judged.contains(no)).forEach(judged::add);
    if (!holds(scope, rollout, judged, true)) {
      return;
    }
    for (LineItems.Owned one : next) {
      read(scope, tx -> assign(tx, rollout, one));
    }
    count(scope, rollout);
  }

  private List<Long> reached(Scope scope, StoredRollout rollout) {
    return read(scope, tx -> Rollouts.reached(tx, rollout.id(), MOST_WATCHED));
  }

  private Future<Void> assign(Tx tx, StoredRollout rollout, LineItems.Owned to) {
    return snapshots
        .take(tx, to.customerNo())
        .compose(
            ground ->
                Rollouts.find(tx, rollout.id())
                    .compose(
                        now -> {
                          boolean goesOn =
                              now.filter(
                                      r ->
                                          r.state() == RolloutState.ROLLING_OUT
                                              || r.state() == RolloutState.ACTIVE)
                                  .isPresent();
                          CustomerBook book = ground.books().get(to.customerNo());
                          return goesOn && book != null
                              ? assign(tx, rollout, to, book)
                              : Future.<Void>succeededFuture();
                        }));
  }

  private Future<Void> assign(Tx tx, StoredRollout rollout, LineItems.Owned to, CustomerBook book) {
    Instant now = clock.now(tx.scope());
    Instant from = from(rollout.plan(), book, to.lineItemNo(), now);
    return Rollouts.held(tx, to.lineItemNo())
        .compose(
            held -> {
              if (from == null || held >= Segment.MAX_ASSIGNMENTS) {
                return Future.failedFuture(
                    new IllegalStateException(
                        "line item %d cannot be assigned once more".formatted(to.lineItemNo())));
              }
              return Rollouts.assign(tx, rollout, to, from, now)
                  .compose(
                      isNew ->
                          isNew
                              ? Gates.bumpVersion(tx, to.customerNo())
                              : Future.succeededFuture());
            });
  }

  private static @Nullable Instant from(
      RolloutPlan plan, CustomerBook book, long lineItemNo, Instant now) {
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem item : subscription.lineItems()) {
        if (item.no() == lineItemNo) {
          // A line item that has not begun has the version from its first instant on.
          Instant at = item.start().isAfter(now) ? item.start() : now;
          Interval open = subscription.clock().periodOf(at);
          return item.start().isAfter(now) ? item.start() : plan.from(open, now, item.start());
        }
      }
    }
    return null;
  }

  private boolean isDue(StoredRollout rollout) {
    Instant now = clock.now();
    Instant last = watched.get(rollout.id());
    if (last != null && last.plus(WATCH_EVERY).isAfter(now) && !now.isBefore(last)) {
      return false;
    }
    watched.put(rollout.id(), now);
    return true;
  }

  /** Compares on the usage of the open and the last period; ends the rollout at a breach. */
  private boolean holds(Scope scope, StoredRollout rollout, List<Long> customers, boolean guarded) {
    if (customers.isEmpty()) {
      return true;
    }
    ComparePrices.Found found = compare(scope, rollout, customers);
    String breach =
        guarded
            ? rollout
                .plan()
                .guard()
                .breach(found.moved(), found.newErrors(), found.steps())
                .orElse(null)
            : null;
    if (breach != null) {
      become(
          scope,
          rollout,
          RolloutState.STOPPED,
          "guard_rail",
          breach,
          Json.Obj.EMPTY.with("customers", Json.of(customers.size())));
    }
    return breach == null;
  }

  private ComparePrices.Found compare(Scope scope, StoredRollout rollout, List<Long> customers) {
    Instant now = clock.now(scope);
    Interval asked = new Interval(now.minus(Duration.ofDays(31)), now.plus(Duration.ofHours(1)));
    return compare.compare(scope, rollout.lineageId(), rollout.priceId(), customers, asked);
  }

  private void shadow(Scope scope, StoredRollout rollout) {
    if (!isDue(rollout)) {
      return;
    }
    Instant now = clock.now(scope);
    List<Long> customers =
        read(scope, tx -> Rollouts.next(tx, rollout, now, MOST_WATCHED)).stream()
            .map(LineItems.Owned::customerNo)
            .distinct()
            .toList();
    if (customers.isEmpty()) {
      return;
    }
    ComparePrices.Found found = compare(scope, rollout, customers);
    for (int i = 0; i < found.customers().size(); i += BATCH) {
      List<ComparePrices.One> some =
          found.customers().subList(i, Math.min(found.customers().size(), i + BATCH));
      read(
          scope,
          tx ->
              Future.join(
                      some.stream()
                          .map(
                              one ->
                                  Rollouts.difference(
                                      tx,
                                      rollout.id(),
                                      one.customerNo(),
                                      one.moved().baseline(),
                                      one.moved().candidate(),
                                      one.events(),
                                      now))
                          .toList())
                  .mapEmpty());
    }
    rollout
        .plan()
        .guard()
        .breach(found.moved(), found.newErrors(), found.steps())
        .ifPresent(
            breach ->
                become(scope, rollout, RolloutState.STOPPED, "guard_rail", breach, Json.Obj.EMPTY));
  }

  private void takeBack(Scope scope, StoredRollout rollout) {
    boolean reprice = "reprice".equals(rollout.pending());
    List<Rollouts.Assigned> open;
    do {
      open = read(scope, tx -> Rollouts.open(tx, rollout.id(), reprice, BATCH));
      for (Rollouts.Assigned one : open) {
        read(scope, tx -> end(tx, rollout, one, reprice));
      }
      count(scope, rollout);
    } while (!open.isEmpty() && !stopped);
    read(
        scope,
        tx ->
            Rollouts.put(
                tx,
                rollout.with(rollout.plan(), rollout.simulationId(), null, clock.now(scope)),
                rollout.state()));
  }

  private Future<Void> end(Tx tx, StoredRollout rollout, Rollouts.Assigned one, boolean reprice) {
    return snapshots
        .take(tx, one.customerNo())
        .compose(
            ground ->
                Rollouts.end(
                    tx, rollout.id(), one.lineItemNo(), reprice ? null : clock.now(tx.scope())))
        .compose(done -> Gates.bumpVersion(tx, one.customerNo()));
  }

  private void become(
      Scope scope,
      StoredRollout rollout,
      RolloutState next,
      String action,
      @Nullable String reason,
      Json.Obj details) {
    Instant now = clock.now(scope);
    read(
        scope,
        tx ->
            Rollouts.put(tx, rollout.in(next, now), rollout.state())
                .compose(
                    done ->
                        done
                            ? Rollouts.step(
                                tx,
                                rollout.id(),
                                new RolloutStep(
                                    action,
                                    rollout.state().toApi(),
                                    next.toApi(),
                                    "server",
                                    reason,
                                    details.text(),
                                    now))
                            : Future.<Void>succeededFuture()));
  }

  private <T> T read(Scope scope, Function<Tx, Future<T>> work) {
    return await(in.read(scope, work));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a rollout could not go on", e.getCause());
    }
  }
}
