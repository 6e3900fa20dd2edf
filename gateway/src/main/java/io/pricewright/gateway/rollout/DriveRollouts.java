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
import io.pricewright.rules.json.Json;
import io.pricewright.rules.rollout.RolloutAction;
import io.pricewright.rules.rollout.RolloutState;
import io.pricewright.rules.rollout.TakeBack;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.rollout.Assignments;
import io.pricewright.store.rollout.Differences;
import io.pricewright.store.rollout.Rollouts;
import io.pricewright.store.row.PriceAssignmentRow;
import io.pricewright.store.row.RolloutDifferenceRow;
import io.pricewright.store.row.RolloutRow;
import io.pricewright.store.subscription.LineItems;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drives the rollouts of all environments. Every step may be done twice, also by two nodes at once:
 * a line item is assigned behind its customer's gate and once, and its cells are counted again
 * afterwards, until that is noted. So a claim is no lease, and a rollout that is under way is due
 * at each look.
 */
public final class DriveRollouts implements DueWork<RolloutRow> {
  /** Line items that are judged and assigned together. */
  public static final int BATCH = 100;

  /** Most customers that are compared at once when a rollout is watched. */
  public static final int MOST_WATCHED = 10_000;

  private static final Pace PACE =
      new Pace(Duration.ofMillis(300), 500, 2, Duration.ofSeconds(5), Duration.ofSeconds(15));

  private final Database database;
  private final Rerating rerating;
  private final AssignVersion versions;
  private final WatchRollout watch;
  private final EnvironmentClock clock;

  /** Drives with these parts. */
  public DriveRollouts(
      Database database,
      Snapshots snapshots,
      Rerating rerating,
      ComparePrices compare,
      EnvironmentClock clock) {
    this.database = database;
    this.rerating = rerating;
    this.versions = new AssignVersion(snapshots);
    this.watch = new WatchRollout(compare, clock);
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
        .map(found -> Due.of(found, clock.now(found.scope())))
        .toList();
  }

  @Override
  public List<Claim<RolloutRow>> claim(Scope scope, int most) {
    return in(scope, Rollouts::due).stream().map(one -> claimed(scope, one)).toList();
  }

  private static Claim<RolloutRow> claimed(Scope scope, RolloutRow rollout) {
    return new Claim<>(scope, rollout.id(), 0, rollout);
  }

  @Override
  public Optional<Claim<RolloutRow>> step(Claim<RolloutRow> claim) {
    Scope scope = claim.scope();
    RolloutRow rollout = claim.what();
    boolean more = counts(scope, rollout) || drive(scope, rollout);
    return more
        ? in(scope, tx -> Rollouts.find(tx, rollout.id())).map(now -> claimed(scope, now))
        : Optional.empty();
  }

  /** Does the next part of a rollout, and returns whether the one after it is due at once. */
  private boolean drive(Scope scope, RolloutRow rollout) {
    return switch (rollout.state()) {
      case SHADOW -> {
        shadow(scope, rollout);
        yield false;
      }
      case ROLLING_OUT, ACTIVE -> assign(scope, rollout);
      case ROLLED_BACK -> {
        TakeBack how = rollout.pending();
        yield how != null && takeBack(scope, rollout, how);
      }
      case DRAFT, TESTED, SIMULATED, RETIRED, STOPPED -> false;
    };
  }

  /** Counts one of what was assigned or taken back; false when all of it is counted. */
  private boolean counts(Scope scope, RolloutRow rollout) {
    List<PriceAssignmentRow> open = in(scope, tx -> Assignments.uncounted(tx, rollout.id(), 1));
    for (PriceAssignmentRow one : open) {
      in(
          scope,
          tx ->
              rerating
                  .recount(tx, one.customerNo(), one.lineItemNo(), one.effectiveFrom())
                  .compose(done -> Assignments.counted(tx, rollout.id(), one.lineItemNo())));
    }
    return !open.isEmpty();
  }

  // ---- assigning ----

