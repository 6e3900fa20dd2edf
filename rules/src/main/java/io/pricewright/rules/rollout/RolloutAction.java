package io.pricewright.rules.rollout;

import io.pricewright.rules.id.Coded;
import io.pricewright.rules.problem.Problem;
import io.pricewright.rules.problem.ProblemException;
import java.util.Locale;

/** What is done to a rollout, as its audit trail says it. */
public enum RolloutAction implements Coded {
  /** Made, with its price version. */
  MAKE,
  /** A simulation of it was looked at. */
  SIMULATED,
  /** Evaluated beside live from now on. */
  SHADOW,
  /** Assigned from now on, or again. */
  START,
  /** Meant for a greater share of the customers. */
  WIDEN,
  /** Not assigned to more customers. */
  STOP,
  /** Taken back from everybody. */
  ROLLBACK,
  /** Ended; who has it keeps it. */
  RETIRE,
  /** Assigned to all it is meant for; the server's own step. */
  COMPLETED,
  /** Stopped by a guard rail; the server's own step. */
  GUARD_RAIL;

  /**
   * Returns where a rollout stands after this. Fails with {@code Problem.InvalidOperation} where it
   * cannot be done.
   *
   * @param now where it stands
   */
  public RolloutState from(RolloutState now) {
    RolloutState next =
        switch (this) {
          case MAKE -> throw new IllegalStateException("a rollout is made once");
          case SIMULATED -> RolloutState.SIMULATED;
          case SHADOW -> RolloutState.SHADOW;
          case START -> RolloutState.ROLLING_OUT;
          case WIDEN -> now == RolloutState.ACTIVE ? RolloutState.ROLLING_OUT : now;
          case STOP, GUARD_RAIL -> RolloutState.STOPPED;
          case ROLLBACK -> RolloutState.ROLLED_BACK;
          case RETIRE -> RolloutState.RETIRED;
          case COMPLETED -> RolloutState.ACTIVE;
        };
    boolean may =
        this == WIDEN
            ? now != RolloutState.RETIRED && now != RolloutState.ROLLED_BACK
            : now.mayBecome(next);
    if (!may) {
      throw new ProblemException(
          new Problem.InvalidOperation(
              "A rollout that is %s cannot %s.".formatted(now.code(), phrase())));
    }
    return next;
  }

  private String phrase() {
    return switch (this) {
      case SIMULATED -> "be simulated";
      case WIDEN -> "be widened";
      case ROLLBACK -> "be rolled back";
      default -> code();
    };
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
