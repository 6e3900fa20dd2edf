package io.pricewright.gateway.rollout;

import io.pricewright.gateway.background.Claim;
import io.pricewright.gateway.background.Due;
import io.pricewright.gateway.background.DueWork;
import io.pricewright.gateway.background.Pace;
import io.pricewright.gateway.rating.rerating.Rerating;
import io.pricewright.gateway.rating.snapshot.Snapshots;
import io.pricewright.gateway.simulation.ComparePrices;
import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.id.LineItemNo;
import io.pricewright.rules.id.LineageId;
import io.pricewright.rules.id.PriceId;
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
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.gate.Gates;
import io.pricewright.store.rollout.RolloutStep;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.rollout.StoredRollout;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the rollouts of all environments. Every step may be done twice, also by two nodes at once:
 * a line item is assigned behind its customer's gate and once, and its cells are counted again
 * afterwards, until that is noted. So a claim is no lease, and a rollout that is under way is due
 * at each look.
 */
public final class DriveRollouts implements DueWork<StoredRollout> {
  /** Line items that are judged and assigned together. */
  public static final int BATCH = 100;

  /** Most customers that are compared at once when a rollout is watched. */
  public static final int MOST_WATCHED = 10_000;

  private static final Pace PACE =
      new Pace(Duration.ofMillis(300), 500, 2, Duration.ofSeconds(5), Duration.ofSeconds(15));
  private static final Duration WATCH_EVERY = Duration.ofSeconds(5);

  private final Database database;
  private final Snapshots snapshots;
  private final Rerating rerating;
  private final ComparePrices compare;
  private final EnvironmentClock clock;
  private final Map<String, Instant> watched = new ConcurrentHashMap<>();

  /** Drives with these parts. */
  public DriveRollouts(
      Database database,
      Snapshots snapshots,
      Rerating rerating,
      ComparePrices compare,
      EnvironmentClock clock) {
    this.database = database;
    this.snapshots = snapshots;
    this.rerating = rerating;
    this.compare = compare;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "rollouts";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    return Rollouts.dueScopes(database, most).await().stream()
        .map(scope -> new Due(scope, Duration.ZERO))
        .toList();
  }

  @Override
  public List<Claim<StoredRollout>> claim(Scope scope, int most) {
    return read(scope, Rollouts::due).stream().map(one -> claimed(scope, one)).toList();
  }

  private static Claim<StoredRollout> claimed(Scope scope, StoredRollout rollout) {
    return new Claim<>(scope, rollout.id(), 0, rollout);
  }

  @Override
  public Optional<Claim<StoredRollout>> step(Claim<StoredRollout> claim) {
    Scope scope = claim.scope();
    StoredRollout rollout = claim.what();
    boolean more = counts(scope, rollout) || drive(scope, rollout);
    return more
        ? read(scope, tx -> Rollouts.find(tx, rollout.id())).map(now -> claimed(scope, now))
        : Optional.empty();
  }

  /** Does the next part of a rollout, and returns whether the one after it is due at once. */
  private boolean drive(Scope scope, StoredRollout rollout) {
    return switch (rollout.state()) {
      case SHADOW -> {
        shadow(scope, rollout);
        yield false;
      }
      case ROLLING_OUT, ACTIVE -> assign(scope, rollout);
      case ROLLED_BACK -> rollout.pending() != null && takeBack(scope, rollout);
      case DRAFT, TESTED, SIMULATED, RETIRED, STOPPED -> false;
    };
  }

  /** Counts one of what was assigned or taken back; false when all of it is counted. */
  private boolean counts(Scope scope, StoredRollout rollout) {
    List<Rollouts.Assigned> open = read(scope, tx -> Rollouts.uncounted(tx, rollout.id(), 1));
    for (Rollouts.Assigned one : open) {
      read(
          scope,
          tx ->
              rerating
                  .recount(tx, one.customerNo(), one.lineItemNo(), one.from())
                  .compose(done -> Rollouts.counted(tx, rollout.id(), one.lineItemNo())));
    }
    return !open.isEmpty();
  }

  /** Assigns one batch, whose cells are counted by the steps that follow. */
  private boolean assign(Scope scope, StoredRollout rollout) {
    if (isDue(rollout) && !holds(scope, rollout, reached(scope, rollout))) {
      return false;
    }
    List<LineItems.Owned> next =
        read(scope, tx -> Rollouts.next(tx, rollout, clock.now(scope), BATCH));
    if (next.isEmpty()) {
      if (rollout.state() == RolloutState.ROLLING_OUT) {
        become(scope, rollout, RolloutState.ACTIVE, "completed", null, Json.Obj.EMPTY);
      }
      return false;
    }
    List<CustomerNo> customers = next.stream().map(LineItems.Owned::customerNo).distinct().toList();
    List<CustomerNo> judged = new ArrayList<>(reached(scope, rollout));
    customers.stream().filter(no -> !judged.contains(no)).forEach(judged::add);
    if (!holds(scope, rollout, judged)) {
      return false;
    }
    for (LineItems.Owned one : next) {
      read(scope, tx -> assign(tx, rollout, one));
    }
    // Without anything to count nothing was assigned, and the next batch would be the same one.
    return !read(scope, tx -> Rollouts.uncounted(tx, rollout.id(), 1)).isEmpty();
  }

  private List<CustomerNo> reached(Scope scope, StoredRollout rollout) {
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
                        "line item %d cannot be assigned once more"
                            .formatted(to.lineItemNo().value())));
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
      RolloutPlan plan, CustomerBook book, LineItemNo lineItemNo, Instant now) {
    for (Subscription subscription : book.subscriptions()) {
      for (LineItem item : subscription.lineItems()) {
        if (item.no().equals(lineItemNo)) {
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
  private boolean holds(Scope scope, StoredRollout rollout, List<CustomerNo> customers) {
    if (customers.isEmpty()) {
      return true;
    }
    ComparePrices.Found found = compare(scope, rollout, customers);
    String breach =
        rollout.plan().guard().breach(found.moved(), found.newErrors(), found.steps()).orElse(null);
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

  private ComparePrices.Found compare(
      Scope scope, StoredRollout rollout, List<CustomerNo> customers) {
    Instant now = clock.now(scope);
    Interval asked = new Interval(now.minus(Duration.ofDays(31)), now.plus(Duration.ofHours(1)));
    return apart(
        () ->
            compare.compare(
                scope,
                new LineageId(rollout.lineageId()),
                new PriceId(rollout.priceId()),
                customers,
                asked));
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

  private void shadow(Scope scope, StoredRollout rollout) {
    if (!isDue(rollout)) {
      return;
    }
    Instant now = clock.now(scope);
    List<CustomerNo> customers =
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

  /** Ends one batch of assignments; the last time notes that all are. */
  private boolean takeBack(Scope scope, StoredRollout rollout) {
    boolean reprice = "reprice".equals(rollout.pending());
    List<Rollouts.Assigned> open =
        read(scope, tx -> Rollouts.open(tx, rollout.id(), reprice, BATCH));
    for (Rollouts.Assigned one : open) {
      read(scope, tx -> end(tx, rollout, one, reprice));
    }
    if (open.isEmpty()) {
      read(
          scope,
          tx ->
              Rollouts.put(
                  tx,
                  rollout.with(rollout.plan(), rollout.simulationId(), null, clock.now(scope)),
                  rollout.state()));
    }
    return !open.isEmpty();
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
    return Retry.transientFaults(() -> database.inScope(scope, work)).await();
  }
}
