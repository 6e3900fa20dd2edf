package io.pricewright.gateway.time;

import io.pricewright.rules.tenancy.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Business time of each environment, in microseconds. All follow one clock; some are ahead of it,
 * because their clock was advanced. Time never goes back.
 */
public final class EnvironmentClock {
  private final Clock clock;
  private final ConcurrentMap<Scope, Duration> ahead = new ConcurrentHashMap<>();

  /** Follows a clock. */
  public EnvironmentClock(Clock clock) {
    this.clock = clock;
  }

  /** Returns an environment's time. */
  public Instant now(Scope scope) {
    return now().plus(ahead.getOrDefault(scope, Duration.ZERO));
  }

  /** Returns the node's time, for work that belongs to no environment. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Notes how far an environment is ahead; less than was known before is not believed. */
  public void ahead(Scope scope, Duration by) {
    ahead.merge(scope, by, (known, read) -> read.compareTo(known) > 0 ? read : known);
  }
}
