package io.pricewright.rules.rollout;

import io.pricewright.rules.id.Coded;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a rollout stands. */
public enum RolloutState implements Coded {
  /** Made; its script brought no tests through the gate. */
  DRAFT,
  /** Its script passed the gate. */
  TESTED,
  /** A simulation of it was looked at. */
  SIMULATED,
  /** Evaluated beside live; differences are recorded, nothing is charged. */
  SHADOW,
  /** Being assigned to customers, batch by batch. */
  ROLLING_OUT,
  /** Assigned to all it is meant for; new ones get it too. */
  ACTIVE,
  /** Over: those who have it keep it, nobody gets it any more. */
  RETIRED,
  /** Ended by a guard rail or by hand: those who have it keep it until it is rolled back. */
  STOPPED,
  /** Taken back from everybody. */
  ROLLED_BACK;

  /** Returns whether a rollout may go from here to another state. */
  public boolean mayBecome(RolloutState next) {
    return next().contains(next);
  }

  /** Returns whether the server works on a rollout that stands here. */
  public boolean driven() {
    return this == SHADOW || assigns();
  }

  /** Returns whether more customers get the version of a rollout that stands here. */
  public boolean assigns() {
    return this == ROLLING_OUT || this == ACTIVE;
  }

  private Set<RolloutState> next() {
    return switch (this) {
      case DRAFT -> EnumSet.of(TESTED, SIMULATED, SHADOW, ROLLING_OUT, RETIRED);
      case TESTED -> EnumSet.of(SIMULATED, SHADOW, ROLLING_OUT, RETIRED);
      case SIMULATED -> EnumSet.of(SIMULATED, SHADOW, ROLLING_OUT, RETIRED);
      case SHADOW -> EnumSet.of(SIMULATED, ROLLING_OUT, STOPPED, RETIRED);
      case ROLLING_OUT -> EnumSet.of(ACTIVE, STOPPED, ROLLED_BACK);
      case ACTIVE -> EnumSet.of(ROLLING_OUT, STOPPED, ROLLED_BACK, RETIRED);
      case STOPPED -> EnumSet.of(ROLLING_OUT, ROLLED_BACK, RETIRED);
      case RETIRED -> EnumSet.of(ROLLED_BACK);
      case ROLLED_BACK -> EnumSet.of(ROLLED_BACK);
    };
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
