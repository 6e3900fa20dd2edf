package io.pricewright.gateway.time;

import io.pricewright.rules.tenancy.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Business time of each environment, in microseconds. All follow one clock until one is advanced.
 */
public final class EnvironmentClock {
  private final Clock clock;

  /** Follows a clock. */
  public EnvironmentClock(Clock clock) {
    this.clock = clock;
  }

  /** Returns an environment's time. */
  public Instant now(Scope scope) {
    return now();
  }

  /** Returns the node's time, for work that belongs to no environment. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
