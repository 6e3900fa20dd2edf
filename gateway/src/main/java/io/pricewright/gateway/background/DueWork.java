package io.pricewright.gateway.background;

import io.pricewright.rules.tenancy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A kind of work that time brings, which a {@link Driver} does on every node. To add one, implement
 * this beside the domain it belongs to and name it in {@code Wiring}; the driver brings the loop,
 * fairness between environments, pauses after failures, stopping and metrics.
 *
 * <ul>
 *   <li>All methods run on a virtual thread of Vert.x and may {@code await} futures, but never
 *       block it otherwise: what blocks or computes for long gets a thread of its own, awaited.
 *   <li>At most one claim of an environment is worked on at once on a node, but several
 *       environments are, between each other's awaits.
 *   <li>Other nodes look at the same time. Either {@link #claim} leases ({@code for update skip
 *       locked}, and a new due time), or {@link #step} finds out behind the customer's gate that
 *       there is nothing left to do. Either way a step is one transaction that may be tried again.
 *   <li>Any method may throw; the driver tells the cause once and tries again after a pause.
 * </ul>
 *
 * @param <T> what is claimed
 */
public interface DueWork<T> {
  /** Returns the name in metrics and log: lower-case words, the same for ever. */
  String name();

  /** Returns how fast it is driven; asked once. */
  Pace pace();

  /**
   * Finds environments in which something is due, each by its own clock, the longest due first.
   *
   * @param at the node's time, which environments' clocks are ahead of
   * @param most how many at most
   */
  List<Due> scopes(Instant at, int most);

  /**
   * Claims what is due in an environment, the longest due first. Fewer than asked for means that
   * nothing else was due just now; nobody asks again before the next look.
   *
   * @param most how many at most, from 1 to {@link Pace#MOST_CLAIMS}
   */
  List<Claim<T>> claim(Scope scope, int most);

  /**
   * Does one step of a claim, in a transaction of its own.
   *
   * @return what is left of the claim, read anew, with which the next step goes on; empty when it
   *     is done, or done for now
   */
  Optional<Claim<T>> step(Claim<T> claim);

  /**
   * Gives a claim back that is not done: other environments wait, it rests, or the node stops. Work
   * that leases makes it due at once; without leases there is nothing to do.
   */
  default void release(Claim<T> claim) {}

  /**
   * Notes that a step failed, where failures are stored. It runs after the step's transaction was
   * rolled back.
   *
   * @param pause how long nobody shall claim it
   * @return whether that is stored; if not, the driver remembers it for this node alone
   */
  default boolean failed(Claim<T> claim, Throwable fault, Duration pause) {
    return false;
  }

  /**
   * Cuts a group whose step failed in two, which are done one after the other, so that in the end
   * what is to blame stands alone.
   *
   * @param fault why it failed; what passes by itself is nobody's fault
   * @return two claims, or nothing for a claim that is one thing
   */
  default List<Claim<T>> halves(Claim<T> claim, Throwable fault) {
    return List.of();
  }
}
