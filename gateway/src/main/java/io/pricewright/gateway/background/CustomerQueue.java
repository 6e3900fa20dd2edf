package io.pricewright.gateway.background;

import io.pricewright.gateway.time.EnvironmentClock;
import io.pricewright.rules.id.CustomerNo;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.tenancy.Scope;
import io.pricewright.store.database.Database;
import io.pricewright.store.database.Failures;
import io.pricewright.store.database.Retry;
import io.pricewright.store.database.Tx;
import io.pricewright.store.due.CustomerDues;
import io.pricewright.store.wallet.DueCustomers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of what is due for customers: {@code customer_dues} says when anything of one is. A
 * claim takes rows under a lease, and no gate; a step does a group of customers in one transaction
 * behind their gates, each kind of {@link CustomerWork} in the order of time. Whatever other nodes
 * do, each thing is done once: what is due is read behind the gate, and done together with the move
 * of the row.
 *
 * <p>A customer whose gate others have comes back next turn, and after {@value #MOST_MISSES} times
 * alone and waiting. A group that fails is halved until the guilty customer stands alone; that one
 * rests longer each time, and after {@value #MOST_ATTEMPTS} failures in a row it is held, with the
 * reason, until somebody releases it. What passes by itself, such as a lost connection, holds
 * nobody.
 */
public final class CustomerQueue implements DueWork<CustomerGroup> {
  /** Failures in a row after which a customer is held. */
  public static final int MOST_ATTEMPTS = 10;

  /** How often a customer is left whose gate others have. */
  static final int MOST_MISSES = 5;

  /** How long nobody else claims what a node has in hand. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration BUSY = Duration.ofMillis(50);
  private static final Duration REST = Duration.ofMillis(500);
  private static final int MOST_MISSED = 10_000;

  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(500),
          CustomerDues.MOST / CustomerGroup.MOST,
          2,
          Duration.ofSeconds(30),
          Duration.ofSeconds(15));

  private final Database database;
  private final EnvironmentClock clock;
  private final WorkGroup work;
  private final Hears hears;
  private final Map<Missed, Integer> misses = new HashMap<>();

  /** Who hears that a customer is held from now on, in the same transaction. */
  @FunctionalInterface
  public interface Hears {
    /** Hears it, and why. */
    Future<Void> held(Tx tx, CustomerNo customerNo, String reason, Instant now);
  }

  /** Whose gate others had. */
  private record Missed(Scope scope, CustomerNo customerNo) {}

  /**
   * Makes the queue.
   *
   * @param kinds what it does, those of one rank in this order
   * @param hears who tells that a customer is held
   */
  public CustomerQueue(
      Database database, EnvironmentClock clock, List<CustomerWork> kinds, Hears hears) {
    this.hears = hears;
    this.database = database;
    this.clock = clock;
    this.work = new WorkGroup(kinds);
  }

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public Pace pace() {
    return PACE;
  }

  @Override
  public List<Due> scopes(Instant at, int most) {
    // What other nodes set forward is learned first: by those clocks the claims are due.
    DueCustomers.clocksAhead(database).await().forEach(clock::ahead);
    return CustomerDues.scopes(database, at, most).await().stream()
        .map(due -> Due.of(due, at))
        .toList();
  }

  // ---- claims ----

  @Override
  public List<Claim<CustomerGroup>> claim(Scope scope, int most) {
    int rows = Math.min(most * CustomerGroup.MOST, CustomerDues.MOST);
    List<CustomerDues.Claimed> claimed =
        in(scope, tx -> CustomerDues.claim(tx, clock.now(scope), LEASE, rows));
    List<Claim<CustomerGroup>> claims = new ArrayList<>();
    List<CustomerDues.Claimed> group = new ArrayList<>();
    for (CustomerDues.Claimed one : claimed) {
      // Who failed before or is busy again and again does not hold up the others.
      boolean busy = missed(scope, one.customerNo()) >= MOST_MISSES;
      if (busy || one.attempts() > 0) {
        claims.add(claim(scope, new CustomerGroup(List.of(one), busy)));
      } else {
        group.add(one);
      }
    }
    for (int from = 0; from < group.size(); from += CustomerGroup.MOST) {
      int to = Math.min(from + CustomerGroup.MOST, group.size());
      claims.add(claim(scope, new CustomerGroup(group.subList(from, to), false)));
    }
    return claims;
  }

  private static Claim<CustomerGroup> claim(Scope scope, CustomerGroup group) {
    return new Claim<>(scope, group.key(), group.failures(), group);
  }

  @Override
  public Optional<Claim<CustomerGroup>> step(Claim<CustomerGroup> claim) {
    Scope scope = claim.scope();
    CustomerGroup group = claim.what();
    WorkGroup.Done done = in(scope, tx -> work.run(tx, group, clock.now(scope)));
    missed(scope, group, done.missed());
    if (!done.resting().isEmpty()) {
      in(scope, tx -> CustomerDues.rest(tx, done.resting(), clock.now(scope).plus(REST)));
    }
    List<CustomerDues.Claimed> left =
        group.members().stream().filter(one -> done.left().contains(one.customerNo())).toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Claim<>(scope, claim.key(), claim.failures(), group.only(left)));
  }

  /** Counts who was missed, and has them come back a little later. */
  private void missed(Scope scope, CustomerGroup group, Set<CustomerNo> missed) {
    for (CustomerNo one : group.customers()) {
      Missed key = new Missed(scope, one);
      if (!missed.contains(one)) {
        misses.remove(key);
      } else if (misses.size() < MOST_MISSED || misses.containsKey(key)) {
        misses.merge(key, 1, Integer::sum);
      }
    }
    if (!missed.isEmpty()) {
      in(scope, tx -> CustomerDues.rest(tx, missed, clock.now(scope).plus(BUSY)));
    }
  }

  private int missed(Scope scope, CustomerNo one) {
    return misses.getOrDefault(new Missed(scope, one), 0);
  }

  @Override
  public void release(Claim<CustomerGroup> claim) {
    in(claim.scope(), tx -> CustomerDues.rest(tx, claim.what().customers(), null));
  }

  // ---- failures ----

  @Override
  public List<Claim<CustomerGroup>> halves(Claim<CustomerGroup> claim, Throwable fault) {
    CustomerGroup group = claim.what();
    int half = group.members().size() / 2;
    return half == 0 || passes(fault)
        ? List.of()
        : List.of(
            claim(claim.scope(), group.only(group.members().subList(0, half))),
            claim(
                claim.scope(), group.only(group.members().subList(half, group.members().size()))));
  }

  @Override
  public boolean failed(Claim<CustomerGroup> claim, Throwable fault, Duration pause) {
    Scope scope = claim.scope();
    Instant until = clock.now(scope).plus(pause);
    if (passes(fault) || claim.what().members().size() > 1) {
      in(scope, tx -> CustomerDues.rest(tx, claim.what().customers(), until));
      return false;
    }
    int attempts = claim.failures() + 1;
    String held = attempts >= MOST_ATTEMPTS ? fault.toString() : null;
    CustomerNo customer = claim.what().customers().getFirst();
    in(
        scope,
        tx ->
            CustomerDues.failed(tx, customer, until, attempts, held)
                .compose(
                    noted ->
                        held == null
                            ? Future.succeededFuture()
                            : hears.held(tx, customer, held, clock.now(scope))));
    return true;
  }

  /** Whether it is nobody's fault: the store is busy, away, full or takes no writes. */
  private static boolean passes(Throwable fault) {
    return Retry.passes(fault)
        || (Failures.problemOf(fault) instanceof Problem.Unavailable && !Failures.tooLong(fault));
  }

  private <T extends @Nullable Object> T in(Scope scope, Function<Tx, Future<T>> run) {
    return Retry.transientFaults(() -> database.inScope(scope, run)).await();
  }
}