  /** Assigns one batch, whose cells are counted by the steps that follow. */
  private boolean assign(Scope scope, RolloutRow rollout) {
    if (watch.isDue(rollout) && !holds(scope, rollout, reached(scope, rollout))) {
      return false;
    }
    List<LineItems.Owned> next =
        in(scope, tx -> Assignments.next(tx, rollout, clock.now(scope), BATCH));
    if (next.isEmpty()) {
      if (rollout.state() == RolloutState.ROLLING_OUT) {
        become(scope, rollout, RolloutAction.COMPLETED, null, Json.Obj.EMPTY);
      }
      return false;
    }
    List<CustomerNo> judged = new ArrayList<>(reached(scope, rollout));
    next.stream()
        .map(LineItems.Owned::customerNo)
        .distinct()
        .filter(no -> !judged.contains(no))
        .forEach(judged::add);
    if (!holds(scope, rollout, judged)) {
      return false;
    }
    for (LineItems.Owned one : next) {
      in(scope, tx -> versions.run(tx, rollout, one, clock.now(scope)));
    }
    // Without anything to count nothing was assigned, and the next batch would be the same one.
    return !in(scope, tx -> Assignments.uncounted(tx, rollout.id(), 1)).isEmpty();
  }

  private List<CustomerNo> reached(Scope scope, RolloutRow rollout) {
    return in(scope, tx -> Assignments.reached(tx, rollout.id(), MOST_WATCHED));
  }

  /** Compares for some customers, and ends the rollout at a breach. */
  private boolean holds(Scope scope, RolloutRow rollout, List<CustomerNo> customers) {
    if (customers.isEmpty()) {
      return true;
    }
    ComparePrices.Found found = watch.compare(scope, rollout, customers);
    return holds(
        scope, rollout, found, Json.Obj.EMPTY.with("customers", Json.of(customers.size())));
  }

  private boolean holds(
      Scope scope, RolloutRow rollout, ComparePrices.Found found, Json.Obj details) {
    Optional<String> breach = WatchRollout.breach(rollout, found);
    breach.ifPresent(reason -> become(scope, rollout, RolloutAction.GUARD_RAIL, reason, details));
    return breach.isEmpty();
  }

  // ---- shadow ----

  private void shadow(Scope scope, RolloutRow rollout) {
    if (!watch.isDue(rollout)) {
      return;
    }
    Instant now = clock.now(scope);
    List<CustomerNo> customers =
        in(scope, tx -> Assignments.next(tx, rollout, now, MOST_WATCHED)).stream()
            .map(LineItems.Owned::customerNo)
            .distinct()
            .toList();
    if (customers.isEmpty()) {
      return;
    }
    ComparePrices.Found found = watch.compare(scope, rollout, customers);
    for (int i = 0; i < found.customers().size(); i += BATCH) {
      List<ComparePrices.One> some =
          found.customers().subList(i, Math.min(found.customers().size(), i + BATCH));
      in(scope, tx -> record(tx, rollout, some, now));
    }
    holds(scope, rollout, found, Json.Obj.EMPTY);
  }

  private static Future<Void> record(
      Tx tx, RolloutRow rollout, List<ComparePrices.One> some, Instant now) {
    return Future.join(
            some.stream()
                .map(
                    one ->
                        Differences.put(
                            tx,
                            new RolloutDifferenceRow(
                                rollout.id(),
                                one.customerNo(),
                                one.moved().baseline(),
                                one.moved().candidate(),
                                one.events(),
                                now)))
                .toList())
        .mapEmpty();
  }

  // ---- taking back ----

  /** Ends one batch of assignments; the last time notes that all are. */
  private boolean takeBack(Scope scope, RolloutRow rollout, TakeBack how) {
    boolean whole = how == TakeBack.REPRICE;
    List<PriceAssignmentRow> open =
        in(scope, tx -> Assignments.open(tx, rollout.id(), whole, BATCH));
    for (PriceAssignmentRow one : open) {
      in(scope, tx -> versions.end(tx, rollout, one, whole, clock.now(scope)));
    }
    if (open.isEmpty()) {
      RolloutRow done = rollout.withPending(null).withUpdatedAt(clock.now(scope));
      in(scope, tx -> Rollouts.put(tx, done, rollout.state()));
    }
    return !open.isEmpty();
  }

  private void become(
      Scope scope,
      RolloutRow rollout,
      RolloutAction action,
      @Nullable String reason,
      Json.Obj details) {
    in(scope, tx -> ChangeRollout.byServer(tx, rollout, action, reason, details, clock.now(scope)));
  }

  private <T> T in(Scope scope, Function<Tx, Future<T>> work) {
    return Retry.transientFaults(() -> database.inScope(scope, work)).await();
  }
}
